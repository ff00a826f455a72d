// Finding a file among 500,000 by letters typed one at a time, beside fzf where it is installed:
// from the key to the last byte that it made either program send.
//     bench-finder CODELAB
#include "samples.h"
#include "table.h"
#include "term.h"
#include "world.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

enum { ROUNDS = 3, PATHS = 500000, FOLDER_FILES = 500, QUIET_MS = 300, PATIENCE_MS = 60000 };
typedef enum { TOOL_OURS, TOOL_FZF, TOOL_COUNT } Tool;
static const char *const names[TOOL_COUNT] = {"codelab", "fzf"};

// What is typed, and the path it is meant to find.
#define TYPED  "utmain77777"
#define WANTED "main_77777.c"

static int count(void)
{
    return samples_setting("BENCH_PATHS", PATHS);
}

// Names as projects have them, and nothing in the files.
static char *path_of(int i)
{
    static const char *const folders[] = {"src/workspace", "lib/core",  "drivers/net",
                                          "tests/unit",    "docs/api",  "include/linux",
                                          "tools/build",   "app/server"};
    static const char *const stems[] = {"main",   "view",  "index", "parser",
                                        "buffer", "table", "util"};
    static const char *const ends[] = {"c", "h", "py", "ts"};
    return xasprintf("%s/part%d/%s_%d.%s", folders[i / FOLDER_FILES % 8], i / FOLDER_FILES,
                     i == 77777 ? "main" : stems[i % 7], i, i == 77777 ? "c" : ends[i % 4]);
}

static bool make_file(const char *dir, int i, Buf *list)
{
    AUTO(free) char *path = path_of(i);
    AUTO(free) char *full = path_join(dir, path);
    AUTO(free) char *folder = str_dup(path_dir(str_c(full)));
    if (i % FOLDER_FILES == 0 && !fs_mkdirs(folder, NULL))
        return false;
    AUTO(fd) int fd = open(full, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    buf_addf(list, "%s\n", path);
    return fd >= 0;
}

// The tree, and beside it its paths as a list.
static bool make_tree(const char *dir)
{
    AUTO(free) char *tree = path_join(dir, "tree");
    AUTO(free) char *file = path_join(dir, "list");
    AUTO(buf) Buf list = BUF_INIT;
    for (int i = 0; i < count(); i++)
        if (!make_file(tree, i, &list))
            return false;
    return fs_write(file, buf_str(&list), NULL);
}

static Term *start(Tool tool, const char *dir, const char *codelab)
{
    AUTO(free) char *tree = path_join(dir, "tree");
    AUTO(free) char *pipe = xasprintf("exec fzf < %s/list", dir);
    const char *ours[] = {codelab, tree, NULL};
    const char *fzf[] = {"/bin/sh", "-c", pipe, NULL};
    return term_start(tool == TOOL_OURS ? ours : fzf, dir);
}

// All paths are known: both say how many there are.
static bool wait_ready(Tool tool, Term *t)
{
    AUTO(free) char *all = xasprintf(tool == TOOL_OURS ? "of %d" : "%d/%d", count(), count());
    if (tool == TOOL_OURS) {
        term_settle(t, QUIET_MS, PATIENCE_MS);
        term_send(t, STR("\x10"));
    }
    bool ok = term_wait(t, term_shows, all, PATIENCE_MS) >= 0;
    term_settle(t, QUIET_MS, PATIENCE_MS);
    return ok;
}

// False if the path is not found in the end.
static bool type(Term *t, Samples *keys)
{
    for (const char *c = TYPED; *c; c++) {
        int64_t at = clock_mono_ns();
        term_send(t, str_n(c, 1));
        term_settle(t, QUIET_MS, PATIENCE_MS);
        vec_push(keys, samples_ms(at, t->last_ns));
    }
    return term_shows(t, WANTED);
}

static bool run(Tool tool, const char *dir, const char *codelab, Samples *keys)
{
    Term *t = start(tool, dir, codelab);
    if (!t)
        return false;
    bool ok = wait_ready(tool, t) && type(t, keys);
    term_free(t);
    return ok;
}

static int work(const char *dir, void *codelab)
{
    Samples keys[TOOL_COUNT] = {{0}};
    bool left_out[TOOL_COUNT] = {0};
    int rounds = samples_setting("BENCH_ROUNDS", ROUNDS);
    if (!make_tree(dir))
        return perror("bench-finder: cannot make the tree"), 1;
    for (int i = 0; i < rounds * TOOL_COUNT; i++) {
        Tool tool = (Tool)((i + i / TOOL_COUNT) % TOOL_COUNT);
        left_out[tool] = left_out[tool] || !run(tool, dir, codelab, &keys[tool]);
    }
    for (Tool i = TOOL_OURS; i < TOOL_COUNT; i++)
        samples_print(&keys[i], "find a file among many: a key, ms",
                      left_out[i] ? "(left out)" : names[i]);
    const double qs[] = {0.5, 0.99};
    for (size_t i = 0; i < ARRAY_LEN(qs); i++) {
        AUTO(free)
        char *what = xasprintf("find a file among %d: a key, p%.0f, ms", count(), qs[i] * 100);
        table_compare(what, left_out[TOOL_OURS] ? NAN : samples_at(&keys[TOOL_OURS], qs[i]), "fzf",
                      left_out[TOOL_FZF] ? NAN : samples_at(&keys[TOOL_FZF], qs[i]),
                      WANT_NO_SLOWER);
    }
    for (Tool i = TOOL_OURS; i < TOOL_COUNT; i++)
        vec_deinit(&keys[i]);
    return 0;
}

int main(int argc, char **argv)
{
    AUTO(free) char *codelab = argc == 2 ? realpath(argv[1], NULL) : NULL;
    if (!codelab) {
        fputs("usage: bench-finder CODELAB\n", stderr);
        return 2;
    }
    return world_with(work, codelab);
}
