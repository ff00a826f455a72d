// Which session the terminal is lent to: the folder's, or one that begins now.
#include "app/client.h"
#include "app/host.h"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>

enum { TRIES = 100, TRY_MS = 20 };

typedef struct {
    const AppArgs *args;
    char *root; // owned; of the session that is to be had
    int fds[2]; // owned: the terminal
    bool named; // the files of the command line are open already
} Way;

// The terminal under a description of our own: to read without waiting must not become the habit of
// the shell, which shares the one that it gave us.
static int open_own(int fd)
{
    char name[32];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    int own = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    return own >= 0 ? own : fcntl(fd, F_DUPFD_CLOEXEC, 3);
}

static bool send_attach(Client *c, const Way *w)
{
    StrVec fields = {0};
    int fds[] = {w->fds[0], w->fds[1], tty_loan_fd(c->loan)};
    vec_push(&fields, STR(PACKAGE_VERSION));
    terminal_env_get(&fields);
    terminal_look_get(w->args, &fields);
    bool sent = session_send_fds(c->link, SESSION_ATTACH, fields.p, fields.n, fds, ARRAY_LEN(fds));
    vec_deinit(&fields);
    return sent && (w->named || !w->args->opens.n || client_send_open(c->link, w->args));
}

// The child is the session, and does not come back from here.
static bool begin(Client *c, const Way *w, Err *err)
{
    SessionLink *ends[2];
    if (!session_pair(ends, err))
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        session_link_free(ends[0]);
        AppArgs args = *w->args;
        args.root = w->root;
        if (w->named)
            args.opens.n = 0;
        HostStart start = {&args, ends[1], {w->fds[0], w->fds[1]}, tty_loan_fd(c->loan)};
        _exit(host_main(&start));
    }
    session_link_free(ends[1]);
    c->link = ends[0];
    return pid > 0 || err_set_errno(err, errno, "cannot begin a session");
}

// Call the session of the folder, or begin one.  A session that is about to begin or end is waited
// for.
static bool reach(Client *c, const Way *w, Err *err)
{
    SessionPlace place = {.dir_fd = -1, .lock_fd = -1};
    if (!session_place_init(&place, w->root, err))
        return false;
    c->link = session_call(&place, err);
    c->called = c->link;
    session_place_deinit(&place);
    if (c->link)
        return send_attach(c, w) || err_set(err, "the session of '%s' does not answer", w->root);
    if (err->code != ENOENT && err->code != ECONNREFUSED)
        return false;
    if (w->args->attach) {
        err_set(err, "there is no session of '%s'", w->root);
        err->code = ESRCH;
        return false;
    }
    return begin(c, w, err);
}

static int fail(const Err *err)
{
    fprintf(stderr, "codelab: %s\n", err_text(err));
    return err->code == ESRCH ? EXIT_SESSION_GONE : 1;
}

// One session.  AGAIN: another follows.
static ClientEnd visit(Way *w, Client *c)
{
    AUTO(err) Err err = {0};
    *c = (Client){.root = w->root, .code = 1};
    c->loan = tty_loan_new(w->fds[0], w->fds[1], &err);
    if (!c->loan)
        return CLIENT_FOREGROUND;
    ClientEnd end = CLIENT_DONE;
    if (reach(c, w, &err))
        end = client_serve(c);
    else if (err.code == ESRCH || c->link || c->called)
        c->code = fail(&err);
    else
        end = CLIENT_FOREGROUND;
    tty_loan_free(c->loan);
    session_link_free(c->link);
    return end;
}

static bool go_on(Way *w, Client *c, int *tries)
{
    bool same = strcmp(c->again, w->root) == 0;
    if (same && ++*tries > TRIES) {
        fprintf(stderr, "codelab: the session of '%s' neither begins nor ends\n", w->root);
        free(c->again);
        return false;
    }
    w->named |= !same;
    free(w->root);
    w->root = steal(&c->again);
    if (same)
        (void)poll(NULL, 0, TRY_MS);
    return true;
}

int client_main(const AppArgs *args, bool *foreground)
{
    Way w = {args, xstrdup(args->root), {open_own(STDIN_FILENO), open_own(STDOUT_FILENO)}, false};
    Client c = {.code = 1};
    int tries = 0;
    ClientEnd end;
    do
        end = visit(&w, &c);
    while (end == CLIENT_AGAIN && go_on(&w, &c, &tries));
    *foreground = end == CLIENT_FOREGROUND;
    for (int i = 0; i < 2; i++)
        if (w.fds[i] >= 0)
            close(w.fds[i]);
    free(w.root);
    return c.code;
}
