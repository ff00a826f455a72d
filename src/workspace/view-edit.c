// Edits at every cursor or selection.
#include "syntax/syntax.h"
#include "workspace/workspace.h"

bool view_insert(View *v, Str text, Err *err)
{
    AUTO(change) Change c = {0};
    edit_insert(&v->sel, text, &c);
    text_undo_break(v->doc->text);
    bool ok = view_change(v, &c, err);
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
    buf_add_c(out, document_line_end(d) == EOL_CRLF ? "\r\n" : "\n");
    size_t indent = out->n;
    if (view_options(v)->auto_indent)
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
    bool clever =
        d->syntax && view_options(v)->auto_indent >= AUTO_INDENT_BRACKETS && selection_is_empty(x);
    bool between = clever && syntax_between_brackets(d->syntax, d->text, at);
    int deeper = between ? 1 : clever ? syntax_indent_after(d->syntax, d->text, at) : 0;
    add_new_line(v, at, deeper, out);
    size_t n = out->n;
    if (between) // "{|}": the closing one gets a line of its own
        add_new_line(v, at, 0, out);
    return out->n - n;
}

static size_t skip_blanks(const Snap *s, size_t off, size_t end)
{
    char c;
    while (off < end && snap_read(s, off, &c, 1) == 1 && (c == ' ' || c == '\t'))
        off++;
    return off;
}

// What a new line at x writes over: also blanks in front of the text that moves down, and an indent
// that would stay behind alone.  Not before `from` nor behind `till`, where other cursors are.
static Range under_new_line(const View *v, const Selection *x, size_t from, size_t till)
{
    const Snap *s = text_now(v->doc->text);
    Range r = {selection_start(x), selection_end(x)};
    if (!view_options(v)->auto_indent)
        return r;
    r.end = skip_blanks(s, r.end, till);
    size_t line = MAX(from, snap_line_start(s, r.start, SIZE_MAX));
    char next = '\n';
    (void)snap_read(s, r.end, &next, 1); // the end of the text ends a line, too
    if (view_options(v)->trim_auto_blanks && (next == '\n' || next == '\r') &&
        skip_blanks(s, line, r.start) == r.start)
        r.start = line;
    return r;
}

bool view_newline(View *v, Err *err)
{
    AUTO(change) Change c = {0};
    AUTO(buf) Buf text = BUF_INIT;
    size_t from = 0;
    for (size_t i = 0; i < v->sel.v.n; i++) {
        const Selection *x = &v->sel.v.p[i];
        bool last = i + 1 == v->sel.v.n;
        Range r = under_new_line(v, x, from, last ? SIZE_MAX : selection_start(x + 1));
        buf_clear(&text);
        size_t behind = new_line(v, x, &text);
        change_replace(&c, r.start, r.end, buf_str(&text), behind);
        from = r.end;
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
        bool pair = m == MOVE_LEFT && view_in_empty_pair(v, x->head);
        x->anchor = soft != x->head ? soft : view_target(v, x, m);
        x->head += pair;
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

// Above the line of x: its indent and a line end, before which the cursor stands.
static void open_above(const View *v, const Selection *x, Change *c)
{
    const Snap *s = text_now(v->doc->text);
    AUTO(buf) Buf line = BUF_INIT, text = BUF_INIT;
    size_t start = snap_line_start(s, selection_start(x), SIZE_MAX);
    add_new_line(v, snap_line_end(s, start, SIZE_MAX), 0, &line);
    size_t eol = str_starts(buf_str(&line), STR("\r\n")) ? 2 : 1;
    buf_add(&text, str_from(buf_str(&line), eol));
    buf_add(&text, str_upto(buf_str(&line), eol));
    change_replace(c, start, start, buf_str(&text), eol);
}

static void open_below(const View *v, const Selection *x, Change *c)
{
    AUTO(buf) Buf text = BUF_INIT;
    const Snap *s = text_now(v->doc->text);
    Selection end = selection_at(edit_content_end(s, selection_end(x)));
    size_t behind = new_line(v, &end, &text);
    change_replace(c, end.head, end.head, buf_str(&text), behind);
}

bool view_open_line(View *v, bool above, Err *err)
{
    AUTO(change) Change c = {0};
    size_t last = SIZE_MAX;
    VEC_EACH (const Selection, x, &v->sel.v) {
        size_t line = snap_line_start(text_now(v->doc->text), selection_end(x), SIZE_MAX);
        if (line == last)
            continue; // one line for all cursors in it
        last = line;
        if (above)
            open_above(v, x, &c);
        else
            open_below(v, x, &c);
    }
    text_undo_break(v->doc->text);
    return view_change(v, &c, err);
}
