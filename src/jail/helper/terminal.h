/* The user's own terminal, when the program has one of its own behind it. */
#ifndef JAIL_HELPER_TERMINAL_H
#define JAIL_HELPER_TERMINAL_H

#include <stdbool.h>
#include <termios.h>

typedef struct {
    bool raw;
    struct termios saved;
} Terminal;

/* Keys go through untouched, so that the inner terminal makes lines and signals of them. */
void terminal_raw(Terminal *t);
void terminal_restore(Terminal *t);
/* Give the inner terminal the size of the user's, if it has one. */
void terminal_copy_size(int master);
/* May we read from the terminal at 0?  Not as a job in the background. */
bool terminal_is_ours(void);

#endif
