/* What the processor can do beside what all of its kind can. */
#ifndef TEXT_SIMD_H
#define TEXT_SIMD_H

#include <stdbool.h>

#ifdef __x86_64__

#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#endif

/* As libc has found out already: the compiler's own way asks the processor at the start of each
 * program, which in a virtual machine takes a tenth of a millisecond. */
static inline bool simd_has_avx2(void)
{
#ifdef CPU_FEATURE_ACTIVE
    return CPU_FEATURE_ACTIVE(AVX2);
#else
    return __builtin_cpu_supports("avx2");
#endif
}

#endif
#endif
