/* Watching over a jail from outside, from its birth to the end of all that is in it. */
#ifndef JAIL_HELPER_WATCH_H
#define JAIL_HELPER_WATCH_H

#include "jail/helper/birth.h"
#include "jail/helper/blocked.h"
#include "jail/helper/cgroup.h"
#include "jail/helper/meter.h"
#include "jail/helper/outcome.h"
#include "jail/helper/outlet.h"
#include "jail/helper/stream.h"
#include "jail/helper/terminal.h"

typedef struct {
    const Policy *told;   // borrowed
    const Policy *policy; // as it is now: &now
    Birth jail;
    Cgroup cgroup;
    Meter meter;
    Blocked blocked;
    Stream streams[3]; // to the program's input, from its output and errors
    char buffers[3][STREAM_BYTES];
    OutputBudget budget;
    Terminal terminal;
    Outlet outlet;
    Outcome out;
    int signals; // signalfd
    int scratch; // folder of the scratch file system, -1 until it is there
    int room;    // without namespaces: the one folder it may write to, else -1
    int master;  // of the program's terminal, -1
    int64_t start_ns, ended_ns, next_tick_ns;
    int64_t started_tasks; // processes and threads there ever were; 0: not known
    bool ready;            // the jail is made
    bool started;          // else it waits to be told what to run
    bool over;             // the program has ended, or must
    bool interrupted;      // it was told so once
    int64_t first_ns;      // when what came before the program began, 0: nothing does
    Policy now;            // the policy with the limits of the moment
} Watch;

/* Run the policy's program to its end; w->out says how it went.  *w is zero; most of it is room
 * that a short run never touches.  `signals` is a signalfd. */
void watch_run(Watch *w, const Policy *p, int signals);
void watch_deinit(Watch *w);
/* Is there a layer over the project on the scratch file system? */
bool watch_has_layer(const Watch *w);

/* The end is known; what comes later does not change it. */
void watch_end(Watch *w, End end, int number);
/* A word from inside the jail, or its silence. */
void watch_news(Watch *w);
/* From now on the limits are the program's own.  Once; what was used until then is another matter.
 */
void watch_begun(Watch *w);
/* Look at what the jail uses. */
void watch_tick(Watch *w);
void watch_signal(Watch *w);
int64_t watch_now_ns(void);
/* The program's time begins. */
void watch_started(Watch *w, int64_t at_ns);
/* There is a program to be looked at, in a moment for the first time. */
void watch_expect_tick(Watch *w);
/* Wait for the first process, whose death is that of all. */
void watch_reap(Watch *w);
/* What was used, and which limit ended it. */
void watch_sum_up(Watch *w);
/* Join a stream to its ends; it keeps no byte of before. */
void watch_connect(Watch *w, int i, Stream ends);

#endif
