/* The table of all editors, in Markdown: with $BENCH_TABLE set it is added to that file, else
 * printed. */
#ifndef BENCH_FIELD_H
#define BENCH_FIELD_H

#include "editor.h"

/* A figure of all editors; NaN is one that was not to be had. */
typedef struct {
    const char *what;
    double of[EDITOR_COUNT];
    const char *best;   // who is the best of the field; NULL: nobody could
    double best_value;  // its figure
    const char *wanted; // in words; "" if nothing is
    bool met;
} FieldRow;

/* Add it, behind a head if it is the first one of this program. */
void field_add(const FieldRow *r);

#endif
