// The time that nobody is attached: what ran when the last one left, and what is told the next.
#include "app/host.h"
#include "base/clock.h"
#include "command/command.h"
#include "loop/loop.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, CODES_MAX = 4 };

static bool is_running(const Terminal *t)
{
    return !t->ended && terminal_is_busy(t);
}

size_t host_running(const Host *h)
{
    const Workspace *ws = h->app->ws;
    size_t n = 0;
    VEC_EACH (RunItem *, r, &ws->runs.all)
        n += run_item_is_running(*r);
    VEC_EACH (Terminal *, t, &ws->terminals.all)
        n += is_running(*t);
    return n;
}

// Runs and terminals are told apart by their sign, as both count from 1.
static void note_jobs(Host *h)
{
    const Workspace *ws = h->app->ws;
    vec_clear(&h->left_jobs);
    VEC_EACH (RunItem *, r, &ws->runs.all)
        if (run_item_is_running(*r))
            vec_push(&h->left_jobs, (*r)->serial);
    VEC_EACH (Terminal *, t, &ws->terminals.all) {
        terminal_look(*t); // it may have begun just now
        if (is_running(*t))
            vec_push(&h->left_jobs, -(*t)->number);
    }
}

static void on_idle(void *arg)
{
    Host *h = arg;
    h->idle_over = true;
}

void host_begin_absence(Host *h)
{
    App *a = h->app;
    h->left_ms = clock_wall_ms();
    note_jobs(h);
    a->ws->seat.clients = 0;
    if (a->ws->options.session_idle_hours <= 0)
        return;
    if (!h->idle)
        h->idle = loop_timer_new(a->loop, on_idle, h);
    loop_timer_set(h->idle, a->ws->options.session_idle_hours * HOUR * 1000);
}

// "2 h 13 min"
static void add_time(int64_t s, Buf *out)
{
    if (s >= DAY)
        buf_addf(out, "%d d %d h", (int)(s / DAY), (int)(s % DAY / HOUR));
    else if (s >= HOUR)
        buf_addf(out, "%d h %d min", (int)(s / HOUR), (int)(s % HOUR / MINUTE));
    else if (s >= MINUTE)
        buf_addf(out, "%d min", (int)(s / MINUTE));
    else
        buf_addf(out, "%d s", (int)s);
}

// False while it runs.  How it ended is appended, where that is known.
static bool run_ended(const RunItem *r, Buf *out)
{
    if (run_item_is_running(r))
        return false;
    Str words = str_c(r->summary ? r->summary : "");
    ptrdiff_t end = str_find(words, STR(" \xC2\xB7 ")); // the time it took comes behind
    buf_add(out, end >= 0 ? str_upto(words, (size_t)end) : words);
    return true;
}

static bool terminal_ended(const Terminal *t, Buf *out)
{
    int code = terminal_last_exit(t);
    if (is_running(t))
        return false;
    if (code >= 0)
        buf_addf(out, "exit %d", code);
    return true;
}

// One that is not there any more has ended, too.
static bool job_ended(const Workspace *ws, int job, Buf *out)
{
    if (job > 0) {
        const RunItem *r = runs_of_serial(ws, job);
        return !r || run_ended(r, out);
    }
    VEC_EACH (Terminal *, t, &ws->terminals.all)
        if ((*t)->number == -job)
            return terminal_ended(*t, out);
    return true;
}

// "2 jobs ended (exit 0, exit 1)."
static void add_jobs(const Host *h, Buf *out)
{
    AUTO(buf) Buf codes = BUF_INIT;
    size_t n = 0, told = 0;
    VEC_EACH (const int, job, &h->left_jobs) {
        AUTO(buf) Buf how = BUF_INIT;
        if (!job_ended(h->app->ws, *job, &how))
            continue;
        n++;
        if (how.n && told++ < CODES_MAX)
            buf_addf(&codes, "%s%s", codes.n ? ", " : "", buf_c(&how));
    }
    if (!n)
        return;
    buf_addf(out, " %zu job%s ended", n, n == 1 ? "" : "s");
    if (codes.n)
        buf_addf(out, " (%s%s)", buf_c(&codes), told > CODES_MAX ? ", ..." : "");
    buf_add_byte(out, '.');
}

void host_end_absence(Host *h)
{
    AUTO(buf) Buf text = BUF_INIT;
    if (h->idle)
        loop_timer_set(h->idle, -1);
    buf_addf(&text, "Back in %s after ", h->name);
    add_time(MAX(clock_wall_ms() - h->left_ms, INT64_C(0)) / 1000, &text);
    buf_add_byte(&text, '.');
    add_jobs(h, &text);
    message_say(h->app->ws, MESSAGE_INFO, "%s", buf_c(&text));
}
