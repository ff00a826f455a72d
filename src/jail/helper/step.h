/* The steps of making a jail, as they are named in reports, and how a child tells of them.
 *
 * Everything that can fail between the birth of the jail and the program's first instruction is one
 * Step; reason.c turns a step and an errno into a sentence with its remedy. */
#ifndef JAIL_HELPER_STEP_H
#define JAIL_HELPER_STEP_H

#include "jail/helper/room.h"

#include <stdint.h>

typedef enum {
    STEP_NAMESPACES, // clone
    STEP_MAPS,       // user and group ids
    STEP_ROOT,       // the new root and the system in it
    STEP_READ_PATH,
    STEP_PROJECT,
    STEP_PIVOT,
    STEP_NETWORK,
    STEP_TTY,
    STEP_LIMITS,
    STEP_PRIVILEGES,
    STEP_FILTER,
    STEP_LANDLOCK, // where it is all there is
    STEP_ROOM,     // the one folder it may write to then
    STEP_FORK,
    STEP_CWD,
    STEP_EXEC,
    STEP_COUNT,
} Step;

/* What a child writes to the supervisor; one packet each. */
typedef enum {
    NEWS_READY = 1, // the jail is made; carries descriptors
    NEWS_FAILED,    // step, error, index
    NEWS_ENDED,     // status
    NEWS_BEGUN,     // what came before the program itself is done
    NEWS_STARTED,   // a jail made ahead has been told what to run: time_ns
    NEWS_LISTENER,  // carries the socket that the gate is to serve
    NEWS_SYSV,      // carries the tables of memory that belongs to no process
    NEWS_SOCKETS,   // carries what tells of the memory of sockets
} NewsKind;

/* Facts about the jail that are no failure. */
enum {
    NOTE_NO_PROC = 1,         // the kernel refused a fresh /proc
    NOTE_PROJECT_RDONLY = 2,  // no layer could be laid over the project, so it is read-only
    NOTE_PROJECT_FOREIGN = 4, // the same, and its owner could not be mapped
    NOTE_PLANTED = 8,         // something the host obeys is new in the project
    NOTE_LANDLOCK = 16,       // Landlock stands behind the mounts
    NOTE_LISTENS = 32,        // NEWS_READY brings a listener (see blocked.h)
    // What only a check tells:
    NOTE_NO_LANDLOCK = 64,
    NOTE_NO_LISTENER = 128,
    NOTE_NO_GROUP = 256,
    NOTE_APART = 512, // there are no namespaces; of runs, too
};

/* The index of STEP_PROJECT where it failed for a guarded folder that is a link. */
enum { PROJECT_LINKED = 1 };

/* Folders of the scratch file system, whose root NEWS_READY carries. */
#define SCRATCH_UPPER "upper"
#define SCRATCH_WORK  "work"

enum { SUBJECT_MAX = 600 };

typedef struct {
    uint32_t kind;
    uint32_t step;
    int32_t error;  // errno
    int32_t status; // as wait() gives it
    uint32_t index; // which of the policy's read paths; PROJECT_LINKED
    uint32_t notes;
    int64_t time_ns;           // monotonic
    int64_t started;           // NEWS_ENDED: processes and threads there ever were; 0: not known
    char subject[SUBJECT_MAX]; // what the step was about, if it is not in the policy
    Room base;                 // what of the scratch file system is ours
} News;

/* In the child: tell the supervisor, then die.  The channel is at CHANNEL_FD there. */
enum { CHANNEL_FD = 3 };
_Noreturn void step_fail(Step step);
_Noreturn void step_fail_at(Step step, unsigned index);
_Noreturn void step_fail_with(Step step, const char *subject);
/* Fail at `step` if a call said -1. */
void step_must(long result, Step step);

#endif
