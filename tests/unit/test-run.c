#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "loop/loop.h"
#include "run/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

static void places_in_output_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *line, *file;
        int row, col;
        char severity;
    } cases[] = {
        {"src/main.c:37:9: error: call to undeclared function", "src/main.c", 37, 9, 'E'},
        {"a.c:3:5: warning: unused variable 'x'", "a.c", 3, 5, 'W'},
        {"  File \"app.py\", line 14, in <module>", "app.py", 14, 0, 'E'},
        {"  File \"/p/with blank/a.py\", line 2", "/p/with blank/a.py", 2, 0, 'E'},
        {"    at main (/p/x.js:3:11)", "/p/x.js", 3, 11, 0},
        {"    at file:///p/x.mjs:3:11", "/p/x.mjs", 3, 11, 0},
        {" --> src/main.rs:4:5", "src/main.rs", 4, 5, 0},
        {"\t/p/main.go:8 +0x1d", "/p/main.go", 8, 0, 0},
        {"./main.go:8:2: undefined: x", "./main.go", 8, 2, 0},
        {"\tat Main.main(Main.java:5)", "Main.java", 5, 0, 0},
        {"Main.java:3: error: ';' expected", "Main.java", 3, 0, 'E'},
        {"x.sh: line 3: nosuch: command not found", "x.sh", 3, 0, 'E'},
        {"a.ts(3,5): error TS2304: Cannot find name 'x'.", "a.ts", 3, 5, 'E'},
        {"thread 'main' panicked at src/main.rs:2:5:", "src/main.rs", 2, 5, 0},
        {"at 10:30 nothing happened", NULL, 0, 0, 0},
        {"see http://host:8080/x", NULL, 0, 0, 0},
        {"ratio 3:4", NULL, 0, 0, 0},
        {"a.c:0:1", NULL, 0, 0, 0},
        {"", NULL, 0, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        RunRef ref = {0};
        bool found = run_find_ref(str_c(cases[i].line), 0, &ref);
        if (found != (cases[i].file != NULL))
            fail_msg("'%s' %s", cases[i].line, found ? "gave a place" : "gave none");
        if (!found)
            continue;
        AUTO(free) char *file = str_dup(ref.file);
        if (!str_ends(str_c(file), str_c(cases[i].file)))
            fail_msg("'%s' gave '%s'", cases[i].line, file);
        assert_int_equal(ref.line, cases[i].row);
        assert_int_equal(ref.col, cases[i].col);
        assert_int_equal(ref.severity, cases[i].severity);
        assert_true(ref.end > ref.start && ref.end <= strlen(cases[i].line));
    }
}

static char *make_world(void)
{
    char *dir = xstrdup("/tmp/codelab-test-run-XXXXXX");
    assert_non_null(mkdtemp(dir));
    return dir;
}

static void put(const char *dir, const char *name, const char *text, int mode)
{
    AUTO(free) char *path = path_join(dir, name);
    AUTO(free) char *folder = str_dup(path_dir(str_c(path)));
    AUTO(err) Err err = {0};
    assert_true(fs_mkdirs(folder, &err));
    assert_true(fs_write(path, str_c(text), &err));
    assert_int_equal(chmod(path, (mode_t)mode), 0);
}

static void languages_are_known_by_extension_and_shebang(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *language;
    } cases[] = {
        {"a.py", "", "python"},
        {"b.rs", "", "rust"},
        {"c", "#!/usr/bin/env python3\n", "python"},
        {"d", "#!/bin/sh -e\n", "bash"},
        {"e", "no shebang", NULL},
        {"f.unknown", "", NULL},
        {"g.tsx", "", "typescript"},
        {"h.java", "", "java"},
    };
    AUTO(free) char *dir = make_world();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        put(dir, cases[i].name, cases[i].text, 0644);
        AUTO(free) char *path = path_join(dir, cases[i].name);
        const Lang *l = lang_for_file(path);
        if (!cases[i].language)
            assert_null(l);
        else
            assert_string_equal(lang_id(l), cases[i].language);
    }
    assert_true(fs_remove_tree(dir, NULL));
}

static bool has(const Strings *s, const char *want)
{
    VEC_EACH (char *, x, s)
        if (strcmp(*x, want) == 0)
            return true;
    return false;
}

// A toolchain of the test's own on PATH: what is found does not depend on the machine.
static void plans_use_the_tools_that_are_found(void **state)
{
    (void)state;
    AUTO(free) char *dir = make_world();
    AUTO(free) char *bin = path_join(dir, "tools/bin");
    AUTO(free) char *gcc = path_join(bin, "gcc");
    AUTO(free) char *file = path_join(dir, "my prog.c");
    AUTO(free) char *prefix = path_join(dir, "tools");
    AUTO(free) char *old = xstrdup(getenv("PATH"));
    AUTO(err) Err err = {0};
    RunPlan p;
    put(dir, "my prog.c", "int main(void) { return 0; }\n", 0644);
    setenv("PATH", bin, 1);
    setenv("MY_API_KEY", "secret", 1);
    assert_false(run_plan_file(dir, file, NULL, NULL, &p, &err));
    assert_string_equal(err_text(&err), "no compiler for C: install gcc libc6-dev");
    put(dir, "tools/bin/gcc", "#!/bin/sh\n", 0755);
    const char *const args[] = {"one", NULL};
    assert_true(run_plan_file(dir, file, args, NULL, &p, &err));
    assert_string_equal(p.compile.p[0], gcc);
    assert_true(has(&p.compile, "my prog.c"));
    assert_string_equal(p.argv.p[0], "/tmp/codelab-build/my prog");
    assert_string_equal(p.argv.p[1], "one");
    assert_true(has(&p.read_paths, prefix));
    VEC_EACH (char *, e, &p.env)
        assert_true(str_find(str_c(*e), STR("secret")) < 0);
    Strings argv = {0};
    run_plan_argv(&p, &argv);
    assert_string_equal(argv.p[0], "/bin/sh");
    assert_true(str_find(str_c(argv.p[2]), STR("'/tmp/codelab-build/my prog' 'one'")) > 0);
    VEC_EACH (char *, a, &argv)
        free(*a);
    vec_deinit(&argv);
    run_plan_deinit(&p);
    setenv("PATH", old, 1);
    assert_true(fs_remove_tree(dir, NULL));
}

static void unknown_files_say_what_to_do(void **state)
{
    (void)state;
    AUTO(free) char *dir = make_world();
    AUTO(free) char *file = path_join(dir, "x.nolang");
    AUTO(free) char *gone = path_join(dir, "gone.py");
    AUTO(err) Err err = {0};
    RunPlan p;
    put(dir, "x.nolang", "x", 0644);
    assert_false(run_plan_file(dir, file, NULL, NULL, &p, &err));
    assert_true(str_find(str_c(err_text(&err)), STR("its language is not known")) > 0);
    assert_false(run_plan_file(dir, gone, NULL, NULL, &p, &err));
    assert_true(str_find(str_c(err_text(&err)), STR("no such file")) > 0);
    assert_true(fs_remove_tree(dir, NULL));
}

// The shim is a script of another tool; the program it stands for is what runs.
static void shims_are_followed(void **state)
{
    (void)state;
    AUTO(free) char *dir = make_world();
    AUTO(free) char *shims = path_join(dir, "pyenv/shims");
    AUTO(free) char *real = path_join(dir, "pyenv/versions/3.9.1/bin/python3");
    AUTO(free) char *file = path_join(dir, "a.py");
    AUTO(free) char *old = xstrdup(getenv("PATH"));
    AUTO(err) Err err = {0};
    RunPlan p;
    put(dir, "a.py", "", 0644);
    put(dir, "pyenv/shims/python3", "#!/bin/sh\n", 0755);
    put(dir, "pyenv/version", "3.9.1\n", 0644);
    put(dir, "pyenv/versions/3.9.1/bin/python3", "#!/bin/sh\n", 0755);
    setenv("PATH", shims, 1);
    assert_true(run_plan_file(dir, file, NULL, NULL, &p, &err));
    assert_string_equal(p.argv.p[0], real);
    run_plan_deinit(&p);
    setenv("PATH", old, 1);
    assert_true(fs_remove_tree(dir, NULL));
}

static void on_change(void *arg)
{
    (void)arg;
}

static void runs_outside_the_jail_end_as_they_say(void **state)
{
    (void)state;
    static const struct {
        const char *line, *status, *output;
        int64_t wall_ms;
    } cases[] = {
        {"echo \"$OPEN_RUN_TEST $TERM\"", "success", "seen xterm-256color\r\n", 20000},
        {"echo bad; exit 7", "error", "bad\r\n", 0},
        {"kill -9 $$", "killed", "", 0},
        {"exec sleep 1000", "timeout", "", 50},
        {"sleep 1000 & echo left", "success", "left\r\n", 0}, // it is not waited for
    };
    AUTO(free) char *dir = make_world();
    Loop *l = loop_new();
    setenv("OPEN_RUN_TEST", "seen", 1);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *argv[] = {"/bin/sh", "-c", cases[i].line, NULL};
        RunLimits limits = run_limits_default();
        AUTO(err) Err err = {0};
        RunPlan p;
        limits.open = true;
        limits.wall_ms = cases[i].wall_ms;
        assert_true(run_plan_command(dir, argv, &limits, &p, &err));
        Run *r = run_start(l, &p, on_change, NULL, &err);
        assert_non_null(r);
        while (!run_is_done(r))
            loop_turn(l, -1);
        uint64_t off = 0;
        AUTO(buf) Buf got = BUF_INIT;
        for (Str s; (s = bytelog_read(run_output(r), &off, NULL)).n;)
            buf_add(&got, s);
        assert_string_equal(run_result(r)->status, cases[i].status);
        assert_string_equal(run_result(r)->isolation, "none");
        assert_string_equal(buf_c(&got), cases[i].output);
        run_free(r);
        run_plan_deinit(&p);
    }
    loop_free(l);
    assert_true(fs_remove_tree(dir, NULL));
}

static void expect_run(Loop *l, RunWarm *w, const RunPlan *p, const char *want)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf got = BUF_INIT;
    Run *r = run_start_warm(l, w, p, on_change, NULL, &err);
    assert_non_null(r);
    while (!run_is_done(r))
        loop_turn(l, -1);
    uint64_t off = 0;
    for (Str s; (s = bytelog_read(run_output(r), &off, NULL)).n;)
        buf_add(&got, s);
    assert_string_equal(buf_c(&got), want);
    assert_string_equal(run_result(r)->status, "success");
    assert_string_equal(run_result(r)->isolation, "full");
    run_free(r);
}

/* What a jail made ahead is by itself, tests/jail tries; here it must give way to other plans. */
static void runs_of_any_kind_follow_a_jail_made_ahead(void **state)
{
    (void)state;
    AUTO(free) char *dir = make_world();
    const char *first[] = {"echo", "one", NULL}, *second[] = {"echo", "two words", NULL};
    RunLimits limits = run_limits_default();
    AUTO(err) Err err = {0};
    RunPlan p, q;
    Loop *l = loop_new();
    setenv("CODELAB_JAIL_HELPER", "./codelab-jail", 0);
    RunWarm *w = run_warm_new(l);
    assert_true(run_plan_command(dir, first, &limits, &p, &err));
    limits.procs = 9;
    assert_true(run_plan_command(dir, second, &limits, &q, &err));
    run_warm_like(w, &p, 0);
    loop_turn(l, 100); // its timer
    expect_run(l, w, &p, "one\n");
    expect_run(l, w, &p, "one\n");
    run_warm_like(w, &p, 0);
    loop_turn(l, 100);
    expect_run(l, w, &q, "two words\n"); // not in the one that waits
    expect_run(l, w, &q, "two words\n");
    run_warm_free(w);
    loop_free(l);
    run_plan_deinit(&p);
    run_plan_deinit(&q);
    assert_true(fs_remove_tree(dir, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_in_output_are_found),
        cmocka_unit_test(languages_are_known_by_extension_and_shebang),
        cmocka_unit_test(plans_use_the_tools_that_are_found),
        cmocka_unit_test(unknown_files_say_what_to_do),
        cmocka_unit_test(shims_are_followed),
        cmocka_unit_test(runs_outside_the_jail_end_as_they_say),
        cmocka_unit_test(runs_of_any_kind_follow_a_jail_made_ahead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
