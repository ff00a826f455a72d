/* Rows that a preset of keys adds before the defaults; only keymap*.c include this. */
#ifndef COMMAND_KEYMAP_PRESETS_H
#define COMMAND_KEYMAP_PRESETS_H

#include "command/keymap.h"

/* A key that stands for another, where no program in a terminal gets it. */
typedef struct {
    const char *key, *is;
} KeyAlias;

typedef struct {
    const char *leader; // NULL: the one of the defaults
    const Binding *rows;
    size_t nrows;
    const KeyAlias *aliases; // ended by a row without key; NULL: none
} Preset;

extern const Preset preset_emacs, preset_nano;
/* `which` is a KeyboardPreset. */
const Preset *keymap_preset(int which);

#endif
