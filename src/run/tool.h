/* Finding toolchains: the real program behind PATH, shims and links, and what it needs to read. */
#ifndef RUN_TOOL_H
#define RUN_TOOL_H

#include "run/run.h"

void strings_deinit(Strings *s);
void strings_add(Strings *s, char *text); // takes it over

/* Absolute path of a program: in the project's node_modules/.bin, then in PATH; pyenv and rustup
 * shims are followed to the program they stand for.  Owned; NULL if there is none. */
char *tool_find(const char *project, const char *name);
/* Folders that must be readable in the jail for this program to run, beyond the system's own;
 * appended. */
void tool_read_paths(const char *path, Strings *out);

#endif
