// What passes between the model and the terminal that is neither keys nor cells.
#include "app/app-inner.h"
#include "app/sessions.h"
#include "base/log.h"
#include "command/command.h"

/* Dark or light, by what the terminal says, else by its background, else by what the terminal that
 * started ours left in the environment. */
static Scheme scheme_of(const TtyFacts *f, const char *env)
{
    const char *last = env ? strrchr(env, ';') : NULL;
    if (f->dark || f->light)
        return f->light ? SCHEME_LIGHT : SCHEME_DARK;
    if (f->has_background) {
        int light = 3 * f->background[0] + 6 * f->background[1] + f->background[2];
        return light > 5 * 255 ? SCHEME_LIGHT : SCHEME_DARK;
    }
    if (!last)
        return SCHEME_UNKNOWN;
    return strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0 ? SCHEME_LIGHT : SCHEME_DARK;
}

void app_hear_terminal(App *a)
{
    const Tty *t = app_tty(a); // of several the first: it is not to change with each who types
    const char *env = tty_in_fd(t) >= 0 ? getenv("COLORFGBG") : NULL;
    a->ws->themes.scheme = scheme_of(tty_facts(t), env);
}

// A copy that no program took goes to who made it.
static void give_terminal(App *a)
{
    const char *route = "";
    if (tty_copy(a->at->tty, buf_str(&a->ws->clipboard.text), &route))
        clip_outside_say(a->ws, route);
    else if (a->ws->outside.why[0])
        clip_outside_say_kept(a->ws, a->ws->outside.why);
    else
        clip_outside_say_kept(a->ws, route);
}

void app_run_due(App *a)
{
    ClipOutside *c = &a->ws->outside;
    AUTO(free) char *id = steal(&c->due);
    if (!id)
        return;
    c->settled = true;
    command_run(a->ws, id);
    c->settled = false;
}

static void configure(App *a)
{
    const Options *o = &a->ws->options;
    if (a->told == a->ws->option_set.stamp && a->mouse == o->mouse)
        return;
    TtyOptions want = app_tty_options(o);
    a->told = a->ws->option_set.stamp;
    a->mouse = o->mouse;
    log_set_level((LogLevel)(o->log_level + LOG_ERROR));
    VEC_EACH (Display *, s, &a->displays)
        tty_configure((*s)->tty, &want);
    surface_set_ambiguous(a->surface, o->ambiguous_width);
}

void app_tell_terminal(App *a)
{
    bool rings = ui_take_ring(a->ui);
    Clipboard *c = &a->ws->clipboard;
    ClipOutside *out = &a->ws->outside;
    configure(a);
    app_tell_title(a);
    VEC_EACH (Display *, s, &a->displays) {
        tty_set_progress((*s)->tty, ui_shows_progress(a->ui));
        if (rings)
            tty_ring((*s)->tty);
    }
    app_report(a);
    if (a->ws->seat.list)
        app_list_sessions(a);
    if (c->to_send) {
        c->to_send = false;
        out->for_tty = !out->on;
        clip_outside_send(a->ws);
    }
    if (out->for_tty) {
        out->for_tty = false;
        give_terminal(a);
    }
}
