// The clipboard at every cursor: n parts go to n cursors, anything else to each.
#include "syntax/syntax.h"
#include "workspace/workspace.h"

enum { FIT_BYTES_MAX = 1 << 20 }; // more is pasted as it is

typedef Vec(Str) Parts;

// Line ends of `text` as the document has them.
static void add_with_eol(Str text, TextEol eol, Buf *out)
{
    for (size_t i = 0; i < text.n; i++) {
        bool crlf = text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n';
        if (text.p[i] == '\n' || text.p[i] == '\r')
            buf_add_c(out, eol == EOL_CRLF ? "\r\n" : "\n");
        else
            buf_add_byte(out, text.p[i]);
        i += crlf;
    }
}

// The lines of text if there are n of them; the last one may be ended or not.
static bool lines_are(Str text, size_t n, Parts *out)
{
    Str rest = str_upto(text, text.n - str_ends(text, STR("\n"))), line;
    while (out->n <= n && str_split(&rest, '\n', &line)) {
        bool cr = line.n && line.p[line.n - 1] == '\r';
        vec_push(out, str_upto(line, line.n - cr));
    }
    return out->n == n;
}

static bool paste_each(View *v, const Str *parts, Err *err)
{
    AUTO(change) Change c = {0};
    edit_insert_each(&v->sel, parts, &c);
    text_undo_break(v->doc->text);
    bool ok = view_change(v, &c, err);
    text_undo_break(v->doc->text);
    return ok;
}

// The columns of the blanks from `start` up to off, 0 if there is text among them.
static int blank_cols(const View *v, size_t start, size_t off)
{
    const Snap *s = text_now(v->doc->text);
    char c;
    for (size_t at = start; at < off; at++)
        if (snap_read(s, at, &c, 1) != 1 || (c != ' ' && c != '\t'))
            return 0;
    return view_col_of(v, start, off);
}

// Lines put into an indent, in a language: they stand as it does.  False: they stay as they are.
static bool fit(const View *v, Str text, Buf *out)
{
    const Document *d = v->doc;
    const Language *l = d->syntax ? syntax_language(d->syntax) : NULL;
    const Selection *x = view_primary(v);
    size_t line = snap_line_start(text_now(d->text), selection_start(x), SIZE_MAX);
    int target = v->sel.v.n == 1 ? blank_cols(v, line, selection_start(x)) : 0;
    if (!view_options(v)->indent_pasted || !l || !*language_pairs(l) || target == 0 ||
        text.n > FIT_BYTES_MAX || str_find_byte(text, '\n') < 0)
        return false;
    char next = '\n';
    (void)snap_read(text_now(d->text), selection_end(x), &next, 1); // the end of the text is one
    FitIndent how = {target, d->tab_size, d->indent_width, d->tabs, next != '\n' && next != '\r'};
    edit_fit_indent(text, &how, out);
    return true;
}

bool view_paste(View *v, Str text, Err *err)
{
    Parts lines = {0};
    AUTO(buf) Buf clean = BUF_INIT;
    AUTO(buf) Buf fitting = BUF_INIT;
    bool spread = v->sel.v.n > 1 && lines_are(text, v->sel.v.n, &lines);
    if (!spread)
        add_with_eol(text, document_line_end(v->doc), &clean);
    Str whole = !spread && fit(v, buf_str(&clean), &fitting) ? buf_str(&fitting) : buf_str(&clean);
    bool ok = spread ? paste_each(v, lines.p, err) : view_insert(v, whole, err);
    vec_deinit(&lines);
    return ok;
}

// Whole lines go above the line of each cursor, which keeps its place.
static bool paste_lines(View *v, const Str *parts, size_t n, Err *err)
{
    AUTO(change) Change c = {0};
    const Snap *s = text_now(v->doc->text);
    for (size_t i = 0; i < v->sel.v.n; i++) {
        size_t at = v->sel.v.p[i].head, line = snap_line_start(s, at, SIZE_MAX);
        change_add(&c, line, line, parts[i % n]);
        c.grown += parts[i % n].n;
        change_select(&c, selection_at(at + c.grown));
    }
    c.after.primary = v->sel.primary;
    text_undo_break(v->doc->text);
    bool ok = view_change(v, &c, err);
    text_undo_break(v->doc->text);
    return ok;
}

// The parts of the clipboard, with the document's line ends; they lie in `bytes`.
static void clean_parts(const View *v, const Clipboard *b, Buf *bytes, Parts *out)
{
    Offs ends = {0};
    for (size_t i = 0, start = 0; i < b->ends.n; i++) {
        size_t end = b->ends.p[i];
        add_with_eol(str_n(b->text.p + start, end - start), document_line_end(v->doc), bytes);
        vec_push(&ends, bytes->n);
        start = end + !b->line; // a line end stands between two that are no whole lines
    }
    for (size_t i = 0, start = 0; i < ends.n; start = ends.p[i++])
        vec_push(out, str_n(bytes->p + start, ends.p[i] - start));
    vec_deinit(&ends);
}

bool view_paste_clipboard(View *v, Err *err)
{
    const Clipboard *b = &v->ws->clipboard;
    AUTO(buf) Buf bytes = BUF_INIT;
    Parts parts = {0};
    bool ok, each = b->ends.n == v->sel.v.n && v->sel.v.n > 1;
    bool lines = b->line && selections_all_empty(&v->sel);
    if (b->text.n == 0)
        return err_set(err, "the clipboard of codelab is empty; paste with the terminal's own key");
    if (each)
        clean_parts(v, b, &bytes, &parts);
    else
        add_with_eol(buf_str(&b->text), document_line_end(v->doc), &bytes);
    Str all = buf_str(&bytes);
    if (lines)
        ok = paste_lines(v, each ? parts.p : &all, each ? parts.n : 1, err);
    else
        ok = each ? paste_each(v, parts.p, err) : view_paste(v, all, err);
    vec_deinit(&parts);
    return ok;
}

bool view_copy_text(const View *v, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    Offs ends = {0};
    if (!edit_copy(text_now(v->doc->text), &v->sel, &text, &ends, err))
        return false;
    clipboard_put(v->ws, buf_str(&text), selections_all_empty(&v->sel));
    vec_deinit(&v->ws->clipboard.ends);
    v->ws->clipboard.ends.p = ends.p;
    v->ws->clipboard.ends.n = ends.n;
    v->ws->clipboard.ends.cap = ends.cap;
    return true;
}

bool view_cut(View *v, Err *err)
{
    AUTO(change) Change c = {0};
    AUTO(selections) Selections gone = {0};
    const Snap *s = text_now(v->doc->text);
    if (!document_may_edit(v->doc, err) || !view_copy_text(v, err))
        return false;
    if (selections_all_empty(&v->sel))
        return view_delete_line(v, err);
    selections_copy(&gone, &v->sel);
    VEC_EACH (Selection, x, &gone.v)
        if (selection_is_empty(x))
            *x = selection_of(snap_line_start(s, x->head, SIZE_MAX), snap_next_line(s, x->head));
    selections_normalize(&gone);
    edit_insert(&gone, STR_NULL, &c);
    text_undo_break(v->doc->text);
    bool ok = view_change(v, &c, err);
    text_undo_break(v->doc->text);
    return ok;
}
