/* jailed [OPTION=VALUE...] -- CMD [ARG...]: run a program in the jail by the room's face alone.
 *
 * Exits as the jail says.  If descriptor 8 is open, its own process and the helper's are named
 * there at the start; if 9 is, the report stands there in one line at the end; with the option
 * `layer`, what is in the scratch layer stands at 7. */
#include "jailed.h"

#include "jail/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const ends[] = {"exited", "signaled", "timeout", "memory", "output", "failed"};

static bool is_open(int fd)
{
    return fcntl(fd, F_GETFD) >= 0;
}

static void print_report(const JailReport *r)
{
    if (!is_open(9))
        return;
    const JailUse *u = r->uses;
    dprintf(9,
            "%s met=%s peak=%lld output=%lld procs=%lld disk=%lld inodes=%lld files=%lld cpu=%lld "
            "limit=%s isolation=%s writes=%zu deleted=%zu",
            ends[r->end], r->limit < JAIL_LIMITS ? jail_limit_name(r->limit) : "none",
            (long long)u[JAIL_MEM].used, (long long)u[JAIL_OUT].used, (long long)u[JAIL_PROCS].used,
            (long long)u[JAIL_DISK].used, (long long)u[JAIL_INODES].used,
            (long long)u[JAIL_FILES].used, (long long)u[JAIL_CPU].used, r->memory_limit,
            r->isolation, r->writes.n, r->deleted.n);
    VEC_EACH (const JailBlocked, b, &r->blocked)
        dprintf(9, " blocked=%s:%s", b->what, b->subject);
    dprintf(9, " %s", r->notes ? r->notes : "");
    if (r->net_sent || r->net_received || r->net_blocked)
        dprintf(9, " net=%lld/%lld/%lld", (long long)r->net_sent, (long long)r->net_received,
                (long long)r->net_blocked);
    dprintf(9, "\n");
}

/* What options point to. */
typedef struct {
    const char *between; // of making a jail ahead and its use; NULL: it is not made ahead
    const char *reads[2], *hosts[9];
    size_t nhosts;
    char home[96], tmp[96];
    const char *env[5];
    char *room; // owned; NULL: in namespaces
} Lists;

/* Without namespaces, with the room in its environment. */
static void set_room(JailPolicy *p, Lists *lists)
{
    free(lists->room);
    p->landlock_room = lists->room = jail_landlock_room();
    snprintf(lists->home, sizeof lists->home, "HOME=%s/home", p->landlock_room);
    snprintf(lists->tmp, sizeof lists->tmp, "TMPDIR=%s", p->landlock_room);
    p->env = memcpy(lists->env,
                    (const char *[]){"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8",
                                     lists->home, lists->tmp, NULL},
                    sizeof lists->env);
}

static bool option(JailPolicy *p, const char *word, Lists *lists)
{
    const char *value = strchr(word, '=');
    size_t n = value ? (size_t)(value++ - word) : strlen(word);
    if (!strncmp(word, "project", n) && value)
        p->project = value;
    else if (!strncmp(word, "read", n) && value)
        lists->reads[0] = value;
    else if (!strcmp(word, "landlock"))
        set_room(p, lists);
    else if (!strncmp(word, "host", n) && value && lists->nhosts < 8)
        lists->hosts[lists->nhosts++] = value;
    else if (!strcmp(word, "network"))
        p->network = true;
    else if (!strncmp(word, "wall", n) && value)
        p->wall_ms = atoll(value);
    else if (!strncmp(word, "memory", n) && value)
        p->memory_bytes = atoll(value) << 20;
    else if (!strncmp(word, "procs", n) && value)
        p->procs = atoi(value);
    else if (!strncmp(word, "output", n) && value)
        p->output_bytes = atoll(value);
    else if (!strncmp(word, "cwd", n) && value)
        p->cwd = value;
    else if (!strncmp(word, "disk", n) && value)
        p->disk_bytes = atoll(value) << 20;
    else if (!strncmp(word, "inodes", n) && value)
        p->inodes = atoi(value);
    else if (!strncmp(word, "files", n) && value)
        p->files = atoi(value);
    else if (!strncmp(word, "calls", n) && value)
        p->calls = (JailCalls)atoi(value);
    else if (!strcmp(word, "quiet"))
        p->tell_blocked = false;
    else if (!strncmp(word, "warm", n))
        lists->between = value ? value : "";
    else if (!strcmp(word, "layer"))
        p->keep_layer = true;
    else if (!strcmp(word, "writable"))
        p->project_writable = true;
    else if (!strcmp(word, "tty"))
        p->tty = true, p->rows = 24, p->cols = 80;
    else
        return false;
    return true;
}

static int run(const JailPolicy *p, const char *const *argv, const char *between)
{
    JailRun run;
    JailReport report;
    Err err = {0};
    bool started =
        between ? start_warm(p, argv, between, &run, &err) : jail_start(p, argv, true, &run, &err);
    if (started && is_open(8))
        dprintf(8, "%d %d\n", (int)getpid(), (int)run.pid);
    if (started && between)
        pass_output(&run);
    if (!started || !jail_report(run.report_fd, &report, &err)) {
        fprintf(stderr, "jailed: %s\n", err_text(&err));
        err_deinit(&err);
        return 125;
    }
    while (waitpid(run.pid, NULL, 0) < 0 && errno == EINTR)
        ;
    if (report.message)
        fprintf(stderr, "jailed: %s\n", report.message);
    print_report(&report);
    if (p->keep_layer)
        print_layer(&run.layer_fd);
    int code = jail_report_exit_code(&report);
    jail_report_deinit(&report);
    return code;
}

int main(int argc, char **argv)
{
    Lists lists = {.nhosts = 0};
    JailPolicy p = jail_policy_default();
    int i = 1;
    p.read_paths = lists.reads;
    p.hosts = lists.hosts;
    for (; i < argc && strcmp(argv[i], "--"); i++)
        if (!option(&p, argv[i], &lists)) {
            fprintf(stderr, "jailed: what is '%s'?\n", argv[i]);
            return 99;
        }
    if (i + 1 >= argc) {
        Err err = {0};
        char *notes = NULL;
        bool can = jail_check(p.project, &notes, &err);
        fprintf(stderr, "jailed: %s\n", can ? "the jail works" : err_text(&err));
        if (notes && is_open(9))
            dprintf(9, "%s\n", notes);
        free(notes);
        err_deinit(&err);
        return can ? 0 : 125;
    }
    int code = run(&p, (const char *const *)argv + i + 1, lists.between);
    free(lists.room);
    return code;
}
