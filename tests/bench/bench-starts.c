// What it takes to start the smallest program: by itself, in the least that makes a jail, in bwrap,
// in ours, and in ours made ahead; each with the limits on and to its exit status, in random order.
// Then how many are started in a second, four at a time.
//     bench-starts HELLO FLOOR
#include "samples.h"
#include "table.h"
#include "world.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/path.h"
#include "jail/jail.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 200, WARM_UP = 3, AT_A_TIME = 4, SETTLE_US = 10000 };

typedef enum { WAY_NONE, WAY_FLOOR, WAY_BWRAP, WAY_COLD, WAY_WARM, WAYS } Way;
static const char *const names[] = {"no jail", "the floor", "bwrap", "codelab",
                                    "codelab, made ahead"};
_Static_assert(ARRAY_LEN(names) == WAYS, "a name for each way");

typedef struct {
    const char *hello, *floor, *dir;
    const char *bwrap[48];
    Samples ms[WAYS];
    bool left_out[WAYS];
} Bench;

static void fill_bwrap(Bench *b)
{
    const char *const words[] = {"bwrap",
                                 "--unshare-all",
                                 "--unshare-user",
                                 "--die-with-parent",
                                 "--new-session",
                                 "--clearenv",
                                 "--setenv",
                                 "PATH",
                                 "/usr/bin:/bin",
                                 "--uid",
                                 "1000",
                                 "--gid",
                                 "1000",
                                 "--hostname",
                                 "jail",
                                 "--cap-drop",
                                 "ALL",
                                 "--ro-bind",
                                 "/usr",
                                 "/usr",
                                 "--symlink",
                                 "usr/bin",
                                 "/bin",
                                 "--symlink",
                                 "usr/lib",
                                 "/lib",
                                 "--symlink",
                                 "usr/lib64",
                                 "/lib64",
                                 "--proc",
                                 "/proc",
                                 "--dev",
                                 "/dev",
                                 "--tmpfs",
                                 "/tmp",
                                 "--ro-bind",
                                 b->dir,
                                 b->dir,
                                 "--",
                                 b->hello};
    memcpy(b->bwrap, words, sizeof words);
}

/* The output goes through a pipe in every way, and is read to its end. */
static bool spawn_and_wait(const char *const *argv)
{
    posix_spawn_file_actions_t actions;
    int ends[2], status = -1;
    char bytes[64];
    pid_t pid;
    if (pipe2(ends, O_CLOEXEC) < 0 || posix_spawn_file_actions_init(&actions) != 0)
        return false;
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    bool ok = posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)argv, environ) == 0;
    close(ends[1]);
    while (ok && read(ends[0], bytes, sizeof bytes) > 0)
        ;
    ok = ok && waitpid(pid, &status, 0) == pid && status == 0;
    close(ends[0]);
    posix_spawn_file_actions_destroy(&actions);
    return ok;
}

static bool finish(JailRun *run)
{
    AUTO(err) Err err = {0};
    JailReport report;
    char bytes[64];
    close(run->stdin_fd);
    while (read(run->stdout_fd, bytes, sizeof bytes) > 0)
        ;
    close(run->stdout_fd);
    close(run->stderr_fd);
    if (!jail_report(run->report_fd, &report, &err))
        return false;
    bool ok = report.end == JAIL_EXITED && report.code == 0;
    jail_report_deinit(&report);
    waitpid(run->pid, NULL, 0);
    return ok;
}

static JailPolicy policy(const Bench *b)
{
    JailPolicy p = jail_policy_default();
    p.project = b->dir;
    return p;
}

/* Milliseconds from "run" to the exit status, -1 if it does not work here. */
static double once(const Bench *b, Way way)
{
    const char *const direct[] = {b->hello, NULL}, *const floor[] = {b->floor, b->dir, b->hello,
                                                                     NULL};
    AUTO(err) Err err = {0};
    JailPolicy p = policy(b);
    JailWarm *warm = way == WAY_WARM ? jail_warm_new(&p, &err) : NULL;
    JailRun run;
    if (warm)
        usleep(SETTLE_US); // until it stands and waits
    int64_t start = clock_mono_ns();
    bool ok = way == WAY_NONE    ? spawn_and_wait(direct)
              : way == WAY_FLOOR ? spawn_and_wait(floor)
              : way == WAY_BWRAP ? spawn_and_wait(b->bwrap)
                                 : jail_start_warm(&warm, &p, direct, &run, &err) && finish(&run);
    return ok ? samples_ms(start, clock_mono_ns()) : -1;
}

static void round_of_all(Bench *b, uint64_t *seed)
{
    Way order[WAYS];
    for (Way w = 0; w < WAYS; w++)
        order[w] = w;
    for (size_t i = WAYS; i > 0; i--) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        size_t pick = (*seed >> 33) % i;
        Way way = order[pick];
        double ms = b->left_out[way] ? -1 : once(b, way);
        order[pick] = order[i - 1];
        if (ms >= 0)
            vec_push(&b->ms[way], ms);
    }
}

/* Starts in a second, by AT_A_TIME processes for a second. */
static double starts_a_second(const Bench *b, Way way)
{
    int counts[2];
    if (pipe(counts) < 0)
        return 0;
    for (int i = 0; i < AT_A_TIME; i++) {
        if (fork() != 0)
            continue;
        int n = 0;
        for (int64_t end = clock_mono_ns() + 1000000000; clock_mono_ns() < end;)
            n += once(b, way) >= 0;
        _exit(write(counts[1], &n, sizeof n) != sizeof n);
    }
    int sum = 0, n;
    close(counts[1]);
    while (read(counts[0], &n, sizeof n) == sizeof n)
        sum += n;
    close(counts[0]);
    while (waitpid(-1, NULL, 0) > 0)
        ;
    return sum;
}

static void compare(Bench *b, Way ours, Way theirs, TableWant want)
{
    AUTO(free) char *what = xasprintf("starting a program, %s, p50 ms", names[ours]);
    if (b->ms[ours].n && b->ms[theirs].n)
        table_compare(what, samples_at(&b->ms[ours], 0.5), names[theirs],
                      samples_at(&b->ms[theirs], 0.5), want);
}

static void report(Bench *b)
{
    for (Way w = 0; w < WAYS; w++)
        if (!b->left_out[w])
            samples_print(&b->ms[w], "starting a program, ms", names[w]);
    compare(b, WAY_COLD, WAY_FLOOR, WANT_NOTHING);
    compare(b, WAY_COLD, WAY_BWRAP, WANT_AHEAD);
    compare(b, WAY_WARM, WAY_COLD, WANT_AHEAD);
    double ours = starts_a_second(b, WAY_COLD);
    printf("starts a second, %d at a time: codelab %.0f", AT_A_TIME, ours);
    if (!b->left_out[WAY_BWRAP]) {
        double theirs = starts_a_second(b, WAY_BWRAP);
        printf(", bwrap %.0f", theirs);
        table_compare("ms for a start, four at a time", 1000 / ours, "bwrap", 1000 / theirs,
                      WANT_AHEAD);
    }
    printf("\n");
}

static int work(const char *dir, void *arg)
{
    const char *const *argv = arg;
    Bench b = {.hello = realpath(argv[1], NULL), .floor = realpath(argv[2], NULL)};
    uint64_t seed = 1;
    if (!b.hello || !b.floor || setenv("HOME", dir, 1) != 0) {
        perror(argv[1]);
        return 1;
    }
    AUTO(free) char *at = xstrdup(b.hello);
    *strrchr(at, '/') = '\0';
    b.dir = at;
    fill_bwrap(&b);
    for (Way w = 0; w < WAYS; w++)
        for (int i = 0; i < WARM_UP && !b.left_out[w]; i++)
            b.left_out[w] = once(&b, w) < 0;
    for (Way w = 0; w < WAYS; w++)
        if (b.left_out[w])
            printf("left out: %s, which does not run here\n", names[w]);
    for (int i = samples_setting("BENCH_STARTS_ROUNDS", ROUNDS); i > 0; i--)
        round_of_all(&b, &seed);
    report(&b);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: bench-starts HELLO FLOOR\n");
        return 2;
    }
    // Before all else on the machine, where we may: else we measure the others.
    (void)sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 1});
    return world_with(work, argv);
}
