// The find widget: one row at the bottom of the editor.
#include "ui/inner.h"
#include "base/width.h"

#include <stdio.h>

enum { FIELD_MIN = 20, FLAGS = 3 };

// From the right end to the left.
static const struct {
    const char *label, *command;
} flags[FLAGS] = {
    {"[.*]", "find.toggleRegex"}, {"[W]", "find.toggleWord"}, {"[Aa]", "find.toggleCase"}};

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
        snprintf(out, cap, "%zu of %zu%s", current, n, find_is_capped(f) ? "+" : "");
    else
        snprintf(out, cap, n == 1 ? "1 match" : "%zu matches", n);
}

// What opening brings is selected: typing begins anew, Enter goes on with it.
static void adopt(Ui *ui)
{
    Find *f = ui->ws->find;
    if (ui->find_opened == find_opened(f))
        return;
    ui->find_opened = find_opened(f);
    input_set(&ui->find, find_pattern(f));
    input_select_all(&ui->find);
}

static int put_flag(Ui *ui, int row, int col, const char *name, bool on)
{
    Style st = theme_on(ui->theme, THEME_FOREGROUND,
                        on ? THEME_BUTTON_BACKGROUND : THEME_EDITOR_WIDGET_BACKGROUND);
    if (on)
        st.attrs |= ATTR_BOLD | ATTR_UNDERLINE; // colour is never the only sign
    return ui_put_right(ui, row, col, name, st) - 1;
}

void pane_find_paint(Ui *ui, Rect a)
{
    Find *f = ui->ws->find;
    FindOptions *o = find_options(f);
    int row = a.row, col = a.col, end = a.col + a.cols;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_EDITOR_WIDGET_BACKGROUND);
    char state[128];
    adopt(ui);
    surface_fill(ui->s, row, col, 1, a.cols, st);
    ui_put(ui, row, col + 1, 6, "Find:", st);
    int right = end - 1;
    for (int i = 0; i < FLAGS; i++) {
        const bool on[FLAGS] = {o->regex, o->whole_word, !o->ignore_case};
        right = put_flag(ui, row, right, flags[i].label, on[i]);
        ui->find_flags[i] = right + 1;
    }
    state_text(f, state, sizeof state);
    Style note = *find_problem(f)
                     ? theme_over(st, theme_style(ui->theme, THEME_EDITOR_ERROR_FOREGROUND))
                     : st;
    int room = right - col - 7 - FIELD_MIN, cells = width_text(str_c(state), 1);
    int from = right - MIN(cells, room);
    ui_put(ui, row, from, right - from, state, note);
    right = from - 1;
    Style field = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    int cursor = input_paint(&ui->find, ui->s, row, col + 7, MAX(8, right - col - 7), field);
    if (ui->ws->layout.focus == FOCUS_EDITOR && find_has_focus(f))
        ui_set_cursor(ui, row, cursor, CURSOR_LINE);
}

bool pane_find_key(Ui *ui, const Key *k)
{
    adopt(ui);
    InputAnswer answer = ui_input_key(ui, &ui->find, k);
    if (answer == INPUT_CHANGED)
        find_set_pattern(ui->ws->find, buf_str(&ui->find.text));
    return answer != INPUT_IGNORED;
}

void pane_find_press(Ui *ui, int col)
{
    layout_focus(&ui->ws->layout, FOCUS_EDITOR);
    find_focus(ui->ws->find);
    for (int i = 0; i < FLAGS; i++)
        if (col >= ui->find_flags[i] && col < ui->find_flags[i] + (int)strlen(flags[i].label))
            command_run(ui->ws, flags[i].command);
}
