#include "screen.h"
#include "groups.h"
#include "base/mem.h"
#include "base/width.h"
#include "tty/color.h"

#include <stdlib.h>

enum { SGR_CURLY = 403 }; // 4:3

static ScreenCell *at(const Screen *s, int row, int col)
{
    return &s->cells[row * s->cols + col];
}

const ScreenCell *screen_cell(const Screen *s, int row, int col)
{
    return at(s, row, col);
}

static ScreenCell blank(const Screen *s, bool bce)
{
    return (ScreenCell){.text = " ", .style = {.bg = bce ? s->pen.bg : COLOR_DEFAULT}};
}

static void erase(Screen *s, int row, int from, int to)
{
    for (int col = from; col < MIN(to, s->cols); col++)
        *at(s, row, col) = blank(s, s->bce);
}

void screen_init(Screen *s, int rows, int cols)
{
    *s = (Screen){.rows = rows, .cols = cols, .bottom = rows, .bce = true, .visible = true};
    s->cells = NEW_ARRAY(ScreenCell, (size_t)rows * (size_t)cols);
    for (int row = 0; row < rows; row++)
        for (int col = 0; col < cols; col++)
            strcpy(at(s, row, col)->text, "#"); // whatever was there before
}

void screen_deinit(Screen *s)
{
    free(s->cells);
}

static void scroll(Screen *s, int n)
{
    for (; n != 0; n += n > 0 ? -1 : 1) {
        int top = s->top, rows = s->bottom - s->top - 1;
        memmove(at(s, n > 0 ? top : top + 1, 0), at(s, n > 0 ? top + 1 : top, 0),
                (size_t)(rows * s->cols) * sizeof(ScreenCell));
        erase(s, n > 0 ? s->bottom - 1 : top, 0, s->cols);
    }
}

static void blank_text(ScreenCell *c)
{
    strcpy(c->text, " ");
}

static void put(Screen *s, Str cluster, int width)
{
    if (s->wrap || s->col + width > s->cols)
        fail_msg("text beyond the edge in row %d", s->row);
    if (!at(s, s->row, s->col)->text[0])
        for (int col = s->col; !at(s, s->row, col)->text[0]; col--)
            blank_text(at(s, s->row, col)), blank_text(at(s, s->row, col - 1));
    for (int col = s->col + width; col < s->cols && !at(s, s->row, col)->text[0]; col++)
        blank_text(at(s, s->row, col));
    ScreenCell *c = at(s, s->row, s->col);
    for (int i = 0; i < width; i++)
        c[i] = (ScreenCell){.style = s->pen};
    memcpy(c->text, cluster.p, cluster.n);
    s->col += width;
    s->wrap = s->col == s->cols;
    s->col -= s->wrap;
}

static Color sgr_color(const int *p, int *i)
{
    if (p[*i + 1] == 5) {
        *i += 2;
        return COLOR_ANSI((unsigned)p[*i]);
    }
    assert_int_equal(p[*i + 1], 2);
    *i += 4;
    return COLOR_RGB(p[*i - 2], p[*i - 1], p[*i]);
}

static void sgr_one(Screen *s, const int *p, int *i)
{
    static const unsigned on[] = {0, ATTR_BOLD, ATTR_DIM,     ATTR_ITALIC, ATTR_UNDERLINE,
                                  0, 0,         ATTR_REVERSE, 0,           ATTR_STRIKE};
    static const unsigned off[] = {
        0, 0, ATTR_BOLD | ATTR_DIM, ATTR_ITALIC, ATTR_UNDERLINE | ATTR_CURLY,
        0, 0, ATTR_REVERSE,         0,           ATTR_STRIKE};
    int v = p[*i];
    if (v == 0)
        s->pen = (Style){0};
    else if (v == SGR_CURLY)
        s->pen.attrs |= ATTR_CURLY;
    else if (v < 10)
        s->pen.attrs |= (uint16_t)on[v];
    else if (v >= 22 && v <= 29)
        s->pen.attrs &= (uint16_t)~off[v - 20];
    else if (v == 38)
        s->pen.fg = sgr_color(p, i);
    else if (v == 48)
        s->pen.bg = sgr_color(p, i);
    else if (v == 39 || v == 49)
        *(v == 39 ? &s->pen.fg : &s->pen.bg) = COLOR_DEFAULT;
    else if (v >= 90)
        *(v < 100 ? &s->pen.fg : &s->pen.bg) = COLOR_ANSI((unsigned)(v % 10 + 8));
    else
        *(v < 40 ? &s->pen.fg : &s->pen.bg) = COLOR_ANSI((unsigned)(v % 10));
}

static void sgr(Screen *s, Str params)
{
    int p[32] = {0}, n = 0;
    Str part;
    if (params.n == 0) {
        s->pen = (Style){0};
        return;
    }
    while (str_split(&params, ';', &part)) {
        long long v = SGR_CURLY;
        assert_true(str_eq_c(part, "4:3") || str_to_i64(part, &v));
        p[n++] = (int)v;
    }
    for (int i = 0; i < n; i++)
        sgr_one(s, p, &i);
}

static void edit(Screen *s, char final, int n)
{
    ScreenCell *c = at(s, s->row, s->col);
    size_t rest = (size_t)(s->cols - s->col - n) * sizeof *c;
    if (final == '@')
        memmove(c + n, c, rest);
    else
        memmove(c, c + n, rest);
    // terminals do not agree about the colour: one that nobody may rely on
    Style odd = {.bg = COLOR_ANSI(3)};
    for (int i = 0; i < n; i++) {
        int col = final == '@' ? s->col + i : s->cols - n + i;
        *at(s, s->row, col) = (ScreenCell){.text = "?", .style = odd};
    }
}

static void move_to(Screen *s, int row, int col)
{
    assert_in_range(row, 0, s->rows - 1);
    assert_in_range(col, 0, s->cols - 1);
    s->row = row;
    s->col = col;
}

static void csi(Screen *s, Str params, char final)
{
    Str rest = params, part = STR_NULL;
    long long a = 1, b = 1;
    if (final == 'm') {
        sgr(s, params);
        return;
    }
    if (str_split(&rest, ';', &part) && part.n)
        assert_true(str_to_i64(part, &a));
    if (rest.n)
        assert_true(str_to_i64(rest, &b));
    int n = (int)a;
    if (final != 'X' && final != 'K')
        s->wrap = false;
    switch (final) {
    case 'H':
        move_to(s, n - 1, (int)b - 1);
        break;
    case 'G':
        move_to(s, s->row, n - 1);
        break;
    case 'd':
        move_to(s, n - 1, s->col);
        break;
    case 'A':
    case 'B':
        move_to(s, s->row + (final == 'A' ? -n : n), s->col);
        break;
    case 'C':
    case 'D':
        move_to(s, s->row, s->col + (final == 'D' ? -n : n));
        break;
    case 'J':
        assert_true(n == 2 || (s->row == 0 && s->col == 0));
        for (int row = 0; row < s->rows; row++)
            erase(s, row, 0, s->cols);
        break;
    case 'K':
        erase(s, s->row, s->col, s->cols);
        break;
    case 'X':
        erase(s, s->row, s->col, s->col + n);
        break;
    case '@':
    case 'P':
        edit(s, final, n);
        break;
    case 'r':
        s->top = n - 1;
        s->bottom = rest.n ? (int)b : s->rows;
        s->row = s->col = 0;
        break;
    case 'S':
    case 'T':
        scroll(s, final == 'S' ? n : -n);
        break;
    default:
        fail_msg("unknown sequence CSI " STR_FMT " %c", STR_ARG(params), final);
    }
}

static void private_mode(Screen *s, Str params, char final)
{
    if (str_eq_c(params, "25"))
        s->visible = final == 'h';
    else if (str_eq_c(params, "2026"))
        s->sync = final == 'h';
    else if (!str_eq_c(params, "12")) // blinking
        fail_msg("unknown mode " STR_FMT, STR_ARG(params));
}

static size_t sequence(Screen *s, Str bytes)
{
    if (bytes.p[1] == '(')
        return 3;
    assert_int_equal(bytes.p[1], '[');
    size_t n = 2;
    while (n < bytes.n && (bytes.p[n] < 0x40 || bytes.p[n] > 0x7e))
        n++;
    assert_true(n < bytes.n);
    Str params = str_n(bytes.p + 2, n - 2);
    if (params.n && params.p[0] == '?')
        private_mode(s, str_from(params, 1), bytes.p[n]);
    else if (bytes.p[n] == 'q')
        s->shape = params.p[0] - '0';
    else
        csi(s, params, bytes.p[n]);
    return n + 1;
}

static bool control(Screen *s, char c)
{
    switch (c) {
    case '\r':
        s->wrap = false;
        s->col = 0;
        return true;
    case '\n':
        assert_true(s->row + 1 < s->rows);
        s->row++;
        return true;
    case '\b':
        s->wrap = false;
        move_to(s, s->row, s->col - 1);
        return true;
    case 0x0f:
        return true; // of vt100's sgr0
    }
    return false;
}

void screen_feed(Screen *s, Str bytes)
{
    while (bytes.n) {
        if (bytes.p[0] == '\033') {
            bytes = str_from(bytes, sequence(s, bytes));
            continue;
        }
        if (control(s, bytes.p[0])) {
            bytes = str_from(bytes, 1);
            continue;
        }
        char picture[WIDTH_PICTURE_MAX];
        int width;
        size_t n = width_cluster(bytes, 1, &width);
        if (width_picture(str_upto(bytes, n), picture))
            fail_msg("the terminal was sent %s", picture);
        bool emoji = (unsigned char)bytes.p[0] >= 0xf0;
        put(s, str_upto(bytes, n), emoji && s->emoji_narrow ? 1 : width);
        bytes = str_from(bytes, n);
    }
}
