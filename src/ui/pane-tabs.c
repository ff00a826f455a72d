// The tab row of an editor group.
#include "ui/inner.h"
#include "base/path.h"

// Tabs of the same name get the folder that tells them apart.
static const char *name_of(Ui *ui, const Document *d)
{
    VEC_EACH (View *, v, &ui->ws->views) {
        const Document *o = (*v)->doc;
        if (o != d && d->path && o->path && strcmp(o->title, d->title) == 0)
            return arena_printf(&ui->frame, "%s " STR_FMT, d->title,
                                STR_ARG(path_base(path_dir(str_c(d->path)))));
    }
    return d->title;
}

static const char *mark_of(const Ui *ui, const Document *d)
{
    if (d->gone || d->conflict)
        return "!";
    if (document_is_modified(d))
        return theme_glyph(ui->theme, GLYPH_DIRTY);
    return d->read_only ? "R" : NULL;
}

// Which of the groups this is, where they are not shown together.
static void paint_number(Ui *ui, Rect *a, const Group *g)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ui->ws, all), i = 0;
    if (n == ui->ngroups)
        return;
    while (all[i] != g)
        i++;
    const char *text = arena_printf(&ui->frame, " %zu/%zu ", i + 1, n);
    Style st = theme_on(ui->theme, THEME_TAB_ACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND);
    a->cols = ui_put_right(ui, a->row, a->col + a->cols, text, st) - a->col;
}

void pane_tabs_paint(Ui *ui, GroupPane *p)
{
    const Group *g = p->group;
    Tabs *x = &p->titles;
    Rect a = p->tabs;
    Tab *tabs = ARENA_NEW_ARRAY(&ui->frame, Tab, g->tabs.n);
    for (size_t i = 0; i < g->tabs.n; i++) {
        const Document *d = g->tabs.p[i]->doc;
        tabs[i] = (Tab){str_c(name_of(ui, d)), mark_of(ui, d)};
    }
    paint_number(ui, &a, g);
    x->tabs = tabs;
    x->n = g->tabs.n;
    x->active = g->active;
    x->focused = ui->ws->layout.focus == FOCUS_EDITOR && g == ui->ws->group;
    x->marked = g == ui->ws->group && ui->ngroups > 1;
    tabs_paint(ui->s, a, ui->theme, x);
    x->tabs = NULL; // they end with the frame
    if (x->n == 0)
        ui_put(ui, a.row, a.col + 1, a.cols - 1, "Welcome",
               theme_on(ui->theme, THEME_TAB_INACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND));
}
