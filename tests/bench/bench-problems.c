// Looking for problems in what a build prints, beside `cat` of the same bytes into a pipe: seconds,
// best of three.  $BENCH_PROBLEMS_MB (100) of output.
#include "samples.h"
#include "table.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/fs.h"
#include "base/mem.h"
#include "workspace/problem-scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MEGABYTES = 100, ROUNDS = 3, PIECE = 64 << 10, MIB = 1 << 20 };

// Of one file: how it is compiled, and now and then what is wrong in it.
static void add_file(Buf *out, int i)
{
    buf_addf(out,
             "gcc -std=gnu17 -DHAVE_CONFIG_H -I. -I../src -Wall -Wextra -O2 -g -MT part-%d.o -MD "
             "-MP -c -o part-%d.o ../src/part-%d.c\n",
             i, i, i);
    buf_addf(out, "mv -f .deps/part-%d.Tpo .deps/part-%d.Po\n", i, i);
    if (i % 16 == 0)
        buf_addf(out,
                 "../src/part-%d.c: In function \342\200\230main\342\200\231:\n"
                 "../src/part-%d.c:12:9: warning: unused variable \342\200\230x\342\200\231 "
                 "[-Wunused-variable]\n   12 |     int x = 3;\n      |         ^\n",
                 i, i);
}

static double scan_s(const MatcherSet *set, Str text, size_t *found)
{
    ProblemScan *s = problem_scan_new(set);
    Finding f;
    *found = 0;
    int64_t start = clock_mono_ns();
    for (size_t at = 0; at < text.n; at += PIECE) {
        problem_scan_feed(s, str_upto(str_from(text, at), PIECE), INT64_MAX);
        for (; problem_scan_take(s, &f); finding_deinit(&f))
            ++*found;
    }
    int64_t took = clock_mono_ns() - start;
    problem_scan_free(s);
    return (double)took / 1e9;
}

static double cat_s(const char *path)
{
    AUTO(free) char *command = xasprintf("cat '%s'", path);
    AUTO(free) char *piece = xmalloc(PIECE);
    int64_t start = clock_mono_ns();
    FILE *pipe = popen(command, "r");
    while (pipe && fread(piece, 1, PIECE, pipe) > 0)
        ;
    if (!pipe || pclose(pipe) != 0)
        fprintf(stderr, "cat failed\n");
    return (double)(clock_mono_ns() - start) / 1e9;
}

int main(void)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(err) Err err = {0};
    char path[] = "/tmp/bench-problems-XXXXXX";
    size_t bytes = (size_t)samples_setting("BENCH_PROBLEMS_MB", MEGABYTES) * MIB, found = 0;
    for (int i = 0; text.n < bytes; i++)
        add_file(&text, i);
    int fd = mkstemp(path);
    if (fd < 0 || !fs_write(path, buf_str(&text), &err)) {
        fprintf(stderr, "cannot write '%s'\n", path);
        return 1;
    }
    close(fd);
    MatcherSet *set = matchers_new();
    double ours = 0, theirs = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double a = scan_s(set, buf_str(&text), &found), b = cat_s(path);
        ours = i ? MIN(ours, a) : a;
        theirs = i ? MIN(theirs, b) : b;
    }
    matchers_free(set);
    unlink(path);
    double mb = (double)text.n / MIB;
    printf("build output, %.0f MB: scanned with %.0f MB/s (%zu problems), cat %.0f MB/s\n", mb,
           mb / ours, found, mb / theirs);
    table_compare("build output looked through for problems", ours, "cat", theirs, WANT_NOTHING);
    return 0;
}
