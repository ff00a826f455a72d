// What the user does, as the bytes that a program in a terminal of xterm's kind expects.
#include "vt/inner.h"

#include "base/utf8.h"

/* Keys sent as CSI 1 ; mods LETTER, or CSI NUMBER ; mods ~. */
static const struct {
    KeyKind kind;
    char letter;
    int number;
    bool ss3; // ESC O without modifiers: always, or (cursor keys) in application mode
    bool cursor;
} named_keys[] = {
    {KEY_UP, 'A', 0, true, true},       {KEY_DOWN, 'B', 0, true, true},
    {KEY_RIGHT, 'C', 0, true, true},    {KEY_LEFT, 'D', 0, true, true},
    {KEY_HOME, 'H', 0, true, true},     {KEY_END, 'F', 0, true, true},
    {KEY_PAGE_UP, 0, 5, false, false},  {KEY_PAGE_DOWN, 0, 6, false, false},
    {KEY_INSERT, 0, 2, false, false},   {KEY_DELETE, 0, 3, false, false},
    {KEY_F1, 'P', 0, true, false},      {KEY_F1 + 1, 'Q', 0, true, false},
    {KEY_F1 + 2, 'R', 0, true, false},  {KEY_F1 + 3, 'S', 0, true, false},
    {KEY_F1 + 4, 0, 15, false, false},  {KEY_F1 + 5, 0, 17, false, false},
    {KEY_F1 + 6, 0, 18, false, false},  {KEY_F1 + 7, 0, 19, false, false},
    {KEY_F1 + 8, 0, 20, false, false},  {KEY_F1 + 9, 0, 21, false, false},
    {KEY_F1 + 10, 0, 23, false, false}, {KEY_F1 + 11, 0, 24, false, false},
};

enum { NFKEYS = 12 }; // the rest are these with shift

static void send_named(Vt *v, KeyKind kind, int mods)
{
    if (kind >= KEY_F1 + NFKEYS && kind <= KEY_F24) {
        kind -= NFKEYS;
        mods |= MOD_SHIFT;
    }
    for (size_t i = 0; i < ARRAY_LEN(named_keys); i++) {
        if (named_keys[i].kind != kind)
            continue;
        bool ss3 = named_keys[i].ss3 && (!named_keys[i].cursor || v->modes & MODE_CURSOR_KEYS);
        if (named_keys[i].letter && mods)
            buf_addf(&v->reply, "\033[1;%d%c", mods + 1, named_keys[i].letter);
        else if (named_keys[i].letter)
            buf_addf(&v->reply, "\033%c%c", ss3 ? 'O' : '[', named_keys[i].letter);
        else if (mods)
            buf_addf(&v->reply, "\033[%d;%d~", named_keys[i].number, mods + 1);
        else
            buf_addf(&v->reply, "\033[%d~", named_keys[i].number);
    }
}

/* The control character that Ctrl makes of cp, or cp itself. */
static uint32_t with_ctrl(uint32_t cp)
{
    static const char from[] = " 2@345678[\\]^_/?";
    static const char to[] = "\x00\x00\x00\x1b\x1c\x1d\x1e\x1f\x7f\x1b\x1c\x1d\x1e\x1f\x1f\x7f";
    _Static_assert(sizeof from == sizeof to, "one for each");
    if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z'))
        return cp & 0x1f;
    const char *at = cp && cp < 0x80 ? strchr(from, (int)cp) : NULL;
    return at ? (unsigned char)to[at - from] : cp;
}

static void send_char(Vt *v, uint32_t cp, int mods)
{
    if (mods & MOD_ALT)
        buf_add_byte(&v->reply, '\033');
    utf8_add(&v->reply, mods & MOD_CTRL ? with_ctrl(cp) : cp);
}

static void send_bytes(Vt *v, const char *bytes, int mods)
{
    if (mods & MOD_ALT)
        buf_add_byte(&v->reply, '\033');
    buf_add_c(&v->reply, bytes);
}

/* May this go into a paste?  Nothing that could end the bracket, or press keys of its own. */
static bool may_paste(uint32_t cp)
{
    return cp == '\t' || (cp >= 0x20 && cp < 0x7f) || cp >= 0xa0;
}

static void send_paste(Vt *v, Str text)
{
    if (v->modes & MODE_PASTE)
        buf_add_c(&v->reply, "\033[200~");
    while (text.n) {
        size_t n = 0;
        bool valid = false;
        uint32_t cp = utf8_decode(text, &n, &valid);
        if (str_starts(text, STR("\r\n")))
            n = 2;
        if (cp == '\r' || cp == '\n')
            buf_add_byte(&v->reply, '\r');
        else if (valid && may_paste(cp)) // a broken byte may be a control to an older program
            buf_add(&v->reply, str_upto(text, n));
        text = str_from(text, n);
    }
    if (v->modes & MODE_PASTE)
        buf_add_c(&v->reply, "\033[201~");
}

static void send_focus(Vt *v, char letter)
{
    if (v->modes & MODE_FOCUS)
        buf_addf(&v->reply, "\033[%c", letter);
}

void vt_key(Vt *v, const Key *k)
{
    int mods = k->mods & (MOD_SHIFT | MOD_ALT | MOD_CTRL);
    switch (k->kind) {
    case KEY_NONE:
        break;
    case KEY_CHAR:
        send_char(v, k->cp, mods);
        break;
    case KEY_ENTER:
        send_bytes(v, v->modes & MODE_NEWLINE ? "\r\n" : "\r", mods);
        break;
    case KEY_TAB:
        send_bytes(v, mods & MOD_SHIFT ? "\033[Z" : "\t", mods);
        break;
    case KEY_BACKSPACE:
        send_bytes(v, mods & MOD_CTRL ? "\b" : "\x7f", mods);
        break;
    case KEY_ESCAPE:
        send_bytes(v, "\033", mods);
        break;
    case KEY_PASTE:
        send_paste(v, k->text);
        break;
    case KEY_MOUSE:
        vt_mouse(v, k);
        break;
    case KEY_FOCUS_IN:
        send_focus(v, 'I');
        break;
    case KEY_FOCUS_OUT:
        send_focus(v, 'O');
        break;
    default:
        send_named(v, k->kind, mods);
        break;
    }
}
