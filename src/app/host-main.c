// The session process, from its birth as the client's child.
#include "app/host.h"
#include "base/log.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>

// The terminal that it was born on is lent, not its own: as its standard streams it would be held
// open for ever.
static void leave_streams(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
        (void)dup2(null, fd);
    if (null > STDERR_FILENO)
        close(null);
}

// Programs in its terminals find it by this.
static void name_session(const char *root)
{
    AUTO(err) Err err = {0};
    SessionPlace place;
    if (session_place_init(&place, root, &err))
        (void)setenv("CODELAB_SESSION", place.id, 1);
    session_place_deinit(&place);
}

static int refuse(const HostStart *s, SessionKind kind, const Err *err)
{
    AUTO(free)
    char *text =
        xasprintf("codelab: %s; try: codelab --plain FILE, codelab run FILE", err_text(err));
    (void)session_send(s->client, kind, (Str[]){STR("2"), str_c(text)}, 2);
    session_link_free(s->client);
    return 2;
}

int host_main(const HostStart *s)
{
    AUTO(err) Err err = {0};
    (void)setsid(); // a new child leads no group, so it cannot fail
    leave_streams();
    name_session(s->args->root);
    App *a = app_new(s->args);
    TtyOptions o = app_tty_options(&a->ws->options);
    if (!a->ws->options.session_detachable) {
        int code = refuse(s, SESSION_FOREGROUND, &err);
        app_free(a);
        return code;
    }
    Tty *tty = tty_open_lent(s->fds[0], s->fds[1], s->loan_fd, &o, &err);
    if (!tty) {
        int code = refuse(s, SESSION_BYE, &err);
        app_free(a);
        return code;
    }
    a->host = host_new(a, s);
    int code = app_run_on(a, tty, s->args);
    app_free(a);
    return code;
}
