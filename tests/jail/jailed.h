/* Within the program `jailed`. */
#ifndef TESTS_JAIL_JAILED_H
#define TESTS_JAIL_JAILED_H

#include "jail/jail.h"

/* Take the layer of a run and print it to descriptor 7, a line for each entry: "TYPE MODE PATH",
 * sorted; and after a file what it says.  Types as in ls, 'w' deleted, 'o' a folder that hides
 * another. */
void print_layer(int *layer_fd);

/* Make a jail ahead, have a shell do something (or nothing), start in it; says "warm" or "cold" on
 * stderr, as it was taken or not. */
bool start_warm(const JailPolicy *p, const char *const *argv, const char *between, JailRun *out,
                Err *err);
/* What comes from its pipes to ours, to the end. */
void pass_output(JailRun *run);

#endif
