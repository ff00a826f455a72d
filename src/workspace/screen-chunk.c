// Rows of a screen as a text, so many at a time.
#include "base/mem.h"
#include "workspace/screen-find-inner.h"

enum { CHUNK_ROWS = 512 };

int screen_oldest(const Screen *s)
{
    return -(int)vt_scrollback(s->vt);
}

void screen_chunk_init(ScreenChunk *c, const Screen *s, int first, int end)
{
    Buf bytes = BUF_INIT;
    *c = (ScreenChunk){.first = first};
    for (int row = first; row < end; row++) {
        vec_push(&c->offsets, bytes.n);
        vt_row_text(s->vt, row, &bytes);
        if (!vt_row_wraps(s->vt, row) || row + 1 == end)
            buf_add_byte(&bytes, '\n');
    }
    vec_push(&c->offsets, bytes.n);
    c->text = text_new_take(&bytes);
}

void screen_chunk_deinit(ScreenChunk *c)
{
    vec_deinit(&c->offsets);
    text_free(c->text);
}

size_t screen_cell_bytes(const Screen *s, int row, int col)
{
    VtCell c = vt_cell(s->vt, row, col);
    return c.width == 0 ? 0 : c.text.n ? c.text.n : 1;
}

ScreenPos screen_chunk_pos(const ScreenChunk *c, const Screen *s, size_t off)
{
    size_t i = 0;
    while (i + 2 < c->offsets.n && c->offsets.p[i + 1] <= off)
        i++;
    ScreenPos p = {c->first + (int)i, 0};
    for (size_t at = c->offsets.p[i]; p.col < vt_cols(s->vt); p.col++) {
        at += screen_cell_bytes(s, p.row, p.col);
        if (at > off)
            break;
    }
    p.col = MIN(p.col, vt_cols(s->vt) - 1);
    return p;
}

int screen_chunk_end(const Screen *s, int first)
{
    int end = first + CHUNK_ROWS, rows = vt_rows(s->vt);
    while (end < rows && end < first + 2 * CHUNK_ROWS && vt_row_wraps(s->vt, end - 1))
        end++;
    return MIN(end, rows);
}

int screen_chunk_start(const Screen *s, int end)
{
    int first = end - CHUNK_ROWS;
    while (first > screen_oldest(s) && first > end - 2 * CHUNK_ROWS &&
           vt_row_wraps(s->vt, first - 1))
        first--;
    return MAX(first, screen_oldest(s));
}
