/* Names of captures as small numbers. */
#ifndef SYNTAX_CAPTURE_H
#define SYNTAX_CAPTURE_H

#include "base/str.h"

#include <stdint.h>

enum {
    CAPTURE_NONE = 0,        // paints its place plain
    CAPTURE_IGNORED = 0xffff // never painted: "_private", "injection.content", "spell" ...
};

/* The number of a name, the same for the life of the process; on any thread. */
uint16_t capture_intern(Str name);

#endif
