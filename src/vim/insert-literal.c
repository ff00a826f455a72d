// Keys of insert mode that wait for more: registers, characters as they are or by their number.
#include "vim/inner.h"
#include "base/utf8.h"

// Behind ctrl+v: a key as it is (so is any behind ctrl+q, which stands for what was pasted), or a
// number: up to 255, or in hex behind x (2 digits), u (4) and U (8).  False: it wants more digits;
// *behind: the last key is none.
static bool literal(const Codes *keys, uint32_t *cp, bool *behind)
{
    uint32_t first = keys->p[1];
    bool dec = first >= '0' && first <= '9';
    size_t digits = keys->p[0] == CTRL('q') ? 0
                    : dec                   ? 3
                    : first == 'x'          ? 2
                    : first == 'u'          ? 4
                    : first == 'U'          ? 8
                                            : 0;
    uint32_t n = 0;
    for (size_t i = dec ? 1 : 2, left = digits; left > 0; i++, left--) {
        if (i == keys->n)
            return false;
        uint32_t c = keys->p[i], low = c | 32;
        bool hex = !dec && low >= 'a' && low <= 'f';
        *behind = !hex && (c < '0' || c > '9');
        if (*behind)
            break;
        n = n * (dec ? 10 : 16) + (hex ? low - 'a' + 10 : c - '0');
    }
    *cp = digits ? n : first;
    return true;
}

// The two keys behind ctrl+k.
static bool end_digraph(X *x, uint32_t code, bool played)
{
    Codes *keys = &x->vim->keys;
    char bytes[4];
    bool none = code == CODE_ESC || code >= CODE_KIND;
    if (keys->n < 3 && !none)
        return true;
    uint32_t cp = none ? 0 : digraph(keys->p[1], code);
    vec_clear(keys);
    if (cp && x->seat->mode == VIM_REPLACE)
        return insert_code(x, cp, played);
    if (cp)
        (void)view_insert(x->v, str_n(bytes, utf8_encode(cp, bytes)), &x->err); // x->err says it
    return true;
}

// The keys behind ctrl+r, ctrl+v and ctrl+k.
bool insert_pending(X *x, uint32_t code, bool played)
{
    bool behind = false;
    Codes *keys = &x->vim->keys;
    char bytes[4];
    uint32_t cp = 0;
    vec_push(keys, code);
    if (keys->p[0] == CTRL('k'))
        return end_digraph(x, code, played);
    if (keys->p[0] == CTRL('r')) {
        if (code == CTRL('r') || code == CTRL('o') || code == CTRL('p')) {
            keys->n--; // as it is, which it is in any case
            return true;
        }
        vec_clear(keys);
        if (code < 128 && reg_is_valid(code, false))
            (void)view_insert(x->v, reg_text(x, code, NULL), &x->err); // x->err says it
        return true;
    }
    if (code < CODE_KIND && !literal(keys, &cp, &behind))
        return true;
    vec_clear(keys);
    bool fits = cp > 0 && cp < 0x110000 && !(cp >= 0xd800 && cp < 0xe000);
    if (code < CODE_KIND && fits)
        (void)view_insert(x->v, str_n(bytes, utf8_encode(cp, bytes)), &x->err); // x->err says it
    return behind ? insert_code(x, code, played) : true;
}
