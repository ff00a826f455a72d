/* Lists of spans: in order, not overlapping. */
#ifndef SYNTAX_SPANS_H
#define SYNTAX_SPANS_H

#include "syntax/syntax.h"

typedef struct {
    size_t start, end;
} Range;
typedef Vec(Range) Ranges;

/* What a query found, before overlaps are resolved. */
typedef struct {
    size_t start, end;
    uint16_t pattern, capture;
} Mark;
typedef Vec(Mark) Marks;

/* Put the marks in order and lay them over one another: the innermost shows, of several for one
 * place that of the last pattern.  Marks are nested or apart.  Appended to out. */
void spans_flatten(Marks *marks, Range want, SyntaxSpans *out);
/* Index of the first span that ends behind `off`. */
size_t spans_find(const SyntaxSpans *spans, size_t off);
/* What lies in `ranges`, or outside of them; appended to out. */
void spans_inside(const SyntaxSpans *spans, const Ranges *ranges, SyntaxSpans *out);
void spans_outside(const SyntaxSpans *spans, const Ranges *ranges, SyntaxSpans *out);
/* a and b, which share no place, as one list; appended to out. */
void spans_merge(const SyntaxSpans *a, const SyntaxSpans *b, SyntaxSpans *out);

#endif
