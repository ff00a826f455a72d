// Bytes of the program, taken apart: text, controls, escape sequences, strings.  libvterm's own
// parser loses strings that a read cuts in two, writes behind its array of arguments and keeps
// memory for as long a string as it is sent, so it gets none of that to see.
#include "vt/inner.h"

#include "base/bug.h"

enum {
    ESC = 0x1b,
    CAN = 0x18,
    SUB = 0x1a,
    DEL = 0x7f,
    // bytes of a sequence that are kept; longer ones are read to their end and dropped
    CSI_MAX = 512,
    DCS_MAX = 4096,
    OSC_MAX = 1 << 20,
};

static bool is_text(char c)
{
    return (unsigned char)c >= 0x20 && c != DEL;
}

static void set_mode(Vt *v, int bit, bool on)
{
    v->modes = on ? v->modes | bit : v->modes & ~bit;
}

static void enter(Vt *v, ParserState state)
{
    Parser *p = &v->parser;
    p->state = state;
    p->too_long = p->string_esc = false;
    if (p->seq.cap > DCS_MAX)
        buf_deinit(&p->seq); // rare, and not to be kept for ever
    buf_clear(&p->seq);
}

static void collect(Vt *v, Str bytes, size_t max)
{
    Parser *p = &v->parser;
    p->too_long |= p->seq.n + bytes.n > max;
    if (!p->too_long)
        buf_add(&p->seq, bytes);
}

// Text and controls
// --------------------------------------------------------------------------------

static size_t text_run(Str s)
{
    size_t n = 0;
    while (n < s.n && is_text(s.p[n]))
        n++;
    return n;
}

/* Movements of the cursor, side by side. */
static size_t control_run(Str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] >= '\b' && s.p[n] <= '\r')
        n++;
    return n;
}

static size_t take_control(Vt *v, Str s)
{
    enum { SHIFT_OUT = 0x0e, SHIFT_IN = 0x0f };
    size_t n = control_run(s);
    if (n > 0) {
        vt_emit(v, str_upto(s, n));
        return n;
    }
    char c = s.p[0];
    if (c == SHIFT_OUT || c == SHIFT_IN) {
        set_mode(v, MODE_SHIFTED, c == SHIFT_OUT);
        vt_emit(v, str_n(&c, 1));
    } else if (c == '\a') {
        v->bell = true;
        v->changed = true;
    }
    return 1;
}

static size_t take_text(Vt *v, Str s)
{
    size_t n = text_run(s);
    if (n > 0) {
        vt_text(v, str_upto(s, n));
        return n;
    }
    vt_text_end(v);
    if (s.p[0] != ESC)
        return take_control(v, s);
    enter(v, IN_ESCAPE);
    return 1;
}

// Escape sequences
// ---------------------------------------------------------------------------------

static ParserState introduced_by(char c)
{
    switch (c) {
    case '[':
        return IN_CSI;
    case ']':
        return IN_OSC;
    case 'P':
        return IN_DCS;
    case '_':
    case '^':
    case 'X':
    case 'k':
        return IN_IGNORED;
    default:
        return IN_TEXT;
    }
}

/* An escape sequence with nothing between ESC and its last byte. */
static void short_escape(Vt *v, char final)
{
    switch (final) {
    case '7':
        vt_save_cursor(v);
        break;
    case '8':
        vt_restore_cursor(v);
        break;
    case '=':
    case '>':
        set_mode(v, MODE_KEYPAD, final == '=');
        break;
    case 'c':
        vt_hard_reset(v);
        break;
    case 'n':
    case 'o':
        set_mode(v, MODE_SHIFTED, true);
        vt_emitf(v, "\033%c", final);
        break;
    case 'D':
    case 'E':
    case 'H':
    case 'M':
        vt_emitf(v, "\033%c", final);
        break;
    default:
        break;
    }
}

static void choose_charset(Vt *v, char set, char final)
{
    if (set == '(')
        set_mode(v, MODE_CHARSET, final != 'B');
    vt_emitf(v, "\033%c%c", set, final);
}

static void end_escape(Vt *v, char final)
{
    Str inter = buf_str(&v->parser.seq);
    if (v->parser.too_long)
        return;
    if (inter.n == 0)
        short_escape(v, final);
    else if (inter.n == 1 && strchr("()*+", inter.p[0]) && strchr("0AB", final))
        choose_charset(v, inter.p[0], final);
    else if (str_eq_c(inter, "#") && final == '8')
        vt_emit(v, STR("\033#8"));
}

static void take_escape(Vt *v, char c)
{
    if (c >= 0x20 && c < 0x30) {
        collect(v, str_n(&c, 1), 2);
        return;
    }
    ParserState next = v->parser.seq.n == 0 ? introduced_by(c) : IN_TEXT;
    if (next == IN_TEXT && c >= 0x30)
        end_escape(v, c);
    enter(v, next);
    if (next == IN_CSI)
        buf_add(&v->parser.seq, STR("\033["));
}

static size_t take_csi(Vt *v, Str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] >= 0x20 && s.p[n] < 0x40)
        n++;
    if (n > 0) {
        collect(v, str_upto(s, n), CSI_MAX);
        return n;
    }
    collect(v, str_upto(s, 1), CSI_MAX);
    if (!v->parser.too_long)
        vt_csi(v, buf_str(&v->parser.seq));
    enter(v, IN_TEXT);
    return 1;
}

/* Some of an escape sequence; controls within take effect as if they stood before it. */
static size_t take_sequence(Vt *v, Str s)
{
    char c = s.p[0];
    if (c == ESC)
        enter(v, IN_ESCAPE);
    else if (c == CAN || c == SUB)
        enter(v, IN_TEXT);
    else if (c & 0x80) { // part of no sequence
        enter(v, IN_TEXT);
        return 0;
    } else if (!is_text(c))
        return take_control(v, s);
    else if (v->parser.state == IN_ESCAPE)
        take_escape(v, c);
    else
        return take_csi(v, s);
    return 1;
}

// Strings
// ------------------------------------------------------------------------------------------

static size_t string_run(Str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != ESC && s.p[n] != '\a' && s.p[n] != CAN && s.p[n] != SUB)
        n++;
    return n;
}

static size_t string_max(ParserState state)
{
    return state == IN_OSC ? OSC_MAX : state == IN_DCS ? DCS_MAX : 0;
}

static void end_string(Vt *v, bool bel)
{
    Parser *p = &v->parser;
    if (!p->too_long && p->state == IN_OSC)
        vt_osc(v, buf_str(&p->seq), bel);
    else if (!p->too_long && p->state == IN_DCS)
        vt_dcs(v, buf_str(&p->seq));
    enter(v, IN_TEXT);
}

static size_t take_string(Vt *v, Str s)
{
    Parser *p = &v->parser;
    if (p->string_esc) {
        if (s.p[0] == '\\') {
            end_string(v, false);
            return 1;
        }
        enter(v, IN_ESCAPE); // the string was given up
        return 0;
    }
    size_t n = string_run(s);
    if (n > 0) {
        collect(v, str_upto(s, n), string_max(p->state));
        return n;
    }
    if (s.p[0] == ESC)
        p->string_esc = true;
    else if (s.p[0] == '\a')
        end_string(v, true);
    else
        enter(v, IN_TEXT);
    return 1;
}

void vt_feed(Vt *v, Str bytes)
{
    while (bytes.n) {
        size_t n = 0;
        switch (v->parser.state) {
        case IN_TEXT:
            n = vt_shortcut(v, bytes);
            if (n == 0)
                n = take_text(v, bytes);
            break;
        case IN_ESCAPE:
        case IN_CSI:
            n = take_sequence(v, bytes);
            break;
        case IN_OSC:
        case IN_DCS:
        case IN_IGNORED:
            n = take_string(v, bytes);
            break;
        }
        bytes = str_from(bytes, n);
    }
    if (v->changed)
        v->generation++;
    v->changed = false;
}
