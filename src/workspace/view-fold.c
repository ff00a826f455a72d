#include "workspace/view-fold.h"
#include "syntax/syntax.h"
#include "workspace/fold-indent.h"
#include "workspace/inner.h"

enum {
    INDENT_MAX = 256,     // bytes of an indent that are looked at
    BLANK_LINES_MAX = 64, // lines that may part a line from what stands deeper
};

static Syntax *folding_syntax(const View *v)
{
    return view_options(v)->folding_strategy == FOLDING_AUTO ? v->doc->syntax : NULL;
}

static bool folds_lines(const View *v)
{
    return view_options(v)->folding && !view_is_large(v);
}

static bool may_fold(const View *v, Err *err)
{
    if (!view_options(v)->folding)
        return err_set(err, "cannot fold: editor.folding is off");
    if (view_is_large(v))
        return err_set(err, "cannot fold '%s': it is larger than files.largeFileSize says",
                       v->doc->title);
    if (!snap_line_count(text_now(v->doc->text)).exact)
        return err_set(err, "cannot fold '%s' yet: its lines are still being counted",
                       v->doc->title);
    return true;
}

static size_t end_of_row(const Snap *s, size_t row)
{
    return snap_line_end(s, snap_row_start(s, row), SIZE_MAX);
}

static Fold fold_of_rows(const Snap *s, const SyntaxFold *f)
{
    return (Fold){end_of_row(s, f->row), end_of_row(s, f->end_row)};
}

// The innermost fold with `row` in it.
static bool fold_around(const View *v, size_t row, SyntaxFold *out)
{
    return syntax_fold_around(folding_syntax(v), v->doc->text, v->doc->tab_size, row, out);
}

// From one fold to the one around it.  What lies between its first row and that one's is passed by.
static bool go_out(const View *v, SyntaxFold *f)
{
    SyntaxFold at;
    for (size_t row = f->row; row > 0; row = at.row) {
        if (!fold_around(v, row - 1, &at))
            return false;
        if (at.end_row >= f->end_row) {
            *f = at;
            return true;
        }
    }
    return false;
}

// Cursors that are hidden now go to the lines that stay, at their column.
static void bring_cursors_out(View *v)
{
    AUTO(selections) Selections to = {0};
    Fold hidden;
    bool some = false;
    selections_copy(&to, &v->sel);
    VEC_EACH (Selection, x, &to.v) {
        if (!folds_hiding(&v->folds, x->head, &hidden))
            continue;
        const Snap *s = text_now(v->doc->text);
        int col = view_col_of(v, snap_line_start(s, x->head, SIZE_MAX), x->head);
        size_t line = snap_line_start(s, hidden.start, SIZE_MAX);
        *x = selection_at(view_off_of_col(v, line, col));
        some = true;
    }
    if (some)
        view_select_all(v, &to);
    v->reveal = true;
}

static void close_all(View *v, const Fold *folds, size_t n)
{
    folds_add(&v->folds, folds, n, snap_size(text_now(v->doc->text)));
    bring_cursors_out(v);
}

static bool close_at(View *v, size_t row)
{
    const Snap *s = text_now(v->doc->text);
    SyntaxFold f;
    Fold unused;
    bool found = fold_around(v, row, &f);
    while (found && folds_at(&v->folds, end_of_row(s, f.row), &unused))
        found = go_out(v, &f);
    if (!found)
        return false;
    Fold fold = fold_of_rows(s, &f);
    close_all(v, &fold, 1);
    return true;
}

bool view_fold(View *v, Folding what, Err *err)
{
    AUTO(selections) Selections at = {0};
    bool some = false;
    if (!may_fold(v, err))
        return false;
    selections_copy(&at, &v->sel);
    VEC_EACH (const Selection, x, &at.v) {
        const Snap *s = text_now(v->doc->text);
        size_t end = snap_line_end(s, x->head, SIZE_MAX);
        if (what != FOLDING_CLOSE && folds_open(&v->folds, end))
            some = true;
        else if (what != FOLDING_OPEN)
            some |= close_at(v, snap_row_at(s, x->head).n);
    }
    v->reveal = true;
    return some || err_set(err, what == FOLDING_OPEN ? "nothing is folded in this line"
                                                     : "nothing to fold here");
}

// The fold that begins in the line at `line`.
static bool fold_from(const View *v, size_t line, Fold *out)
{
    const Snap *s = text_now(v->doc->text);
    LineCount row = snap_row_at(s, line);
    SyntaxFold f;
    if (!folds_lines(v) || !row.exact || !fold_around(v, row.n, &f) || f.row != row.n)
        return false;
    *out = fold_of_rows(s, &f);
    return true;
}

// Columns before the text of the line, -1 if it is blank.
static int indent_of(const View *v, size_t line)
{
    char c;
    const Snap *s = text_now(v->doc->text);
    size_t at = line, end = snap_line_end(s, line, INDENT_MAX);
    while (at < end && snap_read(s, at, &c, 1) == 1 && (c == ' ' || c == '\t'))
        at++;
    bool blank = at == end || snap_read(s, at, &c, 1) != 1 || c == '\r';
    return blank ? -1 : view_col_of(v, line, at);
}

// The next line with text stands deeper.
static bool folds_by_indent(const View *v, size_t line)
{
    const Snap *s = text_now(v->doc->text);
    int here = indent_of(v, line), below = -1;
    for (int i = 0; here >= 0 && below < 0 && i < BLANK_LINES_MAX; i++) {
        size_t next = snap_next_line(s, line);
        if (next == line || next == snap_size(s))
            return false;
        line = next;
        below = indent_of(v, line);
    }
    return below > here;
}

bool view_fold_edge(const View *v, size_t line, int dir, size_t *to)
{
    const Snap *s = text_now(v->doc->text);
    LineCount row = snap_row_at(s, line);
    SyntaxFolds all = {0};
    size_t first = dir > 0 ? row.n + 1 : row.n - MIN(row.n, (size_t)FOLD_FAR), best = SIZE_MAX;
    if (!folds_lines(v) || !row.exact)
        return false;
    syntax_folds(folding_syntax(v), v->doc->text, v->doc->tab_size, first,
                 dir > 0 ? first + FOLD_FAR : row.n, &all);
    VEC_EACH (const SyntaxFold, f, &all)
        if (dir > 0)
            best = MIN(best, f->row);
        else if (f->end_row < row.n && (best == SIZE_MAX || f->end_row > best))
            best = f->end_row;
    vec_deinit(&all);
    if (best != SIZE_MAX)
        *to = snap_row_start(s, best);
    return best != SIZE_MAX;
}

bool view_can_fold(const View *v, size_t line)
{
    Syntax *x = folding_syntax(v);
    SyntaxFolds at = {0};
    LineCount row = snap_row_at(text_now(v->doc->text), line);
    if (!folds_lines(v) || !row.exact)
        return false;
    if (!syntax_has_folds(x))
        return folds_by_indent(v, line);
    syntax_folds(x, v->doc->text, v->doc->tab_size, row.n, row.n + 1, &at);
    bool some = at.n > 0;
    vec_deinit(&at);
    return some;
}

bool view_fold_line(View *v, size_t line)
{
    Fold fold;
    if (folds_open(&v->folds, snap_line_end(text_now(v->doc->text), line, SIZE_MAX)))
        return true;
    if (!fold_from(v, line, &fold))
        return false;
    close_all(v, &fold, 1);
    return true;
}

// The folds of the tree that stand `level` deep.
static void find_level(const View *v, int level, FoldVec *out)
{
    const Snap *s = text_now(v->doc->text);
    SyntaxFolds all = {0};
    Vec(size_t) ends = {0}; // last rows of the folds around
    syntax_folds(folding_syntax(v), v->doc->text, v->doc->tab_size, 0, snap_line_count(s).n, &all);
    VEC_EACH (const SyntaxFold, f, &all) {
        while (ends.n && vec_last(&ends) < f->row + 1)
            (void)vec_pop(&ends);
        vec_push(&ends, f->end_row);
        if (level == 0 || (int)ends.n == level)
            vec_push(out, fold_of_rows(s, f));
    }
    vec_deinit(&ends);
    vec_deinit(&all);
}

bool view_fold_level(View *v, int level, Err *err)
{
    FoldVec folds = {0};
    if (!may_fold(v, err))
        return false;
    if (syntax_has_folds(folding_syntax(v)))
        find_level(v, level, &folds);
    else
        fold_by_indent(text_now(v->doc->text), v->doc->tab_size, level, &folds);
    folds_clear(&v->folds);
    close_all(v, folds.p, folds.n);
    bool some = folds.n > 0;
    vec_deinit(&folds);
    return some || err_set(err, "nothing to fold here");
}

void view_unfold_all(View *v)
{
    folds_clear(&v->folds);
    v->reveal = true;
}
