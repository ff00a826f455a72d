/* Fingerprints: tell bytes that changed from those seen before, at the speed of reading them.  They
 * differ from machine to machine and keep nobody out who means to deceive. */
#ifndef TEXT_FINGERPRINT_H
#define TEXT_FINGERPRINT_H

#include "base/str.h"

#include <stdint.h>

/* Never 0. */
uint64_t fingerprint(Str s);

#endif
