/* How the shell of a terminal is started. */
#ifndef WORKSPACE_TERMINAL_SHELL_H
#define WORKSPACE_TERMINAL_SHELL_H

#include "base/vec.h"
#include "workspace/options.h"

typedef struct {
    const char *argv[4];   // ends with NULL; borrowed from the options and `owned`
    Vec(const char *) env; // the same
    Vec(char *) owned;
    bool marks; // it will tell of its prompts and commands
} TerminalShell;

/* The shell that the settings name, else $SHELL; borrowed. */
const char *terminal_shell_of(const Options *o);
/* The shell of the settings, with its integration if that is wanted and known for it; a cache
 * folder that cannot be written only costs the marks. */
void terminal_shell_init(TerminalShell *s, const Options *o);
void terminal_shell_deinit(TerminalShell *s);

#endif
