/* The keymap: chords of keys to commands, chosen by `when`.
 *
 * Three layers of rows: the defaults, those of the preset (keyboard.preset), and the user's
 * (keybindings.json).  Of the rows of one chord that hold, a dialog's or the palette's own come
 * first, then the user's, the preset's, the defaults; within a layer the most specific context. */
#ifndef COMMAND_KEYMAP_H
#define COMMAND_KEYMAP_H

#include "base/err.h"
#include "base/key.h"
#include "base/str.h"
#include "command/when.h"

typedef struct Command Command;
typedef struct Keymap Keymap;

typedef struct {
    const char *keys;    // "ctrl+k s"
    const char *command; // id
    const char *when;    // NULL: always
    const char *arg;     // NULL: none
} Binding;

typedef enum { KEYMAP_DEFAULT, KEYMAP_PRESET, KEYMAP_USER } KeymapSource;

/* A row in force. */
typedef struct {
    const Binding *row; // its keys with the leader that is set
    const Command *command;
    const When *when; // NULL: always
    KeymapSource source;
    int tier;            // that a terminal must have to send its keys
    int rank;            // how specific its context is
    size_t first, nkeys; // in the keymap's keys
    size_t index;        // the user's: of its entry in keybindings.json
} KeyRow;

/* The keys that hold with the settings and the user's file; what is wrong there is said.  `ws` is
 * borrowed for as long; it gets to know the keymap. */
Keymap *keymap_new(Workspace *ws);
void keymap_free(Keymap *m);
/* Make it anew if a setting or the user's file changed since (the beat "settle"). */
void keymap_settle(Keymap *m);

typedef enum {
    KEYMAP_NONE,
    KEYMAP_PENDING,
    KEYMAP_HIT,
    KEYMAP_AGAIN, // as HIT, but of the keys before: this one is to be fed again
} KeymapAnswer;
/* One more key.  PENDING: it starts or goes on with a chord; HIT: *command is what it means, NULL:
 * the chord leads nowhere. */
KeymapAnswer keymap_feed(Keymap *m, const Workspace *ws, const Key *k, const Command **command,
                         Str *arg);
/* Begin a chord as its first key does. */
void keymap_lead(Keymap *m);
/* The keys so far mean a command as they are, and more could follow: what it is, and forget them.
 */
bool keymap_take_whole(Keymap *m, const Command **command, Str *arg);
bool keymap_has_whole(const Keymap *m);
/* The chord that is under way as text ("Ctrl+K"), "" if none; borrowed. */
const char *keymap_pending(const Keymap *m);
/* Forget the keys of a chord that did not come to its end. */
void keymap_cancel(Keymap *m);
/* The first key of most chords, as key_name() has it; borrowed until it is made anew. */
const char *keymap_leader(const Keymap *m);
/* The key that stands for another one in the preset (emacs: ctrl+g is Escape), else k itself. */
Key keymap_alias(const Keymap *m, ContextSet now, const Key *k);
/* Rows that could follow the chord under way, one of each command, for the leader panel. */
size_t keymap_following(const Keymap *m, const Workspace *ws, const Binding **rows, size_t max);

/* All rows, defaults first; borrowed until it is made anew. */
const KeyRow *keymap_rows(const Keymap *m, size_t *n);
const Key *keymap_keys_of(const Keymap *m, const KeyRow *r);
/* The row that these keys, as key_normal() has them, lead to in `now`; NULL if none does.  A longer
 * chord that begins so comes back, too, where it goes before. */
const KeyRow *keymap_lookup(const Keymap *m, const Key *keys, size_t n, ContextSet now);
/* In `now` its chord leads to its command, and not to another that goes before. */
bool keymap_leads(const Keymap *m, const KeyRow *r, ContextSet now);
/* Grows when it is made anew. */
unsigned keymap_revision(const Keymap *m);
/* What was wrong in the user's file, one sentence each. */
size_t keymap_problems(const Keymap *m);
const char *keymap_problem(const Keymap *m, size_t i);

/* The first key of a command that works now and that the terminal can send, as people write it
 * ("Ctrl+S"), "" if it has none; appended. */
void keymap_key_of(const Keymap *m, const char *command, ContextSet now, Buf *out);
/* All default rows, for the help and the manual. */
const Binding *keymap_defaults(size_t *n);
/* "ctrl+k s" -> "Ctrl+K S" */
void keymap_pretty(Str keys, Buf *out);

/* What a terminal must have to send a key: 0 every terminal does, 1 most (modifiers with arrows and
 * function keys), 2 with the kitty protocol or modifyOtherKeys. */
int key_tier(const Key *k);
/* What a program between the keyboard and codelab does with a key: a sentence, NULL if none is
 * known to touch it.  Literal. */
const char *key_warning(const Key *k);

#endif
