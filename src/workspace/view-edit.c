// Edits at every cursor or selection.
#include "syntax/syntax.h"
#include "workspace/workspace.h"

bool view_type(View *v, Str text, Err *err)
{
    AUTO(change) Change c = {0};
    edit_insert(&v->sel, text, &c);
    return view_change(v, &c, err);
}

bool view_insert(View *v, Str text, Err *err)
{
    text_undo_break(v->doc->text);
    bool ok = view_type(v, text, err);
    text_undo_break(v->doc->text);
    return ok;
}

static void add_indent_of_line(const View *v, size_t off, Buf *out)
{
    const Snap *s = text_now(v->doc->text);
    size_t at = snap_line_start(s, off, SIZE_MAX);
    char c;
    while (at < off && snap_read(s, at, &c, 1) == 1 && (c == ' ' || c == '\t')) {
        buf_add_byte(out, c);
        at++;
    }
}

// A line end and the indent of the line of `off`, `deeper` steps further in.
static void add_new_line(const View *v, size_t off, int deeper, Buf *out)
{
    const Document *d = v->doc;
    size_t unit = d->tabs ? 1 : (size_t)d->indent_width;
    buf_add_c(out, d->eol == EOL_CRLF ? "\r\n" : "\n");
    size_t indent = out->n;
    if (v->ws->options.auto_indent)
        add_indent_of_line(v, off, out);
    if (deeper > 0)
        buf_add_fill(out, d->tabs ? '\t' : ' ', unit);
    else if (deeper < 0 && out->n - indent >= unit)
        buf_splice(out, out->n - unit, out->n, STR_NULL);
}

// What a new line at x is; returns how many bytes of it are to stand behind the cursor.
static size_t new_line(const View *v, const Selection *x, Buf *out)
{
    const Document *d = v->doc;
    size_t at = selection_start(x);
    bool clever = d->syntax && v->ws->options.auto_indent && selection_is_empty(x);
    bool between = clever && syntax_between_brackets(d->syntax, d->text, at);
    int deeper = between ? 1 : clever ? syntax_indent_after(d->syntax, d->text, at) : 0;
    add_new_line(v, at, deeper, out);
    size_t n = out->n;
    if (between) // "{|}": the closing one gets a line of its own
        add_new_line(v, at, 0, out);
    return out->n - n;
}

bool view_newline(View *v, Err *err)
{
    AUTO(change) Change c = {0};
    AUTO(buf) Buf text = BUF_INIT;
    VEC_EACH (const Selection, x, &v->sel.v) {
        buf_clear(&text);
        size_t behind = new_line(v, x, &text);
        change_replace(&c, selection_start(x), selection_end(x), buf_str(&text), behind);
    }
    c.after.primary = v->sel.primary;
    text_undo_break(v->doc->text);
    return view_change(v, &c, err);
}

static bool blank_before(const Snap *s, size_t line, size_t off)
{
    char c;
    for (size_t at = line; at < off; at++)
        if (snap_read(s, at, &c, 1) != 1 || c != ' ')
            return false;
    return off > line;
}

// Backspace inside an indent of spaces goes back to the tab stop before.
static size_t soft_tab_start(const View *v, size_t at)
{
    const Snap *s = text_now(v->doc->text);
    size_t line = snap_line_start(s, at, SIZE_MAX);
    size_t col = at - line, width = (size_t)v->doc->indent_width;
    if (v->doc->tabs || width == 0 || !blank_before(s, line, at))
        return at;
    return line + (col - 1) / width * width;
}

bool view_delete(View *v, Move m, Err *err)
{
    AUTO(change) Change c = {0};
    AUTO(selections) Selections gone = {0};
    selections_copy(&gone, &v->sel);
    VEC_EACH (Selection, x, &gone.v) {
        if (!selection_is_empty(x))
            continue;
        size_t soft = m == MOVE_LEFT ? soft_tab_start(v, x->head) : x->head;
        x->anchor = soft != x->head ? soft : view_target(v, x, m);
    }
    selections_normalize(&gone);
    edit_insert(&gone, STR_NULL, &c);
    return view_change(v, &c, err);
}

bool view_delete_line(View *v, Err *err)
{
    AUTO(change) Change c = {0};
    edit_delete_lines(text_now(v->doc->text), &v->sel, v->doc->tab_size, &c);
    text_undo_break(v->doc->text);
    return view_change(v, &c, err);
}
