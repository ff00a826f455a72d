#include "base/log.h"
#include "base/clock.h"
#include "base/fs.h"
#include "base/path.h"
#include "suite.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

static void lines_are_written_by_level_and_room(void **state)
{
    AUTO(free) char *path = path_join(*state, "log");
    AUTO(buf) Buf got = BUF_INIT;
    FsStat st;
    clock_freeze(1700000000123);
    log_at(LOG_ERROR, "loop", "before the log is open");
    assert_true(log_open(path, NULL));
    log_at(LOG_INFO, "loop", "a turn took %d ms", 9);
    log_at(LOG_DEBUG, "loop", "not asked for");
    assert_true(log_levels(STR("warn,loop:debug,text:off"), NULL));
    log_at(LOG_DEBUG, "loop", "two\nlines \x1B[m");
    log_at(LOG_ERROR, "text", "off");
    log_at(LOG_INFO, "tty", "too little");
    log_at(LOG_WARN, "tty", "enough");
    log_set_level(LOG_DEBUG);
    log_at(LOG_DEBUG, "tty", "more than before");
    log_at(LOG_ERROR, "text", "still off");
    log_set_level(LOG_WARN);
    log_at(LOG_INFO, "tty", "less again");
    log_close();
    log_at(LOG_ERROR, "loop", "after it is closed");
    clock_freeze(-1);
    assert_true(log_levels(STR("info"), NULL));
    assert_true(fs_read(path, 0, &got, NULL));
    assert_string_equal(buf_c(&got), "2023-11-14T22:13:20.123Z info  loop: a turn took 9 ms\n"
                                     "2023-11-14T22:13:20.123Z debug loop: two?lines ?[m\n"
                                     "2023-11-14T22:13:20.123Z warn  tty: enough\n"
                                     "2023-11-14T22:13:20.123Z debug tty: more than before\n");
    assert_true(fs_stat(path, &st, NULL));
    assert_int_equal(st.mode & 0777, 0600);
}

static void lines_are_kept_for_who_reads_them(void **state)
{
    AUTO(buf) Buf got = BUF_INIT;
    uint64_t off = 0;
    (void)state;
    assert_false(log_read(&off, &got));
    log_keep();
    log_at(LOG_WARN, "loop", "a turn\ntook %d ms", 9);
    log_at(LOG_DEBUG, "loop", "not asked for");
    log_at(LOG_INFO, "tty", "more");
    assert_true(log_read(&off, &got));
    assert_string_equal(buf_c(&got), "warn  loop: a turn?took 9 ms\ninfo  tty: more\n");
    assert_false(log_read(&off, &got));
    for (int i = 0; i < 10000; i++)
        log_at(LOG_INFO, "loop", "line %d", i);
    buf_clear(&got);
    assert_true(log_read(&off, &got));
    assert_true(got.n < 65 << 10 && got.n > 60 << 10);
    assert_memory_equal(got.p, "info  loop: line ", 17); // whole lines, though the first are lost
}

static void bad_levels_get_a_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *spec, *sentence;
    } cases[] = {
        {"loud", "unknown log level 'loud' (off, error, warn, info, debug)"},
        {"loop:", "unknown log level '' (off, error, warn, info, debug)"},
        {":info", "cannot log room ''"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        assert_false(log_levels(str_c(cases[i].spec), &err));
        assert_string_equal(err_text(&err), cases[i].sentence);
    }
    assert_true(log_levels(STR("info"), NULL));
}

static void the_log_is_never_a_terminal_and_never_endless(void **state)
{
    AUTO(free) char *path = path_join(*state, "log");
    AUTO(free) char *old = path_join(*state, "log.1");
    AUTO(err) Err err = {0};
    AUTO(fd) int pty = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(pty >= 0 && grantpt(pty) == 0 && unlockpt(pty) == 0);
    assert_false(log_open(ptsname(pty), &err));
    assert_non_null(strstr(err_text(&err), "it is a terminal"));
    AUTO(fd) int fd = open(path, O_WRONLY | O_CREAT, 0600);
    assert_int_equal(ftruncate(fd, 5 << 20), 0);
    assert_true(log_open(path, NULL));
    log_close();
    FsStat st;
    assert_true(fs_stat(old, &st, NULL) && st.nbytes == 5 << 20);
    assert_true(fs_stat(path, &st, NULL) && st.nbytes == 0);
}

const struct CMUnitTest log_tests[] = {
    scratch_test(lines_are_written_by_level_and_room),
    cmocka_unit_test(lines_are_kept_for_who_reads_them),
    cmocka_unit_test(bad_levels_get_a_sentence),
    scratch_test(the_log_is_never_a_terminal_and_never_endless),
};
const size_t log_tests_n = ARRAY_LEN(log_tests);
