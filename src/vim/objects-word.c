// Text objects: words, sentences, paragraphs, lines of one indent.
#include "vim/inner.h"

static bool is_inner(const Motion *m)
{
    return ((m->c.id >> 8) & 255) == 'i';
}

// The end of a run of characters of one class in its line.
static size_t run_end(Motion *m, size_t off, bool big)
{
    int class = walk_class(&m->w, off, big);
    while (!walk_eol(&m->w, off) && walk_class(&m->w, off, big) == class)
        off = walk_next(&m->w, off);
    return off;
}

static size_t run_start(Motion *m, size_t off, bool big)
{
    int class = walk_class(&m->w, off, big);
    size_t line = line_start(&m->w, off);
    while (off > line && walk_class(&m->w, walk_prev(&m->w, off), big) == class)
        off = walk_prev(&m->w, off);
    return off;
}

static bool next_line(Motion *m, size_t *off)
{
    return walk_eol(&m->w, *off) ? line_below(&m->w, *off, off) : true;
}

static bool inner_words(Motion *m, bool big)
{
    for (int i = 0; i < m->count; i++) {
        if (i > 0 && walk_eol(&m->w, m->to) && !next_line(m, &m->to))
            return false;
        m->to = run_end(m, m->to, big);
    }
    return true;
}

// With the blanks behind each word, or those before if there are none behind.
static bool outer_words(Motion *m, bool big)
{
    bool blank_first = walk_class(&m->w, m->to, big) == 0, white = blank_first;
    for (int i = 0; i < m->count; i++) {
        size_t start = m->to;
        if (walk_eol(&m->w, m->to) && !next_line(m, &m->to))
            return false;
        bool blank = walk_class(&m->w, m->to, big) == 0;
        if (blank) {
            m->to = run_end(m, m->to, big);
            if (walk_eol(&m->w, m->to) && !next_line(m, &m->to))
                return start != m->to;
            while (is_blank(walk_byte(&m->w, m->to)))
                m->to++;
        }
        m->to = run_end(m, m->to, big);
        white = blank;
        if (!blank_first && !walk_eol(&m->w, m->to) && walk_class(&m->w, m->to, big) == 0) {
            m->to = run_end(m, m->to, big);
            white = true;
        }
    }
    if (!white) {
        size_t line = line_start(&m->w, m->from), at = m->from;
        while (at > line && is_blank(walk_byte(&m->w, at - 1)))
            at--;
        if (at > line)
            m->from = at; // an indent stays
    }
    return true;
}

static bool word_object(Motion *m)
{
    bool big = (m->c.id & 255) == 'W';
    bool goes_on = m->visual && m->anchor != m->off;
    m->from = run_start(m, m->off, big);
    if (goes_on) { // one more behind what is selected
        m->to = walk_next(&m->w, m->off);
        if (walk_eol(&m->w, m->to))
            (void)line_below(&m->w, m->to, &m->to);
        m->from = m->to;
    } else {
        m->to = m->from;
    }
    size_t from = m->from;
    bool ok = is_inner(m) ? inner_words(m, big) : outer_words(m, big);
    if (goes_on)
        m->from = MIN(m->anchor, from);
    return ok && (m->to > m->from || walk_eol(&m->w, m->from));
}

// Sentences ---------------------------------------------------------------------------------------

static size_t sentence_move(const Motion *m, size_t off, uint32_t key)
{
    Motion n = *m;
    n.c.id = key;
    n.off = n.to = off;
    n.count = 1;
    n.op = true;
    walk_init(&n.w, m->w.s);
    if (!motion_find(key)->run(&n))
        return key == ')' ? m->w.end : 0;
    return n.inclusive ? walk_next(&n.w, n.to) : n.to;
}

static size_t before_blanks(Motion *m, size_t off, size_t from)
{
    while (off > from && (is_blank(walk_byte(&m->w, off - 1)) || walk_eol(&m->w, off - 1)))
        off--;
    return off;
}

static bool sentence_object(Motion *m)
{
    size_t next = sentence_move(m, m->off, ')');
    size_t start = next > 0 ? sentence_move(m, next, '(') : 0;
    if (start > m->off)
        start = sentence_move(m, m->off + 1, '(');
    size_t text = MAX(start, before_blanks(m, next, start));
    bool in_blanks = m->off >= text && text < next;
    m->from = in_blanks ? text : start;
    m->to = in_blanks || !is_inner(m) ? next : text;
    if (!is_inner(m) && in_blanks)
        m->to = before_blanks(m, sentence_move(m, next, ')'), next);
    for (int i = 1; i < m->count; i++)
        m->to = sentence_move(m, m->to, ')');
    if (!is_inner(m) && !in_blanks && text == next) { // no blanks behind: those before
        size_t before = before_blanks(m, start, line_start(&m->w, start));
        m->from = before;
    }
    m->wide = true;
    return m->to > m->from;
}

// Paragraphs --------------------------------------------------------------------------------------

static bool white_line(Motion *m, size_t line)
{
    return walk_eol(&m->w, line_text(&m->w, line));
}

// The last line of those like `line` from there on.
static size_t block_end(Motion *m, size_t line)
{
    bool white = white_line(m, line);
    size_t next;
    while (line_below(&m->w, line, &next) && white_line(m, next) == white)
        line = next;
    return line;
}

static size_t block_start(Motion *m, size_t line)
{
    bool white = white_line(m, line);
    size_t above;
    while (line_above(&m->w, line, &above) && white_line(m, above) == white)
        line = above;
    return line;
}

static bool paragraph_object(Motion *m)
{
    size_t line = line_start(&m->w, m->off), start = block_start(m, line), next;
    size_t end = block_end(m, line);
    bool white = white_line(m, line), trailing = white;
    int blocks = is_inner(m) ? m->count - 1 : m->count * 2 - 1;
    for (int i = 0; i < blocks; i++) {
        if (!line_below(&m->w, end, &next)) {
            if (is_inner(m) || i + 1 < blocks || white)
                return false;
            break;
        }
        trailing = white_line(m, next);
        end = block_end(m, next);
    }
    if (!is_inner(m) && !white && !trailing && line_above(&m->w, start, &next))
        start = block_start(m, next);
    m->from = start;
    m->to = line_end(&m->w, end);
    m->linewise = true;
    return true;
}

// Lines of an indent ------------------------------------------------------------------------------

enum { INDENT_FAR = 20000 };

static int indent_of(Motion *m, size_t line)
{
    return col_of(m->x, &m->w, line_text(&m->w, line));
}

static size_t indent_far(Motion *m, size_t line, int indent, bool down)
{
    size_t last = line;
    for (int n = 0; n < INDENT_FAR; n++) {
        if (!(down ? line_below(&m->w, line, &line) : line_above(&m->w, line, &line)))
            break;
        if (white_line(m, line))
            continue;
        if (indent_of(m, line) < indent)
            break;
        last = line;
    }
    return last;
}

static bool indent_object(Motion *m)
{
    size_t line = line_start(&m->w, m->off), above;
    while (white_line(m, line))
        if (!line_below(&m->w, line, &line))
            return false;
    int indent = indent_of(m, line);
    m->from = indent_far(m, line, indent, false);
    m->to = line_end(&m->w, indent_far(m, line, indent, true));
    size_t head = m->from;
    while (!is_inner(m) && line_above(&m->w, head, &above)) {
        head = above;
        if (!white_line(m, above)) {
            m->from = above;
            break;
        }
    }
    m->linewise = true;
    return true;
}

#define BOTH(key, flags, fn)                \
    {TWO('i', key), OBJECT | (flags), fn},  \
    {                                       \
        TWO('a', key), OBJECT | (flags), fn \
    }

const MotionRow motions_objects[] = {
    BOTH('w', 0, word_object),          BOTH('W', 0, word_object),
    BOTH('s', 0, sentence_object),      BOTH('p', LINEWISE, paragraph_object),
    BOTH('i', LINEWISE, indent_object), {0},
};
