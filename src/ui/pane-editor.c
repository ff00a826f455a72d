// The editor: gutter and text of the visible lines.
#include "ui/inner.h"
#include "syntax/syntax.h"

#include <stdio.h>

enum { SPANS_BYTES = 256 * 1024 };

static int digits(size_t n)
{
    int d = 1;
    for (; n >= 10; n /= 10)
        d++;
    return d;
}

int pane_editor_gutter(const Ui *ui, const View *v)
{
    if (ui->ws->options.line_numbers == LINE_NUMBERS_OFF)
        return 2;
    // sign, breakpoint, number, gap
    return 2 + MAX(3, digits(snap_line_count(text_now(v->doc->text)).n)) + 1;
}

static void paint_number(Ui *ui, const View *v, Rect a, int row, LineCount n, size_t cursor_row)
{
    char text[32];
    bool here = n.n == cursor_row;
    int width = pane_editor_gutter(ui, v) - 3;
    Style st = theme_on(ui->theme,
                        here ? THEME_EDITOR_LINE_NUMBER_ACTIVE_FOREGROUND
                             : THEME_EDITOR_LINE_NUMBER_FOREGROUND,
                        THEME_EDITOR_BACKGROUND);
    if (ui->ws->options.line_numbers == LINE_NUMBERS_OFF)
        return;
    size_t shown = n.n + 1;
    if (ui->ws->options.line_numbers == LINE_NUMBERS_RELATIVE && !here)
        shown = n.n > cursor_row ? n.n - cursor_row : cursor_row - n.n;
    snprintf(text, sizeof text, "%*zu", width, shown);
    ui_put(ui, row, a.col + 2, width, text, st);
    if (!n.exact) // an estimate, until the lines before are counted
        ui_put(ui, row, a.col + 1, 1, "~", st);
}

// Look the colours of the visible text up at once, unless long lines make it much.
static void prepare_spans(Ui *ui, const View *v, int rows)
{
    editor_spans_begin(ui);
    const Snap *s = text_now(v->doc->text);
    size_t end = v->top;
    for (int row = 0; row < rows && end - v->top < SPANS_BYTES; row++)
        end = snap_next_line(s, end);
    if (end - v->top < SPANS_BYTES)
        editor_spans(ui, v, v->top, end);
}

static void paint_lines(Ui *ui, View *v, Rect a, Rect text)
{
    const Snap *s = text_now(v->doc->text);
    prepare_spans(ui, v, text.rows);
    size_t line = v->top, size = snap_size(s);
    LineCount n = snap_row_at(s, line);
    size_t cursor_row = view_cursor_row(v).n;
    for (int row = 0; row < text.rows; row++, n.n++) {
        paint_number(ui, v, a, text.row + row, n, cursor_row);
        editor_line_paint(ui, v, text, text.row + row, line);
        size_t next = snap_next_line(s, line);
        if (next <= line)
            break;
        char last;
        if (next == size && (snap_read(s, size - 1, &last, 1) != 1 || last != '\n'))
            break;
        line = next;
    }
}

// The hardware cursor stands where typing goes, if that is on the screen.
static void place_cursor(Ui *ui, View *v, Rect text)
{
    static const CursorShape shapes[] = {[CURSOR_STYLE_LINE] = CURSOR_LINE,
                                         [CURSOR_STYLE_BLOCK] = CURSOR_BLOCK,
                                         [CURSOR_STYLE_UNDERLINE] = CURSOR_UNDERLINE};
    const Snap *s = text_now(v->doc->text);
    size_t line = snap_line_start(s, view_cursor(v), SIZE_MAX);
    if (ui->ws->layout.focus != FOCUS_EDITOR || v != workspace_view(ui->ws) || line < v->top)
        return;
    int row = 0, col = view_cursor_col(v) - v->left;
    for (size_t at = v->top; at < line && row < text.rows; row++)
        at = snap_next_line(s, at);
    if (row < text.rows && col >= 0 && col < text.cols)
        ui_set_cursor(ui, text.row + row, text.col + col, shapes[ui->ws->options.cursor_style]);
}

void pane_editor_paint(Ui *ui, Rect a, View *v)
{
    if (!v) {
        pane_welcome_paint(ui, a);
        return;
    }
    int gutter = pane_editor_gutter(ui, v);
    Rect text = {a.row, a.col + gutter, a.rows, MAX(0, a.cols - gutter)};
    v->rows = text.rows;
    v->cols = text.cols;
    view_reveal(v);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols,
                 theme_style(ui->theme, THEME_EDITOR_BACKGROUND));
    paint_lines(ui, v, a, text);
    place_cursor(ui, v, text);
}
