// Regexes over a text that does not lie together: one stretch after the other, each with what a
// look-behind may see.  Stretches end where a line does if no match can tell the difference.  Else
// a match that could go on behind the end is only taken once it was seen in a longer stretch: PCRE2
// tells, but is ten times slower with that.
#include "base/bug.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "text/find.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    REACH_LEAST = 4 << 10,           // bytes looked at in one go; the text often gives more
    REACH_MOST = 2 * FIND_MATCH_MAX, // so that a match half of it is seen whole
    JIT_STACK_FIRST = 32 << 10,
    JIT_STACK_MOST = 4 << 20,
    HEAP_MOST = 64 << 10,  // KiB
    STEPS_MOST = 10000000, // at one place to start; a fraction of a second
    STEPS_FEW = 2000,      // the same while many places are tried at once
    PLACES_AT_ONCE = 4096, // tried before a look at `cancelled`
    PLACES_FEW = 64,
    STEPS_BRIEF = 50000,  // of a whole search that must be brief
    CODE_MOST = 64 << 10, // bytes; compiling longer ones to machine code takes too long
};

// A part of the text, in which matches are tried.
typedef struct {
    Str bytes;
    size_t start;  // offset of bytes.p[0]
    bool is_last;  // ends where the text ends
    bool is_lines; // ends where a line ends and no match could go on
    bool is_most;  // will not get longer
} Stretch;

struct FindRegex {
    pcre2_code *code; // owned, like all below
    pcre2_match_data *match;
    pcre2_match_context *context;
    pcre2_jit_stack *stack; // NULL without JIT
    FindTraits traits;
    bool brief;             // its steps are counted, by a call for each part of the expression
    size_t steps;           // taken by the search under way, if brief
    const FindRange *range; // of the search under way
    size_t behind;          // bytes before a match that may matter to it
    Stretch last;           // the last one of lines, as matches often lie close together
    size_t epoch;           // of the window it is from
};

static bool bad_expression(int code, Str pattern, size_t off, Err *err)
{
    char what[160];
    if (pcre2_get_error_message(code, (PCRE2_UCHAR *)what, sizeof what) < 0)
        what[0] = '\0';
    size_t column = 1;
    for (size_t i = 0; i < MIN(off, pattern.n); i++)
        column += ((unsigned char)pattern.p[i] & 0xC0) != 0x80;
    return err_set(err, "bad expression at column %zu: %s", column, what);
}

static pcre2_code *compile(const FindQuery *q, Err *err)
{
    uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | PCRE2_USE_OFFSET_LIMIT;
    options |= q->regex ? PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C : PCRE2_LITERAL;
    options |= q->ignore_case ? PCRE2_CASELESS : 0;
    options |= q->brief && q->regex ? PCRE2_AUTO_CALLOUT : 0;
    pcre2_compile_context *how = pcre2_compile_context_create(NULL);
    BUG_ON(!how);
    pcre2_set_newline(how, PCRE2_NEWLINE_ANYCRLF);
    int code = 0;
    PCRE2_SIZE off = 0;
    pcre2_code *re =
        pcre2_compile((PCRE2_SPTR)q->pattern.p, q->pattern.n, options, &code, &off, how);
    pcre2_compile_context_free(how);
    if (!re)
        bad_expression(code, q->pattern, off, err);
    return re;
}

static int count_step(pcre2_callout_block *at, void *arg)
{
    (void)at;
    FindRegex *r = arg;
    return ++r->steps > STEPS_BRIEF ? PCRE2_ERROR_MATCHLIMIT : 0;
}

static void use_jit(FindRegex *r)
{
    size_t size = 0;
    (void)pcre2_pattern_info(r->code, PCRE2_INFO_SIZE, &size);
    if (size > CODE_MOST && r->brief)
        return;
    if (pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_HARD) != 0)
        return; // the interpreter answers
    r->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MOST, NULL);
    pcre2_jit_stack_assign(r->context, NULL, r->stack);
}

FindRegex *find_regex_new(const FindQuery *q, Err *err)
{
    pcre2_code *code = compile(q, err);
    if (!code)
        return NULL;
    FindRegex *r = NEW(FindRegex);
    r->code = code;
    r->match = pcre2_match_data_create_from_pattern(code, NULL);
    r->context = pcre2_match_context_create(NULL);
    BUG_ON(!r->match || !r->context);
    pcre2_set_match_limit(r->context, STEPS_MOST);
    pcre2_set_heap_limit(r->context, HEAP_MOST);
    r->brief = q->brief && q->regex;
    if (r->brief)
        pcre2_set_callout(r->context, count_step, r);
    use_jit(r);
    r->traits = find_traits(q);
    uint32_t behind = 0;
    pcre2_pattern_info(code, PCRE2_INFO_MAXLOOKBEHIND, &behind);
    // a character has at most 4 bytes; one more for line starts, word borders and CR before LF
    r->behind = 4 * ((size_t)behind + 1);
    return r;
}

void find_regex_free(FindRegex *r)
{
    if (!r)
        return;
    buf_deinit(&r->traits.needle.bytes);
    pcre2_jit_stack_free(r->stack);
    pcre2_match_context_free(r->context);
    pcre2_match_data_free(r->match);
    pcre2_code_free(r->code);
    free(r);
}

int find_regex_group(const FindRegex *r, Str name)
{
    AUTO(free) char *z = str_dup(name);
    return MAX(pcre2_substring_number_from_name(r->code, (PCRE2_SPTR)z), -1);
}

static bool is_tail_byte(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

// s without the start of a character, or the CR of a line end, that its end may have cut.
static Str whole_characters(Str s)
{
    size_t tail = 0;
    while (tail < 3 && tail < s.n && is_tail_byte(s.p[s.n - 1 - tail]))
        tail++;
    if (tail < s.n && (unsigned char)s.p[s.n - 1 - tail] >= 0xC0)
        s.n -= tail + 1;
    s.n -= s.n && s.p[s.n - 1] == '\r';
    return s;
}

// Let s, which holds the place `first`, end where a line does; false if none ends in it.
static bool cut_to_lines(Str *s, size_t first)
{
    const char *eol = s->n > first ? memrchr(s->p + first, '\n', s->n - first) : NULL;
    if (eol)
        s->n = (size_t)(eol + 1 - s->p);
    return eol;
}

static Stretch stretch_at(FindRegex *r, FindWindow *w, size_t at, size_t reach)
{
    size_t behind = MIN(at, r->behind);
    bool has_last = r->epoch == w->epoch && r->last.bytes.n;
    if (has_last && at >= r->last.start + behind && at < r->last.start + r->last.bytes.n)
        return r->last;
    Stretch x = {.start = at - behind, .is_most = reach == REACH_MOST};
    x.bytes = find_window_from(w, x.start, behind + reach);
    x.is_last = x.start + x.bytes.n == find_window_size(w);
    if (!x.is_last && r->traits.in_line)
        x.is_lines = cut_to_lines(&x.bytes, behind);
    if (!x.is_last && !x.is_lines)
        x.bytes = whole_characters(x.bytes);
    r->last = x.is_last || x.is_lines ? x : (Stretch){0};
    r->epoch = w->epoch;
    return x;
}

// Match within x, starting at [first, last].
static int match_in(const FindRegex *r, const Stretch *x, size_t first, size_t last)
{
    PCRE2_SPTR p = (PCRE2_SPTR)(x->bytes.p ? x->bytes.p : "");
    uint32_t options = 0;
    if (!x->is_last)
        options = x->is_lines || x->is_most ? PCRE2_NOTEOL : PCRE2_PARTIAL_HARD;
    int rc = PCRE2_ERROR_JIT_STACKLIMIT;
    pcre2_set_offset_limit(r->context, last);
    if (r->stack)
        rc = pcre2_jit_match(r->code, p, x->bytes.n, first, options, r->match, r->context);
    if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
        rc = pcre2_match(r->code, p, x->bytes.n, first, options | PCRE2_NO_JIT, r->match,
                         r->context);
    // nothing, found at the end: that is the start of the next line
    if (rc >= 0 && x->is_lines && pcre2_get_ovector_pointer(r->match)[0] == x->bytes.n)
        return PCRE2_ERROR_NOMATCH;
    return rc;
}

// The next place behind `at` that PCRE2 would go on to: no tail of a character, and no LF of CR LF.
static size_t next_place(Str s, size_t at)
{
    at += 1 + (at + 1 < s.n && s.p[at] == '\r' && s.p[at + 1] == '\n');
    while (at < s.n && is_tail_byte(s.p[at]))
        at++;
    return at;
}

// Try all places from index `first` on that the search may start at, a few at a time, so that an
// expression that takes long at each of them can be stopped.  Where few steps do not do, the places
// are tried one by one, and each gets as many as it may take.
static int match_places(const FindRegex *r, const Stretch *x, size_t first)
{
    size_t last = MIN(r->range->starts - x->start, x->bytes.n), places = PLACES_AT_ONCE;
    if (r->brief)
        return match_in(r, x, first, last);
    while (first <= last && !find_is_cancelled(r->range->cancelled)) {
        size_t end = MIN(first + places - 1, last);
        pcre2_set_match_limit(r->context, places == 1 ? STEPS_MOST : STEPS_FEW);
        int rc = match_in(r, x, first, end);
        if (rc == PCRE2_ERROR_MATCHLIMIT && places > 1) {
            places = places > PLACES_FEW ? PLACES_FEW : 1;
            continue;
        }
        if (rc != PCRE2_ERROR_NOMATCH)
            return rc;
        first = next_place(x->bytes, end);
        places = MIN(places * 2, (size_t)PLACES_AT_ONCE);
    }
    return PCRE2_ERROR_NOMATCH;
}

// The same where every match lies within a line and holds the needle: only try lines that do.
static int match_in_lines(const FindRegex *r, const Stretch *x, size_t first)
{
    int rc = PCRE2_ERROR_NOMATCH;
    while (rc == PCRE2_ERROR_NOMATCH && first < x->bytes.n) {
        Str rest = str_from(x->bytes, first);
        size_t hit = literal_first(&r->traits.needle, rest);
        if (hit == rest.n)
            break;
        const char *before = memrchr(rest.p, '\n', hit),
                   *eol = memchr(rest.p + hit, '\n', rest.n - hit);
        size_t start = before ? first + (size_t)(before + 1 - rest.p) : first;
        Stretch line = *x;
        line.bytes.n = eol ? (size_t)(eol + 1 - x->bytes.p) : x->bytes.n;
        line.is_lines = line.bytes.n < x->bytes.n || x->is_lines;
        line.is_last = line.bytes.n == x->bytes.n && x->is_last;
        if (line.start + start > r->range->starts)
            break;
        rc = match_places(r, &line, start);
        first = line.bytes.n;
    }
    return rc;
}

// Try the places in x from index `first` on.
static int try(const FindRegex *r, const Stretch *x, size_t first)
{
    bool has_lines = r->traits.in_line && (x->is_lines || x->is_last);
    return has_lines && r->traits.needle.bytes.n ? match_in_lines(r, x, first)
                                                 : match_places(r, x, first);
}

static bool give_up(int rc, Err *problem)
{
    if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_HEAPLIMIT ||
        rc == PCRE2_ERROR_DEPTHLIMIT || rc == PCRE2_ERROR_JIT_STACKLIMIT)
        return err_set(problem, "the expression is too slow on this text");
    return err_set(problem, "cannot match the expression (PCRE2 error %d)", rc);
}

static void take_groups(const FindRegex *r, const Stretch *x, int n, FindSpans *groups)
{
    const PCRE2_SIZE *v = pcre2_get_ovector_pointer(r->match);
    uint32_t count = pcre2_get_ovector_count(r->match);
    vec_clear(groups);
    for (uint32_t i = 0; i < count; i++) {
        bool took_part = i < (uint32_t)n && v[2 * i] != PCRE2_UNSET;
        vec_push(groups, took_part ? (FindSpan){x->start + v[2 * i], x->start + v[2 * i + 1]}
                                   : (FindSpan){SIZE_MAX, SIZE_MAX});
    }
    // \K in a look-ahead may turn the whole match round
    FindSpan *m = &groups->p[0];
    m->end = MAX(m->start, m->end);
}

// Where to go on when no match starts in x from index `first` on; what lies behind its middle was
// not seen far enough if it is as long as they get.
static size_t behind_stretch(const Stretch *x, size_t first)
{
    bool is_cut = x->is_most && !x->is_lines;
    return x->start + (is_cut ? first + FIND_MATCH_MAX : x->bytes.n);
}

// Skip what is too far before the next needle for a match to hold it; false if there is none.
// *needle is where it is, *at or behind it, as far as is known.
static bool skip_to_needle(FindRegex *r, FindWindow *w, const FindRange *range, size_t *at,
                           size_t *needle)
{
    const Literal *l = &r->traits.needle;
    if (r->traits.in_line || l->bytes.n == 0 || (*needle != SIZE_MAX && *at <= *needle))
        return true;
    r->last = (Stretch){0}; // the window moves
    *needle = literal_next(l, w, &(FindRange){*at, range->ends, range->ends, range->cancelled});
    if (*needle == SIZE_MAX)
        return false;
    *at = MAX(*at, *needle - MIN(*needle, (size_t)FIND_MATCH_MAX));
    return true;
}

bool find_regex_next(FindRegex *r, FindWindow *w, const FindRange *range, FindSpans *groups,
                     Err *problem)
{
    size_t at = range->from, reach = REACH_LEAST, needle = SIZE_MAX;
    r->range = range;
    r->steps = 0;
    while (at <= range->starts && !find_is_cancelled(range->cancelled)) {
        if (!skip_to_needle(r, w, range, &at, &needle))
            return false;
        Stretch x = stretch_at(r, w, at, reach);
        size_t first = at - x.start;
        // between the bytes of a character nothing matches
        if (first < x.bytes.n && is_tail_byte(x.bytes.p[first])) {
            at++;
            continue;
        }
        int rc = try(r, &x, first);
        if (rc == PCRE2_ERROR_PARTIAL) {
            at = x.start + pcre2_get_ovector_pointer(r->match)[0];
            reach = MIN(MAX(reach, x.bytes.n) * 4, (size_t)REACH_MOST);
        } else if (rc == PCRE2_ERROR_NOMATCH) {
            if (x.is_last)
                return false;
            at = behind_stretch(&x, first);
            reach = REACH_LEAST;
        } else if (rc < 0) {
            return give_up(rc, problem);
        } else {
            take_groups(r, &x, rc, groups);
            if (groups->p[0].end <= range->ends)
                return groups->p[0].start <= range->starts;
            at = MAX(at, groups->p[0].start) + 1;
        }
    }
    return false;
}
