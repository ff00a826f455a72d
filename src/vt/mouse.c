// The mouse, for programs that asked for it; and the wheel for full-screen ones that did not.
#include "vt/inner.h"

#include "base/utf8.h"

enum { RELEASED = 3, WITH_SHIFT = 4, WITH_ALT = 8, WITH_CTRL = 16, MOVING = 32, WHEEL = 64 };
enum { WHEEL_ROWS = 3 }; // arrows for one step of the wheel

/* Is the program told of this? */
static bool is_wanted(const Vt *v, MouseKind kind)
{
    int modes = v->modes;
    switch (kind) {
    case MOUSE_PRESS:
        return modes & MODES_MOUSE;
    case MOUSE_RELEASE:
    case MOUSE_WHEEL:
        return modes & (MODE_MOUSE_CLICK | MODE_MOUSE_DRAG | MODE_MOUSE_MOVE);
    case MOUSE_DRAG:
        return modes & (MODE_MOUSE_DRAG | MODE_MOUSE_MOVE);
    case MOUSE_MOVE:
        return modes & MODE_MOUSE_MOVE;
    }
    return false;
}

static int button_code(MouseButton b)
{
    switch (b) {
    case MOUSE_LEFT:
    case MOUSE_MIDDLE:
    case MOUSE_RIGHT:
        return (int)b - (int)MOUSE_LEFT;
    case MOUSE_WHEEL_UP:
    case MOUSE_WHEEL_DOWN:
    case MOUSE_WHEEL_LEFT:
    case MOUSE_WHEEL_RIGHT:
        return WHEEL + (int)b - (int)MOUSE_WHEEL_UP;
    case MOUSE_NONE:
        break;
    }
    return RELEASED;
}

static int mods_code(int mods)
{
    return (mods & MOD_SHIFT ? WITH_SHIFT : 0) | (mods & MOD_ALT ? WITH_ALT : 0) |
           (mods & MOD_CTRL ? WITH_CTRL : 0);
}

/* The oldest form, one byte or code point a number. */
static void send_old(Vt *v, int code, int row, int col)
{
    bool wide = v->modes & MODE_ENCODE_UTF8;
    int most = wide ? 2015 : 223;
    int numbers[] = {code, MIN(col + 1, most), MIN(row + 1, most)};
    buf_add_c(&v->reply, "\033[M");
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        if (wide)
            utf8_add(&v->reply, (uint32_t)numbers[i] + 32);
        else
            buf_add_byte(&v->reply, (char)(numbers[i] + 32));
    }
}

static void wheel_as_keys(Vt *v, const Key *k)
{
    KeyKind kind = k->mouse.button == MOUSE_WHEEL_UP ? KEY_UP : KEY_DOWN;
    bool vertical = kind == KEY_UP || k->mouse.button == MOUSE_WHEEL_DOWN;
    if (k->mouse.kind != MOUSE_WHEEL || !vertical)
        return;
    if (v->grid != &v->alt || !(v->modes & MODE_WHEEL_KEYS))
        return;
    for (int i = 0; i < WHEEL_ROWS; i++)
        vt_key(v, &(Key){.kind = kind});
}

void vt_mouse(Vt *v, const Key *k)
{
    if (!(v->modes & MODES_MOUSE)) {
        wheel_as_keys(v, k);
        return;
    }
    if (!is_wanted(v, k->mouse.kind))
        return;
    int row = CLAMP(k->mouse.row, 0, v->rows - 1), col = CLAMP(k->mouse.col, 0, v->cols - 1);
    bool release = k->mouse.kind == MOUSE_RELEASE;
    bool sgr = v->modes & MODE_ENCODE_SGR;
    // The old forms do not tell which button was let go.
    int code = release && !sgr ? RELEASED : button_code(k->mouse.button);
    if (k->mouse.kind == MOUSE_DRAG || k->mouse.kind == MOUSE_MOVE)
        code |= MOVING;
    if (!(v->modes & MODE_MOUSE_X10))
        code |= mods_code(k->mods);
    if (sgr)
        buf_addf(&v->reply, "\033[<%d;%d;%d%c", code, col + 1, row + 1, release ? 'm' : 'M');
    else if (v->modes & MODE_ENCODE_URXVT)
        buf_addf(&v->reply, "\033[%d;%d;%dM", code + 32, col + 1, row + 1);
    else
        send_old(v, code, row, col);
}
