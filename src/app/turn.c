// The turn: five beats, and only this file knows their order.
#include "app/host.h"
#include "app/displays.h"
#include "command/command.h"
#include "base/clock.h"
#include "base/log.h"
#include "loop/loop.h"

enum { SLOW_TURN_NS = 8000000, FRAME_MS = 16, SLOW_SHOWN_MS = 1000 };

typedef struct {
    int64_t gathered, acted, settled, painted; // monotonic ns at the end of each beat
} Beats;

// Keys that are there are all acted on before one paint.  True if something was.
static bool act(App *a)
{
    if (a->host)
        host_act(a->host);
    bool acted = a->resized || a->ws->redraw;
    app_run_due(a);
    acted |= displays_act(a);
    app_hear_terminal(a);
    if (a->resized || a->ws->redraw)
        displays_resized(a);
    a->resized = a->ws->redraw = false;
    return acted;
}

static void paint(App *a)
{
    a->ws->slow_line = displays_are_slow(a);
    displays_paint(a);
}

static void log_slow(const Beats *b, int64_t start)
{
    if (b->painted - start > SLOW_TURN_NS)
        log_at(LOG_WARN, "turn", "slow: act %.1f ms, settle %.1f ms, paint %.1f ms",
               (double)(b->acted - start) / 1e6, (double)(b->settled - b->acted) / 1e6,
               (double)(b->painted - b->settled) / 1e6);
}

static void on_frame(void *arg)
{
    App *a = arg;
    a->framed = false;
}

// What the user does is shown at once; what floods frame by frame, or painting would take the time
// that the flood could be read in.
static void paint_in_time(App *a, bool acted)
{
    if (!displays_are_seen(a)) {
        a->ws->terminals.taken = 0;
        return;
    }
    bool flood = terminals_flood(a->ws);
    a->unpainted = flood && a->framed && !acted && a->started;
    if (a->unpainted)
        return;
    paint(a);
    a->ws->terminals.taken = 0;
    if (!flood)
        return;
    if (!a->frame)
        a->frame = loop_timer_new(a->loop, on_frame, a);
    a->framed = true;
    loop_timer_set(a->frame, FRAME_MS);
}

static void on_timer(void *arg)
{
    displays_expire(arg);
}

static void set_timer(App *a)
{
    int ui = displays_are_seen(a) ? ui_deadline_ms(a->ui) : -1, ms = displays_deadline_ms(a);
    if (a->ws->slow_line) // then it is no longer so
        ui = ui < 0 ? SLOW_SHOWN_MS : MIN(ui, SLOW_SHOWN_MS);
    ms = ms < 0 ? ui : ui < 0 ? ms : MIN(ms, ui);
    if (!a->timer && ms >= 0)
        a->timer = loop_timer_new(a->loop, on_timer, a);
    if (a->timer)
        loop_timer_set(a->timer, ms);
}

// What it was called for is done.
static void end_waiting(App *a)
{
    AUTO(err) Err err = {0};
    if (a->host)
        host_settle(a->host);
    if (!a->awaited.n || a->waited || !documents_are_closed(a->ws, a->awaited.p, a->awaited.n))
        return;
    a->waited = true;
    (void)command_find(STR("app.quit"))->run(a->ws, STR_NULL, &err); // it asks, where it must
}

void app_turn(App *a, int timeout_ms)
{
    Beats b;
    // before there is anything to see: who sees it finds the session
    if (!a->started && a->host && !host_listen(a->host)) {
        a->outdone = true;
        return;
    }
    loop_turn(a->loop, a->started ? timeout_ms : 0);
    b.gathered = clock_mono_ns();
    bool acted = act(a);
    b.acted = clock_mono_ns();
    settings_settle(a->ws); // what follows goes by them
    workspace_settle(a->ws);
    ui_settle(a->ui);
    app_tell_terminal(a);
    end_waiting(a);
    b.settled = clock_mono_ns();
    paint_in_time(a, acted);
    b.painted = clock_mono_ns();
    log_slow(&b, b.gathered);
    if (!a->started) {
        a->started = true;
        tty_guard(app_tty(a));
        workspace_start(a->ws);
        workspace_settle(a->ws);
    }
    workspace_dispatch(a->ws);
    set_timer(a);
    app_switch(a);
}

bool app_is_done(const App *a)
{
    return a->hung_up || a->outdone || (a->ws->quit && a->ws->saving == 0);
}

bool app_is_idle(const App *a)
{
    return a->started && loop_pending(a->loop) == 0 && !a->unpainted && !workspace_is_busy(a->ws);
}

int app_run(App *a)
{
    while (!app_is_done(a))
        app_turn(a, -1);
    return 0;
}
