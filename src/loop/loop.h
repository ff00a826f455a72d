/* The loop waits: for descriptors, timers, signals, children, terminals, jobs and file changes.
 *
 * Owns libuv; nothing of it is seen outside.  Never knows what its events mean.  Callbacks run on
 * the main thread inside loop_turn() (the beat "gather") and should only append to a journal or set
 * state.  Every handle is freed by its owner; no callback comes after the free.
 *
 *   Loop *l = loop_new();
 *   LoopFd *in = loop_fd_new(l, STDIN_FILENO, on_input, app);
 *   while (!app->quit)
 *       loop_turn(l, next_deadline_ms);   // -1: sleep until something happens
 *   loop_fd_free(in); loop_free(l);
 */
#ifndef LOOP_LOOP_H
#define LOOP_LOOP_H

#include "base/err.h"
#include "base/str.h"

#include <stdatomic.h>
#include <stdint.h>
#include <sys/types.h>

typedef struct Loop Loop;

Loop *loop_new(void);
/* All handles made on it must be freed before (BUG otherwise).  Jobs are cancelled and waited for;
 * their `done` runs in here. */
void loop_free(Loop *l);
/* Wait for events for at most timeout_ms (0: only look, -1: forever) and run their callbacks. */
void loop_turn(Loop *l, int timeout_ms);
/* Make a loop_turn() that sleeps return; may be called from any thread and from signal handlers. */
void loop_wake(Loop *l);
/* Jobs queued, running, or done and not handed back: what a scene waits for before it looks. Things
 * that wait for outside events (timers, children) do not count. */
size_t loop_pending(const Loop *l);

/* Called when fd can be read (or has an error or end-of-file to be read), in each turn until it has
 * been read.  A file or /dev/null is always ready; whoever has read it to its end pauses or frees,
 * or the loop never sleeps again.  fd is borrowed and must be open until the free; it has one
 * handle at a time.  Its flags are left as they are: a descriptor that may block is read once a
 * call. */
typedef struct LoopFd LoopFd;
LoopFd *loop_fd_new(Loop *l, int fd, void (*ready)(void *arg), void *arg);
/* Also call `writable` when fd can be written, while on. */
void loop_fd_want_write(LoopFd *h, bool on, void (*writable)(void *arg));
/* Stop and go on calling `ready` (back-pressure). */
void loop_fd_pause(LoopFd *h, bool paused);
void loop_fd_free(LoopFd *h); // does not close fd

typedef struct LoopTimer LoopTimer;
LoopTimer *loop_timer_new(Loop *l, void (*fire)(void *arg), void *arg);
/* Fire once in `ms`; a running one is set anew.  ms < 0 stops it. */
void loop_timer_set(LoopTimer *t, int ms);
void loop_timer_free(LoopTimer *t);

typedef struct LoopSignal LoopSignal;
LoopSignal *loop_signal_new(Loop *l, int signo, void (*caught)(void *arg, int signo), void *arg);
void loop_signal_free(LoopSignal *s);

/* Work on another thread, from the next quiet moment of loop_turn() on.  `work` sees only what
 * `job` owns (snapshots); `done` runs in a later turn on the main thread and owns `job` again.
 * `cancelled` may be polled by work: it turns true when the job was cancelled, and work should
 * return soon; `done` is still called, with cancelled.
 */
typedef struct LoopJob LoopJob;
LoopJob *loop_job_new(Loop *l, void (*work)(void *job, const atomic_bool *cancelled),
                      void (*done)(void *job, bool cancelled), void *job);
/* Somebody waits for what was queued in this turn: it begins when the turn ends, and not a moment
 * later, when the echo of a key is on its way. */
void loop_jobs_hurry(Loop *l);
void loop_job_cancel(LoopJob *j); // the handle is gone once done was called
/* Into how many jobs work is worth being split: the processors there are, `most` at most. */
size_t loop_job_split(size_t most);

/* A child process. */
typedef struct LoopChild LoopChild;
typedef struct {
    const char *const *argv; // NULL-terminated, borrowed; argv[0] is found by envp's PATH
    const char *const *envp; // NULL: inherit
    const char *cwd;         // NULL: inherit
    int stdin_fd, stdout_fd, stderr_fd; // -1: /dev/null; borrowed
    bool own_session;                   // setsid()
    const int *keep_fds;                // further ones (> 2) it inherits under the same numbers
    size_t nkeep;
} LoopSpawn;
/* Returns when the program runs or has failed to: NULL with a sentence.  All other descriptors are
 * closed in the child, its signals are at their defaults.  `ended` gets the status as waitpid()
 * gives it, once; there may still be output to read then. */
LoopChild *loop_child_new(Loop *l, const LoopSpawn *spawn, void (*ended)(void *arg, int status),
                          void *arg, Err *err);
pid_t loop_child_pid(const LoopChild *c);
/* To its whole process group if it has a session of its own.  False when it has ended. */
bool loop_child_kill(LoopChild *c, int signo);
void loop_child_free(LoopChild *c); // a child still running is left alone, then reaped

/* A child on a terminal of its own, in a session of its own; the descriptors in `spawn` are not
 * used, TERM is the business of its envp.  *master is nonblocking and owned by the caller; reading
 * it gives EIO once all who held the terminal are gone; closing it hangs up on them. */
LoopChild *loop_pty_new(Loop *l, const LoopSpawn *spawn, int rows, int cols,
                        void (*ended)(void *arg, int status), void *arg, int *master, Err *err);
void loop_pty_resize(int master, int rows, int cols);

/* Tell when entries of a folder are made, removed, renamed, written and closed, or change their
 * mode, or when a file changes (not recursive).  `name` is the entry's name, borrowed; "" stands
 * for the watched thing itself, or for anything when changes came too fast.  One change may be told
 * several times.  What was watched may be gone: then nothing more is told. */
typedef struct LoopWatch LoopWatch;
LoopWatch *loop_watch_new(Loop *l, const char *path, void (*changed)(void *arg, const char *name),
                          void *arg, Err *err);
/* The same on another thread: the kernel looks at each entry of a folder that it remembers, which
 * takes long where there are many.  `begun` is called once it is watched, or with why it cannot be
 * (the watch is still to be freed then); `changed` not before.  Freed in between, neither is. */
typedef struct {
    void (*begun)(void *arg, const Err *err); // err->msg NULL: it is watched
    void (*changed)(void *arg, const char *name);
    void *arg;
} LoopWatcher;
LoopWatch *loop_watch_later(Loop *l, const char *path, const LoopWatcher *who, Err *err);
void loop_watch_free(LoopWatch *w);

#endif
