// Motions by sentences, paragraphs, brackets and marks.
#include "vim/inner.h"

static bool blank_line(Motion *m, size_t line)
{
    return line_empty(&m->w, line);
}

static bool paragraph_one(Motion *m, int dir, bool last)
{
    size_t line = line_start(&m->w, m->to);
    bool text = !blank_line(m, line), first = true;
    for (;;) {
        if (!blank_line(m, line))
            text = true;
        if (!first && text && blank_line(m, line))
            break;
        first = false;
        if (!(dir > 0 ? line_below(&m->w, line, &line) : line_above(&m->w, line, &line))) {
            if (!last)
                return false;
            if (dir > 0) { // behind the last character
                m->to = line_end(&m->w, line);
                bool shown = !m->op && !m->visual;
                size_t on = walk_clamp(&m->w, m->to);
                m->inclusive = on != m->to;
                m->to = shown || m->inclusive ? on : m->to;
                return true;
            }
            m->to = line;
            return true;
        }
    }
    m->to = line;
    return true;
}

static bool paragraph(Motion *m, int dir)
{
    if (dir > 0 && m->off == walk_clamp(&m->w, m->w.end) && !m->op)
        return false;
    if (dir < 0 && m->off == 0)
        return false;
    for (int i = 0; i < m->count; i++)
        if (!paragraph_one(m, dir, i + 1 == m->count))
            return false;
    return true;
}

static bool paragraph_down(Motion *m)
{
    return paragraph(m, 1);
}

static bool paragraph_up(Motion *m)
{
    return paragraph(m, -1);
}

// Sentences ---------------------------------------------------------------------------------------

static bool is_closer(int c)
{
    return c == ')' || c == ']' || c == '"' || c == '\'';
}

// Does a sentence end with the character at off?  *next: where the one behind it begins.
static bool sentence_ends(Motion *m, size_t off, size_t *next)
{
    int c = walk_byte(&m->w, off);
    if (c != '.' && c != '!' && c != '?')
        return false;
    while (is_closer(walk_byte(&m->w, ++off)))
        continue;
    if (!walk_eol(&m->w, off) && !is_blank(walk_byte(&m->w, off)))
        return false;
    *next = off;
    return true;
}

static size_t skip_white(Motion *m, size_t off)
{
    for (;;) {
        if (is_blank(walk_byte(&m->w, off)))
            off++;
        else if (!walk_eol(&m->w, off) || !line_below(&m->w, off, &off))
            return off;
        else if (line_empty(&m->w, off))
            return off;
    }
}

static bool sentence_down_one(Motion *m)
{
    size_t at = m->to, next;
    if (line_empty(&m->w, line_start(&m->w, at))) { // from an empty line to text
        while (line_empty(&m->w, line_start(&m->w, at)))
            if (!line_below(&m->w, at, &at))
                return false;
        m->to = line_text(&m->w, at);
        return true;
    }
    for (;;) {
        if (at >= m->w.end)
            break;
        if (walk_eol(&m->w, at)) {
            if (!line_below(&m->w, at, &at))
                break;
            if (line_empty(&m->w, at)) {
                m->to = at;
                return true;
            }
            continue;
        }
        if (sentence_ends(m, at, &next)) {
            m->to = skip_white(m, next);
            if (m->to < m->w.end || !walk_eol(&m->w, m->to))
                return true;
            break;
        }
        at = walk_next(&m->w, at);
    }
    if (m->to == walk_clamp(&m->w, m->w.end))
        return false;
    m->to = walk_clamp(&m->w, m->w.end);
    m->inclusive = true;
    return true;
}

static size_t sentence_start_before(Motion *m, size_t off)
{
    size_t at = off, best = 0, next;
    while (at > 0) {
        at = walk_prev(&m->w, at);
        size_t line = line_start(&m->w, at);
        if (line_empty(&m->w, line) && line < off) {
            size_t below;
            // text behind an empty line begins a sentence, the empty line one too
            if (line_below(&m->w, line, &below) && line_text(&m->w, below) < off &&
                !line_empty(&m->w, below))
                return line_text(&m->w, below);
            return line;
        }
        if (sentence_ends(m, at, &next)) {
            best = skip_white(m, next);
            if (best < off)
                return best;
        }
    }
    best = line_text(&m->w, 0);
    return best < off ? best : 0;
}

static bool sentence_down(Motion *m)
{
    for (int i = 0; i < m->count; i++)
        if (!sentence_down_one(m))
            return i > 0 && false;
    return true;
}

static bool sentence_up(Motion *m)
{
    for (int i = 0; i < m->count; i++) {
        if (m->to == 0)
            return false;
        m->to = sentence_start_before(m, m->to);
    }
    return true;
}

// Brackets ----------------------------------------------------------------------------------------

static bool is_bracket(int c)
{
    return c > 0 && strchr("()[]{}", c);
}

static bool percent_of_text(Motion *m)
{
    size_t rows = line_row(&m->w, m->w.end) + 1;
    if (m->count > 100)
        return false;
    size_t row = ((size_t)m->count * rows + 99) / 100;
    m->to = walk_clamp(&m->w, line_text(&m->w, line_of_row(&m->w, row ? row - 1 : 0)));
    m->linewise = true;
    return true;
}

enum { MATCH_FAR = 4 << 20 };

// The partner by counting; quotes do not matter.
static bool match_plain(Motion *m, size_t at, size_t *other)
{
    static const char pairs[] = "()[]{}";
    int c = walk_byte(&m->w, at), i = (int)(strchr(pairs, c) - pairs), with = pairs[i ^ 1];
    bool forward = (i & 1) == 0;
    size_t off = at;
    int depth = 0;
    for (int n = 0; n < MATCH_FAR; n++) {
        int b = walk_byte(&m->w, off);
        depth += b == c ? 1 : b == with ? -1 : 0;
        if (depth == 0) {
            *other = off;
            return true;
        }
        if (forward ? off >= m->w.end : off == 0)
            return false;
        off += forward ? 1 : (size_t)-1;
    }
    return false;
}

static bool percent(Motion *m)
{
    Document *d = m->x->v->doc;
    size_t at = m->off, end = line_end(&m->w, m->off);
    if (m->c.count)
        return percent_of_text(m);
    while (at < end && !is_bracket(walk_byte(&m->w, at)))
        at++;
    m->inclusive = true;
    if (at >= end)
        return false;
    if (d->syntax && syntax_match_bracket(d->syntax, d->text, at, &m->to))
        return true;
    return match_plain(m, at, &m->to);
}

// [( [{ ]) ]}: the bracket around the cursor.
static bool unmatched(Motion *m)
{
    int want = (int)(m->c.id & 255), depth = 0, n = 0;
    bool forward = want == ')' || want == '}';
    int with = want == '(' ? ')' : want == ')' ? '(' : want == '{' ? '}' : '{';
    size_t off = m->off;
    for (int left = m->count; left > 0; n++) {
        if (n > MATCH_FAR || (forward ? off >= m->w.end : off == 0))
            return false;
        off += forward ? 1 : (size_t)-1;
        int b = walk_byte(&m->w, off);
        if (b == with)
            depth++;
        else if (b == want && depth-- == 0)
            depth = 0, left--;
    }
    m->to = off;
    m->inclusive = forward;
    return true;
}

// Marks -------------------------------------------------------------------------------------------

static bool to_mark(Motion *m)
{
    size_t off;
    uint32_t name = m->c.arg == '`' ? '\'' : m->c.arg;
    if (!mark_get(m->x->vim, m->x->v->doc, name, &off)) {
        char c[4];
        return err_set(&m->x->err, "mark '%.*s' is not set", name < 128 ? 1 : 0,
                       (c[0] = (char)name, c));
    }
    off = MIN(off, m->w.end);
    m->linewise = m->c.id == '\'';
    m->to = m->linewise ? line_text(&m->w, line_start(&m->w, off)) : off;
    if (!m->op || m->linewise)
        m->to = walk_clamp(&m->w, m->to);
    return true;
}

const MotionRow motions_text[] = {
    {'}', JUMP | SHIFTS, paragraph_down},
    {'{', JUMP | SHIFTS, paragraph_up},
    {')', JUMP | SHIFTS, sentence_down},
    {'(', JUMP | SHIFTS, sentence_up},
    {'%', JUMP | SHIFTS, percent},
    {TWO('[', '('), JUMP, unmatched},
    {TWO('[', '{'), JUMP, unmatched},
    {TWO(']', ')'), JUMP, unmatched},
    {TWO(']', '}'), JUMP, unmatched},
    {'\'', TAKES_ARG | JUMP, to_mark},
    {'`', TAKES_ARG | JUMP | SHIFTS, to_mark},
    {0},
};
