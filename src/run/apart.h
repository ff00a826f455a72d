/* Where a run without namespaces writes, in the words of its plan. */
#ifndef RUN_APART_H
#define RUN_APART_H

#include "run/run.h"

/* Variables that name the jail's /tmp or home name the room instead. */
void run_apart_env(Strings *env, const char *room);
/* The plan's folder for what is built is in the room; argv may end with NULL. */
void run_apart_argv(Strings *argv, const char *build, const char *room);

#endif
