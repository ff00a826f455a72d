// A scrolled and selectable look at an emulated terminal.
#include "workspace/terminals.h"
#include "base/mem.h"
#include "vt/vt.h"

void screen_init(Screen *s, int rows, int cols, size_t scrollback)
{
    *s = (Screen){.vt = vt_new(MAX(1, rows), MAX(1, cols), scrollback)};
}

void screen_deinit(Screen *s)
{
    vt_free(s->vt);
    *s = (Screen){0};
}

static int oldest(const Screen *s)
{
    return -(int)vt_scrollback(s->vt);
}

int screen_first(const Screen *s, int rows)
{
    // the grid may be higher than what is seen (a run keeps the size it began with): show its end
    int used = MIN(vt_rows(s->vt), vt_cursor(s->vt).row + 1);
    return MAX(MAX(0, used - rows) - s->back, oldest(s));
}

void screen_scroll(Screen *s, int rows)
{
    s->back = CLAMP(s->back + rows, 0, (int)vt_scrollback(s->vt));
}

void screen_select_start(Screen *s, int row, int col)
{
    s->selecting = true;
    s->sel_row = s->cur_row = row;
    s->sel_col = s->cur_col = col;
}

void screen_select_to(Screen *s, int row, int col)
{
    s->cur_row = CLAMP(row, oldest(s), vt_rows(s->vt) - 1);
    s->cur_col = CLAMP(col, 0, vt_cols(s->vt) - 1);
}

void screen_select_none(Screen *s)
{
    s->selecting = false;
}

typedef struct {
    int row, col;
} Pos;

static bool before(Pos a, Pos b)
{
    return a.row < b.row || (a.row == b.row && a.col < b.col);
}

// Both ends of the selection in reading order, the last cell included.
static void ends(const Screen *s, Pos *first, Pos *last)
{
    Pos a = {s->sel_row, s->sel_col}, b = {s->cur_row, s->cur_col};
    *first = before(b, a) ? b : a;
    *last = before(b, a) ? a : b;
}

bool screen_is_selected(const Screen *s, int row, int col)
{
    Pos first, last, at = {row, col};
    if (!s->selecting)
        return false;
    ends(s, &first, &last);
    return !before(at, first) && !before(last, at);
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
    Pos first, last;
    if (!s->selecting)
        return;
    ends(s, &first, &last);
    for (int row = first.row; row <= last.row; row++) {
        int from = row == first.row ? first.col : 0;
        int to = row == last.row ? last.col : vt_cols(s->vt) - 1;
        add_row(s, row, from, to, out);
        if (row < last.row && !vt_row_wraps(s->vt, row))
            buf_add_byte(out, '\n');
    }
}

void screen_set_mode(Screen *s, bool scroll_mode)
{
    s->scroll_mode = scroll_mode;
    if (scroll_mode) {
        VtCursor c = vt_cursor(s->vt);
        s->cur_row = c.row;
        s->cur_col = MIN(c.col, vt_cols(s->vt) - 1);
    } else {
        s->back = 0;
        s->selecting = false;
    }
}

void screen_move(Screen *s, int rows, int cols)
{
    screen_select_to(s, s->cur_row + rows, s->cur_col + cols);
    if (s->cur_row < -s->back)
        s->back = -s->cur_row;
    if (s->cur_row >= vt_rows(s->vt) - s->back)
        s->back = vt_rows(s->vt) - 1 - s->cur_row;
    s->back = CLAMP(s->back, 0, (int)vt_scrollback(s->vt));
}

void screen_settle(Screen *s)
{
    uint64_t pushed = vt_pushed(s->vt);
    // a higher screen takes rows back from the scrollback: then it is negative
    int64_t grew = (int64_t)(pushed - s->pushed), most = (int64_t)vt_scrollback(s->vt);
    int moved = (int)CLAMP(grew, -most, most);
    s->pushed = pushed;
    if (!grew)
        return;
    if (s->back > 0) // stay at what is looked at
        screen_scroll(s, moved);
    if (s->selecting || s->scroll_mode) {
        int last = vt_rows(s->vt) - 1;
        s->sel_row = CLAMP(s->sel_row - moved, oldest(s), last);
        s->cur_row = CLAMP(s->cur_row - moved, oldest(s), last);
    }
}

bool screen_is_alt(const Screen *s)
{
    return vt_alt_screen(s->vt);
}
