// One framework's tests in the jail: what it prints is read as it comes.
#include "app/cli-run.h"
#include "app/cli-test.h"
#include "base/fs.h"
#include "jail/jail.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

enum { CHUNK = 65536 };

// Read what is there; the end closes it.
static Str take(int *fd, char *into)
{
    ssize_t n = read(*fd, into, CHUNK);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) {
        close(*fd);
        *fd = -1;
    }
    return str_n(into, n > 0 ? (size_t)n : 0);
}

static void follow(const CliTest *t, JailRun *run, TestReader *reader, CliTestRun *r, Buf *report)
{
    AUTO(free) char *bytes = xmalloc(CHUNK);
    while (run->stdout_fd >= 0 || run->stderr_fd >= 0 || run->report_fd >= 0) {
        struct pollfd fds[] = {{.fd = run->stdout_fd, .events = POLLIN},
                               {.fd = run->stderr_fd, .events = POLLIN},
                               {.fd = run->report_fd, .events = POLLIN}};
        if (poll(fds, ARRAY_LEN(fds), -1) < 0)
            continue;
        if (fds[0].revents)
            test_reader_feed(reader, take(&run->stdout_fd, bytes), &r->text);
        if (fds[1].revents) // of the shell, before both were one
            buf_add(&r->text, take(&run->stderr_fd, bytes));
        if (fds[2].revents)
            buf_add(report, take(&run->report_fd, bytes));
        cli_test_print_ended(t, r);
    }
}

static bool plan(const CliTest *t, const TestKit *kit, RunPlan *out, Err *err)
{
    TestCommand c;
    Vec(const char *) targets = {0};
    VEC_EACH (char *, x, &t->targets)
        vec_push(&targets, *x);
    vec_push(&targets, NULL);
    bool ok = test_command(&(TestAsk){kit, targets.p, t->coverage}, &c, err);
    vec_deinit(&targets);
    if (!ok)
        return false;
    ok = run_plan_command(t->root, (const char *const[]){c.tool, NULL}, &t->limits, out, err);
    if (ok) {
        free(vec_pop(&out->argv));
        VEC_EACH (char *, a, &c.argv)
            vec_push(&out->argv, xstrdup(*a));
        VEC_EACH (char *, e, &c.env)
            vec_push(&out->env, xstrdup(*e));
        if (c.reads && fs_is_dir(c.reads))
            vec_push(&out->read_paths, xstrdup(c.reads));
        out->writes_apply = t->apply;
    }
    test_command_deinit(&c);
    return ok;
}

static void end(JailRun *run, const Buf *report, RunResult *out)
{
    AUTO(err) Err err = {0};
    JailReport rep = {0};
    while (waitpid(run->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    if (!jail_report_parse(buf_str(report), &rep, &err)) {
        rep.end = JAIL_FAILED;
        rep.message = xstrdup(err_text(&err));
    }
    run_result_init(out, &rep, false, false);
    jail_report_deinit(&rep);
}

bool cli_test_run(const CliTest *t, const TestKit *kit, CliTestRun *r, Err *err)
{
    RunPlan p = {0};
    JailRun run = {.pid = -1};
    AUTO(buf) Buf report = BUF_INIT;
    bool ok = plan(t, kit, &p, err) && run_plan_start(&p, false, &run, err);
    if (ok) {
        TestReader *reader = test_reader_new(kit, t->root, r->tree, t->coverage ? &r->cover : NULL);
        cli_run_leave_interrupts();
        close(run.stdin_fd);
        follow(t, &run, reader, r, &report);
        test_reader_end(reader, &r->text);
        cli_test_print_ended(t, r);
        test_reader_free(reader);
        end(&run, &report, &r->result);
    }
    run_plan_deinit(&p);
    return ok;
}
