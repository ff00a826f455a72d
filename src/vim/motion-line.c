// Motions within a line and by lines.
#include "vim/inner.h"

static bool left(Motion *m)
{
    size_t start = line_start(&m->w, m->off);
    for (int i = 0; i < m->count && m->to > start; i++)
        m->to = walk_prev(&m->w, m->to);
    return m->to != m->off || (m->op && m->c.op != 'd'); // "X" at the start of a line fails
}

static bool right(Motion *m)
{
    for (int i = 0; i < m->count && !walk_eol(&m->w, m->to); i++)
        m->to = walk_next(&m->w, m->to);
    if (m->op)
        return true;
    m->to = m->visual ? m->to : walk_clamp(&m->w, m->to);
    return m->to != m->off;
}

// Over line ends, which are no characters to stop at.
static bool space(Motion *m)
{
    for (int i = 0; i < m->count; i++) {
        size_t next = m->to;
        if (!walk_eol(&m->w, next))
            next = walk_next(&m->w, next);
        bool last = m->op && i + 1 == m->count;
        if (walk_eol(&m->w, next) && !last && !(m->visual && next != m->to) &&
            !line_below(&m->w, next, &next)) {
            m->to = m->op || m->visual ? next : walk_clamp(&m->w, next);
            return m->to != m->off;
        }
        m->to = next;
    }
    return true;
}

static bool backspace(Motion *m)
{
    for (int i = 0; i < m->count; i++) {
        if (m->to > line_start(&m->w, m->to)) {
            m->to = walk_prev(&m->w, m->to);
        } else if (m->to > 0) {
            m->to = line_end(&m->w, m->to - 1);
            if (m->c.op != 'd' && m->c.op != 'c')
                m->to = walk_clamp(&m->w, m->to);
        } else {
            return i > 0;
        }
    }
    return true;
}

static bool column_0(Motion *m)
{
    m->to = line_start(&m->w, m->off);
    return true;
}

static bool first_text(Motion *m)
{
    m->to = line_text(&m->w, line_start(&m->w, m->off));
    if (!m->op)
        m->to = walk_clamp(&m->w, m->to);
    return true;
}

// Fewer lines than are wanted will do, but not none.
static bool down(Motion *m, int n, size_t *line)
{
    int i = 0;
    *line = line_start(&m->w, m->off);
    while (i < n && line_below(&m->w, *line, line))
        i++;
    return i > 0 || n == 0;
}

static bool line_end_at(Motion *m)
{
    size_t line;
    if (!down(m, m->count - 1, &line))
        return false;
    m->to = line_end(&m->w, line);
    m->want = WANT_END;
    m->inclusive = true;
    if (!m->visual)
        m->to = walk_clamp(&m->w, m->to);
    return true;
}

static bool last_text(Motion *m)
{
    size_t line;
    if (!down(m, m->count - 1, &line))
        return false;
    m->to = walk_clamp(&m->w, line_end(&m->w, line));
    while (m->to > line && is_blank(walk_byte(&m->w, m->to)))
        m->to = walk_prev(&m->w, m->to);
    m->inclusive = true;
    return true;
}

static bool column(Motion *m)
{
    m->to = off_of_col(m->x, &m->w, line_start(&m->w, m->off), m->count - 1);
    if (!m->visual)
        m->to = walk_clamp(&m->w, m->to);
    m->want = m->count - 1;
    return true;
}

static bool middle(Motion *m)
{
    int col = m->x->v->cols / 2;
    m->to = walk_clamp(&m->w, off_of_col(m->x, &m->w, line_start(&m->w, m->off), col));
    return true;
}

// Past lines that a fold hides.
static bool step_line(Motion *m, size_t *line, int dir)
{
    Fold f;
    if (!(dir > 0 ? line_below(&m->w, *line, line) : line_above(&m->w, *line, line)))
        return false;
    if (m->op || !folds_hiding(&m->x->v->folds, *line, &f))
        return true;
    *line = dir > 0 ? f.end + 1 : line_start(&m->w, f.start);
    return dir < 0 || f.end < m->w.end;
}

static bool vertical(Motion *m, int dir)
{
    size_t line = line_start(&m->w, m->off), next = line;
    int i = 0;
    for (; i < m->count && step_line(m, &next, dir); i++)
        line = next;
    if (i == 0)
        return false;
    m->to = m->want == WANT_END ? line_end(&m->w, line) : off_of_col(m->x, &m->w, line, m->want);
    if (!m->visual)
        m->to = walk_clamp(&m->w, m->to);
    return true;
}

static bool move_down(Motion *m)
{
    return vertical(m, 1);
}

static bool move_up(Motion *m)
{
    return vertical(m, -1);
}

static bool to_text_of(Motion *m, size_t line)
{
    m->to = walk_clamp(&m->w, line_text(&m->w, line));
    return true;
}

static bool lines_text(Motion *m, int by)
{
    size_t line = line_start(&m->w, m->off);
    for (int i = 0; i < abs(by); i++) {
        size_t next = line;
        if (!step_line(m, &next, by)) {
            if (i == 0)
                return false;
            break;
        }
        line = next;
    }
    return to_text_of(m, line);
}

static bool down_text(Motion *m)
{
    return lines_text(m, m->count);
}

static bool up_text(Motion *m)
{
    return lines_text(m, -m->count);
}

static bool here_text(Motion *m)
{
    return lines_text(m, m->count - 1);
}

static bool goto_line(Motion *m, bool last)
{
    size_t line = m->c.count ? line_of_row(&m->w, (size_t)m->count - 1)
                  : last     ? line_last(&m->w)
                             : 0;
    return to_text_of(m, line);
}

static bool goto_last(Motion *m)
{
    return goto_line(m, true);
}

static bool goto_first(Motion *m)
{
    return goto_line(m, false);
}

static bool goto_byte(Motion *m)
{
    size_t at = MIN((size_t)m->count - 1, m->w.end);
    if (at > line_start(&m->w, at) && !walk_eol(&m->w, at)) // onto the start of a character
        at = snap_prev_cluster(m->w.s, at + 1);
    m->to = walk_clamp(&m->w, at);
    return true;
}

// f F t T -----------------------------------------------------------------------------------------

static bool find_right(Motion *m, uint32_t c, bool till, bool skip)
{
    size_t at = m->off, next;
    for (int left = m->count; left > 0;) {
        if (walk_eol(&m->w, at))
            return false;
        at = walk_next(&m->w, at);
        if (walk_eol(&m->w, at))
            return false;
        bool beside = skip && at == walk_next(&m->w, m->off);
        if (walk_char(&m->w, at, &next) == c && !beside)
            left--;
    }
    m->to = till ? walk_prev(&m->w, at) : at;
    m->inclusive = true;
    return true;
}

static bool find_left(Motion *m, uint32_t c, bool till, bool skip)
{
    size_t start = line_start(&m->w, m->off), at = m->off, first = walk_prev(&m->w, m->off), next;
    for (int left = m->count; left > 0;) {
        if (at <= start)
            return false;
        at = walk_prev(&m->w, at);
        if (walk_char(&m->w, at, &next) == c && !(skip && at == first))
            left--;
    }
    m->to = till ? walk_next(&m->w, at) : at;
    return true;
}

static bool find_do(Motion *m, uint32_t how, uint32_t c, bool again)
{
    bool till = how == 't' || how == 'T';
    bool skip = again && till && m->count == 1;
    return how == 'f' || how == 't' ? find_right(m, c, till, skip) : find_left(m, c, till, skip);
}

static bool find_char(Motion *m)
{
    m->x->vim->find_cmd = m->c.id;
    m->x->vim->find_arg = m->c.arg;
    return find_do(m, m->c.id, m->c.arg, false);
}

static bool find_again(Motion *m)
{
    uint32_t how = m->x->vim->find_cmd;
    if (!how)
        return false;
    if (m->c.id == ',')
        how ^= 'f' ^ 'F';
    return find_do(m, how, m->x->vim->find_arg, true);
}

const MotionRow motions_line[] = {
    {'h', 0, left},
    {KEY_CODE(KEY_LEFT), 0, left},
    {CODE_BACK, 0, backspace},
    {'l', 0, right},
    {KEY_CODE(KEY_RIGHT), 0, right},
    {' ', 0, space},
    {'0', 0, column_0},
    {KEY_CODE(KEY_HOME), 0, column_0},
    {TWO('g', '0'), 0, column_0},
    {'^', 0, first_text},
    {TWO('g', '^'), 0, first_text},
    {'$', 0, line_end_at},
    {KEY_CODE(KEY_END), 0, line_end_at},
    {TWO('g', '$'), 0, line_end_at},
    {TWO('g', '_'), 0, last_text},
    {TWO('g', 'm'), 0, middle},
    {'|', 0, column},
    {'j', LINEWISE | KEEPS_COL, move_down},
    {KEY_CODE(KEY_DOWN), LINEWISE | KEEPS_COL, move_down},
    {CTRL('j'), LINEWISE | KEEPS_COL, move_down},
    {CTRL('n'), LINEWISE | KEEPS_COL, move_down},
    {'k', LINEWISE | KEEPS_COL, move_up},
    {KEY_CODE(KEY_UP), LINEWISE | KEEPS_COL, move_up},
    {'+', LINEWISE, down_text},
    {CODE_ENTER, LINEWISE, down_text},
    {'-', LINEWISE, up_text},
    {'_', LINEWISE, here_text},
    {'G', LINEWISE | JUMP, goto_last},
    {TWO('g', 'g'), LINEWISE | JUMP, goto_first},
    {TWO('g', 'o'), JUMP, goto_byte},
    {'f', TAKES_ARG, find_char},
    {'F', TAKES_ARG, find_char},
    {'t', TAKES_ARG, find_char},
    {'T', TAKES_ARG, find_char},
    {';', 0, find_again},
    {',', 0, find_again},
    {0},
};
