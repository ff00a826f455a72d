// Terminals come and go, and what holds for all of them.
#include "app/displays.h"
#include "app/host.h"
#include "base/clock.h"
#include "loop/loop.h"

enum { SHARE_NS = 4000000 }; // of a turn, for the keys of one where there are several

static void on_input(void *arg)
{
    Display *s = arg;
    if (tty_read(s->tty))
        return;
    s->lost = true;
    s->app->hung_up |= !s->app->host;
    loop_fd_pause(s->input, true);
}

static Display *insert(App *a, Tty *tty)
{
    Display *s = NEW(Display);
    *s = (Display){.app = a, .tty = tty, .look = {.color = -1}};
    if (tty_in_fd(tty) >= 0)
        s->input = loop_fd_new(a->loop, tty_in_fd(tty), on_input, s);
    vec_push(&a->displays, s);
    return s;
}

static void erase(App *a, Display *s)
{
    if (s->input)
        loop_fd_free(s->input);
    tty_free(s->tty);
    for (size_t i = 0; i < a->displays.n; i++)
        if (a->displays.p[i] == s)
            vec_remove(&a->displays, i, 1);
    surface_free(s->view);
    free(s);
}

// What was asked of the terminals before says nothing about these.
static void settle(App *a)
{
    a->told = ~0u;
    free(steal(&a->title));
    if (a->ui)
        ui_set_terminal(a->ui, displays_color(a), displays_have_signs(a));
}

Display *display_add(App *a, Tty *tty)
{
    Display *stands_in = a->displays.n && a->displays.p[0]->stands_in ? a->displays.p[0] : NULL;
    Display *s = insert(a, tty);
    a->at = a->at && a->at != stands_in ? a->at : s;
    if (stands_in)
        erase(a, stands_in);
    settle(a);
    return s;
}

void display_remove(App *a, Display *s)
{
    int rows = tty_rows(s->tty), cols = tty_cols(s->tty);
    TtyColor color = tty_color(s->tty);
    bool was_at = a->at == s;
    erase(a, s);
    if (!a->displays.n)
        insert(a, tty_open_headless(rows, cols, color))->stands_in = true;
    if (was_at)
        a->at = a->displays.p[0];
    settle(a);
}

void displays_free(App *a)
{
    while (a->displays.n)
        erase(a, a->displays.p[a->displays.n - 1]);
    vec_deinit(&a->displays);
    a->at = NULL;
}

static bool is_seen(const Display *s)
{
    return !s->suspended && !s->stands_in;
}

bool displays_are_seen(const App *a)
{
    VEC_EACH (Display *, s, &a->displays)
        if (is_seen(*s))
            return true;
    return false;
}

// Keys ----------------------------------------------------------------------------------------

// Beside the cells that all show there is nothing to be clicked.  What began inside ends inside.
static bool is_inside(const Display *s, Key *k)
{
    int rows = surface_rows(s->app->surface), cols = surface_cols(s->app->surface);
    bool outside = k->mouse.row >= rows || k->mouse.col >= cols;
    if (k->kind != KEY_MOUSE || !outside)
        return true;
    k->mouse.row = MIN(k->mouse.row, rows - 1);
    k->mouse.col = MIN(k->mouse.col, cols - 1);
    return k->mouse.kind == MOUSE_RELEASE || k->mouse.kind == MOUSE_DRAG;
}

// Who only watches may leave.
static void watch(Display *s, const Key *k)
{
    static const Key leaving[] = {{.kind = KEY_CHAR, .cp = 'q'},
                                  {.kind = KEY_CHAR, .cp = 'q', .mods = MOD_CTRL},
                                  {.kind = KEY_CHAR, .cp = 'c', .mods = MOD_CTRL}};
    for (size_t i = 0; i < ARRAY_LEN(leaving); i++)
        s->leaves |= key_eq(k, &leaving[i]);
}

// A wish for the terminal itself is for the one whose key it was.
static bool wishes(const App *a)
{
    return a->ws->seat.detach || a->ws->seat.go;
}

static bool take_keys(App *a, Display *s)
{
    int64_t end = a->displays.n > 1 ? clock_mono_ns() + SHARE_NS : INT64_MAX;
    bool acted = false;
    Key k;
    s->more = false;
    tty_set_esc_ms(s->tty, a->ws->options.esc_timeout_ms);
    while (!a->ws->outside.waiting) { // keys after a paste wait for it
        s->more = wishes(a) || clock_mono_ns() >= end;
        if (s->more || !tty_next_key(s->tty, &k))
            break;
        acted = true;
        if (s->watches) {
            watch(s, &k);
        } else if (is_inside(s, &k)) {
            a->at = s;
            ui_key(a->ui, &k);
        }
    }
    return acted;
}

static int key_tier(const App *a)
{
    int least = 2;
    VEC_EACH (Display *, s, &a->displays)
        least = MIN(least, tty_key_tier((*s)->tty));
    return least;
}

bool displays_act(App *a)
{
    bool acted = false;
    a->ws->key_tier = key_tier(a);
    VEC_EACH (Display *, s, &a->displays) {
        acted |= take_keys(a, *s);
        if ((*s)->input)
            loop_fd_pause((*s)->input, (*s)->more || (*s)->suspended || (*s)->lost);
    }
    return acted;
}

void displays_expire(App *a)
{
    VEC_EACH (Display *, s, &a->displays)
        if (tty_key_timeout_ms((*s)->tty) == 0)
            tty_key_expire((*s)->tty);
}

// -1 is later than all.
static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 ? a : MIN(a, b);
}

int displays_deadline_ms(const App *a)
{
    int ms = -1;
    VEC_EACH (Display *, s, &a->displays) {
        ms = sooner(ms, (*s)->more ? 0 : tty_key_timeout_ms((*s)->tty));
        if (!(*s)->suspended)
            ms = sooner(ms, tty_retry_ms((*s)->tty)); // a paint sends more of what waits
    }
    return ms;
}

// What all have ------------------------------------------------------------------------------

bool displays_are_slow(const App *a)
{
    bool slow = displays_are_seen(a);
    VEC_EACH (Display *, s, &a->displays)
        slow = slow && (!is_seen(*s) || tty_is_slow((*s)->tty));
    return slow;
}

TtyColor displays_color(const App *a)
{
    TtyColor least = TTY_COLOR_TRUE;
    VEC_EACH (Display *, s, &a->displays)
        least = MIN(least, tty_color((*s)->tty));
    return least;
}

bool displays_have_signs(const App *a)
{
    VEC_EACH (Display *, s, &a->displays)
        if (!tty_has_signs((*s)->tty))
            return false;
    return true;
}

bool displays_are_utf8(const App *a)
{
    VEC_EACH (Display *, s, &a->displays)
        if (!tty_is_utf8((*s)->tty))
            return false;
    return true;
}

TerminalLook displays_look(const App *a)
{
    TerminalLook all = {.color = -1};
    VEC_EACH (Display *, s, &a->displays) {
        const TerminalLook *l = &(*s)->look;
        if (l->color > UI_COLOR_AUTO)
            all.color = all.color > UI_COLOR_AUTO ? MIN(all.color, l->color) : l->color;
        else
            all.color = MAX(all.color, l->color);
        all.ascii |= l->ascii;
        all.reader |= l->reader;
    }
    return all;
}
