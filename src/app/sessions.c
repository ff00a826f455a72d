// The sessions that run, as they say of themselves.
#include "app/sessions.h"
#include "app/host.h"
#include "loop/loop.h"

#include <errno.h>
#include <stdio.h>

enum { ASK_MS = 2000 };

void session_infos_deinit(SessionInfos *all)
{
    VEC_EACH (SessionInfo, i, all)
        session_info_deinit(i);
    vec_deinit(all);
}

// One that does not answer is listed as such, by its id.
static void ask(const char *id, SessionInfos *out)
{
    AUTO(free) SessionFrame *f = NEW(SessionFrame);
    SessionPlace place;
    bool gone = false;
    SessionLink *l =
        session_place_named(&place, str_c(id), NULL) ? session_call(&place, NULL) : NULL;
    bool told = l && session_send(l, SESSION_INFO, NULL, 0) && session_await(l, f, ASK_MS, &gone) &&
                f->kind == SESSION_INFO;
    if (told)
        vec_push(out, session_info_read(id, f));
    else if (l && !gone)
        vec_push(out, (SessionInfo){.id = xstrdup(id), .name = xstrdup(id)});
    session_link_free(l);
    session_place_deinit(&place);
}

bool session_infos(SessionInfos *out, const char *but, Err *err)
{
    SessionIds ids = {0};
    bool ok = session_ids(&ids, err);
    VEC_EACH (char *, id, &ids)
        if (!but || strcmp(*id, but) != 0)
            ask(*id, out);
    session_ids_deinit(&ids);
    return ok;
}

// By what -l shows, or by a path that leads to its folder.
static bool is_meant(const SessionInfo *i, const char *name, const char *id)
{
    return strcmp(i->id, name) == 0 || strcmp(i->name, name) == 0 || strcmp(i->id, id) == 0;
}

ptrdiff_t session_info_find(const SessionInfos *all, const char *name, Err *err)
{
    SessionPlace place = {.dir_fd = -1, .lock_fd = -1};
    if (fs_is_dir(name))
        (void)session_place_init(&place, name, NULL); // then no id is like it
    session_place_deinit(&place);
    ptrdiff_t found = -1;
    for (size_t i = 0; i < all->n; i++) {
        if (!is_meant(&all->p[i], name, place.id))
            continue;
        if (found >= 0) {
            err_set(err, "several sessions are named '%s'; name the folder", name);
            return -1;
        }
        found = (ptrdiff_t)i;
    }
    if (found < 0) {
        err_set(err, "there is no session '%s'", name);
        err->code = ESRCH;
    }
    return found;
}

// As a page of the workbench ------------------------------------------------------------------

typedef struct {
    App *app;
    char *own; // owned; id of the session that asks, NULL: none
    SessionInfos infos;
    Err err;
} Listing;

static void work(void *arg, const atomic_bool *cancelled)
{
    Listing *l = arg;
    if (!*cancelled)
        (void)session_infos(&l->infos, l->own, &l->err);
}

static void add_own(const App *a, Buf *out)
{
    buf_addf(out, "%s  this one\n", a->ws->seat.name);
    VEC_EACH (Conn *, c, &a->host->conns)
        if ((*c)->display) {
            SessionClient client = conn_describe(*c);
            session_client_print(&client, out);
            buf_add_byte(out, '\n');
        }
}

static void show(const Listing *l)
{
    Workspace *ws = l->app->ws;
    AUTO(buf) Buf text = BUF_INIT;
    if (l->own)
        add_own(l->app, &text);
    VEC_EACH (SessionInfo, i, &l->infos) {
        session_info_print(i, &text);
        buf_add_byte(&text, '\n');
    }
    if (!text.n)
        buf_add_c(&text, "No session is running.\n");
    if (l->err.msg)
        message_say(ws, MESSAGE_ERROR, "%s", err_text(&l->err));
    else
        workspace_show_page(ws, "Sessions", &text);
}

static void done(void *arg, bool cancelled)
{
    Listing *l = arg;
    l->app->listing = NULL;
    if (!cancelled)
        show(l);
    session_infos_deinit(&l->infos);
    err_deinit(&l->err);
    free(l->own);
    free(l);
}

void app_list_sessions(App *a)
{
    const char *id = a->ws->seat.name ? getenv("CODELAB_SESSION") : NULL;
    a->ws->seat.list = false;
    if (a->listing)
        return;
    Listing *l = NEW(Listing);
    l->app = a;
    l->own = id ? xstrdup(id) : NULL;
    a->listing = loop_job_new(a->loop, work, done, l);
}
