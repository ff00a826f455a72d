// Bytes of a file to UTF-8, piece by piece.
#include "text/encoding-inner.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>

struct Decoder {
    Coding coding;
    bool begun;       // past the byte order mark
    bool met_lf;      // in a file of CRs
    bool inexact;     // encoded again it would not be the same
    Buf tail;         // of a character that was cut off
    ByteTable *table; // ENCODING_BYTE
    iconv_t cd;       // ENCODING_MULTI
    Encoder *again;   // ENCODING_MULTI: writes what was read, to compare
    Buf due;          // bytes read that it has not written yet
};

Decoder *decoder_new(Coding c, Err *err)
{
    Decoder *d = NEW(Decoder);
    *d = (Decoder){.coding = c, .begun = !c.bom, .cd = (iconv_t)-1};
    bool ok = true;
    if (c.encoding->kind == ENCODING_BYTE)
        ok = (d->table = byte_table_new(c.encoding, err)) != NULL;
    if (c.encoding->kind == ENCODING_MULTI) {
        d->cd = iconv_open("UTF-8", c.encoding->libc);
        ok = d->cd != (iconv_t)-1 || encoding_unknown(c.encoding, err);
        ok = ok && (d->again = encoder_new(c, false, err));
    }
    if (ok)
        return d;
    decoder_free(d);
    return NULL;
}

void decoder_free(Decoder *d)
{
    if (!d)
        return;
    if (d->cd != (iconv_t)-1)
        iconv_close(d->cd);
    encoder_free(d->again);
    buf_deinit(&d->tail);
    buf_deinit(&d->due);
    free(d->table);
    free(d);
}

static void add_escapes(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n; i++)
        utf8_add_escape(out, (unsigned char)s.p[i]);
}

static uint32_t unit_at(const Decoder *d, const char *p, size_t width)
{
    uint32_t unit = 0;
    for (size_t i = 0; i < width; i++) {
        size_t at = d->coding.encoding->big_endian ? i : width - 1 - i;
        unit = unit << 8 | (unsigned char)p[at];
    }
    return unit;
}

static bool is_surrogate(uint32_t unit)
{
    return unit >= 0xD800 && unit <= 0xDFFF;
}

// The two units of a surrogate pair as one character; 0 if they are none.
static uint32_t pair_of(uint32_t high, uint32_t low)
{
    if (high < 0xD800 || high > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return 0;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

static size_t feed_utf16(Decoder *d, Str s, bool last, Buf *out)
{
    size_t at = 0;
    while (s.n - at >= 2) {
        uint32_t unit = unit_at(d, s.p + at, 2);
        char *to = buf_reserve(out, UTF8_MAX);
        if (!is_surrogate(unit)) {
            out->n += utf8_encode(unit, to);
            at += 2;
            continue;
        }
        if (s.n - at < 4 && !last)
            break;
        uint32_t cp = s.n - at < 4 ? 0 : pair_of(unit, unit_at(d, s.p + at + 2, 2));
        if (cp)
            out->n += utf8_encode(cp, to);
        else
            add_escapes(str_n(s.p + at, 2), out);
        at += cp ? 4 : 2;
    }
    return at;
}

static size_t feed_utf32(Decoder *d, Str s, Buf *out)
{
    size_t at = 0;
    for (; s.n - at >= 4; at += 4) {
        uint32_t unit = unit_at(d, s.p + at, 4);
        if (unit > 0x10FFFF || is_surrogate(unit))
            add_escapes(str_n(s.p + at, 4), out);
        else
            utf8_add(out, unit);
    }
    return at;
}

static size_t feed_bytes(const Decoder *d, Str s, Buf *out)
{
    char *to = buf_reserve(out, s.n * UTF8_MAX);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char byte = (unsigned char)s.p[i];
        memcpy(to, d->table->utf8[byte], UTF8_MAX);
        to += d->table->nbytes[byte];
    }
    out->n = (size_t)(to - out->p);
    return s.n;
}

// What libc holds back, to see whether it combines with what follows.
static void flush(Decoder *d, Buf *out)
{
    size_t room = 64;
    char *to = buf_reserve(out, room);
    iconv(d->cd, NULL, NULL, &to, &room);
    out->n = (size_t)(to - out->p);
}

static size_t feed_multi(Decoder *d, Str s, bool last, Buf *out)
{
    char *from = (char *)s.p; // which iconv does not write to
    size_t left = s.n;
    while (left) {
        size_t room = left * 2 + 64;
        char *to = buf_reserve(out, room);
        size_t ok = iconv(d->cd, &from, &left, &to, &room);
        int why = errno;
        out->n = (size_t)(to - out->p);
        if (ok != (size_t)-1 || why == E2BIG)
            continue;
        if (why == EINVAL && !last)
            break;
        flush(d, out);
        utf8_add_escape(out, (unsigned char)*from++);
        left--;
    }
    if (last)
        flush(d, out);
    return s.n - left;
}

static size_t convert(Decoder *d, Str s, bool last, Buf *out)
{
    switch (d->coding.encoding->kind) {
    case ENCODING_UTF8:
        buf_add(out, s);
        return s.n;
    case ENCODING_UTF16:
        return feed_utf16(d, s, last, out);
    case ENCODING_UTF32:
        return feed_utf32(d, s, out);
    case ENCODING_BYTE:
        return feed_bytes(d, s, out);
    case ENCODING_MULTI:
        return feed_multi(d, s, last, out);
    }
    return 0;
}

// CRs to LFs.
static void turn_ends(Decoder *d, char *p, size_t n)
{
    d->met_lf = d->met_lf || memchr(p, '\n', n);
    for (char *end = p + n; (p = memchr(p, '\r', (size_t)(end - p))); p++)
        *p = '\n';
}

static void compare(Decoder *d, Str bytes, Str text, bool last)
{
    AUTO(buf) Buf back = BUF_INIT;
    if (!d->again || d->inexact)
        return;
    buf_add(&d->due, bytes);
    bool ok = encoder_feed(d->again, text, &back) && (!last || encoder_end(d->again, &back));
    d->inexact =
        !ok || !str_starts(buf_str(&d->due), buf_str(&back)) || (last && back.n != d->due.n);
    buf_splice(&d->due, 0, MIN(back.n, d->due.n), STR_NULL);
}

// Take the mark off the start; false if too little is there to tell.
static bool begin(Decoder *d, Str *s, bool last)
{
    Str bom = encoding_bom(d->coding.encoding);
    if (!d->begun && s->n < bom.n && !last)
        return false;
    if (!d->begun && str_starts(*s, bom))
        *s = str_from(*s, bom.n);
    d->begun = true;
    return true;
}

static void take(Decoder *d, Str bytes, bool last, Buf *out)
{
    AUTO(buf) Buf joined = BUF_INIT;
    Str s = bytes;
    if (d->tail.n) {
        buf_add(&d->tail, bytes);
        joined = d->tail;
        d->tail = (Buf)BUF_INIT;
        s = buf_str(&joined);
    }
    if (!begin(d, &s, last)) {
        buf_add(&d->tail, s);
        return;
    }
    size_t was = out->n, used = convert(d, s, last, out);
    buf_add(out, STR("")); // ends it
    if (last)
        add_escapes(str_from(s, used), out);
    else
        buf_add(&d->tail, str_from(s, used));
    Str fresh = str_n(out->p + was, out->n - was);
    compare(d, last ? s : str_upto(s, used), fresh, last);
    if (d->coding.cr && fresh.n)
        turn_ends(d, out->p + was, fresh.n);
}

void decoder_feed(Decoder *d, Str bytes, Buf *out)
{
    if (bytes.n)
        take(d, bytes, false, out);
}

void decoder_end(Decoder *d, Buf *out)
{
    take(d, STR_NULL, true, out);
}

bool decoder_is_exact(const Decoder *d)
{
    return !d->inexact;
}

bool decoder_met_lf(const Decoder *d)
{
    return d->met_lf;
}
