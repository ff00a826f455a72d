/* The shortcuts as a list to look at and to change.
 *
 *   KeyEntries all = {0};
 *   keys_find(keymap, STR("save \"ctrl+k\""), &all);
 *   keys_assign(ws, &all.p[0], STR("f7"), &err); */
#ifndef COMMAND_KEYS_LIST_H
#define COMMAND_KEYS_LIST_H

#include "base/vec.h"
#include "command/keymap.h"

/* A command with one of its rows. */
typedef struct {
    const Command *command;
    const KeyRow *row; // NULL: it has no key; borrowed until the keymap is made anew
} KeyEntry;
typedef Vec(KeyEntry) KeyEntries;

/* Entries that hold all words of the query in their title, id, key, source or `when`; a word in
 * double quotes is a key.  By title; appended. */
void keys_find(const Keymap *m, Str query, KeyEntries *out);
/* "default", "preset", "user". */
const char *keys_source(const KeyRow *r);
/* Other commands that a chord means somewhere, longer chords that begin with it too: appended as
 * one sentence; nothing if there are none. */
void keys_conflicts(const Keymap *m, const Key *keys, size_t n, const Command *but, Buf *out);
/* What a chord runs in `now` and why, what else it could: lines, appended. */
void keys_explain(const Keymap *m, const Key *keys, size_t n, ContextSet now, Buf *out);

/* Change keybindings.json, whose comments and layout stay.  Each fails with a sentence and changes
 * nothing if the file cannot be read or written, or is being edited. */
/* Have these keys lead to the entry's command, where its row holds; its other key stays if `more`,
 * else goes. */
bool keys_assign(Workspace *ws, const KeyEntry *e, Str keys, bool more, Err *err);
/* The row's key leads there no more. */
bool keys_remove(Workspace *ws, const KeyEntry *e, Err *err);
/* All that the file says of the command goes. */
bool keys_reset(Workspace *ws, const Command *c, Err *err);

#endif
