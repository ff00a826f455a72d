#include "base/time-word.h"

#include "base/mem.h"

#include <time.h>

const char time_word_forms[] = "10m, 2h, 3d, 14:02, yesterday, 2026-11-20 or 2026-11-20T14:02";

enum { UNSET = -1 };

// What a word names; UNSET where it is silent.
typedef struct {
    int year, month, day, hour, minute, second;
    bool utc;
} Stamp;

// Exactly so many digits, cut off *s.
static bool take_number(Str *s, size_t ndigits, int *out)
{
    int n = 0;
    if (s->n < ndigits)
        return false;
    for (size_t i = 0; i < ndigits; i++) {
        if (s->p[i] < '0' || s->p[i] > '9')
            return false;
        n = n * 10 + (s->p[i] - '0');
    }
    *s = str_from(*s, ndigits);
    *out = n;
    return true;
}

static bool take_byte(Str *s, char c)
{
    if (s->n == 0 || s->p[0] != c)
        return false;
    *s = str_from(*s, 1);
    return true;
}

static bool take_clock(Str *s, Stamp *t)
{
    if (!take_number(s, 2, &t->hour) || !take_byte(s, ':') || !take_number(s, 2, &t->minute))
        return false;
    if (take_byte(s, ':') && !take_number(s, 2, &t->second))
        return false;
    return t->hour < 24 && t->minute < 60 && t->second < 60;
}

static bool take_date(Str *s, Stamp *t)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return take_number(s, 4, &t->year) && take_byte(s, '-') && take_number(s, 2, &t->month) &&
           take_byte(s, '-') && take_number(s, 2, &t->day) && t->year >= 1970 && t->month >= 1 &&
           t->month <= 12 && t->day >= 1 && t->day <= days[t->month - 1];
}

static int64_t end_of(const Stamp *t)
{
    struct tm tm = {.tm_year = t->year - 1900,
                    .tm_mon = t->month - 1,
                    .tm_mday = t->day,
                    .tm_hour = t->hour == UNSET ? 23 : t->hour,
                    .tm_min = t->minute == UNSET ? 59 : t->minute,
                    .tm_sec = t->second == UNSET ? 59 : t->second,
                    .tm_isdst = -1};
    return (int64_t)(t->utc ? timegm(&tm) : mktime(&tm)) * 1000 + 999;
}

static void set_day(Stamp *t, int64_t now_ms, int days_ago)
{
    time_t now = (time_t)(now_ms / 1000);
    struct tm tm;
    localtime_r(&now, &tm);
    t->year = tm.tm_year + 1900;
    t->month = tm.tm_mon + 1;
    t->day = tm.tm_mday - days_ago; // mktime() takes day 0 for what it means
}

static bool parse_ago(Str word, int64_t now_ms, int64_t *time_ms)
{
    static const char units[] = "smhdw";
    static const int64_t ms[] = {1000, 60000, 3600000, 86400000, 604800000};
    long long n;
    const char *unit = word.n ? memchr(units, word.p[word.n - 1], sizeof units - 1) : NULL;
    if (!unit || !str_to_i64(str_upto(word, word.n - 1), &n) || n < 0 || n > 1000000)
        return false;
    *time_ms = MAX(0, now_ms - n * ms[unit - units]);
    return true;
}

static bool parse_clock(Str word, int64_t now_ms, int64_t *time_ms)
{
    Stamp t = {.hour = UNSET, .minute = UNSET, .second = UNSET};
    if (!take_clock(&word, &t) || word.n)
        return false;
    set_day(&t, now_ms, 0);
    *time_ms = end_of(&t);
    // the minute that goes on is meant, too; one that has not begun was yesterday's
    if (*time_ms >= now_ms + (t.second == UNSET ? 60000 : 1000)) {
        set_day(&t, now_ms, 1);
        *time_ms = end_of(&t);
    }
    return true;
}

static bool parse_date(Str word, int64_t *time_ms)
{
    Stamp t = {.hour = UNSET, .minute = UNSET, .second = UNSET};
    if (!take_date(&word, &t))
        return false;
    if (word.n && ((!take_byte(&word, 'T') && !take_byte(&word, ' ')) || !take_clock(&word, &t)))
        return false;
    t.utc = t.hour != UNSET && take_byte(&word, 'Z');
    *time_ms = end_of(&t);
    return word.n == 0;
}

bool time_word_parse(Str word, int64_t now_ms, int64_t *time_ms)
{
    if (str_eq_c(word, "now")) {
        *time_ms = now_ms;
        return true;
    }
    if (str_eq_c(word, "yesterday")) {
        Stamp t = {.hour = UNSET, .minute = UNSET, .second = UNSET};
        set_day(&t, now_ms, 1);
        *time_ms = end_of(&t);
        return true;
    }
    return parse_ago(word, now_ms, time_ms) || parse_clock(word, now_ms, time_ms) ||
           parse_date(word, time_ms);
}
