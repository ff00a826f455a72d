// Ten thousand versions of a file: how long any of them takes to come back, how much room they take
// beside git's tightest pack of the same, and what a save costs beside a bare one.
//     bench-history
// With BENCH_REPOSITORY and BENCH_FILE also of what git has of that file.
#include "bench-history.h"

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

enum { VERSIONS = 10000, RESTORES = 10000, LINES = 5000 };

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

void make_text(int lines, Buf *out)
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

double ms_since(int64_t start_ns)
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

double median(Samples *s)
{
    return samples_at(s, 0.5);
}

// Where versions come from; false: there are no more.
typedef bool (*NextText)(void *arg, Buf *text);

typedef struct {
    int left;
    Buf text;
} Made;

static bool next_made(void *arg, Buf *text)
{
    Made *m = arg;
    if (m->left-- <= 0)
        return false;
    if (m->text.n == 0)
        make_text(LINES, &m->text);
    else
        edit(&m->text);
    buf_clear(text);
    buf_add(text, buf_str(&m->text));
    return true;
}

typedef struct {
    NextText next;
    void *arg;
    FILE *git; // NULL: there is none
    int n;     // versions so far
} Filling;

static bool fill(Store *s, int64_t project, Filling *f, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    Samples took = {0};
    for (; f->next(f->arg, &text); f->n++) {
        int64_t start = clock_mono_ns();
        if (!store_save_version(s, project, STR("a.c"), buf_str(&text), 0644, CAUSE_SAVE, NULL,
                                err))
            return false;
        vec_push(&took, ms_since(start));
        if (f->git)
            put_commit(f->git, f->n, &text);
    }
    printf("a version is kept in %.2f ms (median), %.2f ms (p99)\n", median(&took),
           samples_at(&took, 0.99));
    vec_deinit(&took);
    return true;
}

static bool restore(Store *s, int64_t project, int versions, Err *err)
{
    Samples took = {0};
    for (int i = 0; i < RESTORES; i++) {
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

static bool versions(const char *dir, const char *name, NextText next, void *arg, Err *err)
{
    AUTO(free) char *db = xasprintf("%s/%s.db", dir, name), *git = path_join(dir, name);
    AUTO(free)
    char *command = xasprintf("git init -q '%s' 2>/dev/null && cd '%s' &&"
                              " git fast-import --quiet 2>/dev/null",
                              git, git);
    ProjectStats stats = {0};
    Store *s = store_open(db, err);
    int64_t project = s ? store_project_open(s, dir, err) : 0;
    Filling f = {.next = next, .arg = arg, .git = popen(command, "w")};
    bool ok = project && fill(s, project, &f, err);
    bool has_git = f.git && pclose(f.git) == 0;
    ok = ok && f.n && restore(s, project, f.n, err) && store_project_stats(s, project, &stats, err);
    store_close(s);
    printf("%d versions take %.0f KB", f.n, (double)stats.nstored / 1000);
    if (ok && has_git) {
        double kb = pack_kb(git) * 1.024;
        printf("; git gc --aggressive: %.0f KB (%.2f x)", kb, (double)stats.nstored / 1000 / kb);
    }
    puts("");
    return ok;
}

// The versions of a file that git tracks, renames followed: the oldest first, one blob after
// another.
static FILE *open_real(const char *repository, const char *file)
{
    AUTO(free)
    char *command = xasprintf("cd '%s' && git log --follow --no-merges --format= --raw --no-abbrev"
                              " -- '%s' | awk '$4 !~ /^0+$/ {print $4}' | tac |"
                              " git cat-file --batch",
                              repository, file);
    return popen(command, "r");
}

static bool next_real(void *arg, Buf *text)
{
    char kind[16];
    size_t n;
    FILE *f = arg;
    buf_clear(text);
    if (fscanf(f, "%*s %15s %zu", kind, &n) != 2 || getc(f) != '\n')
        return false;
    text->n = fread(buf_reserve(text, n), 1, n, f);
    return text->n == n && getc(f) == '\n';
}

static bool real(const char *dir, Err *err)
{
    const char *repository = getenv("BENCH_REPOSITORY"), *file = getenv("BENCH_FILE");
    if (!repository || !file)
        return true;
    FILE *f = open_real(repository, file);
    printf("%s:\n", file);
    bool ok = f && versions(dir, "real", next_real, f, err);
    if (f)
        pclose(f);
    return ok;
}

int main(void)
{
    AUTO(err) Err err = {0};
    char dir[] = "/var/tmp/codelab-bench-XXXXXX";
    Made made = {.left = samples_setting("BENCH_VERSIONS", VERSIONS)};
    bool ok = mkdtemp(dir) && save_measure(dir, &err) &&
              versions(dir, "made", next_made, &made, &err) && real(dir, &err);
    buf_deinit(&made.text);
    if (!ok)
        fprintf(stderr, "bench-history: %s\n", err_text(&err));
    (void)fs_remove_tree(dir, NULL); // what is left is in /var/tmp
    return ok ? 0 : 1;
}
