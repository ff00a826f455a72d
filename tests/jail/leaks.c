/* leaks N: start N programs in jails, every other one made ahead, and see what is left of them: on
 * the machine as far as it can be seen, and in this process.  Prints each figure; 1 if one grew. */
#include "jail/jail.h"

#include "base/mem.h"

#include <dirent.h>
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WARM_UP = 20 };

typedef struct {
    const char *what;
    long (*count)(void); // -1: cannot be seen here
    long slack;          // the machine's other users, for `runs` leaks it
    bool by_runs;        // ... as a share of the runs
} Figure;

static long count_lines(const char *path)
{
    FILE *f = fopen(path, "re");
    long n = f ? 0 : -1;
    for (int c; f && (c = getc(f)) != EOF;)
        n += c == '\n';
    if (f)
        fclose(f);
    return n;
}

static long count_entries(const char *path, const char *prefix)
{
    DIR *dir = opendir(path);
    long n = dir ? 0 : -1;
    for (struct dirent *e; dir && (e = readdir(dir));)
        n += !strncmp(e->d_name, prefix, strlen(prefix));
    if (dir)
        closedir(dir);
    return n;
}

static long mounts(void)
{
    return count_lines("/proc/self/mountinfo");
}

static long descriptors(void)
{
    return count_entries("/proc/self/fd", "");
}

static long children(void)
{
    return count_lines("/proc/self/task/self/children") > 0 || waitpid(-1, NULL, WNOHANG) >= 0;
}

static long heap(void)
{
    return (long)mallinfo2().uordblks;
}

static long files_in_tmp(void)
{
    return count_entries("/tmp", "codelab-jail");
}

/* Objects of the kernel, for who may see them. */
static long slab(const char *name)
{
    FILE *f = fopen("/proc/slabinfo", "re");
    char line[512], found[64];
    long n = -1, active;
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "%63s %ld", found, &active) == 2 && !strcmp(found, name))
            n = active;
    if (f)
        fclose(f);
    return n;
}

static long networks(void)
{
    return slab("net_namespace");
}

static const Figure figures[] = {
    {"mounts", mounts, 0, false},
    {"descriptors", descriptors, 0, false},
    {"children", children, 0, false},
    {"bytes of the heap", heap, 65536, false},
    {"files in /tmp", files_in_tmp, 0, false},
    {"networks in the kernel", networks, 0, true},
};

static bool run_one(const char *dir, bool ahead)
{
    const char *const argv[] = {"true", NULL};
    AUTO(err) Err err = {0};
    JailPolicy p = jail_policy_default();
    JailReport report;
    JailRun run;
    p.project = dir;
    p.keep_layer = true;
    JailWarm *warm = ahead ? jail_warm_new(&p, &err) : NULL;
    bool ok = jail_start_warm(&warm, &p, argv, &run, &err);
    if (!ok)
        return false;
    close(run.stdin_fd);
    close(run.stdout_fd);
    close(run.stderr_fd);
    ok = jail_report(run.report_fd, &report, &err);
    int layer = jail_layer_take(&run.layer_fd, &err);
    auto_fd(&layer);
    while (waitpid(run.pid, NULL, 0) < 0 && errno == EINTR)
        ;
    ok = ok && report.end == JAIL_EXITED && report.code == 0;
    jail_report_deinit(&report);
    return ok;
}

static bool run_many(const char *dir, long n)
{
    for (long i = 0; i < n; i++)
        if (!run_one(dir, i % 2))
            return false;
    return true;
}

/* The kernel clears namespaces away when it has the time. */
static bool has_grown(const Figure *f, long before, long runs)
{
    long now = 0, slack = f->by_runs ? runs / 3 : f->slack;
    for (int i = 0; i < 50; i++) {
        now = f->count();
        if (now <= before + slack)
            break;
        usleep(100000);
    }
    bool grown = now > before + slack;
    printf("%s %s: %ld before, %ld after %ld runs\n", grown ? "not ok" : "ok", f->what, before, now,
           runs);
    return grown;
}

int main(int argc, char **argv)
{
    long before[ARRAY_LEN(figures)], runs = argc > 2 ? atol(argv[2]) : 0;
    bool grown = false;
    if (argc != 3 || runs < 1 || !run_many(argv[1], WARM_UP)) {
        fputs("leaks: it does not run: leaks FOLDER RUNS\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < ARRAY_LEN(figures); i++)
        before[i] = figures[i].count();
    if (!run_many(argv[1], runs))
        return 2;
    for (size_t i = 0; i < ARRAY_LEN(figures); i++)
        grown |= before[i] >= 0 && has_grown(&figures[i], before[i], runs);
    return grown;
}
