/* From trees to spans. */
#ifndef SYNTAX_PAINT_H
#define SYNTAX_PAINT_H

#include "syntax/layer.h"
#include "syntax/spans.h"

#include <stdatomic.h>
#include <stdint.h>

/* Spans of one stretch of a layer, kept so that painting a text that did not change, or that was
 * edited since, costs no query. */
typedef struct {
    Range range; // of the layer's text
    SyntaxSpans spans;
} Painted;

void painted_deinit(Painted *p);

/* When a query has to stop; where it runs over large broken parts it may take seconds. */
typedef struct {
    const atomic_bool *cancelled;
    int64_t deadline_ns; // of clock_mono_ns()
} PaintLimit;

/* The text a layer was parsed from: what follows `start` of snap. */
typedef struct {
    const Snap *snap; // borrowed
    size_t start;
    bool brackets; // they get the colours of their depth
} PaintText;

/* Widen what is painted to `want`, or move there if that is too far away.  False if it was stopped:
 * then nothing was gained. */
bool painted_widen(Painted *p, const Layer *l, PaintText text, Range want, const PaintLimit *limit);

#endif
