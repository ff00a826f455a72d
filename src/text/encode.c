// UTF-8 to the bytes of a file, piece by piece.
#include "text/encoding-inner.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>

struct Encoder {
    Coding coding;
    bool converting;
    bool begun;       // the byte order mark is written
    bool failed;      // at `bad`, which stands at `done`
    uint64_t done;    // bytes of text that were encoded
    Buf tail;         // of a character that was cut off
    Buf bad;          // a character that the encoding does not have
    ByteTable *table; // ENCODING_BYTE
    iconv_t cd;       // ENCODING_MULTI
};

Encoder *encoder_new(Coding c, bool converting, Err *err)
{
    Encoder *e = NEW(Encoder);
    *e = (Encoder){.coding = c, .converting = converting, .cd = (iconv_t)-1};
    bool ok = true;
    if (c.encoding->kind == ENCODING_BYTE)
        ok = (e->table = byte_table_new(c.encoding, err)) != NULL;
    if (c.encoding->kind == ENCODING_MULTI) {
        e->cd = iconv_open(c.encoding->libc, "UTF-8");
        ok = e->cd != (iconv_t)-1 || encoding_unknown(c.encoding, err);
    }
    if (ok)
        return e;
    encoder_free(e);
    return NULL;
}

void encoder_free(Encoder *e)
{
    if (!e)
        return;
    if (e->cd != (iconv_t)-1)
        iconv_close(e->cd);
    buf_deinit(&e->tail);
    buf_deinit(&e->bad);
    free(e->table);
    free(e);
}

// What can be said now of the start of s.
typedef struct {
    enum { CHAR_VALID, CHAR_ESCAPE, CHAR_BROKEN, CHAR_CUT } kind;
    size_t nbytes;
    uint32_t cp; // or the escaped byte
} Char;

// Could more bytes after s make it a character, or an escape?
static bool is_cut(Str s)
{
    unsigned char c = (unsigned char)s.p[0];
    size_t len = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4 || s.n >= len)
        return false;
    for (size_t i = 1; i < s.n; i++)
        if (((unsigned char)s.p[i] & 0xC0) != 0x80)
            return false;
    return true;
}

static Char char_at(Str s, bool last)
{
    size_t n;
    bool valid;
    unsigned char byte;
    uint32_t cp = utf8_decode(s, &n, &valid);
    if (valid)
        return (Char){CHAR_VALID, n, cp};
    if (utf8_is_escape(s, &byte))
        return (Char){CHAR_ESCAPE, UTF8_ESCAPE, byte};
    return (Char){!last && is_cut(s) ? CHAR_CUT : CHAR_BROKEN, 1, cp};
}

static void add_unit(const Encoder *e, uint32_t unit, size_t width, Buf *out)
{
    char *to = buf_reserve(out, width);
    for (size_t i = 0; i < width; i++) {
        size_t shift = e->coding.encoding->big_endian ? width - 1 - i : i;
        to[i] = (char)(unit >> (8 * shift));
    }
    out->n += width;
}

static bool add_char(const Encoder *e, uint32_t cp, Buf *out)
{
    int byte;
    switch (e->coding.encoding->kind) {
    case ENCODING_UTF8:
        utf8_add(out, cp);
        return true;
    case ENCODING_UTF16:
        if (cp >= 0x10000)
            add_unit(e, 0xD800 + ((cp - 0x10000) >> 10), 2, out);
        add_unit(e, cp >= 0x10000 ? 0xDC00 + ((cp - 0x10000) & 0x3FF) : cp, 2, out);
        return true;
    case ENCODING_UTF32:
        add_unit(e, cp, 4, out);
        return true;
    default:
        byte = byte_table_find(e->table, cp);
        if (byte >= 0)
            buf_add_byte(out, (char)byte);
        return byte >= 0;
    }
}

static bool is_tag(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return u[0] == 0xF3 && u[1] == 0xA0 && u[2] <= 0x81;
}

// libc drops tag characters without a word: what lies before the first one.
static size_t before_tag(Str s)
{
    const char *p = s.p, *end = s.p + s.n;
    while ((p = memchr(p, 0xF3, (size_t)(end - p)))) {
        if (end - p >= UTF8_MAX && is_tag(p))
            return (size_t)(p - s.p);
        p++;
    }
    return s.n;
}

static void flush(Encoder *e, Buf *out)
{
    size_t room = 64;
    char *to = buf_reserve(out, room);
    iconv(e->cd, NULL, NULL, &to, &room);
    out->n = (size_t)(to - out->p);
}

// All that libc can do of s; returns how much that was.
static size_t run_multi(Encoder *e, Str s, Buf *out)
{
    char *from = (char *)s.p; // which iconv does not write to
    size_t left = before_tag(s);
    for (bool more = left > 0; more;) {
        size_t room = left * 2 + 64;
        char *to = buf_reserve(out, room);
        more = iconv(e->cd, &from, &left, &to, &room) == (size_t)-1 && errno == E2BIG;
        out->n = (size_t)(to - out->p);
    }
    return (size_t)(from - s.p);
}

static void fail(Encoder *e, Str s, size_t n)
{
    e->failed = true;
    buf_add(&e->bad, str_upto(s, n));
}

// The character at the start of s; 0 if it is cut off or cannot be written.
static size_t one(Encoder *e, Str s, bool last, Buf *out)
{
    Char c = char_at(s, last);
    bool multi = e->coding.encoding->kind == ENCODING_MULTI;
    if (c.kind == CHAR_CUT)
        return 0;
    if (c.kind == CHAR_ESCAPE && !e->converting) {
        if (multi)
            flush(e, out);
        buf_add_byte(out, (char)c.cp);
    } else if (c.kind != CHAR_VALID || multi || !add_char(e, c.cp, out)) {
        fail(e, s, c.nbytes);
        return 0;
    }
    return c.nbytes;
}

static size_t convert(Encoder *e, Str s, bool last, Buf *out)
{
    size_t at = 0;
    bool multi = e->coding.encoding->kind == ENCODING_MULTI;
    while (at < s.n && !e->failed) {
        size_t n = multi ? run_multi(e, str_from(s, at), out) : 0;
        if (n == 0)
            n = one(e, str_from(s, at), last, out);
        if (n == 0)
            break;
        at += n;
    }
    return at;
}

// UTF-8 goes through as it is; only what was decoded elsewhere must not hide in it.
static size_t pass(Encoder *e, Str s, bool last, Buf *out)
{
    size_t at = 0;
    while (e->converting && at < s.n) {
        const char *next = memchr(s.p + at, 0xF4, s.n - at);
        size_t n = next ? (size_t)(next - s.p) - at : s.n - at;
        at += n;
        if (at == s.n)
            break;
        Char c = char_at(str_from(s, at), last);
        if (c.kind == CHAR_ESCAPE)
            fail(e, str_from(s, at), c.nbytes);
        if (c.kind == CHAR_ESCAPE || c.kind == CHAR_CUT)
            break;
        at += c.nbytes;
    }
    at = e->converting ? at : s.n;
    buf_add(out, str_upto(s, at));
    return at;
}

static void turn_ends(Buf *b)
{
    for (char *p = b->p; b->n && (p = memchr(p, '\n', (size_t)(b->p + b->n - p))); p++)
        *p = '\r';
}

static bool take(Encoder *e, Str text, bool last, Buf *out)
{
    AUTO(buf) Buf joined = BUF_INIT;
    Str s = text;
    if (e->failed)
        return false;
    if (!e->begun && e->coding.bom)
        buf_add(out, encoding_bom(e->coding.encoding));
    e->begun = true;
    if (e->tail.n || e->coding.cr) {
        joined = e->tail;
        e->tail = (Buf)BUF_INIT;
        buf_add(&joined, text);
        if (e->coding.cr)
            turn_ends(&joined);
        s = buf_str(&joined);
    }
    size_t used = e->coding.encoding->kind == ENCODING_UTF8 ? pass(e, s, last, out)
                                                            : convert(e, s, last, out);
    e->done += used;
    if (!e->failed)
        buf_add(&e->tail, str_from(s, used));
    if (last && e->cd != (iconv_t)-1)
        flush(e, out);
    buf_add(out, STR("")); // ends it
    return !e->failed;
}

bool encoder_feed(Encoder *e, Str text, Buf *out)
{
    return take(e, text, false, out);
}

bool encoder_end(Encoder *e, Buf *out)
{
    return take(e, STR_NULL, true, out);
}

Str encoder_problem(const Encoder *e, uint64_t *off)
{
    *off = e->done;
    return buf_str(&e->bad);
}
