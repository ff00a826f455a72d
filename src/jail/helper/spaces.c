#include "jail/helper/spaces.h"

#include "base/mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/kcmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

enum {
    LOOK_BACK = 256,       // processes; more are as many as no jail has that is not told to
    USUAL_MAPPINGS = 4096, // that hold no more than a megabyte
    MAPPING_BYTES = 256,   // with its place in the kernel's tree, about
};

/* The number after `name` in a file of "Name:  123 kB" lines, in bytes. */
static int64_t field(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at ? strtoll(at + strlen(name), NULL, 10) * 1024 : 0;
}

/* What the kernel keeps to find its pages by is as large as the program likes: reading one byte of
 * every second megabyte takes no page, but a table for each.  Huge pages are told with them: they
 * are no part of what else is told of pages. */
typedef struct {
    int64_t pages, tables;
} Space;

/* False for what has ended, or is about to. */
static bool look(pid_t pid, Space *out)
{
    char path[64], text[4096];
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    bool lives = read_small(path, text, sizeof text) > 0 && strstr(text, "\nVmPTE:");
    *out = (Space){0};
    if (lives)
        *out = (Space){field(text, "\nRssAnon:") + field(text, "\nRssShmem:"),
                       field(text, "\nVmPTE:") + field(text, "\nHugetlbPages:")};
    return lives;
}

/* The first thread of a process may end before the others: then nothing is known of it, but all of
 * them. */
static pid_t living_thread(pid_t pid, Space *out)
{
    char path[64];
    if (look(pid, out))
        return pid;
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *dir = opendir(path);
    pid_t found = 0;
    for (struct dirent *e; dir && !found && (e = readdir(dir));) {
        pid_t thread = (pid_t)strtol(e->d_name, NULL, 10);
        found = thread > 0 && look(thread, out) ? thread : 0;
    }
    if (dir)
        closedir(dir);
    return found;
}

int64_t spaces_at_most(const Tree *t)
{
    int64_t sum = 0;
    for (size_t i = 1; i < t->n; i++) {
        Space s;
        living_thread(t->pids[i], &s);
        sum += s.pages + s.tables;
    }
    return sum;
}

/* Has one of the threads before it the same memory?  A child of vfork() has its parent's. */
static bool is_counted(const pid_t *threads, size_t i)
{
    for (size_t back = 1; back <= MIN(i, (size_t)LOOK_BACK); back++)
        if (syscall(SYS_kcmp, threads[i], threads[i - back], KCMP_VM, 0, 0) == 0)
            return true;
    return false;
}

/* One mapping of smaps while its lines are read. */
typedef struct {
    bool counted; // its bytes are already known as a file's
    bool memory;  // all of it is memory, not only private copies of a file's pages
} Mapping;

static bool read_head(const char *line, dev_t scratch, Mapping *out)
{
    char perms[8], name[32] = "";
    unsigned major, minor;
    uint64_t inode;
    if (sscanf(line, "%*x-%*x %7s %*x %x:%x %" SCNu64 " %31[^\n]", perms, &major, &minor, &inode,
               name) < 4)
        return false;
    bool shared = perms[3] == 's';
    bool segment = !strncmp(name, "/SYSV", 5), nameless = !strncmp(name, "/dev/zero", 9);
    bool listed = segment || makedev(major, minor) == scratch;
    *out = (Mapping){.counted = shared && (inode || segment) && listed,
                     .memory = !inode || (shared && nameless)};
    return true;
}

static int64_t read_amount(const char *line, const Mapping *m)
{
    if (m->counted)
        return 0;
    const char *want = m->memory ? "Pss:" : "Anonymous:";
    return !strncmp(line, want, strlen(want)) ? field(line, want) : 0;
}

/* Proportional shares, so that pages of several processes count once; private copies of a file's
 * pages count, the file itself, which is cache, does not. */
/* What may not be looked into (a process of ours that keeps its memory secret) is taken for what it
 * is at most. */
static int64_t exact(pid_t pid, dev_t scratch, int64_t at_most)
{
    char path[64], line[512];
    snprintf(path, sizeof path, "/proc/%d/smaps", (int)pid);
    FILE *f = fopen(path, "re");
    Mapping m = {0};
    int64_t sum = f ? 0 : at_most;
    bool begins = true; // a line; what follows of a long one is a file's name, which may lie
    for (; f && fgets(line, sizeof line, f); begins = strchr(line, '\n'))
        if (begins && !read_head(line, scratch, &m))
            sum += read_amount(line, &m);
    if (f)
        fclose(f);
    return sum;
}

int64_t spaces_exact(const Tree *t, dev_t scratch)
{
    static pid_t threads[TREE_MAX]; // too large for the stack
    size_t n = 0;
    int64_t sum = 0;
    for (size_t i = 1; i < t->n; i++) {
        Space s;
        threads[n] = living_thread(t->pids[i], &s);
        if (!threads[n] || is_counted(threads, n))
            continue;
        sum += exact(threads[n++], scratch, s.pages) + s.tables;
    }
    return sum;
}

/* Lines of its list of mappings, until there are `most`. */
static int64_t count_mappings(pid_t pid, int64_t most)
{
    static char bytes[65536]; // too large for the stack
    snprintf(bytes, sizeof bytes, "/proc/%d/maps", (int)pid);
    AUTO(fd) int fd = open(bytes, O_RDONLY | O_CLOEXEC);
    int64_t lines = 0;
    ssize_t n;
    while (fd >= 0 && lines < most && (n = read(fd, bytes, sizeof bytes)) > 0)
        for (ssize_t i = 0; i < n; i++)
            lines += bytes[i] == '\n';
    return lines;
}

int64_t spaces_of_mappings(const Tree *t, int64_t enough)
{
    int64_t sum = 0;
    for (size_t i = 1; i < t->n && sum < enough; i++) {
        int64_t n = count_mappings(t->pids[i], enough / MAPPING_BYTES + USUAL_MAPPINGS);
        sum += n > USUAL_MAPPINGS ? n * MAPPING_BYTES : 0;
    }
    return sum;
}
