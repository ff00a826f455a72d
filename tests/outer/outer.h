/* codelab itself on a pseudo-terminal whose other end the test plays: what it sends is kept as
 * bytes and shown on a screen of ours. */
#ifndef TESTS_OUTER_H
#define TESTS_OUTER_H

#include "base/mem.h"
#include "base/str.h"
#include "vt/vt.h"

#include <sys/types.h>
#include <termios.h>

typedef struct {
    char *home;            // owned; $HOME, with the files of the test
    int fd, slave;         // our end of the terminal, and its own, held open
    struct termios before; // as the program found them
    pid_t pid;
    Vt *vt;    // owned
    Buf sent;  // all that it sent
    Buf typed; // answers that the program has not read yet
    bool answers;
    const char *about, *report; // borrowed; what is tried, and a file that says what came of it:
                                // told where something never comes; NULL: nothing
} Outer;

enum { OUTER_ARGS = 16 };

typedef struct {
    const char *term;             // $TERM
    const char *set[6];           // "NAME=VALUE", ended by NULL
    const char *args[OUTER_ARGS]; // of the program, ended by NULL
    int rows, cols;               // 0: 24, 80
    bool answers;                 // the terminal answers what it is asked
    const char *program;          // a path; NULL: codelab
    bool session;                 // it may begin one, or go to one; else it gets -n
    int erase;                    // VERASE of the terminal; 0: as it comes
} OuterSetup;

/* A home with nothing in it. */
void outer_begin(Outer *o);
void outer_end(Outer *o);
/* A file below the home, with its folders. */
void outer_put(const Outer *o, const char *name, Str bytes);
/* Fails the test unless that file below the home holds `text`. */
void outer_check_file(const Outer *o, const char *name, const char *text);
/* Start codelab in the home. */
void outer_start(Outer *o, const OuterSetup *s);
/* The same on a terminal of its own, after codelab has ended. */
void outer_restart(Outer *o, const OuterSetup *s);
void outer_type(Outer *o, Str bytes);
/* Play until `text` stands on the screen.  As all that waits here it fails the test, with the
 * screen as it is, once the program and all it started sleep for good or turn in circles
 * (patience.h): no clock ends it that a busy machine could slow. */
void outer_see(Outer *o, const char *text);
/* Play until one of the texts (ended by NULL) stands there, or codelab has ended: which, or -1. */
int outer_see_one(Outer *o, const char *const *texts);
/* Play until it stands there no more. */
void outer_lose(Outer *o, const char *text);
bool outer_shows(const Outer *o, const char *text);
/* Play until `text` is there as a slow line would, at most some 40 kB a second, and type `keys`
 * again and again; returns how often. */
int outer_see_slowly(Outer *o, const char *text, Str keys);
/* Fails the test as `text` never came, and tells all there is to know of it. */
_Noreturn void outer_give_up(const Outer *o, const char *text);
/* Play until nothing came for this long. */
void outer_quiet(Outer *o, int ms);
/* The terminal gets another size, and tells it. */
void outer_resize(Outer *o, int rows, int cols);
/* Play until `bytes` were sent at or after `off` (of o->sent). */
void outer_wait_sent(Outer *o, size_t off, const char *bytes);
/* Play until it has ended; its status as of waitpid(). */
int outer_finish(Outer *o);
bool outer_sent(const Outer *o, const char *bytes);
/* Fails the test unless the terminal is as it was found. */
void outer_check_given_back(const Outer *o, const char *what);

#endif
