// The short way: what programs print most (text, line ends, colours) goes straight into the grid,
// where libvterm would look at each character.  libvterm is left where it was and told where the
// cursor has got to (vt_catch_up) before it hears of anything else.  All here means exactly what
// the long way means; what does not is left to it.
#include "vt/inner.h"

#include "base/utf8.h"
#include "base/width.h"

#include <stdio.h>

enum {
    ESC = 0x1b,
    MODES_LONG = MODE_ORIGIN | MODE_INSERT | MODE_NEWLINE | MODE_CHARSET | MODE_SHIFTED,
};

/* May the short way be gone?  libvterm forgets a wrap to come without telling, so that one it may
 * know of is left to it. */
static bool is_open(const Vt *v)
{
    bool certain = v->ahead || !v->phantom;
    return certain && v->cols > 1 && !v->no_shortcuts && v->parser.nheld == 0 &&
           (v->modes & (MODES_LONG | MODE_AUTOWRAP)) == MODE_AUTOWRAP;
}

// The cursor
// --------------------------------------------------------------------------------------

static void move(Vt *v, int row, int col)
{
    if (row == v->row && col == v->col)
        return;
    v->row = row;
    v->col = col;
    v->phantom = false;
    v->last.valid = false;
    v->changed = true;
}

/* The row below, for which the region scrolls if need be. */
static int row_below(Vt *v)
{
    if (v->row == v->bottom - 1)
        vt_scroll(v, v->top, v->bottom, 1);
    else if (v->row < v->rows - 1)
        return v->row + 1;
    return v->row;
}

static void line_feed(Vt *v)
{
    if (v->row == v->bottom - 1)
        v->last.valid = false;
    move(v, row_below(v), v->col);
}

/* Text goes on in the next row. */
static void wrap(Vt *v)
{
    if (v->row == v->bottom - 1 || v->row < v->rows - 1)
        v->grid->rows[v->row]->wraps = true;
    v->row = row_below(v);
    v->col = 0;
    v->phantom = false;
}

static size_t take_control(Vt *v, char c)
{
    switch (c) {
    case '\b':
        move(v, v->row, MAX(v->col - 1, 0));
        return 1;
    case '\n':
    case '\v':
    case '\f':
        line_feed(v);
        return 1;
    case '\r':
        move(v, v->row, 0);
        return 1;
    default:
        return 0;
    }
}

// Text
// ------------------------------------------------------------------------------------------------

static bool is_printable(char c)
{
    return c >= 0x20 && c < 0x7f;
}

/* Are these eight bytes printable ASCII? */
static bool are_printable(const char *p)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones * 0x80;
    uint64_t x;
    memcpy(&x, p, sizeof x);
    // none below 20h: that borrows from a top bit; none 7Fh: it carries into one
    return ((x | (x - ones * 0x20) | (x + ones)) & tops) == 0;
}

static size_t printable_run(Str s)
{
    size_t n = 0;
    while (n + 8 <= s.n && are_printable(s.p + n))
        n += 8;
    while (n < s.n && is_printable(s.p[n]))
        n++;
    return n;
}

static size_t take_ascii(Vt *v, Str s)
{
    if (v->phantom)
        wrap(v);
    size_t n = printable_run(str_upto(s, (size_t)(v->cols - v->col)));
    vt_put_ascii(v, str_upto(s, n));
    return n;
}

/* The width of a character that is a cluster of its own next to what was written last; 0 if that
 * takes a closer look. */
static int width_apart(const Vt *v, uint32_t cp)
{
    int width = vt_simple_width(cp);
    if (width == 0 && (v->last.apart || !v->last.valid))
        width = width_apart_of(cp);
    return width;
}

static size_t take_char(Vt *v, Str s)
{
    size_t n = 0;
    bool valid = false;
    uint32_t cp = utf8_decode(s, &n, &valid);
    int width = valid ? width_apart(v, cp) : 0;
    if (width == 0)
        return 0;
    if (v->phantom || v->col + width > v->cols)
        wrap(v);
    vt_put_char(v, str_upto(s, n), width);
    v->last.apart = true;
    return n;
}

// Sequences
// -------------------------------------------------------------------------------------------

/* ESC [ .. m, which libvterm never gets to see. */
static size_t take_sgr(Vt *v, Str s)
{
    enum { SHORT = 64 };
    size_t n = 2, most = MIN(s.n, (size_t)SHORT);
    if (s.n < 3 || s.p[1] != '[')
        return 0;
    while (n < most && s.p[n] >= 0x20 && s.p[n] < 0x40)
        n++;
    if (n == most || s.p[n] != 'm')
        return 0;
    vt_csi(v, str_upto(s, n + 1));
    return n + 1;
}

static size_t take(Vt *v, Str s)
{
    char c = s.p[0];
    if (is_printable(c))
        return take_ascii(v, s);
    if (c & 0x80)
        return take_char(v, s);
    return c == ESC ? take_sgr(v, s) : take_control(v, c);
}

size_t vt_shortcut(Vt *v, Str s)
{
    size_t done = 0;
    if (!is_open(v))
        return 0;
    for (size_t n; done < s.n && (n = take(v, str_from(s, done))) > 0;)
        done += n;
    v->ahead |= done > 0;
    return done;
}

void vt_catch_up(Vt *v)
{
    char out[48], wide[4];
    v->ahead = false;
    v->muted = true;
    int n = snprintf(out, sizeof out, "\033[%d;%dH", v->row + 1, v->col + 1);
    vterm_input_write(v->vterm, out, (size_t)n);
    if (v->phantom && v->col == v->cols - 1) // a character makes libvterm hang behind the edge, too
        vterm_input_write(v->vterm, "x", 1);
    else if (v->phantom)
        vterm_input_write(v->vterm, wide, utf8_encode(VT_WIDE, wide));
    v->muted = false;
}
