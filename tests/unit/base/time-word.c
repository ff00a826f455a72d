#include "base/time-word.h"

#include "suite.h"

#include <stdlib.h>
#include <time.h>

// Local time is UTC, where nothing else is said.
static int in_utc(void **state)
{
    (void)state;
    int rc = setenv("TZ", "UTC", 1);
    tzset();
    return rc;
}

// 2026-11-21 21:30:05.250 UTC
static const int64_t NOW = INT64_C(1795296605250);

static void times_are_understood_as_people_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *word, *want;
        int ms;
    } cases[] = {
        {"now", "2026-11-21 21:30:05", 250},
        {"30s", "2026-11-21 21:29:35", 250},
        {"10m", "2026-11-21 21:20:05", 250},
        {"2h", "2026-11-21 19:30:05", 250},
        {"3d", "2026-11-18 21:30:05", 250},
        {"1w", "2026-11-14 21:30:05", 250},
        {"14:02", "2026-11-21 14:02:59", 999},
        {"14:02:11", "2026-11-21 14:02:11", 999},
        {"21:30", "2026-11-21 21:30:59", 999},
        {"21:31", "2026-11-20 21:31:59", 999},
        {"21:30:06", "2026-11-20 21:30:06", 999},
        {"yesterday", "2026-11-20 23:59:59", 999},
        {"2026-11-01", "2026-11-01 23:59:59", 999},
        {"2026-11-01T08:00", "2026-11-01 08:00:59", 999},
        {"2026-11-01 08:00:01", "2026-11-01 08:00:01", 999},
        {"2026-11-01T08:00:01Z", "2026-11-01 08:00:01", 999},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t at;
        char have[32];
        struct tm tm;
        if (!time_word_parse(str_c(cases[i].word), NOW, &at))
            fail_msg("'%s' is a time", cases[i].word);
        time_t s = (time_t)(at / 1000);
        strftime(have, sizeof have, "%Y-%m-%d %H:%M:%S", gmtime_r(&s, &tm));
        if (strcmp(have, cases[i].want) != 0 || at % 1000 != cases[i].ms)
            fail_msg("'%s' is %s, not %s", cases[i].word, cases[i].want, have);
    }
}

static void what_is_no_time_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "",         "7",           "m",           "-3m",      "1y",         "24:00",
        "1:2",      "12:60",       "12:30:60",    "12:30x",   "2026-13-01", "2026-02-30",
        "2026-1-1", "2026-11-01T", "2026-11-01Z", "tomorrow", "1969-01-01", "9999999999d",
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t at;
        if (time_word_parse(str_c(cases[i]), NOW, &at))
            fail_msg("'%s' is no time", cases[i]);
    }
}

static void a_zone_of_the_user_counts(void **state)
{
    (void)state;
    int64_t local, utc;
    setenv("TZ", "XYZ-2", 1);
    tzset();
    assert_true(time_word_parse(STR("2026-11-01T08:00"), NOW, &local));
    assert_true(time_word_parse(STR("2026-11-01T06:00Z"), NOW, &utc));
    assert_true(local == utc);
}

const struct CMUnitTest time_word_tests[] = {
    cmocka_unit_test_setup(times_are_understood_as_people_write_them, in_utc),
    cmocka_unit_test_setup(what_is_no_time_is_refused, in_utc),
    cmocka_unit_test_setup(a_zone_of_the_user_counts, in_utc),
};
const size_t time_word_tests_n = ARRAY_LEN(time_word_tests);
