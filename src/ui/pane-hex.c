// A document as a table of bytes: offset, digits, characters.
#include "ui/inner.h"
#include "base/width.h"

#include <stdio.h>

enum { WIDEST = 32, NARROWEST = 4, GROUP = 8 };

/* Where things stand in a row; columns of the pane. */
typedef struct {
    int digits; // of an offset
    int width;  // bytes a row
    int hex, ascii;
} Shape;

static int hex_cols(int width)
{
    return 3 * width + (width - 1) / GROUP;
}

static Shape shape_of(const View *v, int cols)
{
    size_t size = snap_size(text_now(v->doc->text));
    Shape s = {.digits = 8, .width = WIDEST};
    while (s.digits < 16 && size >> (4 * s.digits))
        s.digits++;
    s.hex = 1 + s.digits + 2;
    while (s.width > NARROWEST && s.hex + hex_cols(s.width) + 1 + s.width > cols)
        s.width /= 2;
    s.ascii = s.hex + hex_cols(s.width) + 1;
    return s;
}

static int hex_col(const Shape *s, int i)
{
    return s->hex + 3 * i + i / GROUP;
}

static void reveal(Hex *h)
{
    size_t width = (size_t)h->width, page = width * (size_t)MAX(1, h->rows);
    size_t row = h->cursor - h->cursor % width;
    h->top -= h->top % width;
    if (!h->reveal)
        return;
    if (row < h->top)
        h->top = row;
    else if (row >= h->top + page)
        h->top = row - page + width;
    h->reveal = false;
}

typedef struct {
    Ui *ui;
    const View *v;
    Rect area;
    Shape shape;
    Style plain, dim, other; // other: the cursor's byte in the column it is not in
    size_t start, end;       // selected
} HexFrame;

static Style style_of(const HexFrame *f, size_t off, unsigned char c, bool ascii)
{
    const Hex *h = f->v->hex;
    bool shown = c >= 0x20 && c < 0x7F;
    Style st = c == 0 || (ascii && !shown) ? f->dim : f->plain;
    if (h->anchor >= 0 && off >= f->start && off < f->end)
        return theme_over(st, theme_style(f->ui->theme, THEME_EDITOR_SELECTION_BACKGROUND));
    return off == h->cursor && ascii != h->ascii ? theme_over(st, f->other) : st;
}

static void paint_row(const HexFrame *f, int y, size_t off)
{
    char text[40], bytes[WIDEST];
    int row = f->area.row + y, left = f->area.col;
    size_t n = snap_read(text_now(f->v->doc->text), off, bytes, (size_t)f->shape.width);
    snprintf(text, sizeof text, "%0*zX", f->shape.digits, off);
    ui_put(f->ui, row, left + 1, f->shape.digits, text, f->dim);
    for (int i = 0; i < (int)n; i++) {
        unsigned char c = (unsigned char)bytes[i];
        int at = hex_col(&f->shape, i), end = f->area.cols;
        snprintf(text, sizeof text, "%02X", c);
        if (at + 2 <= end)
            ui_put(f->ui, row, left + at, 2, text, style_of(f, off + (size_t)i, c, false));
        snprintf(text, sizeof text, "%c", c >= 0x20 && c < 0x7F ? c : '.');
        if (f->shape.ascii + i < end)
            ui_put(f->ui, row, left + f->shape.ascii + i, 1, text,
                   style_of(f, off + (size_t)i, c, true));
    }
}

static void place_cursor(Ui *ui, const HexFrame *f)
{
    const Hex *h = f->v->hex;
    size_t width = (size_t)h->width;
    if (ui->ws->layout.focus != FOCUS_EDITOR || workspace_view(ui->ws) != f->v ||
        h->cursor < h->top || (h->cursor - h->top) / width >= (size_t)f->area.rows)
        return;
    int row = (int)((h->cursor - h->top) / width), i = (int)(h->cursor % width);
    int col = h->ascii ? f->shape.ascii + i : hex_col(&f->shape, i) + h->low;
    if (col < f->area.cols)
        ui_set_cursor(ui, f->area.row + row, f->area.col + col,
                      h->insert ? CURSOR_LINE : CURSOR_BLOCK);
}

void pane_hex_paint(Ui *ui, Rect a, View *v)
{
    Hex *h = v->hex;
    HexFrame f = {.ui = ui, .v = v, .area = a, .shape = shape_of(v, a.cols)};
    size_t size = snap_size(text_now(v->doc->text));
    h->width = f.shape.width;
    h->rows = a.rows;
    reveal(h);
    hex_selection(v, &f.start, &f.end);
    f.plain = theme_on(ui->theme, THEME_EDITOR_FOREGROUND, THEME_EDITOR_BACKGROUND);
    f.dim = theme_on(ui->theme, THEME_EDITOR_LINE_NUMBER_FOREGROUND, THEME_EDITOR_BACKGROUND);
    f.other = theme_style(ui->theme, THEME_EDITOR_FIND_MATCH_HIGHLIGHT_BACKGROUND);
    surface_fill(ui->s, a.row, a.col, a.rows, a.cols, f.plain);
    for (int y = 0; y < a.rows; y++) {
        size_t off = h->top + (size_t)y * (size_t)h->width;
        if (off > size || (off == size && size > 0 && h->cursor != size))
            break;
        paint_row(&f, y, off);
    }
    place_cursor(ui, &f);
}

void pane_hex_press(Rect a, View *v, const Key *k)
{
    Hex *h = v->hex;
    Shape s = shape_of(v, a.cols);
    int row = CLAMP(k->mouse.row - a.row, 0, a.rows - 1), col = k->mouse.col - a.col, i = 0;
    bool ascii = col >= s.ascii, drag = k->mouse.kind == MOUSE_DRAG;
    if (ascii)
        i = col - s.ascii;
    else
        while (i + 1 < s.width && hex_col(&s, i + 1) <= col)
            i++;
    if (!drag)
        h->ascii = ascii;
    size_t off = h->top + (size_t)row * (size_t)s.width + (size_t)MIN(i, s.width - 1);
    if (!drag || off != h->cursor)
        hex_goto(v, off, drag || (k->mods & MOD_SHIFT));
    h->reveal = false;
}

void pane_hex_position(const View *v, bool brief, Buf *out)
{
    size_t start, end;
    const Hex *h = v->hex;
    hex_selection(v, &start, &end);
    buf_addf(out, brief ? "0x%zX" : "Offset 0x%zX (%zu)", h->cursor, h->cursor);
    if (h->anchor >= 0 && !brief)
        buf_addf(out, ", %zu sel", end - start);
    buf_add_c(out, h->insert ? " INS" : " OVR");
}
