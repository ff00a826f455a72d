/* What symbol-*.c share. */
#ifndef WORKSPACE_SYMBOL_INNER_H
#define WORKSPACE_SYMBOL_INNER_H

#include "workspace/inner.h"
#include "workspace/symbol-index.h"

typedef struct {
    uint32_t file; // index in files
    uint32_t row;
    SymbolKind kind;
} SymbolPlace;

/* Symbols that one worker found, in a row; never changes once it is published. */
typedef struct SymbolRun {
    FinderPaths *names;      // one reference
    Vec(SymbolPlace) places; // of each name
    Vec(char *) files;       // owned
} SymbolRun;
typedef Vec(SymbolRun *) SymbolRuns;

SymbolRun *symbol_run_new(void);
void symbol_run_free(SymbolRun *r);
/* Add what a file defines; false if the run is full: then nothing of it was added that matters. */
void symbol_run_read(SymbolRun *r, const char *root, Str path);
bool symbol_run_is_full(const SymbolRun *r);

#endif
