// What part of the text is seen: scrolling, and the cell under the mouse.
#include "syntax/syntax.h"
#include "workspace/workspace.h"

enum { WRAP_BYTES_MAX = 20 << 20 }; // larger texts are wrapped only if the user says so

// Markdown and plain text are prose, which is wrapped unless the user says otherwise.  A name with
// an extension that is not known is more likely data.
static bool is_prose(const Document *d)
{
    if (snap_size(text_now(d->text)) > WRAP_BYTES_MAX)
        return false;
    if (!d->syntax)
        return !strchr(d->title, '.');
    const char *id = language_id(syntax_language(d->syntax));
    return strcmp(id, "markdown") == 0 || strcmp(id, "plaintext") == 0;
}

bool view_is_large(const View *v)
{
    const Options *o = view_options(v);
    return o->large_optimizations && snap_size(text_now(v->doc->text)) > (size_t)o->large_file_mb
                                                                             << 20;
}

static WordWrap wrap_of(const View *v)
{
    const Options *o = view_options(v);
    if (v->wrap != WRAP_AS_SET)
        return (WordWrap)v->wrap;
    if (view_is_large(v))
        return WRAP_OFF;
    return o->wrap_prose && is_prose(v->doc) ? WRAP_ON : (WordWrap)o->word_wrap;
}

bool view_is_wrapped(const View *v)
{
    return wrap_of(v) != WRAP_OFF;
}

void view_toggle_wrap(View *v)
{
    int set = view_options(v)->word_wrap;
    bool bounded = set == WRAP_COLUMN || set == WRAP_BOUNDED;
    v->wrap = view_is_wrapped(v) ? WRAP_OFF : bounded ? set : WRAP_ON;
    v->left = 0;
    v->reveal = true;
}

static int wrap_width(const View *v)
{
    int own = MAX(v->cols - 1, 1), column = view_options(v)->wrap_column;
    if (v->doc->diff)
        return 0; // rows of both sides stand beside each other
    switch (wrap_of(v)) {
    case WRAP_ON:
        return own;
    case WRAP_COLUMN:
        return column;
    case WRAP_BOUNDED:
        return MIN(own, column);
    default:
        return 0;
    }
}

// What is wrong in the text, if that is known where.
static const ProblemFile *wrong_in(const View *v)
{
    const ProblemFile *f = v->doc->diff ? NULL : problems_of(v->ws, v->doc);
    return f && f->doc == v->doc->id ? f : NULL;
}

RowLayout view_layout(const View *v)
{
    int indent = view_options(v)->wrap_indent;
    int deeper = indent == WRAP_INDENT_DEEPER ? v->doc->indent_width : 0;
    RowLayout l = {.s = text_now(v->doc->text),
                   .folds = &v->folds,
                   .tab_size = v->doc->tab_size,
                   .width = wrap_width(v),
                   .deeper = indent == WRAP_INDENT_NONE ? -1 : deeper,
                   .wrong = wrong_in(v)};
    memcpy(l.told, v->told, sizeof l.told);
    return l;
}

// Go up if blank rows would be seen below the text.  Looks no further than what is seen: the end
// of the text may be far away and not read yet.
static void keep_full(const View *v, const RowLayout *l, Row *top)
{
    Row last = *top;
    int below = view_options(v)->beyond_last_line ? 0 : MAX(v->rows - 1, 0);
    int done = row_step(l, &last, below);
    if (!row_is_open(l, &last))
        row_step(l, top, done - below);
    row_leave_note(l, top);
}

static void reveal_row(View *v, const RowLayout *l)
{
    Row top = row_at(l, v->top), at = row_at(l, view_cursor(v));
    int off = MAX(view_options(v)->scroll_off, view_is_sticky(v) ? STICKY_MAX : 0);
    int far = v->rows + v->rows;
    off = MIN(MAX(off, row_problem(l, &at) ? 1 : 0), (v->rows - 1) / 2);
    int below = at.start >= top.start ? row_distance(l, top, at.start, far) : -1;
    if (v->centre || below >= far) {
        // the palette hides the upper rows of what it shows a look at
        row_step(l, &at, -(v->ws->palette.open ? v->rows * 3 / 4 : v->rows / 2));
        top = at;
    } else if (below < off) {
        row_step(l, &at, -off);
        top = at;
    } else if (below > v->rows - 1 - off) {
        row_step(l, &top, below - (v->rows - 1 - off));
    }
    keep_full(v, l, &top);
    v->top = top.start;
}

// Of what was jumped to, much of what follows is to be seen too; and far to the left, what comes
// before.
static void reveal_col(View *v, int col)
{
    int off = v->centre || v->found ? v->cols / 3 : MIN(8, v->cols / 4);
    if (col < v->left - v->cols)
        v->left = MAX(0, col - v->cols + 1 + off);
    else if (col < v->left)
        v->left = MAX(0, col - off);
    else if (col >= v->left + v->cols)
        v->left = col - v->cols + 1 + off;
}

// Nothing is to be seen at the right of rows that fit.
static bool fits(const View *v, const RowLayout *l)
{
    return l->width > 0 && l->width < v->cols;
}

void view_tell(View *v)
{
    if (v->clicked && !v->reveal)
        return;
    v->told[0] = view_cursor(v);
    v->told[1] = SIZE_MAX;
    v->clicked = false;
}

void view_tell_clicked(View *v, size_t off)
{
    v->told[1] = v->told[0] < off ? v->told[0] : SIZE_MAX;
    v->told[0] = off;
    v->clicked = true;
}

void view_reveal(View *v)
{
    if (!v->reveal || v->rows <= 0 || v->cols <= 0)
        return;
    folds_reveal(&v->folds, view_cursor(v));
    RowLayout l = view_layout(v);
    Row at = row_at(&l, view_cursor(v));
    reveal_row(v, &l);
    if (fits(v, &l))
        v->left = 0;
    else
        reveal_col(v, row_cell(&l, &at, view_cursor(v)));
    v->reveal = v->centre = v->found = false;
}

void view_scroll(View *v, int rows)
{
    RowLayout l = view_layout(v);
    Row top = row_at(&l, v->top);
    row_step(&l, &top, rows);
    if (top.note && rows < 0)
        row_prev(&l, &top); // the other way it would come back to where it was
    keep_full(v, &l, &top);
    v->top = top.start;
    v->reveal = false;
}

void view_scroll_to(View *v, size_t off)
{
    RowLayout l = view_layout(v);
    Row top = row_at(&l, off);
    keep_full(v, &l, &top);
    v->top = top.start;
    v->reveal = false;
}

void view_scroll_sideways(View *v, int cols)
{
    RowLayout l = view_layout(v);
    v->left = fits(v, &l) ? 0 : MAX(0, v->left + cols);
    v->reveal = false;
}

size_t view_off_at(const View *v, int row, int col)
{
    RowLayout l = view_layout(v);
    Row r = row_at(&l, v->top);
    row_step(&l, &r, row);
    return row_off(&l, &r, MAX(0, v->left + col));
}
