// Two sessions that know nothing of each other, as those of two runtime folders, on one project and
// its one database: neither overwrites the other's text, and the death of one is no matter to it.
#include "sessions.h"

#include "../lib/must.h"
#include "../lib/temp-dir.h"

#include "store/store.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/wait.h>

#include <cmocka.h>

#define SAVE     "\x13"
#define QUIT     "\x11"
#define NEXT_TAB "\033[6;5~"

enum { KEPT_MS = 2000 }; // nothing is sent for so long: the edits are in the journal

typedef struct {
    Outer first, second; // the second has a home of its own for its sockets alone
    char *runtime;       // owned
} Two;

static void start(const Two *t, Outer *o, const char *file)
{
    const OuterSetup setup = {.term = "xterm-256color",
                              .args = {file},
                              .session = true,
                              .answers = true,
                              .set = {o == &t->second ? t->runtime : NULL}};
    outer_start(o, &setup);
    outer_see(o, "Ln 1");
}

// Both have the project open: the one its a.txt, the other what is named.
static void begin(Two *t, const char *file)
{
    *t = (Two){0};
    outer_begin(&t->first);
    outer_put(&t->first, "p/.git/HEAD", STR("ref: refs/heads/main\n"));
    outer_put(&t->first, "p/a.txt", STR("alpha\n"));
    outer_put(&t->first, "p/b.txt", STR("beta\n"));
    outer_put(&t->first, "run/none", STR("\n"));
    t->second = (Outer){.home = t->first.home, .fd = -1, .slave = -1};
    t->runtime = xasprintf("XDG_RUNTIME_DIR=%s/run", t->first.home);
    AUTO(free) char *run = xasprintf("%s/run", t->first.home);
    test_must(chmod(run, 0700) == 0, run);
    start(t, &t->first, "p/a.txt");
    start(t, &t->second, file);
}

static Outer runtime_of(const Two *t)
{
    return (Outer){.home = xasprintf("%s/run", t->first.home)};
}

static pid_t second_pid(const Two *t)
{
    Outer there = runtime_of(t);
    pid_t pid = sessions_pid(&there);
    free(there.home);
    return pid;
}

static void end(Two *t)
{
    Outer there = runtime_of(t);
    sessions_end(&there);
    free(there.home);
    sessions_leave(&t->second);
    sessions_finish(&t->first);
    free(t->runtime);
}

static void type(Outer *o, const char *text, const char *line)
{
    outer_type(o, str_c(text));
    outer_see(o, line);
}

// The message of an earlier save may still stand there, so it is the file that tells.
static void await_file(Outer *o, const char *name, const char *text)
{
    enum { LOOK_MS = 50 };
    AUTO(free) char *path = xasprintf("%s/p/%s", o->home, name);
    AUTO(buf) Buf got = BUF_INIT;
    while (temp_read(path, &got), !str_eq_c(buf_str(&got), text)) {
        outer_quiet(o, LOOK_MS);
        buf_clear(&got);
    }
}

static void save(Outer *o, const char *name, const char *text)
{
    outer_type(o, STR(SAVE));
    await_file(o, name, text);
}

static void leave(Outer *o)
{
    outer_quiet(o, SESSIONS_ANSWERABLE_MS);
    outer_type(o, STR(QUIT));
    assert_int_equal(outer_finish(o), 0);
}

static void expect_version(const Two *t, const char *name, const char *text)
{
    AUTO(free) char *db = xasprintf("%s/.local/share/codelab/codelab.db", t->first.home);
    AUTO(free) char *path = xasprintf("%s/p/%s", t->first.home, name);
    AUTO(free) char *rel = NULL;
    int64_t project = 0;
    size_t found = 0;
    Versions all = {0};
    Store *s = NULL;
    MUST(s = store_open(db, &err));
    assert_string_equal(store_notice(s), "");
    MUST(store_locate(s, path, &project, &rel, &err));
    MUST(store_versions(s, project, str_c(rel), &all, &err));
    VEC_EACH (Version, v, &all) {
        AUTO(buf) Buf bytes = BUF_INIT;
        MUST(store_version_read(s, project, str_c(rel), v->n, NULL, &bytes, &err));
        found += str_eq_c(buf_str(&bytes), text);
    }
    assert_int_equal(found, 1);
    vec_deinit(&all);
    store_close(s);
}

static void two_sessions_save_different_files_of_a_project(void **state)
{
    Two t;
    (void)state;
    begin(&t, "p/b.txt");
    type(&t.first, "one ", "one alpha");
    type(&t.second, "two ", "two beta");
    assert_int_not_equal(sessions_pid(&t.first), second_pid(&t));
    save(&t.first, "a.txt", "one alpha\n");
    save(&t.second, "b.txt", "two beta\n");
    type(&t.first, "more ", "one more alpha");
    save(&t.first, "a.txt", "one more alpha\n");
    leave(&t.first);
    leave(&t.second);
    expect_version(&t, "a.txt", "one alpha\n");
    expect_version(&t, "a.txt", "one more alpha\n");
    expect_version(&t, "b.txt", "two beta\n");
    end(&t);
}

static void the_second_to_save_a_file_is_asked(void **state)
{
    Two t;
    (void)state;
    begin(&t, "p/a.txt");
    type(&t.second, "theirs ", "theirs alpha");
    type(&t.first, "mine ", "mine alpha");
    assert_int_not_equal(sessions_pid(&t.first), second_pid(&t));
    save(&t.first, "a.txt", "mine alpha\n");
    outer_see(&t.second, "was changed by");
    outer_type(&t.second, STR(SAVE));
    outer_see(&t.second, "File changed on disk");
    assert_true(outer_shows(&t.second, "theirs alpha"));
    outer_check_file(&t.first, "p/a.txt", "mine alpha\n");
    outer_quiet(&t.second, SESSIONS_ANSWERABLE_MS);
    outer_type(&t.second, STR("o"));
    await_file(&t.second, "a.txt", "theirs alpha\n");
    outer_see(&t.first, "theirs alpha"); // nothing was unsaved there
    leave(&t.first);
    leave(&t.second);
    expect_version(&t, "a.txt", "mine alpha\n");
    expect_version(&t, "a.txt", "theirs alpha\n");
    end(&t);
}

static void the_death_of_one_session_is_no_matter_to_the_other(void **state)
{
    Two t;
    (void)state;
    begin(&t, "p/b.txt");
    type(&t.first, "one ", "one alpha");
    type(&t.second, "two ", "two beta");
    outer_quiet(&t.first, KEPT_MS);
    test_must(kill(sessions_pid(&t.first), SIGKILL) == 0, "kill");
    outer_see(&t.first, "has died");
    (void)outer_finish(&t.first);
    type(&t.second, "more ", "two more beta");
    save(&t.second, "b.txt", "two more beta\n");
    sessions_leave(&t.first);
    start(&t, &t.first, "p/a.txt");
    outer_see(&t.first, "one alpha"); // what was unsaved is back
    outer_check_file(&t.first, "p/a.txt", "alpha\n");
    save(&t.first, "a.txt", "one alpha\n");
    type(&t.second, "still ", "two more still beta");
    save(&t.second, "b.txt", "two more still beta\n");
    leave(&t.first);
    leave(&t.second);
    expect_version(&t, "a.txt", "one alpha\n");
    expect_version(&t, "b.txt", "two more beta\n");
    expect_version(&t, "b.txt", "two more still beta\n");
    end(&t);
}

static void unsaved_edits_of_both_in_one_file_outlive_both(void **state)
{
    Two t;
    (void)state;
    begin(&t, "p/a.txt");
    type(&t.first, "one ", "one alpha");
    outer_quiet(&t.first, KEPT_MS);
    type(&t.second, "two ", "two alpha");
    outer_quiet(&t.second, KEPT_MS);
    test_must(kill(sessions_pid(&t.first), SIGKILL) == 0, "kill");
    test_must(kill(second_pid(&t), SIGKILL) == 0, "kill");
    (void)outer_finish(&t.first);
    (void)outer_finish(&t.second);
    sessions_leave(&t.first);
    start(&t, &t.first, "p/a.txt");
    outer_see(&t.first, "Restored 2 unsaved files");
    outer_see(&t.first, "one alpha");
    outer_type(&t.first, STR(NEXT_TAB));
    outer_see(&t.first, "two alpha");
    outer_check_file(&t.first, "p/a.txt", "alpha\n");
    end(&t);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_sessions_save_different_files_of_a_project),
        cmocka_unit_test(the_second_to_save_a_file_is_asked),
        cmocka_unit_test(the_death_of_one_session_is_no_matter_to_the_other),
        cmocka_unit_test(unsaved_edits_of_both_in_one_file_outlive_both),
    };
    return cmocka_run_group_tests_name("beside", tests, NULL, NULL);
}
