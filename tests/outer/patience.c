#include "patience.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    IDLE_LOOKS = 60,    // nothing waits for longer than some seconds without working
    BUSY_SECONDS = 300, // of a processor: sanitizers make it slow
    NS_PER_S = 1000000000,
};

typedef struct {
    int64_t ticks; // of processor time
    bool works;    // a thread runs, wants to, or waits for a disk
} Look;

// Of /proc, which has files without a size.
static size_t read_some(const char *path, char *out, size_t max)
{
    FILE *f = fopen(path, "re");
    size_t n = f ? fread(out, 1, max - 1, f) : 0;
    out[n] = '\0';
    if (f)
        fclose(f);
    return n;
}

static bool lives_in(const char *pid, const char *home)
{
    enum { ENVIRONMENT_MAX = 1 << 16 };
    AUTO(free) char *path = xasprintf("/proc/%s/environ", pid);
    AUTO(free) char *want = xasprintf("HOME=%s", home);
    AUTO(free) char *all = xmalloc(ENVIRONMENT_MAX);
    size_t n = read_some(path, all, ENVIRONMENT_MAX);
    for (const char *at = all; at < all + n; at += strlen(at) + 1)
        if (strcmp(at, want) == 0)
            return true;
    return false;
}

static void each_of(const char *dir, void (*each)(const char *dir, const char *name, void *arg),
                    void *arg)
{
    DIR *d = opendir(dir);
    for (const struct dirent *e; d && (e = readdir(d));)
        if (isdigit((unsigned char)e->d_name[0]))
            each(dir, e->d_name, arg);
    if (d)
        closedir(d);
}

// Behind the name, which may hold anything: a blank, the state, and numbers.
static const char *stat_of(const char *dir, const char *name, char *line, size_t max)
{
    AUTO(free) char *path = xasprintf("%s/%s/stat", dir, name);
    const char *end = read_some(path, line, max) ? strrchr(line, ')') : NULL;
    return end && end[1] ? end + 2 : "";
}

static void look_at_thread(const char *dir, const char *name, void *arg)
{
    char line[1024];
    Look *l = arg;
    unsigned long user, kernel;
    const char *stat = stat_of(dir, name, line, sizeof line);
    l->works |= *stat == 'R' || *stat == 'D';
    if (sscanf(stat, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) == 2)
        l->ticks += (int64_t)(user + kernel);
}

static void tell_thread(const char *dir, const char *name, void *arg)
{
    char line[1024], comm[64], where[64];
    AUTO(free) char *comm_path = xasprintf("%s/%s/comm", dir, name);
    AUTO(free) char *where_path = xasprintf("%s/%s/wchan", dir, name);
    comm[read_some(comm_path, comm, sizeof comm) ? strcspn(comm, "\n") : 0] = '\0';
    read_some(where_path, where, sizeof where);
    fprintf(arg, "# %s %s %c %s\n", name, comm, *stat_of(dir, name, line, sizeof line), where);
}

typedef struct {
    const char *home;
    void (*each)(const char *dir, const char *name, void *arg);
    void *arg;
} Visit;

static void visit(const char *dir, const char *name, void *arg)
{
    const Visit *v = arg;
    (void)dir;
    if (atol(name) == (long)getpid() || !lives_in(name, v->home))
        return;
    AUTO(free) char *tasks = xasprintf("/proc/%s/task", name);
    each_of(tasks, v->each, v->arg);
}

Patience patience_new(const char *home)
{
    return (Patience){.home = home, .next_ns = clock_mono_ns() + NS_PER_S, .begin_ticks = -1};
}

bool patience_lasts(Patience *p)
{
    if (clock_mono_ns() < p->next_ns)
        return true;
    p->next_ns = clock_mono_ns() + NS_PER_S;
    Look l = {0};
    each_of("/proc", visit, &(Visit){p->home, look_at_thread, &l});
    if (p->begin_ticks < 0)
        p->begin_ticks = l.ticks;
    p->idle += !l.works;
    return p->idle < IDLE_LOOKS &&
           l.ticks - p->begin_ticks < (int64_t)BUSY_SECONDS * sysconf(_SC_CLK_TCK);
}

void patience_tell(const char *home, FILE *to)
{
    each_of("/proc", visit, &(Visit){home, tell_thread, to});
}
