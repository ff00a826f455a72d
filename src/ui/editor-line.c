// One row of text to cells: syntax colours, and over them in layers what is selected, found, ….
#include "ui/editor.h"
#include "base/lookalike.h"
#include "base/utf8.h"
#include "base/width.h"

enum { BYTES_PER_CELL = 16, LAYERS_MAX = 16, WORD_LOOK = 64 };

// Ranges that are drawn in one style; of two layers the later one is on top.
typedef struct {
    const Range *v; // sorted, not overlapping; borrowed
    size_t n, at;   // at: the first that ends behind the last offset asked
    Style style;
} Layer;

typedef struct {
    const EditorFrame *f;
    const Row *r;
    int row;
    size_t start, end; // bytes that may be seen
    const SyntaxSpans *spans;
    size_t span; // the one at or after the last offset asked
    Layer layers[LAYERS_MAX];
    int nlayers;
    FindSeen found; // among those bytes
    size_t shown;   // the first match whose replacement is not painted yet
    Range scope;    // find looks only here; empty: everywhere
    Range current;  // the match that is selected; empty: none
    Style plain;    // without anything
    Style hidden;   // of what could not be seen as it is: bidi controls, broken bytes
    bool shows_hidden, shows_ambiguous, shows_controls;
} Line;

static Style capture_style(Ui *ui, uint16_t capture)
{
    while (ui->captures.n <= capture) {
        const char *name = syntax_capture_name((uint16_t)ui->captures.n);
        vec_push(&ui->captures, theme_capture(ui->theme, name));
    }
    return ui->captures.p[capture];
}

// The first range that ends behind `off`.
static size_t first_range(const Range *v, size_t n, size_t off)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (v[mid].end <= off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static void add_layer(Line *l, const Range *v, size_t n, Style style)
{
    size_t at = first_range(v, n, l->start);
    if (at < n && v[at].start <= l->end)
        l->layers[l->nlayers++] = (Layer){v, n, at, style};
}

static Style layered(Line *l, Style st, size_t off)
{
    for (Layer *x = l->layers; x < l->layers + l->nlayers; x++) {
        while (x->at < x->n && x->v[x->at].end <= off)
            x->at++;
        if (x->at < x->n && x->v[x->at].start <= off)
            st = theme_over(st, x->style);
    }
    return st;
}

static Style style_at(Line *l, size_t off)
{
    Style st = l->plain;
    while (l->span < l->spans->n && l->spans->p[l->span].end <= off)
        l->span++;
    if (l->span < l->spans->n && l->spans->p[l->span].start <= off)
        st = theme_over(st, capture_style(l->f->ui, l->spans->p[l->span].capture));
    return layered(l, st, off);
}

// `from` and `to` are cells of the row; the left part may be scrolled out.
static void fill_cells(const Line *l, int from, int to, Style st)
{
    from = MAX(from - l->f->v->left, 0);
    to = MIN(to - l->f->v->left, l->f->text.cols);
    if (from < to)
        surface_fill(l->f->ui->s, l->row, l->f->text.col + from, 1, to - from, st);
}

static bool is_plain(Str cluster)
{
    return cluster.n == 1 && cluster.p[0] >= ' ' && cluster.p[0] <= '~';
}

// Does a picture stand for something above ASCII?  (That of a control character tells itself.)
static bool is_hidden(const Line *l, Str cluster)
{
    char picture[WIDTH_PICTURE_MAX];
    return l->shows_hidden && (cluster.p[0] & 0x80) && width_picture(cluster, picture);
}

// Does it read as ASCII, in a word of that?
static bool is_ambiguous(const Line *l, size_t off, Str cluster)
{
    size_t n, from = off - MIN(off, (size_t)WORD_LOOK);
    bool valid;
    char around[2 * WORD_LOOK];
    if (!l->shows_ambiguous || !(cluster.p[0] & 0x80) ||
        !lookalike_of(utf8_decode(cluster, &n, &valid)))
        return false;
    n = snap_read(l->f->layout.s, from, around, sizeof around);
    return lookalike_deceives(str_n(around, n), off - from);
}

static bool is_control(Str cluster)
{
    return (unsigned char)cluster.p[0] < ' ' || cluster.p[0] == 0x7f;
}

static void put_cluster(const Line *l, int cell, Str cluster, int cells, Style st)
{
    int at = cell - l->f->v->left, col = l->f->text.col + at;
    if (at < 0 || at + cells > l->f->text.cols || (!l->shows_controls && is_control(cluster)))
        fill_cells(l, cell, cell + cells, st); // cut by an edge, or not to be seen: blanks
    else if (is_plain(cluster))
        surface_put_cell(l->f->ui->s, l->row, col, cluster, 1, st);
    else
        surface_put(l->f->ui->s, l->row, col, cells, cluster, st);
}

typedef struct {
    size_t off;
    Str cluster;
    int cells;
} Blank;

static void put_blank(const Line *l, int cell, Blank b, Style st)
{
    const char *sign = editor_blank_sign(l->f, l->r, b.off, b.cluster);
    fill_cells(l, cell, cell + b.cells, st);
    if (sign)
        put_cluster(
            l, cell, str_c(sign), 1,
            theme_over(st, theme_style(l->f->ui->theme, THEME_EDITOR_WHITESPACE_FOREGROUND)));
}

// How many lines a fold hides.
static size_t hidden_lines(const Line *l, const Fold *fold)
{
    return snap_row_at(l->f->layout.s, fold->end).n - snap_row_at(l->f->layout.s, fold->start).n;
}

static void put_fold(const Line *l, int cell, const Fold *fold)
{
    const Theme *t = l->f->ui->theme;
    Style st = theme_over(l->plain, theme_style(t, THEME_EDITOR_INLAY_HINT_FOREGROUND));
    size_t n = hidden_lines(l, fold);
    int at = cell + 1 - l->f->v->left;
    char *text = arena_printf(&l->f->ui->frame, "%s %zu line%s", theme_glyph(t, GLYPH_FOLDED), n,
                              n == 1 ? "" : "s");
    if (at >= 0 && at < l->f->text.cols)
        ui_put(l->f->ui, l->row, l->f->text.col + at, l->f->text.cols - at, text, st);
}

// Behind the text.  What is drawn over its line end, as a selection, shows in one cell.
static void paint_rest(Line *l, int cell, size_t off)
{
    Fold fold;
    fill_cells(l, cell, l->f->v->left + l->f->text.cols, l->plain);
    if (!l->r->last)
        return;
    fill_cells(l, cell, cell + 1, layered(l, l->plain, off));
    if (row_fold(&l->f->layout, l->r, &fold))
        put_fold(l, cell, &fold);
}

// A replacement in one row: its line ends and tabs are spelt out.
static const char *replacement_text(const Line *l, Str with)
{
    AUTO(buf) Buf text = BUF_INIT;
    for (size_t i = 0; i < with.n; i++)
        if (with.p[i] == '\n' || with.p[i] == '\t')
            buf_add_c(&text, with.p[i] == '\n' ? "\\n" : "\\t");
        else
            buf_add_byte(&text, with.p[i]);
    return arena_printf(&l->f->ui->frame, "%s", buf_c(&text));
}

// The replacement of a match that ends at `off` stands behind it.  Returns the cell after it.
static int paint_replacement(Line *l, int cell, size_t off)
{
    const FindSeen *found = &l->found;
    while (l->shown < found->n && found->at[l->shown].end < off)
        l->shown++;
    if (!found->with || l->shown == found->n || found->at[l->shown].end != off)
        return cell;
    const Theme *t = l->f->ui->theme;
    const char *text = replacement_text(l, found->with[l->shown]);
    Style st = theme_over(l->plain, theme_style(t, THEME_DIFF_EDITOR_INSERTED_TEXT_BACKGROUND));
    int cells = width_text(str_c(text), 1), at = cell - l->f->v->left;
    fill_cells(l, cell, cell + cells, st);
    if (at >= 0 && at < l->f->text.cols)
        ui_put(l->f->ui, l->row, l->f->text.col + at, MIN(cells, l->f->text.cols - at), text, st);
    return cell + cells;
}

static void paint_clusters(Line *l, int cell)
{
    ClusterWalk w;
    Str cluster;
    int cells = 0, right = l->f->v->left + l->f->text.cols, tab = l->f->layout.tab_size;
    int shift = l->r->col - l->r->indent; // from cells of the row to columns of the line
    size_t off = l->start, end = l->r->end;
    cluster_walk_init(&w, l->f->layout.s, l->start);
    while (cell < right && off < end && cluster_walk_next(&w, &cluster, &cells)) {
        if (cluster.p[cluster.n - 1] == '\n')
            break;
        Style st = style_at(l, off);
        if (is_hidden(l, cluster) || is_ambiguous(l, off, cluster))
            st = theme_over(st, l->hidden);
        if (cluster.p[0] == '\t')
            cells = tab - (cell + shift) % tab;
        if (cluster.p[0] == '\t' || cluster.p[0] == ' ')
            put_blank(l, cell, (Blank){off, cluster, cells}, st);
        else
            put_cluster(l, cell, cluster, cells, st);
        off = w.off;
        cell = paint_replacement(l, cell + cells, off);
    }
    if (cell < right)
        paint_rest(l, cell, off);
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

// Is its line short enough for colours?
static bool is_colored(const EditorFrame *f, const Row *r)
{
    size_t max = (size_t)view_options(f->v)->max_colored_bytes;
    return snap_line_end(f->layout.s, r->line, max + 1) - r->line <= max;
}

static bool highlights_text(const EditorFrame *f, const Row *r)
{
    int mode = view_options(f->v)->line_highlight;
    return (mode == LINE_HIGHLIGHT_LINE || mode == LINE_HIGHLIGHT_ALL) && !f->selecting &&
           r->line == f->cursor_line;
}

// What a replacement would take out: struck, as colour is never the only sign.
static Style replaced_style(const Theme *t)
{
    Style st = theme_style(t, THEME_DIFF_EDITOR_REMOVED_TEXT_BACKGROUND);
    st.attrs = (uint16_t)((st.attrs & ~ATTR_BOLD) | ATTR_STRIKE);
    return st;
}

static void add_found(Line *l)
{
    const EditorFrame *f = l->f;
    const Theme *t = f->ui->theme;
    Range sel = view_selection(f->v);
    l->scope = find_scope_in(f->ui->ws->find, f->v->doc);
    if (l->scope.start < l->scope.end)
        add_layer(l, &l->scope, 1, theme_style(t, THEME_EDITOR_INACTIVE_SELECTION_BACKGROUND));
    add_layer(l, f->ui->searched.p, f->ui->searched.n,
              theme_style(t, THEME_EDITOR_FIND_MATCH_HIGHLIGHT_BACKGROUND));
    l->found = find_in(f->ui->ws->find, f->v->doc, l->start, l->end);
    add_layer(l, l->found.at, l->found.n,
              theme_style(t, THEME_EDITOR_FIND_MATCH_HIGHLIGHT_BACKGROUND));
    for (size_t i = 0; i < l->found.n; i++)
        if (l->found.at[i].start == sel.start && l->found.at[i].end == sel.end)
            l->current = sel;
}

static Style cursor_style(const Theme *t)
{
    Style block = theme_style(t, THEME_EDITOR_CURSOR_FOREGROUND);
    return (Style){
        .fg = theme_style(t, THEME_EDITOR_BACKGROUND).bg, .bg = block.fg, .attrs = block.attrs};
}

static void add_layers(Line *l)
{
    const EditorFrame *f = l->f;
    const Theme *t = f->ui->theme;
    add_layer(l, f->words, f->nwords, f->word);
    add_layer(l, f->pair, f->npair, theme_style(t, THEME_EDITOR_BRACKET_MATCH_BACKGROUND));
    add_layer(l, f->same, f->nsame,
              theme_style(t, f->same_word ? THEME_EDITOR_WORD_HIGHLIGHT_BACKGROUND
                                          : THEME_EDITOR_SELECTION_HIGHLIGHT_BACKGROUND));
    for (int s = SEVERITY_COUNT; s-- > 0;)
        add_layer(l, f->wrong[s], f->nwrong[s], (Style){.attrs = ATTR_UNDERLINE | ATTR_CURLY});
    add_found(l);
    add_layer(l, f->selected, f->nselected, theme_style(t, THEME_EDITOR_SELECTION_BACKGROUND));
    if (l->current.start < l->current.end)
        add_layer(l, &l->current, 1, theme_style(t, THEME_EDITOR_FIND_MATCH_BACKGROUND));
    if (l->found.with)
        add_layer(l, l->found.at, l->found.n, replaced_style(t));
    add_layer(l, f->cursors, f->ncursors, cursor_style(t));
}

// The lines between the sides of a conflict.
static Style merge_style(const EditorFrame *f, const Row *r, Style plain)
{
    static const ThemeToken tokens[] = {
        [MERGE_MARK_CURRENT] = THEME_MERGE_CURRENT_HEADER_BACKGROUND,
        [MERGE_MARK_BASE] = THEME_EDITOR_LINE_HIGHLIGHT_BACKGROUND,
        [MERGE_MARK_MIDDLE] = THEME_EDITOR_LINE_HIGHLIGHT_BACKGROUND,
        [MERGE_MARK_INCOMING] = THEME_MERGE_INCOMING_HEADER_BACKGROUND};
    char start[8];
    MergeMark mark = merge_mark(str_n(start, snap_read(f->layout.s, r->line, start, 8)));
    return mark ? theme_over(plain, theme_style(f->ui->theme, tokens[mark])) : plain;
}

void editor_line_paint(const EditorFrame *f, size_t i)
{
    static const SyntaxSpans none = {0};
    const Row *r = &f->rows[i];
    const RowLayout *layout = &f->layout;
    Line l = {.f = f, .r = r, .row = f->text.row + (int)i};
    int left = f->v->left, cell = r->indent;
    l.start = left > r->indent ? row_off(layout, r, left) : r->start;
    l.end = MIN(snap_line_end(layout->s, l.start, (size_t)f->text.cols * BYTES_PER_CELL), r->end);
    l.hidden = theme_style(f->ui->theme, THEME_EDITOR_UNICODE_HIGHLIGHT_BACKGROUND);
    l.shows_hidden = view_options(f->v)->show_invisible;
    l.shows_ambiguous = view_options(f->v)->show_ambiguous;
    l.shows_controls = view_options(f->v)->show_controls;
    l.plain = theme_on(f->ui->theme, THEME_EDITOR_FOREGROUND,
                       f->sticky ? THEME_EDITOR_STICKY_SCROLL_BACKGROUND : THEME_EDITOR_BACKGROUND);
    if (f->tint)
        l.plain = theme_over(l.plain, *f->tint);
    else if (highlights_text(f, r))
        l.plain =
            theme_over(l.plain, theme_style(f->ui->theme, THEME_EDITOR_LINE_HIGHLIGHT_BACKGROUND));
    if (f->v->doc->review)
        l.plain = merge_style(f, r, l.plain);
    l.spans = is_colored(f, r) ? editor_spans(f->ui, f->v, l.start, l.end) : &none;
    l.span = first_span(l.spans, l.start);
    add_layers(&l);
    if (l.start > r->start)
        cell = row_cell(layout, r, l.start);
    fill_cells(&l, 0, cell, l.plain);
    paint_clusters(&l, cell);
}
