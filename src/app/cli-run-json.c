#include "app/cli-run.h"

#include "app/cli-talk.h"
#include "base/json.h"
#include "base/mem.h"
#include "jail/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK = 65536 };

/* What goes through our hands. */
typedef struct {
    JailRun run;
    Buf in;      // read from our input, not yet taken by the program
    bool in_end; // our input is at its end
    Buf out, err, report;
} Capture;

static void close_fd(int *fd)
{
    auto_fd(fd);
    *fd = -1;
}

/* Read what is there; the end closes it. */
static void take(int *fd, Buf *into)
{
    ssize_t n = read(*fd, buf_reserve(into, CHUNK), CHUNK);
    if (n > 0)
        into->n += (size_t)n;
    else if (n == 0 || (errno != EAGAIN && errno != EINTR))
        close_fd(fd);
}

static void take_input(Capture *c)
{
    ssize_t n = read(STDIN_FILENO, buf_reserve(&c->in, CHUNK), CHUNK);
    c->in.n += n > 0 ? (size_t)n : 0;
    c->in_end = n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN);
}

static void give_input(Capture *c)
{
    ssize_t n = write(c->run.stdin_fd, c->in.p, c->in.n);
    if (n > 0)
        buf_splice(&c->in, 0, (size_t)n, STR_NULL);
    else if (n < 0 && errno != EAGAIN && errno != EINTR)
        close_fd(&c->run.stdin_fd); // it wants no more
}

static void capture(Capture *c)
{
    while (c->run.stdout_fd >= 0 || c->run.stderr_fd >= 0 || c->run.report_fd >= 0) {
        bool open = c->run.stdin_fd >= 0;
        if (open && c->in_end && !c->in.n)
            close_fd(&c->run.stdin_fd);
        struct pollfd fds[] = {
            {.fd = c->run.stdout_fd, .events = POLLIN},
            {.fd = c->run.stderr_fd, .events = POLLIN},
            {.fd = c->run.report_fd, .events = POLLIN},
            {.fd = open && !c->in_end && !c->in.n ? STDIN_FILENO : -1, .events = POLLIN},
            {.fd = c->in.n ? c->run.stdin_fd : -1, .events = POLLOUT},
        };
        if (poll(fds, ARRAY_LEN(fds), -1) < 0)
            continue;
        if (fds[0].revents)
            take(&c->run.stdout_fd, &c->out);
        if (fds[1].revents)
            take(&c->run.stderr_fd, &c->err);
        if (fds[2].revents)
            take(&c->run.report_fd, &c->report);
        if (fds[3].revents)
            take_input(c);
        if (fds[4].revents)
            give_input(c);
    }
}

static void put_limit(JsonOut *w, const char *what, double limit, double used)
{
    json_out_object(w, what);
    json_out_double(w, "limit", limit);
    if (used >= 0)
        json_out_double(w, "used", used);
    json_out_end(w);
}

static void put_paths(JsonOut *w, const char *name, char *const *paths, size_t n)
{
    json_out_array(w, name);
    for (size_t i = 0; i < n; i++)
        json_out_str(w, NULL, str_c(paths[i]));
    json_out_end(w);
}

static void put_limits(JsonOut *w, const RunPlan *p, const RunResult *res, const JailReport *rep)
{
    const RunLimits *l = &p->limits;
    json_out_object(w, "limits");
    put_limit(w, "time", (double)l->wall_ms / 1000, (double)res->wall_ms / 1000);
    put_limit(w, "memory", (double)l->memory_bytes, (double)res->peak_bytes);
    put_limit(w, "output", (double)l->output_bytes, (double)res->output_bytes);
    put_limit(w, "procs", l->procs, res->peak_procs);
    put_limit(w, "cpus", l->cpus, (double)rep->uses[JAIL_CPU].used / 1000);
    put_limit(w, "files", (double)rep->uses[JAIL_FILES].limit, (double)rep->uses[JAIL_FILES].used);
    put_limit(w, "disk", (double)rep->uses[JAIL_DISK].limit, (double)rep->uses[JAIL_DISK].used);
    put_limit(w, "inodes", (double)rep->uses[JAIL_INODES].limit,
              (double)rep->uses[JAIL_INODES].used);
    if (rep->limit < JAIL_LIMITS)
        json_out_str(w, "met", str_c(jail_limit_name(rep->limit)));
    else
        json_out_null(w, "met");
    json_out_double(w, "cpu_time", (double)res->cpu_ms / 1000);
    json_out_str(w, "memory_by", str_c(rep->memory_limit ? rep->memory_limit : "none"));
    json_out_str(w, "network", str_c(l->network ? "full" : p->hosts.n ? "hosts" : "none"));
    if (p->hosts.n) {
        put_paths(w, "hosts", p->hosts.p, p->hosts.n);
        json_out_int(w, "net_sent", rep->net_sent);
        json_out_int(w, "net_received", rep->net_received);
    }
    json_out_end(w);
}

static void put_blocked(JsonOut *w, const JailReport *rep)
{
    json_out_array(w, "blocked");
    VEC_EACH (const JailBlocked, b, &rep->blocked) {
        json_out_object(w, NULL);
        json_out_str(w, "what", str_c(b->what));
        json_out_str(w, "subject", str_c(b->subject));
        json_out_end(w);
    }
    json_out_end(w);
}

static void print(const CliRun *r, const RunPlan *p, const Capture *c, const RunResult *res,
                  const JailReport *rep, const CliKept *kept)
{
    AUTO(buf) Buf text = BUF_INIT;
    JsonOut w = {.out = &text};
    bool failed = strcmp(res->status, "failed") == 0;
    json_out_object(&w, NULL);
    if (r->turn)
        cli_run_put_id(&w, r->turn->id);
    json_out_str(&w, "status", str_c(failed ? "error" : res->status));
    json_out_str(&w, "stdout", buf_str(&c->out));
    json_out_str(&w, "stderr", buf_str(&c->err));
    json_out_double(&w, "execution_time", (double)res->wall_ms / 1000);
    if (p->compile.n)
        json_out_double(&w, "compile_time", (double)res->compile_ms / 1000);
    if (p->language)
        json_out_str(&w, "language", str_c(lang_id(p->language)));
    else
        json_out_null(&w, "language");
    json_out_int(&w, "returncode", res->returncode);
    json_out_str(&w, "phase", str_c(failed ? "jail" : res->phase));
    if (res->message)
        json_out_str(&w, "message", str_c(res->message));
    if (rep->notes)
        json_out_str(&w, "notes", str_c(rep->notes));
    json_out_str(&w, "isolation", str_c(failed ? "none" : res->isolation));
    json_out_str(&w, "profile", str_c(run_calls_name(p->limits.calls)));
    put_limits(&w, p, res, rep);
    if (p->compile.n)
        put_paths(&w, "compile", p->compile.p, p->compile.n);
    put_paths(&w, "command", p->argv.p, p->argv.n);
    put_blocked(&w, rep);
    cli_run_problems(&w, r, buf_str(&c->out), buf_str(&c->err));
    put_paths(&w, "writes", rep->writes.p, rep->writes.n);
    put_paths(&w, "deleted", rep->deleted.p, rep->deleted.n);
    if (kept->applied)
        json_out_int(&w, "applied", (int64_t)kept->napplied);
    if (kept->run && (!kept->applied || kept->nleft))
        json_out_int(&w, "review", kept->run);
    json_out_end(&w);
    puts(buf_c(&text));
}

static void read_report(const Capture *c, JailReport *rep)
{
    AUTO(err) Err err = {0};
    if (jail_report_parse(buf_str(&c->report), rep, &err))
        return;
    rep->end = JAIL_FAILED;
    rep->message = xstrdup(err_text(&err));
}

void cli_run_put_id(JsonOut *w, const Json *id)
{
    Str text;
    if (json_str(id, &text))
        json_out_str(w, "id", text);
    else if (json_kind(id) == JSON_NUMBER)
        json_out_int(w, "id", json_int_or(id, 0));
    else
        json_out_null(w, "id");
}

// Of a batch in the jail that was made ahead; the next one is made while it runs.
static bool start(const CliRun *r, const RunPlan *plan, JailRun *out, Err *err)
{
    if (!r->turn)
        return run_plan_start(plan, false, out, err);
    if (!run_plan_start_warm(r->turn->warm, plan, out, err))
        return false;
    *r->turn->warm = run_plan_warm(plan, NULL); // without one the next run takes a moment longer
    return true;
}

int cli_run_json(const CliRun *r, const RunPlan *plan, CliKept *kept)
{
    Capture c = {
        .run = {.pid = -1, .stdin_fd = -1, .stdout_fd = -1, .report_fd = -1, .layer_fd = -1}};
    AUTO(err) Err err = {0};
    JailReport rep = {0};
    RunResult res;
    signal(SIGPIPE, SIG_IGN);
    c.run.stderr_fd = -1;
    if (r->turn) {
        buf_add(&c.in, r->turn->in);
        c.in_end = true;
    }
    if (start(r, plan, &c.run, &err)) {
        cli_run_leave_interrupts();
        fcntl(c.run.stdin_fd, F_SETFL, O_NONBLOCK);
        capture(&c);
        close_fd(&c.run.stdin_fd);
        while (waitpid(c.run.pid, NULL, 0) < 0 && errno == EINTR)
            ;
        read_report(&c, &rep);
    } else {
        rep.end = JAIL_FAILED;
        rep.message = xstrdup(err_text(&err));
    }
    run_result_init(&res, &rep, plan->compile.n > 0, false);
    int code = res.returncode;
    if (r->keep && rep.end != JAIL_FAILED)
        cli_keep_end(kept, r, plan, &c.run.layer_fd, code);
    close_fd(&c.run.layer_fd);
    print(r, plan, &c, &res, &rep, kept);
    run_result_deinit(&res);
    jail_report_deinit(&rep);
    buf_deinit(&c.in);
    buf_deinit(&c.out);
    buf_deinit(&c.err);
    buf_deinit(&c.report);
    return code;
}
