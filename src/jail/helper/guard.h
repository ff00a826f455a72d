/* What the host runs or obeys later in a project: a program that may write the project still may
 * not change it. */
#ifndef JAIL_HELPER_GUARD_H
#define JAIL_HELPER_GUARD_H

enum { GUARDS = 3 };
extern const char *const guards[GUARDS];

/* Which of them are there: one bit each. */
unsigned guards_there(const char *project);
/* The same bit for a path relative to the project that is or lies in one of them, else 0. */
unsigned guard_of(const char *path);

#endif
