// Several terminals on one session: who they are, and who may type.
#include "app/client.h"
#include "app/host.h"
#include "app/displays.h"
#include "command/command.h"

size_t host_clients(const Host *h)
{
    size_t n = 0;
    VEC_EACH (Conn *, c, &h->conns)
        n += (*c)->display != NULL;
    return n;
}

Conn *host_conn_of(const Host *h, const Display *s)
{
    VEC_EACH (Conn *, c, &h->conns)
        if ((*c)->display && (*c)->display == s)
            return *c;
    return NULL;
}

bool host_has_typist(const Host *h)
{
    VEC_EACH (Conn *, c, &h->conns)
        if ((*c)->display && !(*c)->display->watches)
            return true;
    return false;
}

void conn_set_env(Conn *c, const Str *entries, size_t n)
{
    VEC_EACH (char *, e, &c->env)
        free(*e);
    vec_clear(&c->env);
    for (size_t i = 0; i < n; i++)
        vec_push(&c->env, str_dup(entries[i]));
}

static Str env_of(const Conn *c, Str name)
{
    VEC_EACH (char *, e, &c->env) {
        Str rest = str_c(*e), is;
        if (str_split(&rest, '=', &is) && str_eq(is, name))
            return rest;
    }
    return STR("");
}

// The environment speaks of who came last, and of another once that one has gone.
void host_restore_env(Host *h)
{
    const Conn *last = NULL;
    StrVec env = {0};
    VEC_EACH (Conn *, c, &h->conns)
        if ((*c)->display && (!last || (*c)->since_ms >= last->since_ms))
            last = *c;
    if (!last)
        return;
    VEC_EACH (char *, e, &last->env)
        vec_push(&env, str_c(*e));
    terminal_env_set(env.p, env.n);
    vec_deinit(&env);
}

SessionClient conn_describe(const Conn *c)
{
    Str way = env_of(c, STR("SSH_CONNECTION")), from = STR(""); // "ADDRESS PORT ADDRESS PORT"
    (void)str_split(&way, ' ', &from);
    return (SessionClient){.line = str_c(c->line),
                           .term = env_of(c, STR("TERM")),
                           .from = from,
                           .rows = tty_rows(c->display->tty),
                           .cols = tty_cols(c->display->tty),
                           .since_ms = c->since_ms,
                           .watches = c->display->watches};
}

void host_tell_joined(Host *h, const Conn *c)
{
    message_say(h->app->ws, MESSAGE_INFO, "%s shows this session, too%s; %zu clients", c->line,
                c->display->watches ? ", and only watches" : "", host_clients(h));
}

void host_tell_left(Host *h, const Conn *c)
{
    App *a = h->app;
    size_t n = host_clients(h);
    host_restore_env(h);
    app_set_look(a, displays_look(a));
    a->resized = true;
    message_say(a->ws, MESSAGE_INFO, "%s has gone; %zu client%s", c->line, n, n == 1 ? "" : "s");
}

// Where it is no longer shared, it stays with who typed last.
static void end_sharing(Host *h)
{
    AUTO(free)
    char *text = xasprintf("session %s is not shared any more; codelab to take it over", h->name);
    for (size_t i = 0; i < h->conns.n; i++)
        if (h->conns.p[i]->display && h->conns.p[i]->display != h->app->at)
            host_let_go(h, h->conns.p[i], text);
}

void host_settle_share(Host *h)
{
    App *a = h->app;
    int share = a->ws->options.session_share;
    if (share == h->share)
        return;
    h->share = share;
    if (share == SHARE_OFF)
        end_sharing(h);
    VEC_EACH (Display *, s, &a->displays)
        (*s)->watches = share == SHARE_READ_ONLY && *s != a->at;
}
