// The tab row of the editor group.
#include "ui/inner.h"
#include "base/path.h"

// Tabs of the same name get the folder that tells them apart.
static const char *name_of(Ui *ui, const Document *d)
{
    VEC_EACH (View *, v, &ui->ws->tabs) {
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

void pane_tabs_paint(Ui *ui, Rect a)
{
    const Workspace *ws = ui->ws;
    Tabs *x = &ui->tabs;
    Tab *tabs = ARENA_NEW_ARRAY(&ui->frame, Tab, ws->tabs.n);
    for (size_t i = 0; i < ws->tabs.n; i++) {
        const Document *d = ws->tabs.p[i]->doc;
        tabs[i] = (Tab){str_c(name_of(ui, d)), mark_of(ui, d)};
    }
    x->tabs = tabs;
    x->n = ws->tabs.n;
    x->active = ws->active;
    x->focused = ws->layout.focus == FOCUS_EDITOR;
    tabs_paint(ui->s, a, ui->theme, x);
    x->tabs = NULL; // they end with the frame
    if (x->n == 0)
        ui_put(ui, a.row, a.col + 1, a.cols - 1, "Welcome",
               theme_on(ui->theme, THEME_TAB_INACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND));
}
