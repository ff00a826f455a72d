/* What bench-tui measures.  Each prints its figures and adds its rows to the table. */
#ifndef BENCH_SCENES_H
#define BENCH_SCENES_H

#include "measure.h"

#include "base/str.h"

/* The files, in the folder of all runs; sizes are settings of the environment. */
#define SCENE_EMPTY "empty.txt"
#define SCENE_CODE  "code.c"
#define SCENE_BIG   "big.log"    // of $BENCH_BIG_MB
#define SCENE_LOG   "middle.log" // of $BENCH_LOG_MB
#define SCENE_JSON  "one.json"   // of $BENCH_JSON_MB
enum { SCENE_CODE_LINES = 10000 };
int scene_big_lines(void);
int scene_log_lines(void);

void scene_start(Editors *e); // until the workbench, and a C file, are on the screen
void scene_keys(Editors *e);  // keys typed into the C file, and into the big log
void scene_pages(Editors *e); // pages of the C file
void scene_paste(Editors *e);
void scene_big(Editors *e);     // the big log: opened, its end
void scene_search(Editors *e);  // the big log, at 99 %
void scene_long(Editors *e);    // a line that is a file
void scene_replace(Editors *e); // once a line of the log, and back
void scene_save(Editors *e);    // the log after a key
void scene_idle(Editors *e);    // the C file left alone for $BENCH_IDLE_S
void scene_own(Editors *e);     // what none of the others is asked for

/* Type `text` a key at a time, each when the one before is on the screen: adds the times to it, and
 * the bytes sent for each to nbytes (which may be NULL).  False if the keys are lost. */
bool scene_type(Term *t, const char *text, Samples *echo, Samples *nbytes);
#define SCENE_TYPED "sum+=total*37-shift/count+beta;rest=sum-gamma*off;"

/* For term_wait: the row of this mark (of the C file or a log) is on the screen. */
typedef struct {
    char text[16];
} SceneMark;
SceneMark scene_mark(char letter, int line);

#endif
