// A screen as text: rows with their colours, in the bytes that a terminal would take.
#include "workspace/terminals-keep.h"
#include "base/mem.h"
#include "vt/vt.h"

enum {
    ROWS_A_CALL = 400,
    ROWS_KEPT = 5000,
    BYTES_KEPT = 512 << 10, // of one terminal
};

typedef struct {
    VtColor fg, bg;
    uint16_t attrs;
} Look;

static void add_color(VtColor c, int base, Buf *out)
{
    if (c >> 24 == 1)
        buf_addf(out, ";%d;2;%u;%u;%u", base, c >> 16 & 255, c >> 8 & 255, c & 255);
    else if (c >> 24 == 2)
        buf_addf(out, ";%d;5;%u", base, c & 255);
}

static void add_look(const Look *l, Buf *out)
{
    static const struct {
        uint16_t bit;
        const char *code;
    } codes[] = {{VT_BOLD, ";1"},    {VT_DIM, ";2"},    {VT_ITALIC, ";3"},  {VT_UNDERLINE, ";4"},
                 {VT_REVERSE, ";7"}, {VT_STRIKE, ";9"}, {VT_CURLY, ";4:3"}, {VT_CONCEAL, ";8"}};
    buf_add_c(out, "\033[0");
    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        if (l->attrs & codes[i].bit)
            buf_add_c(out, codes[i].code);
    add_color(l->fg, 38, out);
    add_color(l->bg, 48, out);
    buf_add_byte(out, 'm');
}

// Columns up to the last cell that can be seen.
static int used_cols(const Vt *vt, int row)
{
    int n = vt_cols(vt);
    while (n > 0) {
        VtCell c = vt_cell(vt, row, n - 1);
        if ((c.text.n && !str_eq_c(c.text, " ")) || c.bg || c.attrs || c.width == 0)
            break;
        n--;
    }
    return n;
}

static void add_row(const Vt *vt, int row, Buf *out)
{
    Look now = {0};
    bool wraps = vt_row_wraps(vt, row);
    int cols = wraps ? vt_cols(vt) : used_cols(vt, row);
    for (int col = 0; col < cols; col++) {
        VtCell c = vt_cell(vt, row, col);
        Look look = {c.fg, c.bg, c.attrs};
        if (c.width == 0)
            continue;
        if (look.fg != now.fg || look.bg != now.bg || look.attrs != now.attrs)
            add_look(&look, out);
        now = look;
        buf_add(out, c.text.n ? c.text : STR(" "));
    }
    if (now.fg || now.bg || now.attrs)
        buf_add_c(out, "\033[0m");
    if (!wraps)
        buf_add_c(out, "\r\n");
}

// The oldest lines go.
static void trim(KeptRows *k)
{
    if (k->rows.n <= BYTES_KEPT)
        return;
    size_t from = k->rows.n - BYTES_KEPT / 2; // not with each row
    ptrdiff_t end = str_find_byte(str_from(buf_str(&k->rows), from), '\n');
    buf_splice(&k->rows, 0, end < 0 ? k->rows.n : from + (size_t)end + 1, STR_NULL);
}

bool kept_rows_take(KeptRows *k, const Vt *vt)
{
    uint64_t pushed = vt_pushed(vt), back = vt_scrollback(vt);
    uint64_t first = pushed - MIN(back, (uint64_t)ROWS_KEPT);
    if (k->cols != vt_cols(vt) || k->next > pushed || k->next < first) {
        buf_clear(&k->rows); // numbered anew, or too far behind
        k->next = first;
        k->cols = vt_cols(vt);
    }
    for (int n = 0; k->next < pushed && n < ROWS_A_CALL; n++, k->next++)
        add_row(vt, -(int)(pushed - k->next), &k->rows);
    trim(k);
    return k->next == pushed;
}

// A full-screen program's screen is nothing without the program.
void kept_rows_write(const KeptRows *k, const Vt *vt, Buf *out)
{
    int last = vt_rows(vt) - 1;
    buf_add(out, buf_str(&k->rows));
    if (vt_alt_screen(vt))
        return;
    while (last >= 0 && used_cols(vt, last) == 0)
        last--;
    for (int row = 0; row <= last; row++)
        add_row(vt, row, out);
}
