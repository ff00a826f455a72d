// Text objects between two ends: brackets, quotes, tags, and what the language names.
#include "vim/inner.h"

enum { PAIR_FAR = 4 << 20 };

static bool is_inner(const Motion *m)
{
    return ((m->c.id >> 8) & 255) == 'i';
}

static bool open_before(Walk *w, size_t off, char open, char close, size_t *at)
{
    int depth = 0;
    for (int n = 0; n < PAIR_FAR && off > 0; n++) {
        int c = walk_byte(w, --off);
        if (c == close)
            depth++;
        else if (c == open && depth-- == 0) {
            *at = off;
            return true;
        }
    }
    return false;
}

static bool close_behind(Walk *w, size_t off, char open, char close, size_t *at)
{
    int depth = 0;
    for (int n = 0; n < PAIR_FAR && off < w->end; n++, off++) {
        int c = walk_byte(w, off);
        if (c == open)
            depth++;
        else if (c == close && depth-- == 0) {
            *at = off;
            return true;
        }
    }
    return false;
}

bool object_pair(Walk *w, size_t off, char open, char close, int count, size_t *a, size_t *b)
{
    size_t at = off;
    if (walk_byte(w, off) == open)
        at = off + 1;
    for (int i = 0; i < count; i++)
        if (!open_before(w, at, open, close, &at))
            return false;
    *a = at;
    return close_behind(w, at + 1, open, close, b);
}

static size_t behind_open(Walk *w, size_t open)
{
    size_t at = open + 1;
    if (walk_eol(w, at))
        (void)line_below(w, at, &at);
    return at;
}

// What is inside: the line end behind the opening one and the indent of the closing one are not.
static void inner_of(Motion *m, size_t open, size_t close)
{
    size_t start = behind_open(&m->w, open), line = line_start(&m->w, close);
    m->from = start;
    m->to = close;
    if (line > open && line_text(&m->w, line) == close && start <= line)
        m->to = line; // the rules for an exclusive end see to the rest
    if (m->to < m->from)
        m->to = m->from = close;
}

static bool brackets(Motion *m, char open, char close)
{
    size_t a, b;
    bool again = m->visual && m->anchor != m->off;
    if (!object_pair(&m->w, m->off, open, close, m->count, &a, &b))
        return false;
    size_t lo = MIN(m->anchor, m->off), hi = MAX(m->anchor, m->off);
    if (again && (is_inner(m) ? a + 1 >= lo && b <= hi + 1 : a >= lo && b <= hi) &&
        !object_pair(&m->w, a, open, close, 2, &a, &b))
        return false;
    if (is_inner(m)) {
        inner_of(m, a, b);
    } else {
        m->from = a;
        m->to = b + 1;
        m->wide = true;
    }
    return true;
}

static bool bracket_object(Motion *m)
{
    switch (m->c.id & 255) {
    case '(':
    case ')':
    case 'b':
        return brackets(m, '(', ')');
    case '[':
    case ']':
        return brackets(m, '[', ']');
    case '<':
    case '>':
        return brackets(m, '<', '>');
    default:
        return brackets(m, '{', '}');
    }
}

// The next quote in the line that no backslash stands before.
static bool next_quote(Walk *w, size_t off, char quote, size_t *at)
{
    for (; !walk_eol(w, off); off++) {
        int c = walk_byte(w, off);
        if (c == '\\')
            off++;
        else if (c == quote) {
            *at = off;
            return true;
        }
        if (walk_eol(w, off))
            break;
    }
    return false;
}

bool object_quote(Walk *w, size_t off, char quote, size_t *a, size_t *b)
{
    size_t at = line_start(w, off);
    while (next_quote(w, at, quote, a) && next_quote(w, *a + 1, quote, b)) {
        if (*b >= off)
            return true;
        at = *b + 1;
    }
    return false;
}

static bool quote_object(Motion *m)
{
    size_t a, b;
    if (!object_quote(&m->w, m->off, (char)(m->c.id & 255), &a, &b))
        return false;
    m->wide = true;
    m->from = a + 1;
    m->to = b;
    if (is_inner(m)) {
        if (m->count > 1)
            m->from = a, m->to = b + 1;
        return true;
    }
    m->from = a;
    m->to = b + 1;
    while (is_blank(walk_byte(&m->w, m->to)))
        m->to++;
    size_t line = line_start(&m->w, a);
    if (m->to == b + 1)
        while (m->from > line && is_blank(walk_byte(&m->w, m->from - 1)))
            m->from--;
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
        (is_inner(m) || (t.open >= lo && t.behind <= hi))) {
        if (is_inner(m) && (t.open < lo || t.behind > hi)) {
            m->from = t.open, m->to = t.behind;
            return m->wide = true;
        }
        if (t.open == 0 || !tag_around(&m->w, t.open - 1, 1, &t))
            return false;
    }
    m->from = is_inner(m) ? t.inner : t.open;
    m->to = is_inner(m) ? t.close : t.behind;
    return m->wide = true;
}

// What the language names -------------------------------------------------------------------------

static bool kind_fits(SymbolKind k, bool function)
{
    if (function)
        return k == SYMBOL_FUNCTION || k == SYMBOL_METHOD;
    return k == SYMBOL_CLASS || k == SYMBOL_STRUCT || k == SYMBOL_INTERFACE || k == SYMBOL_ENUM ||
           k == SYMBOL_MODULE;
}

// Behind its name and parameters: a body in braces, or the lines below.
static bool body_of(Motion *m, const SyntaxSymbol *s)
{
    size_t at = s->name_end, close;
    while (at < s->end && walk_byte(&m->w, at) != '{') {
        if (walk_byte(&m->w, at) == '(' && close_behind(&m->w, at + 1, '(', ')', &close))
            at = close;
        else if (walk_byte(&m->w, at) == ':' && walk_eol(&m->w, at + 1))
            break;
        at++;
    }
    if (walk_byte(&m->w, at) == '{' && close_behind(&m->w, at + 1, '{', '}', &close)) {
        inner_of(m, at, close);
        return true;
    }
    if (at >= s->end || !line_below(&m->w, at, &m->from))
        return false;
    m->to = line_end(&m->w, s->end);
    m->linewise = true;
    return true;
}

static bool symbol_object(Motion *m)
{
    Document *d = m->x->v->doc;
    bool function = (m->c.id & 255) == 'f';
    int left = m->count;
    if (!d->syntax)
        return err_set(&m->x->err, "there is no language here to tell functions and classes by");
    for (ptrdiff_t i = syntax_symbol_at(d->syntax, d->text, m->off); i >= 0;) {
        SyntaxSymbol s = syntax_symbol(d->syntax, d->text, (size_t)i);
        if (kind_fits(s.kind, function) && --left == 0) {
            if (is_inner(m))
                return body_of(m, &s);
            m->from = s.start;
            m->to = MIN(s.end, m->w.end);
            size_t start = line_start(&m->w, m->from);
            m->linewise = line_text(&m->w, start) == m->from && walk_eol(&m->w, m->to);
            return m->wide = true;
        }
        i = s.parent;
    }
    return false;
}

#define BOTH(key, fn)             \
    {TWO('i', key), OBJECT, fn},  \
    {                             \
        TWO('a', key), OBJECT, fn \
    }

const MotionRow motions_pairs[] = {
    BOTH('(', bracket_object),
    BOTH(')', bracket_object),
    BOTH('b', bracket_object),
    BOTH('[', bracket_object),
    BOTH(']', bracket_object),
    BOTH('{', bracket_object),
    BOTH('}', bracket_object),
    BOTH('B', bracket_object),
    BOTH('<', bracket_object),
    BOTH('>', bracket_object),
    BOTH('"', quote_object),
    BOTH('\'', quote_object),
    BOTH('`', quote_object),
    BOTH('t', tag_object),
    BOTH('f', symbol_object),
    BOTH('c', symbol_object),
    {0},
};
