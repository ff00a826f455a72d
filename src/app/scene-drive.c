// Driving the App: start, keys, waiting for states.
#include "app/scene.h"
#include "app/app-inner.h"
#include "base/clock.h"

enum { DEADLINE_S = 60, TURN_MS = 20 };

bool scene_start(Scene *s)
{
    AUTO(err) Err err = {0};
    AppArgs args;
    char name[] = "codelab", ascii[] = "--ascii";
    Vec(char *) argv = {0};
    if (s->app)
        return true;
    vec_push(&argv, name);
    if (s->mode == SCENE_ASCII)
        vec_push(&argv, ascii);
    VEC_EACH (char *, o, &s->opens)
        vec_push(&argv, *o);
    bool ok = app_args_parse(&args, (int)argv.n, argv.p, &err);
    vec_deinit(&argv);
    if (ok) {
        s->app = app_new(&args);
        app_attach(s->app, tty_open_headless(s->rows, s->cols, TTY_COLOR_TRUE), &args);
    }
    app_args_deinit(&args);
    return ok ? scene_settle(s) : scene_fail(s, "%s", err_text(&err));
}

// A state is waited for, never a time; the deadline only ends what would never come.
static bool turn_until(Scene *s, bool (*holds)(Scene *s, Str arg), Str arg)
{
    int64_t deadline = clock_mono_ns() + (int64_t)DEADLINE_S * 1000000000;
    do {
        if (app_is_done(s->app))
            return s->always || scene_fail(s, "codelab ended");
        app_turn(s->app, TURN_MS); // until something happens, at most so long
        if (holds(s, arg))
            return true;
    } while (clock_mono_ns() < deadline);
    return false;
}

// One turn more than it takes: what the last job brought is painted then, and may ask for another.
static bool is_at_rest(Scene *s, Str arg)
{
    (void)arg;
    if (!app_is_idle(s->app))
        return false;
    app_turn(s->app, 0);
    return app_is_idle(s->app);
}

bool scene_settle(Scene *s)
{
    if (!s->app)
        return scene_start(s);
    if (turn_until(s, is_at_rest, STR_NULL))
        return true;
    return s->problem.n ? false : scene_fail(s, "codelab does not come to rest");
}

static bool is_kept(Scene *s, Str arg)
{
    (void)arg;
    journal_flush(s->app->ws);
    return !journal_is_behind(s->app->ws);
}

bool scene_crash(Scene *s)
{
    if (!scene_settle(s) || !turn_until(s, is_kept, STR_NULL))
        return s->problem.n ? false : scene_fail(s, "unsaved edits are never kept");
    s->app->crashed = true;
    app_free(s->app);
    s->app = NULL;
    return true;
}

static bool is_shown(Scene *s, Str text)
{
    AUTO(buf) Buf picture = BUF_INIT;
    scene_picture(s->app, &picture);
    return str_find(buf_str(&picture), text) >= 0;
}

bool scene_wait(Scene *s, Str text)
{
    AUTO(buf) Buf picture = BUF_INIT;
    if (!scene_start(s))
        return false;
    if (turn_until(s, is_shown, text))
        return true;
    scene_picture(s->app, &picture);
    return s->problem.n ? false
                        : scene_fail(s, "'" STR_FMT "' never came; the screen is\n%s",
                                     STR_ARG(text), buf_c(&picture));
}

bool scene_keys(Scene *s, Str names)
{
    Str name;
    if (!scene_start(s))
        return false;
    while (str_split(&names, ' ', &name)) {
        AUTO(err) Err err = {0};
        Key k;
        if (name.n == 0)
            continue;
        if (!key_parse(name, &k, &err))
            return scene_fail(s, "%s", err_text(&err));
        ui_key(s->app->ui, &k);
        app_turn(s->app, 0);
    }
    return true;
}

void app_resize(App *a, int rows, int cols)
{
    tty_set_size(app_tty(a), rows, cols);
    a->resized = true;
    app_turn(a, 0);
}
