// Literals in memory: wherever the first and the last byte stand at the right distance, compare the
// rest.  Both bytes are looked for in 16 or 32 places at once, where the machine can.
#include "base/mem.h"
#include "text/find.h"
#include "text/simd.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool is_match(const Literal *l, const char *at)
{
    Str want = buf_str(&l->bytes);
    if (!l->fold)
        return memcmp(at, want.p, want.n) == 0;
    for (size_t i = 0; i < want.n; i++)
        if (lower(at[i]) != want.p[i])
            return false;
    return true;
}

// How a byte is looked for: it matches if (byte | or) == value.
typedef struct {
    char or, value;
} Probe;

static Probe probe(const Literal *l, char c)
{
    return (Probe){l->fold && is_letter(c) ? 0x20 : 0, c};
}

static bool is_probed(Probe p, char c)
{
    return (char)(c | p.or) == p.value;
}

typedef struct {
    const Literal *literal;
    Probe first, last;
    const char *p;  // the first place a match may start at
    size_t nstarts; // places a match may start at
} Scan;

static Scan scan_of(const Literal *l, Str s)
{
    Str want = buf_str(&l->bytes);
    return (Scan){
        .literal = l,
        .first = probe(l, want.p[0]),
        .last = probe(l, want.p[want.n - 1]),
        .p = s.p,
        .nstarts = s.n - want.n + 1,
    };
}

static bool is_hit(const Scan *x, size_t i)
{
    return is_probed(x->first, x->p[i]) && is_probed(x->last, x->p[i + x->literal->bytes.n - 1]) &&
           is_match(x->literal, x->p + i);
}

static size_t first_from(const Scan *x, size_t i)
{
    while (i < x->nstarts && !is_hit(x, i))
        i++;
    return i;
}

// The last one before i; SIZE_MAX if there is none.
static size_t last_before(const Scan *x, size_t i)
{
    while (i > 0)
        if (is_hit(x, --i))
            return i;
    return SIZE_MAX;
}

#ifdef __x86_64__

// Bit i of the result: a match may start at p[i].
__attribute__((target("avx2"))) static inline uint32_t candidates32(const Scan *x, const char *p)
{
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + x->literal->bytes.n - 1));
    a = _mm256_or_si256(a, _mm256_set1_epi8(x->first.or));
    b = _mm256_or_si256(b, _mm256_set1_epi8(x->last.or));
    a = _mm256_cmpeq_epi8(a, _mm256_set1_epi8(x->first.value));
    b = _mm256_cmpeq_epi8(b, _mm256_set1_epi8(x->last.value));
    return (uint32_t)_mm256_movemask_epi8(_mm256_and_si256(a, b));
}

__attribute__((target("avx2"))) static size_t first_avx2(const Scan *x)
{
    size_t i = 0;
    for (; i + 32 <= x->nstarts; i += 32)
        for (uint32_t bits = candidates32(x, x->p + i); bits; bits &= bits - 1)
            if (is_match(x->literal, x->p + i + __builtin_ctz(bits)))
                return i + (size_t)__builtin_ctz(bits);
    return first_from(x, i);
}

__attribute__((target("avx2"))) static size_t last_avx2(const Scan *x)
{
    size_t i = x->nstarts;
    for (; i >= 32; i -= 32)
        for (uint32_t bits = candidates32(x, x->p + i - 32); bits;) {
            unsigned top = 31u - (unsigned)__builtin_clz(bits);
            if (is_match(x->literal, x->p + i - 32 + top))
                return i - 32 + top;
            bits ^= 1u << top;
        }
    return last_before(x, i);
}

static inline uint32_t candidates16(const Scan *x, const char *p)
{
    __m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(p + x->literal->bytes.n - 1));
    a = _mm_cmpeq_epi8(_mm_or_si128(a, _mm_set1_epi8(x->first.or)), _mm_set1_epi8(x->first.value));
    b = _mm_cmpeq_epi8(_mm_or_si128(b, _mm_set1_epi8(x->last.or)), _mm_set1_epi8(x->last.value));
    return (uint32_t)_mm_movemask_epi8(_mm_and_si128(a, b));
}

static size_t first_wide(const Scan *x)
{
    if (simd_has_avx2())
        return first_avx2(x);
    size_t i = 0;
    for (; i + 16 <= x->nstarts; i += 16)
        for (uint32_t bits = candidates16(x, x->p + i); bits; bits &= bits - 1)
            if (is_match(x->literal, x->p + i + __builtin_ctz(bits)))
                return i + (size_t)__builtin_ctz(bits);
    return first_from(x, i);
}

static size_t last_wide(const Scan *x)
{
    return simd_has_avx2() ? last_avx2(x) : last_before(x, x->nstarts);
}

#else

static size_t first_wide(const Scan *x)
{
    return first_from(x, 0);
}

static size_t last_wide(const Scan *x)
{
    return last_before(x, x->nstarts);
}

#endif

void literal_fold(Literal *l)
{
    for (size_t i = 0; l->fold && i < l->bytes.n; i++)
        l->bytes.p[i] = lower(l->bytes.p[i]);
}

size_t literal_first(const Literal *l, Str s)
{
    if (s.n < l->bytes.n)
        return s.n;
    Scan x = scan_of(l, s);
    size_t hit = first_wide(&x);
    return hit < x.nstarts ? hit : s.n;
}

size_t literal_last(const Literal *l, Str s)
{
    if (s.n < l->bytes.n)
        return s.n;
    Scan x = scan_of(l, s);
    size_t hit = last_wide(&x);
    return hit == SIZE_MAX ? s.n : hit;
}
