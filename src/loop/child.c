#include "loop/inner.h"

#include "base/bug.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

struct LoopChild {
    Loop *loop;
    LoopChild *next; // in loop->children
    pid_t pid;
    int status;  // as waitpid() gave it, once reaped
    bool group;  // it leads a process group of its own
    bool reaped; // the pid may belong to another process by now
    bool told;   // its end has been reported
    bool freed;  // the owner is gone; kept to be reaped
    void (*ended)(void *arg, int status);
    void *arg;
};

static void unlink_child(LoopChild *c)
{
    LoopChild **at = &c->loop->children;
    while (*at != c)
        at = &(*at)->next;
    *at = c->next;
}

/* Take the ends of all children that have one; only our own pids, since a library may have children
 * too. */
static void reap(Loop *l)
{
    for (LoopChild *c = l->children; c; c = c->next) {
        if (c->reaped)
            continue;
        pid_t r = waitpid(c->pid, &c->status, WNOHANG);
        if (r < 0 && errno == ECHILD)
            c->status = 0xff00; // somebody else took the status: as an exit with 255
        c->reaped = r != 0;
    }
}

/* A reaped child whose owner does not know yet, or has gone. */
static LoopChild *next_news(const Loop *l)
{
    for (LoopChild *c = l->children; c; c = c->next)
        if (c->reaped && (c->freed || !c->told))
            return c;
    return NULL;
}

static void on_sigchld(void *arg, int signo)
{
    Loop *l = arg;
    (void)signo;
    reap(l);
    for (LoopChild *c = next_news(l); c; c = next_news(l)) {
        c->told = true;
        if (c->freed) {
            unlink_child(c);
            free(c);
        } else {
            c->ended(c->arg, c->status); // may free any child
        }
    }
}

LoopChild *loop_child_start(Loop *l, const LoopSpawn *spawn, bool tty,
                            void (*ended)(void *arg, int status), void *arg, Err *err)
{
    if (!l->sigchld)
        l->sigchld = loop_signal_new(l, SIGCHLD, on_sigchld, l);
    pid_t pid = loop_exec(spawn, tty, err);
    if (pid < 0)
        return NULL;
    LoopChild *c = NEW(LoopChild);
    *c = (LoopChild){.loop = l,
                     .next = l->children,
                     .pid = pid,
                     .group = tty || spawn->own_session,
                     .ended = ended,
                     .arg = arg};
    l->children = c;
    loop_handle_made(l);
    return c;
}

LoopChild *loop_child_new(Loop *l, const LoopSpawn *spawn, void (*ended)(void *arg, int status),
                          void *arg, Err *err)
{
    return loop_child_start(l, spawn, false, ended, arg, err);
}

pid_t loop_child_pid(const LoopChild *c)
{
    return c->pid;
}

bool loop_child_kill(LoopChild *c, int signo)
{
    return !c->reaped && kill(c->group ? -c->pid : c->pid, signo) == 0;
}

void loop_child_free(LoopChild *c)
{
    if (!c)
        return;
    loop_handle_gone(c->loop);
    c->freed = true;
    if (c->reaped) {
        unlink_child(c);
        free(c);
    }
}

void loop_children_deinit(Loop *l)
{
    LoopChild *next = NULL;
    for (LoopChild *c = l->children; c; c = next) {
        next = c->next;
        BUG_ON(!c->freed);
        free(c);
    }
    loop_signal_free(l->sigchld);
}
