/* What the tests of grep share: each case gets a folder to fill and to search. */
#ifndef TESTS_GREP_SUITE_H
#define TESTS_GREP_SUITE_H

#include "grep/grep.h"

#include "../../lib/temp-dir.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
    char *dir;         // owned
    const char *root;  // borrowed; "": dir itself, else a file or folder below it
    GrepQuery query;   // a literal search for what the case sets
    GrepFiles found;   // of the last search, sorted by path
    GrepCounts counts; // of it
    Buf lines;         // of it, "path:row:col:line\n" for each match
    size_t workers;
    void (*prepare)(Grep *g); // before the search; may be NULL
} World;

int world_set_up(void **state);
int world_tear_down(void **state);
/* Write a file, with the folders it lies in. */
void world_file(World *w, const char *path, Str bytes);
char *world_path(const World *w, const char *path); // owned
/* Search, with as many threads as there are workers. */
void world_search(World *w, const char *pattern);
/* Fails the test unless the lines of the last search are these. */
void world_expect(const World *w, const char *lines);

#define CASE(f) cmocka_unit_test_setup_teardown(f, world_set_up, world_tear_down)

#define SUITES(X) X(globs) X(matches) X(naive) X(tree)
#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

#endif
