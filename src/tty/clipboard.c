// Copies to the terminal's own clipboard, by OSC 52.
#include "tty/terminal.h"
#include "base/mem.h"

enum { SCREEN_PIECE = 700 }; // bytes that GNU screen passes on in one string

static void add_base64(Buf *out, Str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.n; i += 3) {
        size_t left = s.n - i;
        uint32_t v = (uint32_t)(unsigned char)s.p[i] << 16;
        v |= left > 1 ? (uint32_t)(unsigned char)s.p[i + 1] << 8 : 0;
        v |= left > 2 ? (unsigned char)s.p[i + 2] : 0;
        buf_add_byte(out, digits[v >> 18]);
        buf_add_byte(out, digits[v >> 12 & 63]);
        buf_add_byte(out, left > 1 ? digits[v >> 6 & 63] : '=');
        buf_add_byte(out, left > 2 ? digits[v & 63] : '=');
    }
}

/* GNU screen hands on what stands in DCS, but only short strings. */
static void add_pieces(Buf *out, Str s)
{
    for (; s.n > 0; s = str_from(s, SCREEN_PIECE)) {
        buf_add(out, STR("\033P"));
        buf_add(out, str_upto(s, SCREEN_PIECE));
        buf_add(out, STR("\033\\"));
    }
}

static void add_osc52(const Caps *c, Str text, Buf *out)
{
    AUTO(buf) Buf osc = BUF_INIT;
    buf_add(&osc, STR("\033]52;c;"));
    add_base64(&osc, text);
    buf_add(&osc, c->screen ? STR("\a") : STR("\033\\"));
    if (c->screen)
        add_pieces(out, buf_str(&osc));
    else
        buf_add(out, buf_str(&osc));
}

bool tty_copy(Tty *t, Str text, const char **route)
{
    size_t max = t->options.copy_max ? t->options.copy_max : (size_t)TTY_COPY_MAX;
    *route = "the terminal has no clipboard";
    if (t->headless || !t->take->raw)
        return false;
    if (!t->caps.clipboard && !t->keys.facts.clipboard)
        return false;
    if (text.n > max) {
        *route = "too big for the terminal clipboard";
        return false;
    }
    *route = "sent to terminal, not confirmed";
    buf_clear(&t->copy); // only the last one would be seen
    add_osc52(&t->caps, text, &t->copy);
    return true;
}
