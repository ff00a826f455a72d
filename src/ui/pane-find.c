// The find widget: one row at the bottom of the editor (ui.md 5.5).
#include "ui/inner.h"
#include "base/width.h"

#include <stdio.h>

enum { FIELD_MIN = 20 };

static void state_text(const Find *f, char *out, size_t cap)
{
    size_t current, n = find_count(f, &current);
    if (*find_problem(f))
        snprintf(out, cap, "%s", find_problem(f));
    else if (find_pattern(f).n == 0)
        out[0] = '\0';
    else if (find_is_searching(f))
        snprintf(out, cap, "searching");
    else if (n == 0)
        snprintf(out, cap, "no match");
    else if (current)
        snprintf(out, cap, "%zu of %zu", current, n);
    else
        snprintf(out, cap, "%zu matches", n);
}

static int put_flag(Ui *ui, int row, int col, const char *name, bool on)
{
    Style st = theme_on(ui->theme, THEME_FOREGROUND,
                        on ? THEME_BUTTON_BACKGROUND : THEME_EDITOR_WIDGET_BACKGROUND);
    if (on)
        st.attrs |= ATTR_BOLD | ATTR_UNDERLINE; // colour is never the only sign
    return ui_put_right(ui, row, col, name, st) - 1;
}

void pane_find_paint(Ui *ui, Rect editor)
{
    Find *f = ui->ws->find;
    FindOptions *o = find_options(f);
    int row = editor.row + editor.rows - 1, col = editor.col, end = editor.col + editor.cols;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_EDITOR_WIDGET_BACKGROUND);
    char state[128];
    surface_fill(ui->s, row, col, 1, editor.cols, st);
    ui_put(ui, row, col + 1, 6, "Find:", st);
    int right = put_flag(ui, row, end - 1, "[.*]", o->regex);
    right = put_flag(ui, row, right, "[W]", o->whole_word);
    right = put_flag(ui, row, right, "[Aa]", !o->ignore_case);
    state_text(f, state, sizeof state);
    Style note = *find_problem(f)
                     ? theme_over(st, theme_style(ui->theme, THEME_EDITOR_ERROR_FOREGROUND))
                     : st;
    int room = right - col - 7 - FIELD_MIN, cells = width_text(str_c(state), 1);
    int from = right - MIN(cells, room);
    ui_put(ui, row, from, right - from, state, note);
    right = from - 1;
    if (!str_eq(buf_str(&ui->find.text), find_pattern(f)))
        input_set(&ui->find, find_pattern(f));
    Style field = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    int cursor = input_paint(&ui->find, ui->s, row, col + 7, MAX(8, right - col - 7), field);
    if (ui->ws->layout.focus == FOCUS_EDITOR)
        ui_set_cursor(ui, row, cursor, CURSOR_LINE);
}

bool pane_find_key(Ui *ui, const Key *k)
{
    InputAnswer answer = input_key(&ui->find, k);
    if (answer == INPUT_CHANGED)
        find_set_pattern(ui->ws->find, buf_str(&ui->find.text));
    return answer != INPUT_IGNORED;
}
