/* What the tests of the store share: each case gets a folder with a project and a database. */
#ifndef TESTS_STORE_SUITE_H
#define TESTS_STORE_SUITE_H

#include "store/store.h"

#include "../../lib/must.h"
#include "../../lib/temp-dir.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
    char *dir;       // owned; holds all of it
    char *db;        // owned; path of the database
    char *tree;      // owned; folder of the project
    Store *store;    // owned
    int64_t project; // id
} World;

int world_set_up(void **state);
int world_tear_down(void **state);
/* Close and open the store again; it must open. */
void world_reopen(World *w);
/* Save bytes as the newest version; fails the test if that fails.  Returns its number. */
int64_t world_save(World *w, const char *path, Str bytes);
/* Fails the test unless version n (0: the newest) is `want`. */
void world_expect(World *w, const char *path, int64_t n, Str want);
int64_t world_count_versions(World *w, const char *path);
/* Pseudo-random numbers that are the same in every run. */
uint32_t world_random(uint32_t *seed);

#define CASE(f) cmocka_unit_test_setup_teardown(f, world_set_up, world_tear_down)

// clang-format off
#define SUITES(X) \
    X(archive) X(audit) X(backup) X(codec) X(decision) X(history) X(journal) X(older) X(open) X(order) \
    X(project) X(spill) X(trash) X(tree) X(trim) X(undo) X(upkeep) X(version)
// clang-format on
#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

#endif
