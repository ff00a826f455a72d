#include "base/str.h"
#include "base/bug.h"
#include "base/mem.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int str_cmp(Str a, Str b)
{
    size_t n = MIN(a.n, b.n);
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(Str s, Str prefix)
{
    return s.n >= prefix.n && str_eq(str_upto(s, prefix.n), prefix);
}

bool str_ends(Str s, Str suffix)
{
    return s.n >= suffix.n && str_eq(str_from(s, s.n - suffix.n), suffix);
}

ptrdiff_t str_find(Str s, Str needle)
{
    if (needle.n == 0)
        return 0;
    const char *hit = s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
    return hit ? hit - s.p : -1;
}

ptrdiff_t str_find_byte(Str s, char c)
{
    const char *hit = s.n ? memchr(s.p, c, s.n) : NULL;
    return hit ? hit - s.p : -1;
}

ptrdiff_t str_rfind_byte(Str s, char c)
{
    const char *hit = s.n ? memrchr(s.p, c, s.n) : NULL;
    return hit ? hit - s.p : -1;
}

Str str_from(Str s, size_t n)
{
    n = MIN(n, s.n);
    return (Str){s.p ? s.p + n : NULL, s.n - n};
}

Str str_upto(Str s, size_t n)
{
    return (Str){s.p, MIN(n, s.n)};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Str str_trim(Str s)
{
    while (s.n && is_blank(s.p[0]))
        s = str_from(s, 1);
    while (s.n && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool str_split(Str *s, char sep, Str *part)
{
    if (!s->p)
        return false;
    ptrdiff_t at = str_find_byte(*s, sep);
    if (at < 0) {
        *part = *s;
        *s = STR_NULL;
        return true;
    }
    *part = str_upto(*s, (size_t)at);
    *s = str_from(*s, (size_t)at + 1);
    return true;
}

char *str_dup(Str s)
{
    char *out = xmalloc(s.n + 1);
    if (s.n)
        memcpy(out, s.p, s.n);
    out[s.n] = '\0';
    return out;
}

bool str_to_i64(Str s, long long *out)
{
    char digits[32];
    size_t first = s.n && s.p[0] == '-';
    if (s.n == first || s.n >= sizeof digits)
        return false;
    for (size_t i = first; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    memcpy(digits, s.p, s.n);
    digits[s.n] = '\0';
    errno = 0;
    *out = strtoll(digits, NULL, 10);
    return errno == 0;
}

void buf_deinit(Buf *b)
{
    free(b->p);
    *b = (Buf)BUF_INIT;
}

const char *buf_c(const Buf *b)
{
    return b->p ? b->p : "";
}

char *buf_reserve(Buf *b, size_t more)
{
    size_t need;
    BUG_ON(__builtin_add_overflow(b->n, more, &need) || need == SIZE_MAX);
    if (need + 1 > b->cap) {
        b->cap = MAX(need + 1, MAX(b->cap + b->cap / 2, (size_t)32));
        b->p = xrealloc(b->p, b->cap, 1);
        b->p[b->n] = '\0';
    }
    return b->p + b->n;
}

void buf_add(Buf *b, Str s)
{
    char *at = buf_reserve(b, s.n);
    if (s.n)
        memcpy(at, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void buf_add_c(Buf *b, const char *s)
{
    buf_add(b, str_c(s));
}

void buf_add_byte(Buf *b, char c)
{
    buf_add(b, str_n(&c, 1));
}

void buf_add_fill(Buf *b, char c, size_t n)
{
    memset(buf_reserve(b, n), c, n);
    b->n += n;
    b->p[b->n] = '\0';
}

void buf_vaddf(Buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    BUG_ON(n < 0);
    vsnprintf(buf_reserve(b, (size_t)n), (size_t)n + 1, fmt, again);
    va_end(again);
    b->n += (size_t)n;
}

void buf_addf(Buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    buf_vaddf(b, fmt, ap);
    va_end(ap);
}

void buf_splice(Buf *b, size_t start, size_t end, Str with)
{
    BUG_ON(start > end || end > b->n);
    buf_reserve(b, with.n);
    memmove(b->p + start + with.n, b->p + end, b->n - end + 1);
    if (with.n)
        memcpy(b->p + start, with.p, with.n);
    b->n = b->n - (end - start) + with.n;
}

void buf_clear(Buf *b)
{
    b->n = 0;
    if (b->p)
        b->p[0] = '\0';
}

char *buf_take(Buf *b)
{
    buf_reserve(b, 0);
    char *out = b->p;
    *b = (Buf)BUF_INIT;
    return out;
}
