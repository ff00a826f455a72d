// The first three bytes give the size and how the rest is cut into reads; what is on the screen, in
// the scrollback and in the answers must not depend on the cuts, nor on whether libvterm sees it
// all. Then the size changes.
#include "base/bug.h"
#include "base/mem.h"
#include "vt/vt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void show_cells(const Vt *v, int row, Buf *out)
{
    for (int col = 0; col < vt_cols(v); col++) {
        VtCell c = vt_cell(v, row, col);
        BUG_ON(c.width == 2 && (col + 1 == vt_cols(v) || vt_cell(v, row, col + 1).width != 0));
        BUG_ON(c.width == 0 && (col == 0 || vt_cell(v, row, col - 1).width != 2));
        buf_addf(out, STR_FMT "|%d|%x|%x|%x|" STR_FMT "\n", STR_ARG(c.text), c.width,
                 (unsigned)c.fg, (unsigned)c.bg, c.attrs, STR_ARG(vt_link(v, c.link)));
    }
}

static void show(Vt *v, Buf *out)
{
    VtCursor c = vt_cursor(v);
    BUG_ON(c.row < 0 || c.row >= vt_rows(v) || c.col < 0 || c.col >= vt_cols(v));
    buf_addf(out, "%d %d %d %d %s %s\n", c.row, c.col, c.visible, c.shape, vt_title(v), vt_cwd(v));
    for (int row = -(int)vt_scrollback(v); row < vt_rows(v); row++) {
        VtMarks m = vt_row_marks(v, row);
        buf_addf(out, "%d %d %d %d %d ", vt_row_wraps(v, row), m.bits, m.exit, m.prompt_col,
                 m.output_col);
        show_cells(v, row, out);
    }
    buf_add(out, vt_reply(v));
    AUTO(free) char *copied = vt_take_clipboard(v);
    buf_add_c(out, copied);
}

static void show_screen(const Vt *v, Buf *out)
{
    VtCursor c = vt_cursor(v);
    buf_addf(out, "%d %d %d %d %s\n", c.row, c.col, c.visible, c.shape, vt_title(v));
    for (int row = 0; row < vt_rows(v); row++)
        show_cells(v, row, out);
}

/* Who paints only when the generation has grown misses nothing. */
static void feed(Vt *v, Str bytes)
{
    AUTO(buf) Buf before = BUF_INIT;
    AUTO(buf) Buf after = BUF_INIT;
    uint64_t generation = vt_generation(v);
    show_screen(v, &before);
    vt_feed(v, bytes);
    show_screen(v, &after);
    BUG_ON(vt_generation(v) == generation && !str_eq(buf_str(&before), buf_str(&after)));
}

static void run(const uint8_t *how, Str bytes, size_t chunk, bool shortcuts, Buf *out)
{
    Vt *v = vt_new(how[0] % 12 + 1, how[1] % 24 + 1, 20);
    vt_set_shortcuts(v, shortcuts);
    for (size_t at = 0; at < bytes.n; at += chunk)
        feed(v, str_upto(str_from(bytes, at), chunk));
    show(v, out);
    vt_resize(v, how[1] % 12 + 1, how[0] % 24 + 1);
    show(v, out);
    vt_feed(v, bytes);
    show(v, out);
    vt_free(v);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 4)
        return 0;
    AUTO(buf) Buf whole = BUF_INIT;
    AUTO(buf) Buf cut = BUF_INIT;
    AUTO(buf) Buf by_libvterm = BUF_INIT;
    Str bytes = str_n((const char *)data + 3, n - 3);
    run(data, bytes, n, true, &whole);
    run(data, bytes, data[2] % 9 + 1u, true, &cut);
    run(data, bytes, n, false, &by_libvterm);
    BUG_ON(!str_eq(buf_str(&whole), buf_str(&cut)));
    BUG_ON(!str_eq(buf_str(&whole), buf_str(&by_libvterm)));
    return 0;
}
