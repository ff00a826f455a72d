// Control sequences: what libvterm is to see of them, and what is done here.
#include "vt/inner.h"

#include "base/mem.h"

enum { ARG_MAX_VALUE = 65535 };

/* Take the parts of a sequence; false if it is not well formed. */
static bool parse(Str raw, Csi *c)
{
    *c = (Csi){.final = raw.p[raw.n - 1], .n = 1, .arg = {-1}, .raw = raw};
    Str seq = str_n(raw.p + 2, raw.n - 3); // without ESC [ and the final byte
    if (seq.n && seq.p[0] >= '<' && seq.p[0] <= '?') {
        c->leader = seq.p[0];
        seq = str_from(seq, 1);
    }
    for (; seq.n; seq = str_from(seq, 1)) {
        char b = seq.p[0];
        int *arg = &c->arg[c->n - 1];
        if (b >= '0' && b <= '9') {
            *arg = MIN(MAX(*arg, 0) * 10 + (b - '0'), ARG_MAX_VALUE);
        } else if (b == ';' || b == ':') {
            if (c->n == (int)ARRAY_LEN(c->arg))
                return false;
            c->more[c->n - 1] = b == ':';
            c->arg[c->n++] = -1;
        } else if (b < 0x30 && c->inter == 0 && seq.n == 1) {
            c->inter = b;
        } else {
            return false;
        }
    }
    return true;
}

/* Let libvterm have it, with at most two arguments: it needs no more, and does not count them. */
static void pass(Vt *v, const Csi *c)
{
    enum { SHORT = 12 }; // bytes in which no number can be too large for it
    if (c->raw.n <= SHORT && c->n <= 2 && !c->more[0])
        vt_emit(v, c->raw);
    else if (c->n == 1)
        vt_emitf(v, "\033[%.1s%d%c", &c->leader, MAX(c->arg[0], 0), c->final);
    else
        vt_emitf(v, "\033[%.1s%d;%d%c", &c->leader, MAX(c->arg[0], 0), MAX(c->arg[1], 0), c->final);
}

static void sgr(Vt *v, const Csi *c)
{
    vt_sgr(&v->pen, c);
}

static void erase_display(Vt *v, const Csi *c)
{
    if (csi_arg(c, 0, 0) != 3) {
        pass(v, c);
        return;
    }
    vt_history_clear(&v->history);
    v->changed = true;
}

/* Even if it stays where it is, the cursor is then where it was sent, not behind what was written.
 */
static void move_cursor(Vt *v, const Csi *c)
{
    pass(v, c);
    v->last.valid = false;
}

/* EL.  What hangs behind the edge stands right of all there is: gcc and grep erase after every
 * colour, which must not cost them the last character of a full row. */
static void erase_line(Vt *v, const Csi *c)
{
    bool behind = v->phantom && v->last.valid;
    if (!behind || csi_arg(c, 0, 0) != 0)
        pass(v, c);
}

/* Deleting rows, unlike scrolling, does not keep them. */
static void delete_rows(Vt *v, const Csi *c)
{
    v->keep_rows = false;
    pass(v, c);
    v->keep_rows = true;
}

static void scroll_down(Vt *v, const Csi *c)
{
    if (c->n == 1) // with more it asks for mouse highlighting
        pass(v, c);
}

static void repeat(Vt *v, const Csi *c)
{
    vt_text_repeat(v, CLAMP(csi_arg(c, 0, 1), 1, v->rows * v->cols));
}

static void set_region(Vt *v, const Csi *c)
{
    int top = MAX(csi_arg(c, 0, 1), 1), bottom = csi_arg(c, 1, 0);
    bottom = bottom == 0 ? v->rows : MIN(bottom, v->rows);
    if (top < bottom)
        vt_set_region(v, top - 1, bottom);
}

static void report_status(Vt *v, const Csi *c)
{
    int what = csi_arg(c, 0, 0);
    if (what == 5 || what == 6)
        pass(v, c);
}

static void report_device(Vt *v, const Csi *c)
{
    if (csi_arg(c, 0, 0) == 0)
        pass(v, c);
}

/* XTVERSION */
static void report_version(Vt *v, const Csi *c)
{
    if (csi_arg(c, 0, 0) == 0)
        vt_answer(v, STR("\033P>|codelab\033\\"));
}

static void report_window(Vt *v, const Csi *c)
{
    if (csi_arg(c, 0, 0) == 18)
        vt_answerf(v, "\033[8;%d;%dt", v->rows, v->cols);
}

static void modes_on(Vt *v, const Csi *c)
{
    vt_set_modes(v, c, true);
}

static void modes_off(Vt *v, const Csi *c)
{
    vt_set_modes(v, c, false);
}

static void cursor_style(Vt *v, const Csi *c)
{
    int style = MAX(csi_arg(c, 0, 0), 1);
    if (style > 6)
        return;
    v->cursor_shape = (style - 1) / 2;
    v->modes = style % 2 ? v->modes | MODE_BLINK : v->modes & ~MODE_BLINK;
    v->changed = true;
}

/* CSI s and CSI u; with arguments they mean something else. */
static void save(Vt *v, const Csi *c)
{
    if (c->n == 1 && c->arg[0] < 0)
        vt_save_cursor(v);
}

static void restore(Vt *v, const Csi *c)
{
    if (c->n == 1 && c->arg[0] < 0)
        vt_restore_cursor(v);
}

static void soft_reset(Vt *v, const Csi *c)
{
    (void)c;
    vt_soft_reset(v);
}

static const struct {
    char leader, inter, final;
    void (*handle)(Vt *v, const Csi *c);
} handlers[] = {
    {0, 0, 'm', sgr},
    {0, 0, 'H', move_cursor}, // CUP
    {0, 0, 'K', erase_line},
    {0, 0, 'A', move_cursor}, // CUU
    {0, 0, 'B', move_cursor}, // CUD
    {0, 0, 'C', move_cursor}, // CUF
    {0, 0, 'D', move_cursor}, // CUB
    {0, 0, 'G', move_cursor}, // CHA
    {0, 0, 'd', move_cursor}, // VPA
    {0, 0, 'X', pass},        // ECH
    {0, 0, 'J', erase_display},
    {0, 0, 'b', repeat},
    {'?', 0, 'h', modes_on},
    {'?', 0, 'l', modes_off},
    {0, 0, 'r', set_region},
    {0, 0, '@', pass},        // ICH
    {0, 0, 'E', move_cursor}, // CNL
    {0, 0, 'F', move_cursor}, // CPL
    {0, 0, 'I', move_cursor}, // CHT
    {0, 0, 'L', pass},        // IL
    {0, 0, 'M', delete_rows},
    {0, 0, 'P', pass}, // DCH
    {0, 0, 'S', pass}, // SU
    {0, 0, 'T', scroll_down},
    {0, 0, 'Z', move_cursor}, // CBT
    {0, 0, '`', move_cursor}, // HPA
    {0, 0, 'a', move_cursor}, // HPR
    {0, 0, 'e', move_cursor}, // VPR
    {0, 0, 'f', move_cursor}, // HVP
    {0, 0, 'g', pass},        // TBC
    {0, 0, 'j', move_cursor}, // HPB
    {0, 0, 'k', move_cursor}, // VPB
    {'?', 0, 'J', pass},
    {'?', 0, 'K', erase_line},
    {0, 0, 'h', modes_on},
    {0, 0, 'l', modes_off},
    {0, 0, 'n', report_status},
    {'?', 0, 'n', report_status},
    {0, 0, 'c', report_device},
    {'>', 0, 'c', report_device},
    {'>', 0, 'q', report_version},
    {0, 0, 't', report_window},
    {'?', '$', 'p', vt_answer_mode},
    {0, '!', 'p', soft_reset},
    {0, ' ', 'q', cursor_style},
    {0, 0, 's', save},
    {0, 0, 'u', restore},
};

void vt_csi(Vt *v, Str raw)
{
    Csi c;
    if (!parse(raw, &c))
        return;
    for (size_t i = 0; i < ARRAY_LEN(handlers); i++) {
        if (handlers[i].final == c.final && handlers[i].leader == c.leader &&
            handlers[i].inter == c.inter) {
            handlers[i].handle(v, &c);
            return;
        }
    }
}
