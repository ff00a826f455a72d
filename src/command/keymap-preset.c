#include "command/keymap-presets.h"
#include "base/bug.h"
#include "base/mem.h"
#include "workspace/workspace.h"

static const Preset presets[] = {
    [KEYBOARD_VSCODE] = {0},
};

const Preset *keymap_preset(int which)
{
    BUG_ON(which < 0 || (size_t)which >= ARRAY_LEN(presets));
    return &presets[which];
}
