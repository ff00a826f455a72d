// What is selected in an emulated terminal: cells, words, lines, the output of a command.
#include "base/mem.h"
#include "vt/vt.h"
#include "workspace/terminals.h"

static int oldest(const Screen *s)
{
    return -(int)vt_scrollback(s->vt);
}

static bool before(ScreenPos a, ScreenPos b)
{
    return a.row < b.row || (a.row == b.row && a.col < b.col);
}

// Units ---------------------------------------------------------------------------------------

static bool is_word(const Screen *s, ScreenPos p)
{
    VtCell c = vt_cell(s->vt, p.row, p.col);
    if (c.width == 0) // the half of a wide one
        return true;
    return c.text.n && (c.text.n > 1 || !strchr(" ()[]{}<>'\",;|`", c.text.p[0]));
}

static bool step_back(const Screen *s, ScreenPos *p)
{
    if (p->col > 0)
        p->col--;
    else if (p->row > oldest(s) && vt_row_wraps(s->vt, p->row - 1))
        *p = (ScreenPos){p->row - 1, vt_cols(s->vt) - 1};
    else
        return false;
    return true;
}

static bool step_on(const Screen *s, ScreenPos *p)
{
    if (p->col + 1 < vt_cols(s->vt))
        p->col++;
    else if (p->row + 1 < vt_rows(s->vt) && vt_row_wraps(s->vt, p->row))
        *p = (ScreenPos){p->row + 1, 0};
    else
        return false;
    return true;
}

static void word_at(const Screen *s, ScreenPos at, ScreenPos *start, ScreenPos *end)
{
    *start = *end = at;
    if (!is_word(s, at))
        return;
    for (ScreenPos p = at; step_back(s, &p) && is_word(s, p);)
        *start = p;
    for (ScreenPos p = at; step_on(s, &p) && is_word(s, p);)
        *end = p;
}

static void line_at(const Screen *s, int row, ScreenPos *start, ScreenPos *end)
{
    int first = row, last = row;
    while (first > oldest(s) && vt_row_wraps(s->vt, first - 1))
        first--;
    while (last + 1 < vt_rows(s->vt) && vt_row_wraps(s->vt, last))
        last++;
    *start = (ScreenPos){first, 0};
    *end = (ScreenPos){last, vt_cols(s->vt) - 1};
}

static void unit_at(const Screen *s, ScreenPos at, ScreenPos *start, ScreenPos *end)
{
    *start = *end = at;
    if (s->unit == SCREEN_WORDS)
        word_at(s, at, start, end);
    else if (s->unit == SCREEN_LINES)
        line_at(s, at.row, start, end);
}

// Selecting -----------------------------------------------------------------------------------

static ScreenPos inside(const Screen *s, int row, int col)
{
    return (ScreenPos){CLAMP(row, oldest(s), vt_rows(s->vt) - 1),
                       CLAMP(col, 0, vt_cols(s->vt) - 1)};
}

void screen_select_start(Screen *s, int row, int col, ScreenUnit unit)
{
    s->unit = unit;
    s->selecting = true;
    s->cur = inside(s, row, col);
    unit_at(s, s->cur, &s->anchor, &s->anchor_end);
}

void screen_select_to(Screen *s, int row, int col)
{
    s->cur = inside(s, row, col);
}

void screen_select_none(Screen *s)
{
    s->selecting = false;
}

// Both ends of the selection in reading order, the last cell included.
static void ends(const Screen *s, ScreenPos *first, ScreenPos *last)
{
    unit_at(s, s->cur, first, last);
    if (before(s->anchor, *first))
        *first = s->anchor;
    if (before(*last, s->anchor_end))
        *last = s->anchor_end;
}

bool screen_selected(const Screen *s, ScreenPos *first, ScreenPos *last)
{
    if (s->selecting)
        ends(s, first, last);
    return s->selecting;
}

static void add_row(const Screen *s, int row, int from, int to, Buf *out)
{
    size_t text_end = out->n;
    for (int col = from; col <= to; col++) {
        VtCell c = vt_cell(s->vt, row, col);
        if (c.width == 0)
            continue;
        buf_add(out, c.text.n ? c.text : STR(" "));
        if (c.text.n && !str_eq_c(c.text, " "))
            text_end = out->n;
    }
    if (!vt_row_wraps(s->vt, row))
        buf_splice(out, text_end, out->n, STR_NULL);
}

void screen_selection(const Screen *s, Buf *out)
{
    ScreenPos first, last;
    if (!screen_selected(s, &first, &last))
        return;
    for (int row = first.row; row <= last.row; row++) {
        int from = row == first.row ? first.col : 0;
        int to = row == last.row ? last.col : vt_cols(s->vt) - 1;
        add_row(s, row, from, to, out);
        if (row < last.row && !vt_row_wraps(s->vt, row))
            buf_add_byte(out, '\n');
    }
}

// Commands ------------------------------------------------------------------------------------

static bool has_mark(const Screen *s, int row, int bit)
{
    return vt_row_marks(s->vt, row).bits & bit;
}

// The next row from `row` on in a direction, without itself, that has the mark.
static bool find_mark(const Screen *s, int row, int dir, int bit, int *found)
{
    for (row += dir; row >= oldest(s) && row < vt_rows(s->vt); row += dir)
        if (has_mark(s, row, bit)) {
            *found = row;
            return true;
        }
    return false;
}

bool screen_to_command(Screen *s, int dir)
{
    int row;
    if (!find_mark(s, s->cur.row, dir, VT_MARK_PROMPT, &row))
        return false;
    screen_move(s, row - s->cur.row, -s->cur.col);
    return true;
}

// The last cell before a prompt, or of the text.
static ScreenPos end_of_output(const Screen *s, int from)
{
    int row = from, last = vt_cols(s->vt) - 1;
    VtMarks m = vt_row_marks(s->vt, from);
    bool same = m.bits & VT_MARK_PROMPT && m.prompt_col >= m.output_col; // all in one row
    if (!same && !find_mark(s, from, 1, VT_MARK_PROMPT, &row))
        return (ScreenPos){vt_cursor(s->vt).row, last};
    int col = vt_row_marks(s->vt, row).prompt_col;
    return col > 0 ? (ScreenPos){row, col - 1} : (ScreenPos){row - 1, last};
}

bool screen_select_output(Screen *s)
{
    int prompt = s->cur.row, row;
    bool here = has_mark(s, prompt, VT_MARK_PROMPT);
    if (!here && !find_mark(s, prompt, -1, VT_MARK_PROMPT, &prompt))
        return false;
    // a prompt whose command was not entered yet has none: take that before it
    if (!find_mark(s, prompt, 1, VT_MARK_OUTPUT, &row) &&
        (!find_mark(s, prompt, -1, VT_MARK_PROMPT, &prompt) ||
         !find_mark(s, prompt, 1, VT_MARK_OUTPUT, &row)))
        return false;
    ScreenPos end = end_of_output(s, row);
    ScreenPos start = {row, vt_row_marks(s->vt, row).output_col};
    if (before(end, start))
        return false;
    screen_select_start(s, start.row, start.col, SCREEN_CELLS);
    screen_move(s, end.row - s->cur.row, end.col - s->cur.col);
    return true;
}
