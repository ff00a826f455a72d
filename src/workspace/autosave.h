/* Saving by itself, as files.autoSave has it: some time after the last edit, or when the editor,
 * its tab or the terminal loses the focus. */
#ifndef WORKSPACE_AUTOSAVE_H
#define WORKSPACE_AUTOSAVE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Workspace Workspace;

typedef struct {
    struct LoopTimer *timer; // owned; NULL until it is needed
    uint64_t edits;          // revisions of all documents together, when it was set last
    uint64_t doc;            // that has the focus; 0: none
} AutoSave;

void autosave_settle(Workspace *ws);
void autosave_deinit(AutoSave *a);

#endif
