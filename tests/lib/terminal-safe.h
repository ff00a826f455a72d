/* What may reach a user's terminal from a program: told apart by other means than the filter that
 * is to let only this through. */
#ifndef TESTS_LIB_TERMINAL_SAFE_H
#define TESTS_LIB_TERMINAL_SAFE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* Length of a colour (or, if allowed, an edit within the line) at `p`, 0 if it is something else.
 */
static inline size_t safe_sequence(const unsigned char *p, size_t n, bool line_editing)
{
    size_t i = 2, separators = 0;
    if (n < 3 || p[0] != 0x1b || p[1] != '[')
        return 0;
    for (; i < n && (strchr("0123456789;:", p[i]) && p[i]); i++)
        separators += p[i] > '9';
    if (i == n || separators > 15 || i > 70)
        return 0;
    if (p[i] == 'm')
        return i + 1;
    return line_editing && separators == 0 && p[i] && strchr("KCDG@P", p[i]) ? i + 1 : 0;
}

/* Length of one valid, visible character beyond ASCII at `p`, else 0. */
static inline size_t safe_character(const unsigned char *p, size_t n)
{
    size_t len = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    unsigned long cp = p[0] & (0xffU >> (len + 1));
    if (p[0] < 0xc2 || p[0] > 0xf4 || len > n)
        return 0;
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
        cp = cp << 6 | (p[i] & 0x3f);
    }
    bool overlong = cp < (len == 2 ? 0x80UL : len == 3 ? 0x800UL : 0x10000UL);
    bool bidi = (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200e ||
                cp == 0x200f || cp == 0x61c;
    bool hidden = cp == 0x200b || cp == 0x2060 || cp == 0xfeff || (cp >= 0xe0000 && cp < 0xe0080);
    return overlong || bidi || hidden || cp < 0xa0 || (cp >= 0xd800 && cp < 0xe000) || cp > 0x10ffff
               ? 0
               : len;
}

/* Offset of the first thing that is not safe, `n` if all is. */
static inline size_t terminal_safe(const char *text, size_t n, bool line_editing)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0, len; i < n; i += len) {
        if (p[i] == 0x1b)
            len = safe_sequence(p + i, n - i, line_editing);
        else if (p[i] >= 0x80)
            len = safe_character(p + i, n - i);
        else
            len = (p[i] >= 0x20 && p[i] != 0x7f) || (p[i] && strchr("\n\t\r", p[i])) ||
                  (p[i] == '\b' && line_editing);
        if (len == 0)
            return i;
    }
    return n;
}

#endif
