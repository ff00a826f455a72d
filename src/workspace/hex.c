// Where somebody stands among bytes.
#include "workspace/workspace.h"
#include "workspace/inner.h"
#include "loop/loop.h"

#include <limits.h>

static size_t size_of(const View *v)
{
    return snap_size(text_now(v->doc->text));
}

Hex *hex_new(const View *v)
{
    Hex *h = NEW(Hex);
    *h = (Hex){.anchor = HEX_NO_ANCHOR, .reveal = true, .width = 16, .rows = 20};
    h->cursor = MIN(view_cursor(v), size_of(v));
    h->rev = text_rev(v->doc->text);
    return h;
}

void hex_free(Hex *h)
{
    if (!h)
        return;
    if (h->finding)
        loop_job_cancel(h->finding); // and it touches no view then
    buf_deinit(&h->wanted);
    free(h);
}

bool hex_toggle(View *v, Err *err)
{
    Document *d = v->doc;
    if (v->hex) {
        size_t off = v->hex->cursor;
        if (d->raw)
            return document_reopen(d, NULL, err);
        hex_free(steal(&v->hex));
        view_goto(v, off);
        return true;
    }
    if (!coding_is_plain(d->coding))
        return document_reopen_raw(d, err);
    v->hex = hex_new(v);
    return true;
}

void hex_sync(View *v)
{
    TextEdit e;
    TextPull got;
    Hex *h = v->hex;
    size_t size = size_of(v);
    while ((got = text_pull(v->doc->text, &h->rev, &e)) == TEXT_EDIT_ONE) {
        h->cursor = text_map(&e, h->cursor, false);
        if (h->anchor >= 0)
            h->anchor = (long long)text_map(&e, (size_t)h->anchor, false);
    }
    if (got == TEXT_EDIT_LOST)
        h->rev = text_rev(v->doc->text);
    h->cursor = MIN(h->cursor, size);
    h->anchor = MIN(h->anchor, (long long)size);
    h->top = MIN(h->top, size);
}

void hex_goto(View *v, size_t off, bool select)
{
    Hex *h = v->hex;
    if (!select)
        h->anchor = HEX_NO_ANCHOR;
    else if (h->anchor < 0)
        h->anchor = (long long)h->cursor;
    text_undo_break(v->doc->text);
    h->cursor = MIN(off, size_of(v));
    h->low = false;
    h->reveal = true;
}

static size_t back(size_t off, size_t n)
{
    return off - MIN(off, n);
}

void hex_move(View *v, HexMove m, bool select)
{
    const Hex *h = v->hex;
    size_t at = h->cursor, size = size_of(v), width = (size_t)h->width;
    size_t page = width * (size_t)MAX(1, h->rows - 1), row = at - at % width;
    size_t to[] = {
        [HEX_LEFT] = back(at, 1),
        [HEX_RIGHT] = at + 1,
        [HEX_UP] = at >= width ? at - width : at,
        [HEX_DOWN] = at + width <= size ? at + width : at,
        [HEX_PAGE_UP] = at >= page ? at - page : at % width,
        [HEX_PAGE_DOWN] = at + page <= size ? at + page : size,
        [HEX_ROW_START] = row,
        [HEX_ROW_END] = MIN(row + width - 1, size),
        [HEX_TOP] = 0,
        [HEX_BOTTOM] = size,
    };
    hex_goto(v, to[m], select);
}

void hex_scroll(View *v, int rows)
{
    Hex *h = v->hex;
    size_t by = (size_t)abs(rows) * (size_t)h->width, size = size_of(v);
    size_t last = size - size % (size_t)h->width;
    h->top = rows < 0 ? back(h->top, by) : MIN(h->top + by, last);
    h->reveal = false;
}

void hex_selection(const View *v, size_t *start, size_t *end)
{
    const Hex *h = v->hex;
    size_t other = h->anchor < 0 ? h->cursor : (size_t)h->anchor;
    *start = MIN(h->cursor, other);
    *end = MIN(MAX(h->cursor, other) + 1, size_of(v));
    *start = MIN(*start, *end);
}

bool hex_parse_offset(const View *v, Str text, size_t *off, Err *err)
{
    AUTO(free) char *copy = str_dup(str_trim(text));
    const char *p = copy;
    char sign = *p == '+' || *p == '-' ? *p++ : 0, *end;
    int base = p[0] == '0' && (p[1] | 0x20) == 'x' ? 16 : 10;
    size_t at = v->hex->cursor, n = strtoull(p, &end, base);
    bool percent = *end == '%' && !sign && n <= 100;
    if (end == p || *p == '-' || *p == '+' || *(end + percent))
        return err_set(err, "'%s' is no offset; type one as 500, 0x1F4, +16, -16 or 50%%", copy);
    if (percent)
        n = (size_t)((double)size_of(v) / 100 * (double)n);
    *off = sign == '-' ? back(at, n) : sign == '+' ? at + MIN(n, SIZE_MAX - at) : n;
    *off = MIN(*off, size_of(v));
    return true;
}
