/* A layer is one tree and the layers of the languages that stand inside it: a Markdown text holds
 * one for each paragraph and code block.  All offsets count from the layer's own start, so that an
 * edit elsewhere moves a layer without touching it, and one that did not change is used again as it
 * is.  A layer with more than one owner is immutable; layer_edit() copies what it must. */
#ifndef SYNTAX_LAYER_H
#define SYNTAX_LAYER_H

#include "syntax/edits.h"
#include "syntax/grammar.h"

#include <stdatomic.h>

typedef struct Layer Layer;
typedef struct Structure Structure; // see structure.h

/* Bytes from the start of a layer. */
typedef struct {
    uint32_t start, end;
} Stretch;

typedef struct {
    Stretch place;    // in the layer around it
    Stretch because;  // where the nodes stand that say so; an edit elsewhere cannot undo it
    TSPoint at;       // of its start, in the layer around it
    bool transparent; // what is around shines through where this one has no colour
    Layer *layer;     // one reference
} InnerLayer;
typedef Vec(InnerLayer) InnerLayers;

struct Layer {
    _Atomic int refs;
    const Grammar *grammar;
    TSTree *tree;    // owned
    bool edited;     // since it was parsed
    Stretch touched; // holds all that was edited since
    uint32_t grown;  // bytes and rows that came in since, modulo 2^32
    uint32_t rows_grown;
    Structure *structure; // one reference; of the tree as it was parsed; NULL: not looked for
    InnerLayers inner;    // in order, not overlapping
};

/* Takes the tree. */
Layer *layer_new(const Grammar *grammar, TSTree *tree);
Layer *layer_ref(Layer *l);
void layer_free(Layer *l);
/* Make *l follow an edit. */
void layer_edit(Layer **l, const TSInputEdit *e);

/* Index of the first inner layer that ends behind `off`; inner.n if none does. */
size_t layer_find_inner(const Layer *l, uint32_t off);

/* The innermost layer that covers `off`, and where it starts. */
const Layer *layer_at(const Layer *l, size_t off, size_t *base);

/* What a parse reads, who may stop it, and how it ended. */
typedef struct {
    const Snap *snap;             // borrowed
    const atomic_bool *cancelled; // borrowed
    TSParser *parser;             // borrowed
    int64_t cpu_ns_max;           // of this thread's time, all in all
    int64_t cpu_ns_end;           // when that is over; set by layer_parse()
    bool colours_only;            // leave the structure out
    bool too_deep;                // out: its grammar must not be given this text
    bool too_slow;                // out: it took more than cpu_ns_max
} ParseRun;

/* Parse `n` bytes of the snapshot from `start` on and all languages inside them.  `old` is an
 * edited layer to start from, or NULL; borrowed.  NULL if cancelled, too_deep or too_slow. */
Layer *layer_parse(ParseRun *run, const Grammar *g, const Layer *old, size_t start, size_t n);
/* Look at the clock: must it stop?  And, without a look: was that seen? */
bool parse_run_ended(ParseRun *run);
bool parse_run_stopped(const ParseRun *run);

/* A part of a layer that is written in another language. */
typedef struct {
    Stretch place, because;
    TSPoint at;
    const Grammar *grammar;
    uint32_t pattern; // that found it
    bool transparent;
    TSRange *ranges; // owned; in order, counted from `start`; at least one
    uint32_t n_ranges;
} Injection;
typedef Vec(Injection) Injections;

/* Injections that have to do with `where` in a layer that starts at `base` of the run's snapshot,
 * in order and apart; appended to out, some of them also when the run has to stop. */
void injections_find(ParseRun *run, const Layer *l, size_t base, Stretch where, Injections *out);
void injections_deinit(Injections *v);

#endif
