/* What the tests of the workspace share: each case gets a project folder, a store of its own, a
 * loop that is really turned, and a started workspace. */
#ifndef TESTS_WORKSPACE_SUITE_H
#define TESTS_WORKSPACE_SUITE_H

#include "base/fs.h"
#include "base/path.h"
#include "loop/loop.h"
#include "workspace/workspace.h"

#include "../../lib/must.h"
#include "../../lib/temp-dir.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
    char *dir;  // owned; holds all of it
    char *root; // owned; the project
    Loop *loop;
    Workspace *ws;
} World;

int world_set_up(void **state);
int world_tear_down(void **state);
/* Close the workspace, whatever is under way. */
void world_stop(World *w);
/* Open one again. */
void world_start(World *w);
/* Close the workspace and open it again, as the next start of the program does. */
void world_restart(World *w);
/* Absolute path of a file of the project; owned. */
char *world_path(const World *w, const char *name);
void world_put(const World *w, const char *name, const char *text);
/* Fails the test unless the file holds `want`. */
void world_expect(const World *w, const char *name, const char *want);
/* Open a file of the project and show it. */
View *world_open(World *w, const char *name);
/* One turn that waits for something to happen. */
void world_turn(World *w);
/* Turn until nothing is under way. */
void world_settle(World *w);
/* Turn until `holds`; a condition that never comes ends the test by its alarm. */
#define world_wait(w, holds) \
    while (!(holds))         \
    world_turn(w)
/* Fails the test unless the text of the view is `want`. */
void expect_text(const View *v, const char *want);
/* Runs use the jail of the build tree; for tests that start one. */
void world_use_jail(void);
/* ... and runs have limits that a test can bear. */
void world_limit_runs(World *w);
/* How many descriptors are open, but for those of a jail made ahead. */
size_t world_descriptors(World *w);
/* The text of the newest message, "" if there is none. */
const char *last_message(const World *w);

#define CASE(f) cmocka_unit_test_setup_teardown(f, world_set_up, world_tear_down)
#define MUST_FAIL(expr)           \
    do {                          \
        AUTO(err) Err err = {0};  \
        assert_false(expr);       \
        assert_non_null(err.msg); \
    } while (0)

#define SUITES(X)    \
    X(allow)         \
    X(bulk)          \
    X(changes)       \
    X(channels)      \
    X(clip_outside)  \
    X(clips)         \
    X(cursors)       \
    X(cursors_model) \
    X(diff)          \
    X(encoding)      \
    X(explorer)      \
    X(fileops)       \
    X(find)          \
    X(fold)          \
    X(gate)          \
    X(groups)        \
    X(hex)           \
    X(history)       \
    X(large)         \
    X(life)          \
    X(matches)       \
    X(merging)       \
    X(outputs)       \
    X(places)        \
    X(problems)      \
    X(recover)       \
    X(reviewing)     \
    X(rows)          \
    X(save)          \
    X(screens)       \
    X(search)        \
    X(session)       \
    X(split)         \
    X(state)         \
    X(sudo)          \
    X(tasks)         \
    X(terminals)     \
    X(view)
#define SUITE_DECLARE(name)                        \
    extern const struct CMUnitTest name##_tests[]; \
    extern const size_t name##_tests_n;
SUITES(SUITE_DECLARE)

#endif
