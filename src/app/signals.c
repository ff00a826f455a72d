// Signals: the terminal is given back whatever happens.
#include "app/host.h"
#include "base/bug.h"
#include "loop/loop.h"

#include <signal.h>

static void rescue(void *arg)
{
    App *a = arg;
    VEC_EACH (Display *, s, &a->displays)
        tty_leave((*s)->tty);
}

static void on_crash(int signo)
{
    bug_rescue();
    signal(signo, SIG_DFL);
    raise(signo);
}

void app_catch_crashes(App *a)
{
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    struct sigaction act = {.sa_handler = on_crash, .sa_flags = SA_NODEFER | SA_RESETHAND};
    bug_set_rescue(rescue, a);
    for (size_t i = 0; i < ARRAY_LEN(fatal); i++)
        sigaction(fatal[i], &act, NULL);
}

/* Stop the process as Ctrl+Z does elsewhere, and take the terminal again afterwards. */
static void suspend(App *a)
{
    AUTO(err) Err err = {0};
    tty_leave(app_tty(a));
    raise(SIGSTOP);
    if (!tty_enter(app_tty(a), &err))
        a->hung_up = true;
    a->resized = true;
    tty_invalidate(app_tty(a));
}

static void on_signal(void *arg, int signo)
{
    App *a = arg;
    if (signo == SIGWINCH)
        a->resized = true;
    else if (signo == SIGTSTP && !a->host)
        suspend(a);
    else if (signo == SIGHUP && a->host)
        host_hang_up(a->host);
    else if (signo == SIGCONT || signo == SIGTSTP)
        a->resized = true;
    else
        a->hung_up = true;
}

void app_watch_signals(App *a)
{
    static const int watched[APP_SIGNALS] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT};
    for (int i = 0; i < APP_SIGNALS; i++)
        a->signals[i] = loop_signal_new(a->loop, watched[i], on_signal, a);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); // a file that grows too large is a failed save, not the end
}
