// Ten thousand versions of a file: how long any of them takes to come back, how much room they take
// beside git's tightest pack of the same, and what a save costs beside a bare one.
//     bench-history
#include "samples.h"

#include "base/clock.h"
#include "base/fs-tree.h"
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSIONS = 10000, LINES = 5000, SAVES = 40, SAVE_LINES = 10000 };

static uint32_t next_random(void)
{
    static uint64_t seed = 42;
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33);
}

static void add_line(Buf *out)
{
    static const char *const words[] = {"int",  "return", "count", "buffer", "size", "(value);",
                                        "next", "if",     "{",     "}",      "->",   "= 0;"};
    size_t n = 2 + next_random() % 6;
    buf_add_fill(out, ' ', 4 * (next_random() % 4));
    for (size_t i = 0; i < n; i++)
        buf_addf(out, "%s%s", i ? " " : "", words[next_random() % ARRAY_LEN(words)]);
    buf_addf(out, " %u\n", (unsigned)next_random() % 1000);
}

static void make_text(int lines, Buf *out)
{
    for (int i = 0; i < lines; i++)
        add_line(out);
}

// Some lines at one place go and others come, as between two saves.
static void edit(Buf *text)
{
    size_t from = next_random() % text->n, to;
    AUTO(buf) Buf with = BUF_INIT;
    while (from > 0 && text->p[from - 1] != '\n')
        from--;
    to = from;
    for (uint32_t n = next_random() % 4; n-- && to < text->n;)
        to += (size_t)str_find_byte(str_from(buf_str(text), to), '\n') + 1;
    for (uint32_t n = next_random() % 4 + (to == from); n--;)
        add_line(&with);
    buf_splice(text, from, to, buf_str(&with));
}

static double ms_since(int64_t start_ns)
{
    return samples_ms(start_ns, clock_mono_ns());
}

static void put_commit(FILE *git, int n, const Buf *text)
{
    fprintf(git, "commit refs/heads/main\ncommitter a <a@b> %d +0000\ndata 1\nx\n", 1000000000 + n);
    fprintf(git, "M 100644 inline a.c\ndata %zu\n", text->n);
    fwrite(text->p, 1, text->n, git);
    fputc('\n', git);
}

static double median(Samples *s)
{
    return samples_at(s, 0.5);
}

static bool fill(Store *s, int64_t project, FILE *git, int versions, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    make_text(LINES, &text);
    Samples took = {0};
    for (int i = 0; i < versions; i++) {
        int64_t start = clock_mono_ns();
        if (!store_save_version(s, project, STR("a.c"), buf_str(&text), 0644, CAUSE_SAVE, NULL,
                                err))
            return false;
        vec_push(&took, ms_since(start));
        if (git)
            put_commit(git, i, &text);
        edit(&text);
    }
    printf("a version is kept in %.2f ms (median), %.2f ms (p99)\n", median(&took),
           samples_at(&took, 0.99));
    vec_deinit(&took);
    return true;
}

static bool restore(Store *s, int64_t project, int versions, Err *err)
{
    Samples took = {0};
    for (int i = 0; i < versions; i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        int64_t n = 1 + next_random() % (uint32_t)versions, start = clock_mono_ns();
        if (!store_version_read(s, project, STR("a.c"), n, NULL, &bytes, err))
            return false;
        vec_push(&took, ms_since(start));
    }
    printf("any version is back in %.2f ms (median), %.2f ms (p99); wanted: p99 < 50\n",
           median(&took), samples_at(&took, 0.99));
    vec_deinit(&took);
    return true;
}

static double pack_kb(const char *git)
{
    double kb = -1;
    char line[200];
    AUTO(free)
    char *command = xasprintf("cd '%s' && git gc -q --aggressive --prune=now 2>/dev/null &&"
                              " git count-objects -v",
                              git);
    FILE *f = popen(command, "r");
    while (f && fgets(line, sizeof line, f))
        (void)sscanf(line, "size-pack: %lf", &kb);
    if (f)
        pclose(f);
    return kb;
}

static bool versions(const char *dir, Err *err)
{
    int n = samples_setting("BENCH_VERSIONS", VERSIONS);
    AUTO(free) char *db = path_join(dir, "codelab.db"), *git = path_join(dir, "git");
    AUTO(free)
    char *command = xasprintf("git init -q '%s' 2>/dev/null && cd '%s' &&"
                              " git fast-import --quiet 2>/dev/null",
                              git, git);
    ProjectStats stats = {0};
    Store *s = store_open(db, err);
    int64_t project = s ? store_project_open(s, dir, err) : 0;
    FILE *import = popen(command, "w");
    bool ok = project && fill(s, project, import, n, err);
    bool has_git = import && pclose(import) == 0;
    ok = ok && restore(s, project, n, err) && store_project_stats(s, project, &stats, err);
    store_close(s);
    printf("%d versions take %.0f KB", n, (double)stats.nstored / 1000);
    if (ok && has_git) {
        double kb = pack_kb(git) * 1.024;
        printf("; git gc --aggressive: %.0f KB (%.2f x)", kb, (double)stats.nstored / 1000 / kb);
    }
    puts("");
    return ok;
}

// What no editor can do without: the bytes on the disk, then the name.
static bool bare(const char *path, Str bytes)
{
    AUTO(free) char *temporary = xasprintf("%s.new", path);
    AUTO(fd) int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    return fd >= 0 && write(fd, bytes.p, bytes.n) == (ssize_t)bytes.n && fsync(fd) == 0 &&
           rename(temporary, path) == 0;
}

static bool saves(const char *dir, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    Samples ours = {0}, floor = {0};
    AUTO(free) char *a = path_join(dir, "a"), *b = path_join(dir, "b");
    bool ok = true;
    make_text(SAVE_LINES, &text);
    for (int i = 0; ok && i < SAVES; i++) {
        edit(&text);
        int64_t start = clock_mono_ns();
        ok = fs_write(a, buf_str(&text), err);
        vec_push(&ours, ms_since(start));
        start = clock_mono_ns();
        ok = ok && bare(b, buf_str(&text));
        vec_push(&floor, ms_since(start));
    }
    printf("a save of %d lines takes %.2f ms, a bare one %.2f ms: %.2f x; wanted: 1.5 x\n",
           SAVE_LINES, median(&ours), median(&floor), median(&ours) / median(&floor));
    vec_deinit(&ours);
    vec_deinit(&floor);
    return ok;
}

int main(void)
{
    AUTO(err) Err err = {0};
    char dir[] = "/var/tmp/codelab-bench-XXXXXX";
    bool ok = mkdtemp(dir) && saves(dir, &err) && versions(dir, &err);
    if (!ok)
        fprintf(stderr, "bench-history: %s\n", err_text(&err));
    (void)fs_remove_tree(dir, NULL); // what is left is in /var/tmp
    return ok ? 0 : 1;
}
