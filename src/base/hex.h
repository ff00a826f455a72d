/* Bytes as people write them: "7F 45 4c46". */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include "base/str.h"

#include <stdint.h>

/* Append the bytes that pairs of hexadecimal digits stand for; blanks may stand between bytes.
 * False, and nothing appended, if there is anything else, or half a byte. */
bool hex_parse(Str text, Buf *out);
/* Value of a hexadecimal digit, -1 if it is none. */
int hex_digit(char c);
/* A number of one to eight digits without blanks or prefix; false if it is not that. */
bool hex_number(Str digits, uint32_t *out);

#endif
