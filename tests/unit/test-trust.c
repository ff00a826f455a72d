// Who may set what, and what is kept of the user's answers.
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "command/inner.h"
#include "loop/loop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <cmocka.h>

typedef struct {
    char *home, *project, *file;
    Loop *loop;
    Workspace *ws;
} World;

static int set_up(void **state)
{
    World *w = NEW(World);
    w->home = xstrdup("/tmp/codelab-trust-XXXXXX");
    assert_non_null(mkdtemp(w->home));
    setenv("CODELAB_DATA", w->home, 1);
    setenv("XDG_CONFIG_HOME", w->home, 1);
    w->project = path_join(w->home, "a/line\nbreak\\");
    w->file = path_join(w->home, "trust");
    assert_true(fs_mkdirs(w->project, NULL));
    w->loop = loop_new();
    w->ws = workspace_new(w->loop, w->project);
    trust_read(w->ws);
    settings_load(w->ws);
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
    free(w->project);
    free(w->file);
    free(w);
    return 0;
}

static void answer(World *w, const char *folder, TrustAnswer a)
{
    AUTO(err) Err err = {0};
    assert_true(trust_answer(w->ws, folder, a, &err));
}

static void nobody_is_trusted_before_the_user_says_so(void **state)
{
    World *w = *state;
    assert_int_equal(w->ws->trust.answer, TRUST_UNKNOWN);
    assert_false(trust_is_trusted(w->ws));
}

static void an_answer_is_kept_for_any_folder_name(void **state)
{
    World *w = *state;
    answer(w, w->project, TRUST_GIVEN);
    assert_true(trust_is_trusted(w->ws));
    trust_read(w->ws);
    assert_true(trust_is_trusted(w->ws));
    answer(w, w->project, TRUST_RESTRICTED);
    assert_false(trust_is_trusted(w->ws));
    answer(w, w->project, TRUST_UNKNOWN);
    assert_int_equal(w->ws->trust.answer, TRUST_UNKNOWN);
}

static void the_nearest_folder_above_decides(void **state)
{
    World *w = *state;
    answer(w, w->home, TRUST_GIVEN);
    assert_true(trust_is_trusted(w->ws));
    answer(w, w->project, TRUST_RESTRICTED);
    assert_false(trust_is_trusted(w->ws));
    AUTO(free) char *sibling = path_join(w->home, "a/line");
    answer(w, sibling, TRUST_GIVEN); // its name begins alike, but it is no folder above
    assert_false(trust_is_trusted(w->ws));
}

static void what_others_may_write_is_not_believed(void **state)
{
    World *w = *state;
    answer(w, w->project, TRUST_GIVEN);
    assert_int_equal(chmod(w->file, 0666), 0);
    trust_read(w->ws);
    assert_false(trust_is_trusted(w->ws));
    assert_int_equal(chmod(w->file, 0600), 0);
    trust_read(w->ws);
    assert_true(trust_is_trusted(w->ws));
}

static void garbage_in_the_file_of_answers_trusts_nobody(void **state)
{
    World *w = *state;
    const char *texts[] = {"trusted",        "trusted \n",  "trusted relative", "trustedx /",
                           "restricted /\n", "trusted /\\", "\n\n\\n"};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        assert_true(fs_write(w->file, str_c(texts[i]), NULL));
        trust_read(w->ws);
        assert_false(trust_is_trusted(w->ws));
    }
}

static const char *refused(World *w, const char *name, const char *was, const char *now)
{
    const Setting *s = setting_find(str_c(name));
    Options a = w->ws->options, b;
    JsonDoc *x = json_parse(str_c(was), NULL), *y = json_parse(str_c(now), NULL);
    assert_true(setting_set(&a, &w->ws->option_set.texts, s, json_root(x)));
    b = a;
    assert_true(setting_set(&b, &w->ws->option_set.texts, s, json_root(y)));
    json_free(x);
    json_free(y);
    return setting_refusal(s, &a, &b);
}

static void a_project_can_tighten_the_jail_and_never_loosen_it(void **state)
{
    World *w = *state;
    assert_null(refused(w, "run.memory", "512", "64"));
    assert_non_null(refused(w, "run.memory", "512", "513"));
    assert_null(refused(w, "run.timeout", "30", "5"));
    assert_non_null(refused(w, "run.timeout", "30", "60"));
    assert_non_null(refused(w, "run.timeout", "30", "0"));
    assert_null(refused(w, "run.timeout", "0", "60"));
    assert_null(refused(w, "run.timeout", "0", "0"));
    assert_null(refused(w, "run.enabled", "true", "false"));
    assert_non_null(refused(w, "run.enabled", "false", "true"));
    assert_null(refused(w, "run.overlay", "false", "true"));
    assert_non_null(refused(w, "run.overlay", "true", "false"));
    assert_non_null(refused(w, "run.autoApply", "[]", "[\"**\"]"));
    assert_non_null(refused(w, "security.workspace.trust.enabled", "true", "false"));
    assert_null(refused(w, "editor.tabSize", "4", "8"));
}

static void terminals_are_in_the_jail_where_nobody_is_trusted_unless_the_user_says_otherwise(
    void **state)
{
    World *w = *state;
    AUTO(free) char *dir = path_join(w->home, "codelab");
    AUTO(free) char *own = path_join(dir, "settings.json");
    assert_true(w->ws->options.terminal_jail);
    answer(w, w->project, TRUST_GIVEN);
    settings_load(w->ws);
    assert_false(w->ws->options.terminal_jail);
    answer(w, w->project, TRUST_RESTRICTED);
    settings_load(w->ws);
    assert_true(w->ws->options.terminal_jail);
    assert_true(fs_mkdirs(dir, NULL));
    assert_true(fs_write(own, STR("{\"terminal.jail\": false}"), NULL));
    settings_load(w->ws);
    assert_false(w->ws->options.terminal_jail);
}

static void every_setting_writes_what_it_reads(void **state)
{
    World *w = *state;
    size_t n;
    const Setting *all = setting_all(&n);
    for (size_t i = 0; i < n; i++) {
        AUTO(buf) Buf text = BUF_INIT;
        AUTO(buf) Buf again = BUF_INIT;
        Options o = w->ws->options;
        setting_write(&w->ws->options, &all[i], &text);
        JsonDoc *doc = json_parse(buf_str(&text), NULL);
        assert_non_null(doc);
        assert_true(setting_set(&o, &w->ws->option_set.texts, &all[i], json_root(doc)));
        setting_write(&o, &all[i], &again);
        assert_string_equal(buf_c(&text), buf_c(&again));
        json_free(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nobody_is_trusted_before_the_user_says_so, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_answer_is_kept_for_any_folder_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_nearest_folder_above_decides, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_others_may_write_is_not_believed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(garbage_in_the_file_of_answers_trusts_nobody, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_project_can_tighten_the_jail_and_never_loosen_it, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            terminals_are_in_the_jail_where_nobody_is_trusted_unless_the_user_says_otherwise,
            set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_setting_writes_what_it_reads, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
