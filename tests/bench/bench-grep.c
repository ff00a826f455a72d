// Searching a tree of 1 GB in the page cache, beside ripgrep and git grep where they are installed:
// until the first line is there, and until all are.
//     bench-grep CODELAB
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

enum {
    ROUNDS = 5,
    FILE_LINES = 400,
    NEEDLE_EVERY = 500, // files
    FOLDER_FILES = 50,
    MEGABYTE = 1 << 20,
};

typedef enum { TOOL_OURS, TOOL_RG, TOOL_GIT, TOOL_COUNT } Tool;
static const char *const names[TOOL_COUNT] = {"codelab grep", "ripgrep", "git grep"};

typedef struct {
    const char *what;
    const char *argv[TOOL_COUNT][10];
} Task;

#define RG  "rg", "-n", "--column"
#define GIT "git", "grep", "--no-index", "-n", "--column"
static const Task tasks[] = {
    {"literal",
     {{"", "grep", "-F", "needle_zq81"}, {RG, "-F", "needle_zq81"}, {GIT, "-F", "needle_zq81"}}},
    {"ignore case",
     {{"", "grep", "-i", "NEEDLE_zq81"}, {RG, "-i", "NEEDLE_zq81"}, {GIT, "-i", "NEEDLE_zq81"}}},
    {"expression, starts with a literal",
     {{"", "grep", "needle_z\\w+1"}, {RG, "needle_z\\w+1"}, {GIT, "-P", "needle_z\\w+1"}}},
    {"expression, literal behind",
     {{"", "grep", "\\w+_zq81\\b"}, {RG, "\\w+_zq81\\b"}, {GIT, "-P", "\\w+_zq81\\b"}}},
};

typedef struct {
    Samples first, all; // ms
    bool left_out;
} Figures;

// One run over the current folder; false if it found nothing or cannot be started.
static bool run(const char *const *argv, double *first, double *all)
{
    int fds[2], status;
    pid_t pid;
    char bytes[65536];
    ssize_t n;
    posix_spawn_file_actions_t io;
    if (pipe2(fds, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_init(&io);
    posix_spawn_file_actions_adddup2(&io, fds[1], STDOUT_FILENO);
    int64_t start = clock_mono_ns();
    bool ok = posix_spawnp(&pid, argv[0], &io, NULL, (char *const *)argv, environ) == 0;
    posix_spawn_file_actions_destroy(&io);
    close(fds[1]);
    *first = -1;
    while (ok && (n = read(fds[0], bytes, sizeof bytes)) > 0)
        if (*first < 0)
            *first = samples_ms(start, clock_mono_ns());
    *all = samples_ms(start, clock_mono_ns());
    close(fds[0]);
    return ok && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && *first >= 0;
}

static void measure(const Task *t, const char *codelab, Figures f[static TOOL_COUNT])
{
    int rounds = samples_setting("BENCH_ROUNDS", ROUNDS);
    for (int round = -1; round < rounds; round++) // the first one warms up
        for (int i = 0; i < TOOL_COUNT; i++) {
            const char *argv[10];
            double first, all;
            Figures *x = &f[(i + round + 1) % TOOL_COUNT];
            Tool tool = (Tool)(x - f);
            memcpy(argv, t->argv[tool], sizeof argv);
            if (tool == TOOL_OURS)
                argv[0] = codelab;
            x->left_out |= !x->left_out && !run(argv, &first, &all);
            if (x->left_out || round < 0)
                continue;
            vec_push(&x->first, first);
            vec_push(&x->all, all);
        }
}

static void compare(const Task *t, Figures f[static TOOL_COUNT])
{
    AUTO(free) char *first = xasprintf("search a tree, %s: first line, ms", t->what);
    AUTO(free) char *all = xasprintf("search a tree, %s: all, ms", t->what);
    for (Tool i = TOOL_OURS; i < TOOL_COUNT; i++) {
        samples_print(&f[i].first, first, names[i]);
        samples_print(&f[i].all, all, names[i]);
    }
    for (Tool i = TOOL_RG; i < TOOL_COUNT; i++) {
        table_compare(first, samples_at(&f[TOOL_OURS].first, 0.5), names[i],
                      samples_at(&f[i].first, 0.5), WANT_NOTHING);
        table_compare(all, samples_at(&f[TOOL_OURS].all, 0.5), names[i], samples_at(&f[i].all, 0.5),
                      WANT_NO_SLOWER);
    }
}

// Files of code, all a little different, in folders of FOLDER_FILES.
static bool make_tree(const char *dir, size_t nbytes)
{
    AUTO(free) char *model = path_join(dir, "model.c");
    AUTO(buf) Buf code = BUF_INIT;
    if (!world_write_code(model, FILE_LINES) || !fs_read(model, 0, &code, NULL))
        return false;
    size_t body = code.n;
    for (size_t i = 0; i * body < nbytes; i++) {
        AUTO(free)
        char *folder =
            xasprintf("%s/part%zu/sub%zu", dir, i / FOLDER_FILES / 20, i / FOLDER_FILES % 20);
        AUTO(free) char *path = xasprintf("%s/file%zu.c", folder, i);
        if (i % FOLDER_FILES == 0 && !fs_mkdirs(folder, NULL))
            return false;
        code.n = body;
        buf_addf(&code, "// file %zu%s\n", i, i % NEEDLE_EVERY ? "" : " has needle_zq81 in it");
        AUTO(fd) int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (fd < 0 || !fs_write_fd(fd, buf_str(&code), NULL))
            return false;
    }
    sync(); // or the disk would be busy while we measure
    return true;
}

static int work(const char *dir, void *arg)
{
    size_t nbytes = (size_t)samples_setting("BENCH_BIG_MB", 1024) * MEGABYTE;
    if (!make_tree(dir, nbytes) || chdir(dir) != 0)
        return perror("bench-grep: cannot make the tree"), 1;
    for (size_t i = 0; i < ARRAY_LEN(tasks); i++) {
        Figures f[TOOL_COUNT] = {0};
        measure(&tasks[i], arg, f);
        compare(&tasks[i], f);
        for (Tool x = TOOL_OURS; x < TOOL_COUNT; x++) {
            vec_deinit(&f[x].first);
            vec_deinit(&f[x].all);
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    AUTO(free) char *codelab = argc == 2 ? realpath(argv[1], NULL) : NULL;
    if (!codelab) {
        fputs("usage: bench-grep CODELAB\n", stderr);
        return 2;
    }
    return world_with(work, codelab);
}
