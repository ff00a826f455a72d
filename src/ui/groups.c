// Where the editor groups are on the screen.
#include "ui/symbols.h"

static GroupPane *add_pane(Ui *ui, Group *g)
{
    GroupPane *p = &ui->groups[ui->ngroups++];
    Rect at = group_rect(ui->ws, g);
    bool crumbs = ui->ws->options.breadcrumbs && ui->ws->layout.rows >= SYMBOLS_ROWS_MIN &&
                  at.rows > 3 && group_view(g);
    int titles = ui_tabs_shown(ui) != SHOW_TABS_NONE, above = titles + crumbs;
    p->group = g;
    p->tabs = (Rect){at.row, at.col, MIN(at.rows, titles), at.cols};
    p->crumbs = (Rect){at.row + titles, at.col, crumbs, at.cols};
    p->editor = (Rect){at.row + above, at.col, MAX(at.rows - above, 0), at.cols};
    return p;
}

void ui_place_groups(Ui *ui)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ui->ws, all);
    bool together = group_place(ui->ws) == n;
    ui->ngroups = 0;
    for (size_t i = 0; i < n; i++)
        if (together || all[i] == ui->ws->group)
            add_pane(ui, all[i]);
}

GroupPane *ui_focused_pane(Ui *ui)
{
    size_t i = 0;
    while (i + 1 < ui->ngroups && ui->groups[i].group != ui->ws->group)
        i++;
    return &ui->groups[i];
}

GroupPane *ui_pane_at(Ui *ui, int row, int col)
{
    for (size_t i = 0; i < ui->ngroups; i++)
        if (rect_has(ui->groups[i].tabs, row, col) || rect_has(ui->groups[i].crumbs, row, col) ||
            rect_has(ui->groups[i].editor, row, col))
            return &ui->groups[i];
    return NULL;
}

static void paint_lines(Ui *ui, const Split *s, Style st)
{
    for (size_t i = 0; i < s->kids.n; i++) {
        Rect r = s->kids.p[i]->at;
        for (int row = 0; s->columns && i + 1 < s->kids.n && row < r.rows; row++)
            ui_put(ui, r.row + row, r.col + r.cols, 1, theme_glyph(ui->theme, GLYPH_VLINE), st);
        paint_lines(ui, s->kids.p[i], st);
    }
}

void ui_paint_lines(Ui *ui)
{
    if (ui->ngroups > 1)
        paint_lines(ui, ui->ws->splits,
                    theme_on(ui->theme, THEME_PANEL_BORDER, THEME_EDITOR_BACKGROUND));
}
