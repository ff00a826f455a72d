#include "app/client.h"
#include "app/host.h"
#include "app/displays.h"
#include "base/log.h"
#include "base/places.h"
#include "command/command.h"
#include "loop/loop.h"

#include <stdio.h>

static void open_files(App *a, const AppArgs *args)
{
    VEC_EACH (OpenArg, o, &args->opens) {
        AUTO(err) Err err = {0};
        if (!workspace_open_at(a->ws, o->path, o->line, o->col, &err))
            message_say(a->ws, MESSAGE_ERROR, "%s", err_text(&err));
        else if (args->read_only)
            workspace_view(a->ws)->doc->read_only = true;
        if (args->wait && !err.msg)
            vec_push(&a->awaited, workspace_view(a->ws)->doc->id);
    }
    if (a->ws->group->tabs.n)
        workspace_show_tab(a->ws, 0);
}

static void read_settings(App *a, const AppArgs *args)
{
    a->ws->option_set.no_files = args->safe;
    trust_read(a->ws);
    settings_settle(a->ws);
    a->look = (TerminalLook){.color = -1}; // of a new workspace
    app_set_look(a, (TerminalLook){args->color, args->ascii, args->reader});
}

App *app_new(const AppArgs *args)
{
    App *a = NEW(App);
    a->loop = loop_new();
    a->grammars = place_part("CODELAB_GRAMMARS", "grammars", PKGLIBDIR);
    workspace_use_grammars(a->grammars ? a->grammars : PKGLIBDIR "/grammars");
    a->ws = workspace_new(a->loop, args->root);
    a->ws->read_only = args->read_only;
    a->args = *args;
    a->args.root = NULL;
    a->args.opens = (__typeof__(a->args.opens)){0};
    read_settings(a, args);
    return a;
}

// The terminal, its size and what it can do stay; all else begins as at a start.
void app_switch(App *a)
{
    if (!a->ws->quit || a->ws->saving || !a->ws->next_root || a->hung_up || a->host)
        return;
    AUTO(free) char *root = steal(&a->ws->next_root);
    bool outside = a->ws->outside.on;
    workspace_save_session(a->ws);
    ui_free(a->ui);
    workspace_free(a->ws);
    a->ws = workspace_new(a->loop, root);
    a->ws->outside.on = outside;
    read_settings(a, &a->args);
    app_hear_terminal(a);
    a->ui = ui_new(a->ws, displays_color(a), displays_have_signs(a));
    a->told = ~0u; // the settings are others
    a->started = false;
    tty_invalidate(app_tty(a));
    workspace_wake(a->ws);
}

void app_attach(App *a, Tty *tty, const AppArgs *args)
{
    Display *s = display_add(a, tty);
    s->look = a->look;
    if (a->host)
        host_begin(a->host, s);
    a->surface = surface_new(tty_rows(tty), tty_cols(tty));
    app_hear_terminal(a);
    a->ui = ui_new(a->ws, tty_color(tty), tty_has_signs(tty));
    reader_greet(a->ws, args->reader ? "--screen-reader" : NULL);
    open_files(a, args);
}

void app_free(App *a)
{
    if (!a)
        return;
    if (a->hung_up && a->started)
        workspace_await_session(a->ws);              // what is open cannot be kept before
    a->ws->keep_unsaved |= a->hung_up || a->crashed; // nobody can be asked any more
    if (a->started && !a->awaited.n && !a->crashed)
        workspace_save_session(a->ws);
    if (a->started)
        terminals_keep_end(a->ws, (!a->hung_up && !a->crashed) || a->told_to_end);
    for (int i = 0; i < APP_SIGNALS; i++)
        if (a->signals[i])
            loop_signal_free(a->signals[i]);
    if (a->reporting)
        loop_job_cancel(a->reporting);
    if (a->listing)
        loop_job_cancel(a->listing);
    // the terminals first: what is left to do may take a moment
    if (a->host)
        host_say_end(a->host);
    displays_free(a);
    bug_set_rescue(NULL, NULL);
    ui_free(a->ui);
    workspace_free(a->ws);
    if (a->frame)
        loop_timer_free(a->frame);
    if (a->timer)
        loop_timer_free(a->timer);
    host_free(a->host);
    loop_free(a->loop);
    surface_free(a->surface);
    free(a->grammars);
    free(a->title);
    vec_deinit(&a->awaited);
    free(a);
}

Tty *app_tty(const App *a)
{
    return a->displays.p[0]->tty;
}

const Surface *app_surface(const App *a)
{
    return a->surface;
}

UiCursor app_cursor(const App *a)
{
    return a->cursor;
}

Workspace *app_workspace(const App *a)
{
    return a->ws;
}

// What works without a full screen is named, so that nobody is stuck.
static int fail_screen(const Err *err)
{
    fprintf(stderr, "codelab: %s; try: codelab --plain FILE, codelab run FILE\n", err_text(err));
    return 2;
}

static int fail(const Err *err)
{
    fprintf(stderr, "codelab: %s\n", err_text(err));
    return 2;
}

// Over a slow line each step of the mouse would be a report.
static bool wants_motion(const Options *o)
{
    const char *remote = getenv("SSH_CONNECTION");
    bool near = !remote || !*remote;
    return o->hover &&
           (o->mouse_hover == MOUSE_HOVER_AUTO ? near : o->mouse_hover == MOUSE_HOVER_ON);
}

TtyOptions app_tty_options(const Options *o)
{
    static const TtyColor colors[] = {[UI_COLOR_AUTO] = TTY_COLOR_AUTO,
                                      [UI_COLOR_NONE] = TTY_COLOR_NONE,
                                      [UI_COLOR_16] = TTY_COLOR_16,
                                      [UI_COLOR_256] = TTY_COLOR_256,
                                      [UI_COLOR_TRUE] = TTY_COLOR_TRUE};
    return (TtyOptions){.color = colors[o->color],
                        .mouse = o->mouse,
                        .motion = wants_motion(o),
                        .blink = o->cursor_blinking == 0,
                        .sync = o->sync_update == SYNC_AUTO ? -1 : o->sync_update == SYNC_ON,
                        .keys = (TtyKeys)o->keyboard_protocol,
                        .copy_max = (size_t)o->clip_osc52_bytes,
                        .min_contrast_x10 = o->min_contrast_percent / 10};
}

int app_run_on(App *a, Tty *tty, const AppArgs *args)
{
    a->ws->outside.on = true;
    app_attach(a, tty, args);
    app_catch_crashes(a);
    app_watch_signals(a);
    return app_run(a);
}

// In the foreground: the end of the terminal is the end.
static int run_here(const AppArgs *args)
{
    AUTO(err) Err err = {0};
    (void)unsetenv("CODELAB_SESSION"); // of a session around us: not ours
    App *a = app_new(args);
    TtyOptions o = app_tty_options(&a->ws->options);
    Tty *tty = tty_open(STDIN_FILENO, STDOUT_FILENO, &o, &err);
    int code = tty ? app_run_on(a, tty, args) : fail_screen(&err);
    app_free(a);
    return code;
}

static bool wants_session(const AppArgs *args)
{
    const char *term = getenv("TERM");
    return !args->foreground && !args->safe && !args->wait && isatty(STDIN_FILENO) &&
           isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0;
}

static int run(const AppArgs *args)
{
    int code = 0;
    bool here = true;
    if (!args->foreground && client_hand_over(args, &code))
        return code;
    if (wants_session(args))
        code = client_main(args, &here);
    return here ? run_here(args) : code;
}

int app_main(int argc, char **argv)
{
    AUTO(err) Err err = {0};
    AppArgs args;
    if (!app_args_parse(&args, argc, argv, &err) || (args.log && !log_open(args.log, &err))) {
        app_args_deinit(&args);
        return fail(&err);
    }
    log_keep();
    int code = run(&args);
    app_args_deinit(&args);
    return code;
}
