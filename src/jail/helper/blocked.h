/* What a program tried and could not do: a report for who looks at the run, never a decision.
 *
 * The kernel tells us of some calls before it makes them, and we always let it go on: mounts,
 * namespaces and filters decide, as if nobody listened.  What is read of the program's memory may
 * have changed when the kernel reads it, so a program can lie here, and gains nothing by it. */
#ifndef JAIL_HELPER_BLOCKED_H
#define JAIL_HELPER_BLOCKED_H

#include "jail/helper/policy.h"

#include <stddef.h>
#include <sys/types.h>

enum { BLOCKED_MAX = 64, BLOCKED_LOOKS = 4096, BLOCKED_PATH = 1024 };

typedef struct {
    const Policy *policy; // borrowed
    int listener;         // -1: none
    int room;             // without namespaces (see apart.h), borrowed; else -1
    unsigned guarded;     // of guards_there(): what was there before
    int scratch;          // folder of the scratch file system, borrowed; -1: not known
    bool full;            // it wanted to change a file that is larger than the room that is left
    int looks;            // how often we looked; after BLOCKED_LOOKS we only nod
    size_t n;
    char *items[BLOCKED_MAX]; // owned: "write PATH", "connect ADDRESS" or "lookup NAME"
} Blocked;

/* In the jail: have the calls of what is started from now on told at the descriptor this returns,
 * or -1 where the kernel cannot. */
int blocked_listen(void);
/* The same without namespaces, of changes of modes and times as well. */
int blocked_listen_apart(void);

/* A call is waiting at the listener: note it and let it go on. */
void blocked_take(Blocked *b);
void blocked_deinit(Blocked *b);

/* Pure: `path` without "." and "..", and without doubled slashes; it shrinks in place. */
void blocked_plain(char *path);
/* Pure: may the program write there? */
bool blocked_may_write(const Blocked *b, const char *path);
/* Pure: the words for a socket address, false if the program may connect to it. */
bool blocked_address(const Blocked *b, const void *address, size_t n, char *out, size_t size);
/* Pure: the name that a question to a name server asks for. */
bool blocked_name(const unsigned char *query, size_t n, char *out, size_t size);

#endif
