#include "jail/helper/sanitize.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    Sanitizer *s;
    char *to;
} Out;

static void put(Out *o, const char *bytes, size_t n)
{
    memcpy(o->to, bytes, n);
    o->to += n;
}

static void put_char(Out *o, uint32_t cp)
{
    unsigned char b[4];
    size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    if (n == 1) {
        b[0] = (unsigned char)cp;
    } else {
        for (size_t i = n - 1; i > 0; i--, cp >>= 6)
            b[i] = (unsigned char)(0x80 | (cp & 0x3f));
        b[0] = (unsigned char)((0xf00 >> n) | cp);
    }
    put(o, (const char *)b, n);
}

static void put_number(Out *o, uint32_t cp)
{
    o->to += sprintf(o->to, "<U+%04X>", (unsigned)cp);
}

/* Marks of direction, characters without width, line separators, tags: text that is not what it
 * seems. */
static bool is_hidden(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } hidden[] = {{0x00ad, 0x00ad}, {0x034f, 0x034f}, {0xfe00, 0xfe0d}, {0x1d173, 0x1d17a},
                  {0x061c, 0x061c}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},
                  {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
                  {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffb}, {0xe0000, 0xe0fff}};
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
        if (cp >= hidden[i].first && cp <= hidden[i].last)
            return true;
    return false;
}

static void begin_csi(Sanitizer *s)
{
    s->state = SAN_CSI;
    s->nparams = 0;
}

/* ESC and a letter, or the same as one character of the C1 set: `letter` is that of the ESC form.
 */
static void begin_sequence(Sanitizer *s, uint32_t letter)
{
    if (letter == '[')
        begin_csi(s);
    else
        s->state = letter && strchr("]PX^_", (int)letter) ? SAN_STRING : SAN_TEXT;
}

static void text(Out *o, uint32_t cp)
{
    if (cp == 0x1b)
        o->s->state = SAN_ESCAPE;
    else if (cp >= 0x80 && cp < 0xa0)
        begin_sequence(o->s, cp - 0x40);
    else if (is_hidden(cp))
        put_number(o, cp);
    else if ((cp >= 0x20 && cp != 0x7f) || cp == '\n' || cp == '\t' || cp == '\r' ||
             (cp == '\b' && o->s->line_editing))
        put_char(o, cp);
}

static bool is_colour(const Sanitizer *s)
{
    size_t list = 1;
    for (size_t i = 0; i < s->nparams; i++) {
        char c = s->params[i];
        if (c == ';' || c == ':')
            list++;
        else if (c < '0' || c > '9')
            return false;
    }
    return list <= SANITIZE_LIST;
}

/* Erase, insert and delete in the line, and moves along it, by a small number. */
static bool is_line_edit(const Sanitizer *s, uint32_t final)
{
    if (!s->line_editing || s->nparams > 3 || !strchr("KCDG@P", (int) final))
        return false;
    for (size_t i = 0; i < s->nparams; i++)
        if (s->params[i] < '0' || s->params[i] > '9')
            return false;
    return true;
}

static void end_csi(Out *o, uint32_t final)
{
    Sanitizer *s = o->s;
    s->state = SAN_TEXT;
    bool colour = final == 'm' && is_colour(s);
    if (!colour && !is_line_edit(s, final))
        return;
    put(o, "\033[", 2);
    put(o, s->params, s->nparams);
    put_char(o, final);
    if (colour)
        s->coloured = s->nparams > 0 && !(s->nparams == 1 && s->params[0] == '0');
}

static void csi(Out *o, uint32_t cp)
{
    Sanitizer *s = o->s;
    if (cp >= 0x30 && cp < 0x40 && s->nparams < SANITIZE_PARAMS)
        s->params[s->nparams++] = (char)cp;
    else
        s->state = SAN_CSI_DROP; // too long, or with intermediate bytes
}

static void escape(Out *o, uint32_t cp)
{
    if (cp >= 0x20 && cp < 0x30)
        o->s->state = SAN_ESCAPE_MORE;
    else
        begin_sequence(o->s, o->s->state == SAN_ESCAPE ? cp : 0);
}

/* One character in the middle of a sequence. */
static void inside(Out *o, uint32_t cp)
{
    Sanitizer *s = o->s;
    if (s->state == SAN_STRING) {
        if (cp == 0x07 || cp == 0x9c)
            s->state = SAN_TEXT;
    } else if (s->state == SAN_ESCAPE || s->state == SAN_ESCAPE_MORE) {
        escape(o, cp);
    } else if (cp >= 0x40 && cp < 0x7f) {
        if (s->state == SAN_CSI)
            end_csi(o, cp);
        s->state = SAN_TEXT;
    } else if (s->state == SAN_CSI) {
        csi(o, cp);
    }
}

static void character(Out *o, uint32_t cp)
{
    bool breaks_off = cp == '\n' || cp == '\r' || cp == 0x18 || cp == 0x1a || cp == 0x1b;
    if (o->s->state != SAN_TEXT && (breaks_off || (cp >= 0x80 && o->s->state != SAN_STRING)))
        o->s->state = SAN_TEXT;
    if (o->s->state == SAN_TEXT)
        text(o, cp);
    else
        inside(o, cp);
}

static void lead(Out *o, unsigned char b)
{
    Sanitizer *s = o->s;
    if (b < 0x80)
        character(o, b);
    else if (b < 0xc2 || b > 0xf4)
        character(o, 0xfffd);
    else
        s->missing = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    if (!s->missing)
        return;
    s->cp = b & (0x3f >> s->missing);
    s->least = s->missing == 1 ? 0x80 : s->missing == 2 ? 0x800 : 0x10000;
}

static void follow(Out *o, unsigned char b)
{
    Sanitizer *s = o->s;
    if ((b & 0xc0) != 0x80) {
        s->missing = 0;
        character(o, 0xfffd);
        lead(o, b);
        return;
    }
    s->cp = s->cp << 6 | (b & 0x3f);
    if (--s->missing)
        return;
    bool valid = s->cp >= s->least && s->cp < 0x110000 && (s->cp < 0xd800 || s->cp > 0xdfff);
    character(o, valid ? s->cp : 0xfffd);
}

size_t sanitize(Sanitizer *s, const char *in, size_t n, char *out)
{
    Out o = {s, out};
    for (size_t i = 0; i < n; i++) {
        if (s->missing)
            follow(&o, (unsigned char)in[i]);
        else
            lead(&o, (unsigned char)in[i]);
    }
    return (size_t)(o.to - out);
}

size_t sanitize_end(Sanitizer *s, char *out)
{
    Out o = {s, out};
    if (s->missing)
        put_char(&o, 0xfffd);
    if (s->coloured)
        put(&o, "\033[0m", 4);
    *s = (Sanitizer){.line_editing = s->line_editing};
    return (size_t)(o.to - out);
}
