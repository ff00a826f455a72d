// Modes, the saved cursor, resets.  The modes that steer the cursor go on to libvterm; the others
// are known here alone.
#include "vt/inner.h"

#include "base/mem.h"

static const struct {
    int number;
    int bit;
    bool pass;
} private_modes[] = {
    {1, MODE_CURSOR_KEYS, false},     {5, MODE_REVERSE, false},
    {6, MODE_ORIGIN, true},           {7, MODE_AUTOWRAP, true},
    {9, MODE_MOUSE_X10, false},       {12, MODE_BLINK, false},
    {25, MODE_VISIBLE, false},        {47, MODE_ALT, false},
    {66, MODE_KEYPAD, false},         {1000, MODE_MOUSE_CLICK, false},
    {1002, MODE_MOUSE_DRAG, false},   {1003, MODE_MOUSE_MOVE, false},
    {1004, MODE_FOCUS, false},        {1005, MODE_ENCODE_UTF8, false},
    {1006, MODE_ENCODE_SGR, false},   {1007, MODE_WHEEL_KEYS, false},
    {1015, MODE_ENCODE_URXVT, false}, {1047, MODE_ALT, false},
    {1049, MODE_ALT, false},          {2004, MODE_PASTE, false},
};

enum { SAVE_CURSOR = 1048, ALT_AND_SAVE = 1049, GRAPHEME_CLUSTERS = 2027 };

static int private_bit(int number, bool *pass)
{
    for (size_t i = 0; i < ARRAY_LEN(private_modes); i++) {
        if (private_modes[i].number == number) {
            *pass = private_modes[i].pass;
            return private_modes[i].bit;
        }
    }
    return 0;
}

void vt_answer_mode(Vt *v, const Csi *c)
{
    int number = csi_arg(c, 0, 0);
    bool pass = false;
    int bit = private_bit(number, &pass);
    int state = number == GRAPHEME_CLUSTERS ? 3 : bit == 0 ? 0 : v->modes & bit ? 1 : 2;
    vt_answerf(v, "\033[?%d;%d$y", number, state);
}

static Saved *saved(Vt *v)
{
    return &v->saved[v->grid == &v->alt];
}

void vt_save_cursor(Vt *v)
{
    *saved(v) = (Saved){.row = v->row, .col = v->col, .pen = v->pen};
}

void vt_restore_cursor(Vt *v)
{
    v->pen = saved(v)->pen;
    vt_move(v, saved(v)->row, saved(v)->col);
}

/* libvterm clears the alternate screen as it is entered. */
static void set_alt(Vt *v, bool on, bool with_cursor)
{
    bool was_on = v->grid == &v->alt;
    if (on && !was_on && with_cursor)
        vt_save_cursor(v);
    if (on || was_on)
        vt_emit(v, on ? STR("\033[?1047h") : STR("\033[?1047l"));
    if (!on && was_on && with_cursor)
        vt_restore_cursor(v);
}

static void set_private(Vt *v, int number, bool on)
{
    bool pass = false;
    int bit = private_bit(number, &pass);
    if (bit & MODES_MOUSE) // one at a time
        v->modes &= ~MODES_MOUSE;
    if (bit & MODES_ENCODE)
        v->modes &= ~MODES_ENCODE;
    v->modes = on ? v->modes | bit : v->modes & ~bit;
    if (pass)
        vt_emitf(v, "\033[?%d%c", number, on ? 'h' : 'l');
    if (bit == MODE_ALT)
        set_alt(v, on, number == ALT_AND_SAVE);
    else if (number == SAVE_CURSOR)
        (on ? vt_save_cursor : vt_restore_cursor)(v);
    v->changed = true;
}

static void set_ecma(Vt *v, int number, bool on)
{
    enum { INSERT = 4, NEWLINE = 20 };
    if (number != INSERT && number != NEWLINE)
        return;
    int bit = number == INSERT ? MODE_INSERT : MODE_NEWLINE;
    v->modes = on ? v->modes | bit : v->modes & ~bit;
    vt_emitf(v, "\033[%d%c", number, on ? 'h' : 'l');
}

void vt_set_modes(Vt *v, const Csi *c, bool on)
{
    for (int i = 0; i < c->n; i++) {
        if (c->arg[i] < 0)
            continue;
        if (c->leader)
            set_private(v, c->arg[i], on);
        else
            set_ecma(v, c->arg[i], on);
    }
}

void vt_set_region(Vt *v, int top, int bottom)
{
    v->top = top;
    v->bottom = bottom;
    vt_emitf(v, "\033[%d;%dr", top + 1, bottom);
}

void vt_soft_reset(Vt *v)
{
    int row = v->row, col = v->col;
    int kept = v->modes & (MODES_MOUSE | MODES_ENCODE | MODE_ALT | MODE_PASTE | MODE_FOCUS);
    v->modes = MODES_AT_START | kept;
    v->pen = (Cell){0};
    *saved(v) = (Saved){0};
    vt_emit(v, STR("\033[4l\033[20l\033[?6l\033[?7h\017\033(B\033)B\033*B\033+B"));
    vt_set_region(v, 0, v->rows);
    vt_move(v, row, col);
    v->changed = true;
}

void vt_hard_reset(Vt *v)
{
    set_alt(v, false, false);
    v->modes = MODES_AT_START;
    v->cursor_shape = 0;
    v->pen = (Cell){0};
    v->link = 0;
    memset(v->saved, 0, sizeof v->saved);
    v->top = 0;
    v->bottom = v->rows;
    vt_emit(v, STR("\033c"));
    v->phantom = false;
    v->last.valid = false;
    v->changed = true;
}
