/* Where a save that only needs to be put in place waits for what a crash right after it must not
 * part it from: the version of the content that it replaces, and the journal's mark, which tells
 * the saved text from edits that are not saved.  Both are under way then; a database that is
 * locked or broken holds one save for a second, and none after that until it is well again. */
#ifndef WORKSPACE_SAVE_GATE_H
#define WORKSPACE_SAVE_GATE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Workspace Workspace;
typedef struct SaveGate SaveGate;

SaveGate *save_gate_new(Workspace *ws);
/* Nobody waits any more. */
void save_gate_free(SaveGate *g);
/* Calls go(arg) once, now or later, in gather or act. */
typedef struct {
    const char *path; // absolute; borrowed
    uint64_t doc;     // id
    void (*go)(void *arg);
    void *arg;
} SavePass;
void save_gate_pass(SaveGate *g, SavePass p);
/* A version of the file is under way; it is written, or failed. */
void save_gate_version_begins(SaveGate *g, const char *path);
void save_gate_version_ends(SaveGate *g, const char *path, bool ok);
/* A batch of the journal is written, or failed. */
void save_gate_journal_ends(SaveGate *g, bool ok);

#endif
