// Bytes of files to texts and back.
#include "workspace/coding.h"
#include "workspace/inner.h"

#include <unistd.h>

enum {
    LOOK = 64 * 1024,          // what the encoding is guessed from
    PIECE = 1024 * 1024,       // what is decoded in one go
    AT_ONCE = 8 * 1024 * 1024, // a file of more bytes is decoded by a worker
    PREVIEW = 256 * 1024,      // ... while this much of it is shown
};

typedef struct {
    const Snap *raw; // borrowed
    Coding coding;
    size_t limit;                 // bytes of raw to take at most
    int fd;                       // scratch file for what is too much for memory; -1: keep it
    const atomic_bool *cancelled; // may be NULL
    Buf out;
    uint64_t nbytes; // in the scratch file
    bool exact;
} Decoding;

static bool spill(Decoding *x, size_t keep, Err *err)
{
    if (x->fd < 0 || x->out.n <= keep)
        return true;
    x->nbytes += x->out.n;
    bool ok = fs_write_fd(x->fd, buf_str(&x->out), err);
    buf_clear(&x->out);
    return ok;
}

static bool feed_all(Decoding *x, Decoder *d, Err *err)
{
    AUTO(buf) Buf in = BUF_INIT;
    size_t end = MIN(x->limit, snap_size(x->raw));
    for (size_t at = 0; at < end; at += in.n) {
        if (x->cancelled && *x->cancelled)
            return err_set(err, "it was cancelled");
        buf_clear(&in);
        in.n = snap_read(x->raw, at, buf_reserve(&in, PIECE), MIN(end - at, (size_t)PIECE));
        decoder_feed(d, buf_str(&in), &x->out);
        if (decoder_met_lf(d))
            return true;
        if (!spill(x, PIECE, err))
            return false;
    }
    if (end == snap_size(x->raw))
        decoder_end(d, &x->out);
    x->exact = decoder_is_exact(d);
    return spill(x, 0, err);
}

static bool begin_anew(Decoding *x, Err *err)
{
    buf_clear(&x->out);
    x->nbytes = 0;
    if (x->fd >= 0 && (ftruncate(x->fd, 0) != 0 || lseek(x->fd, 0, SEEK_SET) != 0))
        return err_set(err, "cannot empty a scratch file");
    return true;
}

// A LF that turns up among CRs starts it anew, with the CRs as they are.
static bool decode(Decoding *x, Err *err)
{
    for (;;) {
        Decoder *d = decoder_new(x->coding, err);
        bool ok = d && feed_all(x, d, err), mixed = d && decoder_met_lf(d);
        decoder_free(d);
        if (!mixed)
            return ok;
        x->coding.cr = false;
        if (!begin_anew(x, err))
            return false;
    }
}

// The text of `raw`, or of its start, in memory.
static Text *decode_small(const Snap *raw, Coding *c, size_t limit, bool *exact, Err *err)
{
    Decoding x = {.raw = raw, .coding = *c, .limit = limit, .fd = -1, .exact = true};
    Text *t = decode(&x, err) ? text_new_take(&x.out) : NULL;
    *c = x.coding;
    *exact = x.exact;
    buf_deinit(&x.out);
    return t;
}

Text *coding_decode_large(const Snap *raw, Coding *c, bool *exact, const atomic_bool *cancelled,
                          Err *err)
{
    AUTO(fd) int fd = fs_nameless(err);
    if (fd < 0)
        return NULL;
    Decoding x = {raw, *c, SIZE_MAX, fd, cancelled, BUF_INIT, 0, true};
    bool ok = decode(&x, err);
    if (ok && snap_source_failed(raw))
        ok = err_set(err, "it changed while it was read");
    *c = x.coding;
    *exact = x.exact;
    buf_deinit(&x.out);
    return ok ? document_text_of_fd(steal_fd(&fd), x.nbytes) : NULL;
}

// What the user asks for, but for line ends and a mark that are there.
static CodingGuess guess_as(Str head, bool whole, const Encoding *as)
{
    CodingGuess g = coding_guess(head, whole, (CodingWish){as, false});
    if (g.coding.encoding == as && !g.binary)
        return g;
    return (CodingGuess){.coding = {as, false, coding_has_only_crs(head, whole, as)}};
}

static CodingGuess guess(const Snap *s, const Encoding *as, const Options *o)
{
    AUTO(buf) Buf head = BUF_INIT;
    bool whole = snap_size(s) <= LOOK;
    snap_add_to(s, 0, MIN(snap_size(s), (size_t)LOOK), &head);
    if (as)
        return guess_as(buf_str(&head), whole, as);
    const Encoding *e = encoding_find(str_c(o->encoding)); // NULL: nothing was set
    CodingWish wish = {e ? e : encoding_find(STR("utf8")), o->guess_encoding};
    CodingGuess g = coding_guess(buf_str(&head), whole, wish);
    if (head.n == 0)
        g.coding.bom = encoding_asks_for_bom(str_c(o->encoding));
    return g;
}

bool coding_decode(Text *raw, const Encoding *as, const Options *o, Decoded *out, Err *err)
{
    CodingGuess g = guess(text_now(raw), as, o);
    *out = (Decoded){.text = raw, .coding = g.coding, .binary = g.binary, .exact = true};
    if (coding_is_plain(g.coding))
        return true;
    Snap *s = text_snapshot(raw);
    bool large = snap_size(s) > AT_ONCE;
    out->text = decode_small(s, &out->coding, large ? PREVIEW : SIZE_MAX, &out->exact, err);
    text_free(raw);
    if (large && out->text)
        out->more = steal(&s);
    snap_free(s);
    return out->text != NULL;
}

bool coding_decode_again(Str bytes, Coding *c, Buf *out, Err *err)
{
    *c = coding_guess(str_upto(bytes, LOOK), bytes.n <= LOOK, (CodingWish){c->encoding, false})
             .coding;
    for (;;) {
        Decoder *d = decoder_new(*c, err);
        if (!d)
            return false;
        decoder_feed(d, bytes, out);
        decoder_end(d, out);
        bool mixed = decoder_met_lf(d);
        decoder_free(d);
        if (!mixed)
            return true;
        c->cr = false;
        buf_clear(out);
    }
}

bool coding_encode(const Snap *s, Coding c, Buf *out, Err *err)
{
    uint64_t off;
    Encoded *e = encoded_new(s, c, false, err);
    if (!e)
        return false;
    for (Str piece; (piece = encoded_next(e)).n;)
        buf_add(out, piece);
    bool ok = encoded_problem(e, &off).n == 0;
    encoded_free(e);
    return ok || err_set(err, "a character cannot be written as %s", c.encoding->title);
}
