/* One run of the editor on a terminal, with trouble at one of its system calls on files. */
#ifndef TESTS_CALL_RUN_H
#define TESTS_CALL_RUN_H

#include "../outer/outer.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
    const char *error, *how; // as `inject` takes them
} CallKind;

typedef struct {
    Outer o;
    char *reports, *about; // owned; a folder, and what is tried
    const CallKind *kind;
    const char *what; // borrowed; what the editor is to do
    long nth, ncalls;
    bool hit, ended, killed;
    char call[64];
} CallRun;

/* Fails the test saying which call of which run it was. */
#define CALL_EXPECT(r, cond)                                                          \
    do {                                                                              \
        if (!(cond))                                                                  \
            fail_msg("%s, %s (%s) at call %ld (%s): %s", (r)->what, (r)->kind->error, \
                     (r)->kind->how, (r)->nth, (r)->call, #cond);                     \
    } while (0)

/* All calls after that one fail as well. */
bool call_run_stays(const CallRun *r);
/* A home with nothing in it; kind, what and nth are set. */
void call_run_begin(CallRun *r);
/* The editor with these arguments (ended by NULL); with a session of its own if it is `session`. */
void call_run_start(CallRun *r, const char *const *args, bool session);
/* Which of the texts (ended by NULL) came to the screen; -1: it has ended. */
int call_run_see(CallRun *r, const char *const *texts);
/* Ctrl+Q, which discards what is unsaved: true if that was asked about, with `shown` on the screen.
 * Fails the test unless the editor then ends well, or was killed. */
bool call_run_leave(CallRun *r, const char *shown);
/* Fails the test unless the database opens without repair and all versions of the file, a path
 * below the folder `dir` of the home, can be read; is there one that holds `text`? */
bool call_run_history(const CallRun *r, const char *dir, const char *file, const char *text);
void call_run_end(CallRun *r);

/* `one` for trouble at every FAULT_STRIDEth call (or every `usual`th), from FAULT_FIRST on (or one
 * of the first at random), until a run has fewer calls. */
void call_run_in_turn(const CallKind *kind, long usual, void (*one)(CallRun *r, void *arg),
                      void *arg);

#endif
