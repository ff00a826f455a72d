// What the screen shows, as text, as letters of styles, and as SVG.
#include "app/scene.h"

static void add_row(const Surface *s, int row, Buf *out)
{
    size_t end = out->n;
    for (int col = 0; col < surface_cols(s); col++) {
        if (surface_cell(s, row, col)->width == 0)
            continue;
        Str text = surface_text(s, row, col);
        buf_add(out, text.n ? text : STR(" "));
        if (text.n && !str_eq_c(text, " "))
            end = out->n;
    }
    buf_splice(out, end, out->n, STR_NULL);
    buf_add_byte(out, '\n');
}

void scene_picture(const App *a, Buf *out)
{
    const Surface *s = app_surface(a);
    for (int row = 0; row < surface_rows(s); row++)
        add_row(s, row, out);
}

static bool same_style(Style a, Style b)
{
    return a.fg == b.fg && a.bg == b.bg && a.attrs == b.attrs;
}

void scene_styles(const App *a, int row, Buf *out)
{
    const Surface *s = app_surface(a);
    Vec(Style) seen = {0};
    for (int col = 0; col < surface_cols(s); col++) {
        Style style = surface_cell(s, row, col)->style;
        size_t i = 0;
        while (i < seen.n && !same_style(seen.p[i], style))
            i++;
        if (i == seen.n)
            vec_push(&seen, style);
        buf_add_byte(out, (char)('a' + i % 26));
    }
    buf_add_byte(out, '\n');
    vec_deinit(&seen);
}

enum { CELL_W = 9, CELL_H = 19, BASE = 14, PAD = 12 };

static const uint32_t default_fg = 0xCCCCCC, default_bg = 0x1E1E1E;

// The first sixteen as VS Code draws them in its dark theme, then xterm's cube and greys.
static uint32_t palette(unsigned i)
{
    static const uint32_t ansi[16] = {0x000000, 0xCD3131, 0x0DBC79, 0xE5E510, 0x2472C8, 0xBC3FBC,
                                      0x11A8CD, 0xE5E5E5, 0x666666, 0xF14C4C, 0x23D18B, 0xF5F543,
                                      0x3B8EEA, 0xD670D6, 0x29B8DB, 0xE5E5E5};
    static const uint8_t steps[6] = {0, 95, 135, 175, 215, 255};
    if (i < 16)
        return ansi[i];
    if (i >= 232)
        return (8 + (i - 232) * 10) * 0x010101;
    i -= 16;
    return (uint32_t)steps[i / 36] << 16 | (uint32_t)steps[i / 6 % 6] << 8 | steps[i % 6];
}

static uint32_t rgb(Color c, uint32_t otherwise)
{
    if (c >> 24 == 2)
        return palette(c & 0xFF);
    return c >> 24 == 1 ? c & 0xFFFFFF : otherwise;
}

static void add_escaped(Str text, Buf *out)
{
    for (size_t i = 0; i < text.n; i++)
        switch (text.p[i]) {
        case '<':
            buf_add_c(out, "&lt;");
            break;
        case '>':
            buf_add_c(out, "&gt;");
            break;
        case '&':
            buf_add_c(out, "&amp;");
            break;
        default:
            buf_add_byte(out, text.p[i]);
        }
}

static void add_run(const Surface *s, int row, int from, int to, Buf *out)
{
    Style st = surface_cell(s, row, from)->style;
    bool reverse = st.attrs & ATTR_REVERSE;
    uint32_t fg = rgb(reverse ? st.bg : st.fg, reverse ? default_bg : default_fg);
    uint32_t bg = rgb(reverse ? st.fg : st.bg, reverse ? default_fg : default_bg);
    int x = PAD + from * CELL_W, y = PAD + row * CELL_H, width = (to - from) * CELL_W;
    if (bg != default_bg)
        buf_addf(out, "<rect x='%d' y='%d' width='%d' height='%d' fill='#%06x'/>\n", x, y, width,
                 CELL_H, (unsigned)bg);
    AUTO(buf) Buf text = BUF_INIT;
    for (int col = from; col < to; col++)
        if (surface_cell(s, row, col)->width)
            add_escaped(surface_text(s, row, col).n ? surface_text(s, row, col) : STR(" "), &text);
    if (str_trim(buf_str(&text)).n == 0)
        return;
    buf_addf(out, "<text x='%d' y='%d' textLength='%d' fill='#%06x'%s%s>%s</text>\n", x, y + BASE,
             width, (unsigned)fg, st.attrs & ATTR_BOLD ? " font-weight='bold'" : "",
             st.attrs & ATTR_UNDERLINE ? " text-decoration='underline'" : "", buf_c(&text));
}

static void add_cursor(const App *a, Buf *out)
{
    UiCursor c = app_cursor(a);
    if (c.shape != CURSOR_HIDDEN)
        buf_addf(out, "<rect x='%d' y='%d' width='2' height='%d' fill='#aeafad'/>\n",
                 PAD + c.col * CELL_W, PAD + c.row * CELL_H, CELL_H);
}

void scene_svg(const App *a, Buf *out)
{
    const Surface *s = app_surface(a);
    int w = surface_cols(s) * CELL_W + 2 * PAD, h = surface_rows(s) * CELL_H + 2 * PAD;
    buf_addf(out,
             "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' "
             "font-family='monospace' font-size='15' xml:space='preserve'>\n"
             "<rect width='%d' height='%d' rx='8' fill='#%06x'/>\n",
             w, h, w, h, w, h, (unsigned)default_bg);
    for (int row = 0; row < surface_rows(s); row++)
        for (int col = 0, from = 0; col < surface_cols(s); from = col) {
            while (col < surface_cols(s) &&
                   same_style(surface_cell(s, row, from)->style, surface_cell(s, row, col)->style))
                col++;
            add_run(s, row, from, col, out);
        }
    add_cursor(a, out);
    buf_add_c(out, "</svg>\n");
}
