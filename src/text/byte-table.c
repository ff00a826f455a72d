// One-byte encodings as tables, made from what libc says of each byte.
#include "text/encoding-inner.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <iconv.h>

// What one byte means: a code point, or UINT32_MAX.
static uint32_t meaning(iconv_t cd, unsigned char byte)
{
    char in[1] = {(char)byte}, out[16], *from = in, *to = out;
    size_t nfrom = 1, nto = sizeof out, n;
    bool valid;
    iconv(cd, NULL, NULL, NULL, NULL);
    if (iconv(cd, &from, &nfrom, &to, &nto) == (size_t)-1 || to == out)
        return UINT32_MAX;
    uint32_t cp = utf8_decode(str_n(out, (size_t)(to - out)), &n, &valid);
    return valid && n == (size_t)(to - out) ? cp : UINT32_MAX;
}

// The index of the first character that is not below cp.
static size_t place_of(const ByteTable *t, uint32_t cp)
{
    size_t lo = 0, hi = t->ncps;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (t->cps[mid] < cp)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

int byte_table_find(const ByteTable *t, uint32_t cp)
{
    size_t at = place_of(t, cp);
    return at < t->ncps && t->cps[at] == cp ? t->bytes[at] : -1;
}

static void set_escape(ByteTable *t, unsigned char byte)
{
    AUTO(buf) Buf escape = BUF_INIT;
    utf8_add_escape(&escape, byte);
    memcpy(t->utf8[byte], escape.p, escape.n);
    t->nbytes[byte] = (uint8_t)escape.n;
}

static void set_meaning(ByteTable *t, unsigned char byte, uint32_t cp)
{
    size_t at = place_of(t, cp), after = t->ncps - at;
    t->nbytes[byte] = (uint8_t)utf8_encode(cp, t->utf8[byte]);
    memmove(t->cps + at + 1, t->cps + at, after * sizeof *t->cps);
    memmove(t->bytes + at + 1, t->bytes + at, after);
    t->cps[at] = cp;
    t->bytes[at] = byte;
    t->ncps++;
}

ByteTable *byte_table_new(const Encoding *e, Err *err)
{
    iconv_t cd = iconv_open("UTF-8", e->libc);
    if (cd == (iconv_t)-1) {
        encoding_unknown(e, err);
        return NULL;
    }
    ByteTable *t = NEW(ByteTable);
    for (int byte = 0; byte < 256; byte++) {
        uint32_t cp = meaning(cd, (unsigned char)byte);
        // of two bytes for one character only the first can be written again
        if (cp == UINT32_MAX || byte_table_find(t, cp) >= 0)
            set_escape(t, (unsigned char)byte);
        else
            set_meaning(t, (unsigned char)byte, cp);
    }
    iconv_close(cd);
    return t;
}
