// The cells of an emulated terminal, with its selection and scroll cursor.
#include "ui/inner.h"
#include "vt/vt.h"

static Style cell_style(Ui *ui, const VtCell *c)
{
    static const struct {
        int vt, tty;
    } attrs[] = {{VT_BOLD, ATTR_BOLD},       {VT_DIM, ATTR_DIM},
                 {VT_ITALIC, ATTR_ITALIC},   {VT_UNDERLINE, ATTR_UNDERLINE},
                 {VT_REVERSE, ATTR_REVERSE}, {VT_STRIKE, ATTR_STRIKE},
                 {VT_CURLY, ATTR_CURLY}};
    Style st = theme_on(ui->theme, THEME_TERMINAL_FOREGROUND, THEME_TERMINAL_BACKGROUND);
    Style own = {.fg = c->fg, .bg = c->bg};
    for (size_t i = 0; i < ARRAY_LEN(attrs); i++)
        if (c->attrs & attrs[i].vt)
            own.attrs |= (uint16_t)attrs[i].tty;
    if (c->link)
        own.attrs |= ATTR_UNDERLINE;
    return theme_over(st, own);
}

// Which columns of a row are selected: [*from, *to).
static void selected_cols(const Screen *s, int row, int *from, int *to)
{
    ScreenPos first, last;
    *from = *to = 0;
    if (!screen_selected(s, &first, &last) || row < first.row || row > last.row)
        return;
    *from = row == first.row ? first.col : 0;
    *to = row == last.row ? last.col + 1 : vt_cols(s->vt);
}

enum { MATCHES_MAX = 256 }; // marked in one row

// The match in which the cursor is stands out.
static Style marked(Ui *ui, Style st, const Screen *s, ScreenPos at, const ScreenMatch *m, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (at.col < m[i].start || at.col > m[i].end)
            continue;
        bool current = s->cur.row == at.row && s->cur.col >= m[i].start && s->cur.col <= m[i].end;
        return theme_over(
            st, theme_style(ui->theme, current ? THEME_EDITOR_FIND_MATCH_BACKGROUND
                                               : THEME_EDITOR_FIND_MATCH_HIGHLIGHT_BACKGROUND));
    }
    return st;
}

static void paint_row(Ui *ui, Rect a, Screen *s, int at, int row)
{
    ScreenMatch matches[MATCHES_MAX];
    int from, to;
    selected_cols(s, row, &from, &to);
    size_t n = screen_find_in_row(s, row, matches, MATCHES_MAX);
    int cols = MIN(a.cols, vt_cols(s->vt));
    for (int col = 0; col < cols; col++) {
        VtCell c = vt_cell(s->vt, row, col);
        if (c.width == 0)
            continue;
        Style st = cell_style(ui, &c);
        if (n)
            st = marked(ui, st, s, (ScreenPos){row, col}, matches, n);
        if (col >= from && col < to)
            st = theme_over(st, theme_style(ui->theme, THEME_EDITOR_SELECTION_BACKGROUND));
        bool shown = c.text.n && !(c.attrs & VT_CONCEAL) && col + c.width <= a.cols;
        if (shown)
            surface_put(ui->s, at, a.col + col, c.width, c.text, st);
        else
            surface_fill(ui->s, at, a.col + col, 1, c.width, st);
    }
}

static void place_cursor(Ui *ui, Rect a, const Screen *s, int first)
{
    static const CursorShape shapes[] = {CURSOR_BLOCK, CURSOR_UNDERLINE, CURSOR_LINE};
    VtCursor c = vt_cursor(s->vt);
    int row = s->scroll_mode ? s->cur.row : c.row, col = s->scroll_mode ? s->cur.col : c.col;
    int at = row - first;
    if (at < 0 || at >= a.rows || col >= a.cols || (!c.visible && !s->scroll_mode))
        return;
    ui_set_cursor(ui, a.row + at, a.col + col,
                  s->scroll_mode ? CURSOR_BLOCK : shapes[CLAMP(c.shape, 0, 2)]);
}

void pane_screen_paint(Ui *ui, Rect a, Screen *s, bool focused)
{
    int rows = vt_rows(s->vt), first = screen_first(s, a.rows);
    for (int i = 0; i < a.rows && first + i < rows; i++)
        paint_row(ui, a, s, a.row + i, first + i);
    if (focused)
        place_cursor(ui, a, s, first);
}
