// What differs between two texts: the lines of a diff's document in one column, or in two.
#include "ui/editor.h"

enum { SIGN_COLS = 2 };

// Where things stand: one column or two, each with numbers and a sign before its text.
typedef struct {
    bool beside;
    int digits;
    Rect half[2]; // of the whole column; one alone is half[0]
    int gutter;
} Shape;

static Shape shape_of(const View *v, Rect a)
{
    const Diff *d = v->doc->diff;
    const DiffLine *last = &vec_last(&d->lines);
    Shape s = {.beside = d->beside && a.cols >= DIFF_BESIDE_COLS};
    s.digits = MAX(3, ui_digits(MAX(last->a_row, last->b_row)));
    s.gutter = (s.beside ? 1 + s.digits : 2 + 2 * s.digits) + 1 + SIGN_COLS;
    a.row++; // the title
    a.rows = MAX(0, a.rows - 1);
    s.half[0] = a;
    if (s.beside) {
        s.half[0].cols = (a.cols - 1) / 2;
        s.half[1] = a;
        s.half[1].col += s.half[0].cols + 1;
        s.half[1].cols -= s.half[0].cols + 1;
    }
    return s;
}

static Rect text_of(const Shape *s, int side)
{
    Rect r = s->half[side];
    r.col += s->gutter;
    r.cols = MAX(0, r.cols - s->gutter);
    return r;
}

// One frame, being painted.
typedef struct {
    EditorFrame f;
    const Diff *d;
    Shape shape;
    Style plain, dim, tint[3]; // by DiffKind
    Style word[3];
} DiffFrame;

static void init_styles(DiffFrame *x)
{
    const Theme *t = x->f.ui->theme;
    x->plain = theme_on(t, THEME_EDITOR_FOREGROUND, THEME_EDITOR_BACKGROUND);
    x->dim = theme_on(t, THEME_EDITOR_LINE_NUMBER_FOREGROUND, THEME_EDITOR_BACKGROUND);
    x->tint[DIFF_REMOVED] = theme_style(t, THEME_DIFF_EDITOR_REMOVED_LINE_BACKGROUND);
    x->tint[DIFF_ADDED] = theme_style(t, THEME_DIFF_EDITOR_INSERTED_LINE_BACKGROUND);
    x->word[DIFF_REMOVED] = theme_style(t, THEME_DIFF_EDITOR_REMOVED_TEXT_BACKGROUND);
    x->word[DIFF_ADDED] = theme_style(t, THEME_DIFF_EDITOR_INSERTED_TEXT_BACKGROUND);
}

// "src/main.c        hunk 2 of 3   unified"
static void put_review_title(const DiffFrame *x, Rect a, Style st)
{
    Ui *ui = x->f.ui;
    size_t n = reviewing_hunks(ui->ws);
    const char *shape = x->shape.beside ? "side by side" : "unified";
    char *which = n ? arena_printf(&ui->frame, "hunk %zu of %zu  %s ",
                                   MIN(reviewing_hunk(ui->ws), n - 1) + 1, n, shape)
                    : arena_printf(&ui->frame, "as a whole ");
    int right = ui_put_right(ui, a.row, a.col + a.cols, which, x->dim);
    ui_put(ui, a.row, a.col + 1, right - a.col - 2, x->d->a_name, st);
}

static void put_title(const DiffFrame *x, Rect a)
{
    Ui *ui = x->f.ui;
    const Diff *d = x->d;
    Style st =
        theme_on(ui->theme, THEME_EDITOR_LINE_NUMBER_ACTIVE_FOREGROUND, THEME_EDITOR_BACKGROUND);
    if (d->review) {
        put_review_title(x, a, st);
        return;
    }
    char *counts = arena_printf(&ui->frame, "+%zu -%zu, %zu change%s ", d->added, d->removed,
                                d->changes.n, d->changes.n == 1 ? "" : "s");
    int right = ui_put_right(ui, a.row, a.col + a.cols, counts, x->dim);
    if (x->shape.beside) {
        ui_put(ui, a.row, a.col, x->shape.half[0].cols,
               arena_printf(&ui->frame, " - %s", d->a_name), st);
        ui_put(ui, a.row, x->shape.half[1].col, right - x->shape.half[1].col - 1,
               arena_printf(&ui->frame, " + %s", d->b_name), st);
    } else {
        ui_put(ui, a.row, a.col, right - a.col - 1,
               arena_printf(&ui->frame, " - %s   + %s", d->a_name, d->b_name), st);
    }
}

static void put_number(const DiffFrame *x, int row, int col, bool is, size_t n)
{
    char *text = arena_printf(&x->f.ui->frame, "%*zu", x->shape.digits, n + 1);
    if (is)
        ui_put(x->f.ui, row, col, x->shape.digits, text, x->dim);
}

static void put_gutter(const DiffFrame *x, const DiffLine *line, int row, int side)
{
    static const char *const signs[] = {[DIFF_SAME] = "", [DIFF_REMOVED] = "-", [DIFF_ADDED] = "+"};
    int col = x->shape.half[side].col + 1, digits = x->shape.digits;
    if (x->shape.beside) {
        put_number(x, row, col, true, side ? line->b_row : line->a_row);
    } else {
        put_number(x, row, col, line->kind != DIFF_ADDED, line->a_row);
        put_number(x, row, col + digits + 1, line->kind != DIFF_REMOVED, line->b_row);
    }
    Style st = line->kind == DIFF_SAME ? x->plain : theme_over(x->plain, x->tint[line->kind]);
    int sign = x->shape.half[side].col + x->shape.gutter - SIGN_COLS;
    surface_fill(x->f.ui->s, row, sign, 1, SIGN_COLS, st);
    ui_put(x->f.ui, row, sign, 1, signs[line->kind], st);
}

// The change that a line belongs to, or that ended before it.
static size_t change_of(const Diff *d, size_t line)
{
    size_t lo = 0, hi = d->changes.n;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        *(d->changes.p[mid] <= line ? &lo : &hi) = mid;
    }
    return lo;
}

// How a hunk stands, or that lines are left out: over all columns.
static void put_between(const DiffFrame *x, size_t index, int row)
{
    Ui *ui = x->f.ui;
    Rect a = x->f.area;
    size_t hunk = change_of(x->d, index);
    surface_fill(ui->s, row, a.col, 1, a.cols, x->plain);
    if (x->d->lines.p[index].kind == DIFF_GAP) {
        for (int col = a.col; col < a.col + a.cols && !ui->reader; col++)
            ui_put(ui, row, col, 1, theme_glyph(ui->theme, GLYPH_HLINE), x->dim);
        return;
    }
    ReviewSign sign = reviewing_hunk_sign(ui->ws, hunk);
    bool here = hunk == reviewing_hunk(ui->ws);
    Style st = ui_review_style(ui, sign, x->plain);
    st.attrs |= here ? ATTR_BOLD : 0;
    ui_put(ui, row, a.col + 1, a.cols - 2,
           arena_printf(&ui->frame, "%s %s %s: %s",
                        here ? theme_glyph(ui->theme, GLYPH_CLOSED) : " ", ui_review_sign(ui, sign),
                        here ? "this hunk" : "hunk", review_sign_word(sign)),
           st);
}

// The line stands in row i of a column; SIZE_MAX: nothing does.
static void put_line(DiffFrame *x, size_t index, int i, int side)
{
    EditorFrame *f = &x->f;
    Rect half = x->shape.half[side];
    if (index == SIZE_MAX) {
        surface_fill(f->ui->s, half.row + i, half.col, 1, half.cols, x->dim);
        for (int col = half.col; col < half.col + half.cols; col += 2)
            ui_put(f->ui, half.row + i, col, 1, ".", x->dim);
        return;
    }
    const DiffLine *line = &x->d->lines.p[index];
    Row r = row_at(&f->layout, line->off);
    if (line->kind > DIFF_NOTE)
        put_between(x, index, half.row + i);
    else if (line->kind < DIFF_NOTE)
        put_gutter(x, line, half.row + i, side);
    f->text = text_of(&x->shape, side);
    f->text.row += i;
    f->rows = &r;
    f->nrows = 1;
    bool changed = line->kind == DIFF_REMOVED || line->kind == DIFF_ADDED;
    f->tint = changed ? &x->tint[line->kind] : NULL;
    f->word = x->word[changed ? line->kind : DIFF_SAME];
    f->nwords = changed ? x->d->words.n : 0;
    if (line->kind == DIFF_NOTE) { // it is of neither text
        f->text.col = x->f.area.col + 1;
        f->text.cols = MAX(0, x->f.area.cols - 2);
    }
    if (line->kind <= DIFF_NOTE)
        editor_line_paint(f, 0);
    if (f->ui->ws->layout.focus == FOCUS_EDITOR && f->v == workspace_view(f->ui->ws) &&
        diff_line_at(x->d, view_cursor(f->v)) == index) {
        int col = row_cell(&f->layout, &r, view_cursor(f->v)) - f->v->left;
        if (col >= 0 && col < f->text.cols)
            ui_set_cursor(f->ui, f->text.row, f->text.col + col, CURSOR_LINE);
    }
}

static size_t top_line(const View *v)
{
    return diff_line_at(v->doc->diff, v->top);
}

static void put_lines(DiffFrame *x)
{
    const Diff *d = x->d;
    size_t top = top_line(x->f.v);
    for (int i = 0; i < x->shape.half[0].rows; i++) {
        size_t at = (x->shape.beside ? d->lines.p[top].pair : top) + (size_t)i;
        if (!x->shape.beside && at < d->lines.n) {
            put_line(x, at, i, 0);
        } else if (x->shape.beside && at < d->pairs.n) {
            put_line(x, d->pairs.p[at].left, i, 0);
            if (d->lines.p[MIN(d->pairs.p[at].left, d->lines.n - 1)].kind < DIFF_NOTE ||
                d->pairs.p[at].left == SIZE_MAX)
                put_line(x, d->pairs.p[at].right, i, 1);
        }
    }
}

static void put_divider(const DiffFrame *x)
{
    const Theme *t = x->f.ui->theme;
    Style st = theme_on(t, THEME_PANEL_BORDER, THEME_EDITOR_BACKGROUND);
    const Rect *right = &x->shape.half[1];
    for (int row = right->row - 1; row < right->row + right->rows; row++)
        ui_put(x->f.ui, row, right->col - 1, 1, theme_glyph(t, GLYPH_VLINE), st);
}

void pane_diff_paint(Ui *ui, Rect a, View *v)
{
    DiffFrame x = {.f = {.ui = ui, .v = v, .area = a}, .d = v->doc->diff};
    x.shape = shape_of(v, a);
    Rect text = text_of(&x.shape, 0);
    v->rows = text.rows;
    v->cols = text.cols;
    v->doc->diff->room = a.cols;
    view_reveal(v);
    init_styles(&x);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, x.plain);
    x.f.layout = view_layout(v);
    x.f.cursor_line = snap_line_start(x.f.layout.s, view_cursor(v), SIZE_MAX);
    size_t first = top_line(v), end = MIN(first + 2 * (size_t)MAX(text.rows, 1), x.d->lines.n) - 1;
    x.f.start = x.d->lines.p[first].off;
    x.f.end = snap_line_end(x.f.layout.s, x.d->lines.p[end].off, SIZE_MAX);
    x.f.words = (const Range *)x.d->words.p; // both are {start, end}
    editor_selections_find(&x.f);
    editor_spans_begin(ui);
    editor_spans(ui, v, x.f.start, x.f.end);
    put_title(&x, a);
    put_lines(&x);
    if (x.shape.beside)
        put_divider(&x);
}

size_t pane_diff_off_at(const View *v, Rect a, int row, int col)
{
    const Diff *d = v->doc->diff;
    Shape s = shape_of(v, a);
    RowLayout layout = view_layout(v);
    size_t at = top_line(v), i = (size_t)MAX(0, row - s.half[0].row);
    int side = s.beside && col >= s.half[1].col;
    if (s.beside) {
        const DiffPair *p = &d->pairs.p[MIN(d->lines.p[at].pair + i, d->pairs.n - 1)];
        at = side ? p->right : p->left;
        if (at == SIZE_MAX) // nothing stands here: its neighbour
            at = side ? p->left : p->right;
    } else {
        at = MIN(at + i, d->lines.n - 1);
    }
    Row r = row_at(&layout, d->lines.p[at].off);
    return row_off(&layout, &r, MAX(0, v->left + col - text_of(&s, side).col));
}
