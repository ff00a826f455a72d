// The editor: what of a text is seen, row by row, between gutter and overview ruler.
#include "ui/editor.h"

enum { SPANS_BYTES = 256 * 1024 };

int pane_editor_gutter(const View *v)
{
    return editor_gutter_cols(v);
}

// Look the colours of the visible text up at once, unless long lines make it much.
static void prepare_spans(const EditorFrame *f)
{
    editor_spans_begin(f->ui);
    if (f->end - f->start < SPANS_BYTES)
        editor_spans(f->ui, f->v, f->start, f->end);
}

static void find_rows(EditorFrame *f)
{
    Ui *ui = f->ui;
    Row r = row_at(&f->layout, f->v->top);
    vec_clear(&ui->rows);
    do
        vec_push(&ui->rows, r);
    while (ui->rows.n < (size_t)f->text.rows && row_next(&f->layout, &r));
    f->rows = ui->rows.p;
    f->nrows = MIN(ui->rows.n, (size_t)MAX(f->text.rows, 0));
    f->start = f->rows[0].start;
    f->end = ui->rows.p[ui->rows.n - 1].end;
}

// The selections and cursors among the rows.
void editor_selections_find(EditorFrame *f)
{
    Ui *ui = f->ui;
    const Selections *all = &f->v->sel;
    vec_clear(&ui->selected);
    vec_clear(&ui->cursors);
    for (size_t i = selections_find(all, f->start); i < all->v.n; i++) {
        const Selection *x = &all->v.p[i];
        if (selection_start(x) > f->end)
            break;
        if (!selection_is_empty(x))
            vec_push(&ui->selected, ((Range){selection_start(x), selection_end(x)}));
        if (i != all->primary)
            vec_push(&ui->cursors,
                     ((Range){x->head, MAX(snap_next_cluster(f->layout.s, x->head), x->head + 1)}));
    }
    f->selected = ui->selected.p;
    f->nselected = ui->selected.n;
    f->cursors = ui->cursors.p;
    f->ncursors = ui->cursors.n;
    f->selecting = view_has_selection(f->v);
}

// As set, or as vim's mode has it: a block to stand on, a line to type at.
static CursorShape cursor_shape(const Ui *ui, const View *v)
{
    static const CursorShape shapes[] = {[CURSOR_STYLE_LINE] = CURSOR_LINE,
                                         [CURSOR_STYLE_BLOCK] = CURSOR_BLOCK,
                                         [CURSOR_STYLE_UNDERLINE] = CURSOR_UNDERLINE};
    if (!vim_is_on(ui->vim))
        return shapes[ui->ws->options.cursor_style];
    VimMode mode = vim_mode(ui->vim, v);
    return mode == VIM_INSERT ? CURSOR_LINE : mode == VIM_REPLACE ? CURSOR_UNDERLINE : CURSOR_BLOCK;
}

// The hardware cursor stands where typing goes, if that is on the screen and not covered.
static void place_cursor(const EditorFrame *f, int covered)
{
    Ui *ui = f->ui;
    size_t off = vim_cursor(ui->vim, f->v);
    Row at = row_at(&f->layout, off);
    if (ui->ws->layout.focus != FOCUS_EDITOR || f->v != workspace_view(ui->ws))
        return;
    size_t i = 0;
    while (i < f->nrows && f->rows[i].start != at.start)
        i++;
    int col = row_cell(&f->layout, &at, off) - f->v->left;
    if (view_is_wrapped(f->v) && f->v->left == 0)
        col = MIN(col, f->text.cols - 1); // behind a blank that hangs over
    if (i < f->nrows && (int)i >= covered && col >= 0 && col < f->text.cols)
        ui_set_cursor(ui, f->text.row + (int)i, f->text.col + col, cursor_shape(ui, f->v));
}

static void paint_row(const EditorFrame *f, size_t i)
{
    if (f->rows[i].note) {
        editor_note_paint(f, i);
        return;
    }
    editor_line_paint(f, i);
    editor_guides_paint(f, i);
}

static void paint_frame(EditorFrame *f)
{
    f->layout = view_layout(f->v);
    f->cursor_line = snap_line_start(f->layout.s, view_cursor(f->v), SIZE_MAX);
    find_rows(f);
    editor_selections_find(f);
    editor_marks_find(f);
    editor_problems_find(f);
    vec_clear(&f->ui->searched);
    vim_matches(f->ui->vim, f->v->doc, f->start, f->end, &f->ui->searched);
    prepare_spans(f);
    editor_gutter_paint(f);
    for (size_t i = 0; i < f->nrows; i++)
        paint_row(f, i);
    for (int row = f->text.row + (int)f->nrows; row < f->text.row + f->text.rows; row++)
        editor_rulers_paint(f, row);
    int covered = editor_sticky_paint(f);
    editor_overview_paint(f);
    place_cursor(f, covered);
}

void pane_editor_paint(Ui *ui, Rect a, View *v)
{
    if (!v) {
        pane_welcome_paint(ui, a);
        return;
    }
    if (v->picture) {
        pane_picture_paint(ui, a, v);
        return;
    }
    if (v->hex) {
        pane_hex_paint(ui, a, v);
        return;
    }
    if (v->doc->diff) {
        pane_diff_paint(ui, a, v);
        return;
    }
    int gutter = editor_gutter_cols(v);
    int cols = a.cols - gutter - editor_overview_cols(ui, a, gutter);
    Rect text = {a.row, a.col + gutter, a.rows, MAX(0, cols)};
    EditorFrame f = {.ui = ui, .v = v, .area = a, .text = text};
    v->rows = text.rows;
    v->cols = text.cols;
    if (v->doc->reading)
        v->doc->reading->look = (MarkdownLook){text.cols, theme_is_ascii(ui->theme)};
    view_tell(v);
    view_reveal(v);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols,
                 theme_style(ui->theme, THEME_EDITOR_BACKGROUND));
    paint_frame(&f);
}
