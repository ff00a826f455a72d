/* What the files of terminals share. */
#ifndef WORKSPACE_TERMINAL_INNER_H
#define WORKSPACE_TERMINAL_INNER_H

#include "workspace/inner.h"

/* Output of its program, to the screen and to who looks for problems. */
void terminal_take(Terminal *t, Str bytes);
/* Send what the screen answers. */
void terminal_answer(Terminal *t);

/* Start its shell in the jail. */
bool terminal_jail_start(Terminal *t, const struct Lang *repl, const char *cwd, int rows, int cols,
                         Err *err);
/* Say in its screen what the jail lets it do, if it is in one. */
void terminal_jail_greet(Terminal *t);
/* Once: what it wrote is taken for a review, and the shell is ended. */
void terminal_jail_take_writes(Terminal *t);

/* Put its output on the screen, and read it for problems unless it floods: each command
 * replaces what the one before it found. */
void terminal_problems_take(Terminal *t, Str bytes);
/* A key is about to be sent: with Enter a command may begin, where the shell marks none. */
void terminal_problems_key(Terminal *t, const Key *k);
/* Nothing came for a while: what waits for more lines is complete. */
void terminal_problems_rest(Terminal *t);
void terminal_problems_free(Terminal *t);

#endif
