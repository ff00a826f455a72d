// What the cursor marks elsewhere on the screen: the pair of brackets, what reads as the
// selection, the word it stands at.
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

// Where text stands among the rows.
static void mark_text(EditorFrame *f, Str text, bool whole_word)
{
    Ui *ui = f->ui;
    AUTO(err) Err err = {0};
    FindQuery q = {.pattern = text, .whole_word = whole_word};
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

// The word at the cursor of the view in use, if it is to be marked in this one.
static bool word_of_cursor(const EditorFrame *f, Buf *out)
{
    const View *from = workspace_view(f->ui->ws);
    int mode = view_options(f->v)->occurrences;
    size_t start, end;
    if (!from || from->hex || from->sel.v.n > 1 || view_has_selection(from) ||
        mode == OCCURRENCES_OFF || (mode == OCCURRENCES_FILE && from->doc != f->v->doc) ||
        f->end - f->start > SEEN_BYTES_MAX)
        return false;
    const Snap *s = text_now(from->doc->text);
    snap_word_at(s, view_cursor(from), &start, &end);
    if (end <= start || end - start > SAME_BYTES_MAX)
        return false;
    snap_add_to(s, start, end, out);
    unsigned char c = (unsigned char)out->p[0]; // a word, no blanks or signs
    return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') ||
           ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static void find_same(EditorFrame *f)
{
    AUTO(buf) Buf text = BUF_INIT;
    vec_clear(&f->ui->same);
    f->same_word = false;
    if (selected_text(f, &text)) {
        mark_text(f, buf_str(&text), f->v->pick == PICK_WORD);
        return;
    }
    buf_clear(&text);
    if (!word_of_cursor(f, &text))
        return;
    mark_text(f, buf_str(&text), true);
    f->same_word = true;
    if (f->ui->same.n == 1 && f->v->doc == workspace_view(f->ui->ws)->doc)
        vec_clear(&f->ui->same); // it stands nowhere else: nothing to see
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
