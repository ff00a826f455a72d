// Text objects: words, sentences, paragraphs, lines of one indent.
#include "vim/object.h"

// Where nothing is selected yet an object is found; else what is selected grows by it.
static bool grows(const Motion *m)
{
    return m->visual && m->anchor != m->off;
}

static size_t run_start(Motion *m, size_t off, bool big)
{
    int class = walk_class(&m->w, off, big);
    size_t line = line_start(&m->w, off);
    while (off > line && walk_class(&m->w, walk_prev(&m->w, off), big) == class)
        off = walk_prev(&m->w, off);
    return off;
}

// The word or the blanks at the cursor; *white: blanks are wanted with it, and may stand before it.
static bool first_word(Motion *m, bool big, bool *white)
{
    bool done, include = !object_is_inner(m);
    m->from = m->to = run_start(m, m->off, big);
    if ((walk_class(&m->w, m->to, big) == 0) == include)
        return word_fwd_end(m, &m->to, true, true);
    (void)word_fwd(m, &m->to, true, &done);
    if (m->to == line_start(&m->w, m->to))
        (void)walk_decl(&m->w, &m->to);
    else
        m->to = walk_prev(&m->w, m->to);
    *white = include;
    return true;
}

static bool word_before(Motion *m, bool big)
{
    bool done, include = !object_is_inner(m);
    if (walk_decl(&m->w, &m->to) == -1)
        return false;
    if (include != (walk_class(&m->w, m->to, big) != 0))
        return word_back_start(m, &m->to, true, &done);
    if (!word_back_end(m, &m->to, true, &done))
        return false;
    (void)walk_incl(&m->w, &m->to);
    return true;
}

static bool word_behind(Motion *m, bool big, bool last)
{
    bool done, include = !object_is_inner(m);
    m->inclusive = true;
    if (walk_incl(&m->w, &m->to) == -1)
        return false;
    if (include == (walk_class(&m->w, m->to, big) == 0))
        return word_fwd_end(m, &m->to, true, true);
    if (!word_fwd(m, &m->to, true, &done) && !last)
        return false;
    if (m->to == line_start(&m->w, m->to))
        m->inclusive = false; // a line end is not part of it
    else
        m->to = walk_prev(&m->w, m->to);
    return true;
}

static bool word_object(Motion *m)
{
    bool big = (m->c.id & 255) == 'W', white = false;
    int left = m->count;
    m->ends = m->inclusive = true;
    m->from = m->anchor;
    if (!grows(m)) {
        if (!first_word(m, big, &white))
            return false;
        left--;
    }
    size_t start = m->from;
    for (; left > 0; left--)
        if (m->visual && m->to < m->from ? !word_before(m, big) : !word_behind(m, big, left == 1))
            return m->beep = true; // as far as it came
    bool at_start = m->to == line_start(&m->w, m->to);
    if (white && (walk_class(&m->w, m->to, big) != 0 || (at_start && !m->inclusive)) &&
        start > line_start(&m->w, start)) { // no blanks behind: those before, but for an indent
        size_t blanks = run_start(m, walk_prev(&m->w, start), big);
        if (walk_class(&m->w, blanks, big) == 0 && blanks > line_start(&m->w, blanks))
            m->from = blanks;
    }
    return true;
}

// Sentences ---------------------------------------------------------------------------------------

static bool white_at(Walk *w, size_t off)
{
    return is_blank(walk_byte(w, off));
}

static void first_blank(Walk *w, size_t *off)
{
    while (walk_decl(w, off) != -1)
        if (!white_at(w, *off)) {
            (void)walk_incl(w, off);
            break;
        }
}

// Sentences and the blanks between them, in turn.
static void sentences_forward(Walk *w, size_t *off, int count, bool at_start)
{
    while (count-- > 0) {
        (void)sentence_find(w, off, 1, 1);
        if (at_start)
            first_blank(w, off);
        if (count == 0 || at_start)
            (void)walk_decl(w, off);
        at_start = !at_start;
    }
}

static bool only_white(Walk *w, size_t from, size_t to)
{
    while (from < to)
        if (!white_at(w, from) || walk_incl(w, &from) == -1)
            return from >= to;
    return true;
}

static void grow_backward(Motion *m, size_t start, int count)
{
    Walk *w = &m->w;
    size_t before = start;
    (void)walk_decl(w, &before);
    bool at_start = only_white(w, before, m->to);
    if (!at_start) {
        (void)sentence_find(w, &m->to, -1, 1);
        at_start = m->to == start;
        if (!at_start)
            (void)sentence_find(w, &m->to, 1, 1);
    }
    while (count-- > 0) {
        if (at_start)
            first_blank(w, &m->to);
        if (!at_start || (object_is_inner(m) && !white_at(w, m->to)))
            (void)sentence_find(w, &m->to, -1, 1);
        at_start = !at_start;
    }
}

static void grow_forward(Motion *m, size_t start, int count)
{
    Walk *w = &m->w;
    size_t next = start;
    bool at_start = true;
    (void)walk_incl(w, &next);
    if (next != m->to) {
        at_start = !only_white(w, next, m->to);
        if (at_start)
            (void)sentence_find(w, &m->to, -1, 1);
        else
            m->to = start;
    }
    sentences_forward(w, &m->to, count, at_start);
}

static bool grow_sentence(Motion *m)
{
    int count = object_is_inner(m) ? m->count : m->count * 2;
    m->from = m->anchor;
    m->to = m->off;
    (void)sentence_find(&m->w, &m->to, 1, 1);
    if (m->off < m->anchor)
        grow_backward(m, m->off, count);
    else
        grow_forward(m, m->off, count);
    return true;
}

static bool sentence_object(Motion *m)
{
    Walk *w = &m->w;
    size_t at = m->off;
    bool inner = object_is_inner(m);
    m->ends = true;
    if (grows(m))
        return grow_sentence(m);
    m->from = m->to = m->off;
    (void)sentence_find(w, &m->to, 1, 1);
    while (white_at(w, at) && walk_incl(w, &at) != -1)
        continue;
    bool blank = at == m->to;
    if (blank) {
        first_blank(w, &m->from);
    } else {
        (void)sentence_find(w, &m->to, -1, 1);
        m->from = m->to;
    }
    int count = inner ? m->count - blank : m->count * 2;
    if (count > 0)
        sentences_forward(w, &m->to, count, true);
    else
        (void)walk_decl(w, &m->to);
    if (!inner && blank) { // not those on both sides
        first_blank(w, &m->to);
        if (white_at(w, m->to))
            (void)walk_decl(w, &m->to);
    } else if (!inner && !white_at(w, m->to)) {
        first_blank(w, &m->from);
    }
    if (m->visual)
        return m->from != m->to || grow_sentence(m);
    m->inclusive = walk_incl(w, &m->to) == -1;
    return true;
}

// Paragraphs --------------------------------------------------------------------------------------

static bool white_line(Motion *m, size_t line)
{
    return walk_eol(&m->w, line_text(&m->w, line));
}

static bool line_beside(Motion *m, size_t line, bool down, size_t *out)
{
    return down ? line_below(&m->w, line, out) : line_above(&m->w, line, out);
}

// The last line of those like `line`, in one direction.
static size_t block_far(Motion *m, size_t line, bool down)
{
    bool white = white_line(m, line);
    size_t next;
    while (line_beside(m, line, down, &next) && white_line(m, next) == white)
        line = next;
    return line;
}

static bool grow_paragraph(Motion *m)
{
    bool down = m->off >= m->anchor, inner = object_is_inner(m);
    size_t line = line_start(&m->w, m->off), next;
    for (int i = 0; i < m->count; i++) {
        if (!line_beside(m, line, down, &next))
            return i > 0;
        line = block_far(m, next, down);
        if (!inner && line_beside(m, line, down, &next))
            line = block_far(m, next, down);
    }
    m->to = line;
    m->from = m->anchor;
    return true;
}

static bool paragraph_object(Motion *m)
{
    Walk *w = &m->w;
    size_t line = line_start(w, m->off), start, end, next;
    bool inner = object_is_inner(m), white = white_line(m, line), last_white = white;
    m->linewise = m->ends = true;
    if (m->visual && line_start(w, m->anchor) != line)
        return grow_paragraph(m);
    start = block_far(m, line, false);
    end = block_far(m, line, true);
    int blocks = inner ? m->count - 1 : m->count * 2 - 1;
    for (int i = 0; i < blocks; i++) {
        if (!line_below(w, end, &next)) {
            if (inner || white || i + 1 < blocks)
                return false;
            break;
        }
        last_white = white_line(m, next);
        end = block_far(m, next, true);
    }
    if (!inner && !white && !last_white && line_above(w, start, &next))
        start = block_far(m, next, false);
    if (m->visual && m->x->seat->mode == VIM_VISUAL_LINE && start == line)
        return grow_paragraph(m); // a single line that was selected so already
    m->from = m->visual && start == line_start(w, m->anchor) ? m->anchor : start;
    m->to = end;
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
    for (int n = 0; n < INDENT_FAR && line_beside(m, line, down, &line); n++) {
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
    while (!object_is_inner(m) && line_above(&m->w, head, &above)) {
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
