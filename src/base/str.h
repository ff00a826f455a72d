/* Strings: Str is a borrowed view of bytes, Buf a growing owned one. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Borrowed bytes, not NUL-terminated; meant to be UTF-8, perhaps broken. */
typedef struct {
    const char *p;
    size_t n; // bytes
} Str;

#define STR(lit)   ((Str){"" lit, sizeof(lit) - 1})
#define STR_NULL   ((Str){NULL, 0})
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

static inline Str str_c(const char *s)
{
    return (Str){s, s ? strlen(s) : 0};
}

static inline Str str_n(const char *p, size_t n)
{
    return (Str){p, n};
}

static inline bool str_eq(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_eq_c(Str a, const char *b)
{
    return str_eq(a, str_c(b));
}

/* As memcmp over both, the shorter first on a tie. */
int str_cmp(Str a, Str b);
bool str_starts(Str s, Str prefix);
bool str_ends(Str s, Str suffix);
/* Offset of the first `needle` in `s`, or -1. */
ptrdiff_t str_find(Str s, Str needle);
ptrdiff_t str_find_byte(Str s, char c);
ptrdiff_t str_rfind_byte(Str s, char c);
/* s without its first `n` bytes (all of them if it has fewer). */
Str str_from(Str s, size_t n);
/* The first `n` bytes of s (all if it has fewer). */
Str str_upto(Str s, size_t n);
/* s without ASCII blanks (space, tab, CR, LF) at both ends. */
Str str_trim(Str s);
/* Cut the part before the next `sep` off *s and return it; *s keeps what follows.  False once
 * nothing is left:  while (str_split(&rest, '\n', &line)) ... */
bool str_split(Str *s, char sep, Str *part);
/* Owned NUL-terminated copy. */
char *str_dup(Str s);
/* A whole decimal number with optional '-'; false on anything else or overflow. */
bool str_to_i64(Str s, long long *out);

/* Owned bytes with a NUL always kept after the end.  {0} is a valid empty Buf. */
typedef struct {
    char *p;
    size_t n;   // bytes in use, without the NUL
    size_t cap; // bytes allocated
} Buf;

#define BUF_INIT \
    {            \
        0        \
    }

void buf_deinit(Buf *b);
static inline void auto_buf(Buf *b)
{
    buf_deinit(b);
}
static inline Str buf_str(const Buf *b)
{
    return (Str){b->p, b->n};
}
/* The bytes as a C string, "" if empty; borrowed until the next change. */
const char *buf_c(const Buf *b);
/* Room for `more` further bytes; returns where they go.  The caller adds to b->n itself. */
char *buf_reserve(Buf *b, size_t more);
void buf_add(Buf *b, Str s);
void buf_add_c(Buf *b, const char *s);
void buf_add_byte(Buf *b, char c);
void buf_add_fill(Buf *b, char c, size_t n);
void buf_addf(Buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_vaddf(Buf *b, const char *fmt, va_list ap);
/* Replace [start, end) by `with`. */
void buf_splice(Buf *b, size_t start, size_t end, Str with);
void buf_clear(Buf *b);
/* Move the bytes out as an owned C string; the Buf is empty after. */
char *buf_take(Buf *b);

#endif
