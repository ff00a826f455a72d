/* What the files of the loop share; nothing of it is seen outside the room. */
#ifndef LOOP_INNER_H
#define LOOP_INNER_H

#include "loop/loop.h"

#include <uv.h>
// uv.h brings the MIN and MAX of <sys/param.h>, which look at their arguments twice.
#undef MIN
#undef MAX
#include "base/mem.h"
#include "base/vec.h"

typedef struct Watches Watches;

struct Loop {
    uv_loop_t uv;
    uv_async_t wake;
    uv_timer_t deadline;      // runs only while a turn waits with a limit
    bool turning;             // inside loop_turn()
    bool fired;               // a callback reached an owner since run() began
    bool closing;             // inside loop_free(): jobs queued now are born cancelled
    size_t nhandles;          // made by owners and not freed yet
    size_t njobs;             // queued, running, or finished and not handed back
    LoopJob *jobs;            // those, newest first
    Vec(LoopJob *) unstarted; // of those, those no thread has been told of; oldest first
    int64_t unstarted_ns;     // since when there are some
    LoopChild *children;      // not reaped yet, or reaped and not freed by their owners
    LoopSignal *sigchld;      // from the first child on
    Watches *watches;         // the inotify descriptor and who hears of what; NULL before the first
};

/* Each callback that reaches an owner starts with this, so that the turn it runs in does not go on
 * to sleep: libuv runs due timers before it polls. */
static inline void loop_fired(Loop *l)
{
    l->fired = true;
    uv_stop(&l->uv);
}

/* Counted, so that loop_free() notices owners who forgot theirs. */
void loop_handle_made(Loop *l);
void loop_handle_gone(Loop *l);

/* Start a program (vfork and exec).  With `tty`, stdin_fd becomes its controlling terminal. Returns
 * its pid, or -1 with a sentence when it never ran. */
pid_t loop_exec(const LoopSpawn *spawn, bool tty, Err *err);
/* As loop_child_new, for both kinds of children. */
LoopChild *loop_child_start(Loop *l, const LoopSpawn *spawn, bool tty,
                            void (*ended)(void *arg, int status), void *arg, Err *err);
/* How long jobs wait for what was painted to get through, and at most if events keep coming. */
enum { JOB_PAUSE_MS = 1, JOB_PAUSE_MAX_MS = 20 };
/* There are jobs that no thread has been told of, and they need not start yet. */
bool loop_jobs_may_wait(const Loop *l);
/* Hand them over to the threads. */
void loop_jobs_start(Loop *l);
/* Cancel all jobs; their `done` is still to come. */
void loop_jobs_cancel(Loop *l);
/* Release children that outlive the loop, and the watch table. */
void loop_children_deinit(Loop *l);
void loop_watches_deinit(Loop *l);

#endif
