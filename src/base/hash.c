#include "base/hash.h"
#include "base/hash-blocks.h"
#include "base/mem.h"

#include <sha2.h>

_Static_assert(HASH_NBYTES == SHA256_DIGEST_LENGTH, "the sum fits its array");

struct Hash {
    SHA2_CTX ctx;
};

enum { BLOCK_NBYTES = SHA256_BLOCK_LENGTH };

// What makes up whole blocks may have a faster way than the library's.  cpuid costs more than a
// block or two.
static Str add_blocks(SHA2_CTX *ctx, Str bytes)
{
    bool in_block = ctx->bitcount[0] / 8 % BLOCK_NBYTES != 0;
    if (in_block || bytes.n < 16 * BLOCK_NBYTES)
        return bytes;
    const uint8_t *p = (const uint8_t *)bytes.p;
    size_t done = hash_blocks(ctx->state.st32, p, bytes.n / BLOCK_NBYTES) * BLOCK_NBYTES;
    ctx->bitcount[0] += (uint64_t)done * 8;
    return str_from(bytes, done);
}

static void add(SHA2_CTX *ctx, Str bytes)
{
    bytes = add_blocks(ctx, bytes);
    if (bytes.n)
        SHA256Update(ctx, (const uint8_t *)bytes.p, bytes.n);
}

void hash_sha256(Str bytes, uint8_t out[HASH_NBYTES])
{
    SHA2_CTX ctx;
    SHA256Init(&ctx);
    add(&ctx, bytes);
    SHA256Final(out, &ctx);
}

Hash *hash_new(void)
{
    Hash *h = NEW(Hash);
    SHA256Init(&h->ctx);
    return h;
}

void hash_add(Hash *h, Str bytes)
{
    add(&h->ctx, bytes);
}

void hash_end(Hash *h, uint8_t out[HASH_NBYTES])
{
    SHA256Final(out, &h->ctx);
    SHA256Init(&h->ctx);
}

void hash_free(Hash *h)
{
    free(h);
}

void hash_hex(const uint8_t sum[HASH_NBYTES], char out[HASH_HEX_MAX])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < HASH_NBYTES; i++) {
        out[2 * i] = digits[sum[i] >> 4];
        out[2 * i + 1] = digits[sum[i] & 15];
    }
    out[2 * HASH_NBYTES] = '\0';
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hash_from_hex(Str hex, uint8_t out[HASH_NBYTES])
{
    if (hex.n != 2 * HASH_NBYTES)
        return false;
    for (size_t i = 0; i < HASH_NBYTES; i++) {
        int high = digit(hex.p[2 * i]), low = digit(hex.p[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}
