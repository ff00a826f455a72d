// What the jail adds to starting a program: /bin/true by itself, in bwrap with the same namespaces
// and a root as bare, and in ours.
//     bench-jail CODELAB
#include "samples.h"
#include "table.h"
#include "world.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 200, WARM_UP = 3 };

typedef enum { JAIL_NONE, JAIL_BWRAP, JAIL_OURS, JAIL_COUNT } JailId;

static const char *const names[] = {"no jail", "bwrap", "codelab"};
_Static_assert(ARRAY_LEN(names) == JAIL_COUNT, "a name for each jail");

/* The first word of ours is the caller's to say. */
static const char *const commands[JAIL_COUNT][40] = {
    {"/bin/true"},
    {"bwrap",
     "--unshare-all",
     "--die-with-parent",
     "--new-session",
     "--clearenv",
     "--setenv",
     "PATH",
     "/usr/bin:/bin",
     "--cap-drop",
     "ALL",
     "--uid",
     "1000",
     "--gid",
     "1000",
     "--hostname",
     "jail",
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
     "--tmpfs",
     "/tmp",
     "--proc",
     "/proc",
     "--dev",
     "/dev",
     "--",
     "/bin/true"},
    {NULL, "run", "--quiet", "--", "/bin/true"},
};

typedef struct {
    const char *argv[40];
    Samples ms;
    bool left_out;
} Jail;

/* Run it once.  Milliseconds from its start to its end, -1 if it could not do its work. */
static double run(const Jail *j, const posix_spawn_file_actions_t *quiet)
{
    pid_t pid;
    int status;
    int64_t start = clock_mono_ns();
    if (posix_spawnp(&pid, j->argv[0], quiet, NULL, (char *const *)j->argv, environ) != 0 ||
        waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return -1;
    return samples_ms(start, clock_mono_ns());
}

static void init(Jail jails[static JAIL_COUNT], const char *codelab,
                 const posix_spawn_file_actions_t *quiet)
{
    for (JailId id = 0; id < JAIL_COUNT; id++) {
        Jail *j = &jails[id];
        memcpy(j->argv, commands[id], sizeof j->argv);
        if (id == JAIL_OURS)
            j->argv[0] = codelab;
        for (int i = 0; i < WARM_UP && !j->left_out; i++)
            j->left_out = run(j, quiet) < 0;
        if (j->left_out)
            printf("left out: %s, which does not run /bin/true here\n", names[id]);
    }
}

/* One run of each in a random order: what one leaves for the kernel to clean up hits all alike. */
static void round_of_all(Jail jails[static JAIL_COUNT], const posix_spawn_file_actions_t *quiet,
                         uint64_t *seed)
{
    JailId order[JAIL_COUNT] = {JAIL_NONE, JAIL_BWRAP, JAIL_OURS};
    for (size_t i = JAIL_COUNT; i > 0; i--) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        size_t pick = (*seed >> 33) % i;
        Jail *j = &jails[order[pick]];
        double ms = j->left_out ? -1 : run(j, quiet);
        order[pick] = order[i - 1];
        if (ms >= 0)
            vec_push(&j->ms, ms);
    }
}

static void report(Jail jails[static JAIL_COUNT])
{
    for (JailId id = 0; id < JAIL_COUNT; id++)
        if (!jails[id].left_out)
            samples_print(&jails[id].ms, "jailed /bin/true, ms", names[id]);
    static const TableWant want[] = {[JAIL_NONE] = WANT_NOTHING, [JAIL_BWRAP] = WANT_NO_SLOWER};
    for (JailId id = 0; id < JAIL_OURS; id++) {
        Samples *ours = &jails[JAIL_OURS].ms, *theirs = &jails[id].ms;
        if (theirs->n == 0)
            continue;
        table_compare("jailed /bin/true, p50 ms", samples_at(ours, 0.5), names[id],
                      samples_at(theirs, 0.5), want[id]);
        table_compare("jailed /bin/true, p99 ms", samples_at(ours, 0.99), names[id],
                      samples_at(theirs, 0.99), want[id]);
    }
}

static int work(const char *dir, void *arg)
{
    Jail jails[JAIL_COUNT] = {0};
    AUTO(free) char *codelab = realpath(arg, NULL);
    AUTO(free) char *project = path_join(dir, "project");
    posix_spawn_file_actions_t quiet;
    if (!codelab || !fs_mkdirs(project, NULL) || chdir(project) != 0 ||
        setenv("HOME", dir, 1) != 0 || posix_spawn_file_actions_init(&quiet) != 0) {
        perror(arg);
        return 1;
    }
    for (int fd = 0; fd < 3; fd++)
        (void)posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null", O_RDWR, 0);
    init(jails, codelab, &quiet);
    uint64_t seed = 1;
    for (int i = samples_setting("BENCH_JAIL_ROUNDS", ROUNDS); i > 0; i--)
        round_of_all(jails, &quiet, &seed);
    report(jails);
    for (JailId id = 0; id < JAIL_COUNT; id++)
        vec_deinit(&jails[id].ms);
    (void)posix_spawn_file_actions_destroy(&quiet); // it cannot fail once it was made
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: bench-jail CODELAB\n");
        return 2;
    }
    return world_with(work, argv[1]);
}
