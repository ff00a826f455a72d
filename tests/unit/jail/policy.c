#include "groups.h"

#include "base/mem.h"
#include "jail/helper/policy.h"
#include "jail/inner.h"

#include <string.h>
#include <sys/stat.h>

static void a_policy_comes_through_whole(void **state)
{
    (void)state;
    static const char *const argv[] = {"prog", "", "two words", "a=b", NULL};
    static const char *const env[] = {"A=1", "B=", "C=x=y", NULL};
    static const char *const reads[] = {"/usr/share", "/usr/bin", "/usr/bin", NULL};
    JailPolicy p = jail_policy_default();
    AUTO(buf) Buf wire = BUF_INIT;
    AUTO(err) Err err = {0};
    Policy got;
    const char *why = NULL;
    p.project = "/usr/lib";
    p.project_writable = true;
    p.env = env;
    p.read_paths = reads;
    p.cpus = 0.25;
    p.procs = 7;
    p.tty = true;
    p.rows = 24;
    p.cols = 81;
    assert_true(jail_wire_policy(&p, argv, WIRE_RUN, &wire, &err));
    assert_true(policy_parse(wire.p, wire.n, &got, &why));
    assert_string_equal(got.project, "/usr/lib");
    assert_string_equal(got.cwd, "/usr/lib");
    assert_int_equal(got.nread, 2);
    assert_string_equal(got.read[0], "/usr/bin");
    assert_string_equal(got.read[1], "/usr/share");
    for (size_t i = 0; i < ARRAY_LEN(argv) - 1; i++)
        assert_string_equal(got.argv[i], argv[i]);
    assert_null(got.argv[4]);
    for (size_t i = 0; i < ARRAY_LEN(env) - 1; i++)
        assert_string_equal(got.env[i], env[i]);
    assert_null(got.env[3]);
    assert_int_equal(got.wall_ms, 30000);
    assert_int_equal(got.memory, 512 << 20);
    assert_int_equal(got.output, 16 << 20);
    assert_int_equal(got.cpu_milli, 250);
    assert_int_equal(got.procs, 7);
    assert_int_equal(got.rows, 24);
    assert_int_equal(got.cols, 81);
    assert_true(got.writable && got.tty && !got.network && !got.check && !got.direct);
    assert_int_equal(got.parent, getpid());
    policy_deinit(&got);
}

/* Appended to what every policy must have. */
#define GOOD                                                                                \
    "version=1\0parent=9\0memory=536870912\0procs=64\0scratch=1048576\0inodes=4000\0files=" \
    "64\0cpu_milli="                                                                        \
    "1000\0cwd=/tmp\0"                                                                      \
    "arg=true\0"

static void a_broken_policy_is_refused(void **state)
{
    (void)state;
#define CASE(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }
    static const struct {
        const char *text;
        size_t n;
    } cases[] = {
        CASE(""),
        CASE("version=1"),
        CASE("version=1\0"),
        CASE("version=2\0parent=9\0memory=536870912\0procs=64\0scratch=1048576\0inodes=4000\0cpu_"
             "milli=1000\0"
             "cwd=/tmp\0arg=true\0"),
        CASE(GOOD "unknown=1\0"),
        CASE(GOOD "novalue\0"),
        CASE(GOOD "procs=0\0"),
        CASE(GOOD "procs=-1\0"),
        CASE(GOOD "procs=1x\0"),
        CASE(GOOD "procs=99999999999999999999\0"),
        CASE(GOOD "memory=1\0"),
        CASE(GOOD "tty=2\0"),
        CASE(GOOD "project=relative\0"),
        CASE(GOOD "project=/\0"),
        CASE(GOOD "project=/a/\0"),
        CASE(GOOD "project=/a//b\0"),
        CASE(GOOD "project=/a/../b\0"),
        CASE(GOOD "project=/a/./b\0"),
        CASE(GOOD "project=\0"),
        CASE(GOOD "read=..\0"),
        CASE(GOOD "cwd=.\0"),
        CASE(GOOD "env=noequals\0"),
        CASE(GOOD "env==x\0"),
        CASE(GOOD "cut"),
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char bytes[1024];
        Policy p;
        const char *why = NULL;
        memcpy(bytes, cases[i].text, cases[i].n);
        if (policy_parse(bytes, cases[i].n, &p, &why))
            fail_msg("case %zu was taken", i);
        assert_non_null(why);
        policy_deinit(&p);
    }
    char good[] = GOOD;
    Policy p;
    const char *why = NULL;
    assert_true(policy_parse(good, sizeof good - 1, &p, &why));
    policy_deinit(&p);
}

static void the_home_is_never_shown(void **state)
{
    (void)state;
    char dir[] = "/tmp/codelab-test-home-XXXXXX";
    assert_non_null(mkdtemp(dir));
    AUTO(free) char *inner = xasprintf("%s/x", dir);
    assert_int_equal(mkdir(inner, 0700), 0);
    AUTO(free) char *old = getenv("HOME") ? xstrdup(getenv("HOME")) : NULL;
    setenv("HOME", inner, 1);
    const char *const refused[] = {inner, dir, "/tmp", "/"};
    for (size_t i = 0; i < 2 * ARRAY_LEN(refused); i++) {
        const char *reads[] = {refused[i / 2], NULL};
        JailPolicy p = jail_policy_default();
        AUTO(buf) Buf wire = BUF_INIT;
        AUTO(err) Err err = {0};
        if (i % 2)
            p.read_paths = reads;
        else
            p.project = refused[i / 2];
        assert_false(jail_wire_policy(&p, NULL, WIRE_CHECK, &wire, &err));
        assert_true(str_find(str_c(err_text(&err)), STR("home")) > 0);
    }
    if (old)
        setenv("HOME", old, 1);
    assert_int_equal(rmdir(inner), 0);
    assert_int_equal(rmdir(dir), 0);
}

static void a_project_must_be_a_folder(void **state)
{
    (void)state;
    static const char *const wrong[] = {"/etc/passwd", "/no/such/folder"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        JailPolicy p = jail_policy_default();
        AUTO(buf) Buf wire = BUF_INIT;
        AUTO(err) Err err = {0};
        p.project = wrong[i];
        assert_false(jail_wire_policy(&p, NULL, WIRE_CHECK, &wire, &err));
        assert_true(str_find(str_c(err_text(&err)), str_c(wrong[i])) > 0);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_policy_comes_through_whole),
    cmocka_unit_test(a_broken_policy_is_refused),
    cmocka_unit_test(the_home_is_never_shown),
    cmocka_unit_test(a_project_must_be_a_folder),
};
const TestGroup policy_tests = {tests, ARRAY_LEN(tests)};
