// Mouse reports in SGR form (1006): CSI < buttons ; column ; row M, or m when a button is let go.
#include "tty/keys.h"
#include "base/mem.h"

enum {
    BITS_BUTTON = 3,
    BIT_SHIFT = 4,
    BIT_ALT = 8,
    BIT_CTRL = 16,
    BIT_MOTION = 32,
    BIT_WHEEL = 64,
    BIT_EXTRA = 128,
    MOUSE_CELL_MAX = 32767
};

static void count_click(Keys *k, MouseButton button, int row, int col)
{
    int64_t ago_ms = (k->fed_ns - k->click.at_ns) / 1000000;
    bool again = k->click.button == button && k->click.row == row && k->click.col == col &&
                 ago_ms <= KEYS_CLICK_MS && k->click.count < 3;
    k->click.count = again ? k->click.count + 1 : 1;
    k->click.button = button;
    k->click.row = row;
    k->click.col = col;
    k->click.at_ns = k->fed_ns;
}

bool keys_mouse(Keys *k, const Csi *c, Key *out)
{
    int bits = csi_param(c, 0, -1), col = csi_param(c, 1, 0) - 1, row = csi_param(c, 2, 0) - 1;
    if (c->n != 3 || bits < 0 || (bits & BIT_EXTRA) || row < 0 || col < 0 || row > MOUSE_CELL_MAX ||
        col > MOUSE_CELL_MAX)
        return false;
    int which = bits & BITS_BUTTON;
    *out = (Key){.kind = KEY_MOUSE};
    out->mouse.row = row;
    out->mouse.col = col;
    out->mods = (uint8_t)((bits & BIT_SHIFT ? MOD_SHIFT : 0) | (bits & BIT_ALT ? MOD_ALT : 0) |
                          (bits & BIT_CTRL ? MOD_CTRL : 0));
    if (bits & BIT_WHEEL) {
        out->mouse.kind = MOUSE_WHEEL;
        out->mouse.button = (MouseButton)(MOUSE_WHEEL_UP + which);
        return c->final == 'M' && !(bits & BIT_MOTION);
    }
    out->mouse.button = which == 3 ? MOUSE_NONE : (MouseButton)(MOUSE_LEFT + which);
    if (c->final == 'm') {
        out->mouse.kind = MOUSE_RELEASE;
    } else if (bits & BIT_MOTION) {
        out->mouse.kind = which == 3 ? MOUSE_MOVE : MOUSE_DRAG;
    } else if (which == 3) {
        return false;
    } else {
        out->mouse.kind = MOUSE_PRESS;
        count_click(k, out->mouse.button, row, col);
    }
    bool held = out->mouse.kind != MOUSE_MOVE && out->mouse.button == k->click.button;
    out->mouse.clicks = held ? k->click.count : 0;
    return true;
}
