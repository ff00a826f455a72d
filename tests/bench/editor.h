/* The editors that are compared: ours, the rivals, and a floor no editor can get below. */
#ifndef BENCH_EDITOR_H
#define BENCH_EDITOR_H

#include "samples.h"
#include "table.h"
#include "term.h"

/* The order of Editors, and of the figures of a Measure. */
typedef enum { EDITOR_FLOOR, EDITOR_NANO, EDITOR_VIM, EDITOR_CODELAB, EDITOR_COUNT } EditorId;

typedef struct {
    const char *dir;          // folder for all runs
    char *path[EDITOR_COUNT]; // owned; NULL: not installed
    int run;                  // counts the runs, each of which has a home of its own
} Editors;

/* Find them; tells on stdout which are left out. */
void editors_init(Editors *e, const char *dir, const char *codelab, const char *floor);
void editors_deinit(Editors *e);
const char *editor_name(EditorId id);
bool editor_highlights(EditorId id);

/* Open `file` (of e->dir) at that line (from 1; 0: where it likes), in a home of its own. */
Term *editor_open(Editors *e, EditorId id, const char *file, int line);
/* Have an empty line above the cursor's, and the cursor in it, ready to type. */
void editor_open_line(EditorId id, Term *t);

/* One figure of each editor, run by run; less is better. */
typedef struct {
    const char *what; // with its unit
    Samples of[EDITOR_COUNT];
} Measure;
/* Print the figures. */
void measure_print(Measure *m);
/* Add a row for each rival to the table: `what`, at the share q, and what is wanted of each. */
void measure_compare(Measure *m, const char *what, double q, const TableWant want[EDITOR_COUNT]);
void measure_deinit(Measure *m);

#endif
