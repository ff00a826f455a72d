// Colours and attributes.  Read here rather than by libvterm, which knows no dim and no concealed
// text and takes the empty colour space of 38:2::r:g:b for red.
#include "vt/inner.h"

#include "base/mem.h"

static VtColor rgb(int r, int g, int b)
{
    return 0x01000000u | (uint32_t)(r & 0xff) << 16 | (uint32_t)(g & 0xff) << 8 |
           (uint32_t)(b & 0xff);
}

static VtColor indexed(int i)
{
    return 0x02000000u | (uint32_t)(i & 0xff);
}

/* Arguments that hang on argument i by colons. */
static int count_subs(const Csi *c, int i)
{
    int n = 0;
    while (i + n < c->n - 1 && c->more[i + n])
        n++;
    return n;
}

/* The colour after a 38, 48 or 58 at i.  Returns the arguments it takes, without i itself; *known
 * tells whether it makes sense. */
static int read_color(const Csi *c, int i, VtColor *out, bool *known)
{
    int subs = count_subs(c, i);
    int room = subs ? subs : c->n - 1 - i;
    int kind = csi_arg(c, i + 1, 0);
    *known = false;
    if (kind == 5 && room >= 2) {
        *out = indexed(csi_arg(c, i + 2, 0));
        *known = true;
    } else if (kind == 2 && room >= 4) {
        int at = i + 2 + (subs >= 5); // with colons a colour space may come first
        *out = rgb(csi_arg(c, at, 0), csi_arg(c, at + 1, 0), csi_arg(c, at + 2, 0));
        *known = true;
    }
    return subs ? subs : MIN(room, kind == 5 ? 2 : kind == 2 ? 4 : room);
}

static int set_color(Cell *pen, const Csi *c, int i)
{
    VtColor color = 0;
    bool known = false;
    int what = c->arg[i];
    int taken = read_color(c, i, &color, &known);
    if (known && what == 38)
        pen->fg = color;
    else if (known && what == 48)
        pen->bg = color;
    return taken; // 58 is the colour of the underline, which has the text's here
}

static void set_underline(Cell *pen, int style)
{
    pen->attrs &= (uint16_t) ~(VT_UNDERLINE | VT_CURLY);
    if (style == 3)
        pen->attrs |= VT_CURLY;
    else if (style > 0)
        pen->attrs |= VT_UNDERLINE;
}

/* Attributes that one number turns on or off. */
static const struct {
    uint8_t number;
    uint8_t on, off; // VT_ bits
} plain_attrs[] = {
    {1, VT_BOLD, 0},           {2, VT_DIM, 0},
    {3, VT_ITALIC, 0},         {7, VT_REVERSE, 0},
    {8, VT_CONCEAL, 0},        {9, VT_STRIKE, 0},
    {23, 0, VT_ITALIC},        {27, 0, VT_REVERSE},
    {28, 0, VT_CONCEAL},       {29, 0, VT_STRIKE},
    {22, 0, VT_BOLD | VT_DIM}, {24, 0, VT_UNDERLINE | VT_CURLY},
};

static void set_plain(Cell *pen, int number)
{
    for (size_t i = 0; i < ARRAY_LEN(plain_attrs); i++) {
        if (plain_attrs[i].number == number) {
            pen->attrs |= plain_attrs[i].on;
            pen->attrs &= (uint16_t)~plain_attrs[i].off;
            return;
        }
    }
}

static void set_one(Cell *pen, int number)
{
    if (number == 0)
        *pen = (Cell){0};
    else if (number >= 30 && number <= 37)
        pen->fg = indexed(number - 30);
    else if (number == 39)
        pen->fg = 0;
    else if (number >= 40 && number <= 47)
        pen->bg = indexed(number - 40);
    else if (number == 49)
        pen->bg = 0;
    else if (number >= 90 && number <= 97)
        pen->fg = indexed(number - 90 + 8);
    else if (number >= 100 && number <= 107)
        pen->bg = indexed(number - 100 + 8);
    else
        set_plain(pen, number);
}

void vt_sgr(Cell *pen, const Csi *c)
{
    for (int i = 0; i < c->n; i++) {
        int number = csi_arg(c, i, 0);
        int subs = count_subs(c, i);
        if (number == 38 || number == 48 || number == 58)
            subs = set_color(pen, c, i);
        else if (number == 4)
            set_underline(pen, subs ? csi_arg(c, i + 1, 1) : 1);
        else if (number == 21)
            set_underline(pen, 2);
        else
            set_one(pen, number);
        i += subs;
    }
}

static void describe_color(int base, VtColor color, Buf *out)
{
    if (color >> 24 == 2)
        buf_addf(out, ";%d:5:%u", base, color & 0xff);
    else if (color >> 24 == 1)
        buf_addf(out, ";%d:2::%u:%u:%u", base, color >> 16 & 0xff, color >> 8 & 0xff, color & 0xff);
}

void vt_sgr_describe(const Cell *pen, Buf *out)
{
    buf_add_c(out, "0");
    for (size_t i = 0; i < ARRAY_LEN(plain_attrs); i++)
        if (pen->attrs & plain_attrs[i].on)
            buf_addf(out, ";%d", plain_attrs[i].number);
    if (pen->attrs & VT_CURLY)
        buf_add_c(out, ";4:3");
    else if (pen->attrs & VT_UNDERLINE)
        buf_add_c(out, ";4");
    describe_color(38, pen->fg, out);
    describe_color(48, pen->bg, out);
}
