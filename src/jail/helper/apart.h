/* A run without namespaces, where the machine gives us none and the user asks for it all the same.
 *
 * What the mounts do else, Landlock does; what the namespace of processes does, Landlock's scopes
 * and the first process do: it adopts all orphans, and nobody it has started can signal it, while
 * it can signal all of them and nobody else.  What Landlock does not look at (modes and owners of
 * files, sockets, memory that is shared by number, limits of other processes) the filter refuses.
 * Writing goes to one folder of the host, the room, made for the run and removed after it. */
#ifndef JAIL_HELPER_APART_H
#define JAIL_HELPER_APART_H

#include "jail/helper/room.h"

#include <stdbool.h>
#include <sys/types.h>

/* How many processes and threads the user has already. */
int apart_others(uid_t user);
/* Be the parent of all that is left behind by what we start. */
void apart_adopt_orphans(void);
/* End all that we have started, and what that has started; we are confined as confine_signals()
 * says.  Returns when nothing of it is left. */
void apart_end_all(void);
_Noreturn void apart_leave(void);
/* In the supervisor, when the first process is gone: the same, should it have been killed. */
void apart_end_orphans(void);

/* The room: open, ours alone (or `owner`'s, if that is not 0) and held, so that who finds it not
 * held may remove it.  Removes those of dead runs first.  -1 with errno. */
int apart_room_make(const char *path, uid_t owner);
/* What is in it, as far as it goes: beyond `most` it is not counted to the end. */
Room apart_room_use(int room, Room most);
/* A call that waits, and wants to change the mode or times of a file: done for it, if the file is
 * in the room (whose path is `name`).  What it is answered: an errno, or 0. */
struct seccomp_data;
int apart_change(const char *name, int room, pid_t pid, const struct seccomp_data *call);
/* Remove it with all that is in it; nobody writes there any more. */
void apart_room_remove(const char *path, int room);

#endif
