// What a terminal within another costs: `cat` of files through codelab's panel, tmux and neovim's
// :terminal, beside a bare pseudo-terminal; and a key in the editor while the panel floods.
//     bench-panel CODELAB
// Settings of the environment: $BENCH_PANEL_MB, $BENCH_ROUNDS.
#include "samples.h"
#include "table.h"
#include "term.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILE_MB = 8, ROUNDS = 3, MIB = 1 << 20, PATIENCE_MS = 120000, KEYS = 40 };

typedef enum { PTY, CODELAB, TMUX, NVIM, WAY_COUNT } Way;

static const char *const way_names[] = {"pty", "codelab", "tmux", "nvim"};

typedef struct {
    char dir[32];
    char *codelab; // owned; absolute
} Bench;

// Files --------------------------------------------------------------------------------------

static void add_plain(Buf *out, int i)
{
    buf_addf(out, "%08d the quick brown fox jumps over the lazy dog and runs away\n", i);
}

static void add_colours(Buf *out, int i)
{
    static const char *const words[] = {"gcc", "-O2", "-Wall", "src/main.c", "warning:", "unused"};
    for (int w = 0; w < 8; w++)
        buf_addf(out, "\033[1;%dm%s\033[0m ", 31 + (i + w) % 6, words[(i + w) % 6]);
    buf_add_byte(out, '\n');
}

static void add_mixed(Buf *out, int i)
{
    buf_addf(out,
             "%d gr\xC3\xBC\xC3\x9F"
             "e aus \xE6\x9D\xB1\xE4\xBA\xAC, caf\xC3\xA9 \xE2\x86\x92 "
             "na\xC3\xAFve r\xC3\xA9sum\xC3\xA9 \xF0\x9F\x99\x82 ok\n",
             i);
}

static const struct {
    const char *name;
    void (*add)(Buf *out, int i);
} streams[] = {
    {"plain text", add_plain}, {"coloured words", add_colours}, {"mixed UTF-8", add_mixed}};

static size_t file_bytes(void)
{
    return (size_t)samples_setting("BENCH_PANEL_MB", FILE_MB) * MIB;
}

static void write_file(const Bench *b, int stream)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free) char *path = path_join(b->dir, "file");
    for (int i = 0; text.n < file_bytes(); i++)
        streams[stream].add(&text, i);
    if (!fs_write(path, buf_str(&text), &err))
        fprintf(stderr, "%s\n", err_text(&err));
}

// A bare terminal ----------------------------------------------------------------------------

static double read_all(int fd)
{
    static char buf[65536];
    int64_t start = clock_mono_ns();
    for (ssize_t n; (n = read(fd, buf, sizeof buf)) > 0 || (n < 0 && errno == EINTR);)
        continue;
    return samples_ms(start, clock_mono_ns());
}

static double cat_bare(const Bench *b)
{
    int fd;
    AUTO(free) char *path = path_join(b->dir, "file");
    pid_t pid = forkpty(&fd, NULL, NULL, NULL);
    if (pid < 0)
        return -1;
    if (pid == 0) {
        execlp("cat", "cat", path, (char *)NULL);
        _exit(127);
    }
    double ms = read_all(fd);
    close(fd);
    waitpid(pid, NULL, 0);
    return ms;
}

// Terminals within one ------------------------------------------------------------------------

static Term *start(const Bench *b, Way way)
{
    const char *const codelab[] = {b->codelab, NULL};
    const char *const tmux[] = {"/usr/bin/tmux", "-L",  "bench-panel", "-f",
                                "/dev/null",     "new", NULL};
    const char *const nvim[] = {"/usr/bin/nvim", "-u", "NONE", "+terminal", "+startinsert", NULL};
    const char *const *argv = way == CODELAB ? codelab : way == TMUX ? tmux : nvim;
    if (access(argv[0], X_OK) != 0)
        return NULL;
    Term *t = term_start(argv, b->dir);
    if (t)
        term_settle(t, 300, 5000);
    if (t && way == CODELAB)
        term_press(t, &(Key){.kind = KEY_CHAR, .cp = 't', .mods = MOD_ALT});
    if (t)
        term_settle(t, 500, 5000); // its shell has a prompt
    return t;
}

// The shell prints the marks as it runs, not as the command is typed.
static double cat_within(const Bench *b, Way way)
{
    Term *t = start(b, way);
    double ms = -1;
    if (!t)
        return ms;
    term_send(t, STR("cat file; echo fin''ished\r"));
    int64_t begin = clock_mono_ns();
    int64_t at = term_wait(t, term_shows, "finished", PATIENCE_MS);
    if (at >= 0)
        ms = samples_ms(begin, at);
    term_send(t, STR("exit\r"));
    term_free(t);
    return ms;
}

static void bench_cat(const Bench *b, int stream)
{
    Samples of[WAY_COUNT] = {0};
    write_file(b, stream);
    for (int round = 0; round < samples_setting("BENCH_ROUNDS", ROUNDS); round++)
        for (Way way = 0; way < WAY_COUNT; way++) {
            double ms = way == PTY ? cat_bare(b) : cat_within(b, way);
            if (ms > 0)
                vec_push(&of[way], ms);
        }
    printf("cat of %zu MB of %s:\n", file_bytes() / MIB, streams[stream].name);
    for (Way way = 0; way < WAY_COUNT; way++) {
        if (of[way].n == 0) {
            printf("  %-8s left out: not installed, or it did not start\n", way_names[way]);
            continue;
        }
        double ms = samples_at(&of[way], 0.5);
        printf("  %-8s %8.1f ms  %6.1f MB/s\n", way_names[way], ms,
               (double)file_bytes() / MIB / ms * 1000);
        if (way != CODELAB && of[CODELAB].n) {
            AUTO(free) char *what = xasprintf("cat, %s", streams[stream].name);
            table_compare(what, samples_at(&of[CODELAB], 0.5), way_names[way], ms,
                          way == PTY ? WANT_NOTHING : WANT_AHEAD);
        }
    }
    for (Way way = 0; way < WAY_COUNT; way++)
        vec_deinit(&of[way]);
}

// A key while it floods -----------------------------------------------------------------------

static void type_keys(Term *t, Samples *out)
{
    char shown[KEYS + 2] = "";
    for (int i = 0; i < KEYS; i++) {
        shown[i] = (char)('a' + i % 26);
        int64_t begin = clock_mono_ns();
        term_send(t, str_n(&shown[i], 1));
        int64_t at = term_wait(t, term_shows, shown, PATIENCE_MS);
        if (at < 0)
            return;
        vec_push(out, samples_ms(begin, at));
    }
}

static void bench_keys(const Bench *b)
{
    Samples quiet = {0}, flooded = {0};
    for (int flood = 0; flood < 2; flood++) {
        Term *t = start(b, CODELAB);
        if (!t)
            return;
        if (flood)
            term_send(t, STR("yes build\r"));
        term_settle(t, 100, 500);
        term_press(t, &(Key){.kind = KEY_CHAR, .cp = 't', .mods = MOD_ALT});
        term_press(t, &(Key){.kind = KEY_CHAR, .cp = 'n', .mods = MOD_CTRL});
        term_settle(t, 100, 500);
        type_keys(t, flood ? &flooded : &quiet);
        term_free(t);
    }
    if (quiet.n && flooded.n) {
        printf(
            "a key in the editor: %.2f ms (p99 %.2f), while the panel floods %.2f ms (p99 %.2f)\n",
            samples_at(&quiet, 0.5), samples_at(&quiet, 0.99), samples_at(&flooded, 0.5),
            samples_at(&flooded, 0.99));
        table_compare("key while the panel floods", samples_at(&flooded, 0.5), "quiet",
                      samples_at(&quiet, 0.5), WANT_NOTHING);
    }
    vec_deinit(&quiet);
    vec_deinit(&flooded);
}

int main(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    Bench b = {.dir = "/tmp/bench-panel-XXXXXX"};
    if (argc != 2 || !mkdtemp(b.dir)) {
        fprintf(stderr, "usage: bench-panel CODELAB\n");
        return 2;
    }
    b.codelab = realpath(argv[1], NULL);
    for (int i = 0; i < (int)ARRAY_LEN(streams); i++)
        bench_cat(&b, i);
    bench_keys(&b);
    free(b.codelab);
    return fs_remove_tree(b.dir, &err) ? 0 : 1;
}
