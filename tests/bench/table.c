#include "table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char ours[32], theirs[32], ratio[32];
    const char *rival, *wanted, *met;
} Row;

static void number(char out[static 32], double x, int digits)
{
    if (isnan(x))
        (void)snprintf(out, 32, "-");
    else
        (void)snprintf(out, 32, "%.*f", digits, x);
}

static void print(FILE *f, const char *what, const Row *r)
{
    fprintf(f, "%-34s %11s  %-14s %11s %8s  %-9s %s\n", what, r->ours, r->rival, r->theirs,
            r->ratio, r->wanted, r->met);
}

static void add(const char *what, const Row *r)
{
    static const Row head = {"codelab", "", "ratio", "rival", "wanted", "met"};
    const char *path = getenv("BENCH_TABLE");
    FILE *f = path ? fopen(path, "ae") : stdout;
    if (!f) {
        perror(path);
        return;
    }
    if (path && ftell(f) == 0)
        print(f, "scenario", &head);
    print(f, what, r);
    if (path && fclose(f) != 0)
        perror(path);
}

static const char *verdict(double ratio, TableWant want)
{
    if (want == WANT_NOTHING)
        return "";
    if (isnan(ratio))
        return "unknown";
    return (want == WANT_AHEAD ? ratio < 1 : ratio <= 1) ? "yes" : "NO";
}

void table_compare(const char *what, double ours, const char *rival, double theirs, TableWant want)
{
    static const char *const wanted[] = {
        [WANT_NOTHING] = "", [WANT_AHEAD] = "< 1", [WANT_NO_SLOWER] = "<= 1"};
    double ratio = theirs > 0 ? ours / theirs : NAN;
    Row r = {.rival = rival, .wanted = wanted[want], .met = verdict(ratio, want)};
    number(r.ours, ours, 3);
    number(r.theirs, theirs, 3);
    number(r.ratio, ratio, ratio < 0.1 ? 4 : 2);
    add(what, &r);
}
