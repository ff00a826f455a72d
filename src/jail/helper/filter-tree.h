/* The part of a filter that needs no look at arguments: a search tree over the numbers of calls.
 *
 * The kernel walks a new filter once for every call there is, to remember which are always allowed;
 * with ranges in a shallow tree that takes a third of the time of a test for each call. */
#ifndef JAIL_HELPER_FILTER_TREE_H
#define JAIL_HELPER_FILTER_TREE_H

#include <linux/filter.h>
#include <stddef.h>
#include <stdint.h>

enum { CALLS_MAX = 512, TREE_CODE_MAX = 600 };

typedef enum {
    CALL_ABSENT,  // does not exist here
    CALL_REFUSED, // not permitted
    CALL_ALLOWED,
    CALL_RULED, // what follows the tree decides
} CallClass;

/* Code that looks at the machine and the number; `classes` is by number, those beyond are absent.
 * Foreign machines go on to what follows.  Returns its length, 0 if there is
 * too much to tell apart. */
size_t filter_tree(const CallClass *classes, uint32_t machine, struct sock_filter *out);

#endif
