// A text as the bytes of its file.
#include "text/text.h"
#include "base/mem.h"

enum { PIECE = 256 * 1024 };

struct Encoded {
    const Snap *snap; // borrowed
    Encoder *encoder; // owned
    size_t at;        // in the text
    bool ended;
    Buf in, out; // a piece of text, and its bytes
};

Encoded *encoded_new(const Snap *s, Coding c, bool converting, Err *err)
{
    Encoder *encoder = encoder_new(c, converting, err);
    if (!encoder)
        return NULL;
    Encoded *e = NEW(Encoded);
    *e = (Encoded){.snap = s, .encoder = encoder};
    return e;
}

void encoded_free(Encoded *e)
{
    if (!e)
        return;
    encoder_free(e->encoder);
    buf_deinit(&e->in);
    buf_deinit(&e->out);
    free(e);
}

Str encoded_next(Encoded *e)
{
    buf_clear(&e->out);
    while (!e->ended && e->out.n == 0) {
        buf_clear(&e->in);
        e->in.n = snap_read(e->snap, e->at, buf_reserve(&e->in, PIECE), PIECE);
        e->at += e->in.n;
        bool last = e->in.n == 0;
        bool ok = last ? encoder_end(e->encoder, &e->out)
                       : encoder_feed(e->encoder, buf_str(&e->in), &e->out);
        e->ended = last || !ok;
    }
    uint64_t off;
    return encoded_problem(e, &off).n ? STR_NULL : buf_str(&e->out);
}

Str encoded_problem(const Encoded *e, uint64_t *off)
{
    return encoder_problem(e->encoder, off);
}
