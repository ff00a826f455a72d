// What stands before the text: numbers, signs of wrapped rows and of folds.
#include "ui/editor.h"

#include <stdio.h>

enum {
    READING_COLS = 1,
    INTERVAL = 10, // lines between two numbers where not all are shown
};

int ui_digits(size_t n)
{
    int d = 1;
    for (; n >= 10; n /= 10)
        d++;
    return d;
}

static int sign_cols(const View *v)
{
    return v->doc->reading ? READING_COLS : view_options(v)->glyph_margin ? EDITOR_SIGN_COLS : 0;
}

static bool has_numbers(const View *v)
{
    return !v->doc->reading && view_options(v)->line_numbers != LINE_NUMBERS_OFF;
}

int editor_gutter_cols(const View *v)
{
    if (!has_numbers(v))
        return sign_cols(v);
    // the number and a gap
    return sign_cols(v) + MAX(3, ui_digits(snap_line_count(text_now(v->doc->text)).n)) + 1;
}

static bool highlights_gutter(const EditorFrame *f, const Row *r)
{
    int mode = view_options(f->v)->line_highlight;
    return (mode == LINE_HIGHLIGHT_GUTTER || mode == LINE_HIGHLIGHT_ALL) &&
           r->line == f->cursor_line;
}

static Style number_style(const EditorFrame *f, const Row *r)
{
    const Theme *t = f->ui->theme;
    bool here = r->line == f->cursor_line;
    Style st = theme_on(
        t, here ? THEME_EDITOR_LINE_NUMBER_ACTIVE_FOREGROUND : THEME_EDITOR_LINE_NUMBER_FOREGROUND,
        THEME_EDITOR_BACKGROUND);
    if (highlights_gutter(f, r))
        st = theme_over(st, theme_style(t, THEME_EDITOR_LINE_HIGHLIGHT_BACKGROUND));
    return st;
}

static void put_number(const EditorFrame *f, int row, LineCount n, size_t cursor_row, Style st)
{
    char text[32];
    int mode = view_options(f->v)->line_numbers, col = f->area.col + sign_cols(f->v);
    int width = f->text.col - 1 - col;
    size_t shown = n.n + 1;
    bool here = n.n == cursor_row;
    if (mode == LINE_NUMBERS_INTERVAL && !here && shown % INTERVAL != 0)
        return;
    if (mode == LINE_NUMBERS_RELATIVE && !here)
        shown = n.n > cursor_row ? n.n - cursor_row : cursor_row - n.n;
    snprintf(text, sizeof text, "%*zu", width, shown);
    ui_put(f->ui, row, col, width, text, st);
    if (!n.exact) // an estimate, until the lines before are counted
        ui_put(f->ui, row, col - 1, 1, "~", st);
}

// A row that goes on from the one above has a sign for its number.
static void put_wrap_sign(const EditorFrame *f, int row, Style st)
{
    ui_put(f->ui, row, f->text.col - 3, 1, theme_glyph(f->ui->theme, GLYPH_WRAPPED), st);
}

// What is closed has a sign, and what begins in the cursor's line.
static void put_fold_sign(const EditorFrame *f, const Row *r, int row, Style st)
{
    Fold hidden;
    bool closed = row_fold(&f->layout, r, &hidden);
    bool open = !closed && !r->wrapped && r->line == f->cursor_line && view_can_fold(f->v, r->line);
    if (closed || open)
        ui_put(f->ui, row, f->text.col - 1, 1,
               theme_glyph(f->ui->theme, closed ? GLYPH_CLOSED : GLYPH_OPEN), st);
}

static void put_signs(const EditorFrame *f, const Row *r, int row, Style st)
{
    int wrong = editor_problem_sign(f, r, row, st);
    if (!r->wrapped && bookmark_is_at(f->ui->ws, f->v->doc, r->line))
        ui_put(f->ui, row, f->area.col + wrong, 1, theme_glyph(f->ui->theme, GLYPH_BOOKMARK), st);
}

void editor_gutter_paint(const EditorFrame *f)
{
    bool numbers = has_numbers(f->v);
    size_t cursor_row = view_cursor_row(f->v).n;
    LineCount n = {0};
    for (size_t i = 0; i < f->nrows; i++) {
        const Row *r = &f->rows[i];
        int row = f->text.row + (int)i;
        Style st = number_style(f, r);
        if (r->note)
            continue;
        if (i == 0 || (!r->wrapped && r->line != r[-1].end + 1))
            n = snap_row_at(f->layout.s, r->line);
        else if (!r->wrapped)
            n.n++;
        if (highlights_gutter(f, r))
            surface_fill(f->ui->s, row, f->area.col, 1, f->text.col - f->area.col, st);
        if (!f->v->doc->reading)
            put_fold_sign(f, r, row, st);
        if (sign_cols(f->v))
            put_signs(f, r, row, st);
        if (sign_cols(f->v) == EDITOR_SIGN_COLS && !r->wrapped && n.exact)
            editor_change_paint(f, n.n, row, st);
        if (numbers && r->wrapped)
            put_wrap_sign(f, row, st);
        else if (numbers)
            put_number(f, row, n, cursor_row, st);
    }
}
