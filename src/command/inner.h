/* What the files of this room share. */
#ifndef COMMAND_INNER_H
#define COMMAND_INNER_H

#include "command/command.h"
#include "workspace/workspace.h"

/* One table a topic, each at the foot of its file, ended by a row without id. */
extern const Command commands_app[];
extern const Command commands_cursor[];
extern const Command commands_edit[];
extern const Command commands_explorer[];
extern const Command commands_file[];
extern const Command commands_find[];
extern const Command commands_group[];
extern const Command commands_panel[];
extern const Command commands_run[];
extern const Command commands_tab[];
extern const Command commands_terminal[];
extern const Command commands_view[];

/* The shown view, or a sentence. */
View *command_view(Workspace *ws, Err *err);
/* Bits of the contexts in text order, for the keymap's order of preference. */
int context_rank(const char *when);

#endif
