#include "text/newline.h"
#include "base/mem.h"
#include "text/simd.h"

#include <stdint.h>

// 32 bytes the compiler may handle at once; without AVX2 it makes two halves of them.
typedef uint8_t Lanes __attribute__((vector_size(32)));

// Each lane counts its own hits and is full after 255 rounds.
static inline __attribute__((always_inline)) size_t count_lanes(const char *p, size_t nrounds)
{
    Lanes newline, hits = {0};
    memset(&newline, '\n', sizeof newline);
    for (size_t i = 0; i < nrounds; i++, p += sizeof(Lanes)) {
        Lanes bytes;
        memcpy(&bytes, p, sizeof bytes);
        hits -= (Lanes)(bytes == newline);
    }
    size_t total = 0;
    for (size_t i = 0; i < sizeof(Lanes); i++)
        total += hits[i];
    return total;
}

static inline __attribute__((always_inline)) size_t count_all(Str s)
{
    size_t total = 0;
    while (s.n >= sizeof(Lanes)) {
        size_t nrounds = MIN(s.n / sizeof(Lanes), (size_t)255);
        total += count_lanes(s.p, nrounds);
        s = str_from(s, nrounds * sizeof(Lanes));
    }
    for (size_t i = 0; i < s.n; i++)
        total += s.p[i] == '\n';
    return total;
}

#ifdef __x86_64__
__attribute__((target("avx2"))) static size_t count_avx2(Str s)
{
    return count_all(s);
}
#endif

size_t newline_count(Str s)
{
#ifdef __x86_64__
    if (s.n >= 256 && simd_has_avx2())
        return count_avx2(s);
#endif
    return count_all(s);
}

size_t newline_nth(Str s, size_t k)
{
    enum { STRIDE = 512 };
    size_t off = 0;
    while (s.n - off > STRIDE) {
        size_t here = newline_count(str_n(s.p + off, STRIDE));
        if (here >= k)
            break;
        k -= here;
        off += STRIDE;
    }
    for (; off < s.n; off++)
        if (s.p[off] == '\n' && --k == 0)
            return off;
    return s.n;
}
