#include "attack.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK = 1 << 20 };

/* Those that take memory hold it until somebody ends them. */
static bool hold(void)
{
    while (!getenv("a name that nobody has given"))
        pause();
    return true;
}

static bool take_heap(const char *megabytes)
{
    for (int i = atoi(megabytes); i > 0; i--) {
        char *p = malloc(CHUNK);
        if (p)
            memset(p, i, CHUNK);
        __asm__ volatile("" ::"r"(p) : "memory"); // or a compiler sees that nobody looks
    }
    return hold();
}

static void fill_file(int fd, int megabytes)
{
    static char chunk[CHUNK];
    memset(chunk, 1, sizeof chunk);
    for (int i = 0; i < megabytes; i++)
        if (write(fd, chunk, sizeof chunk) <= 0)
            return;
}

static bool take_tmpfs(const char *megabytes)
{
    fill_file(open("/tmp/big", O_CREAT | O_WRONLY, 0600), atoi(megabytes));
    return hold();
}

static bool take_shared(const char *megabytes)
{
    size_t n = (size_t)atoi(megabytes) * CHUNK;
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (p != MAP_FAILED)
        memset(p, 1, n);
    return hold();
}

/* Private copies of the pages of a file that takes no room itself. */
static bool take_copies(const char *megabytes)
{
    size_t n = (size_t)atoi(megabytes) * CHUNK;
    int fd = open("/tmp/sparse", O_CREAT | O_RDWR, 0600);
    if (ftruncate(fd, (off_t)n) < 0)
        perror("ftruncate");
    char *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (p != MAP_FAILED)
        memset(p, 1, n);
    return hold();
}

/* Each child takes a part that is allowed; together they are not. */
static bool take_together(const char *megabytes)
{
    for (int i = 0; i < 8; i++)
        if (fork() == 0) {
            char part[16];
            snprintf(part, sizeof part, "%d", atoi(megabytes) / 8);
            setsid();
            return take_heap(part);
        }
    return hold();
}

/* Contained if the number of processes stays below the limit given. */
static bool many_processes(const char *limit)
{
    int made = 0;
    for (int i = 0; i < 4 * atoi(limit); i++) { // they end with us
        pid_t pid = fork();
        if (pid == 0)
            hold();
        made += pid > 0;
    }
    printf("%d processes\n", made);
    return made >= atoi(limit);
}

static bool fork_bomb(const char *arg)
{
    (void)arg;
    while (getppid() >= 0)
        fork();
    return true;
}

/* A process that left its parents, session and group. */
static bool daemonize(const char *marker)
{
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            close(0), close(1), close(2);
            execlp("sleep", "sleep", marker, NULL);
        }
        _exit(0);
    }
    wait(NULL);
    usleep(100000); // let it begin, which is all it has to do
    return false;
}

static bool flood(const char *arg)
{
    static char chunk[65536];
    memset(chunk, 'x', sizeof chunk);
    for (int fd = 1;; fd = arg[0] ? 3 - fd : 1)
        if (write(fd, chunk, sizeof chunk) < 0)
            return false;
}

static bool spin(const char *arg)
{
    while (arg)
        __asm__ volatile("");
    return true;
}

static bool ignore_signals(const char *arg)
{
    (void)arg;
    for (int i = 1; i < 64; i++)
        signal(i, SIG_IGN);
    return hold();
}

/* Contained if no more than this many megabytes can be stored. */
static bool fill_disk(const char *path)
{
    char name[256];
    long total = 0;
    for (int i = 0; i < 64; i++) {
        snprintf(name, sizeof name, "%s/fill-%d", path, i);
        int fd = open(name, O_CREAT | O_WRONLY, 0600);
        fill_file(fd, 64);
        total += fd < 0 ? 0 : lseek(fd, 0, SEEK_CUR) / CHUNK;
        close(fd);
    }
    printf("%ld megabytes\n", total);
    return total > 300;
}

static bool fill_names(const char *path)
{
    char name[256];
    int i = 0;
    for (; i < 200000; i++) {
        snprintf(name, sizeof name, "%s/name-%d", path, i);
        int fd = open(name, O_CREAT | O_WRONLY, 0600);
        if (fd < 0)
            break;
        close(fd);
    }
    printf("%d names\n", i);
    return i == 200000;
}

/* More than one CPU, or the power to take more. */
static bool more_cpus(const char *arg)
{
    cpu_set_t set;
    (void)arg;
    sched_getaffinity(0, sizeof set, &set);
    printf("%d CPUs\n", CPU_COUNT(&set));
    int have = CPU_COUNT(&set);
    for (int i = 0; i < 64; i++)
        CPU_SET(i, &set);
    return have > 1 || escaped("sched_setaffinity", sched_setaffinity(0, sizeof set, &set));
}

const Attack attacks_on_limits[] = {
    {"heap", take_heap},      {"tmpfs", take_tmpfs},       {"shared", take_shared},
    {"copies", take_copies},  {"together", take_together}, {"many", many_processes},
    {"fork-bomb", fork_bomb}, {"daemon", daemonize},       {"flood", flood},
    {"spin", spin},           {"ignore", ignore_signals},  {"disk", fill_disk},
    {"names", fill_names},    {"cpus", more_cpus},         {NULL, NULL},
};
