// The title of the terminal's window.
#include "base/mem.h"
#include "base/utf8.h"
#include "tty/terminal.h"

/* Marks that make the text after them read in another direction. */
static bool turns_text(uint32_t cp)
{
    return cp == 0x61c || cp == 0x200e || cp == 0x200f || (cp >= 0x202a && cp <= 0x202e) ||
           (cp >= 0x2066 && cp <= 0x2069);
}

void tty_set_title(Tty *t, Str title)
{
    enum { TITLE_MAX = 256 };
    if (t->headless || !t->caps.xterm || t->caps.screen || !t->take->raw)
        return;
    modes_keep_title(t);
    buf_clear(&t->title_bytes);
    buf_add(&t->title_bytes, STR("\033]2;"));
    for (Str rest = str_upto(title, TITLE_MAX); rest.n > 0;) {
        size_t n;
        bool valid;
        uint32_t cp = utf8_decode(rest, &n, &valid);
        bool shown = valid && cp >= 0x20 && cp != 0x7f && !(cp >= 0x80 && cp < 0xa0) &&
                     !turns_text(cp) && (t->utf8 || cp < 0x80);
        buf_add(&t->title_bytes, shown ? str_upto(rest, n) : STR("?"));
        rest = str_from(rest, n);
    }
    buf_add(&t->title_bytes, STR("\033\\"));
}
