/* Sessions of a test's home: what the command line says of them, other terminals that come to them.
 */
#ifndef TESTS_SESSIONS_H
#define TESTS_SESSIONS_H

#include "outer.h"

/* What the client says when it has been detached. */
#define SESSIONS_BACK "codelab to return"

// A dialog takes no answer for so long, as it may have come in the middle of typing.
enum { SESSIONS_ANSWERABLE_MS = 400 };

/* A terminal that comes back; and one that opens the file of sessions_begin(). */
extern const OuterSetup sessions_bare, sessions_with_file;

/* A home with a session of it: a.txt, which holds "hello", is open, with an "x" typed before. */
void sessions_begin(Outer *o);
/* End all that runs, and take the home away. */
void sessions_finish(Outer *o);
/* Detach, and see the client end. */
void sessions_detach(Outer *o);

/* What a command line of codelab prints, appended; its exit code.  It runs in the home, as the
 * user's. */
int sessions_words(const Outer *o, const char *args, Buf *out);
/* `codelab -l` has that text in it. */
bool sessions_list(const Outer *o, const char *text);
/* Wait until it has, or has not. */
void sessions_wait(const Outer *o, const char *text, bool there);
/* The pid of the only session there is. */
pid_t sessions_pid(const Outer *o);
/* End all there are; fails the test if one is left. */
void sessions_end(const Outer *o);
/* Another terminal of the same home; given up by sessions_leave(). */
void sessions_another(const Outer *first, Outer *o);
void sessions_leave(Outer *o);

#endif
