// Comments put around text and taken away.
#include "edit/inner.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static size_t indent_end(const Snap *s, size_t line, size_t end)
{
    char c;
    while (line < end && snap_read(s, line, &c, 1) == 1 && is_blank(c))
        line++;
    return line;
}

static bool stands_at(const Snap *s, size_t off, Str what)
{
    char bytes[16];
    return what.n <= sizeof bytes && snap_read(s, off, bytes, what.n) == what.n &&
           str_eq(str_n(bytes, what.n), what);
}

static bool ends_at(const Snap *s, size_t start, size_t end, Str what)
{
    return end - start >= what.n && stands_at(s, end - what.n, what);
}

// What the lines of a block have in common.
typedef struct {
    size_t column;   // bytes of the smallest indent
    bool all, blank; // all lines with text are comments; there is no text at all
} Lines;

static Lines look(const Snap *s, const LineBlock *b, Str open, Str close)
{
    Lines l = {.column = SIZE_MAX, .all = true, .blank = true};
    for (size_t line = b->start;; line = snap_next_line(s, line)) {
        size_t end = edit_content_end(s, line), text = indent_end(s, line, end);
        if (text < end) {
            l.blank = false;
            l.column = MIN(l.column, text - line);
            l.all = l.all && stands_at(s, text, open) && ends_at(s, text + open.n, end, close);
        }
        if (end >= b->end)
            return l;
    }
}

// Marks around [at, end), or before it if they need none behind.
static void comment(size_t at, size_t end, const CommentMarks *m, Change *c)
{
    AUTO(buf) Buf with = BUF_INIT;
    buf_add(&with, m->open);
    buf_add_byte(&with, ' ');
    if (m->close.n && at < end) {
        change_add(c, at, at, buf_str(&with));
        buf_clear(&with);
        at = end;
    }
    if (m->close.n) {
        buf_add_byte(&with, ' ');
        buf_add(&with, m->close);
    }
    change_add(c, at, at, buf_str(&with));
}

// The marks between [start, end), with one blank each where there is one.
static void uncomment(const Snap *s, size_t start, size_t end, const CommentMarks *m, Change *c)
{
    size_t from = start + m->open.n, till = end - m->close.n;
    if (from < till && stands_at(s, from, STR(" ")))
        from++;
    if (m->close.n && till > from && stands_at(s, till - 1, STR(" ")))
        till--;
    change_add(c, start, from, STR_NULL);
    if (m->close.n)
        change_add(c, till, end, STR_NULL);
}

static void toggle_lines(const Snap *s, const LineBlock *b, const CommentMarks *m, CommentDo what,
                         Change *c)
{
    Lines l = look(s, b, m->open, m->close);
    bool away = what == COMMENT_REMOVE || (what == COMMENT_TOGGLE && l.all && !l.blank);
    for (size_t line = b->start;; line = snap_next_line(s, line)) {
        size_t end = edit_content_end(s, line), text = indent_end(s, line, end);
        bool is = text < end && stands_at(s, text, m->open) &&
                  ends_at(s, text + m->open.n, end, m->close);
        if (away && is)
            uncomment(s, text, end, m, c);
        else if (!away && text < end)
            comment(line + l.column, end, m, c);
        else if (!away && l.blank)
            comment(text, end, m, c);
        if (end >= b->end)
            return;
    }
}

// The first byte of text in a block, or its end.
static size_t first_text(const Snap *s, const LineBlock *b)
{
    for (size_t line = b->start;; line = snap_next_line(s, line)) {
        size_t end = edit_content_end(s, line), text = indent_end(s, line, end);
        if (text < end || end >= b->end)
            return text;
    }
}

void edit_comment_lines(const Snap *s, const Selections *sel, const CommentRules *rules,
                        CommentDo what, Change *c)
{
    CommentMarks m;
    LineBlocks blocks = {0};
    edit_blocks(s, sel, &blocks);
    VEC_EACH (const LineBlock, b, &blocks)
        if (rules->marks_at(rules->arg, first_text(s, b), &m))
            toggle_lines(s, b, &m, what, c);
    change_keep(c, sel);
    vec_deinit(&blocks);
}

static void skip_blanks(const Snap *s, size_t *start, size_t *end)
{
    char c;
    while (*start < *end && snap_read(s, *start, &c, 1) == 1 && str_trim(str_n(&c, 1)).n == 0)
        ++*start;
    while (*end > *start && snap_read(s, *end - 1, &c, 1) == 1 && str_trim(str_n(&c, 1)).n == 0)
        --*end;
}

// Is [*start, *end) a comment, or all that is in one?  Then the two become its bounds.
static bool find_comment(const Snap *s, const CommentMarks *m, size_t *start, size_t *end)
{
    size_t a = *start, b = *end, room = m->open.n + m->close.n;
    skip_blanks(s, &a, &b);
    if (b - a >= room && stands_at(s, a, m->open) && ends_at(s, a, b, m->close)) {
        *start = a;
        *end = b;
        return true;
    }
    a = *start;
    b = *end;
    while (a > 0 && stands_at(s, a - 1, STR(" ")))
        a--;
    while (stands_at(s, b, STR(" ")))
        b++;
    if (a < m->open.n || !stands_at(s, a - m->open.n, m->open) || !stands_at(s, b, m->close))
        return false;
    *start = a - m->open.n;
    *end = b + m->close.n;
    return true;
}

void edit_toggle_block_comment(const Snap *s, const Selections *sel, const CommentMarks *m,
                               Change *c)
{
    Vec(size_t) inside = {0}; // those that got marks, by index: they stay between them
    size_t done = 0;
    for (size_t i = 0; i < sel->v.n; i++) {
        size_t start = selection_start(&sel->v.p[i]), end = selection_end(&sel->v.p[i]);
        if (!find_comment(s, m, &start, &end)) {
            comment(start, end, m, c);
            vec_push(&inside, i);
        } else if (start >= done) {
            uncomment(s, start, end, m, c);
            done = end;
        }
    }
    change_keep(c, sel);
    VEC_EACH (const size_t, i, &inside) {
        Selection *x = &c->after.v.p[*i];
        size_t end = selection_end(x), shorter = end - m->close.n - 1;
        x->anchor = x->anchor == end ? shorter : x->anchor;
        x->head = x->head == end ? shorter : x->head;
    }
    vec_deinit(&inside);
}
