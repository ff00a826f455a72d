// What the terminal answers to the questions asked at the start, turned into TtyFacts.
#include "tty/keys.h"
#include "base/hex.h"

enum { MODE_SYNC = 2026, MODE_GRAPHEMES = 2027, MODE_SCHEMES = 2031, DA_CLIPBOARD = 52 };

static bool learn(TtyFacts *f, bool *field)
{
    if (!*field)
        f->revision++;
    *field = true;
    return true;
}

/* CSI ? attributes c */
static bool facts_attributes(TtyFacts *f, const Csi *c)
{
    for (int i = 1; i < c->n; i++)
        if (csi_param(c, i, 0) == DA_CLIPBOARD)
            learn(f, &f->clipboard);
    return learn(f, &f->answered);
}

/* CSI ? mode ; state $ y: 0 is unknown and 4 can never be set. */
static bool facts_mode(TtyFacts *f, const Csi *c)
{
    int state = csi_param(c, 1, 0);
    bool has = state >= 1 && state <= 3;
    if (has && csi_param(c, 0, 0) == MODE_SYNC)
        learn(f, &f->sync);
    if (has && csi_param(c, 0, 0) == MODE_GRAPHEMES)
        learn(f, &f->graphemes);
    if (has && csi_param(c, 0, 0) == MODE_SCHEMES)
        learn(f, &f->schemes);
    return true;
}

/* CSI ? 997 ; 1 n is a dark scheme, 2 a light one. */
static bool facts_scheme(TtyFacts *f, const Csi *c)
{
    int scheme = csi_param(c, 1, 0);
    if (csi_param(c, 0, 0) != 997 || scheme < 1 || scheme > 2)
        return true;
    f->dark = scheme == 1;
    f->light = scheme == 2;
    f->revision++;
    return true;
}

bool facts_csi(TtyFacts *f, const Csi *c)
{
    if (c->marker == '?' && c->inter == '$' && c->final == 'y')
        return facts_mode(f, c);
    if (c->marker == '?' && !c->inter && c->final == 'c')
        return facts_attributes(f, c);
    if (c->marker == '?' && !c->inter && c->final == 'n')
        return facts_scheme(f, c);
    if (c->marker == '?' && !c->inter && c->final == 'u') {
        learn(f, &f->kitty_keys);
        return learn(f, &f->modified_keys);
    }
    if (c->marker)
        return true; // other replies; no key has a marker
    if (c->final == '~' && csi_param(c, 0, 0) == 27)
        learn(f, &f->modified_keys); // and it is a key as well
    return false;
}

/* One to four hexadecimal digits, scaled to 8 bits; -1 if it is anything else. */
static int color_part(Str s)
{
    static const int full[] = {0, 0xf, 0xff, 0xfff, 0xffff};
    uint32_t v;
    return s.n <= 4 && hex_number(s, &v) ? (int)v * 255 / full[s.n] : -1;
}

/* OSC 11 ; rgb:RRRR/GGGG/BBBB (or rgba:) */
static void facts_background(TtyFacts *f, Str color)
{
    Str part, rest = color;
    if (!str_split(&rest, ':', &part) || (!str_eq_c(part, "rgb") && !str_eq_c(part, "rgba")))
        return;
    uint8_t rgb[3];
    for (int i = 0; i < 3; i++) {
        int v = str_split(&rest, '/', &part) ? color_part(part) : -1;
        if (v < 0)
            return;
        rgb[i] = (uint8_t)v;
    }
    if (f->has_background && memcmp(f->background, rgb, sizeof rgb) == 0)
        return;
    memcpy(f->background, rgb, sizeof rgb);
    f->has_background = true;
    f->revision++;
}

/* DCS > | name ST */
static void facts_name(TtyFacts *f, Str name)
{
    size_t n = 0;
    for (size_t i = 0; i < name.n && n + 1 < sizeof f->name; i++)
        if (name.p[i] >= 0x20 && name.p[i] < 0x7f)
            f->name[n++] = name.p[i];
    f->name[n] = '\0';
    f->revision++;
}

void facts_string(TtyFacts *f, char introducer, Str body)
{
    if (introducer == ']' && str_starts(body, STR("11;")))
        facts_background(f, str_from(body, 3));
    if (introducer == 'P' && str_starts(body, STR(">|")))
        facts_name(f, str_from(body, 2));
    // XTGETTCAP's answer for the capability "RGB" or "Tc", names in hexadecimal
    if (introducer == 'P' &&
        (str_starts(body, STR("1+r524742")) || str_starts(body, STR("1+r5463"))))
        learn(f, &f->true_color);
}
