// From one pen to another with as few bytes as the terminal allows.
#include "tty/paint.h"
#include "base/mem.h"

enum { PEN_MAX = 96, ATTR_LINES = ATTR_UNDERLINE | ATTR_CURLY };

typedef struct {
    char p[PEN_MAX];
    size_t n;
} Codes;

static void code(Codes *c, unsigned n)
{
    if (c->n)
        c->p[c->n++] = ';';
    if (n >= 100)
        c->p[c->n++] = (char)('0' + n / 100);
    if (n >= 10)
        c->p[c->n++] = (char)('0' + n / 10 % 10);
    c->p[c->n++] = (char)('0' + n % 10);
}

/* `base` is 30 for the foreground, 40 for the background. */
static void color_codes(Codes *c, Color color, unsigned base)
{
    unsigned i = color & 0xff;
    if (color == COLOR_DEFAULT) {
        code(c, base + 9);
    } else if (color < COLOR_ANSI(0)) {
        code(c, base + 8);
        code(c, 2);
        code(c, color >> 16 & 0xff);
        code(c, color >> 8 & 0xff);
        code(c, i);
    } else if (i < 16) {
        code(c, i < 8 ? base + i : base + 52 + i);
    } else {
        code(c, base + 8);
        code(c, 5);
        code(c, i);
    }
}

static void attr_codes(Codes *c, unsigned attrs, bool curly)
{
    static const struct {
        unsigned bit, code;
    } table[] = {{ATTR_BOLD, 1},      {ATTR_DIM, 2},     {ATTR_ITALIC, 3},
                 {ATTR_UNDERLINE, 4}, {ATTR_REVERSE, 7}, {ATTR_STRIKE, 9}};
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (attrs & table[i].bit)
            code(c, table[i].code);
    if (!(attrs & ATTR_CURLY))
        return;
    code(c, 4);
    if (curly) {
        c->p[c->n++] = ':';
        c->p[c->n++] = '3';
    }
}

static void off_codes(Codes *c, unsigned gone)
{
    if (gone & (ATTR_BOLD | ATTR_DIM))
        code(c, 22);
    if (gone & ATTR_ITALIC)
        code(c, 23);
    if (gone & ATTR_LINES)
        code(c, 24);
    if (gone & ATTR_REVERSE)
        code(c, 27);
    if (gone & ATTR_STRIKE)
        code(c, 29);
}

static void change_codes(Codes *c, Style from, Style to, bool curly)
{
    unsigned gone = from.attrs & ~(unsigned)to.attrs, come = to.attrs & ~(unsigned)from.attrs;
    off_codes(c, gone);
    // one code ends both of these pairs
    if (gone & (ATTR_BOLD | ATTR_DIM))
        come |= to.attrs & (ATTR_BOLD | ATTR_DIM);
    if (gone & ATTR_LINES)
        come |= to.attrs & ATTR_LINES;
    attr_codes(c, come, curly);
    if (from.fg != to.fg)
        color_codes(c, to.fg, 30);
    if (from.bg != to.bg)
        color_codes(c, to.bg, 40);
}

static void all_codes(Codes *c, Style to, bool curly)
{
    bool plain = to.fg == COLOR_DEFAULT && to.bg == COLOR_DEFAULT && !to.attrs;
    if (plain)
        return; // CSI m
    code(c, 0);
    change_codes(c, (Style){0}, to, curly);
}

static void add_codes(Buf *out, const Codes *c)
{
    buf_add(out, STR("\033["));
    buf_add(out, str_n(c->p, c->n));
    buf_add_byte(out, 'm');
}

/* By terminfo's strings: everything off, then on what is wanted. */
static void terminfo_pen(const Caps *c, Style to, Buf *out)
{
    static const struct {
        unsigned bits;
        size_t string;
    } table[] = {{ATTR_BOLD, offsetof(Caps, bold)},   {ATTR_DIM, offsetof(Caps, dim)},
                 {ATTR_ITALIC, offsetof(Caps, sitm)}, {ATTR_LINES, offsetof(Caps, smul)},
                 {ATTR_REVERSE, offsetof(Caps, rev)}, {ATTR_STRIKE, offsetof(Caps, smxx)}};
    caps_add(c->sgr0, 0, out);
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (to.attrs & table[i].bits)
            caps_add(*(char *const *)((const char *)c + table[i].string), 0, out);
    if (to.fg)
        caps_add(c->setaf, (int)(to.fg & 0xff), out);
    if (to.bg)
        caps_add(c->setab, (int)(to.bg & 0xff), out);
}

/* Terminals of eight colours: bold makes the bright ones. */
static Style eight_colors(Style s)
{
    if (s.fg >= COLOR_ANSI(8)) {
        s.fg -= 8;
        s.attrs |= ATTR_BOLD;
    }
    if (s.bg >= COLOR_ANSI(8))
        s.bg -= 8;
    return s;
}

void paint_pen(Painter *p, Style to)
{
    if (p->caps->colors == 8)
        to = eight_colors(to);
    if (p->pen_known && p->pen.fg == to.fg && p->pen.bg == to.bg && p->pen.attrs == to.attrs)
        return;
    if (!p->caps->ecma_sgr) {
        terminfo_pen(p->caps, to, &p->out);
    } else {
        Codes all = {.n = 0}, change = {.n = 0};
        all_codes(&all, to, p->caps->curly);
        if (p->pen_known)
            change_codes(&change, p->pen, to, p->caps->curly);
        add_codes(&p->out, p->pen_known && change.n <= all.n ? &change : &all);
    }
    p->pen = to;
    p->pen_known = true;
}
