// Text objects between quotes, and between tags.
#include "vim/object.h"

// Quotes ------------------------------------------------------------------------------------------

// The next one from `at` on; `escapes`: one behind a backslash is none.
static bool quote_next(Walk *w, size_t at, char quote, bool escapes, size_t *out)
{
    for (; !walk_eol(w, at); at = walk_next(w, at)) {
        int c = walk_byte(w, at);
        if (escapes && c == '\\')
            at++;
        else if (c == quote) {
            *out = at;
            return true;
        }
        if (walk_eol(w, at))
            return false;
    }
    return false;
}

// The one before, or the start of the line.
static size_t quote_before(Walk *w, size_t at, char quote)
{
    size_t line = line_start(w, at);
    while (at > line) {
        size_t n = 0;
        at = walk_prev(w, at);
        while (at - n > line && walk_byte(w, at - n - 1) == '\\')
            n++;
        if (n & 1)
            at -= n;
        else if (walk_byte(w, at) == quote)
            break;
    }
    return at;
}

// Strings are counted from the start of the line: the one that holds `off`.
static bool string_at(Walk *w, size_t off, char quote, size_t *a, size_t *b)
{
    size_t at = line_start(w, off);
    while (quote_next(w, at, quote, false, a) && *a <= off &&
           quote_next(w, *a + 1, quote, true, b)) {
        if (*b >= off)
            return true;
        at = *b + 1;
    }
    return false;
}

bool object_quote(Walk *w, size_t off, char quote, size_t *a, size_t *b)
{
    if (walk_byte(w, off) == quote)
        return string_at(w, off, quote, a, b);
    *a = quote_before(w, off, quote);
    if (walk_byte(w, *a) != quote && !quote_next(w, *a, quote, false, a))
        return false;
    return quote_next(w, *a + 1, quote, true, b);
}

typedef struct {
    char quote;
    bool empty;     // nothing is selected yet
    bool inside;    // just what is inside quotes is
    bool has_quote; // a quote is
    size_t low, high;
} Quoted;

static bool look_at_selected(Motion *m, Quoted *q)
{
    Walk *w = &m->w;
    *q = (Quoted){(char)(m->c.id & 255), true, false, false, m->off, m->off};
    if (!m->visual || m->anchor == m->off)
        return true;
    if (line_start(w, m->anchor) != line_start(w, m->off))
        return false;
    q->empty = false;
    q->low = MIN(m->anchor, m->off);
    q->high = MAX(m->anchor, m->off);
    q->inside = q->low > line_start(w, q->low) && walk_byte(w, q->low - 1) == q->quote &&
                !walk_eol(w, q->high) && walk_byte(w, q->high + 1) == q->quote;
    for (size_t at = q->low; at <= q->high && !walk_eol(w, at); at++)
        q->has_quote |= walk_byte(w, at) == q->quote;
    return true;
}

static bool find_string(Motion *m, const Quoted *q, size_t *a, size_t *b)
{
    Walk *w = &m->w;
    if (!q->empty && walk_byte(w, q->high) == q->quote) { // the next one
        if (!quote_next(w, q->high + 1, q->quote, false, a))
            return false;
        if (!quote_next(w, *a + 1, q->quote, true, b)) {
            *b = *a;
            *a = q->high;
        }
        return true;
    }
    size_t first = q->high;
    if (q->empty)
        return object_quote(w, first, q->quote, a, b);
    return quote_next(w, first, q->quote, false, &first) && string_at(w, first, q->quote, a, b);
}

static bool quote_object(Motion *m)
{
    Walk *w = &m->w;
    Quoted q;
    size_t a, b;
    bool inner = object_is_inner(m);
    if (!look_at_selected(m, &q) || !find_string(m, &q, &a, &b))
        return false;
    if (!inner && is_blank(walk_byte(w, b + 1))) {
        while (is_blank(walk_byte(w, b + 1)))
            b++;
    } else if (!inner) {
        for (size_t line = line_start(w, a); a > line && is_blank(walk_byte(w, a - 1));)
            a--;
    }
    bool whole = !inner || m->count > 1 || (!q.empty && q.inside);
    a += !whole;
    m->wide = m->ends = true;
    m->from = a;
    m->to = whole ? walk_next(w, b) : b;
    if (!m->visual)
        return true;
    bool before = q.low > line_start(w, q.low) && walk_byte(w, q.low - 1) == q.quote;
    bool fresh =
        q.empty || (!q.has_quote && (q.inside || (walk_byte(w, q.low) != q.quote && !before)));
    m->from = fresh ? a : q.low;
    m->to = m->to > m->from ? walk_prev(w, m->to) : m->to;
    return true;
}

// Tags --------------------------------------------------------------------------------------------

enum { TAG_MAX = 64, TAG_FAR = 1 << 20 };

static bool is_name(int c)
{
    return c > ' ' && c != '>' && c != '/' && c != '<';
}

static int tag_name(Walk *w, size_t off, char out[TAG_MAX])
{
    int n = 0;
    for (int c; n < TAG_MAX - 1 && is_name(c = walk_byte(w, off + (size_t)n)); n++)
        out[n] = (char)c;
    out[n] = '\0';
    return n;
}

static bool tag_end(Walk *w, size_t off, size_t *end, bool *alone)
{
    for (int n = 0; n < TAG_FAR && off < w->end; n++, off++)
        if (walk_byte(w, off) == '>') {
            *alone = walk_byte(w, off - 1) == '/';
            *end = off + 1;
            return true;
        }
    return false;
}

// Where the tag that ends at `off` and has that name is closed.
static bool tag_closed(Walk *w, size_t off, const char *name, size_t *close, size_t *behind)
{
    char other[TAG_MAX];
    bool alone;
    size_t end;
    int depth = 0;
    for (int n = 0; n < TAG_FAR && off < w->end; n++, off++) {
        if (walk_byte(w, off) != '<')
            continue;
        bool closing = walk_byte(w, off + 1) == '/';
        tag_name(w, off + 1 + closing, other);
        if (strcmp(other, name) != 0 || !tag_end(w, off, &end, &alone))
            continue;
        if (closing && depth-- == 0) {
            *close = off;
            *behind = end;
            return true;
        }
        depth += !closing && !alone;
    }
    return false;
}

typedef struct {
    size_t open, inner, close, behind;
} Tag;

static bool tag_at(Walk *w, size_t off, Tag *t)
{
    char name[TAG_MAX];
    bool alone;
    t->open = off;
    return walk_byte(w, off) == '<' && tag_name(w, off + 1, name) > 0 &&
           tag_end(w, off, &t->inner, &alone) && !alone &&
           tag_closed(w, t->inner, name, &t->close, &t->behind);
}

static bool tag_around(Walk *w, size_t off, int count, Tag *t)
{
    size_t at = off + 1;
    for (int n = 0; n < TAG_FAR && at > 0; n++) {
        at--;
        if (tag_at(w, at, t) && t->behind > off && --count == 0)
            return true;
    }
    return false;
}

static bool tag_object(Motion *m)
{
    Tag t;
    size_t off = m->off;
    while (is_blank(walk_byte(&m->w, off)) && line_text(&m->w, line_start(&m->w, off)) > off)
        off++; // an indent belongs to the tag behind it
    if (!tag_around(&m->w, off, m->count, &t))
        return false;
    size_t lo = MIN(m->anchor, m->off), hi = MAX(m->anchor, m->off) + 1;
    if (m->visual && m->anchor != m->off && t.inner >= lo && t.close <= hi &&
        (object_is_inner(m) || (t.open >= lo && t.behind <= hi))) {
        if (object_is_inner(m) && (t.open < lo || t.behind > hi)) {
            m->from = t.open, m->to = t.behind;
            return m->wide = true;
        }
        if (t.open == 0 || !tag_around(&m->w, t.open - 1, 1, &t))
            return false;
    }
    m->from = object_is_inner(m) ? t.inner : t.open;
    m->to = object_is_inner(m) ? t.close : t.behind;
    return m->wide = true;
}

#define BOTH(key, fn)             \
    {TWO('i', key), OBJECT, fn},  \
    {                             \
        TWO('a', key), OBJECT, fn \
    }

const MotionRow motions_quotes[] = {
    BOTH('"', quote_object),
    BOTH('\'', quote_object),
    BOTH('`', quote_object),
    BOTH('t', tag_object),
    {0},
};
