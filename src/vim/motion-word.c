// Motions by words, as vim defines them: they stop at empty lines and may end behind a line.
#include "vim/inner.h"

static bool is_big(const Motion *m)
{
    uint32_t c = m->c.id & 255;
    return c == 'W' || c == 'B' || c == 'E';
}

static bool skip_class(Motion *m, size_t *off, int class, bool forward)
{
    while (walk_class(&m->w, *off, is_big(m)) == class)
        if ((forward ? walk_inc(&m->w, off) : walk_dec(&m->w, off)) == -1)
            return false;
    return true;
}

static bool at_empty_line(Motion *m, size_t off)
{
    return walk_eol(&m->w, off) && line_start(&m->w, off) == off;
}

// One word on; *done: nothing more can follow.  `last` stops at the end of a line.
static bool word_on(Motion *m, size_t *off, bool last, bool *done)
{
    bool big = is_big(m), at_last = line_start(&m->w, *off) == line_last(&m->w);
    int class = walk_class(&m->w, *off, big), i = walk_inc(&m->w, off);
    if (i == -1 || (i >= 1 && at_last))
        return false;
    if (i >= 1 && last)
        return *done = true;
    while (class != 0 && walk_class(&m->w, *off, big) == class) {
        i = walk_inc(&m->w, off);
        if (i == -1 || (i >= 1 && last))
            return *done = true;
    }
    while (walk_class(&m->w, *off, big) == 0 && !at_empty_line(m, *off)) {
        at_last = line_start(&m->w, *off) == line_last(&m->w);
        i = walk_inc(&m->w, off);
        if (i == -1 || (i >= 1 && at_last))
            return *done = true;
    }
    return true;
}

static bool end_on(Motion *m, size_t *off, bool stop)
{
    bool big = is_big(m);
    int class = walk_class(&m->w, *off, big);
    if (walk_inc(&m->w, off) == -1)
        return false;
    if (class != 0 && walk_class(&m->w, *off, big) == class) {
        if (!skip_class(m, off, class, true))
            return false;
    } else if (!stop || class == 0) {
        while (walk_class(&m->w, *off, big) == 0)
            if (walk_inc(&m->w, off) == -1)
                return false;
        if (!skip_class(m, off, walk_class(&m->w, *off, big), true))
            return false;
    }
    (void)walk_dec(&m->w, off); // it went one too far
    return true;
}

// A cursor behind a line that is not empty goes back onto it.
static void come_back(Motion *m)
{
    if (m->to > m->off && walk_eol(&m->w, m->to) && m->to > line_start(&m->w, m->to) &&
        !m->visual) {
        m->to = walk_prev(&m->w, m->to);
        m->inclusive = true;
    }
}

static bool to_end(Motion *m, bool stop)
{
    bool ok = true;
    m->inclusive = true;
    for (int i = 0; ok && i < m->count; i++) {
        ok = end_on(m, &m->to, stop);
        stop = false;
    }
    come_back(m);
    m->beep = !ok && !m->op;
    return ok || m->op || m->to != m->off;
}

static bool word(Motion *m)
{
    bool done = false, ok = true;
    // "cw" is "ce", but for a cursor on a blank
    if (m->c.op == 'c' && walk_class(&m->w, m->off, false) != 0)
        return to_end(m, true);
    for (int i = 0; ok && !done && i < m->count; i++)
        ok = word_on(m, &m->to, m->op && i + 1 == m->count, &done);
    come_back(m);
    m->beep = !ok && !m->op;
    return ok || m->op || m->to != m->off;
}

static bool word_end(Motion *m)
{
    return to_end(m, false);
}

static bool back_one(Motion *m, size_t *off, bool *done)
{
    bool big = is_big(m);
    if (walk_dec(&m->w, off) == -1)
        return false;
    while (walk_class(&m->w, *off, big) == 0) {
        if (at_empty_line(m, *off))
            return true;
        if (walk_dec(&m->w, off) == -1)
            return *done = true;
    }
    if (!skip_class(m, off, walk_class(&m->w, *off, big), false))
        return *done = true;
    (void)walk_inc(&m->w, off); // it went one too far
    // between lines that is the end of the line before
    if (walk_eol(&m->w, *off) && !at_empty_line(m, *off))
        (void)walk_inc(&m->w, off);
    return true;
}

static bool word_back(Motion *m)
{
    bool done = false, ok = true;
    for (int i = 0; ok && !done && i < m->count; i++)
        ok = back_one(m, &m->to, &done);
    return ok;
}

static bool end_back_one(Motion *m, size_t *off, bool *done)
{
    bool big = is_big(m);
    int class = walk_class(&m->w, *off, big);
    if (walk_dec(&m->w, off) == -1)
        return false;
    while (class != 0 && walk_class(&m->w, *off, big) == class)
        if (walk_dec(&m->w, off) == -1)
            return *done = true;
    while (walk_class(&m->w, *off, big) == 0 && !at_empty_line(m, *off))
        if (walk_dec(&m->w, off) == -1)
            return *done = true;
    return true;
}

static bool end_back(Motion *m)
{
    bool done = false, ok = true;
    m->inclusive = true;
    for (int i = 0; ok && !done && i < m->count; i++)
        ok = end_back_one(m, &m->to, &done);
    return ok;
}

const MotionRow motions_word[] = {
    {'w', 0, word},
    {'W', 0, word},
    {'b', 0, word_back},
    {'B', 0, word_back},
    {'e', 0, word_end},
    {'E', 0, word_end},
    {TWO('g', 'e'), 0, end_back},
    {TWO('g', 'E'), 0, end_back},
    {0},
};
