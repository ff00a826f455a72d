#include "text/text.h"
#include "base/bug.h"
#include "base/mem.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdatomic.h>

enum {
    STEPS_BRIEF = 50000, // about a millisecond's work
    HEAP_BRIEF = 4 << 10 // KiB
};

struct Regex {
    pcre2_code *code;
    // Room for one match, lent to one caller at a time; NULL while it is lent.
    _Atomic(pcre2_match_data *) spare;
};

static bool compile_error(int code, size_t off, Str pattern, Err *err)
{
    char what[160];
    if (pcre2_get_error_message(code, (PCRE2_UCHAR *)what, sizeof what) < 0)
        what[0] = '\0';
    return err_set(err, "cannot compile '" STR_FMT "': %s at column %zu", STR_ARG(pattern), what,
                   off + 1);
}

Regex *regex_new(Str pattern, Err *err)
{
    int code;
    PCRE2_SIZE off;
    uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_DOLLAR_ENDONLY;
    pcre2_code *re = pcre2_compile((PCRE2_SPTR)(pattern.p ? pattern.p : ""), pattern.n, options,
                                   &code, &off, NULL);
    if (!re) {
        compile_error(code, off, pattern, err);
        return NULL;
    }
    (void)pcre2_jit_compile(re, PCRE2_JIT_COMPLETE); // without it the interpreter answers
    Regex *r = NEW(Regex);
    r->code = re;
    return r;
}

void regex_free(Regex *r)
{
    if (!r)
        return;
    pcre2_match_data_free(r->spare);
    pcre2_code_free(r->code);
    free(r);
}

bool regex_matches(Regex *r, Str s)
{
    pcre2_match_data *data = atomic_exchange(&r->spare, NULL);
    if (!data)
        data = pcre2_match_data_create(1, NULL);
    BUG_ON(!data);
    int n = pcre2_match(r->code, (PCRE2_SPTR)(s.p ? s.p : ""), s.n, 0, 0, data, NULL);
    pcre2_match_data_free(atomic_exchange(&r->spare, data));
    return n >= 0;
}

static size_t find(Regex *r, Str s, size_t from, pcre2_match_context *how, size_t *bounds,
                   size_t max, bool *gave_up)
{
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(r->code, NULL);
    BUG_ON(!data);
    int n = pcre2_match(r->code, (PCRE2_SPTR)(s.p ? s.p : ""), s.n, from, 0, data, how);
    *gave_up = n < PCRE2_ERROR_PARTIAL;
    size_t found = n > 0 ? MIN((size_t)n, max) : 0;
    const PCRE2_SIZE *v = pcre2_get_ovector_pointer(data);
    for (size_t i = 0; i < found; i++) {
        bool is = v[2 * i] != PCRE2_UNSET;
        bounds[2 * i] = is ? v[2 * i] : SIZE_MAX;
        bounds[2 * i + 1] = is ? MAX(v[2 * i], v[2 * i + 1]) : SIZE_MAX; // \\K may turn them
    }
    pcre2_match_data_free(data);
    return found;
}

size_t regex_find(Regex *r, Str s, size_t from, size_t *bounds, size_t max)
{
    bool gave_up;
    return find(r, s, from, NULL, bounds, max, &gave_up);
}

size_t regex_find_brief(Regex *r, Str s, size_t *bounds, size_t max, bool *gave_up)
{
    pcre2_match_context *how = pcre2_match_context_create(NULL);
    BUG_ON(!how);
    pcre2_set_match_limit(how, STEPS_BRIEF);
    pcre2_set_depth_limit(how, STEPS_BRIEF);
    pcre2_set_heap_limit(how, HEAP_BRIEF);
    size_t n = find(r, s, 0, how, bounds, max, gave_up);
    pcre2_match_context_free(how);
    return n;
}
