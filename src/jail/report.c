#include "jail/jail.h"

#include "jail/helper/outcome.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum { REPORT_MAX = 16 << 20, WRITES_MAX = 2000 };

typedef struct {
    const char *key;
    size_t at; // offset of an int in JailReport
    bool is_long;
} NumberKey;

static const NumberKey number_keys[] = {
    {"code", offsetof(JailReport, code), false},
    {"signo", offsetof(JailReport, signo), false},
    {"peak_procs", offsetof(JailReport, peak_procs), false},
    {"wall_ms", offsetof(JailReport, wall_ms), true},
    {"cpu_ms", offsetof(JailReport, cpu_ms), true},
    {"peak_bytes", offsetof(JailReport, peak_bytes), true},
    {"output_bytes", offsetof(JailReport, output_bytes), true},
    {"net_sent", offsetof(JailReport, net_sent), true},
    {"net_received", offsetof(JailReport, net_received), true},
    {"net_blocked", offsetof(JailReport, net_blocked), true},
};

static const char *const isolations[] = {"full", "hosts", "network"};
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
    } else if (str_eq_c(key, "blocked")) {
        if (r->blocked.n < WRITES_MAX)
            vec_push(&r->blocked, str_dup(value));
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
    *out = (JailReport){.peak_procs = -1};
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
    VEC_EACH (char *, place, &r->blocked)
        free(*place);
    vec_deinit(&r->blocked);
    vec_deinit(&r->writes);
    vec_deinit(&r->deleted);
    *r = (JailReport){.peak_procs = -1};
}
