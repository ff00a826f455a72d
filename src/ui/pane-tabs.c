// The tab row of the editor group (ui.md 5.1).
#include "ui/inner.h"
#include "base/path.h"
#include "base/width.h"

// Tabs of the same name get the folder that tells them apart.
static char *label_of(const Ui *ui, const View *v)
{
    const Workspace *ws = ui->ws;
    const Document *d = v->doc;
    AUTO(buf) Buf name = BUF_INIT;
    buf_add_c(&name, d->title);
    VEC_EACH (View *, o, &ws->tabs)
        if (*o != v && d->path && (*o)->doc->path && strcmp((*o)->doc->title, d->title) == 0) {
            buf_addf(&name, " " STR_FMT, STR_ARG(path_base(path_dir(str_c(d->path)))));
            break;
        }
    if (d->read_only)
        buf_add_c(&name, " R");
    if (d->gone || d->conflict)
        buf_add_c(&name, " !");
    else if (document_is_modified(d))
        buf_addf(&name, " %s", theme_glyph(ui->theme, GLYPH_DIRTY));
    return xasprintf(" %s ", buf_c(&name));
}

static int tab_width(const Ui *ui, size_t i)
{
    AUTO(free) char *label = label_of(ui, ui->ws->tabs.p[i]);
    return width_text(str_c(label), 1) + 1;
}

// The first tab to draw, so that the active one is whole on the screen.
static size_t first_tab(const Ui *ui, int cols)
{
    const Workspace *ws = ui->ws;
    size_t first = ws->active;
    int used = tab_width(ui, first);
    while (first > 0 && used + tab_width(ui, first - 1) <= cols)
        used += tab_width(ui, --first);
    return first;
}

static Style tab_style(const Ui *ui, bool active)
{
    const Layout *l = &ui->ws->layout;
    if (!active)
        return theme_on(ui->theme, THEME_TAB_INACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND);
    ThemeToken bg = l->focus == FOCUS_EDITOR ? THEME_PART_FOCUSED_HEADER_BACKGROUND
                                             : THEME_TAB_ACTIVE_BACKGROUND;
    return theme_on(ui->theme, THEME_TAB_ACTIVE_FOREGROUND, bg);
}

static int tabs_end(const Rect *a)
{
    return a->col + a->cols;
}

void pane_tabs_paint(Ui *ui, Rect a)
{
    const Workspace *ws = ui->ws;
    Style blank = theme_on(ui->theme, THEME_TAB_INACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, 1, a.cols, blank);
    if (ws->tabs.n == 0) {
        ui_put(ui, a.row, a.col, a.cols, " Welcome", blank);
        return;
    }
    int col = a.col, end = tabs_end(&a);
    for (size_t i = first_tab(ui, a.cols); i < ws->tabs.n && col < end; i++) {
        AUTO(free) char *label = label_of(ui, ws->tabs.p[i]);
        col +=
            surface_put(ui->s, a.row, col, end - col, str_c(label), tab_style(ui, i == ws->active));
        if (col < end)
            ui_put(ui, a.row, col++, 1, theme_glyph(ui->theme, GLYPH_VLINE),
                   theme_on(ui->theme, THEME_PANEL_BORDER, THEME_TAB_INACTIVE_BACKGROUND));
    }
}

// Which tab stands at a column, -1 if none.
int pane_tabs_at(const Ui *ui, int col)
{
    const Rect *a = &ui->areas.tabs;
    int at = a->col;
    if (ui->ws->tabs.n == 0)
        return -1;
    for (size_t i = first_tab(ui, a->cols); i < ui->ws->tabs.n; i++) {
        at += tab_width(ui, i);
        if (col < at)
            return (int)i;
    }
    return -1;
}
