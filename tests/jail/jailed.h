/* Within the program `jailed`. */
#ifndef TESTS_JAIL_JAILED_H
#define TESTS_JAIL_JAILED_H

/* Take the layer of a run and print it to descriptor 7, a line for each entry: "TYPE MODE PATH",
 * sorted; and after a file what it says.  Types as in ls, 'w' deleted, 'o' a folder that hides
 * another. */
void print_layer(int *layer_fd);

#endif
