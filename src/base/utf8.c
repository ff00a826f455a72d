#include "base/utf8.h"
#include "base/bug.h"
#include "base/mem.h"

static uint32_t broken(size_t *nbytes, bool *valid)
{
    *nbytes = 1;
    if (valid)
        *valid = false;
    return UTF8_BROKEN;
}

// Length and least code point by lead byte; shorter forms of a code point are broken.
static size_t lead_len(unsigned char c, uint32_t *least)
{
    if (c >= 0xC2 && c <= 0xDF)
        return *least = 0x80, 2;
    if (c >= 0xE0 && c <= 0xEF)
        return *least = 0x800, 3;
    if (c >= 0xF0 && c <= 0xF4)
        return *least = 0x10000, 4;
    return 0;
}

uint32_t utf8_decode(Str s, size_t *nbytes, bool *valid)
{
    BUG_ON(s.n == 0);
    unsigned char c = (unsigned char)s.p[0];
    if (valid)
        *valid = true;
    if (c < 0x80)
        return *nbytes = 1, c;
    uint32_t least = 0;
    size_t len = lead_len(c, &least);
    if (len == 0 || len > s.n)
        return broken(nbytes, valid);
    uint32_t cp = c & (0xFFu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        unsigned char t = (unsigned char)s.p[i];
        if ((t & 0xC0) != 0x80)
            return broken(nbytes, valid);
        cp = cp << 6 | (t & 0x3F);
    }
    if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return broken(nbytes, valid);
    *nbytes = len;
    return cp;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = UTF8_BROKEN;
    if (cp < 0x80)
        return out[0] = (char)cp, 1;
    size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)((0xF00u >> len) | cp);
    return len;
}

void utf8_add(Buf *b, uint32_t cp)
{
    char out[4];
    buf_add(b, str_n(out, utf8_encode(cp, out)));
}

size_t utf8_prev(Str s, size_t off)
{
    BUG_ON(off == 0 || off > s.n);
    for (size_t back = 1; back <= MIN(off, (size_t)4); back++) {
        size_t n = 0;
        bool valid = false;
        utf8_decode(str_n(s.p + off - back, back), &n, &valid);
        if (valid && n == back)
            return off - back;
    }
    return off - 1;
}

// Most text is mostly ASCII: eight bytes at a time.
static size_t ascii_run(Str s)
{
    static const uint64_t high = 0x8080808080808080;
    size_t n = 0;
    for (uint64_t word; n + sizeof word <= s.n; n += sizeof word) {
        memcpy(&word, s.p + n, sizeof word);
        if (word & high)
            break;
    }
    return n;
}

bool utf8_is_valid(Str s)
{
    while ((s = str_from(s, ascii_run(s))).n) {
        size_t n = 0;
        bool valid = false;
        utf8_decode(s, &n, &valid);
        if (!valid)
            return false;
        s = str_from(s, n);
    }
    return true;
}

bool utf8_is_escape(Str s, unsigned char *byte)
{
    const unsigned char *p = (const unsigned char *)s.p;
    if (s.n < UTF8_ESCAPE || p[0] != 0xF4 || p[1] != 0x90 || p[2] < 0x80 || p[2] > 0x83 ||
        (p[3] & 0xC0) != 0x80)
        return false;
    *byte = (unsigned char)((p[2] & 3) << 6 | (p[3] & 0x3F));
    return true;
}

void utf8_add_escape(Buf *b, unsigned char byte)
{
    const char escape[UTF8_ESCAPE] = {'\xF4', '\x90', (char)(0x80 | byte >> 6),
                                      (char)(0x80 | (byte & 0x3F))};
    buf_add(b, str_n(escape, sizeof escape));
}
