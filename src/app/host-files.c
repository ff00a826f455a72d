// Files that others have opened here, and who waits until they are closed; and how it all stands.
#include "app/host.h"
#include "command/command.h"
#include "config.h"

static bool open_one(Host *h, Conn *c, const SessionFrame *f, size_t at, Err *err)
{
    Workspace *ws = h->app->ws;
    AUTO(free) char *path = str_dup(session_field(f, at));
    int line = (int)CLAMP(session_number(f, at + 1, 0), 0, INT32_MAX);
    int col = (int)CLAMP(session_number(f, at + 2, 0), 0, INT32_MAX);
    Str flags = session_field(f, 0);
    if (path[0] != '/')
        return err_set(err, "a file's path must be whole, not '%s'", path);
    if (!workspace_open_at(ws, path, line, col, err))
        return false;
    Document *d = workspace_view(ws)->doc;
    d->read_only |= str_find_byte(flags, 'r') >= 0;
    if (str_find_byte(flags, 'w') >= 0)
        vec_push(&c->documents, d->id);
    return true;
}

void host_open(Host *h, Conn *c, const SessionFrame *f)
{
    AUTO(err) Err err = {0};
    for (size_t at = 1; at + 2 < f->n; at += 3)
        if (!open_one(h, c, f, at, &err)) {
            conn_send(c, SESSION_ERROR, (Str[]){str_c(err_text(&err))}, 1);
            return;
        }
    layout_focus(&h->app->ws->layout, FOCUS_EDITOR);
    conn_send(c, SESSION_OPENED, NULL, 0);
    c->waits = c->documents.n > 0;
}

static bool is_open(const Workspace *ws, uint64_t id)
{
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->id == id)
            return true;
    return false;
}

bool documents_are_closed(const Workspace *ws, const uint64_t *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_open(ws, ids[i]))
            return false;
    return true;
}

void host_settle_waits(Host *h)
{
    for (size_t i = 0; i < h->conns.n; i++) {
        Conn *c = h->conns.p[i];
        if (!c->waits || !documents_are_closed(h->app->ws, c->documents.p, c->documents.n))
            continue;
        c->waits = false;
        conn_send(c, SESSION_CLOSED, NULL, 0);
        c->leaving |= !c->display;
    }
}

static size_t unsaved(const Workspace *ws)
{
    size_t n = 0;
    VEC_EACH (Document *, d, &ws->documents)
        n += document_is_unsaved(*d);
    return n;
}

void host_tell(Host *h, Conn *c)
{
    const Workspace *ws = h->app->ws;
    AUTO(free) char *version = xstrdup(PACKAGE_VERSION);
    SessionInfo info = {.name = h->name,
                        .root = ws->root,
                        .version = version,
                        .pid = getpid(),
                        .began_ms = h->began_ms,
                        .clients = (int64_t)host_clients(h),
                        .jobs = (int64_t)host_running(h),
                        .unsaved = (int64_t)unsaved(ws),
                        .terminals = (int64_t)ws->terminals.all.n};
    StrVec fields = {0};
    Arena arena = {0};
    for (size_t i = 0; i < h->conns.n; i++)
        if (h->conns.p[i]->display)
            vec_push(&info.attached, conn_describe(h->conns.p[i]));
    session_info_write(&info, &arena, &fields);
    conn_send(c, SESSION_INFO, fields.p, fields.n);
    arena_deinit(&arena);
    vec_deinit(&fields);
    vec_deinit(&info.attached);
}
