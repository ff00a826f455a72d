// File watches.  inotify itself rather than libuv's wrapping of it, which loses the overflow of the
// event queue in silence and calls a folder's own changes by its name, as if an entry had changed.
#include "loop/inner.h"

#include "base/bug.h"

#include <errno.h>
#include <sys/inotify.h>
#include <unistd.h>

enum { NBUCKETS = 256 };

struct LoopWatch {
    LoopWatch *next; // in its bucket
    Loop *loop;
    int wd; // several watches of one file share it; -1: the kernel dropped it
    void (*changed)(void *arg, const char *name); // NULL: freed, to be swept
    void *arg;
    void (*begun)(void *arg, const Err *err);
    bool begins; // its job has it
};

struct Watches {
    int fd; // owned
    LoopFd *poll;
    bool telling;                 // watches are only marked as freed meanwhile
    bool dirty;                   // there are such
    size_t nbeginning;            // watches that another thread makes
    Vec(int) unused;              // wds that one of those may get: dropped when there are none
    LoopWatch *buckets[NBUCKETS]; // by wd
};

enum {
    ENTRIES = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_CLOSE_WRITE | IN_ATTRIB |
              IN_DELETE_SELF | IN_MOVE_SELF,
    // Each write of a file is told only to who watches that very file: a log that grows in a
    // watched folder would keep us awake.
    CONTENTS = ENTRIES | IN_MODIFY,
};

static LoopWatch **bucket(Watches *ws, int wd)
{
    return &ws->buckets[(unsigned)wd % NBUCKETS];
}

static void tell(Watches *ws, const struct inotify_event *e)
{
    for (LoopWatch *w = *bucket(ws, e->wd); w; w = w->next) {
        if (w->wd != e->wd)
            continue;
        if (e->mask & IN_IGNORED)
            w->wd = -1;
        else if (w->changed)
            w->changed(w->arg, e->len ? e->name : "");
    }
}

/* The queue ran over: anything may have changed. */
static void tell_all(Watches *ws)
{
    for (size_t i = 0; i < NBUCKETS; i++)
        for (LoopWatch *w = ws->buckets[i]; w; w = w->next)
            if (w->changed)
                w->changed(w->arg, "");
}

static void sweep(Watches *ws)
{
    ws->dirty = false;
    for (size_t i = 0; i < NBUCKETS; i++) {
        LoopWatch **at = &ws->buckets[i];
        while (*at) {
            LoopWatch *w = *at;
            if (w->changed) {
                at = &w->next;
                continue;
            }
            *at = w->next;
            free(w);
        }
    }
}

static void on_events(void *arg)
{
    Watches *ws = arg;
    char buf[16 << 10] __attribute__((aligned(__alignof__(struct inotify_event))));
    ssize_t n = read(ws->fd, buf, sizeof buf); // what is left makes the descriptor ready again
    ws->telling = true;
    for (ssize_t at = 0; at < n;) {
        const struct inotify_event *e = (const void *)(buf + at);
        at += (ssize_t)(sizeof *e + e->len);
        if (e->mask & IN_Q_OVERFLOW)
            tell_all(ws);
        else
            tell(ws, e);
    }
    ws->telling = false;
    if (ws->dirty)
        sweep(ws);
}

static Watches *watches_get(Loop *l, Err *err)
{
    if (l->watches)
        return l->watches;
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot watch files"), NULL;
    Watches *ws = l->watches = NEW(Watches);
    ws->fd = fd;
    ws->poll = loop_fd_new(l, fd, on_events, ws);
    return ws;
}

static void explain(const char *path, int error, Err *err)
{
    if (error == ENOSPC) // else it would read as if the disk were full
        err_set(err, "cannot watch '%s': too many watches (see fs.inotify.max_user_watches)", path);
    else
        err_set_errno(err, error, "cannot watch '%s'", path);
}

// Any thread.
static int add(int fd, const char *path)
{
    int wd = inotify_add_watch(fd, path, ENTRIES | IN_ONLYDIR);
    return wd < 0 && errno == ENOTDIR ? inotify_add_watch(fd, path, CONTENTS) : wd;
}

LoopWatch *loop_watch_new(Loop *l, const char *path, void (*changed)(void *arg, const char *name),
                          void *arg, Err *err)
{
    Watches *ws = watches_get(l, err);
    if (!ws)
        return NULL;
    int wd = add(ws->fd, path);
    if (wd < 0) {
        explain(path, errno, err);
        return NULL;
    }
    LoopWatch *w = NEW(LoopWatch);
    *w = (LoopWatch){.next = *bucket(ws, wd), .loop = l, .wd = wd, .changed = changed, .arg = arg};
    *bucket(ws, wd) = w;
    loop_handle_made(l);
    return w;
}

static bool is_shared(Watches *ws, int wd)
{
    for (const LoopWatch *w = *bucket(ws, wd); w; w = w->next)
        if (w->wd == wd && w->changed)
            return true;
    return false;
}

// A watch that begins may be of the same file, and its job has the wd already.
static void drop(Watches *ws, int wd)
{
    if (ws->nbeginning)
        vec_push(&ws->unused, wd);
    else if (!is_shared(ws, wd))
        (void)inotify_rm_watch(ws->fd, wd); // fails if the file went a moment ago
}

typedef struct {
    LoopWatch *w; // main thread only
    int fd, wd, error;
    char *path; // owned
} BeginJob;

static void begin_work(void *arg, const atomic_bool *cancelled)
{
    BeginJob *j = arg;
    errno = ECANCELED;
    j->wd = *cancelled ? -1 : add(j->fd, j->path);
    j->error = errno;
}

static void drop_unused(Watches *ws)
{
    VEC_EACH (int, wd, &ws->unused)
        drop(ws, *wd);
    vec_clear(&ws->unused);
}

static void begin_done(void *arg, bool cancelled)
{
    BeginJob *j = arg;
    LoopWatch *w = j->w;
    Watches *ws = w->loop->watches;
    AUTO(err) Err err = {0};
    (void)cancelled; // then nobody listens
    w->begins = false;
    ws->nbeginning--;
    if (j->wd < 0)
        explain(j->path, j->error, &err);
    if (!w->changed) {
        if (j->wd >= 0)
            drop(ws, j->wd);
        free(w);
    } else {
        w->wd = j->wd;
        w->next = *bucket(ws, w->wd);
        *bucket(ws, w->wd) = w;
        w->begun(w->arg, &err); // may free it
    }
    if (!ws->nbeginning)
        drop_unused(ws);
    free(j->path);
    free(j);
}

LoopWatch *loop_watch_later(Loop *l, const char *path, const LoopWatcher *who, Err *err)
{
    Watches *ws = watches_get(l, err);
    if (!ws)
        return NULL;
    LoopWatch *w = NEW(LoopWatch);
    BeginJob *j = NEW(BeginJob);
    *w = (LoopWatch){.loop = l,
                     .wd = -1,
                     .changed = who->changed,
                     .arg = who->arg,
                     .begun = who->begun,
                     .begins = true};
    *j = (BeginJob){.w = w, .fd = ws->fd, .wd = -1, .path = xstrdup(path)};
    loop_handle_made(l);
    ws->nbeginning++;
    loop_job_new(l, begin_work, begin_done, j);
    return w;
}

void loop_watch_free(LoopWatch *w)
{
    if (!w)
        return;
    Watches *ws = w->loop->watches;
    loop_handle_gone(w->loop);
    w->changed = NULL;
    if (w->begins)
        return; // its job frees it
    if (w->wd >= 0)
        drop(ws, w->wd);
    ws->dirty = true;
    if (!ws->telling)
        sweep(ws);
}

void loop_watches_deinit(Loop *l)
{
    Watches *ws = l->watches;
    if (!ws)
        return;
    loop_fd_free(ws->poll);
    close(ws->fd);
    sweep(ws);
    vec_deinit(&ws->unused);
    free(ws);
    l->watches = NULL;
}
