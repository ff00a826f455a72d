/* What bench-tui measures.  Each prints its figures and adds its rows to the table. */
#ifndef BENCH_SCENES_H
#define BENCH_SCENES_H

#include "editor.h"

enum { SCENE_LINES = 10000, SCENE_TIMEOUT_MS = 60000 };
#define SCENE_CODE "code.c" // of SCENE_LINES lines, in the folder of all runs

/* A C file: from exec to its first line on the screen, and to the same in colour. */
void scene_start(Editors *e);
/* Keys typed into its middle, once it is highlighted: from each to its echo, and the bytes sent. */
void scene_keys(Editors *e);
/* A log of $BENCH_BIG_MB: from exec to its first line on the screen, and the memory it takes. */
void scene_big(Editors *e);
/* The C file left alone for $BENCH_IDLE_S: processor time, wake-ups, bytes. */
void scene_idle(Editors *e);

#endif
