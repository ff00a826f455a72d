// Motions by sections, which a bracket in the first column begins or ends; the middle of a line.
#include "vim/object.h"

static bool section_one(Walk *w, size_t *line, bool down, char want)
{
    while (down ? line_below(w, *line, line) : line_above(w, *line, line))
        if (walk_byte(w, *line) == want || walk_byte(w, *line) == '\f')
            return true;
    return false;
}

// [[ ]] go to "{", [] ][ to "}"; to the end of the text where there is none.
static bool section(Motion *m)
{
    bool down = m->c.id >= TWO(']', 0);
    uint32_t second = m->c.id & 255;
    char want = (down ? second == ']' : second == '[') ? '{' : '}';
    size_t line = line_start(&m->w, m->off);
    for (int i = 0; i < m->count; i++)
        if (!section_one(&m->w, &line, down, want)) {
            line = down ? line_last(&m->w) : 0;
            if (i == 0 && line == line_start(&m->w, m->off))
                return false;
            break;
        }
    // behind an operator the bracket that ends it is taken along
    m->linewise = m->op && down && want == '}';
    m->to = walk_clamp(&m->w, line_text(&m->w, line));
    return true;
}

static bool half_of_line(Motion *m)
{
    size_t line = line_start(&m->w, m->off), n = 0, at = line;
    while (!walk_eol(&m->w, at))
        at = walk_next(&m->w, at), n++;
    size_t steps = m->c.count ? n * (size_t)MIN(m->count, 100) / 100 : n / 2;
    for (m->to = line; steps > 0; steps--)
        m->to = walk_next(&m->w, m->to);
    m->to = m->visual ? m->to : walk_clamp(&m->w, m->to);
    return true;
}

// To where the next fold begins, or the one before ends, in the column that is kept.
static bool fold_edge(Motion *m)
{
    size_t line = line_start(&m->w, m->off);
    bool some = false;
    for (int i = 0; i < m->count; i++) {
        if (!view_fold_edge(m->x->v, line, (m->c.id & 255) == 'j' ? 1 : -1, &line))
            break;
        some = true;
    }
    m->to = some ? walk_clamp(&m->w, off_of_col(m->x, &m->w, line, col_of(m->x, &m->w, m->off)))
                 : m->off;
    return some;
}

const MotionRow motions_section[] = {
    {TWO('z', 'j'), LINEWISE, fold_edge},    {TWO('z', 'k'), LINEWISE, fold_edge},
    {TWO('[', '['), JUMP | SHIFTS, section}, {TWO('[', ']'), JUMP | SHIFTS, section},
    {TWO(']', ']'), JUMP | SHIFTS, section}, {TWO(']', '['), JUMP | SHIFTS, section},
    {TWO('g', 'M'), 0, half_of_line},        {0},
};
