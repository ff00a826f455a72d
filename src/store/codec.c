#include "store/codec.h"

#include "base/bug.h"
#include "base/mem.h"

#include <zstd.h>

enum {
    LEVEL = 3,
    LEVEL_LARGE = 1,
    LARGE = 16 << 20,    // bytes; above it only speed counts
    TINY = 48,           // bytes; below it a frame costs more than it saves
    SURE_WIN = 64,       // a delta this many times smaller needs no comparison
    WINDOW_LOG_MAX = 27, // what every zstd decoder takes
};

struct Codec {
    ZSTD_CCtx *pack;
    ZSTD_DCtx *unpack;
};

Codec *codec_new(void)
{
    Codec *c = NEW(Codec);
    c->pack = ZSTD_createCCtx();
    c->unpack = ZSTD_createDCtx();
    BUG_ON(!c->pack || !c->unpack);
    return c;
}

void codec_free(Codec *c)
{
    if (!c)
        return;
    ZSTD_freeCCtx(c->pack);
    ZSTD_freeDCtx(c->unpack);
    free(c);
}

static void set(Codec *c, ZSTD_cParameter parameter, int value)
{
    size_t rc = ZSTD_CCtx_setParameter(c->pack, parameter, value);
    BUG_ON(ZSTD_isError(rc));
}

// The base is found again only where the window reaches over it and all of the new content.
static int window_log(size_t nbytes)
{
    int log = 10;
    while (log < WINDOW_LOG_MAX && ((size_t)1 << log) < nbytes)
        log++;
    return log;
}

// False if zstd gave up, which leaves *out as it was.
static bool pack(Codec *c, Str bytes, Str base, Buf *out)
{
    ZSTD_CCtx_reset(c->pack, ZSTD_reset_session_and_parameters);
    set(c, ZSTD_c_compressionLevel, bytes.n > LARGE ? LEVEL_LARGE : LEVEL);
    if (base.p) {
        set(c, ZSTD_c_windowLog, window_log(bytes.n + base.n));
        size_t rc = ZSTD_CCtx_refPrefix(c->pack, base.p, base.n);
        BUG_ON(ZSTD_isError(rc));
    }
    size_t room = ZSTD_compressBound(bytes.n);
    size_t n = ZSTD_compress2(c->pack, buf_reserve(out, room), room, bytes.p, bytes.n);
    if (ZSTD_isError(n))
        return false;
    out->n += n;
    out->p[out->n] = '\0';
    return true;
}

static bool can_delta(Str bytes, Str base)
{
    return base.p && base.n > 0 && bytes.n + base.n <= (size_t)2 * LARGE;
}

// Plain is taken when it is at most a quarter larger: reading it back needs nothing else.
static bool is_worth_it(const Buf *delta, const Buf *plain)
{
    return delta->n + delta->n / 4 < plain->n;
}

PackKind codec_pack(Codec *c, Str bytes, Str base, Buf *out)
{
    if (bytes.n < TINY) {
        buf_add(out, bytes);
        return PACK_RAW;
    }
    AUTO(buf) Buf delta = BUF_INIT, plain = BUF_INIT;
    bool has_delta = can_delta(bytes, base) && pack(c, bytes, base, &delta);
    if (has_delta && delta.n < bytes.n / SURE_WIN) {
        buf_add(out, buf_str(&delta));
        return PACK_DELTA;
    }
    if (!pack(c, bytes, STR_NULL, &plain) || plain.n >= bytes.n) {
        buf_clear(&plain);
        buf_add(&plain, bytes);
    }
    if (has_delta && is_worth_it(&delta, &plain)) {
        buf_add(out, buf_str(&delta));
        return PACK_DELTA;
    }
    buf_add(out, buf_str(&plain));
    return plain.n == bytes.n ? PACK_RAW : PACK_ZSTD;
}

bool codec_unpack(Codec *c, PackKind kind, Str packed, Str base, size_t nbytes, Buf *out)
{
    if (kind == PACK_RAW) {
        if (packed.n != nbytes)
            return false;
        buf_add(out, packed);
        return true;
    }
    // No base is one that was lost.
    if (kind == PACK_DELTA && !base.p)
        return false;
    ZSTD_DCtx_reset(c->unpack, ZSTD_reset_session_and_parameters);
    if (kind == PACK_DELTA && ZSTD_isError(ZSTD_DCtx_refPrefix(c->unpack, base.p, base.n)))
        return false;
    // A damaged size must not make us ask for memory without end.
    if (nbytes > CODEC_MAX_BYTES || ZSTD_getFrameContentSize(packed.p, packed.n) != nbytes)
        return false;
    char *at = buf_reserve(out, nbytes);
    size_t n = ZSTD_decompressDCtx(c->unpack, at, nbytes, packed.p, packed.n);
    if (ZSTD_isError(n) || n != nbytes)
        return false;
    out->n += n;
    out->p[out->n] = '\0';
    return true;
}
