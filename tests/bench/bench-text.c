// What the text room costs: prints one line a figure.  Run it alone on a quiet machine.
#include "base/clock.h"
#include "base/mem.h"
#include "base/vec.h"
#include "text/text.h"

#include <stdio.h>

enum {
    MIB = 1 << 20,
    GIB = 1 << 30,
    TEXT_BYTES = 100 * MIB,
    EDITS = 200000,
};

static double ms_since(int64_t start)
{
    return (double)(clock_mono_ns() - start) / 1e6;
}

static void report(const char *what, const char *detail, double value, const char *unit)
{
    printf("%-36s %-38s %10.3f %s\n", what, detail, value, unit);
}

static uint64_t chance(uint64_t below)
{
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 24) % below;
}

// Lines as a log has them, each with "needle" in it once.
static void fill(Buf *b, size_t nbytes)
{
    buf_reserve(b, nbytes + 200);
    for (size_t i = 0; b->n < nbytes; i++)
        buf_addf(b, "%08zu  src/some/file.c: the needle was found here, again and again (%zu)\n", i,
                 i * 7919 % 10007);
    b->n = nbytes;
}

// A gigabyte that is the same 64 MiB again and again.
static bool read_again(void *arg, uint64_t off, char *out, size_t n)
{
    const Buf *b = arg;
    while (n) {
        size_t at = off % b->n, part = MIN(n, b->n - at);
        memcpy(out, b->p + at, part);
        out += part, off += part, n -= part;
    }
    return true;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void report_times(const char *what, int64_t *ns, size_t n)
{
    qsort(ns, n, sizeof *ns, by_value);
    report(what, "p50", (double)ns[n / 2] / 1e3, "us");
    report(what, "p99", (double)ns[n / 100 * 99] / 1e3, "us");
    report(what, "longest", (double)ns[n - 1] / 1e3, "us");
}

typedef enum { AT_ONE_PLACE, ANYWHERE, WITH_SNAPSHOTS } EditHow;

static void bench_edits(Text *t, const char *what, EditHow how)
{
    static int64_t ns[EDITS];
    Snap *kept = NULL;
    size_t at = snap_size(text_now(t)) / 2;
    for (size_t i = 0; i < EDITS; i++) {
        size_t off = how == AT_ONE_PLACE ? at + i : chance(snap_size(text_now(t)));
        int64_t start = clock_mono_ns();
        text_replace(t, off, off, STR("x"));
        ns[i] = clock_mono_ns() - start;
        if (how == WITH_SNAPSHOTS) {
            snap_free(kept);
            kept = text_snapshot(t);
        }
    }
    snap_free(kept);
    report_times(what, ns, EDITS);
}

static void bench_find(const char *where, const char *what, const Snap *s, const FindQuery *q)
{
    Err err = {0};
    Finder *f = finder_new(q, &err);
    size_t start, end = 0;
    int64_t begin = clock_mono_ns();
    while (finder_next(f, s, end, snap_size(s), NULL, &start, &end))
        ;
    report(where, what, (double)snap_size(s) / (ms_since(begin) / 1e3) / 1e9, "GB/s");
    finder_free(f);
}

static void bench_finds(const Snap *s, const char *where)
{
    static const struct {
        const char *name;
        FindQuery q;
    } cases[] = {
        {"a literal that is not there", {.pattern = STR("nowhere to be seen")}},
        {"a short literal that is not there", {.pattern = STR("qz")}},
        {"a literal in each line", {.pattern = STR("needle")}},
        {"any case, not there", {.pattern = STR("NOWHERE"), .ignore_case = true}},
        {"a regex that is not there", {.pattern = STR("nowhere\\d+"), .regex = true}},
        {"a regex in each line", {.pattern = STR("need\\w+"), .regex = true}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        bench_find(where, cases[i].name, s, &cases[i].q);
}

static void bench_replace(Text *t)
{
    Err err = {0};
    FindQuery q = {.pattern = STR("needle")};
    Finder *f = finder_new(&q, &err);
    Vec(TextSplice) v = {0};
    size_t start, end = 0, size = snap_size(text_now(t)), off;
    int64_t begin = clock_mono_ns();
    while (finder_next(f, text_now(t), end, size, NULL, &start, &end))
        vec_push(&v, (TextSplice){start, end, STR("haystack")});
    report("find all places in 100 MiB", "", ms_since(begin), "ms");
    begin = clock_mono_ns();
    text_replace_many(t, v.p, v.n);
    report("replace them", "", ms_since(begin), "ms");
    report("  so many", "", (double)v.n, "places");
    begin = clock_mono_ns();
    text_undo(t, &off);
    report("undo that", "", ms_since(begin), "ms");
    finder_free(f);
    vec_deinit(&v);
}

static void bench_memory(void)
{
    Buf bytes = BUF_INIT;
    fill(&bytes, TEXT_BYTES);
    int64_t begin = clock_mono_ns();
    Text *t = text_new_from(buf_str(&bytes));
    report("a text of 100 MiB from memory", "", ms_since(begin), "ms");
    bench_finds(text_now(t), "find in memory");
    bench_replace(t);
    text_free(t);
    t = text_new_from(buf_str(&bytes));
    bench_edits(t, "type in 100 MiB", AT_ONE_PLACE);
    bench_edits(t, "type anywhere in 100 MiB", ANYWHERE);
    bench_edits(t, "the same with a snapshot each time", WITH_SNAPSHOTS);
    begin = clock_mono_ns();
    text_free(t);
    report("free that", "", ms_since(begin), "ms");
    buf_deinit(&bytes);
}

static void bench_source(void)
{
    Buf bytes = BUF_INIT;
    fill(&bytes, 64 * MIB);
    TextSource src = {.read = read_again, .arg = &bytes, .nbytes = GIB};
    char screen[8192];
    int64_t begin = clock_mono_ns();
    Text *t = text_new_source(src);
    snap_read(text_now(t), 0, screen, sizeof screen);
    report("open 1 GiB, read a screen", "", ms_since(begin), "ms");
    begin = clock_mono_ns();
    size_t line = snap_line_start(text_now(t), GIB, SIZE_MAX);
    snap_read(text_now(t), line, screen, sizeof screen);
    text_replace(t, GIB, GIB, STR("x"));
    report("go to its end and type", "", ms_since(begin), "ms");
    bench_finds(text_now(t), "find in a source");
    text_free(t);
    t = text_new_source(src);
    begin = clock_mono_ns();
    while (!snap_count_lines(text_now(t), 16 * MIB))
        ;
    report("count its lines", "", (double)GIB / MIB / (ms_since(begin) / 1e3), "MiB/s");
    begin = clock_mono_ns();
    size_t off = snap_row_start(text_now(t), snap_line_count(text_now(t)).n / 3);
    report("go to a line of it", "", ms_since(begin) * 1e3, "us");
    report("  at", "", (double)off / GIB, "of the file");
    text_free(t);
    buf_deinit(&bytes);
}

// What a typed character costs a text, with the log of unsaved edits that a batch takes, or
// without.
static void bench_log(const char *what, bool logged)
{
    enum { KEYS = 200000, BATCH = 5 };
    Text *t = text_new();
    TextLog *l = logged ? text_log_new(t) : NULL;
    AUTO(buf) Buf batch = BUF_INIT;
    int64_t start = clock_mono_ns();
    for (size_t i = 0; i < KEYS; i++) {
        text_replace(t, i, i, i % 60 ? STR("x") : STR("\n"));
        if (l && i % BATCH == 0) {
            buf_clear(&batch);
            text_log_take(l, &batch);
        }
    }
    report("typing", what, (double)(clock_mono_ns() - start) / KEYS, "ns a key");
    text_free(t);
}

int main(void)
{
    bench_log("without a log", false);
    bench_log("with a log", true);
    bench_memory();
    bench_source();
    return 0;
}
