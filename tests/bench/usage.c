#include "usage.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdio.h>
#include <time.h>

static void read_proc(const char *path, Buf *out)
{
    FILE *f = fopen(path, "re");
    if (!f)
        return; // the process has ended meanwhile
    out->n += fread(buf_reserve(out, 4096), 1, 4096, f);
    fclose(f);
}

/* The number after `label` at the start of a line of /proc/.../status, 0 without one. */
static int64_t status_number(const char *path, const char *label)
{
    AUTO(buf) Buf b = BUF_INIT;
    Str rest, line;
    read_proc(path, &b);
    rest = buf_str(&b);
    while (str_split(&rest, '\n', &line))
        if (str_starts(line, str_c(label))) {
            AUTO(free) char *number = str_dup(str_from(line, strlen(label)));
            return strtoll(number, NULL, 10);
        }
    return 0;
}

/* Names in a folder of /proc that are numbers. */
static void list_numbers(const char *dir, UsagePids *out)
{
    FsList names = {0};
    long long n;
    if (fs_list(dir, &names, NULL))
        VEC_EACH (FsEntry, e, &names)
            if (str_to_i64(str_c(e->name), &n))
                vec_push(out, (pid_t)n);
    fs_list_deinit(&names);
}

static pid_t parent_of(pid_t pid)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/status", pid);
    return (pid_t)status_number(path, "PPid:");
}

static bool has(const UsagePids *v, pid_t pid)
{
    VEC_EACH (pid_t, p, v)
        if (*p == pid)
            return true;
    return false;
}

void usage_family(pid_t root, UsagePids *out)
{
    UsagePids all = {0};
    list_numbers("/proc", &all);
    vec_push(out, root);
    for (size_t before = 0; before != out->n;) {
        before = out->n;
        VEC_EACH (pid_t, p, &all)
            if (!has(out, *p) && has(out, parent_of(*p)))
                vec_push(out, *p);
    }
    vec_deinit(&all);
}

static int64_t cpu_ns(pid_t pid)
{
    clockid_t clock;
    struct timespec t;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0)
        return 0;
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int64_t switches(pid_t pid)
{
    int64_t sum = 0;
    char path[64];
    UsagePids threads = {0};
    (void)snprintf(path, sizeof path, "/proc/%d/task", pid);
    list_numbers(path, &threads);
    VEC_EACH (pid_t, t, &threads) {
        (void)snprintf(path, sizeof path, "/proc/%d/task/%d/status", pid, *t);
        sum += status_number(path, "voluntary_ctxt_switches:");
        sum += status_number(path, "nonvoluntary_ctxt_switches:");
    }
    vec_deinit(&threads);
    return sum;
}

Usage usage_of(pid_t root)
{
    Usage u = {0};
    UsagePids family = {0};
    usage_family(root, &family);
    VEC_EACH (pid_t, p, &family) {
        char path[64];
        (void)snprintf(path, sizeof path, "/proc/%d/status", *p);
        u.cpu_ns += cpu_ns(*p);
        u.switches += switches(*p);
        u.peak_bytes += status_number(path, "VmHWM:") * 1024;
    }
    vec_deinit(&family);
    return u;
}
