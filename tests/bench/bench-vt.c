// How fast the terminal takes what programs print: MB of each kind of stream a
// second of processor time, best of three.
#include "base/mem.h"
#include "vt/vt.h"

#include <stdio.h>
#include <time.h>

enum { ROWS = 40, COLS = 120, STREAM = 4 << 20, CHUNK = 64 << 10, RUNS = 3 };

static void plain_line(Buf *out, unsigned i)
{
    buf_addf(out, "%08u the quick brown fox jumps over the lazy dog, again and again\r\n", i);
}

static void short_line(Buf *out, unsigned i)
{
    (void)i;
    buf_add_c(out, "y\r\n");
}

static void long_line(Buf *out, unsigned i)
{
    buf_addf(out, "%u,", i);
}

static void colored_words(Buf *out, unsigned i)
{
    buf_addf(out, "\033[3%um%u word \033[1mbold\033[0m%s", i % 8, i, i % 8 ? " " : "\r\n");
}

static void true_color(Buf *out, unsigned i)
{
    buf_addf(out, "\033[38;2;%u;%u;%um\033[48;2;%u;%u;%umx", i % 256, i / 3 % 256, i / 7 % 256,
             i / 2 % 256, i / 5 % 256, i % 256);
}

static void cursor_jumps(Buf *out, unsigned i)
{
    buf_addf(out, "\033[%u;%uH%c", i * 7 % ROWS + 1, i * 13 % COLS + 1, 'a' + i % 26);
}

static void accents(Buf *out, unsigned i)
{
    buf_addf(out,
             "%u \xC3\x9C"
             "ber gr\xC3\xB6\xC3\x9F"
             "ere Fl\xC3\xBC"
             "sse und B\xC3\xA4"
             "che\r\n",
             i);
}

static void ideographs(Buf *out, unsigned i)
{
    buf_addf(out,
             "%u \xE6\xBC\xA2\xE5\xAD\x97\xE3\x81\x8B\xE3\x81\xAA\xE4\xBA\xA4\xE3\x81\x98\xE3"
             "\x82\x8A\xE6\x96\x87 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\r\n",
             i);
}

static const struct {
    const char *name;
    void (*add)(Buf *out, unsigned i);
} streams[] = {
    {"plain lines", plain_line},          {"one-letter lines", short_line},
    {"a line without end", long_line},    {"coloured words", colored_words},
    {"true colour per cell", true_color}, {"cursor jumps", cursor_jumps},
    {"accented text", accents},           {"ideographs, emoji", ideographs},
};

/* Other work on the machine does not count. */
static int64_t cpu_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int64_t run(Str bytes)
{
    Vt *v = vt_new(ROWS, COLS, 10000);
    int64_t start = cpu_ns();
    for (; bytes.n; bytes = str_from(bytes, CHUNK))
        vt_feed(v, str_upto(bytes, CHUNK));
    int64_t ns = cpu_ns() - start;
    vt_free(v);
    return ns;
}

static int64_t run_reflow(void)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    for (unsigned i = 0; i < 11000; i++)
        plain_line(&bytes, i);
    Vt *v = vt_new(ROWS, COLS, 10000);
    vt_feed(v, buf_str(&bytes));
    int64_t start = cpu_ns();
    vt_resize(v, ROWS, COLS / 2);
    int64_t ns = cpu_ns() - start;
    vt_free(v);
    return ns;
}

int main(void)
{
    for (size_t i = 0; i < ARRAY_LEN(streams); i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        for (unsigned n = 0; bytes.n < STREAM; n++)
            streams[i].add(&bytes, n);
        int64_t best = INT64_MAX;
        for (int r = 0; r < RUNS; r++)
            best = MIN(best, run(buf_str(&bytes)));
        printf("%-22s %7.1f MB/s\n", streams[i].name, (double)bytes.n * 1000.0 / (double)best);
    }
    int64_t best = INT64_MAX;
    for (int r = 0; r < RUNS; r++)
        best = MIN(best, run_reflow());
    printf("%-22s %7.1f ms\n", "reflow of 10000 rows", (double)best / 1e6);
    return 0;
}
