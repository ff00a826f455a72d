/* One direction of bytes between the caller's descriptors and the program's.
 *
 * The program never gets a descriptor of the caller's: it could open a file behind it anew for
 * writing, or do to a terminal what it likes. */
#ifndef JAIL_HELPER_STREAM_H
#define JAIL_HELPER_STREAM_H

#include "jail/helper/sanitize.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STREAM_CHUNK = 16384, STREAM_BYTES = SANITIZE_ROOM(STREAM_CHUNK) };

/* What the program may still print, over all its streams. */
typedef struct {
    int64_t left, used; // bytes
    bool limited, exceeded;
} OutputBudget;

typedef struct {
    int from, to;         // -1: closed.  Owned, but for 0, 1, 2
    OutputBudget *budget; // NULL: not counted
    bool filtered, ended; // ended: nothing more comes from `from`
    bool ends_with_eot;   // `to` is a terminal: its end of input is a character
    Sanitizer sanitizer;
    char *buf;    // of STREAM_BYTES, borrowed
    size_t at, n; // unwritten bytes are [at, n)
} Stream;

/* What to wait for; both have fd -1 where there is nothing. */
void stream_poll(const Stream *s, struct pollfd *from, struct pollfd *to);
/* Go on as far as the two are ready. */
void stream_move(Stream *s, bool readable, bool writable);
/* Give up both ends and what is left between them. */
void stream_close(Stream *s);

#endif
