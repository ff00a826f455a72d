// Text objects between two brackets, and what the language names.
#include "vim/object.h"

// Only blanks stand before `off` in its line, or nothing.
static bool in_indent(Walk *w, size_t off, size_t extra)
{
    size_t line = line_start(w, off);
    return line_text(w, line) >= off + extra;
}

typedef struct {
    char open, close;
    size_t start, end;         // found: of the brackets, then of what is selected
    size_t old_start, old_end; // what was selected
    bool line;                 // it takes the line end behind
} Around;

static bool around_close(Motion *m, Around *a)
{
    PairSearch on = {a->close, a->open, true, true};
    return pair_find(&m->w, a->start + 1, &on, &a->end);
}

// The brackets around `at`, or those that come next.
static bool around_open(Motion *m, Around *a, size_t at, bool beyond)
{
    PairSearch back = {a->open, a->close, false, false};
    PairSearch on = {a->open, a->close, true, false};
    bool inside = pair_find(&m->w, at, &back, &a->start);
    if (!inside && !beyond)
        return false;
    for (int i = inside ? 1 : 0; i < m->count; i++) {
        size_t from = inside ? a->start : i == 0 ? at + 1 : a->start + 1;
        if (!pair_find(&m->w, from, inside ? &back : &on, &a->start))
            return false;
    }
    return true;
}

static size_t start_of_search(Motion *m, Around *a)
{
    size_t at = m->off, lo = MIN(m->anchor, m->off);
    a->old_start = a->old_end = at;
    if (m->visual && m->anchor != m->off) {
        a->old_start = lo;
        a->old_end = MAX(m->anchor, m->off);
        return lo;
    }
    while (a->open == '{' && in_indent(&m->w, at, 1))
        if (walk_inc(&m->w, &at) != 0)
            break;
    return walk_byte(&m->w, at) == a->open ? at + 1 : at;
}

// Without the brackets; if that is no more than what is selected, those around them.
static bool take_inner(Motion *m, Around *a)
{
    for (;;) {
        size_t open = a->start;
        (void)walk_incl(&m->w, &a->start);
        a->line = a->end == line_start(&m->w, a->end);
        (void)walk_decl(&m->w, &a->end);
        while (a->open == '{' && in_indent(&m->w, a->end, 1)) {
            a->line = true;
            if (walk_decl(&m->w, &a->end) != 0)
                break;
        }
        bool more = a->start < a->old_start || a->end > a->old_end;
        if (!m->visual || more || a->start == a->end)
            return true;
        PairSearch back = {a->open, a->close, false, false};
        if (!pair_find(&m->w, open, &back, &a->start) || !around_close(m, a))
            return false;
    }
}

static bool brackets(Motion *m, char open, char close)
{
    Around a = {.open = open, .close = close};
    size_t at = start_of_search(m, &a);
    if (!around_open(m, &a, at, true) || !around_close(m, &a))
        return false;
    if (object_is_inner(m) && !take_inner(m, &a))
        return false;
    m->ends = true;
    m->from = a.start;
    m->to = a.end;
    if (m->visual) {
        if (a.line && !walk_eol(&m->w, m->to))
            m->to = walk_next(&m->w, m->to);
    } else if (a.line) {
        (void)walk_incl(&m->w, &m->to);
    } else if (m->from <= m->to) {
        m->inclusive = true;
    } else {
        m->to = m->from; // nothing between them
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

// What the language names -------------------------------------------------------------------------

static bool kind_fits(SymbolKind k, bool function)
{
    if (function)
        return k == SYMBOL_FUNCTION || k == SYMBOL_METHOD;
    return k == SYMBOL_CLASS || k == SYMBOL_STRUCT || k == SYMBOL_INTERFACE || k == SYMBOL_ENUM ||
           k == SYMBOL_MODULE;
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

// Behind its name and parameters: a body in braces, or the lines below.
static bool body_of(Motion *m, const SyntaxSymbol *s)
{
    size_t at = s->name_end, close;
    PairSearch parens = {')', '(', true, true}, braces = {'}', '{', true, true};
    while (at < s->end && walk_byte(&m->w, at) != '{') {
        if (walk_byte(&m->w, at) == '(' && pair_find(&m->w, at + 1, &parens, &close))
            at = close;
        else if (walk_byte(&m->w, at) == ':' && walk_eol(&m->w, at + 1))
            break;
        at++;
    }
    if (walk_byte(&m->w, at) == '{' && pair_find(&m->w, at + 1, &braces, &close)) {
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
            if (object_is_inner(m))
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
    BOTH('f', symbol_object),
    BOTH('c', symbol_object),
    {0},
};
