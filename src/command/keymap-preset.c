#include "command/keymap-presets.h"
#include "base/bug.h"
#include "base/mem.h"
#include "workspace/workspace.h"

static const Preset defaults_alone;
static const Preset *const presets[] = {
    [KEYBOARD_VSCODE] = &defaults_alone,
    [KEYBOARD_VIM] = &defaults_alone, // its modes are the room vim
    [KEYBOARD_EMACS] = &preset_emacs,
    [KEYBOARD_NANO] = &preset_nano,
};

const Preset *keymap_preset(int which)
{
    BUG_ON(which < 0 || (size_t)which >= ARRAY_LEN(presets));
    return presets[which];
}
