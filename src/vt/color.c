// Questions for colours.  Colours are not set by programs: the theme is the user's.
#include "vt/inner.h"

#include "base/mem.h"

#include <stdio.h>

enum { QUESTIONS_MAX = 256 }; // of one sequence

/* Colour i of xterm's 256, as 0xRRGGBB. */
static uint32_t palette(unsigned i)
{
    static const uint32_t ansi[16] = {0x000000, 0xcd3131, 0x0dbc79, 0xe5e510, 0x2472c8, 0xbc3fbc,
                                      0x11a8cd, 0xe5e5e5, 0x666666, 0xf14c4c, 0x23d18b, 0xf5f543,
                                      0x3b8eea, 0xd670d6, 0x29b8db, 0xffffff};
    static const uint32_t steps[6] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    if (i < 16)
        return ansi[i];
    if (i >= 232)
        return (8 + (i - 232) * 10) * 0x010101;
    i -= 16;
    return steps[i / 36] << 16 | steps[i / 6 % 6] << 8 | steps[i % 6];
}

static void answer(Vt *v, const char *what, uint32_t color, bool bel)
{
    unsigned r = color >> 16 & 0xff, g = color >> 8 & 0xff, b = color & 0xff;
    vt_answerf(v, "\033]%s;rgb:%02x%02x/%02x%02x/%02x%02x%s", what, r, r, g, g, b, b,
               bel ? "\a" : "\033\\");
}

/* INDEX;?;INDEX;?… */
static void answer_palette(Vt *v, Str s, bool bel)
{
    Str index, what;
    for (int i = 0; i < QUESTIONS_MAX && str_split(&s, ';', &index); i++) {
        long long at = 0;
        char name[8];
        if (!str_split(&s, ';', &what))
            return;
        if (!str_eq_c(what, "?") || !str_to_i64(index, &at) || at < 0 || at > 255)
            continue;
        snprintf(name, sizeof name, "4;%u", (unsigned)at);
        answer(v, name, palette((unsigned)at), bel);
    }
}

void vt_color_answer(Vt *v, Str number, Str s, bool bel)
{
    if (str_eq_c(number, "4"))
        answer_palette(v, s, bel);
    else if (!str_eq_c(s, "?"))
        return;
    else if (str_eq_c(number, "10") || str_eq_c(number, "12")) // the cursor has the text's colour
        answer(v, str_eq_c(number, "10") ? "10" : "12", v->fg_rgb, bel);
    else if (str_eq_c(number, "11"))
        answer(v, "11", v->bg_rgb, bel);
}
