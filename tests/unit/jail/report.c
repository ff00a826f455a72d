#include "groups.h"

#include "base/mem.h"
#include "jail/helper/outcome.h"
#include "jail/helper/step.h"
#include "jail/jail.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_report_comes_through_whole(void **state)
{
    (void)state;
    char dir[] = "/tmp/codelab-test-report-XXXXXX";
    int ends[2];
    JailReport r;
    AUTO(err) Err err = {0};
    char write[] = "write /a b", reach[] = "connect 1.2.3.4:5";
    char *const blocked[] = {write, reach};
    Outcome o = {.end = END_SIGNALED,
                 .signo = 11,
                 .cpu_ms = 56,
                 .uses = {[LIMIT_WALL] = {1234, 30000, false},
                          [LIMIT_MEMORY] = {1LL << 40, 5, true},
                          [LIMIT_PROCS] = {-1, 64, false}},
                 .limit = LIMIT_INODES,
                 .blocked = blocked,
                 .nblocked = ARRAY_LEN(blocked),
                 .notes = NOTE_NO_PROC | NOTE_PROJECT_RDONLY,
                 .isolation = "network",
                 .memory_limit = "cgroup",
                 .message = "a sentence"};
    assert_non_null(mkdtemp(dir));
    AUTO(fd) int scratch = open(dir, O_RDONLY | O_DIRECTORY);
    assert_int_equal(mkdirat(scratch, SCRATCH_UPPER, 0700), 0);
    assert_int_equal(mkdirat(scratch, SCRATCH_UPPER "/d", 0700), 0);
    AUTO(fd) int file = openat(scratch, SCRATCH_UPPER "/d/f", O_CREAT | O_WRONLY, 0600);
    assert_true(file >= 0);
    assert_int_equal(symlinkat("/etc/passwd", scratch, SCRATCH_UPPER "/l"), 0);
    assert_int_equal(pipe(ends), 0);
    assert_true(outcome_write(&o, ends[1], scratch));
    close(ends[1]);
    assert_true(jail_report(ends[0], &r, &err));
    assert_int_equal(r.end, JAIL_SIGNALED);
    assert_int_equal(r.signo, 11);
    assert_int_equal(r.cpu_ms, 56);
    assert_int_equal(r.uses[JAIL_WALL].used, 1234);
    assert_int_equal(r.uses[JAIL_WALL].limit, 30000);
    assert_true(r.uses[JAIL_MEM].used == 1LL << 40 && r.uses[JAIL_MEM].met);
    assert_int_equal(r.uses[JAIL_PROCS].used, -1);
    assert_int_equal(r.limit, JAIL_INODES);
    assert_int_equal(r.blocked.n, 2);
    assert_string_equal(r.blocked.p[0].what, "write");
    assert_string_equal(r.blocked.p[0].subject, "/a b");
    assert_string_equal(r.blocked.p[1].what, "connect");
    assert_string_equal(r.isolation, "network");
    assert_string_equal(r.memory_limit, "cgroup");
    assert_string_equal(r.message, "a sentence");
    assert_true(str_find(str_c(r.notes), STR("no /proc")) > 0);
    assert_true(str_find(str_c(r.notes), STR("\nthe project is read-only")) > 0);
    assert_int_equal(r.writes.n, 2);
    assert_true(str_eq_c(str_c(r.writes.p[0]), "l") || str_eq_c(str_c(r.writes.p[1]), "l"));
    assert_true(str_eq_c(str_c(r.writes.p[0]), "d/f") || str_eq_c(str_c(r.writes.p[1]), "d/f"));
    jail_report_deinit(&r);
    assert_int_equal(unlinkat(scratch, SCRATCH_UPPER "/d/f", 0), 0);
    assert_int_equal(unlinkat(scratch, SCRATCH_UPPER "/l", 0), 0);
    assert_int_equal(unlinkat(scratch, SCRATCH_UPPER "/d", AT_REMOVEDIR), 0);
    assert_int_equal(unlinkat(scratch, SCRATCH_UPPER, AT_REMOVEDIR), 0);
    assert_int_equal(rmdir(dir), 0);
}

static void a_broken_report_is_refused(void **state)
{
    (void)state;
#define CASE(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }
#define GOOD "end=0\0isolation=full\0memory_limit=sampled\0"
    static const struct {
        const char *text;
        size_t n;
    } cases[] = {
        CASE(""),
        CASE("end=0"),
        CASE("end=0\0"),
        CASE("end=9\0isolation=full\0memory_limit=sampled\0"),
        CASE("isolation=full\0memory_limit=sampled\0"),
        CASE("end=0\0isolation=some\0memory_limit=sampled\0"),
        CASE(GOOD "code=99999999999\0"),
        CASE(GOOD "code=\0"),
        CASE(GOOD "cpu_ms=1.5\0"),
        CASE(GOOD "limit=most\0"),
        CASE(GOOD "use=wall 1 2\0"),
        CASE(GOOD "use=wall 1 2 0 9\0"),
        CASE(GOOD "use=wall 1 -2 0\0"),
        CASE(GOOD "use=walls 1 2 0\0"),
        CASE(GOOD "blocked=write\0"),
        CASE(GOOD "blocked=read /x\0"),
        CASE(GOOD "other=1\0"),
        CASE(GOOD "nothing\0"),
        CASE(GOOD "cut=1"),
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        JailReport r;
        AUTO(err) Err err = {0};
        if (jail_report_parse(str_n(cases[i].text, cases[i].n), &r, &err))
            fail_msg("case %zu was taken", i);
        assert_true(*err_text(&err));
    }
    JailReport r;
    assert_true(jail_report_parse(str_n(GOOD, sizeof GOOD - 1), &r, NULL));
    jail_report_deinit(&r);
}

static void exit_codes_are_as_promised(void **state)
{
    (void)state;
    static const struct {
        JailEnd end;
        int code, signo, want;
    } cases[] = {{JAIL_EXITED, 0, 0, 0},     {JAIL_EXITED, 255, 0, 255},
                 {JAIL_SIGNALED, 0, 9, 137}, {JAIL_SIGNALED, 0, 11, 139},
                 {JAIL_TIMEOUT, 0, 0, 124},  {JAIL_MEMORY, 0, 0, 137},
                 {JAIL_OUTPUT, 0, 0, 153},   {JAIL_FAILED, 0, 0, 125}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        JailReport r = {.end = cases[i].end, .code = cases[i].code, .signo = cases[i].signo};
        assert_int_equal(jail_report_exit_code(&r), cases[i].want);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_report_comes_through_whole),
    cmocka_unit_test(a_broken_report_is_refused),
    cmocka_unit_test(exit_codes_are_as_promised),
};
const TestGroup report_tests = {tests, ARRAY_LEN(tests)};
