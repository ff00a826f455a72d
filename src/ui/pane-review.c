// The review: what a run wrote, how it stands, and what the jail kept from the run.
#include "base/width.h"
#include "ui/inner.h"

enum { HEAD_ROWS = 3, FOOT_ROWS = 3, BLOCKED_MAX = 6, NAME_COLS_MIN = 6 };

static Style plain(const Ui *ui)
{
    return theme_on(ui->theme, THEME_SIDE_BAR_FOREGROUND, THEME_SIDE_BAR_BACKGROUND);
}

static Style dim(const Ui *ui)
{
    Style st = plain(ui);
    st.attrs |= ATTR_DIM;
    return st;
}

const char *ui_review_sign(const Ui *ui, ReviewSign s)
{
    switch (s) {
    case REVIEW_SIGN_ACCEPTED:
        return theme_glyph(ui->theme, GLYPH_PASSED);
    case REVIEW_SIGN_REJECTED:
        return "x";
    case REVIEW_SIGN_PARTLY:
        return theme_glyph(ui->theme, GLYPH_PARTLY);
    case REVIEW_SIGN_APPLIED:
        return "=";
    case REVIEW_SIGN_PENDING:
    case REVIEW_SIGN_COUNT:
        break;
    }
    return "?";
}

Style ui_review_style(const Ui *ui, ReviewSign s, Style st)
{
    static const ThemeToken tokens[REVIEW_SIGN_COUNT] = {
        [REVIEW_SIGN_PENDING] = THEME_REVIEW_PENDING,
        [REVIEW_SIGN_PARTLY] = THEME_REVIEW_PENDING,
        [REVIEW_SIGN_ACCEPTED] = THEME_REVIEW_ACCEPTED,
        [REVIEW_SIGN_REJECTED] = THEME_REVIEW_REJECTED,
        [REVIEW_SIGN_APPLIED] = THEME_REVIEW_ACCEPTED};
    return theme_over(st, theme_style(ui->theme, tokens[s]));
}

static Style row_style(const Ui *ui, bool selected)
{
    ThemeToken token = reviewing_has_focus(ui->ws) ? THEME_LIST_ACTIVE_SELECTION_BACKGROUND
                                                   : THEME_LIST_INACTIVE_SELECTION_BACKGROUND;
    Style st = plain(ui);
    return selected ? theme_over(st, theme_style(ui->theme, token)) : st;
}

// A path that has no room loses its start, which says less than its end.
static void put_name(Ui *ui, int row, int col, int cols, const char *name, Style st)
{
    Str rest = str_c(name);
    const char *dots = theme_glyph(ui->theme, GLYPH_ELLIPSIS);
    if (cols < 1)
        return;
    if (width_text(rest, 1) <= cols) {
        ui_put(ui, row, col, cols, name, st);
        return;
    }
    while (rest.n && width_text(rest, 1) > cols - 1) {
        int cells;
        rest = str_from(rest, width_cluster(rest, 1, &cells));
    }
    ui_put(ui, row, col, 1, dots, st);
    ui_put(ui, row, col + 1, cols - 1, arena_str(&ui->frame, rest), st);
}

static void paint_row(Ui *ui, size_t i)
{
    const ReviewRow *x = &ui->ws->reviewing.rows.p[i];
    Rect row = list_row(&ui->review, i);
    Style st = row_style(ui, i == ui->ws->reviewing.selected);
    surface_fill(ui->s, row.row, row.col, 1, row.cols, st);
    ui_put(ui, row.row, row.col, 1, ui_review_sign(ui, x->sign), ui_review_style(ui, x->sign, st));
    int col = row.col + 2 + 2 * x->inside, end = row.col + row.cols;
    const char *right = x->care ? arena_printf(&ui->frame, "! %s %s", x->care, x->right) : x->right;
    bool twice = x->care && strcmp(x->care, x->right) == 0;
    if (twice || (x->care && end - width_text(str_c(right), 1) - col < NAME_COLS_MIN))
        right = arena_printf(&ui->frame, "! %s", x->care);
    Style care =
        x->care ? theme_over(st, theme_style(ui->theme, THEME_RUN_BLOCKED_FOREGROUND)) : st;
    end = ui_put_right(ui, row.row, end, right, care) - 1;
    if (x->is_group) {
        ui_put(ui, row.row, col, 1, theme_glyph(ui->theme, x->is_open ? GLYPH_OPEN : GLYPH_CLOSED),
               st);
        col += 2;
    }
    put_name(ui, row.row, col, end - col, x->name, st);
}

static void paint_counts(Ui *ui, Rect a, int row)
{
    const Reviewing *r = &ui->ws->reviewing;
    ui_put(ui, row, a.col + 1, a.cols - 1,
           arena_printf(&ui->frame, "%zu accepted  %zu rejected", r->naccepted, r->nrejected),
           plain(ui));
    ui_put(ui, row + 1, a.col + 1, a.cols - 1,
           arena_printf(&ui->frame, "%zu undecided%s", r->npending, r->attach ? "  + why" : ""),
           plain(ui));
}

// What the run tried in vain; returns the rows that it takes.
static int paint_blocked(Ui *ui, Rect a)
{
    const Reviewing *r = &ui->ws->reviewing;
    int n = MIN((int)r->nblocked, BLOCKED_MAX);
    if (!n || a.rows < HEAD_ROWS + FOOT_ROWS + n + 6)
        return 0;
    int row = a.row + a.rows - n - 1;
    ui_put(ui, row, a.col + 1, a.cols - 1, "BLOCKED",
           theme_on(ui->theme, THEME_RUN_BLOCKED_FOREGROUND, THEME_SIDE_BAR_BACKGROUND));
    for (int i = 0; i < n; i++)
        ui_put(ui, row + 1 + i, a.col + 2, a.cols - 2, r->blocked[i], dim(ui));
    return n + 2;
}

void pane_review_paint(Ui *ui, Rect a)
{
    const Reviewing *r = &ui->ws->reviewing;
    List *l = &ui->review;
    const char *more = r->review ? arena_printf(&ui->frame, "%s  %zu %s", r->title, r->nfiles,
                                                r->nfiles == 1 ? "file" : "files")
                                 : "";
    pane_side_title(ui, a, "REVIEW", more);
    if (!r->review) {
        ui_put(ui, a.row + 1, a.col + 1, a.cols - 1, r->wanted ? "reading" : "Nothing is reviewed.",
               dim(ui));
        list_place(l, (Rect){a.row + 2, a.col, 0, a.cols}, 0, 0);
        return;
    }
    int below = paint_blocked(ui, a), rows = MAX(0, a.rows - HEAD_ROWS - FOOT_ROWS - below);
    ui_put(ui, a.row + 1, a.col + 1, a.cols - 1, r->subtitle, dim(ui));
    for (int col = a.col; col < a.col + a.cols && !ui->reader; col++)
        ui_put(ui, a.row + 2, col, 1, theme_glyph(ui->theme, GLYPH_HLINE), dim(ui));
    list_place(l, (Rect){a.row + HEAD_ROWS, a.col, rows, a.cols}, r->rows.n, r->selected);
    for (size_t i = l->top; i < list_end(l); i++)
        paint_row(ui, i);
    if (a.rows > HEAD_ROWS + FOOT_ROWS)
        paint_counts(ui, a, a.row + HEAD_ROWS + rows + 1);
    scroll_paint(ui->s, (Rect){l->area.row, ui->areas.separator_col, l->area.rows, 1}, ui->theme,
                 l->top, l->n);
    if (ui->ws->layout.focus == FOCUS_SIDE_BAR)
        ui_set_cursor_in(ui, l, r->selected);
}

void pane_review_press(Ui *ui, const Key *k)
{
    const Reviewing *r = &ui->ws->reviewing;
    size_t i = list_at(&ui->review, k->mouse.row, k->mouse.col);
    if (i >= r->rows.n)
        return;
    bool again = i == r->selected;
    reviewing_select(ui->ws, i);
    if (r->rows.p[i].is_group && (again || k->mouse.clicks > 1))
        reviewing_fold(ui->ws, !r->rows.p[i].is_open);
}
