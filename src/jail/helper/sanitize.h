/* What a program prints, made harmless for the user's terminal.
 *
 * An allow-list: printable text, newline, tab, carriage return and colours come through.
 * Every other control sequence is dropped, whole, in each encoding; what cannot be seen or turns
 * the text around is shown by its number.  The state holds from one call to the next, so that a
 * sequence cut into pieces is still one. */
#ifndef JAIL_HELPER_SANITIZE_H
#define JAIL_HELPER_SANITIZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SANITIZE_PARAMS = 64, // bytes of parameters a colour may have
    SANITIZE_LIST = 16,   // and how many of them
};

typedef struct {
    enum { SAN_TEXT, SAN_ESCAPE, SAN_ESCAPE_MORE, SAN_CSI, SAN_CSI_DROP, SAN_STRING } state;
    char params[SANITIZE_PARAMS];
    size_t nparams;
    uint32_t cp;       // of a character that is not complete yet
    int missing;       // bytes it still lacks
    uint32_t least;    // smallest code point its length may hold
    bool line_editing; // also let through what moves within the line (backspace, too)
    bool coloured;     // a colour is on that must be taken back at the end
} Sanitizer;

/* Room that `n` bytes and what was held back can need. */
#define SANITIZE_ROOM(n) ((n)*9 + SANITIZE_PARAMS + 16)

/* Returns how many bytes were put into `out`. */
size_t sanitize(Sanitizer *s, const char *in, size_t n, char *out);
/* The program has ended: take colours back. */
size_t sanitize_end(Sanitizer *s, char *out);

#endif
