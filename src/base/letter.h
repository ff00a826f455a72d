/* Capitals and small letters, one code point to one; what has no such form stays ("ß"). */
#ifndef BASE_LETTER_H
#define BASE_LETTER_H

#include <stdint.h>

uint32_t letter_upper(uint32_t cp);
uint32_t letter_lower(uint32_t cp);

#endif
