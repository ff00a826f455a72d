/* The address spaces of a jail's processes. */
#ifndef JAIL_HELPER_SPACES_H
#define JAIL_HELPER_SPACES_H

#include "jail/helper/tree.h"

#include <stdint.h>
#include <sys/types.h>

/* Bytes in use, page tables included, of all but the first.  Pages that several have count several
 * times.  Cheap: one small file a process. */
int64_t spaces_at_most(const Tree *t);
/* The same, each page once, without those of the file system `scratch`, which are counted as files,
 * and of segments, which are counted, too.  O(mappings). */
int64_t spaces_exact(const Tree *t, dev_t scratch);
/* What the kernel keeps to know their mappings, of those that have very many, and no more than
 * `enough`: a program can split its memory into tens of thousands without using any of it.
 * O(mappings), and slow to read. */
int64_t spaces_of_mappings(const Tree *t, int64_t enough);

#endif
