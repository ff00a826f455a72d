// A question to the user (ui.md 3.10): text and buttons, or a line to type.
#include "ui/inner.h"
#include "base/clock.h"
#include "base/width.h"

#include <ctype.h>

enum { GUARD_NS = 300000000 };

static int nchoices(const Ask *q)
{
    int n = 0;
    while (n < (int)ARRAY_LEN(q->choices) && q->choices[n])
        n++;
    return n;
}

// A new question begins at its safe button, with its own line.
static void adopt(Ui *ui, const Ask *q)
{
    if (ui->ask_id == q->id)
        return;
    ui->ask_id = q->id;
    ui->button = q->safe;
    input_set(&ui->line, str_c(q->preset));
}

static void paint_box(Ui *ui, Rect a, const char *title, Style st)
{
    const char *h = theme_glyph(ui->theme, GLYPH_HLINE), *v = theme_glyph(ui->theme, GLYPH_VLINE);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, st);
    for (int row = 1; row < a.rows - 1; row++) {
        ui_put(ui, a.row + row, a.col, 1, v, st);
        ui_put(ui, a.row + row, a.col + a.cols - 1, 1, v, st);
    }
    for (int col = 1; col < a.cols - 1; col++) {
        ui_put(ui, a.row, a.col + col, 1, h, st);
        ui_put(ui, a.row + a.rows - 1, a.col + col, 1, h, st);
    }
    ui_put(ui, a.row, a.col, 1, theme_glyph(ui->theme, GLYPH_TOP_LEFT), st);
    ui_put(ui, a.row, a.col + a.cols - 1, 1, theme_glyph(ui->theme, GLYPH_TOP_RIGHT), st);
    ui_put(ui, a.row + a.rows - 1, a.col, 1, theme_glyph(ui->theme, GLYPH_BOTTOM_LEFT), st);
    ui_put(ui, a.row + a.rows - 1, a.col + a.cols - 1, 1,
           theme_glyph(ui->theme, GLYPH_BOTTOM_RIGHT), st);
    AUTO(free) char *label = xasprintf(" %s ", title);
    ui_put(ui, a.row, a.col + 1, a.cols - 2, label, st);
}

static void paint_buttons(Ui *ui, const Ask *q, int row, int col, Style st)
{
    for (int i = 0; i < nchoices(q); i++) {
        bool on = i == ui->button;
        Style b = on ? theme_on(ui->theme, THEME_BUTTON_FOREGROUND, THEME_BUTTON_BACKGROUND) : st;
        if (on) {
            b.attrs |= ATTR_BOLD;
            ui_set_cursor(ui, row, col + 2, CURSOR_BLOCK);
        }
        AUTO(free) char *label = xasprintf("[ %s ]", q->choices[i]);
        ui_put(ui, row, col, width_text(str_c(label), 1), label, b);
        col += width_text(str_c(label), 1) + 2;
    }
}

void pane_ask_paint(Ui *ui)
{
    const Ask *q = ask_shown(ui->ws);
    const Layout *l = &ui->ws->layout;
    adopt(ui, q);
    int cols = MIN(60, l->cols - 4), inner = cols - 4, rows = text_rows(str_c(q->text), inner);
    Rect a = {MAX(0, (l->rows - rows - 5) / 2), (l->cols - cols) / 2, rows + 4, cols};
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_QUICK_INPUT_BACKGROUND);
    paint_box(ui, a, q->title, st);
    text_paint(ui->s, (Rect){a.row + 1, a.col + 2, rows, inner}, ui->theme, str_c(q->text), st);
    int row = a.row + a.rows - 2;
    if (nchoices(q)) {
        paint_buttons(ui, q, row, a.col + 2, st);
    } else {
        Style field = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
        ui_set_cursor(ui, row, input_paint(&ui->line, ui->s, row, a.col + 2, inner, field),
                      CURSOR_LINE);
    }
}

// A choice by its first letter, if no other choice before has the same.
static int choice_of_letter(const Ask *q, uint32_t cp)
{
    for (int i = 0; i < nchoices(q); i++)
        if ((uint32_t)tolower((unsigned char)q->choices[i][0]) == cp)
            return i;
    return -1;
}

static bool line_key(Ui *ui, const Key *k)
{
    if (k->kind == KEY_ENTER) {
        AUTO(free) char *line = str_dup(str_trim(buf_str(&ui->line.text)));
        ask_answer(ui->ws, 0, str_c(line));
    } else if (k->kind == KEY_ESCAPE) {
        ask_answer(ui->ws, -1, STR_NULL);
    } else {
        input_key(&ui->line, k);
    }
    return true;
}

// A dialog that appears while somebody types is not answered by that (ui.md 10).
static bool is_guarded(const Ask *q, const Key *k)
{
    bool answers = k->kind == KEY_ENTER || k->kind == KEY_CHAR;
    return answers && clock_mono_ns() - q->shown_ns < GUARD_NS;
}

bool pane_ask_key(Ui *ui, const Key *k)
{
    const Ask *q = ask_shown(ui->ws);
    int n = nchoices(q);
    adopt(ui, q);
    if (n == 0)
        return line_key(ui, k);
    if (is_guarded(q, k))
        return true;
    int letter = k->kind == KEY_CHAR ? choice_of_letter(q, k->cp) : -1;
    bool back = k->kind == KEY_LEFT || (k->kind == KEY_TAB && (k->mods & MOD_SHIFT));
    if (k->kind == KEY_ESCAPE)
        ask_answer(ui->ws, -1, STR_NULL);
    else if (letter >= 0)
        ask_answer(ui->ws, letter, STR_NULL);
    else if (k->kind == KEY_ENTER || (k->kind == KEY_CHAR && k->cp == ' '))
        ask_answer(ui->ws, ui->button, STR_NULL);
    else if (back)
        ui->button = (ui->button + n - 1) % n;
    else if (k->kind == KEY_TAB || k->kind == KEY_RIGHT)
        ui->button = (ui->button + 1) % n;
    return true;
}
