/* The user's keybindings.json, read; only keymap*.c and its tests include this. */
#ifndef COMMAND_KEYMAP_USER_H
#define COMMAND_KEYMAP_USER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "command/keymap.h"

enum { KEYMAP_FILE_MAX = 1 << 20, KEYMAP_CHORD_MAX = 16, KEYMAP_PROBLEMS_MAX = 100 };

/* One entry of the file, its texts in the arena. */
typedef struct {
    Binding row; // command: an id that exists; of a removal also "", which means all commands
    bool remove;
    size_t index; // of the entry
} UserRow;
typedef Vec(UserRow) UserRows;
typedef Vec(char *) Sentences; // owned

/* Read the text of a file that is called `name` in sentences.  What is wrong with an entry is one
 * sentence with line and column; the others are read. */
void keymap_read(Str text, const char *name, Arena *arena, UserRows *rows, Sentences *problems);

/* What VS Code's command of that name is here: an id, and in *arg what to give it (NULL: what the
 * user says).  NULL if nothing does the same. */
const char *vscode_command(Str name, const char **arg);

#endif
