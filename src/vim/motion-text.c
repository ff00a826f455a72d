// Motions by sentences, paragraphs, brackets and marks.
#include "vim/object.h"

// To the next empty line behind text; false: the text ends first, at `line`.
static bool paragraph_one(Walk *w, int dir, size_t *line)
{
    bool text = false, first = true;
    for (;; first = false) {
        bool empty = line_empty(w, *line);
        text |= !empty;
        if (!first && text && empty)
            return true;
        if (!(dir > 0 ? line_below(w, *line, line) : line_above(w, *line, line)))
            return false;
    }
}

static bool paragraph(Motion *m, int dir)
{
    size_t line = line_start(&m->w, m->off);
    bool found = true;
    for (int i = 0; i < m->count; i++) {
        if (!found)
            return false;
        found = paragraph_one(&m->w, dir, &line);
    }
    m->to = line;
    if (dir > 0 && line == line_last(&m->w) && !line_empty(&m->w, line)) {
        m->to = walk_clamp(&m->w, line_end(&m->w, line));
        m->inclusive = true;
    }
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

static bool is_one_of(int c, const char *set)
{
    return c > 0 && c < 128 && strchr(set, c);
}

static int char_at(Walk *w, size_t off)
{
    return walk_eol(w, off) ? 0 : walk_byte(w, off);
}

// Back over what may end a sentence, and the blanks behind it.
static void before_end(Walk *w, size_t *off, int dir)
{
    bool dot = false;
    for (int c; c = char_at(w, *off), is_blank(c) || is_one_of(c, ".!?)]\"'");) {
        size_t back = *off;
        if (walk_decl(w, &back) == -1 || (dir > 0 && walk_empty_line(w, back)) || dot)
            return;
        dot = is_one_of(c, ".!?");
        if (is_one_of(c, ")]\"'") && !is_one_of(char_at(w, back), ".!?)]\"'"))
            return;
        (void)walk_decl(w, off);
    }
}

// A stop with what closes quotes and brackets behind it, then a blank or the line end.
static bool stop_at(Walk *w, size_t off, size_t *behind)
{
    int r = 0;
    if (!is_one_of(char_at(w, off), ".!?"))
        return false;
    do
        r = walk_inc(w, &off);
    while (r != -1 && is_one_of(char_at(w, off), ")]\"'"));
    if (r != -1 && char_at(w, off) && !is_blank(char_at(w, off)))
        return false;
    if (char_at(w, off) == 0)
        (void)walk_inc(w, &off);
    *behind = off;
    return true;
}

// On to an empty line or behind a stop; false: there is nothing more.
static bool to_stop(Walk *w, size_t *off, int dir)
{
    size_t began = line_start(w, *off), below;
    for (;;) {
        if (char_at(w, *off) == 0) {
            if (dir < 0 && line_start(w, *off) != began && line_below(w, *off, &below))
                *off = below;
            return true;
        }
        if (stop_at(w, *off, off))
            return true;
        if ((dir > 0 ? walk_incl(w, off) : walk_decl(w, off)) == -1)
            return false;
    }
}

bool sentence_find(Walk *w, size_t *off, int dir, int count)
{
    size_t at = *off;
    while (count-- > 0) {
        size_t was = at;
        bool skips = true, empty = char_at(w, at) == 0;
        while (char_at(w, at) == 0 && (dir > 0 ? walk_incl(w, &at) : walk_decl(w, &at)) != -1)
            continue;
        if (!empty && dir < 0)
            (void)walk_decl(w, &at);
        if (!empty || dir < 0) {
            before_end(w, &at, dir);
            skips = to_stop(w, &at, dir);
            if (!skips && count > 0)
                return false;
        }
        while (skips && is_blank(char_at(w, at)) && walk_incl(w, &at) != -1)
            continue;
        if (at != was)
            continue;
        if ((dir > 0 ? walk_incl(w, &at) : walk_decl(w, &at)) == -1) {
            if (count > 0)
                return false;
            break;
        }
        count++; // it did not move: once more from the next character
    }
    *off = at;
    return true;
}

static bool sentence(Motion *m, int dir)
{
    if (!sentence_find(&m->w, &m->to, dir, m->count))
        return false;
    if (!m->visual && walk_eol(&m->w, m->to) && m->to > line_start(&m->w, m->to)) {
        m->to = walk_prev(&m->w, m->to);
        m->inclusive = true;
    }
    return true;
}

static bool sentence_down(Motion *m)
{
    return sentence(m, 1);
}

static bool sentence_up(Motion *m)
{
    return sentence(m, -1);
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

// The partner by counting.
static bool match_plain(Motion *m, size_t at, size_t *other)
{
    static const char pairs[] = "()[]{}";
    int c = walk_byte(&m->w, at), i = (int)(strchr(pairs, c) - pairs);
    bool forward = (i & 1) == 0;
    PairSearch p = {pairs[i ^ 1], (char)c, forward, true};
    return pair_find(&m->w, forward ? at + 1 : at, &p, other);
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
    int want = (int)(m->c.id & 255);
    int with = want == '(' ? ')' : want == ')' ? '(' : want == '{' ? '}' : '{';
    PairSearch p = {(char)want, (char)with, want == ')' || want == '}', true};
    for (int i = 0; i < m->count; i++) {
        size_t from = p.forward ? m->to + 1 : m->to;
        if (!pair_find(&m->w, from, &p, &m->to))
            return i > 0 && !m->op;
    }
    m->inclusive = p.forward;
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
