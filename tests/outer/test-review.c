// The whole way of what a program wrote: run in the jail, looked at, in part applied, taken back.
#include "outer.h"
#include "base/fs.h"
#include "base/path.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define F1 "\033OP"

static const OuterSetup setup = {.term = "xterm-256color", .args = {"-n", "p"}};

static void begin(Outer *o)
{
    outer_begin(o);
    outer_put(o, "p/a.txt", STR("one\ntwo\n"));
    outer_put(o, "p/b.txt", STR("one\n"));
    outer_put(o, "p/c.txt", STR("one\n"));
    outer_put(o, "p/gone.txt", STR("old\n"));
    outer_put(o, "p/work.sh",
              STR("sed -i s/two/TWO/ a.txt\n"
                  "echo more >>b.txt\n"
                  "echo more >>c.txt\n"
                  "rm gone.txt\n"
                  "echo KEY=1 >.env\n"
                  "mkdir -p .git/hooks && echo evil >.git/hooks/x\n"
                  "echo all is written\n"));
    outer_start(o, &setup);
    outer_see(o, "F1 Commands");
    outer_type(o, STR("\x10"));
    outer_type(o, STR("work.sh"));
    outer_see(o, "1 of ");
    outer_type(o, STR("\r"));
    outer_see(o, "all is written");
}

static bool is_there(const Outer *o, const char *name)
{
    AUTO(free) char *path = path_join(o->home, name);
    return fs_exists(path);
}

static void expect_untouched(const Outer *o)
{
    outer_check_file(o, "p/a.txt", "one\ntwo\n");
    outer_check_file(o, "p/b.txt", "one\n");
    outer_check_file(o, "p/c.txt", "one\n");
    outer_check_file(o, "p/gone.txt", "old\n");
    assert_false(is_there(o, "p/.env"));
    assert_false(is_there(o, "p/.git/hooks/x"));
}

static void by_name(Outer *o, const char *command, const char *title)
{
    outer_type(o, STR(F1));
    outer_see(o, "Enter Choose");
    outer_type(o, str_c(command));
    outer_see(o, title);
    outer_type(o, STR("\r"));
}

// Points of the project whose name begins so.
static size_t count_points(const Outer *o, const char *name)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *db = path_join(o->home, ".local/share/codelab/codelab.db");
    AUTO(free) char *dir = path_join(o->home, "p");
    HistoryPoints points = {0};
    size_t n = 0;
    Store *s = store_open(db, &err);
    int64_t project = s ? store_project_open(s, dir, &err) : 0;
    assert_true(project && store_points(s, project, STR(""), &points, &err));
    VEC_EACH (const HistoryPoint, p, &points)
        n += str_starts(str_c(p->name), str_c(name));
    history_points_deinit(&points);
    store_close(s);
    return n;
}

static void what_a_script_wrote_is_applied_as_far_as_it_is_accepted(void **state)
{
    (void)state;
    Outer o;
    begin(&o);
    outer_type(&o, STR("\033r"));
    outer_see(&o, "Nothing on disk has changed");
    expect_untouched(&o);

    outer_type(&o, STR("\x0br"));
    outer_see(&o, "! secret");
    outer_see(&o, "! obeyed");
    by_name(&o, "review: accept all", "Review: Accept All");
    outer_see(&o, "3 undecided");
    outer_type(&o, STR("\033[F")); // gone.txt
    outer_type(&o, STR("A"));
    outer_see(&o, "2 undecided");
    outer_type(&o, STR("\033[A")); // c.txt stands before it
    outer_type(&o, STR("R"));
    outer_see(&o, "1 rejected");
    outer_type(&o, STR("\r"));
    outer_see(&o, "Applied 3 files");
    outer_check_file(&o, "p/a.txt", "one\nTWO\n");
    outer_check_file(&o, "p/b.txt", "one\nmore\n");
    outer_check_file(&o, "p/c.txt", "one\n");
    assert_false(is_there(&o, "p/gone.txt"));
    assert_false(is_there(&o, "p/.env"));
    assert_false(is_there(&o, "p/.git/hooks/x"));

    by_name(&o, "review: undo apply", "Review: Undo Apply");
    outer_see(&o, "Put back 3 files");
    expect_untouched(&o);
    outer_type(&o, STR("\x11"));
    outer_finish(&o);
    assert_int_equal(count_points(&o, "before run#1"), 1);
    outer_end(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_script_wrote_is_applied_as_far_as_it_is_accepted),
    };
    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
