/* The file system the program sees: a tmpfs of ours with read-only pieces of the system on it. */
#ifndef JAIL_HELPER_ROOT_H
#define JAIL_HELPER_ROOT_H

#include "jail/helper/birth.h"
#include "jail/helper/policy.h"

enum { SYSTEM_TREES = 24 };

/* Pieces of the host, taken before the ids change: as root, some lie in folders that only root may
 * enter. */
typedef struct {
    int system[SYSTEM_TREES]; // -1: not on this host
    int read[POLICY_MAX_READS];
    int project;      // -1: none
    bool owner_comes; // the supervisor sends the same tree under its mapped owner, if it can
} Sources;

void sources_open(const Policy *p, const Inherit *own, Sources *out);

/* Build the root, enter it and let go of the host's.  Returns NOTE_ bits; *scratch gets the root of
 * the scratch file system (its folders tmp, home, shm, upper), *base what of it
 * is not the program's. */
unsigned root_enter(const Policy *p, const Sources *src, int *scratch, Room *base);

/* The folders of the system that are there on every start. */
void system_open(const Policy *p, int *trees);
void system_place(int root, const int *trees);
/* The path on the host of the folder or file number `i`, NULL: there are no more, "": not of this
 * run.  Devices are not among them. */
const char *system_path(const Policy *p, size_t i, char buf[64]);

/* The project at its path, below the scratch layer unless it may be written.  NOTE_ bits. */
unsigned project_place(const Policy *p, const Sources *src, int root);
#endif
