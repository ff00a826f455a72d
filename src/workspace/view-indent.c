// Tab and Shift+Tab: one indent more or less.
#include "workspace/workspace.h"

static void add_unit(const Document *d, int col, Buf *out)
{
    if (d->tabs)
        buf_add_byte(out, '\t');
    else
        buf_add_fill(out, ' ', (size_t)(d->indent_width - col % d->indent_width));
}

// How many bytes one outdent takes from the start of a line.
static size_t outdent_bytes(const Document *d, const Snap *s, size_t line)
{
    char lead[32];
    size_t got = snap_read(s, line, lead, sizeof lead), n = 0;
    if (got && lead[0] == '\t')
        return 1;
    while (n < got && n < (size_t)d->indent_width && lead[n] == ' ')
        n++;
    return n;
}

// Change one line; returns by how many bytes it grew (or shrank).
static ptrdiff_t indent_line(View *v, size_t line, bool outdent)
{
    const Snap *s = text_now(v->doc->text);
    if (outdent) {
        size_t n = outdent_bytes(v->doc, s, line);
        if (n)
            text_replace(v->doc->text, line, line + n, STR_NULL);
        return -(ptrdiff_t)n;
    }
    char first[2];
    size_t got = snap_read(s, line, first, sizeof first);
    if (got == 0 || first[0] == '\n' || (got == 2 && first[0] == '\r' && first[1] == '\n'))
        return 0; // blank lines stay blank
    AUTO(buf) Buf unit = BUF_INIT;
    add_unit(v->doc, 0, &unit);
    text_replace(v->doc->text, line, line, buf_str(&unit));
    return (ptrdiff_t)unit.n;
}

static bool spans_lines(const View *v)
{
    Range sel = view_selection(v);
    return snap_line_end(text_now(v->doc->text), sel.start, SIZE_MAX) < sel.end;
}

bool view_indent(View *v, bool outdent, Err *err)
{
    if (outdent || spans_lines(v))
        return view_indent_lines(v, outdent, err);
    AUTO(buf) Buf unit = BUF_INIT;
    add_unit(v->doc, view_cursor_col(v), &unit);
    return view_type(v, buf_str(&unit), err);
}

bool view_indent_lines(View *v, bool outdent, Err *err)
{
    if (v->doc->read_only)
        return err_set(err, "cannot edit '%s': it is read-only", v->doc->title);
    Range sel = view_selection(v);
    const Snap *s = text_now(v->doc->text);
    size_t line = snap_line_start(s, sel.start, SIZE_MAX), end = MAX(sel.end, line + 1);
    text_group_begin(v->doc->text);
    for (;;) {
        end = (size_t)((ptrdiff_t)end + indent_line(v, line, outdent));
        s = text_now(v->doc->text);
        size_t stop = snap_line_end(s, line, SIZE_MAX);
        if (stop == snap_size(s) || stop + 1 >= end)
            break;
        line = stop + 1;
    }
    text_group_end(v->doc->text);
    view_sync(v);
    v->reveal = true;
    return true;
}
