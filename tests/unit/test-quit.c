// What quitting waits for, and what it asks.
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "command/inner.h"
#include "loop/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

typedef struct {
    char *home, *from, *to;
    Loop *loop;
    Workspace *ws;
} World;

static int set_up(void **state)
{
    World *w = NEW(World);
    w->home = xstrdup("/tmp/codelab-quit-XXXXXX");
    assert_non_null(mkdtemp(w->home));
    setenv("CODELAB_DATA", w->home, 1);
    setenv("XDG_CONFIG_HOME", w->home, 1);
    w->from = path_join(w->home, "from.txt");
    w->to = path_join(w->home, "to.txt");
    assert_true(fs_write(w->from, STR("text"), NULL));
    w->loop = loop_new();
    w->ws = workspace_new(w->loop, w->home);
    settings_load(w->ws);
    workspace_start(w->ws);
    alarm(60); // nothing here takes long but what never ends
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    workspace_free(w->ws);
    loop_free(w->loop);
    fs_remove_tree(w->home, NULL);
    free(w->home);
    free(w->from);
    free(w->to);
    free(w);
    return 0;
}

static void start_move(const World *w)
{
    FileSteps steps = {0};
    vec_push(&steps,
             ((FileStep){.kind = FILE_MOVE, .from = xstrdup(w->from), .to = xstrdup(w->to)}));
    fileops_do(w->ws, (FileRequest){.verb = FILES_MOVE, .subject = "from.txt", .steps = steps});
}

static void quit(const World *w)
{
    AUTO(err) Err err = {0};
    assert_true(command_find(STR("app.quit"))->run(w->ws, STR_NULL, &err));
}

static void play(const World *w)
{
    while (workspace_is_busy(w->ws) || loop_pending(w->loop)) {
        loop_turn(w->loop, -1);
        workspace_settle(w->ws);
    }
    workspace_settle(w->ws);
}

static void a_workspace_at_rest_is_left_at_once(void **state)
{
    const World *w = *state;
    quit(w);
    assert_true(w->ws->quit);
}

static void a_file_operation_is_asked_about_and_waited_for(void **state)
{
    const World *w = *state;
    start_move(w);
    quit(w);
    assert_false(w->ws->quit);
    assert_non_null(ask_shown(w->ws));
    ask_answer(w->ws, 0, STR_NULL);
    assert_false(w->ws->quit);
    play(w);
    assert_true(w->ws->quit);
    assert_true(fs_exists(w->to));
}

static void one_that_fails_is_told_of_before_anybody_quits(void **state)
{
    const World *w = *state;
    start_move(w);
    assert_true(fs_write(w->to, STR("another"), NULL));
    start_move(w);
    quit(w);
    ask_answer(w->ws, 0, STR_NULL);
    play(w);
    assert_false(w->ws->quit);
}

static void cancelling_the_question_stays(void **state)
{
    const World *w = *state;
    start_move(w);
    quit(w);
    ask_answer(w->ws, -1, STR_NULL);
    play(w);
    assert_false(w->ws->quit);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_workspace_at_rest_is_left_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_operation_is_asked_about_and_waited_for, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_that_fails_is_told_of_before_anybody_quits, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(cancelling_the_question_stays, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
