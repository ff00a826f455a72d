/* A program on a terminal of 120x40 whose other end we play: we keep its screen, answer what it
 * asks, press its keys, and know when something came to be on the screen. */
#ifndef BENCH_TERM_H
#define BENCH_TERM_H

#include "vt/vt.h"

#include <sys/types.h>

enum { TERM_ROWS = 40, TERM_COLS = 120 };

typedef struct {
    Vt *vt;            // owned
    int fd;            // our end; -1 once the program closed its own
    pid_t pid;         // of the program
    int64_t *start_ns; // just before execve; shared with the child, which writes it
    Buf out;           // for the program, which has not read it yet
    uint64_t nbytes;   // that the program wrote so far
    int64_t last_ns;   // when the last of them came
} Term;

/* Start argv (argv[0] is a path) in the folder `home`, which is its $HOME too.  NULL if there is no
 * terminal or process to be had. */
Term *term_start(const char *const *argv, const char *home);
/* End the program and all that it started. */
void term_free(Term *t);

/* Play until `seen` holds and return when the bytes came that made it so (monotonic ns); -1 if the
 * program ended or timeout_ms passed before. */
int64_t term_wait(Term *t, bool (*seen)(const Term *t, const void *arg), const void *arg,
                  int timeout_ms);
/* Play until nothing came for quiet_ms, or max_ms have passed. */
void term_settle(Term *t, int quiet_ms, int max_ms);
/* Play several at once for that long. */
void term_play(Term *const *terms, size_t n, int ms);

/* Write to the program as a keyboard does; what it does not take at once goes while one plays. */
void term_send(Term *t, Str bytes);
/* Press a key, encoded as the program asked for. */
void term_press(Term *t, const Key *key);

typedef struct {
    int row, col;
} TermPlace;
/* Where `needle` stands on the screen, within one row. */
bool term_find(const Term *t, Str needle, TermPlace *out);
/* For term_wait: the C string `arg` stands on the screen. */
bool term_shows(const Term *t, const void *arg);

#endif
