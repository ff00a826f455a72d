#include "base/mem.h"
#include "base/bug.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void *checked(void *p)
{
    if (!p)
        BUG("out of memory");
    return p;
}

void *xmalloc(size_t nbytes)
{
    return checked(malloc(nbytes ? nbytes : 1));
}

void *xcalloc(size_t n, size_t size)
{
    return checked(calloc(n ? n : 1, size ? size : 1));
}

void *xrealloc(void *p, size_t n, size_t size)
{
    size_t nbytes;
    BUG_ON(__builtin_mul_overflow(n, size, &nbytes));
    return checked(realloc(p, nbytes ? nbytes : 1));
}

char *xstrdup(const char *s)
{
    return checked(strdup(s));
}

char *xstrndup(const char *s, size_t n)
{
    return checked(strndup(s, n));
}

char *xasprintf(const char *fmt, ...)
{
    char *out = NULL;
    va_list ap;
    va_start(ap, fmt);
    int n = vasprintf(&out, fmt, ap);
    va_end(ap);
    BUG_ON(n < 0);
    return out;
}
