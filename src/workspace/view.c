#include "workspace/inner.h"
#include "base/utf8.h"

View *view_new(Workspace *ws, Document *doc)
{
    View *v = NEW(View);
    *v = (View){.ws = ws, .doc = doc, .rows = 20, .cols = 80, .wrap = WRAP_AS_SET};
    selections_init(&v->sel);
    v->column = ws->options.column_selection;
    v->rev = text_rev(doc->text);
    v->hex = doc->binary ? hex_new(v) : NULL;
    v->picture = doc->binary ? picture_for(ws, doc->path) : NULL;
    return v;
}

static void copy_folds(Folds *to, const Folds *from)
{
    Vec(Fold) all = {0};
    for (size_t i = 0; i < folds_count(from); i++)
        vec_push(&all, folds_get(from, i));
    folds_add(to, all.p, all.n, from->size);
    vec_deinit(&all);
}

View *view_copy(const View *v)
{
    View *twin = view_new(v->ws, v->doc);
    selections_copy(&twin->sel, &v->sel);
    twin->top = v->top;
    twin->left = v->left;
    twin->wrap = v->wrap;
    copy_folds(&twin->folds, &v->folds);
    twin->rev = v->rev;
    twin->rows = v->rows;
    twin->cols = v->cols;
    return twin;
}

void view_free(View *v)
{
    if (!v)
        return;
    hex_free(v->hex);
    picture_free(v->picture);
    selections_deinit(&v->sel);
    vec_deinit(&v->closers);
    filling_end(&v->filling);
    selection_stack_clear(&v->grown);
    selection_stack_clear(&v->moved);
    vec_deinit(&v->grown);
    vec_deinit(&v->moved);
    folds_deinit(&v->folds);
    free(v);
}

void view_restart(View *v, size_t row, int col)
{
    View *fresh = view_new(v->ws, v->doc), old = *v;
    *v = *fresh;
    v->rows = old.rows;
    v->cols = old.cols;
    *fresh = old;
    view_free(fresh);
    if (row || col)
        view_goto_line(v, row, col);
}

enum { BEFORE = 3, AROUND = 7 }; // bytes that a character may have before off, and on both sides

// The start of the character that off is within, else off itself.  Each broken byte stands alone.
static size_t whole(const Snap *s, size_t off)
{
    char bytes[AROUND];
    size_t from = off - MIN(off, (size_t)BEFORE), got = snap_read(s, from, bytes, AROUND);
    for (size_t at = from; at < off && off - from < got; at++) {
        size_t n;
        bool valid;
        utf8_decode(str_n(bytes + (at - from), got - (at - from)), &n, &valid);
        if (valid && at + n > off)
            return at;
    }
    return off;
}

void view_clamp(View *v)
{
    const Snap *s = text_now(v->doc->text);
    size_t size = snap_size(s);
    VEC_EACH (Selection, x, &v->sel.v) {
        x->head = whole(s, MIN(x->head, size));
        x->anchor = whole(s, MIN(x->anchor, size));
    }
    selections_normalize(&v->sel);
    v->top = MIN(v->top, size);
}

void view_sync(View *v)
{
    TextEdit e;
    TextPull got;
    while ((got = text_pull(v->doc->text, &v->rev, &e)) == TEXT_EDIT_ONE) {
        selections_map(&v->sel, &e);
        closers_map(&v->closers, &e);
        snippet_map_stops(&v->filling.stops, v->filling.active, &e);
        v->top = text_map(&e, v->top, false);
        folds_edit(&v->folds, &e);
    }
    if (got == TEXT_EDIT_LOST) {
        v->rev = text_rev(v->doc->text);
        folds_clear(&v->folds);
        vec_clear(&v->closers);
        filling_end(&v->filling);
    }
    view_clamp(v);
    RowLayout l = view_layout(v);
    v->top = row_at(&l, v->top).start;
    if (v->hex)
        hex_sync(v);
}

Range view_selection(const View *v)
{
    const Selection *x = view_primary(v);
    return (Range){selection_start(x), selection_end(x)};
}

bool view_has_selection(const View *v)
{
    return !selections_all_empty(&v->sel);
}

void view_goto(View *v, size_t off)
{
    view_select(v, off, off);
}

// To count up to a line far down a large file takes longer than a turn: go about there, and to the
// line itself when a worker has counted.
static bool goto_about(View *v, size_t row, int col)
{
    enum { SOON = 32 << 20 }; // bytes that are counted at once
    const Snap *s = text_now(v->doc->text);
    if (snap_size(s) <= SOON || snap_count_lines(s, SOON / 32))
        return false;
    size_t rows = snap_line_count(s).n, size = snap_size(s);
    double part = row < rows ? (double)row / (double)rows : 1;
    size_t off = (size_t)(part * (double)size);
    LineCount behind = snap_row_at(s, MIN(off + size / 64, size));
    if (behind.exact && behind.n >= row)
        return false; // counted up to there already
    view_goto(v, snap_line_start(s, off, SIZE_MAX));
    v->centre = true;
    v->about = (About){row, col, view_cursor(v), text_rev(v->doc->text), true};
    return true;
}

void view_goto_counted(View *v)
{
    About a = v->about;
    v->about.waits = false;
    if (a.waits && view_cursor(v) == a.off && text_rev(v->doc->text) == a.rev)
        view_goto_line(v, a.row, a.col);
}

void view_goto_line(View *v, size_t row, int col)
{
    v->about.waits = false;
    if (goto_about(v, row, col))
        return;
    size_t line = snap_row_start(text_now(v->doc->text), row);
    view_goto(v, view_off_of_col(v, line, col));
    v->centre = true;
}

static size_t line_of(const View *v, size_t off)
{
    return snap_line_start(text_now(v->doc->text), off, SIZE_MAX);
}

LineCount view_cursor_row(const View *v)
{
    return snap_row_at(text_now(v->doc->text), view_cursor(v));
}

int view_cursor_col(const View *v)
{
    return view_col_of(v, line_of(v, view_cursor(v)), view_cursor(v));
}

int view_col_of(const View *v, size_t line, size_t off)
{
    return snap_col(text_now(v->doc->text), line, off, v->doc->tab_size);
}

size_t view_off_of_col(const View *v, size_t line, int col)
{
    return snap_off_of_col(text_now(v->doc->text), line, col, v->doc->tab_size);
}

void view_select_line(View *v)
{
    const Snap *s = text_now(v->doc->text);
    Range sel = view_selection(v);
    size_t start = line_of(v, sel.start);
    view_select(v, start, snap_next_line(s, sel.end));
}
