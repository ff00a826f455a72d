// One line of text to cells: syntax colours, selection, matches of find.
#include "ui/inner.h"
#include "base/width.h"
#include "syntax/syntax.h"

enum { BYTES_PER_CELL = 16 };

typedef struct {
    Ui *ui;
    const View *v;
    Rect text;
    int row;
    size_t start, end; // bytes that may be seen
    const SyntaxSpans *spans;
    size_t span; // the one at or after the last offset asked
    const Range *found;
    size_t nfound, find;
    Range selection;
    Style plain, here; // without and with the cursor on the line
    bool cursor_line;
} Line;

static Style capture_style(Ui *ui, uint16_t capture)
{
    while (ui->captures.n <= capture) {
        const char *name = syntax_capture_name((uint16_t)ui->captures.n);
        vec_push(&ui->captures, theme_capture(ui->theme, name));
    }
    return ui->captures.p[capture];
}

static bool on_selection(const Line *l, size_t off)
{
    return off >= l->selection.start && off < l->selection.end;
}

static Style style_at(Line *l, size_t off)
{
    Ui *ui = l->ui;
    Style st = l->cursor_line ? l->here : l->plain;
    while (l->span < l->spans->n && l->spans->p[l->span].end <= off)
        l->span++;
    if (l->span < l->spans->n && l->spans->p[l->span].start <= off)
        st = theme_over(st, capture_style(ui, l->spans->p[l->span].capture));
    while (l->find < l->nfound && l->found[l->find].end <= off)
        l->find++;
    bool match = l->find < l->nfound && l->found[l->find].start <= off;
    if (match && on_selection(l, off))
        return theme_over(st, theme_style(ui->theme, THEME_EDITOR_FIND_MATCH_BACKGROUND));
    if (on_selection(l, off))
        return theme_over(st, theme_style(ui->theme, THEME_EDITOR_SELECTION_BACKGROUND));
    if (match)
        return theme_over(st, theme_style(ui->theme, THEME_EDITOR_FIND_MATCH_HIGHLIGHT_BACKGROUND));
    return st;
}

// `from` and `to` are columns of the text; the left part may be scrolled out.
static void fill_cells(Line *l, int from, int to, Style st)
{
    from = MAX(from - l->v->left, 0);
    to = MIN(to - l->v->left, l->text.cols);
    if (from < to)
        surface_fill(l->ui->s, l->row, l->text.col + from, 1, to - from, st);
}

static void put_cluster(Line *l, int col, Str cluster, int cells, Style st)
{
    int at = col - l->v->left;
    if (at < 0 || at + cells > l->text.cols) {
        fill_cells(l, col, col + cells, st); // cut by an edge: blanks
        return;
    }
    surface_put(l->ui->s, l->row, l->text.col + at, cells, cluster, st);
}

// A selected line end shows as one selected cell.
static void paint_rest(Line *l, int col, size_t off)
{
    Style st = l->cursor_line ? l->here : l->plain;
    fill_cells(l, col, l->v->left + l->text.cols, st);
    if (on_selection(l, off) && off < snap_size(text_now(l->v->doc->text)))
        fill_cells(l, col, col + 1,
                   theme_over(st, theme_style(l->ui->theme, THEME_EDITOR_SELECTION_BACKGROUND)));
}

static void paint_clusters(Line *l, int col)
{
    ClusterWalk w;
    Str cluster;
    int cells = 0, right = l->v->left + l->text.cols, tab = l->v->doc->tab_size;
    size_t off = l->start;
    cluster_walk_init(&w, text_now(l->v->doc->text), l->start);
    while (col < right && cluster_walk_next(&w, &cluster, &cells)) {
        if (cluster.p[cluster.n - 1] == '\n')
            break;
        Style st = style_at(l, off);
        if (cluster.p[0] == '\t') {
            cells = tab - col % tab;
            fill_cells(l, col, col + cells, st);
        } else {
            put_cluster(l, col, cluster, cells, st);
        }
        col += cells;
        off = w.off;
    }
    if (col < right)
        paint_rest(l, col, off);
}

static size_t first_span(const SyntaxSpans *spans, size_t off)
{
    size_t lo = 0, hi = spans->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (spans->p[mid].end <= off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

void editor_line_paint(Ui *ui, const View *v, Rect text, int row, size_t line)
{
    const Snap *s = text_now(v->doc->text);
    Line l = {.ui = ui, .v = v, .text = text, .row = row, .selection = view_selection(v)};
    l.start = v->left ? view_off_of_col(v, line, v->left) : line;
    l.end = snap_line_end(s, l.start, (size_t)text.cols * BYTES_PER_CELL);
    l.cursor_line = view_cursor(v) >= line && !view_has_selection(v) &&
                    view_cursor(v) <= snap_line_end(s, line, SIZE_MAX);
    l.plain = theme_on(ui->theme, THEME_EDITOR_FOREGROUND, THEME_EDITOR_BACKGROUND);
    l.here = theme_over(l.plain, theme_style(ui->theme, THEME_EDITOR_LINE_HIGHLIGHT_BACKGROUND));
    l.spans = editor_spans(ui, v, l.start, l.end);
    l.span = first_span(l.spans, l.start);
    if (find_is_open(ui->ws->find) && v->doc == workspace_view(ui->ws)->doc)
        l.found = find_in(ui->ws->find, l.start, l.end, &l.nfound);
    paint_clusters(&l, v->left ? view_col_of(v, line, l.start) : 0);
}
