#include "text/find.h"
#include "base/bug.h"
#include "base/mem.h"
#include "base/utf8.h"

static bool is_ascii(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    return true;
}

// Letters beyond ASCII have another case only PCRE2 knows; broken ones have none.
static bool needs_regex(const FindQuery *q)
{
    return q->regex || (q->ignore_case && !is_ascii(q->pattern) && utf8_is_valid(q->pattern));
}

static void init_literal(Literal *l, const FindQuery *q)
{
    l->fold = q->ignore_case;
    buf_add(&l->bytes, q->pattern);
    literal_fold(l);
}

Finder *finder_new(const FindQuery *q, Err *err)
{
    if (q->pattern.n == 0) {
        err_set(err, "nothing to search for");
        return NULL;
    }
    FindRegex *regex = NULL;
    if (needs_regex(q) && !(regex = find_regex_new(q, err)))
        return NULL;
    Finder *f = NEW(Finder);
    f->query = *q;
    f->query.pattern = STR_NULL;
    f->regex = regex;
    if (!regex)
        init_literal(&f->literal, q);
    return f;
}

void finder_free(Finder *f)
{
    if (!f)
        return;
    find_regex_free(f->regex);
    buf_deinit(&f->literal.bytes);
    find_window_deinit(&f->window);
    vec_deinit(&f->groups);
    err_deinit(&f->problem);
    free(f);
}

const char *finder_problem(const Finder *f)
{
    return err_text(&f->problem);
}

static bool is_word(int c)
{
    bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    return is_letter || (c >= '0' && c <= '9') || c == '_' || c >= 0x80;
}

static bool is_border(int before, int after)
{
    return !is_word(before) || !is_word(after);
}

static bool is_border_in(Str s, size_t off)
{
    return off == 0 || off == s.n ||
           is_border((unsigned char)s.p[off - 1], (unsigned char)s.p[off]);
}

// No word goes on over the border at off.
static bool is_border_of(SnapWalk *w, size_t off)
{
    return off == 0 || is_border(snap_walk_byte(w, off - 1), snap_walk_byte(w, off));
}

// What is found stands alone, if that is asked for.
static bool is_wanted(Finder *f, FindSpan m)
{
    if (!f->query.whole_word)
        return true;
    if (!f->window.snap)
        return is_border_in(f->window.flat, m.start) && is_border_in(f->window.flat, m.end);
    // not the window's own walk, whose bytes the search goes on with
    AUTO(snap_walk) SnapWalk w = snap_walk(f->window.snap, false);
    return is_border_of(&w, m.start) && is_border_of(&w, m.end);
}

static bool next_literal(Finder *f, const FindRange *range)
{
    size_t n = f->literal.bytes.n;
    FindRange rest = *range;
    for (;;) {
        size_t at = literal_next(&f->literal, &f->window, &rest);
        vec_clear(&f->groups);
        if (at == SIZE_MAX)
            return false;
        if (is_wanted(f, (FindSpan){at, at + n})) {
            vec_push(&f->groups, (FindSpan){at, at + n});
            return true;
        }
        rest.from = at + 1;
    }
}

static bool next_in(Finder *f, const FindRange *range)
{
    if (!f->regex)
        return next_literal(f, range);
    FindRange rest = *range;
    while (find_regex_next(f->regex, &f->window, &rest, &f->groups, &f->problem)) {
        if (is_wanted(f, f->groups.p[0]))
            return true;
        rest.from = f->groups.p[0].start + 1;
        if (rest.from > rest.starts)
            break;
    }
    vec_clear(&f->groups);
    return false;
}

// Ready f for a search of s in [from, to); false if the range is empty of places to match.
static bool begin(Finder *f, const Snap *s, FindRange *range)
{
    err_deinit(&f->problem);
    vec_clear(&f->groups);
    find_window_on(&f->window, s);
    range->ends = MIN(range->ends, snap_size(s));
    range->starts = MIN(range->starts, snap_size(s));
    return range->from <= range->starts;
}

static bool found(const Finder *f, size_t *start, size_t *end)
{
    if (f->groups.n == 0)
        return false;
    *start = f->groups.p[0].start;
    *end = f->groups.p[0].end;
    return true;
}

bool finder_next(Finder *f, const Snap *s, size_t from, size_t to, const atomic_bool *cancelled,
                 size_t *start, size_t *end)
{
    FindRange range = {from, to, to, cancelled};
    return begin(f, s, &range) && next_in(f, &range) && found(f, start, end);
}

bool finder_next_bytes(Finder *f, Str bytes, size_t from, const atomic_bool *cancelled,
                       size_t *start, size_t *end)
{
    FindRange range = {from, bytes.n, bytes.n, cancelled};
    err_deinit(&f->problem);
    vec_clear(&f->groups);
    find_window_on_bytes(&f->window, bytes);
    return from <= bytes.n && next_in(f, &range) && found(f, start, end);
}

bool finder_next_in(Finder *f, const Snap *s, const FindRange *range, size_t *start, size_t *end)
{
    FindRange r = *range;
    return begin(f, s, &r) && next_in(f, &r) && found(f, start, end);
}

static void prev_literal(Finder *f, const FindRange *range)
{
    size_t n = f->literal.bytes.n, size = snap_size(f->window.snap);
    // a match that starts before `starts` may end behind it
    size_t end = range->starts + MIN(n - 1, size - range->starts);
    while (end >= range->from + n && !find_is_cancelled(range->cancelled)) {
        Str s = find_window_until(&f->window, end, n);
        s = str_from(s, s.n - MIN(s.n, end - range->from));
        size_t hit = literal_last(&f->literal, s);
        if (hit == s.n) {
            end -= s.n - (n - 1);
            continue;
        }
        FindSpan m = {end - s.n + hit, end - s.n + hit + n};
        if (is_wanted(f, m)) {
            vec_push(&f->groups, m);
            return;
        }
        end = m.end - 1;
    }
}

// The last match that starts in [range->from, range->starts).
static bool last_in(Finder *f, const FindRange *range)
{
    FindSpan last = {SIZE_MAX, 0};
    FindRange rest = *range;
    rest.starts--;
    while (rest.from <= rest.starts && next_in(f, &rest)) {
        last = f->groups.p[0];
        rest.from = MAX(last.end, last.start + 1);
    }
    if (last.start == SIZE_MAX)
        return false;
    rest.from = rest.starts = last.start;
    return next_in(f, &rest);
}

// Regexes only go forward: search stretches from the end on, each longer than the last, and take
// the last match of the first one that has any.  They start where lines do, as far as lines go, so
// that a match is seen as from the text's start.
static void prev_regex(Finder *f, const FindRange *range)
{
    size_t stretch = 4 << 10, end = range->starts;
    while (end > range->from && !find_is_cancelled(range->cancelled)) {
        size_t start = end - MIN(end, stretch);
        start = MAX(snap_line_start(f->window.snap, start, stretch), range->from);
        FindRange part = {start, end, range->ends, range->cancelled};
        if (last_in(f, &part) || f->problem.msg)
            return;
        end = start;
        stretch = MIN(stretch * 4, (size_t)FIND_MATCH_MAX);
    }
}

bool finder_prev(Finder *f, const Snap *s, size_t from, size_t to, const atomic_bool *cancelled,
                 size_t *start, size_t *end)
{
    FindRange range = {from, to, SIZE_MAX, cancelled};
    if (!begin(f, s, &range))
        return false;
    if (f->regex)
        prev_regex(f, &range);
    else
        prev_literal(f, &range);
    return found(f, start, end);
}
