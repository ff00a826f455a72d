// The Problems panel: a tree of files and what is wrong in them; its filter in the title row.
#include "base/width.h"
#include "ui/inner.h"

#include <stdio.h>

enum { FILTER_COLS = 18, FILTER_LEAST = 8 };

static ThemeToken severity_token(Severity s)
{
    static const ThemeToken tokens[] = {
        THEME_EDITOR_ERROR_FOREGROUND,
        THEME_EDITOR_WARNING_FOREGROUND,
        THEME_EDITOR_INFO_FOREGROUND,
        THEME_EDITOR_INFO_FOREGROUND,
    };
    return tokens[s];
}

Style ui_severity_style(const Ui *ui, Severity s, ThemeToken background)
{
    Style st = theme_on(ui->theme, severity_token(s), background);
    st.attrs &= (uint16_t)~ATTR_UNDERLINE;
    return st;
}

/* The title row ---------------------------------------------------------------------------------*/

static int paint_counts(Ui *ui, int row, int end)
{
    static const char *const commands[] = {"problems.toggleInfos", "problems.toggleWarnings",
                                           "problems.toggleErrors"};
    const ProblemList *l = &ui->ws->problem_list;
    for (int i = 0; i < 3; i++) {
        Severity s = (Severity)(SEVERITY_INFO - i);
        bool off = l->hidden & (1u << s);
        char text[32];
        snprintf(text, sizeof text, off ? "(%c%zu)" : "%c%zu", severity_letter(s),
                 problems_count(ui->ws->problems, s));
        int right = end;
        end = ui_put_right(ui, row, end, text,
                           ui_severity_style(ui, s, THEME_PART_HEADER_BACKGROUND));
        ui_add_item(ui, (BarItem){row, end, right, commands[i], NULL});
        ui_put(ui, row, --end, 1, " ", ui_severity_style(ui, s, THEME_PART_HEADER_BACKGROUND));
    }
    return end;
}

void pane_problems_title(Ui *ui, Rect room)
{
    ProblemList *l = &ui->ws->problem_list;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_INPUT_BACKGROUND);
    int end = room.col + room.cols - 1, wanted = FILTER_COLS + 8;
    bool filters = l->filtering || l->filter.n;
    if (filters && room.cols < FILTER_LEAST + 10) { // over the tabs, rather than not at all
        room.col = end - FILTER_LEAST - 10;
        room.cols = FILTER_LEAST + 10;
    }
    if (filters) {
        int cols = MIN(wanted, room.cols) - 8, col = end - cols;
        ui_put(ui, room.row, col - 8, 8, "filter: ", st);
        if (!str_eq(buf_str(&ui->problem_filter.text), buf_str(&l->filter)))
            input_set(&ui->problem_filter, buf_str(&l->filter));
        int cursor = input_paint(&ui->problem_filter, ui->s, room.row, col, cols, st);
        if (l->filtering && ui->ws->layout.focus == FOCUS_PANEL)
            ui_set_cursor(ui, room.row, cursor, CURSOR_LINE);
        end = col - 9;
    }
    if (end - room.col > 18)
        paint_counts(ui, room.row, end);
}

bool pane_problems_key(Ui *ui, const Key *k)
{
    ProblemList *l = &ui->ws->problem_list;
    const Layout *layout = &ui->ws->layout;
    bool here = layout->focus == FOCUS_PANEL && layout->tab == PANEL_PROBLEMS;
    if (!l->filtering || !here || ui->ws->palette.open || k->mods & MOD_ALT ||
        (k->kind >= KEY_F1 && k->kind <= KEY_F24) || k->kind == KEY_TAB ||
        (k->mods & MOD_CTRL && k->kind == KEY_CHAR && !strchr("acvxw", (int)k->cp)))
        return false;
    if (k->kind == KEY_ENTER || k->kind == KEY_ESCAPE || k->kind == KEY_DOWN) {
        if (k->kind == KEY_ESCAPE)
            problem_list_set_filter(l, STR_NULL);
        l->filtering = false;
        return true;
    }
    if (ui_input_key(ui, &ui->problem_filter, k) == INPUT_CHANGED)
        problem_list_set_filter(l, buf_str(&ui->problem_filter.text));
    return true;
}

/* Rows ------------------------------------------------------------------------------------------*/

static Style row_style(const Ui *ui, bool selected)
{
    bool focused = ui->ws->layout.focus == FOCUS_PANEL;
    Style st = theme_on(ui->theme, THEME_FOREGROUND, THEME_PANEL_BACKGROUND);
    if (!selected)
        return st;
    return theme_over(st,
                      theme_style(ui->theme, focused ? THEME_LIST_ACTIVE_SELECTION_BACKGROUND
                                                     : THEME_LIST_INACTIVE_SELECTION_BACKGROUND));
}

static void paint_file(Ui *ui, Rect at, const ProblemRow *r, Style st)
{
    size_t n;
    const ProblemFile *f = problems_files(ui->ws->problems, &n)[r->file];
    AUTO(free) char *path = workspace_pretty(ui->ws, f->path);
    ListRow row = {.text = str_c(path),
                   .detail = str_c(arena_printf(&ui->frame, "%zu", r->shown)),
                   .indent = 1,
                   .margin = 1,
                   .marker = theme_glyph(ui->theme, f->folded ? GLYPH_CLOSED : GLYPH_OPEN),
                   .style = st};
    list_paint_row(ui->s, at, ui->theme, &row);
}

static Str first_line(const char *text)
{
    Str rest = str_c(text), line = STR_NULL;
    str_split(&rest, '\n', &line);
    return line;
}

static const char *place_text(Ui *ui, const ProblemFile *f, const Problem *p)
{
    size_t row;
    int col;
    problem_row_col(ui->ws, f, p, &row, &col);
    return col < 0 ? arena_printf(&ui->frame, "%zu", row + 1)
                   : arena_printf(&ui->frame, "%zu:%d", row + 1, col + 1);
}

/* Who says so, and the code of it, of which the message leaves no more than a beginning. */
static const char *source_text(Ui *ui, const Problem *p, int room)
{
    enum { CODE_MIN = 6 };
    const char *label = p->label ? p->label : "", *gap = *label && p->code ? "  " : "";
    Str code = str_c(p->code ? p->code : "");
    int used, cols = MAX(room - width_text(str_c(label), 1) - (int)strlen(gap), CODE_MIN);
    const char *more = "";
    if (width_text(code, 1) > cols) {
        code.n = width_fit(code, cols - 1, 1, &used);
        more = theme_glyph(ui->theme, GLYPH_ELLIPSIS);
    }
    return arena_printf(&ui->frame, "%s%s" STR_FMT "%s", label, gap, STR_ARG(code), more);
}

static void paint_problem(Ui *ui, Rect at, size_t i, Style st)
{
    size_t n;
    const ProblemRow *r = &ui->ws->problem_list.rows.p[i];
    const ProblemFile *f = problems_files(ui->ws->problems, &n)[r->file];
    const Problem *p = &f->all.p[r->problem];
    bool folded = problem_list_is_folded(ui->ws, i);
    char letter[2] = {severity_letter(p->severity), '\0'};
    const char *text = arena_printf(&ui->frame, "   %-7s " STR_FMT, place_text(ui, f, p),
                                    STR_ARG(first_line(p->message)));
    ListRow row = {
        .text = str_c(text),
        .detail = str_c(source_text(ui, p, at.cols - width_text(str_c(text), 1) - 5)),
        .indent = 1,
        .margin = 1,
        .marker = !p->related.n ? " " : theme_glyph(ui->theme, folded ? GLYPH_CLOSED : GLYPH_OPEN),
        .style = st};
    list_paint_row(ui->s, at, ui->theme, &row);
    Style sign = theme_style(ui->theme, severity_token(p->severity));
    sign.attrs &= (uint16_t)~ATTR_UNDERLINE;
    ui_put(ui, at.row, at.col + 3, 1, letter, theme_over(st, sign));
}

static void paint_related(Ui *ui, Rect at, const ProblemRow *r, Style st)
{
    size_t n;
    const ProblemFile *f = problems_files(ui->ws->problems, &n)[r->file];
    const ProblemRelated *x = &f->all.p[r->problem].related.p[r->related];
    AUTO(free) char *path = workspace_pretty(ui->ws, x->path);
    ListRow row = {.text =
                       str_c(arena_printf(&ui->frame, "%s:%d  %s", path, x->row + 1, x->message)),
                   .indent = 7,
                   .margin = 1,
                   .style = st};
    list_paint_row(ui->s, at, ui->theme, &row);
}

static void paint_row(Ui *ui, size_t i)
{
    const ProblemList *l = &ui->ws->problem_list;
    const ProblemRow *r = &l->rows.p[i];
    Rect at = list_row(&ui->problems, i);
    Style st = row_style(ui, i == l->selected);
    if (r->kind == PROBLEM_ROW_FILE)
        paint_file(ui, at, r, st);
    else if (r->kind == PROBLEM_ROW_PROBLEM)
        paint_problem(ui, at, i, st);
    else
        paint_related(ui, at, r, st);
}

static const char *empty_text(const Ui *ui)
{
    const ProblemList *l = &ui->ws->problem_list;
    if (problems_total(ui->ws->problems))
        return l->filter.n ? "The filter leaves none: Esc takes it away."
                           : "All are hidden: E, W and I show them again.";
    return "No problems found. Runs and tasks bring theirs here.";
}

void pane_problems_paint(Ui *ui, Rect a)
{
    const ProblemList *l = &ui->ws->problem_list;
    Style dim = theme_on(ui->theme, THEME_PANEL_TITLE_INACTIVE_FOREGROUND, THEME_PANEL_BACKGROUND);
    size_t refused = problems_refused(ui->ws->problems);
    if (refused && a.rows > 1) {
        const char *text =
            arena_printf(&ui->frame, "%d are kept, %zu more were left out", PROBLEMS_MAX, refused);
        a.rows--;
        ui_put(ui, a.row + a.rows, a.col + 1, a.cols - 1, text, dim);
    }
    list_place(&ui->problems, a, l->rows.n, l->selected);
    for (size_t i = ui->problems.top; i < list_end(&ui->problems); i++)
        paint_row(ui, i);
    scroll_paint(ui->s, (Rect){a.row, a.col + a.cols - 1, a.rows, 1}, ui->theme, ui->problems.top,
                 l->rows.n);
    if (l->rows.n == 0)
        ui_put(ui, a.row, a.col + 1, a.cols - 1, empty_text(ui), dim);
    if (ui->ws->layout.focus == FOCUS_PANEL && !l->filtering)
        ui_set_cursor_in(ui, &ui->problems, l->selected);
}

void pane_problems_press(Ui *ui, const Key *k)
{
    layout_focus(&ui->ws->layout, FOCUS_PANEL);
    ProblemList *l = &ui->ws->problem_list;
    problem_list_settle(ui->ws); // keys of this turn may have taken rows away
    size_t i = list_at(&ui->problems, k->mouse.row, k->mouse.col);
    l->filtering = false;
    if (i >= l->rows.n)
        return;
    l->selected = i;
    if (l->rows.p[i].kind == PROBLEM_ROW_PROBLEM && k->mouse.col < ui->problems.area.col + 3)
        problem_list_fold(ui->ws, i, !problem_list_is_folded(ui->ws, i));
    else if (l->rows.p[i].kind == PROBLEM_ROW_FILE || k->mouse.clicks > 1)
        command_run(ui->ws, "list.open");
}
