// What the cursor marks elsewhere on the screen: the pair of brackets, and what reads as the
// selection.
#include "ui/editor.h"

enum {
    SAME_BYTES_MAX = 200, // of the selection; VS Code's limit
    SAME_CURSORS_MAX = 64,
    SEEN_BYTES_MAX = 256 << 10, // longer lines are not searched while painting
};

static bool is_blank(Str s)
{
    return str_trim(s).n == 0;
}

// The selected text if it is worth looking for.
static bool selected_text(const EditorFrame *f, Buf *out)
{
    const Selections *sel = &f->v->sel;
    Range r = view_selection(f->v);
    if (!view_options(f->v)->selection_highlight || r.start == r.end ||
        r.end - r.start > SAME_BYTES_MAX || sel->v.n > SAME_CURSORS_MAX ||
        f->end - f->start > SEEN_BYTES_MAX || !edit_selects_same(f->layout.s, sel))
        return false;
    snap_add_to(f->layout.s, r.start, r.end, out);
    return !is_blank(buf_str(out)) && str_find_byte(buf_str(out), '\n') < 0;
}

static void find_same(EditorFrame *f)
{
    Ui *ui = f->ui;
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(err) Err err = {0};
    vec_clear(&ui->same);
    if (!selected_text(f, &text))
        return;
    FindQuery q = {.pattern = buf_str(&text), .whole_word = f->v->pick == PICK_WORD};
    Finder *finder = finder_new(&q, &err);
    size_t at = f->start - MIN(f->start, text.n),
           end = MIN(snap_size(f->layout.s), f->end + text.n);
    Range m;
    while (finder && at <= end &&
           finder_next(finder, f->layout.s, at, end, NULL, &m.start, &m.end)) {
        vec_push(&ui->same, m);
        at = m.end;
    }
    finder_free(finder);
}

static void find_pair(EditorFrame *f)
{
    Document *d = f->v->doc;
    size_t at = view_cursor(f->v), a, b;
    int mode = view_options(f->v)->match_brackets;
    if (mode == MATCH_NEVER || at < f->start || at > f->end || f->end - f->start > SEEN_BYTES_MAX)
        return;
    bool found = edit_pair_near(d->syntax, d->text, at, &a, &b) ||
                 (mode == MATCH_ALWAYS && edit_pair_around(d->syntax, d->text, at, &a, &b));
    if (!found)
        return;
    f->pair[0] = (Range){MIN(a, b), MIN(a, b) + 1};
    f->pair[1] = (Range){MAX(a, b), MAX(a, b) + 1};
    f->npair = 2;
}

void editor_marks_find(EditorFrame *f)
{
    find_same(f);
    f->same = f->ui->same.p;
    f->nsame = f->ui->same.n;
    find_pair(f);
}
