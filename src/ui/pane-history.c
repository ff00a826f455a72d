// Local history: versions with time, cause and lines, the newest first.
#include "base/path.h"
#include "base/width.h"
#include "ui/inner.h"

#include <time.h>

// Below the list: how much there is, and the decision that explains the selected version.
enum { FOOT_ROWS = 2, NOTE_ROWS = 3, NOTE_MIN_ROWS = 12 };

static Style plain_style(const Ui *ui)
{
    return theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
}

static Style row_style(const Ui *ui, bool selected)
{
    ThemeToken token = history_has_focus(ui->ws) ? THEME_LIST_ACTIVE_SELECTION_BACKGROUND
                                                 : THEME_LIST_INACTIVE_SELECTION_BACKGROUND;
    Style st = plain_style(ui);
    return selected ? theme_over(st, theme_style(ui->theme, token)) : st;
}

static Style dim(Style st)
{
    st.attrs |= ATTR_DIM;
    return st;
}

static const char *clock_text(Ui *ui, int64_t time_ms)
{
    time_t seconds = (time_t)(time_ms / 1000);
    struct tm tm;
    char text[16];
    strftime(text, sizeof text, "%H:%M:%S", localtime_r(&seconds, &tm));
    return arena_str(&ui->frame, str_c(text));
}

static void put(Ui *ui, Rect row, int *col, const char *text, Style st)
{
    int room = row.col + row.cols - *col;
    if (room > 0 && *text)
        *col += text_put(ui->s, (Rect){row.row, *col, 1, room}, ui->theme, str_c(text), st);
}

static Style cause_style(const Ui *ui, const HistoryRow *r, Style st)
{
    if (r->by == HISTORY_BY_AI)
        return theme_over(st, theme_style(ui->theme, THEME_HISTORY_AI_FOREGROUND));
    if (r->by == HISTORY_BY_OTHERS)
        return theme_over(st, theme_style(ui->theme, THEME_HISTORY_EXTERNAL_FOREGROUND));
    return st;
}

// How many lines came and went; returns the columns that are left of the row.
static int paint_counts(Ui *ui, Rect row, const HistoryRow *r, Style st)
{
    if (!r->counted || (r->added == 0 && r->removed == 0))
        return row.cols;
    const char *text = arena_printf(&ui->frame, " +%d -%d", r->added, r->removed);
    int start = ui_put_right(ui, row.row, row.col + row.cols, text, dim(st));
    return MAX(0, start - row.col);
}

static void paint_version(Ui *ui, Rect row, const HistoryRow *r, Style st)
{
    const History *h = &ui->ws->history;
    int col = row.col + 1;
    bool of_all = h->scope != HISTORY_FILE;
    bool is_base = h->base && r->moment == h->base;
    row.cols = paint_counts(ui, row, r, st);
    if (is_base)
        ui_put(ui, row.row, row.col, 1, "=", st);
    put(ui, row, &col, clock_text(ui, r->time_ms), dim(st));
    put(ui, row, &col, " ", st);
    if (of_all) {
        put(ui, row, &col, path_base(str_c(r->path)).p, st);
        put(ui, row, &col, " ", st);
    }
    put(ui, row, &col, r->text, cause_style(ui, r, of_all ? dim(st) : st));
}

static void paint_point(Ui *ui, Rect row, const HistoryRow *r, Style st)
{
    int col = row.col + 1;
    st.attrs |= r->by == HISTORY_BY_USER ? ATTR_BOLD : 0;
    put(ui, row, &col, clock_text(ui, r->time_ms), dim(st));
    put(ui, row, &col, " ", st);
    put(ui, row, &col, theme_glyph(ui->theme, GLYPH_STAR), st);
    put(ui, row, &col, " ", st);
    put(ui, row, &col, r->text, st);
}

// "── git 3f9c1a2 ──", to the end of the row.
static void paint_commit(Ui *ui, Rect row, const HistoryRow *r, Style st)
{
    const char *line = theme_glyph(ui->theme, GLYPH_HLINE);
    int col = row.col + 1;
    st = dim(st);
    for (int i = 0; i < 2; i++)
        put(ui, row, &col, line, st);
    put(ui, row, &col, arena_printf(&ui->frame, " %s ", r->text), st);
    while (col < row.col + row.cols - 1)
        put(ui, row, &col, line, st);
}

static void paint_entry(Ui *ui, Rect row, const HistoryRow *r, Style st)
{
    int col = row.col + 1;
    char letter[2] = {r->letter ? r->letter : ' ', '\0'};
    put(ui, row, &col, letter, st);
    put(ui, row, &col, " ", st);
    put(ui, row, &col, r->text, r->letter == ' ' ? dim(st) : st);
}

static void paint_row(Ui *ui, size_t i)
{
    const HistoryRow *r = &ui->ws->history.rows.p[i];
    Rect row = list_row(&ui->history, i);
    Style st = row_style(ui, i == ui->ws->history.selected);
    surface_fill(ui->s, row.row, row.col, 1, row.cols, st);
    switch (r->kind) {
    case HISTORY_ROW_VERSION:
        paint_version(ui, row, r, st);
        break;
    case HISTORY_ROW_POINT:
        paint_point(ui, row, r, st);
        break;
    case HISTORY_ROW_GIT:
        paint_commit(ui, row, r, st);
        break;
    case HISTORY_ROW_DAY:
        ui_put(ui, row.row, row.col + 1, row.cols - 1, r->text, dim(st));
        break;
    case HISTORY_ROW_WHOLE:
    case HISTORY_ROW_ENTRY:
        paint_entry(ui, row, r, st);
        break;
    }
}

// The file, or what else is listed.
static const char *subject(Ui *ui)
{
    const History *h = &ui->ws->history;
    if (h->scope == HISTORY_TREE)
        return arena_printf(&ui->frame, "tree %s", clock_text(ui, h->tree_ms));
    if (h->scope == HISTORY_PROJECT || (h->scope == HISTORY_FOUND && h->under == HISTORY_PROJECT))
        return "project";
    return h->path ? arena_str(&ui->frame, path_base(str_c(h->path))) : "";
}

static void paint_filter(Ui *ui, Rect a)
{
    const History *h = &ui->ws->history;
    AUTO(buf) Buf text = BUF_INIT;
    buf_addf(&text, "filter: %s", history_filters[h->filter].name);
    if (h->search.n)
        buf_addf(&text, "  /" STR_FMT, STR_ARG(buf_str(&h->search)));
    ui_add_item(ui, (BarItem){a.row + 1, a.col + 1, a.col + a.cols, "history.filter", NULL});
    ui_put(ui, a.row + 1, a.col + 1, a.cols - 1, arena_str(&ui->frame, buf_str(&text)),
           dim(plain_style(ui)));
}

static void paint_foot(Ui *ui, Rect a)
{
    AUTO(buf) Buf text = BUF_INIT;
    history_add_summary(ui->ws, &text);
    ui_put(ui, a.row + a.rows - 1, a.col + 1, a.cols - 1, arena_str(&ui->frame, buf_str(&text)),
           dim(plain_style(ui)));
}

static void paint_note(Ui *ui, Rect a, const HistoryNote *x)
{
    int row = a.row + a.rows - FOOT_ROWS - 2;
    ui_put(ui, row, a.col + 1, a.cols - 1, arena_str(&ui->frame, str_c(x->title)), plain_style(ui));
    ui_put(ui, row + 1, a.col + 1, a.cols - 1, arena_str(&ui->frame, str_c(x->by)),
           dim(plain_style(ui)));
}

void pane_history_paint(Ui *ui, Rect a)
{
    const History *h = &ui->ws->history;
    List *l = &ui->history;
    const HistoryNote *note = a.rows >= NOTE_MIN_ROWS ? history_note(ui->ws) : NULL;
    int rows = MAX(0, a.rows - 2 - FOOT_ROWS - (note ? NOTE_ROWS : 0));
    pane_side_title(ui, a, "LOCAL HISTORY", subject(ui));
    if (a.rows > 4) {
        paint_filter(ui, a);
        paint_foot(ui, a);
    }
    if (note)
        paint_note(ui, a, note);
    list_place(l, (Rect){a.row + 2, a.col, rows, a.cols}, h->rows.n, h->selected);
    for (size_t i = l->top; i < list_end(l); i++)
        paint_row(ui, i);
    scroll_paint(ui->s, (Rect){l->area.row, ui->areas.separator_col, l->area.rows, 1}, ui->theme,
                 l->top, l->n);
    if (history_has_focus(ui->ws))
        ui_set_cursor_in(ui, l, h->selected);
}

void pane_history_press(Ui *ui, const Key *k)
{
    size_t i = list_at(&ui->history, k->mouse.row, k->mouse.col);
    if (i < ui->ws->history.rows.n)
        history_select(ui->ws, i);
}
