/* The table of ratios.  Several programs add to the same one: with $BENCH_TABLE set it grows in
 * that file, else each prints its own. */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

typedef enum {
    WANT_NOTHING, // shown for comparison
    WANT_AHEAD,
    WANT_NO_SLOWER,
} TableWant;

/* Compare a figure (less is better) with a rival's; NaN is one that was not to be had. */
void table_compare(const char *what, double ours, const char *rival, double theirs, TableWant want);

#endif
