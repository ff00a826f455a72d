/* A layer is one tree and the layers of the languages that stand inside it: a Markdown text holds
 * one for each paragraph and code block.  All offsets count from the layer's own start, so that an
 * edit elsewhere moves a layer without touching it, and one that did not change is used again as it
 * is.  A layer with more than one owner is immutable; layer_edit() copies what it must. */
#ifndef SYNTAX_LAYER_H
#define SYNTAX_LAYER_H

#include "syntax/edits.h"
#include "syntax/grammar.h"

typedef struct Layer Layer;

typedef struct {
    uint32_t start, end; // bytes from the start of the layer around it
    TSPoint at;          // of start, likewise
    bool transparent;    // what is around shines through where this one has no colour
    Layer *layer;        // one reference
} InnerLayer;

struct Layer {
    _Atomic int refs;
    const Grammar *grammar;
    TSTree *tree;          // owned
    bool edited;           // since it was parsed
    Vec(InnerLayer) inner; // in order, not overlapping
};

/* Takes the tree. */
Layer *layer_new(const Grammar *grammar, TSTree *tree);
Layer *layer_ref(Layer *l);
void layer_free(Layer *l);
/* Make *l follow an edit. */
void layer_edit(Layer **l, const TSInputEdit *e);

/* What a parse reads and who may stop it. */
typedef struct {
    const Snap *snap;               // borrowed
    const volatile bool *cancelled; // borrowed
    TSParser *parser;               // borrowed
} ParseRun;

/* Parse the whole snapshot and all languages inside it.  `old` is an edited layer to start from, or
 * NULL; borrowed.  NULL if cancelled. */
Layer *layer_parse(ParseRun *run, const Grammar *g, const Layer *old);

/* A part of a layer that is written in another language. */
typedef struct {
    uint32_t start, end; // bytes from the start of the layer around it
    TSPoint at;
    const Grammar *grammar;
    uint32_t pattern; // that found it
    bool transparent;
    TSRange *ranges; // owned; in order, counted from `start`; at least one
    uint32_t n_ranges;
} Injection;
typedef Vec(Injection) Injections;

/* The injections in a tree that starts at `base` of the run's snapshot, in order and apart;
 * appended to out, also when the run is cancelled meanwhile. */
void injections_find(const ParseRun *run, const Grammar *g, const TSTree *tree, size_t base,
                     Injections *out);
void injections_deinit(Injections *v);

#endif
