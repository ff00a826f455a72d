/* A macro: commands and typed text that were recorded, to be played again.
 *
 * The commands themselves are run by the room above.  What one play edits is one undo step: a group
 * of the shown document's edits is open while it plays, and closed by whatever cannot happen within
 * one (undo, a save). */
#ifndef WORKSPACE_MACRO_H
#define WORKSPACE_MACRO_H

#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct Workspace Workspace;

enum { MACRO_STEPS = 10000, MACRO_BYTES = 1 << 20 };

typedef enum { MACRO_COMMAND, MACRO_TYPE, MACRO_PASTE } MacroKind;
typedef struct {
    MacroKind kind;
    char *command; // owned id, of MACRO_COMMAND
    Buf text;      // owned; its argument, or what was typed or pasted
} MacroStep;
typedef Vec(MacroStep) MacroSteps;

typedef struct {
    MacroSteps steps; // of the macro there is
    MacroSteps fresh; // of the recording under way
    bool recording;
    int depth;          // commands under way: what a command runs is not recorded again
    size_t times, done; // plays that are to be made and that were; times 0: none
    size_t at;          // next step of the play under way
    size_t place; // where that play began: cursor and revision, to see whether it did anything
    uint64_t rev, doc;
    uint64_t group; // id of the document that a group is open in, 0: none
} Macro;

void macro_deinit(Macro *m);
void macro_record(Macro *m);
/* What was recorded becomes the macro; false if that is nothing, and the old one stays. */
bool macro_record_end(Macro *m);
/* Add a step to the recording, if there is one; typed text joins the step before.  What is too much
 * ends the recording, with a message. */
void macro_add(Workspace *ws, MacroKind kind, Str command, Str text);
/* Take the step added last back. */
void macro_unadd(Macro *m);
bool macro_is_playing(const Macro *m);
/* Edits from now on belong to the play, in whichever document is shown. */
void macro_group(Workspace *ws);
void macro_ungroup(Workspace *ws);
/* Play no more. */
void macro_stop(Workspace *ws);

#endif
