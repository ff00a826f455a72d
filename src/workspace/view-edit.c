// Edits at the cursor or the selection.
#include "syntax/syntax.h"
#include "workspace/workspace.h"

static bool may_edit(const View *v, Err *err)
{
    if (v->doc->read_only)
        return err_set(err, "cannot edit '%s': %s", v->doc->title,
                       v->doc->binary ? "it is a binary file, opened read-only"
                                      : "it is read-only");
    return true;
}

static void replace(View *v, size_t start, size_t end, Str with)
{
    text_replace(v->doc->text, start, end, with);
    view_sync(v);
    selections_set(&v->sel, selection_at(start + with.n));
    v->reveal = true;
    v->mark = false;
}

bool view_type(View *v, Str text, Err *err)
{
    if (!may_edit(v, err))
        return false;
    Range sel = view_selection(v);
    replace(v, sel.start, sel.end, text);
    return true;
}

bool view_insert(View *v, Str text, Err *err)
{
    text_undo_break(v->doc->text);
    bool ok = view_type(v, text, err);
    text_undo_break(v->doc->text);
    return ok;
}

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

bool view_paste(View *v, Str text, Err *err)
{
    AUTO(buf) Buf clean = BUF_INIT;
    add_with_eol(text, v->doc->eol, &clean);
    return view_insert(v, buf_str(&clean), err);
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

bool view_newline(View *v, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    Document *d = v->doc;
    size_t at = view_selection(v).start, after = 0;
    bool clever = d->syntax && v->ws->options.auto_indent && !view_has_selection(v);
    bool between = clever && syntax_between_brackets(d->syntax, d->text, at);
    int deeper = between ? 1 : clever ? syntax_indent_after(d->syntax, d->text, at) : 0;
    add_new_line(v, at, deeper, &text);
    if (between) {
        after = text.n; // "{|}": the closing one gets a line of its own
        add_new_line(v, at, 0, &text);
        after = text.n - after;
    }
    text_undo_break(d->text);
    if (!view_type(v, buf_str(&text), err))
        return false;
    selections_set(&v->sel, selection_at(view_cursor(v) - after));
    return true;
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
static size_t soft_tab_start(const View *v)
{
    const Snap *s = text_now(v->doc->text);
    size_t at = view_cursor(v), line = snap_line_start(s, at, SIZE_MAX);
    size_t col = at - line, width = (size_t)v->doc->indent_width;
    if (v->doc->tabs || width == 0 || !blank_before(s, line, at))
        return at;
    return line + (col - 1) / width * width;
}

bool view_delete(View *v, Move m, Err *err)
{
    if (!may_edit(v, err))
        return false;
    if (!view_has_selection(v)) {
        size_t at = view_cursor(v), soft = m == MOVE_LEFT ? soft_tab_start(v) : at;
        Selection x = selection_at(at);
        selections_set(&v->sel, selection_of(soft != at ? soft : view_target(v, &x, m), at));
    }
    Range sel = view_selection(v);
    if (sel.start < sel.end)
        replace(v, sel.start, sel.end, STR_NULL);
    return true;
}

// The lines of a selection; one that it only touches with its end is none of them.
static Range whole_lines(const Snap *s, Range sel)
{
    Range lines = {snap_line_start(s, sel.start, SIZE_MAX), snap_next_line(s, sel.end)};
    if (sel.end > sel.start && snap_line_start(s, sel.end, SIZE_MAX) == sel.end)
        lines.end = sel.end;
    // the last line takes the line end before it along
    else if (lines.end == snap_size(s) && lines.start > 0 &&
             snap_line_start(s, lines.end, SIZE_MAX) == lines.start)
        lines.start = snap_prev_cluster(s, lines.start);
    return lines;
}

bool view_delete_line(View *v, Err *err)
{
    if (!may_edit(v, err))
        return false;
    const Snap *s = text_now(v->doc->text);
    int col = view_cursor_col(v);
    Range lines = whole_lines(s, view_selection(v));
    text_undo_break(v->doc->text);
    replace(v, lines.start, lines.end, STR_NULL);
    s = text_now(v->doc->text);
    size_t line = snap_line_start(s, lines.start, SIZE_MAX);
    selections_set(&v->sel, selection_at(view_off_of_col(v, line, col)));
    return true;
}

bool view_undo(View *v, Err *err)
{
    size_t off;
    if (!may_edit(v, err))
        return false;
    if (!text_undo(v->doc->text, &off))
        return err_set(err, "nothing to undo");
    view_sync(v);
    selections_set(&v->sel, selection_at(off));
    v->reveal = true;
    return true;
}

bool view_redo(View *v, Err *err)
{
    size_t off;
    if (!may_edit(v, err))
        return false;
    if (!text_redo(v->doc->text, &off))
        return err_set(err, "nothing to redo");
    view_sync(v);
    selections_set(&v->sel, selection_at(off));
    v->reveal = true;
    return true;
}
