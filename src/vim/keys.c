// Keys as numbers, as bytes of a register, and as people write them.
#include "vim/inner.h"
#include "base/utf8.h"

static uint32_t code_of_char(const Key *k)
{
    uint32_t c = k->cp;
    if (!(k->mods & MOD_CTRL))
        return c;
    if ((c >= 'a' && c <= 'z') || (c >= '@' && c <= '_'))
        return c & 31;
    return c == '^' || c == '6' ? 30 : 0;
}

uint32_t code_of_key(const Key *k)
{
    bool plain = !(k->mods & (MOD_CTRL | MOD_ALT | MOD_SHIFT));
    if (k->mods & MOD_ALT)
        return 0;
    if (k->kind == KEY_CHAR)
        return code_of_char(k);
    if (k->kind == KEY_ESCAPE)
        return CODE_ESC;
    if (!plain)
        return 0;
    if (k->kind == KEY_ENTER)
        return CODE_ENTER;
    if (k->kind == KEY_TAB)
        return CODE_TAB;
    if (k->kind == KEY_BACKSPACE)
        return CODE_BACK;
    return k->kind >= KEY_UP && k->kind <= KEY_DELETE ? KEY_CODE(k->kind) : 0;
}

void code_add(Buf *out, uint32_t code)
{
    if (code < CODE_KIND) {
        utf8_add(out, code);
        return;
    }
    buf_add_byte(out, (char)0x80);
    buf_add_byte(out, 'k');
    buf_add_byte(out, (char)(code - CODE_KIND));
}

void codes_of_text(Str text, Codes *out)
{
    while (text.n) {
        size_t n = 1;
        if (text.n > 2 && (unsigned char)text.p[0] == 0x80 && text.p[1] == 'k') {
            vec_push(out, KEY_CODE((unsigned char)text.p[2] & 31));
            n = 3;
        } else {
            uint32_t cp = utf8_decode(text, &n, NULL);
            vec_push(out, cp == '\n' ? CODE_ENTER : cp);
        }
        text = str_from(text, n);
    }
}

void code_show(uint32_t code, Buf *out)
{
    if (code == CODE_ESC)
        buf_add_c(out, "^[");
    else if (code < 32)
        buf_addf(out, "^%c", (char)(code + 64));
    else if (code < CODE_KIND)
        utf8_add(out, code);
    else
        key_name(&(Key){.kind = (KeyKind)(code - CODE_KIND)}, out);
}
