/* Memory: allocators that never fail, and owners that clean up after themselves. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#define ARRAY_LEN(a)                    (sizeof(a) / sizeof((a)[0]))
#define CONTAINER_OF(ptr, type, member) ((type *)((char *)(ptr)-offsetof(type, member)))
/* Each argument is evaluated once; the unique names let the calls nest. */
#define MIN_AS(a, b, x, y)     \
    ({                         \
        __typeof__(a) x = (a); \
        __typeof__(b) y = (b); \
        x < y ? x : y;         \
    })
#define MAX_AS(a, b, x, y)     \
    ({                         \
        __typeof__(a) x = (a); \
        __typeof__(b) y = (b); \
        x > y ? x : y;         \
    })
#define MEM_CAT_(a, b)   a##b
#define MEM_CAT(a, b)    MEM_CAT_(a, b)
#define MIN_N(a, b, n)   MIN_AS(a, b, MEM_CAT(min_a, n), MEM_CAT(min_b, n))
#define MAX_N(a, b, n)   MAX_AS(a, b, MEM_CAT(max_a, n), MEM_CAT(max_b, n))
#define MIN(a, b)        MIN_N(a, b, __COUNTER__)
#define MAX(a, b)        MAX_N(a, b, __COUNTER__)
#define CLAMP(x, lo, hi) MAX(lo, MIN(x, hi))

/* As malloc, calloc, realloc (of n * size bytes, overflow checked), strdup and strndup; they end
 * the program when memory runs out, so nobody checks.  The caller owns what is returned. */
void *xmalloc(size_t nbytes) __attribute__((malloc, alloc_size(1), returns_nonnull));
void *xcalloc(size_t n, size_t size) __attribute__((malloc, alloc_size(1, 2), returns_nonnull));
void *xrealloc(void *p, size_t n, size_t size) __attribute__((alloc_size(2, 3), returns_nonnull));
char *xstrdup(const char *s) __attribute__((malloc, returns_nonnull));
char *xstrndup(const char *s, size_t n) __attribute__((malloc, returns_nonnull));
char *xasprintf(const char *fmt, ...) __attribute__((malloc, format(printf, 1, 2)));

#define NEW(type)          ((type *)xcalloc(1, sizeof(type)))
#define NEW_ARRAY(type, n) ((type *)xcalloc((n), sizeof(type)))

/* AUTO(free) char *p = ...;   frees p when the block ends.
 * AUTO(fd) int fd = -1;       closes fd when the block ends, if it is >= 0.
 * A type with a cleanup declares auto_<name>() beside its _free. */
#define AUTO(name) __attribute__((cleanup(auto_##name)))

static inline void auto_free(void *p)
{
    free(*(void **)p);
}

static inline void auto_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* Move a pointer out of its owner: returns it and leaves NULL behind. */
#define steal(pp)                         \
    ({                                    \
        __typeof__(*(pp)) stolen = *(pp); \
        *(pp) = NULL;                     \
        stolen;                           \
    })

/* The same for a file descriptor: leaves -1 behind. */
static inline int steal_fd(int *fd)
{
    int out = *fd;
    *fd = -1;
    return out;
}

#endif
