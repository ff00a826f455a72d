/* Sessions of a test's home: what the command line says of them, other terminals that come to them.
 */
#ifndef TESTS_SESSIONS_H
#define TESTS_SESSIONS_H

#include "outer.h"

/* What a command line of codelab prints, appended; its exit code.  It runs in the home, as the
 * user's. */
int sessions_words(const Outer *o, const char *args, Buf *out);
/* `codelab -l` has that text in it. */
bool sessions_list(const Outer *o, const char *text);
/* The pid of the only session there is. */
pid_t sessions_pid(const Outer *o);
/* End all there are; fails the test if one is left. */
void sessions_end(const Outer *o);
/* Another terminal of the same home; given up by sessions_leave(). */
void sessions_another(const Outer *first, Outer *o);
void sessions_leave(Outer *o);

#endif
