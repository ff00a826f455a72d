/* Bugs end the program at once, in debug and release builds alike: an editor that holds unsaved
 * text must not run on into undefined behaviour. */
#ifndef BASE_BUG_H
#define BASE_BUG_H

#include <stddef.h>

/* Stop here if `cond` holds.  Use it for states that only a programming error can bring about,
 * never for what a file, a user or the machine can cause. */
#define BUG_ON(cond)                           \
    do {                                       \
        if (__builtin_expect(!!(cond), 0))     \
            bug_at(__FILE__, __LINE__, #cond); \
    } while (0)

#define BUG(what) bug_at(__FILE__, __LINE__, what)

/* Run the rescue hook, print one line to stderr and abort. */
__attribute__((noreturn, cold)) void bug_at(const char *file, int line, const char *what);

/* Install what must happen before the process dies of a bug or a fatal signal: give the terminal
 * back, write recovery data.  One hook a process; NULL removes it.  The hook runs at most once and
 * may only use async-signal-safe calls.  `arg` is borrowed until the hook is replaced. */
void bug_set_rescue(void (*rescue)(void *arg), void *arg);

/* Run the rescue hook now if it has not run yet (for the handlers of fatal signals). */
void bug_rescue(void);

#endif
