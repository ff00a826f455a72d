#include "text/fingerprint.h"
#include "text/simd.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

enum { STRIPE = 128 };

// Odd, with bits all over.
static const uint64_t stir = 0x9E3779B97F4A7C15u;

static uint64_t mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * stir;
    return a ^ a >> 32;
}

// Whole stripes, 8 bytes at a time.
static uint64_t print_plain(Str s)
{
    enum { LANES = STRIPE / 8 };
    uint64_t lane[LANES] = {0}, out = 0;
    for (size_t off = 0; off < s.n; off += STRIPE) {
        uint64_t word[LANES];
        memcpy(word, s.p + off, sizeof word);
        for (size_t i = 0; i < LANES; i++)
            lane[i] = (lane[i] ^ word[i]) * stir;
    }
    for (size_t i = 0; i < LANES; i++)
        out = mix(out, lane[i]);
    return out;
}

#ifdef __x86_64__

// The same with 32 bytes at a time: halves of words are multiplied with each other, under a key
// that changes from stripe to stripe so that their order counts.
__attribute__((target("avx2"))) static uint64_t print_avx2(Str s)
{
    enum { LANES = STRIPE / 32 };
    __m256i key = _mm256_set_epi64x(0x1F83D9AB, 0x5BE0CD19, 0x3C6EF372, 0x510E527F);
    const __m256i step = _mm256_set1_epi64x((int64_t)stir);
    __m256i lane[LANES] = {key, key, key, key};
    for (const char *p = s.p; p < s.p + s.n; p += STRIPE) {
        for (int i = 0; i < LANES; i++) {
            __m256i word = _mm256_loadu_si256((const __m256i *)(const void *)p + i);
            __m256i keyed = _mm256_xor_si256(word, key);
            __m256i product = _mm256_mul_epu32(keyed, _mm256_srli_epi64(keyed, 32));
            lane[i] = _mm256_add_epi64(_mm256_add_epi64(lane[i], word), product);
        }
        key = _mm256_add_epi64(key, step);
    }
    uint64_t word[STRIPE / 8], out = 0;
    memcpy(word, lane, sizeof word);
    for (size_t i = 0; i < STRIPE / 8; i++)
        out = mix(out, word[i]);
    return out;
}

#endif

static uint64_t print_stripes(Str s)
{
#ifdef __x86_64__
    if (simd_has_avx2())
        return print_avx2(s);
#endif
    return print_plain(s);
}

uint64_t fingerprint(Str s)
{
    char rest[STRIPE] = {0};
    size_t whole = s.n - s.n % STRIPE;
    if (s.n > whole)
        memcpy(rest, s.p + whole, s.n - whole);
    uint64_t out = mix(print_stripes(str_upto(s, whole)), print_stripes(str_n(rest, STRIPE)));
    return mix(out, s.n) | 1;
}
