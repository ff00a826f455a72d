// A run: starts the jail, gathers its output in a byte log, and words its end.
#include "jail/jail.h"
#include "loop/loop.h"
#include "run/inner.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

enum { TURN_BYTES = 256 * 1024, LOG_SLACK = 1 << 16, LOG_UNLIMITED = 1 << 20, IN_MAX = 16 << 20 };

static void close_stream(RunStream *s)
{
    if (s->watch)
        loop_fd_free(s->watch);
    if (s->fd >= 0)
        close(s->fd);
    s->watch = NULL;
    s->fd = -1;
}

static void take_report(Run *r)
{
    JailReport rep = {0};
    if (r->child) {
        run_open_report(r, &rep);
        run_result_init(&r->result, &rep, r->compiled, r->stopped);
        return;
    }
    AUTO(err) Err err = {0};
    if (!jail_report_parse(buf_str(&r->report), &rep, &err)) {
        rep.end = JAIL_FAILED;
        rep.message = xstrdup(err_text(&err));
    }
    run_result_init(&r->result, &rep, r->compiled, r->stopped);
    jail_report_deinit(&rep);
}

static void reap(Run *r)
{
    while (r->pid > 0 && waitpid(r->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    r->pid = -1;
}

// All streams are at their end: the helper is gone or about to go.
static void finish_if_over(Run *r)
{
    for (int i = 0; i < RUN_STREAMS; i++)
        if (r->streams[i].fd >= 0)
            return;
    if (r->done || (r->child && !r->ended))
        return;
    take_report(r);
    reap(r);
    r->done = true;
}

static void on_readable(void *arg)
{
    RunStream *s = arg;
    Run *r = s->run;
    char buf[16384];
    for (size_t got = 0; got < TURN_BYTES;) {
        ssize_t n = read(s->fd, buf, sizeof buf);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            break;
        if (n <= 0) { // a terminal ends with EIO
            close_stream(s);
            break;
        }
        got += (size_t)n;
        if (s == &r->streams[RUN_REPORT]) {
            buf_add(&r->report, str_n(buf, (size_t)n));
            continue;
        }
        bytelog_append(r->log, str_n(buf, (size_t)n));
    }
    finish_if_over(r);
    r->changed(r->arg);
}

static void watch(Loop *l, Run *r, int i, int fd)
{
    r->streams[i] = (RunStream){.run = r, .fd = fd};
    if (fd < 0)
        return;
    (void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); // cannot fail on a pipe of ours
    r->streams[i].watch = loop_fd_new(l, fd, on_readable, &r->streams[i]);
}

static void on_stdin_ready(void *arg)
{
    (void)arg; // the other end never writes; its closing shows when we write
}

static void watch_stdin(Loop *l, Run *r, int fd)
{
    r->stdin_fd = fd;
    if (fd < 0)
        return;
    (void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    r->in_watch = loop_fd_new(l, fd, on_stdin_ready, r);
    loop_fd_pause(r->in_watch, true);
}

// What still holds the terminal open after the program ended is not waited for.
static void on_ended(void *arg, int status)
{
    Run *r = arg;
    r->ended = true;
    r->status = status;
    if (r->streams[RUN_OUT].fd >= 0)
        on_readable(&r->streams[RUN_OUT]);
    close_stream(&r->streams[RUN_OUT]);
    finish_if_over(r);
}

static bool start_open(Loop *l, Run *r, const RunPlan *p, Err *err)
{
    int master = -1;
    if (!run_open_start(l, r, p, on_ended, &master, err))
        return false;
    watch(l, r, RUN_OUT, master);
    r->streams[RUN_ERRS].fd = r->streams[RUN_REPORT].fd = -1;
    watch_stdin(l, r, fcntl(master, F_DUPFD_CLOEXEC, 3)); // one end reads, the other writes
    return true;
}

static bool start_jailed(Loop *l, Run *r, RunWarm *w, const RunPlan *p, Err *err)
{
    JailRun jr;
    if (!run_warm_start(w, p, &jr, err))
        return false;
    r->pid = jr.pid;
    r->layer_fd = jr.layer_fd;
    watch(l, r, RUN_OUT, jr.stdout_fd);
    watch(l, r, RUN_ERRS, jr.stderr_fd);
    watch(l, r, RUN_REPORT, jr.report_fd);
    watch_stdin(l, r, jr.stdin_fd);
    return true;
}

Run *run_start(Loop *l, const RunPlan *p, void (*changed)(void *arg), void *arg, Err *err)
{
    return run_start_warm(l, NULL, p, changed, arg, err);
}

Run *run_start_warm(Loop *l, RunWarm *w, const RunPlan *p, void (*changed)(void *arg), void *arg,
                    Err *err)
{
    Run *r = NEW(Run);
    *r = (Run){.pid = -1, .stdin_fd = -1, .layer_fd = -1, .changed = changed, .arg = arg};
    r->compiled = p->compile.n > 0;
    if (!(p->limits.open ? start_open(l, r, p, err) : start_jailed(l, r, w, p, err))) {
        free(r);
        return NULL;
    }
    int64_t most = p->limits.output_bytes ? p->limits.output_bytes : LOG_UNLIMITED;
    r->log = bytelog_new((size_t)most + LOG_SLACK);
    return r;
}

static void close_stdin(Run *r)
{
    if (r->in_watch)
        loop_fd_free(r->in_watch);
    if (r->stdin_fd >= 0)
        close(r->stdin_fd);
    r->in_watch = NULL;
    r->stdin_fd = -1;
}

void run_free(Run *r)
{
    if (!r)
        return;
    if (!r->done && r->pid > 0)
        kill(r->pid, SIGTERM);
    for (int i = 0; i < RUN_STREAMS; i++)
        close_stream(&r->streams[i]);
    close_stdin(r);
    if (r->layer_fd >= 0)
        close(r->layer_fd);
    reap(r);
    run_open_deinit(r);
    bytelog_free(r->log);
    buf_deinit(&r->in);
    buf_deinit(&r->report);
    run_result_deinit(&r->result);
    free(r);
}

// The layer comes behind the report, for which there may be no room.
static void end_now(Run *r)
{
    const RunStream *report = &r->streams[RUN_REPORT];
    char buf[4096];
    ssize_t n = report->fd >= 0;
    kill(r->pid, SIGTERM);
    if (report->fd >= 0)
        (void)fcntl(report->fd, F_SETFL, fcntl(report->fd, F_GETFL) & ~O_NONBLOCK);
    while (n > 0 || (n < 0 && errno == EINTR))
        n = read(report->fd, buf, sizeof buf);
}

int run_layer_take(Run *r, Err *err)
{
    if (!r->done && r->pid > 0)
        end_now(r);
    if (r->layer_fd >= 0)
        return jail_layer_take(&r->layer_fd, err);
    err_set(err, "what the run wrote was not kept");
    return -1;
}

const ByteLog *run_output(const Run *r)
{
    return r->log;
}

bool run_is_done(const Run *r)
{
    return r->done;
}

const RunResult *run_result(const Run *r)
{
    return r->done ? &r->result : NULL;
}

static void flush(void *arg)
{
    Run *r = arg;
    while (r->in.n) {
        ssize_t n = write(r->stdin_fd, r->in.p, r->in.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno != EAGAIN) {
            close_stdin(r); // the program reads no more
            return;
        }
        if (n < 0)
            break;
        buf_splice(&r->in, 0, (size_t)n, STR_NULL);
    }
    if (!r->in.n && r->in_ends)
        close_stdin(r);
    else
        loop_fd_want_write(r->in_watch, r->in.n > 0, flush);
}

void run_end_input(Run *r)
{
    r->in_ends = true;
    if (r->stdin_fd >= 0)
        flush(r);
}

bool run_write(Run *r, Str bytes)
{
    if (r->stdin_fd < 0 || r->in.n > IN_MAX)
        return false;
    buf_add(&r->in, bytes);
    flush(r);
    return true;
}

void run_stop(Run *r)
{
    if (r->done)
        return;
    if (r->child)
        loop_child_kill(r->child, r->stopped ? SIGKILL : SIGTERM); // asked first
    else
        kill(r->pid, SIGTERM);
    r->stopped = true;
}
