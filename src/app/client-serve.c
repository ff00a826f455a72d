// The client's loop: it sleeps until the session or a signal has something to say.
#include "app/client.h"
#include "base/path.h"
#include "store/store.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>

enum { ANSWER_MS = 1000, END_MS = 20000 };

static const int watched[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGHUP, SIGTERM, SIGINT};
static volatile sig_atomic_t caught[NSIG];

static void on_signal(int signo)
{
    caught[signo] = 1;
}

static bool take_signal(int signo)
{
    bool was = caught[signo];
    caught[signo] = 0;
    return was;
}

// They come only while we sleep.
static void watch_signals(sigset_t *sleeping)
{
    struct sigaction act = {.sa_handler = on_signal};
    sigset_t ours;
    sigemptyset(&ours);
    for (size_t i = 0; i < ARRAY_LEN(watched); i++) {
        sigaddset(&ours, watched[i]);
        sigaction(watched[i], &act, NULL);
    }
    sigprocmask(SIG_BLOCK, &ours, sleeping);
    for (size_t i = 0; i < ARRAY_LEN(watched); i++)
        sigdelset(sleeping, watched[i]);
}

static void tell(Client *c, SessionKind kind)
{
    (void)session_send(c->link, kind, NULL, 0); // one that is gone is seen when it is read
}

// True once the session has said so; what it says besides comes too late to matter.
static bool await_kind(Client *c, SessionKind kind, SessionFrame *f)
{
    bool gone = false;
    while (session_await(c->link, f, ANSWER_MS, &gone))
        if (f->kind == (unsigned)kind)
            return true;
    return false;
}

// As Ctrl+Z does elsewhere.  A session that does not answer cannot keep the terminal.
static void suspend(Client *c, SessionFrame *f)
{
    tell(c, SESSION_SUSPEND);
    (void)await_kind(c, SESSION_SUSPENDED, f);
    tty_loan_take_back(c->loan);
    raise(SIGSTOP);
    tell(c, SESSION_RESUME);
}

static void print(const Client *c, int code, Str text)
{
    if (text.n)
        fprintf(code ? stderr : stdout, STR_FMT "\n", STR_ARG(text));
    fflush(stdout);
    (void)c;
}

// It has given the terminal back, but may still be writing.
static void await_end(Client *c, SessionFrame *f)
{
    bool gone = false;
    while (session_await(c->link, f, END_MS, &gone))
        ;
}

static ClientEnd on_bye(Client *c, SessionFrame *f)
{
    AUTO(free) char *text = str_dup(session_field(f, 1));
    c->code = (int)session_number(f, 0, 1);
    tty_loan_take_back(c->loan);
    print(c, c->code, str_c(text));
    await_end(c, f);
    return CLIENT_DONE;
}

static ClientEnd on_again(Client *c, SessionFrame *f)
{
    c->again = str_dup(session_field(f, 0));
    tty_loan_take_back(c->loan);
    await_end(c, f);
    return CLIENT_AGAIN;
}

static ClientEnd on_gone(Client *c)
{
    AUTO(free) char *dir = store_dir(NULL);
    AUTO(free) char *shown = path_pretty(c->root, getenv("HOME"));
    tty_loan_take_back(c->loan);
    fprintf(stderr,
            "codelab: the session of %s has died; what it kept is in %s: codelab in that folder "
            "restores it\n",
            shown, dir ? dir : "its store");
    c->code = EXIT_SESSION_GONE;
    return CLIENT_DONE;
}

static ClientEnd on_other(Client *c, const SessionFrame *f)
{
    Str version = session_field(f, 1);
    fprintf(stderr,
            "codelab: the session of %s is one of codelab " STR_FMT
            " and cannot be attached; end it with codelab -k %s\n",
            c->root, STR_ARG(version), c->root);
    c->code = 1;
    return CLIENT_DONE;
}

// True if it is over; *end says how.
static bool on_frame(Client *c, SessionFrame *f, ClientEnd *end)
{
    switch (f->kind) {
    case SESSION_BYE:
        *end = on_bye(c, f);
        return true;
    case SESSION_AGAIN:
        *end = on_again(c, f);
        return true;
    case SESSION_FOREGROUND:
        *end = CLIENT_FOREGROUND;
        return true;
    case SESSION_OTHER:
        *end = on_other(c, f);
        return true;
    default: // ATTACHED, and what is not known
        return false;
    }
}

// The session lives on.
static ClientEnd leave(Client *c, SessionFrame *f, int signo)
{
    if (signo != SIGHUP)
        tell(c, SESSION_DETACH);
    bool said = signo != SIGHUP && await_kind(c, SESSION_BYE, f);
    AUTO(free) char *text = said ? str_dup(session_field(f, 1)) : NULL;
    tty_loan_take_back(c->loan);
    print(c, 0, str_c(text));
    c->code = 128 + signo;
    return CLIENT_DONE;
}

static bool on_signals(Client *c, SessionFrame *f, ClientEnd *end)
{
    static const int ending[] = {SIGHUP, SIGTERM, SIGINT};
    for (size_t i = 0; i < ARRAY_LEN(ending); i++)
        if (take_signal(ending[i])) {
            *end = leave(c, f, ending[i]);
            return true;
        }
    if (take_signal(SIGTSTP)) {
        suspend(c, f);
        (void)take_signal(SIGCONT); // ours
    }
    if (take_signal(SIGCONT))
        tell(c, SESSION_RESUME);
    if (take_signal(SIGWINCH))
        tell(c, SESSION_RESIZED);
    return false;
}

static ClientEnd serve(Client *c, const sigset_t *sleeping)
{
    AUTO(free) SessionFrame *f = NEW(SessionFrame);
    ClientEnd end = CLIENT_DONE;
    for (;;) {
        struct pollfd p = {.fd = session_link_fd(c->link), .events = POLLIN};
        if (session_link_is_behind(c->link))
            p.events |= POLLOUT;
        (void)ppoll(&p, 1, NULL, sleeping); // a signal ends it
        bool here = session_link_read(c->link) && session_link_flush(c->link);
        while (session_link_next(c->link, f))
            if (on_frame(c, f, &end))
                return end;
        if (!here)
            return on_gone(c);
        if (on_signals(c, f, &end))
            return end;
    }
}

// A session that begins next inherits what is blocked here, and would hear of no end.
ClientEnd client_serve(Client *c)
{
    sigset_t sleeping;
    watch_signals(&sleeping);
    ClientEnd end = serve(c, &sleeping);
    sigprocmask(SIG_SETMASK, &sleeping, NULL);
    return end;
}
