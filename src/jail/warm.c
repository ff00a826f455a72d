// A jail made ahead, and the run that takes it.
#include "jail/inner.h"

#include "jail/helper/guard.h"
#include "jail/helper/policy.h"

#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct JailWarm {
    Buf key;   // what a policy must be for it, see add_key()
    int go_fd; // what to run goes there
    JailRun run;
};

/* All of a policy that is settled when the jail is made. */
static bool add_settled(const JailPolicy *p, Buf *out, Err *err)
{
    JailPolicy settled = *p;
    settled.cwd = "/tmp";
    settled.env = NULL;
    settled.rows = settled.cols = 0;
    return jail_wire_policy(&settled, NULL, WIRE_WARM, out, err);
}

/* The number of what was removed is given to another: so when it was born counts, too, or where no
 * one knows that, when it last changed.  What is gone has no identity. */
static void add_identity(Buf *out, const char *path)
{
    struct statx st = {0};
    (void)statx(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, STATX_INO | STATX_CTIME | STATX_BTIME, &st);
    const struct statx_timestamp *t = st.stx_mask & STATX_BTIME ? &st.stx_btime : &st.stx_ctime;
    buf_addf(out, "%x:%x:%llx:%llx.%x ", st.stx_dev_major, st.stx_dev_minor,
             (unsigned long long)st.stx_ino, (unsigned long long)t->tv_sec, t->tv_nsec);
}

/* One that is made anew is not the one that cannot be written to in the jail. */
static void add_guards(Buf *out, const char *project)
{
    for (size_t i = 0; i < GUARDS; i++) {
        AUTO(free) char *path = path_join(project, guards[i]);
        add_identity(out, path);
    }
}

/* The settled policy, and which folders its paths are: one that was put in the place of another is
 * not in the jail.  `policy` has what add_settled() wrote. */
static void add_key(Str policy, bool writable, Buf *out)
{
    Str rest = policy, record;
    buf_add(out, policy);
    while (str_split(&rest, '\0', &record)) {
        bool project = str_starts(record, STR("project="));
        if (!project && !str_starts(record, STR("read=")))
            continue;
        const char *path = memchr(record.p, '=', record.n);
        add_identity(out, path + 1); // the record ends with a NUL
        if (project && writable)
            add_guards(out, path + 1);
    }
}

JailWarm *jail_warm_new(const JailPolicy *p, Err *err)
{
    AUTO(buf) Buf policy = BUF_INIT;
    if (p->hosts && *p->hosts) {
        err_set(err, "a jail with hosts is not made ahead");
        return NULL;
    }
    if (!add_settled(p, &policy, err))
        return NULL;
    JailWarm *w = NEW(JailWarm);
    *w = (JailWarm){.go_fd = -1};
    add_key(buf_str(&policy), p->project_writable, &w->key);
    JailSpawn spawn = {.policy = buf_str(&policy), .p = p, .go_fd = &w->go_fd};
    if (jail_spawn(&spawn, &w->run, err))
        return w;
    buf_deinit(&w->key);
    free(w);
    return NULL;
}

static void close_run(JailRun *r)
{
    int *const fds[] = {&r->stdin_fd, &r->stdout_fd, &r->stderr_fd, &r->report_fd, &r->layer_fd};
    for (size_t i = 0; i < ARRAY_LEN(fds); i++)
        auto_fd(fds[i]);
}

static void forget(JailWarm *w)
{
    auto_fd(&w->go_fd);
    buf_deinit(&w->key);
    free(w);
}

void jail_warm_free(JailWarm *w)
{
    if (!w)
        return;
    close_run(&w->run);
    kill(w->run.pid, SIGTERM);
    while (waitpid(w->run.pid, NULL, 0) < 0 && errno == EINTR)
        ;
    forget(w);
}

static bool fits(const JailWarm *w, const JailPolicy *p)
{
    AUTO(buf) Buf policy = BUF_INIT;
    AUTO(buf) Buf key = BUF_INIT;
    if ((p->hosts && *p->hosts) || !add_settled(p, &policy, NULL))
        return false;
    add_key(buf_str(&policy), p->project_writable, &key);
    return str_eq(buf_str(&key), buf_str(&w->key));
}

/* It could not be made, or somebody ended it: it has reported. */
static bool has_ended(const JailWarm *w)
{
    struct pollfd report = {.fd = w->run.report_fd, .events = POLLIN};
    return poll(&report, 1, 0) != 0;
}

/* False: it is no more, or the words are too many for it. */
static bool send_go(const JailWarm *w, const JailPolicy *p, const char *const *argv)
{
    AUTO(buf) Buf go = BUF_INIT;
    return jail_wire_policy(p, argv, WIRE_RUN, &go, NULL) && go.n <= GO_MAX_BYTES &&
           send(w->go_fd, go.p, go.n, MSG_NOSIGNAL) == (ssize_t)go.n;
}

bool jail_start_warm(JailWarm **warm, const JailPolicy *p, const char *const *argv, JailRun *out,
                     Err *err)
{
    JailWarm *w = *warm;
    *warm = NULL;
    if (w && !has_ended(w) && fits(w, p) && send_go(w, p, argv)) {
        *out = w->run;
        forget(w);
        return true;
    }
    jail_warm_free(w);
    return jail_start(p, argv, false, out, err);
}
