// What is switched on in the user's terminal, and off again.
#include "tty/terminal.h"
#include "base/bug.h"
#include "base/clock.h"
#include "base/mem.h"

#define PASTE_ON      "\033[?2004h"
#define PASTE_OFF     "\033[?2004l"
#define FOCUS_ON      "\033[?1004h"
#define FOCUS_OFF     "\033[?1004l"
#define MOUSE_ON      "\033[?1002h\033[?1006h"
#define MOTION_ON     "\033[?1003h"
#define MOUSE_OFF     "\033[?1006l\033[?1003l\033[?1002l"
#define SYNC_OFF      "\033[?2026l"
#define GRAPHEMES_ON  "\033[?2027h"
#define GRAPHEMES_OFF "\033[?2027l"
#define SCHEMES_ON    "\033[?2031h"
#define SCHEMES_OFF   "\033[?2031l"
#define BIDI_OFF      "\033[8l" // columns stay where they are
#define BIDI_ON       "\033[8h"
// Disambiguate, and say what Shift makes of a key and where it is on a Latin layout.
#define KITTY_ON     "\033[>5u"
#define KITTY_OFF    "\033[<u"
#define MODIFIED_ON  "\033[>4;2m" // modifyOtherKeys
#define MODIFIED_OFF "\033[>4m"
#define TITLE_PUSH   "\033[22;2t"
#define TITLE_POP    "\033[23;2t"
#define SHAPE_RESET  "\033[0 q"
#define SHOW_CURSOR  "\033[?25h"

// Kitty keys, synchronized output, clusters, colour schemes, background, and last what every
// terminal answers.
#define QUESTIONS "\033[?u\033[?2026$p\033[?2027$p\033[?2031$p\033]11;?\033\\\033[c"

// XTGETTCAP of "RGB".  Only asked of terminals that have shown themselves to be of today, as others
// print what they do not know.
#define QUESTION_RGB "\033P+q524742\033\\"

static void add_mouse(const Tty *t, Buf *out)
{
    if (t->mouse)
        buf_add(out, STR(MOUSE_ON));
    if (t->mouse && t->options.motion)
        buf_add(out, STR(MOTION_ON));
}

static void add_modes(Tty *t, Buf *out)
{
    buf_add(out, STR(PASTE_ON FOCUS_ON BIDI_OFF));
    add_mouse(t, out);
    if (t->kitty_keys)
        buf_add(out, STR(KITTY_ON));
    if (t->modified_keys)
        buf_add(out, STR(MODIFIED_ON));
    if (t->graphemes)
        buf_add(out, STR(GRAPHEMES_ON));
    if (t->schemes)
        buf_add(out, STR(SCHEMES_ON));
    if (t->title)
        buf_add(out, STR(TITLE_PUSH));
    progress_add(t, true, out);
}

void modes_choose_keys(Tty *t)
{
    t->kitty_keys = t->kitty_keys || t->options.keys == TTY_KEYS_KITTY;
    t->modified_keys = t->modified_keys || t->options.keys == TTY_KEYS_MODIFIED;
}

void modes_enter(Tty *t, bool ask)
{
    const Caps *c = &t->caps;
    buf_clear(&t->pending);
    caps_add(c->smcup, 0, &t->pending);
    caps_add(c->smkx, 0, &t->pending);
    caps_add(c->rmam, 0, &t->pending);
    if (!c->xterm)
        return;
    add_modes(t, &t->pending);
    if (ask) {
        buf_add(&t->pending, STR(QUESTIONS));
        t->asked_ns = clock_mono_ns();
        t->take->owes = 1;
    }
}

static void undo_modes(const Tty *t, Buf *out)
{
    if (t->kitty_keys)
        buf_add(out, STR(KITTY_OFF));
    if (t->modified_keys)
        buf_add(out, STR(MODIFIED_OFF));
    if (t->graphemes)
        buf_add(out, STR(GRAPHEMES_OFF));
    if (t->schemes)
        buf_add(out, STR(SCHEMES_OFF));
    if (t->painter.sync)
        buf_add(out, STR(SYNC_OFF)); // a frame may have been cut short
    if (t->title)
        buf_add(out, STR(TITLE_POP));
    progress_add(t, false, out);
    buf_add(out, STR(MOUSE_OFF FOCUS_OFF PASTE_OFF BIDI_ON));
}

void modes_prepare_undo(Tty *t)
{
    const Caps *c = &t->caps;
    AUTO(buf) Buf out = BUF_INIT;
    if (c->xterm)
        undo_modes(t, &out);
    caps_add(c->sgr0, 0, &out);
    if (c->cursor_shape)
        buf_add(&out, STR(SHAPE_RESET));
    if (c->xterm)
        buf_add(&out, STR(SHOW_CURSOR));
    else
        caps_add(c->cnorm, 0, &out);
    caps_add(c->rmkx, 0, &out);
    caps_add(c->smam, 0, &out);
    caps_add(c->rmcup ? c->rmcup : c->clear, 0, &out);
    int other = !(t->take->undo_at & 1);
    BUG_ON(out.n > TTY_UNDO_MAX);
    memcpy(t->take->undo[other].p, out.p, out.n);
    t->take->undo[other].n = out.n;
    t->take->undo_at = other;
}

void modes_set_mouse(Tty *t)
{
    if (!t->caps.xterm)
        return;
    buf_add(&t->pending, STR(MOUSE_OFF)); // reports of motion may have been on
    add_mouse(t, &t->pending);
}

void modes_keep_title(Tty *t)
{
    if (t->title || t->caps.push_title)
        return;
    t->title = true;
    modes_prepare_undo(t);
    buf_add(&t->pending, STR(TITLE_PUSH));
}

/* Switch something on once it is known to be there; the way to undo it first. */
static void switch_on(Tty *t, bool *on, const char *bytes)
{
    if (*on)
        return;
    *on = true;
    modes_prepare_undo(t);
    buf_add_c(&t->pending, bytes);
}

static void negotiate_keys(Tty *t, const TtyFacts *f)
{
    if (t->options.keys != TTY_KEYS_AUTO)
        return;
    if (f->kitty_keys)
        switch_on(t, &t->kitty_keys, KITTY_ON);
    else if (f->answered)
        switch_on(t, &t->modified_keys, MODIFIED_ON);
}

/* Nobody has said how many colours to use, and there may be more. */
static bool wants_true_color(const Tty *t)
{
    return t->options.color == TTY_COLOR_AUTO && t->color == TTY_COLOR_256 && !t->caps.screen;
}

static void negotiate_color(Tty *t)
{
    const TtyFacts *f = &t->keys.facts;
    if (!wants_true_color(t))
        return;
    if (f->true_color) {
        t->color = TTY_COLOR_TRUE;
        color_map_init(&t->painter.colors, t->color, t->options.min_contrast_x10);
        painter_invalidate(&t->painter);
    } else if ((f->kitty_keys || f->sync) && !t->asked_rgb) {
        t->asked_rgb = true;
        buf_add(&t->pending, STR(QUESTION_RGB));
    }
}

void modes_negotiate(Tty *t)
{
    const TtyFacts *f = &t->keys.facts;
    if (f->revision == t->heard || !t->asked_ns)
        return;
    t->heard = f->revision;
    t->take->owes = !f->answered;
    negotiate_keys(t, f);
    if (f->graphemes)
        switch_on(t, &t->graphemes, GRAPHEMES_ON);
    t->painter.graphemes = f->graphemes;
    if (f->schemes)
        switch_on(t, &t->schemes, SCHEMES_ON);
    if (f->sync && t->options.sync < 0 && !t->painter.sync) {
        t->painter.sync = true;
        modes_prepare_undo(t);
    }
    negotiate_color(t);
    if (t->take->said && t->pending.n > 0) {
        tty_queue(t, buf_str(&t->pending));
        buf_clear(&t->pending);
    }
    t->painter.pen_known = false; // some take the switch for modified keys for an attribute
}
