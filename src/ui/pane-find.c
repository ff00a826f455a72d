// The find widget: a row at the bottom of the editor, two with the replacement.
#include "ui/inner.h"
#include "base/width.h"

#include <stdio.h>

enum {
    FLAGS = 5,
    FIELD_MIN = 20, // columns
    NARROW = 60,    // with fewer columns only the switches that are on are shown
    LABEL_FIND = 6, // "Find: "
    LABEL_BOTH = 9, // "Replace: "
};

// From the right end to the left, row by row.
static const struct {
    const char *label, *command;
    int row;
} flags[FLAGS] = {{"[Sel]", "find.inSelection", 0},
                  {"[.*]", "find.toggleRegex", 0},
                  {"[W]", "find.toggleWord", 0},
                  {"[Aa]", "find.toggleCase", 0},
                  {"[AB]", "find.togglePreserveCase", 1}};

static bool is_on(Find *f, int flag)
{
    const FindOptions *o = find_options(f);
    const bool on[FLAGS] = {find_is_scoped(f), o->regex, o->whole_word, !o->ignore_case,
                            o->preserve_case};
    return on[flag];
}

// Digits in threes would be longer; "+" means that there may be more.
void ui_count_text(size_t current, size_t n, bool counting, char *out, size_t cap)
{
    const char *more = counting ? "+" : "";
    if (n == 0)
        snprintf(out, cap, counting ? "searching" : "no match");
    else if (current)
        snprintf(out, cap, "%zu of %zu%s", current, n, more);
    else
        snprintf(out, cap, n == 1 && !counting ? "1 match" : "%zu%s matches", n, more);
}

static void state_text(const Find *f, char *out, size_t cap)
{
    size_t current, made, n = find_count(f, &current);
    out[0] = '\0';
    if (find_is_swapping(f, &made))
        snprintf(out, cap, "replacing %zu…", made);
    else if (*find_problem(f))
        snprintf(out, cap, "%s", find_problem(f));
    else if (find_text(f, FIND_PATTERN).n == 0)
        return;
    else
        ui_count_text(current, n, find_is_counting(f) || *find_problem(f), out, cap);
}

// What opening or the history brings is selected: typing begins anew, Enter goes on with it.
static void adopt(Ui *ui)
{
    Find *f = ui->ws->find;
    if (ui->find_shown == find_shown(f))
        return;
    ui->find_shown = find_shown(f);
    for (int i = 0; i < FIND_FIELDS; i++) {
        input_set(&ui->find[i], find_text(f, (FindField)i));
        input_select_all(&ui->find[i]);
    }
}

static int put_flag(Ui *ui, int row, int col, const char *name, bool on)
{
    Style st = theme_on(ui->theme, THEME_FOREGROUND,
                        on ? THEME_BUTTON_BACKGROUND : THEME_EDITOR_WIDGET_BACKGROUND);
    if (on)
        st.attrs |= ATTR_BOLD | ATTR_UNDERLINE; // colour is never the only sign
    return ui_put_right(ui, row, col, name, st) - 1;
}

// The switches of a row; returns the column where they begin.
static int paint_flags(Ui *ui, Rect a, int row)
{
    int right = a.col + a.cols - 1;
    for (int i = 0; i < FLAGS; i++) {
        bool on = is_on(ui->ws->find, i);
        if (flags[i].row != row)
            continue;
        ui->find_flags[i] = -1;
        if (a.cols < NARROW && !on)
            continue;
        right = put_flag(ui, a.row + row, right, flags[i].label, on);
        ui->find_flags[i] = right + 1;
    }
    return right;
}

static void paint_field(Ui *ui, FindField field, int row, int from, int to)
{
    const Find *f = ui->ws->find;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    int cursor = input_paint(&ui->find[field], ui->s, row, from, MAX(4, to - from), st);
    if (ui->ws->layout.focus == FOCUS_EDITOR && find_has_focus(f) && find_field(f) == field)
        ui_set_cursor(ui, row, cursor, CURSOR_LINE);
}

void pane_find_paint(Ui *ui, Rect a)
{
    Find *f = ui->ws->find;
    bool both = a.rows > 1;
    int from = a.col + 1 + (both ? LABEL_BOTH : LABEL_FIND);
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_EDITOR_WIDGET_BACKGROUND);
    char state[128];
    adopt(ui);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, st);
    ui_put(ui, a.row, a.col + 1, from - a.col - 1, "Find:", st);
    int right = paint_flags(ui, a, 0);
    state_text(f, state, sizeof state);
    Style note = *find_problem(f)
                     ? theme_over(st, theme_style(ui->theme, THEME_EDITOR_ERROR_FOREGROUND))
                     : st;
    int least = a.cols < NARROW ? FIELD_MIN / 2 : FIELD_MIN;
    if (*find_problem(f)) // a sentence gets all that the pattern leaves
        least = CLAMP(width_text(find_text(f, FIND_PATTERN), 1) + 1, FIELD_MIN / 2, least);
    int cells = CLAMP(width_text(str_c(state), 1), 0, MAX(0, right - from - least));
    ui_put(ui, a.row, right - cells, cells, state, note);
    paint_field(ui, FIND_PATTERN, a.row, from, right - cells - 1);
    if (!both)
        return;
    ui_put(ui, a.row + 1, a.col + 1, from - a.col - 1, "Replace:", st);
    paint_field(ui, FIND_REPLACEMENT, a.row + 1, from, paint_flags(ui, a, 1));
}

bool pane_find_key(Ui *ui, const Key *k)
{
    adopt(ui);
    FindField field = find_field(ui->ws->find);
    Input *in = &ui->find[field];
    InputAnswer answer = ui_input_key(ui, in, k);
    if (answer == INPUT_CHANGED)
        find_set_text(ui->ws->find, field, buf_str(&in->text));
    return answer != INPUT_IGNORED;
}

void pane_find_press(Ui *ui, int row, int col)
{
    int line = row - ui->find_at.row;
    layout_focus(&ui->ws->layout, FOCUS_EDITOR);
    find_focus(ui->ws->find, line ? FIND_REPLACEMENT : FIND_PATTERN);
    for (int i = 0; i < FLAGS; i++)
        if (flags[i].row == line && ui->find_flags[i] >= 0 && col >= ui->find_flags[i] &&
            col < ui->find_flags[i] + (int)strlen(flags[i].label))
            command_run(ui->ws, flags[i].command);
}
