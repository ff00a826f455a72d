// The tab row of an editor group: its tabs, and the buttons at its end.
#include "ui/inner.h"
#include "base/path.h"
#include "base/width.h"

// Narrower rows have room for names only.
enum { BUTTONS_COLS_MIN = 24, GROUP_COLS_MIN = 40 };

static int by_title(const void *a, const void *b)
{
    const Document *x = *(Document *const *)a, *y = *(Document *const *)b;
    return strcmp(x->title, y->title);
}

// The documents that have files, so that equal titles stand together; of the frame.
static Document **by_titles(Ui *ui, size_t *n)
{
    Document **all = ARENA_NEW_ARRAY(&ui->frame, Document *, ui->ws->documents.n);
    *n = 0;
    VEC_EACH (Document *, d, &ui->ws->documents)
        if ((*d)->path)
            all[(*n)++] = *d;
    if (*n)
        qsort(all, *n, sizeof *all, by_title);
    return all;
}

// The last `depth` folders of a path, all of them if it has fewer.
static Str folders_of(const Document *d, int depth)
{
    Str dir = path_dir(str_c(d->path)), rest = dir;
    for (int i = 0; i < depth && rest.n > 1; i++)
        rest = path_dir(rest);
    size_t skip = rest.n + (rest.n > 1 || (rest.n == 1 && dir.n > 1));
    return str_from(dir, MIN(skip, dir.n));
}

// Tabs of the same name get the shortest end of their folder's path that tells them apart.
static const char *name_of(Ui *ui, const Document *d, Document *const *all, size_t n)
{
    size_t first = 0, end = n;
    while (d->path && first < end) { // the first of that title
        size_t mid = first + (end - first) / 2;
        if (strcmp(all[mid]->title, d->title) < 0)
            first = mid + 1;
        else
            end = mid;
    }
    for (end = first; d->path && end < n && strcmp(all[end]->title, d->title) == 0;)
        end++;
    if (!d->path || end - first < 2)
        return d->title;
    for (int depth = 1;; depth++) {
        Str own = folders_of(d, depth);
        bool alone = own.n + 1 >= path_dir(str_c(d->path)).n; // there is no more of it
        size_t same = 0;
        for (size_t i = first; i < end; i++)
            same += str_eq(folders_of(all[i], depth), own);
        if (alone || same == 1)
            return arena_printf(&ui->frame, "%s " STR_FMT, d->title, STR_ARG(own));
    }
}

static const char *mark_of(const Ui *ui, const Document *d)
{
    if (d->gone || d->conflict)
        return "!";
    if (document_is_modified(d))
        return theme_glyph(ui->theme, GLYPH_DIRTY);
    return d->read_only ? "R" : NULL;
}

static Style row_style(const Ui *ui)
{
    return theme_on(ui->theme, THEME_TAB_INACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND);
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
    const char *text = arena_printf(
        &ui->frame, a->cols >= GROUP_COLS_MIN ? " group %zu of %zu " : " %zu/%zu ", i + 1, n);
    Style st = theme_on(ui->theme, THEME_TAB_ACTIVE_FOREGROUND, THEME_TAB_INACTIVE_BACKGROUND);
    a->cols = ui_put_right(ui, a->row, a->col + a->cols, text, st) - a->col;
}

// The group in the upper right corner has the button of the menu.
static bool has_menu(const Ui *ui, const GroupPane *p)
{
    for (size_t i = 0; i < ui->ngroups; i++)
        if (ui->groups[i].tabs.row <= p->tabs.row && ui->groups[i].tabs.col > p->tabs.col)
            return false;
    return p->tabs.row == ui->areas.editors.row && !ui->areas.menu.rows;
}

// Menu, more, close: what they leave of the row is for the tabs.
static void paint_buttons(Ui *ui, GroupPane *p, Rect *a)
{
    const struct {
        Glyph glyph;
        const char *command, *arg;
        bool shown;
    } buttons[] = {
        {GLYPH_CLOSE, "tab.close", NULL, p->group->tabs.n > 0},
        {GLYPH_MORE, "menu.context", "tab",
         p->group->tabs.n > 0 && ui->ws->layout.size != SIZE_TINY},
        {GLYPH_MENU, "menu.open", NULL, has_menu(ui, p)},
    };
    if (a->cols < BUTTONS_COLS_MIN)
        return;
    surface_fill(ui->s, a->row, a->col, 1, a->cols, row_style(ui));
    for (size_t i = 0; i < ARRAY_LEN(buttons); i++)
        if (buttons[i].shown) {
            a->cols -= 2;
            ui_put(ui, a->row, a->col + a->cols, 1, theme_glyph(ui->theme, buttons[i].glyph),
                   row_style(ui));
            ui_add_item(ui, (BarItem){a->row, a->col + a->cols, a->col + a->cols + 1,
                                      buttons[i].command, buttons[i].arg});
        }
    a->cols--;
}

static Tab tab_of(Ui *ui, const View *v, Document *const *all, size_t n)
{
    const char *name = name_of(ui, v->doc, all, n);
    if (v->preview)
        name = arena_printf(&ui->frame, "~%s", name);
    return (Tab){.name = str_c(name), .mark = mark_of(ui, v->doc), .italic = v->preview};
}

// One tab and which of them it is.
static void paint_single(Ui *ui, GroupPane *p, Rect a, const Tab *tab)
{
    const Group *g = p->group;
    p->titles.n = 1;
    p->titles.active = 0;
    const char *of = arena_printf(&ui->frame, "%zu/%zu", g->active + 1, g->tabs.n);
    int cols = width_text(str_c(of), 1);
    a.cols -= cols;
    p->titles.tabs = tab;
    tabs_paint(ui->s, a, ui->theme, &p->titles);
    int end = p->titles.ends.n ? p->titles.ends.p[0] : a.col;
    ui_put(ui, a.row, end, cols, of, row_style(ui));
}

static void paint_titles(Ui *ui, GroupPane *p, Rect a)
{
    const Group *g = p->group;
    Tabs *x = &p->titles;
    size_t n;
    Document **all = by_titles(ui, &n);
    Tab *tabs = ARENA_NEW_ARRAY(&ui->frame, Tab, g->tabs.n);
    for (size_t i = 0; i < g->tabs.n; i++)
        tabs[i] = tab_of(ui, g->tabs.p[i], all, n);
    x->focused = ui->ws->layout.focus == FOCUS_EDITOR && g == ui->ws->group;
    x->marked = g == ui->ws->group && ui->ngroups > 1;
    p->single = ui_tabs_shown(ui) == SHOW_TABS_SINGLE && g->tabs.n > 0;
    if (p->single) {
        paint_single(ui, p, a, &tabs[g->active]);
    } else {
        x->tabs = tabs;
        x->n = g->tabs.n;
        x->active = g->active;
        tabs_paint(ui->s, a, ui->theme, x);
    }
    x->tabs = NULL; // they end with the frame
}

void pane_tabs_paint(Ui *ui, GroupPane *p)
{
    Rect a = p->tabs;
    if (a.rows < 1) {
        p->titles.area = a; // nothing is there to be clicked
        return;
    }
    paint_buttons(ui, p, &a);
    paint_number(ui, &a, p->group);
    paint_titles(ui, p, a);
    if (p->group->tabs.n == 0)
        ui_put(ui, a.row, a.col + 1, a.cols - 1, pane_welcome_title(ui), row_style(ui));
}

size_t pane_tabs_at(const GroupPane *p, int row, int col)
{
    size_t i = tabs_at(&p->titles, row, col);
    return i != TAB_NONE && p->single ? p->group->active : i;
}

int ui_tabs_shown(const Ui *ui)
{
    int set = ui->ws->options.show_tabs;
    return ui->ws->layout.size == SIZE_TINY && set == SHOW_TABS_MULTIPLE ? SHOW_TABS_SINGLE : set;
}
