/* What was measured of each editor, the rounds that do it, and the rows of the table that tell. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include "editor.h"
#include "samples.h"

/* Figures of one kind of each editor, run by run; less is better. */
typedef struct {
    Samples of[EDITOR_COUNT];
} Measure;

/* A row of the table, and what is wanted of us in it: 0 stands for nothing.  All that is wanted
 * must be so. */
typedef struct {
    const char *what;   // with its unit
    double q;           // the share the figure stands at: 0.5 the median
    double times_floor; // at most so many times the floor's
    double most;        // at most this
    bool best;          // no more than the best of the field
} Figure;

/* Print all there is of a measure, and add its row to the table.  q sorts it anew. */
void measure_report(Measure *m, const Figure *f);
/* A figure of which we want nothing at all. */
void measure_report_zero(const char *what, const double of[EDITOR_COUNT]);
void measure_deinit(Measure *m, size_t n);

/* One run of one editor; adds its figures to m.  False if it did not do its work in time. */
typedef bool (*MeasureRun)(Editors *e, EditorId id, Measure *m);
/* Run each so many times ($BENCH_ROUNDS instead, if set), in turns, beginning with another one
 * each time, so that noise hits all alike.  Of the field, one that fails is left out from then on,
 * and one that is very slow, which can be no best, runs once. */
void measure_rounds(Editors *e, const char *what, int rounds, MeasureRun run, Measure *m);
/* How long an editor may take for one thing, in ms. */
int measure_patience_ms(void);

#endif
