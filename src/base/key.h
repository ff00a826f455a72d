/* One thing the user did: a key press, a paste, a mouse action, a focus change.  Made by tty from
 * raw bytes, by scenes from text, turned back to bytes by vt. */
#ifndef BASE_KEY_H
#define BASE_KEY_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

typedef enum {
    KEY_NONE,
    KEY_CHAR, // cp holds the code point as typed without Ctrl/Alt ('a' for ctrl+a, 'A' for shift+a)
    KEY_ENTER,
    KEY_TAB,
    KEY_BACKSPACE,
    KEY_ESCAPE,
    KEY_UP,
    KEY_DOWN,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_INSERT,
    KEY_DELETE,
    KEY_F1, // F1..F24 follow each other
    KEY_F24 = KEY_F1 + 23,
    KEY_PASTE, // text holds what was pasted
    KEY_MOUSE, // mouse fields are set
    KEY_FOCUS_IN,
    KEY_FOCUS_OUT,
} KeyKind;

enum { MOD_SHIFT = 1, MOD_ALT = 2, MOD_CTRL = 4 };

typedef enum { MOUSE_PRESS, MOUSE_RELEASE, MOUSE_DRAG, MOUSE_MOVE, MOUSE_WHEEL } MouseKind;
typedef enum {
    MOUSE_NONE,
    MOUSE_LEFT,
    MOUSE_MIDDLE,
    MOUSE_RIGHT,
    MOUSE_WHEEL_UP,
    MOUSE_WHEEL_DOWN,
    MOUSE_WHEEL_LEFT,
    MOUSE_WHEEL_RIGHT,
} MouseButton;

typedef struct {
    KeyKind kind;
    uint8_t mods; // MOD_ bits
    uint32_t cp;  // KEY_CHAR only
    struct {
        MouseKind kind;
        MouseButton button;
        int row, col; // 0-based cells
        int clicks;   // 1, 2, 3 for single, double, triple presses
    } mouse;
    Str text;  // KEY_PASTE: borrowed until the next key is taken
    Str bytes; // as the terminal sent it, as far as that is kept; borrowed as long
} Key;

/* "ctrl+k", "alt+shift+f", "f5", "pagedown", "space", "a", "A" -> Key, VS Code's notation
 * (case-insensitive names; an upper-case letter alone means shift, "Ctrl+K" is ctrl+k as menus
 * write it).  Characters that cannot be seen are "u+200b".  Chords are not parsed here. */
bool key_parse(Str name, Key *out, Err *err);
/* The canonical name, as key_parse takes it, appended to out.  Paste, mouse and focus have names in
 * angle brackets that do not parse. */
void key_name(const Key *k, Buf *out);
/* The one form that all Keys of the same key press have: kind, mods and cp can be compared. */
Key key_normal(const Key *k);
/* Same key and modifiers, where 'A' with and without shift are one; mouse and paste contents are
 * not compared. */
bool key_eq(const Key *a, const Key *b);

#endif
