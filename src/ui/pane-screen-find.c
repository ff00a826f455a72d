// The line in which what is looked for in a terminal is typed: in place of the panel's titles, so
// that it hides no output.
#include "ui/inner.h"
#include "base/width.h"

#include <stdio.h>

// What was looked for last is selected: typing begins anew, Enter goes on with it.
static void adopt(Ui *ui, Screen *s)
{
    if (ui->found_screen == s)
        return;
    ui->found_screen = s;
    input_set(&ui->screen_find, screen_find_pattern(s));
    input_select_all(&ui->screen_find);
}

static int put_flag(Ui *ui, Rect row, int right, const char *name, bool on)
{
    Style st = theme_on(ui->theme, THEME_FOREGROUND,
                        on ? THEME_BUTTON_BACKGROUND : THEME_EDITOR_WIDGET_BACKGROUND);
    if (on)
        st.attrs |= ATTR_BOLD | ATTR_UNDERLINE; // colour is never the only sign
    return ui_put_right(ui, row.row, right, name, st) - 1;
}

// What came of it: why there is none, or how many there are.
static void say_found(const Screen *s, char *out, size_t cap)
{
    size_t current, n;
    bool more;
    out[0] = '\0';
    n = screen_find_count(s, &current, &more);
    if (*screen_find_problem(s))
        snprintf(out, cap, "%s", screen_find_problem(s));
    else if (screen_find_pattern(s).n)
        ui_count_text(current, n, more, out, cap);
}

void pane_screen_find_paint(Ui *ui, Rect row, Screen *s)
{
    enum { LABEL = 7, FIELD_MIN = 12 };
    const ScreenFindOptions *o = screen_find_options(s);
    bool failed = *screen_find_problem(s);
    char said[200];
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_EDITOR_WIDGET_BACKGROUND);
    adopt(ui, s);
    say_found(s, said, sizeof said);
    surface_fill(ui->s, row.row, row.col, 1, row.cols, st);
    ui_put(ui, row.row, row.col + 1, LABEL, "Find:", st);
    int from = row.col + LABEL, right = row.col + row.cols - 1;
    right = put_flag(ui, row, right, "[.*]", o->regex);
    right = put_flag(ui, row, right, "[W]", o->whole_word);
    right = put_flag(ui, row, right, "[Aa]", o->match_case);
    int cells = CLAMP(width_text(str_c(said), 1), 0, MAX(0, right - from - FIELD_MIN));
    ui_put(ui, row.row, right - cells, cells, said,
           failed ? theme_over(st, theme_style(ui->theme, THEME_EDITOR_ERROR_FOREGROUND)) : st);
    Style in = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    int cursor =
        input_paint(&ui->screen_find, ui->s, row.row, from, MAX(4, right - cells - 1 - from), in);
    if (ui->ws->layout.focus == FOCUS_PANEL)
        ui_set_cursor(ui, row.row, cursor, CURSOR_LINE);
}

bool pane_screen_find_key(Ui *ui, Screen *s, const Key *k)
{
    adopt(ui, s);
    InputAnswer answer = ui_input_key(ui, &ui->screen_find, k);
    if (answer == INPUT_CHANGED)
        screen_find_set(s, buf_str(&ui->screen_find.text));
    return answer != INPUT_IGNORED;
}
