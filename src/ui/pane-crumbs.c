// Breadcrumbs: the path of an editor's file and the symbols around its cursor.
#include "ui/symbols.h"
#include "base/path.h"
#include "base/width.h"

enum { PARTS_MAX = 32 };

typedef struct {
    const char *sign; // NULL: part of the path
    const char *text;
    ptrdiff_t symbol; // -1: part of the path
} Part;

typedef struct {
    Part p[PARTS_MAX];
    size_t n;
} Parts;

static void add_path(Ui *ui, const Document *d, Parts *out)
{
    AUTO(free) char *pretty = d->path ? workspace_pretty(ui->ws, d->path) : xstrdup(d->title);
    Str rest = str_c(pretty), name;
    while (out->n < PARTS_MAX / 2 && str_split(&rest, '/', &name))
        if (name.n)
            out->p[out->n++] = (Part){NULL, arena_str(&ui->frame, name), -1};
}

// The innermost ones if there are too many.
static void add_symbols(Ui *ui, const View *v, Parts *out)
{
    size_t first = out->n, room = PARTS_MAX - first;
    ptrdiff_t at = syntax_symbol_at(v->doc->syntax, v->doc->text, view_cursor(v));
    while (at >= 0 && out->n - first < room) {
        SyntaxSymbol s = syntax_symbol(v->doc->syntax, v->doc->text, (size_t)at);
        const char *name = symbol_name(ui, v->doc, &s);
        memmove(out->p + first + 1, out->p + first, (out->n - first) * sizeof *out->p);
        out->p[first] = (Part){symbol_sign(ui, s.kind), name, at};
        out->n++;
        at = s.parent;
    }
}

static int part_cells(const Part *p)
{
    int sign = p->sign ? width_text(str_c(p->sign), 1) + 1 : 0;
    return sign + width_text(str_c(p->text), 1);
}

// The first part that is shown: the path gives way, its far end first, then outer symbols.
static size_t first_part(const Parts *parts, int cols)
{
    int cells = 1;
    for (size_t i = parts->n; i-- > 0;) {
        cells += part_cells(&parts->p[i]) + 3;
        if (cells > cols)
            return MIN(i + 1, parts->n - 1);
    }
    return 0;
}

static int put(Ui *ui, Rect a, int col, const char *text, Style st)
{
    ui_put(ui, a.row, col, a.col + a.cols - col, text, st);
    return MIN(col + width_text(str_c(text), 1), a.col + a.cols);
}

void pane_crumbs_paint(Ui *ui, GroupPane *p)
{
    Rect a = p->crumbs;
    const View *v = group_view(p->group);
    Style st = theme_on(ui->theme, THEME_BREADCRUMB_FOREGROUND, THEME_EDITOR_BACKGROUND);
    Parts parts = {.n = 0};
    p->ncrumbs = 0;
    surface_fill(ui->s, a.row, a.col, 1, a.cols, st);
    if (!v)
        return;
    add_path(ui, v->doc, &parts);
    add_symbols(ui, v, &parts);
    size_t first = parts.n ? first_part(&parts, a.cols) : 0;
    int col = a.col + 1;
    const char *between = arena_printf(&ui->frame, " %s ", theme_glyph(ui->theme, GLYPH_CRUMB));
    for (size_t i = first; i < parts.n && col < a.col + a.cols; i++) {
        if (i > first)
            col = put(ui, a, col, between, st);
        int start = col;
        if (parts.p[i].sign)
            col = put(ui, a, col, arena_printf(&ui->frame, "%s ", parts.p[i].sign), st);
        col = put(ui, a, col, parts.p[i].text, st);
        if (p->ncrumbs < CRUMBS_MAX)
            p->crumb[p->ncrumbs++] = (Crumb){start, col, parts.p[i].symbol};
    }
}

bool pane_crumbs_press(Ui *ui, GroupPane *p, int col)
{
    View *v = group_view(p->group);
    group_focus(ui->ws, p->group);
    for (size_t i = 0; v && i < p->ncrumbs; i++) {
        if (col < p->crumb[i].start || col >= p->crumb[i].end)
            continue;
        if (p->crumb[i].symbol >= 0)
            symbol_go(ui, v, (size_t)p->crumb[i].symbol);
        else
            command_run(ui->ws, "nav.symbolInFile");
    }
    return true;
}
