/* Running a program with one of its system calls on files made to fail.
 *
 * The calls are stopped by seccomp's user notification (seccomp_unotify(2)), so that it does not
 * matter which library or thread makes them; all but one then go on as if nothing were. */
#ifndef TESTS_INJECT_H
#define TESTS_INJECT_H

#include <limits.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

typedef enum {
    TROUBLE_ERROR, // the call fails with `error`
    TROUBLE_SHORT, // the call writes the first half of its bytes and says so
    TROUBLE_KILL   // the process is killed in its stead
} Trouble;

typedef struct {
    Trouble trouble;
    int error;        // errno
    bool reads;       // calls that change nothing count too
    bool stays;       // all calls after it fail as well
    long nth;         // of the calls that count; 0: none
    const char *hold; // fsync and fdatasync wait until there is this file; NULL: they do not
    const char *dir;  // only calls on what lies in this folder (absolute, normal) count
} Plan;

/* A system call that is watched. */
typedef enum { WHERE_FD, WHERE_PATH, WHERE_AT } Where;
typedef enum { READS, CHANGES, WRITES, OPENS } Effect;
typedef struct {
    int nr;
    const char *name;
    Where where;
    int arg;       // of the descriptor, the path, or the folder before the path
    Effect effect; // OPENS: as its flags say, the argument after the path
} WatchedCall;
const WatchedCall *inject_calls(size_t *n);
const WatchedCall *inject_call(int nr); // NULL: not watched

/* The call as the process made it. */
typedef struct {
    const WatchedCall *call;
    pid_t process;
    char path[PATH_MAX]; // of what it works on; "" if that is no file
} StoppedCall;
bool inject_look(const struct seccomp_notif *n, StoppedCall *out);
/* Write half of what the call was to write; the number of bytes, -errno if not one is. */
int64_t inject_write_half(const struct seccomp_notif *n, const StoppedCall *c);

#endif
