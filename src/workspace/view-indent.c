// Tab and Shift+Tab: one indent more or less, at every cursor.
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

static bool is_blank_line(const Snap *s, size_t line)
{
    char first[2];
    size_t got = snap_read(s, line, first, sizeof first);
    return got == 0 || first[0] == '\n' || (got == 2 && first[0] == '\r' && first[1] == '\n');
}

static void change_line(const Document *d, const Snap *s, size_t line, bool outdent, Change *c)
{
    if (outdent) {
        change_add(c, line, line + outdent_bytes(d, s, line), STR_NULL);
    } else if (!is_blank_line(s, line)) { // blank lines stay blank
        AUTO(buf) Buf unit = BUF_INIT;
        add_unit(d, 0, &unit);
        change_add(c, line, line, buf_str(&unit));
    }
}

static void change_lines(const Document *d, const Snap *s, const LineBlock *b, bool outdent,
                         Change *c)
{
    for (size_t line = b->start, end;; line = end + 1) {
        change_line(d, s, line, outdent, c);
        end = snap_line_end(s, line, SIZE_MAX);
        if (end >= b->end)
            break;
    }
}

bool view_indent_lines(View *v, bool outdent, Err *err)
{
    AUTO(change) Change c = {0};
    LineBlocks blocks = {0};
    const Snap *s = text_now(v->doc->text);
    edit_blocks(s, &v->sel, &blocks);
    VEC_EACH (LineBlock, b, &blocks)
        change_lines(v->doc, s, b, outdent, &c);
    vec_deinit(&blocks);
    change_keep(&c, &v->sel);
    text_undo_break(v->doc->text);
    return view_change(v, &c, err);
}

static bool spans_lines(const View *v)
{
    VEC_EACH (const Selection, x, &v->sel.v) {
        size_t start = selection_start(x), end = selection_end(x);
        if (end > start && snap_line_end(text_now(v->doc->text), start, end - start) < end)
            return true;
    }
    return false;
}

bool view_indent(View *v, bool outdent, Err *err)
{
    if (outdent || spans_lines(v))
        return view_indent_lines(v, outdent, err);
    AUTO(change) Change c = {0};
    AUTO(buf) Buf unit = BUF_INIT;
    const Snap *s = text_now(v->doc->text);
    VEC_EACH (const Selection, x, &v->sel.v) {
        size_t at = selection_start(x);
        buf_clear(&unit);
        add_unit(v->doc, view_col_of(v, snap_line_start(s, at, SIZE_MAX), at), &unit);
        change_replace(&c, at, selection_end(x), buf_str(&unit), 0);
    }
    c.after.primary = v->sel.primary;
    return view_change(v, &c, err);
}
