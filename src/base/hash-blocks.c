#include "base/hash-blocks.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <stdbool.h>

// FIPS 180-4, section 4.2.2.
static const uint32_t round_constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define NEEDS_SHA __attribute__((target("sha,sse4.1,ssse3")))

// The instructions want the eight words of the state as A B E F and C D G H, highest lane first.
typedef struct {
    __m128i abef, cdgh;
} State;

NEEDS_SHA static State load_state(const uint32_t words[8])
{
    __m128i abcd = _mm_loadu_si128((const __m128i *)words);
    __m128i efgh = _mm_loadu_si128((const __m128i *)(words + 4));
    abcd = _mm_shuffle_epi32(abcd, 0xB1); // b a d c, lowest lane first
    efgh = _mm_shuffle_epi32(efgh, 0x1B); // h g f e
    return (State){_mm_alignr_epi8(abcd, efgh, 8), _mm_blend_epi16(efgh, abcd, 0xF0)};
}

NEEDS_SHA static void store_state(State s, uint32_t words[8])
{
    __m128i feba = _mm_shuffle_epi32(s.abef, 0x1B); // a b e f, lowest lane first
    __m128i dchg = _mm_shuffle_epi32(s.cdgh, 0xB1); // g h c d, swapped in pairs
    _mm_storeu_si128((__m128i *)words, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(words + 4), _mm_alignr_epi8(dchg, feba, 8));
}

NEEDS_SHA static State four_rounds(State s, __m128i words, int first)
{
    __m128i k = _mm_load_si128((const __m128i *)(round_constants + first));
    __m128i sum = _mm_add_epi32(words, k);
    s.cdgh = _mm_sha256rnds2_epu32(s.cdgh, s.abef, sum);
    s.abef = _mm_sha256rnds2_epu32(s.abef, s.cdgh, _mm_shuffle_epi32(sum, 0x0E));
    return s;
}

// The next four words of the message schedule from the sixteen before them.
NEEDS_SHA static __m128i next_words(const __m128i w[4])
{
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w[0], w[1]), _mm_alignr_epi8(w[3], w[2], 4));
    return _mm_sha256msg2_epu32(sum, w[3]);
}

NEEDS_SHA static State one_block(State before, const uint8_t *bytes)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i w[4];
    State s = before;
    for (int i = 0; i < 4; i++) {
        w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)bytes + i), swap);
        s = four_rounds(s, w[i], 4 * i);
    }
    for (int i = 4; i < 16; i++) {
        __m128i next = next_words(w);
        w[0] = w[1];
        w[1] = w[2];
        w[2] = w[3];
        w[3] = next;
        s = four_rounds(s, next, 4 * i);
    }
    return (State){_mm_add_epi32(s.abef, before.abef), _mm_add_epi32(s.cdgh, before.cdgh)};
}

NEEDS_SHA static void all_blocks(uint32_t state[8], const uint8_t *bytes, size_t nblocks)
{
    State s = load_state(state);
    for (size_t i = 0; i < nblocks; i++)
        s = one_block(s, bytes + 64 * i);
    store_state(s, state);
}

static bool has_instructions(void)
{
    unsigned a, b, c, d;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) &&
           __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) && (c & bit_SSSE3);
}

size_t hash_blocks(uint32_t state[8], const uint8_t *bytes, size_t nblocks)
{
    if (!has_instructions())
        return 0;
    all_blocks(state, bytes, nblocks);
    return nblocks;
}

#else

size_t hash_blocks(uint32_t state[8], const uint8_t *bytes, size_t nblocks)
{
    (void)state, (void)bytes, (void)nblocks;
    return 0;
}

#endif
