// What passes between the model and the terminal that is neither keys nor cells.
#include "app/app-inner.h"

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
    const char *env = tty_in_fd(a->tty) >= 0 ? getenv("COLORFGBG") : NULL;
    a->ws->themes.scheme = scheme_of(tty_facts(a->tty), env);
}

void app_tell_terminal(App *a)
{
    const char *route = "";
    Clipboard *c = &a->ws->clipboard;
    if (c->to_send) {
        c->to_send = false;
        bool sent = tty_copy(a->tty, buf_str(&c->text), &route);
        message_say(a->ws, MESSAGE_RESULT, sent ? "Copied (%s)" : "Copied inside codelab only (%s)",
                    route);
    }
    if (a->mouse != a->ws->options.mouse) {
        a->mouse = a->ws->options.mouse;
        tty_set_mouse(a->tty, a->mouse);
    }
}
