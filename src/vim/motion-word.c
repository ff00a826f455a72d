// Motions by words, as vim defines them: they stop at empty lines and may end behind a line.
#include "vim/object.h"

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

// One word on; *done: nothing more can follow.
bool word_fwd(Motion *m, size_t *off, bool stop_at_eol, bool *done)
{
    bool big = is_big(m), at_last = line_start(&m->w, *off) == line_last(&m->w);
    int class = walk_class(&m->w, *off, big), i = walk_inc(&m->w, off);
    if (i == -1 || (i >= 1 && at_last))
        return false;
    if (i >= 1 && stop_at_eol)
        return *done = true;
    while (class != 0 && walk_class(&m->w, *off, big) == class) {
        i = walk_inc(&m->w, off);
        if (i == -1 || (i >= 1 && stop_at_eol))
            return *done = true;
    }
    while (walk_class(&m->w, *off, big) == 0 && !walk_empty_line(&m->w, *off)) {
        at_last = line_start(&m->w, *off) == line_last(&m->w);
        i = walk_inc(&m->w, off);
        if (i == -1 || (i >= 1 && at_last))
            return *done = true;
    }
    return true;
}

// `stop`: at an end of one it stays there; `empty`: an empty line is a word.
bool word_fwd_end(Motion *m, size_t *off, bool stop, bool empty)
{
    bool big = is_big(m);
    int class = walk_class(&m->w, *off, big);
    if (walk_inc(&m->w, off) == -1)
        return false;
    if (class != 0 && walk_class(&m->w, *off, big) == class) {
        if (!skip_class(m, off, class, true))
            return false;
    } else if (!stop || class == 0) {
        while (walk_class(&m->w, *off, big) == 0) {
            if (empty && walk_empty_line(&m->w, *off))
                return true;
            if (walk_inc(&m->w, off) == -1)
                return false;
        }
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
        ok = word_fwd_end(m, &m->to, stop, false);
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
        ok = word_fwd(m, &m->to, m->op && i + 1 == m->count, &done);
    come_back(m);
    m->beep = !ok && !m->op;
    return ok || m->op || m->to != m->off;
}

static bool word_end(Motion *m)
{
    return to_end(m, false);
}

bool word_back_start(Motion *m, size_t *off, bool stop, bool *done)
{
    bool big = is_big(m);
    int class = walk_class(&m->w, *off, big);
    if (walk_dec(&m->w, off) == -1)
        return false;
    if (!stop || class == 0 || walk_class(&m->w, *off, big) == class) {
        while (walk_class(&m->w, *off, big) == 0) {
            if (walk_empty_line(&m->w, *off))
                return true;
            if (walk_dec(&m->w, off) == -1)
                return *done = true;
        }
        if (!skip_class(m, off, walk_class(&m->w, *off, big), false))
            return *done = true;
    }
    (void)walk_inc(&m->w, off); // it went one too far
    // between lines that is the end of the line before
    if (walk_eol(&m->w, *off) && !walk_empty_line(&m->w, *off))
        (void)walk_inc(&m->w, off);
    return true;
}

static bool word_back(Motion *m)
{
    bool done = false, ok = true;
    for (int i = 0; ok && !done && i < m->count; i++)
        ok = word_back_start(m, &m->to, false, &done);
    m->beep = !ok;
    return ok || m->to != m->off;
}

bool word_back_end(Motion *m, size_t *off, bool eol, bool *done)
{
    bool big = is_big(m);
    int class = walk_class(&m->w, *off, big), i = walk_dec(&m->w, off);
    if (i == -1)
        return false;
    if (eol && i == 1)
        return true;
    while (class != 0 && walk_class(&m->w, *off, big) == class)
        if ((i = walk_dec(&m->w, off)) == -1 || (eol && i == 1))
            return *done = true;
    while (walk_class(&m->w, *off, big) == 0 && !walk_empty_line(&m->w, *off))
        if ((i = walk_dec(&m->w, off)) == -1 || (eol && i == 1))
            return *done = true;
    return true;
}

static bool end_back(Motion *m)
{
    bool done = false, ok = true;
    m->inclusive = true;
    for (int i = 0; ok && !done && i < m->count; i++)
        ok = word_back_end(m, &m->to, false, &done);
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
