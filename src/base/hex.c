#include "base/hex.h"

int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool hex_parse(Str text, Buf *out)
{
    size_t was = out->n, i = 0;
    while (i < text.n) {
        if (text.p[i] == ' ' || text.p[i] == '\t') {
            i++;
            continue;
        }
        int high = hex_digit(text.p[i]), low = i + 1 < text.n ? hex_digit(text.p[i + 1]) : -1;
        if (high < 0 || low < 0) {
            buf_splice(out, was, out->n, STR_NULL);
            return false;
        }
        buf_add_byte(out, (char)(high << 4 | low));
        i += 2;
    }
    return true;
}

bool hex_number(Str digits, uint32_t *out)
{
    uint32_t n = 0;
    if (digits.n == 0 || digits.n > 8)
        return false;
    for (size_t i = 0; i < digits.n; i++) {
        int digit = hex_digit(digits.p[i]);
        if (digit < 0)
            return false;
        n = n << 4 | (uint32_t)digit;
    }
    *out = n;
    return true;
}
