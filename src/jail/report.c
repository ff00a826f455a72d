#include "jail/jail.h"

#include "jail/helper/outcome.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum { REPORT_MAX = 16 << 20, WRITES_MAX = 2000, BLOCKED_MAX = 64 };

/* Nothing measured, nothing met. */
static const JailReport empty = {
    .limit = JAIL_LIMITS,
    .uses = {[JAIL_PROCS] = {.used = -1}, [JAIL_FILES] = {.used = -1}},
};

typedef struct {
    const char *key;
    size_t at; // offset of an int in JailReport
    bool is_long;
} NumberKey;

static const NumberKey number_keys[] = {
    {"code", offsetof(JailReport, code), false},
    {"signo", offsetof(JailReport, signo), false},
    {"cpu_ms", offsetof(JailReport, cpu_ms), true},
    {"first_ms", offsetof(JailReport, first_ms), true},
    {"net_sent", offsetof(JailReport, net_sent), true},
    {"net_received", offsetof(JailReport, net_received), true},
    {"net_blocked", offsetof(JailReport, net_blocked), true},
};

static const char *const isolations[] = {"full", "hosts", "network", "landlock-only"};
static const char *const memory_limits[] = {"sampled", "cgroup"};

static bool take_literal(const char *const *names, size_t n, Str value, const char **out)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq_c(value, names[i]))
            *out = names[i];
    return *out != NULL;
}

static bool take_number(JailReport *r, const NumberKey *k, Str value)
{
    long long v;
    if (!str_to_i64(value, &v) || (!k->is_long && (v < INT_MIN || v > INT_MAX)))
        return false;
    char *at = (char *)r + k->at;
    if (k->is_long)
        *(int64_t *)at = v;
    else
        *(int *)at = (int)v;
    return true;
}

const char *jail_limit_name(JailLimit l)
{
    _Static_assert((int)JAIL_LIMITS == (int)LIMITS, "both name the same limits");
    return limit_name((Limit)l);
}

static bool take_limit(Str value, JailLimit *out)
{
    for (JailLimit l = 0; l < JAIL_LIMITS; l++)
        if (str_eq_c(value, jail_limit_name(l))) {
            *out = l;
            return true;
        }
    return false;
}

/* "wall 12 30000 0" */
static bool take_use(JailReport *r, Str value)
{
    Str words[4];
    JailLimit l;
    long long used, limit, met;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (!str_split(&value, ' ', &words[i]))
            return false;
    if (value.n || !take_limit(words[0], &l) || !str_to_i64(words[1], &used) ||
        !str_to_i64(words[2], &limit) || !str_to_i64(words[3], &met) || limit < 0)
        return false;
    r->uses[l] = (JailUse){used, limit, met != 0};
    return true;
}

static bool take_blocked(JailReport *r, Str value)
{
    static const char *const kinds[] = {"write", "connect", "lookup", "host"};
    const char *what = NULL;
    ptrdiff_t space = str_find_byte(value, ' ');
    if (space < 0 || !take_literal(kinds, ARRAY_LEN(kinds), str_upto(value, (size_t)space), &what))
        return false;
    if (r->blocked.n < BLOCKED_MAX)
        vec_push(&r->blocked, ((JailBlocked){what, str_dup(str_from(value, (size_t)space + 1))}));
    return true;
}

static bool take_end(JailReport *r, Str value)
{
    long long v;
    if (!str_to_i64(value, &v) || v < JAIL_EXITED || v > JAIL_FAILED)
        return false;
    r->end = (JailEnd)v;
    return true;
}

static void add_note(JailReport *r, Str value)
{
    char *all = r->notes ? xasprintf("%s\n" STR_FMT, r->notes, STR_ARG(value)) : str_dup(value);
    free(r->notes);
    r->notes = all;
}

static bool take_text(JailReport *r, Str key, Str value)
{
    if (str_eq_c(key, "message")) {
        free(r->message);
        r->message = str_dup(value);
    } else if (str_eq_c(key, "note")) {
        add_note(r, value);
    } else if (str_eq_c(key, "write")) {
        if (r->writes.n < WRITES_MAX)
            vec_push(&r->writes, str_dup(value));
    } else if (str_eq_c(key, "deleted")) {
        if (r->deleted.n < WRITES_MAX)
            vec_push(&r->deleted, str_dup(value));
    } else {
        return false;
    }
    return true;
}

static bool take(JailReport *r, Str key, Str value)
{
    if (str_eq_c(key, "end"))
        return take_end(r, value);
    if (str_eq_c(key, "isolation"))
        return take_literal(isolations, ARRAY_LEN(isolations), value, &r->isolation);
    if (str_eq_c(key, "memory_limit"))
        return take_literal(memory_limits, ARRAY_LEN(memory_limits), value, &r->memory_limit);
    if (str_eq_c(key, "limit"))
        return take_limit(value, &r->limit);
    if (str_eq_c(key, "use"))
        return take_use(r, value);
    if (str_eq_c(key, "blocked"))
        return take_blocked(r, value);
    for (size_t i = 0; i < ARRAY_LEN(number_keys); i++)
        if (str_eq_c(key, number_keys[i].key))
            return take_number(r, &number_keys[i], value);
    return take_text(r, key, value);
}

static bool parse(Str bytes, JailReport *r)
{
    bool ended = false;
    while (bytes.n) {
        ptrdiff_t end = str_find_byte(bytes, '\0');
        if (end < 0)
            return false;
        Str record = str_upto(bytes, (size_t)end);
        ptrdiff_t eq = str_find_byte(record, '=');
        Str key = str_upto(record, eq < 0 ? 0 : (size_t)eq);
        if (eq < 0 || !take(r, key, str_from(record, (size_t)eq + 1)))
            return false;
        ended |= str_eq_c(key, "end");
        bytes = str_from(bytes, (size_t)end + 1);
    }
    return ended && r->isolation && r->memory_limit;
}

bool jail_report_parse(Str bytes, JailReport *out, Err *err)
{
    *out = empty;
    if (bytes.n && parse(bytes, out))
        return true;
    jail_report_deinit(out);
    return err_set(err, bytes.n ? "the jail's report cannot be read"
                                : "the jail's helper was killed before it could report");
}

bool jail_report(int report_fd, JailReport *out, Err *err)
{
    AUTO(buf) Buf b = BUF_INIT;
    ssize_t n;
    do {
        n = read(report_fd, buf_reserve(&b, 4096), 4096);
        b.n += n > 0 ? (size_t)n : 0;
    } while ((n > 0 && b.n < REPORT_MAX) || (n < 0 && errno == EINTR));
    close(report_fd);
    return jail_report_parse(buf_str(&b), out, err);
}

int jail_report_exit_code(const JailReport *r)
{
    _Static_assert((int)JAIL_FAILED == (int)END_FAILED, "both name the same ends");
    return end_exit_code((End)r->end, r->code, r->signo);
}

void jail_report_deinit(JailReport *r)
{
    free(r->message);
    free(r->notes);
    VEC_EACH (char *, path, &r->writes)
        free(*path);
    VEC_EACH (char *, path, &r->deleted)
        free(*path);
    VEC_EACH (JailBlocked, b, &r->blocked)
        free(b->subject);
    vec_deinit(&r->blocked);
    vec_deinit(&r->writes);
    vec_deinit(&r->deleted);
    *r = empty;
}
