// How a file is encoded, from how it begins.
#include "text/encoding-inner.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <uchardet/uchardet.h>

enum {
    LOOK_BYTES = 64 * 1024,
    ASCII_SHARE = 50, // of UTF-16 without a mark at least one unit in so many is ASCII
};

// The longer marks first: UTF-32 LE's begins with UTF-16 LE's.
static const char *const marked[] = {"utf8", "utf32le", "utf32be", "utf16le", "utf16be"};

static const Encoding *of_mark(Str head)
{
    for (size_t i = 0; i < ARRAY_LEN(marked); i++) {
        const Encoding *e = encoding_find(str_c(marked[i]));
        if (str_starts(head, encoding_bom(e)))
            return e;
    }
    return NULL;
}

static bool is_text(uint32_t cp)
{
    bool control = cp < 0x20 && !(cp >= '\t' && cp <= '\r') && cp != 0x1B;
    return !control && cp != 0x7F && (cp & 0xFFFE) != 0xFFFE && !(cp >= 0xFDD0 && cp <= 0xFDEF);
}

// A character of UTF-16 that might as well be two of ASCII.
static bool is_pair(uint32_t cp)
{
    return cp > 0xFF && cp <= 0xFFFF && is_text(cp & 0xFF) && is_text(cp >> 8) &&
           !((cp | cp >> 8) & 0x80);
}

// How many ASCII characters there are if `head` is a text in e; 0 if it cannot be one.
static size_t ascii_as(const Encoding *e, Str head, bool whole)
{
    size_t width = e->kind == ENCODING_UTF16 ? 2 : 4, ascii = 0, chars = 0, pairs = 0;
    AUTO(buf) Buf text = BUF_INIT;
    if (whole && head.n % width)
        return 0;
    Decoder *d = decoder_new((Coding){.encoding = e}, NULL);
    decoder_feed(d, head, &text);
    if (whole)
        decoder_end(d, &text);
    decoder_free(d);
    for (Str s = buf_str(&text); s.n; chars++) {
        size_t n;
        bool valid;
        uint32_t cp = utf8_decode(s, &n, &valid);
        if (!valid || !is_text(cp))
            return 0;
        ascii += cp < 0x80;
        pairs += is_pair(cp);
        s = str_from(s, n);
    }
    // nearly nothing but pairs: ASCII with some zeros in it
    bool odd = 3 * pairs > 2 * (chars - ascii);
    return ascii * ASCII_SHARE >= chars && !odd ? ascii : 0;
}

// UTF-16 or UTF-32 without a mark; NULL if it is neither.
static const Encoding *of_zeros(Str head, bool whole)
{
    const Encoding *best = NULL;
    size_t most = 0;
    for (size_t i = 1; i < ARRAY_LEN(marked); i++) {
        const Encoding *e = encoding_find(str_c(marked[i]));
        size_t ascii = ascii_as(e, head, whole);
        if (ascii > most) {
            best = e;
            most = ascii;
        }
    }
    return best;
}

static bool is_ascii(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] & 0x80)
            return false;
    return true;
}

// A limit may cut the last character: that alone does not make it invalid.
static bool is_utf8(Str s, bool whole)
{
    for (size_t cut = 0; !whole && cut < UTF8_MAX && cut < s.n; cut++)
        if (utf8_is_valid(str_upto(s, s.n - cut)))
            return true;
    return utf8_is_valid(s);
}

static const Encoding *of_statistics(Str head)
{
    uchardet_t u = uchardet_new();
    const Encoding *e = NULL;
    if (uchardet_handle_data(u, head.p, head.n) == 0) {
        uchardet_data_end(u);
        e = encoding_find(str_c(uchardet_get_charset(u)));
    }
    uchardet_delete(u);
    // what a wrong guess would lose: UTF-8 shows its broken bytes
    return e && e->kind != ENCODING_UTF16 && e->kind != ENCODING_UTF32 ? e : NULL;
}

static const Encoding *of_bytes(Str head, bool whole, CodingWish wish)
{
    size_t n;
    const Encoding *utf8 = encoding_all(&n), *guess;
    if (is_ascii(head))
        return wish.wanted->kind == ENCODING_UTF16 || wish.wanted->kind == ENCODING_UTF32
                   ? utf8
                   : wish.wanted;
    if (is_utf8(head, whole))
        return utf8;
    guess = wish.statistics ? of_statistics(head) : NULL;
    if (guess && guess->kind != ENCODING_UTF8)
        return guess;
    bool wide = wish.wanted->kind == ENCODING_UTF16 || wish.wanted->kind == ENCODING_UTF32;
    return wide ? utf8 : wish.wanted;
}

bool coding_has_only_crs(Str head, bool whole, const Encoding *e)
{
    AUTO(buf) Buf text = BUF_INIT;
    if (e->kind == ENCODING_UTF16 || e->kind == ENCODING_UTF32) {
        Decoder *d = decoder_new((Coding){.encoding = e}, NULL);
        decoder_feed(d, head, &text);
        decoder_free(d);
        head = buf_str(&text);
    }
    ptrdiff_t cr = str_find_byte(head, '\r');
    // the last one seen may be half of a CRLF
    bool more = cr >= 0 && (whole || (size_t)cr + 1 < head.n);
    return more && str_find_byte(head, '\n') < 0;
}

CodingGuess coding_guess(Str head, bool whole, CodingWish wish)
{
    CodingGuess g = {0};
    whole = whole && head.n <= LOOK_BYTES;
    head = str_upto(head, LOOK_BYTES);
    const Encoding *e = of_mark(head);
    bool zeros = !e && str_find_byte(head, '\0') >= 0;
    g.coding.bom = e != NULL;
    if (zeros)
        e = of_zeros(head, whole);
    g.binary = zeros && !e;
    size_t n;
    if (g.binary)
        e = encoding_all(&n);
    g.coding.encoding = e ? e : of_bytes(head, whole, wish);
    g.coding.cr = !g.binary && coding_has_only_crs(head, whole, g.coding.encoding);
    return g;
}
