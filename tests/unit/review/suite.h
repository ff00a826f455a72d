/* What the tests of reviews share: each case gets a project and a layer over it, both on the disk,
 * and a database. */
#ifndef TESTS_REVIEW_SUITE_H
#define TESTS_REVIEW_SUITE_H

#include "review/review.h"

#include "../../lib/temp-dir.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
    char *dir;          // owned; holds all of it
    char *tree, *layer; // owned; folders of the project and of the layer
    Store *store;       // owned
    int64_t project;    // id
    int64_t start_ms;   // when the run began; 0: a second from now
    Review *r;          // owned; what was taken last
} World;

int world_set_up(void **state);
int world_tear_down(void **state);
/* A file of the project or of the layer, with the folders above it. */
void world_write(const World *w, const char *top, const char *path, const char *text);
/* The layer deletes what is there; hides what the folder holds. */
void world_delete(const World *w, const char *path);
void world_hide(const World *w, const char *path);
/* Take the layer and open the review, in the place of the one before; fails the test if the layer
 * does nothing. */
void world_take(World *w);
/* Open it again, as another program would. */
void world_reopen(World *w);
/* The entry of a path; fails the test if there is none. */
size_t world_entry(const World *w, const char *path);
/* The path of the project holds this text; NULL: nothing is there. */
void world_expect(const World *w, const char *path, const char *text);
/* Save what was decided, apply it, and open the review again. */
void world_apply(World *w, ReviewOutcome *out);
/* Pseudo-random numbers that are the same in every run. */
uint32_t world_random(uint32_t *seed);

#define CASE(f) cmocka_unit_test_setup_teardown(f, world_set_up, world_tear_down)
#define MUST(expr)                                     \
    do {                                               \
        AUTO(err) Err err = {0};                       \
        if (!(expr))                                   \
            fail_msg("%s: %s", #expr, err_text(&err)); \
    } while (0)

/* The suites: an array of tests each. */
#define SUITES(X) X(take) X(decide) X(apply) X(programs)
#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

#endif
