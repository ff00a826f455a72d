// Which terminals send a key, and who else takes it.
#include "command/keymap.h"
#include "base/mem.h"

#include <stdlib.h>

enum { BOTH = MOD_CTRL | MOD_SHIFT };

static uint32_t lower(const Key *k)
{
    return k->cp >= 'A' && k->cp <= 'Z' ? k->cp + 32 : k->cp;
}

static bool is_letter(const Key *k)
{
    return lower(k) >= 'a' && lower(k) <= 'z';
}

static bool is_shifted(const Key *k)
{
    return k->mods & MOD_SHIFT || (k->cp >= 'A' && k->cp <= 'Z');
}

static int char_tier(const Key *k)
{
    static const char controls[] = " \\]6/";
    static const char replies[] = "[]\\^_"; // with Alt they begin replies of terminals
    bool shifted = is_shifted(k);
    if (k->mods & MOD_CTRL) {
        if (shifted || k->cp == 0 || k->cp >= 0x80)
            return 2;
        if (!is_letter(k))
            return strchr(controls, (int)k->cp) ? 0 : 2;
        return strchr("him", (int)lower(k)) ? 2 : 0;
    }
    if (!(k->mods & MOD_ALT))
        return shifted && !is_letter(k) && k->mods & MOD_SHIFT ? 2 : 0;
    if (k->cp && k->cp < 0x80 && strchr(replies, (int)k->cp))
        return 2;
    return shifted && strchr("opx", (int)lower(k)) && is_letter(k) ? 2 : 0;
}

int key_tier(const Key *k)
{
    if (k->kind == KEY_CHAR)
        return char_tier(k);
    if (k->kind == KEY_ENTER || k->kind == KEY_BACKSPACE)
        return k->mods & BOTH ? 2 : 0;
    if (k->kind == KEY_TAB)
        return k->mods && k->mods != MOD_SHIFT ? 2 : 0;
    if (k->kind == KEY_ESCAPE)
        return k->mods ? 2 : 0;
    if (k->kind > KEY_F1 + 11 && k->kind <= KEY_F24)
        return 1;
    return k->mods ? 1 : 0;
}

// Kept keys of programs that codelab may run in or under.
static const struct {
    const char *key;
    const char *variable; // of the environment; NULL: cannot be told
    const char *sentence;
} takers[] = {
    {"ctrl+b", "TMUX", "tmux takes Ctrl+B for itself unless its prefix was changed"},
    {"ctrl+a", "STY", "screen takes Ctrl+A for itself unless its escape was changed"},
    {"ctrl+g", "ZELLIJ", "zellij takes Ctrl+G for itself"},
    {"ctrl+p", "ZELLIJ", "zellij takes Ctrl+P for itself"},
    {"ctrl+t", "ZELLIJ", "zellij takes Ctrl+T for itself"},
    {"ctrl+n", "ZELLIJ", "zellij takes Ctrl+N for itself"},
    {"ctrl+o", "ZELLIJ", "zellij takes Ctrl+O for itself"},
    {"ctrl+s", "ZELLIJ", "zellij takes Ctrl+S for itself"},
    {"ctrl+q", "ZELLIJ", "zellij takes Ctrl+Q for itself"},
    {"f10", "VTE_VERSION", "GNOME Terminal opens its menu with F10"},
    {"f11", NULL, "many terminals go to the whole screen with F11"},
    {"alt+enter", "WT_SESSION", "Windows Terminal takes Alt+Enter for itself"},
    {"ctrl+v", "WT_SESSION", "Windows Terminal pastes with Ctrl+V"},
    {"shift+alt+up", "WT_SESSION", "Windows Terminal takes Shift+Alt and arrows for itself"},
    {"shift+alt+down", "WT_SESSION", "Windows Terminal takes Shift+Alt and arrows for itself"},
    {"shift+alt+left", "WT_SESSION", "Windows Terminal takes Shift+Alt and arrows for itself"},
    {"shift+alt+right", "WT_SESSION", "Windows Terminal takes Shift+Alt and arrows for itself"},
    {"ctrl+alt+up", NULL, "many desktops take Ctrl+Alt and arrows for themselves"},
    {"ctrl+alt+down", NULL, "many desktops take Ctrl+Alt and arrows for themselves"},
    {"ctrl+alt+left", NULL, "many desktops take Ctrl+Alt and arrows for themselves"},
    {"ctrl+alt+right", NULL, "many desktops take Ctrl+Alt and arrows for themselves"},
    {"alt+f4", NULL, "most desktops close the window with Alt+F4"},
    {"ctrl+w", NULL, "a terminal in a browser closes its tab with Ctrl+W"},
    {"ctrl+n", NULL, "a terminal in a browser opens a window with Ctrl+N"},
    {"ctrl+t", NULL, "a terminal in a browser opens a tab with Ctrl+T"},
};

static bool is_set(const char *variable)
{
    const char *v = variable ? getenv(variable) : "?";
    return v && *v;
}

static const char *altered(const Key *k)
{
    if (k->kind == KEY_CHAR && k->mods == MOD_CTRL && is_letter(k) && strchr("him", (int)lower(k)))
        return "most terminals send the byte of Backspace, Tab or Enter for this key";
    if (k->kind == KEY_CHAR && (k->mods & MOD_ALT) && char_tier(k) == 2 && !(k->mods & MOD_CTRL))
        return "with Alt this key looks like the start of a terminal's reply";
    if (key_tier(k) == 2)
        return "many terminals send this key without its modifiers, or not at all";
    if (k->kind == KEY_CHAR && k->mods == MOD_ALT && k->cp >= '1' && k->cp <= '9' &&
        is_set("VTE_VERSION"))
        return "GNOME Terminal switches its tabs with Alt and a digit";
    return key_tier(k) == 1 ? "the Linux console and TERM=screen do not send this key" : NULL;
}

const char *key_warning(const Key *k)
{
    for (size_t i = 0; i < ARRAY_LEN(takers); i++) {
        Key taken;
        if (key_parse(str_c(takers[i].key), &taken, NULL) && key_eq(&taken, k) &&
            is_set(takers[i].variable))
            return takers[i].sentence;
    }
    return altered(k);
}
