/* Finding toolchains: the real program behind PATH, shims and links, and what it needs to read. */
#ifndef RUN_TOOL_H
#define RUN_TOOL_H

#include "run/run.h"

void strings_deinit(Strings *s);
void strings_add(Strings *s, char *text); // takes it over

/* Absolute path of a program: in the project's .venv or node_modules, then in PATH; pyenv and
 * rustup shims are followed to the program they stand for.  Owned; NULL if there is none. */
char *tool_find(const char *project, const char *name);
/* What must be readable in the jail for this program to run, beyond the system's own; appended.
 * Where its folder would open the user's home, it is the program alone. */
void tool_read_paths(const char *path, Strings *out);
/* Where the system's Java has its settings; appended, if there is one. */
void tool_read_java(Strings *out);
/* Is this Node of the version ("22.6") or newer?  Not, if it does not tell without being run. */
bool tool_is_at_least(const char *path, const char *version);

#endif
