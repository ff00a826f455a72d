/* Symbols of all the project's files, by the syntax of each: read by workers when first asked for.
 *
 * What is read is what stands on disk.  Files of more than half a megabyte, and those whose
 * language has no functions or types (JSON, Markdown, ...), are left out. */
#ifndef WORKSPACE_SYMBOL_INDEX_H
#define WORKSPACE_SYMBOL_INDEX_H

#include "finder/finder.h"
#include "syntax/syntax.h"

typedef struct Workspace Workspace;
typedef struct SymbolIndex SymbolIndex;

typedef struct {
    Str name;         // borrowed until the next settle
    const char *path; // relative to the root; the same
    size_t row;       // 0-based
    SymbolKind kind;
} ProjectSymbol;

typedef struct {
    const FinderTop *top; // best first; of an earlier query until the search is done
    size_t total;         // symbols known
    bool done;            // all files were read, and all symbols looked at for this query
} SymbolsFound;

/* What is found for a query; starts reading (again, if the last time is a while ago) and searching
 * where they are due.  The palette is stale when there is more.  O(1). */
SymbolsFound symbols_find(Workspace *ws, Str query);
ProjectSymbol symbols_get(const Workspace *ws, const FinderHit *h);
/* Files are still read: what is not found may yet be. */
bool symbols_are_read(const Workspace *ws);
void symbols_cancel(Workspace *ws);
void symbols_free(Workspace *ws);

#endif
