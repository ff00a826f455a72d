// Control sequences: taking them apart, and the keys they stand for.  The forms are those of xterm,
// the Linux console, rxvt, modifyOtherKeys and the kitty keyboard protocol.
#include "tty/keys.h"
#include "base/mem.h"

enum { CSI_NUMBER_MAX = 0x7fffff, MOD_SUPER = 8, MOD_HYPER = 16, MOD_META = 32, EVENT_RELEASE = 3 };

static void csi_number(Csi *c, int sub, char digit)
{
    int *v = &c->p[c->n - 1][MIN(sub, CSI_SUBS - 1)];
    if (sub < CSI_SUBS)
        *v = MIN(MAX(*v, 0) * 10 + digit - '0', CSI_NUMBER_MAX);
}

bool csi_parse(Str body, Csi *out)
{
    memset(out, 0, sizeof *out);
    memset(out->p, 0xff, sizeof out->p); // all -1
    size_t i = 0;
    if (body.n > 0 && body.p[0] >= '<' && body.p[0] <= '?')
        out->marker = body.p[i++];
    out->n = 1;
    int sub = 0;
    for (; i + 1 < body.n; i++) {
        char b = body.p[i];
        if (b >= '0' && b <= '9' && !out->inter) {
            csi_number(out, sub, b);
        } else if (b == ':') {
            sub++;
        } else if (b == ';') {
            if (out->n++ == CSI_PARAMS)
                return false;
            sub = 0;
        } else if (b >= 0x20 && b <= 0x2f) {
            out->inter = b;
        } else {
            return false;
        }
    }
    if (i + 1 != body.n)
        return false;
    out->final = body.p[i];
    return true;
}

int csi_param(const Csi *c, int i, int def)
{
    return i < c->n && c->p[i][0] >= 0 ? c->p[i][0] : def;
}

Key csi_char_key(uint32_t cp, unsigned mods)
{
    // Shift with a letter is the upper-case letter, however the terminal puts it.
    if ((mods & MOD_SHIFT) && cp >= 'a' && cp <= 'z')
        cp -= 'a' - 'A';
    if (cp >= 'A' && cp <= 'Z')
        mods &= ~(unsigned)MOD_SHIFT;
    return (Key){.kind = KEY_CHAR, .cp = cp, .mods = (uint8_t)mods};
}

/* Modifiers of a parameter (1 + bits).  False if no key of ours has them, or it was let go. */
static bool csi_mods(const Csi *c, int i, unsigned *mods)
{
    unsigned bits = (unsigned)MAX(csi_param(c, i, 1) - 1, 0);
    if (bits & (MOD_SUPER | MOD_HYPER))
        return false;
    *mods = bits & (MOD_SHIFT | MOD_ALT | MOD_CTRL);
    if (bits & MOD_META)
        *mods |= MOD_ALT;
    return !(i < c->n && c->p[i][1] == EVENT_RELEASE);
}

static bool csi_named(KeyKind kind, unsigned mods, Key *out)
{
    *out = (Key){.kind = kind, .mods = (uint8_t)mods};
    return kind != KEY_NONE;
}

/* Key of a letter that ends CSI or SS3. */
static KeyKind letter_kind(char letter)
{
    static const struct {
        char letter;
        KeyKind kind;
    } table[] = {
        {'A', KEY_UP},     {'B', KEY_DOWN},   {'C', KEY_RIGHT},    {'D', KEY_LEFT},
        {'F', KEY_END},    {'H', KEY_HOME},   {'P', KEY_F1},       {'Q', KEY_F1 + 1},
        {'R', KEY_F1 + 2}, {'S', KEY_F1 + 3}, {'I', KEY_FOCUS_IN}, {'O', KEY_FOCUS_OUT},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (table[i].letter == letter)
            return table[i].kind;
    return KEY_NONE;
}

/* Key of the number before `~`. */
static KeyKind number_kind(int n)
{
    static const uint8_t table[] = {
        [1] = KEY_HOME,     [2] = KEY_INSERT,    [3] = KEY_DELETE,   [4] = KEY_END,
        [5] = KEY_PAGE_UP,  [6] = KEY_PAGE_DOWN, [7] = KEY_HOME,     [8] = KEY_END,
        [11] = KEY_F1,      [12] = KEY_F1 + 1,   [13] = KEY_F1 + 2,  [14] = KEY_F1 + 3,
        [15] = KEY_F1 + 4,  [17] = KEY_F1 + 5,   [18] = KEY_F1 + 6,  [19] = KEY_F1 + 7,
        [20] = KEY_F1 + 8,  [21] = KEY_F1 + 9,   [23] = KEY_F1 + 10, [24] = KEY_F1 + 11,
        [25] = KEY_F1 + 12, [26] = KEY_F1 + 13,  [28] = KEY_F1 + 14, [29] = KEY_F1 + 15,
        [31] = KEY_F1 + 16, [32] = KEY_F1 + 17,  [33] = KEY_F1 + 18, [34] = KEY_F1 + 19,
    };
    return n >= 0 && n < (int)ARRAY_LEN(table) ? (KeyKind)table[n] : KEY_NONE;
}

/* Keys that the kitty protocol gives code points of the private area. */
static bool private_key(int code, unsigned mods, Key *out)
{
    static const uint8_t keypad[] = {
        // 57414..57426
        KEY_ENTER,     0,        0,       KEY_LEFT,   KEY_RIGHT,  KEY_UP, KEY_DOWN, KEY_PAGE_UP,
        KEY_PAGE_DOWN, KEY_HOME, KEY_END, KEY_INSERT, KEY_DELETE,
    };
    static const char keypad_text[] = "0123456789./*-+"; // 57399..57413
    if (code >= 57376 && code <= 57387)
        return csi_named((KeyKind)(KEY_F1 + 12 + code - 57376), mods, out);
    if (code >= 57399 && code <= 57413) {
        *out = csi_char_key((unsigned char)keypad_text[code - 57399], mods);
        return true;
    }
    if (code == 57415 || code == 57416) {
        *out = csi_char_key(code == 57415 ? '=' : ',', mods);
        return true;
    }
    if (code >= 57414 && code <= 57426)
        return csi_named((KeyKind)keypad[code - 57414], mods, out);
    return false;
}

/* The key of a code point with modifiers, as CSI u and modifyOtherKeys send it. */
static bool code_key(int code, unsigned mods, Key *out)
{
    switch (code) {
    case '\t':
        return csi_named(KEY_TAB, mods, out);
    case '\r':
        return csi_named(KEY_ENTER, mods, out);
    case 0x1b:
        return csi_named(KEY_ESCAPE, mods, out);
    case 0x08:
    case 0x7f:
        return csi_named(KEY_BACKSPACE, mods, out);
    }
    if (code >= 0xe000 && code <= 0xf8ff)
        return private_key(code, mods, out);
    if (code < 0x20 || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff)
        return false;
    // Shift alone with a character has no other effect than the character.
    *out =
        csi_char_key((uint32_t)code,
                     mods == MOD_SHIFT && code >= 0x20 && !(code >= 'a' && code <= 'z') ? 0 : mods);
    return true;
}

/* CSI code:shifted:base ; modifiers:event u.  The shifted code says what Shift makes of the key,
 * the base code which key it is on a Latin layout, so that ctrl+c works on any. */
static bool kitty_key(const Csi *c, Key *out)
{
    unsigned mods;
    int code = csi_param(c, 0, 1);
    if (!csi_mods(c, 1, &mods))
        return false;
    if (code > 0x7f && (mods & (MOD_CTRL | MOD_ALT)) && c->p[0][2] > 0x20 && c->p[0][2] < 0x7f)
        code = c->p[0][2];
    else if ((mods & MOD_SHIFT) && c->p[0][1] > 0x20) {
        code = c->p[0][1];
        mods &= ~(unsigned)MOD_SHIFT;
    }
    return code_key(code, mods, out);
}

static bool tilde_key(const Csi *c, Key *out)
{
    unsigned mods;
    int n = csi_param(c, 0, 0);
    if (!csi_mods(c, 1, &mods))
        return false;
    if (n == 27)
        return c->n >= 3 && code_key(csi_param(c, 2, 0), mods, out);
    return csi_named(number_kind(n), mods, out);
}

/* rxvt ends the number with another byte for each set of modifiers. */
static bool rxvt_key(const Csi *c, Key *out)
{
    unsigned mods = c->final == '^' ? MOD_CTRL : c->final == '@' ? MOD_CTRL | MOD_SHIFT : MOD_SHIFT;
    return csi_named(number_kind(csi_param(c, 0, 0)), mods, out);
}

bool csi_key(const Csi *c, Key *out)
{
    unsigned mods;
    if (c->marker || c->inter)
        return false;
    if (c->final == 'u')
        return kitty_key(c, out);
    if (c->final == '~')
        return tilde_key(c, out);
    if (c->final == '^' || c->final == '@' || c->final == '$')
        return rxvt_key(c, out);
    if (c->final >= 'a' && c->final <= 'd')
        return csi_named(letter_kind((char)(c->final - 'a' + 'A')), MOD_SHIFT, out);
    if (!csi_mods(c, 1, &mods))
        return false;
    if (c->final == 'Z')
        return csi_named(KEY_TAB, mods | MOD_SHIFT, out);
    if (csi_param(c, 0, 1) != 1) // a cursor position or size report, not F3
        return false;
    return csi_named(letter_kind(c->final), mods, out);
}

bool csi_ss3_key(const Csi *c, Key *out)
{
    static const char keypad[] = "*+,-./0123456789"; // of j..y
    unsigned mods;
    if (c->marker || c->inter || !csi_mods(c, c->n > 1 ? 1 : 0, &mods))
        return false;
    if (c->final >= 'j' && c->final <= 'y') {
        *out = csi_char_key((unsigned char)keypad[c->final - 'j'], mods);
        return true;
    }
    switch (c->final) {
    case 'M':
        return csi_named(KEY_ENTER, mods, out);
    case 'X':
        *out = csi_char_key('=', mods);
        return true;
    case 'I':
        return csi_named(KEY_TAB, mods, out);
    case 'O':
        return false;
    }
    if (c->final >= 'a' && c->final <= 'd') // rxvt's ctrl+arrows
        return csi_named(letter_kind((char)(c->final - 'a' + 'A')), MOD_CTRL, out);
    return csi_named(letter_kind(c->final), mods, out);
}
