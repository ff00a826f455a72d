// Coming back: tabs, cursors and layout, kept in the store as one small document.
#include "workspace/inner.h"
#include "base/json.h"
#include "base/path.h"
#include "store/store.h"

typedef struct {
    Buf json;
    bool found;
} SessionJob;

static void job_free(SessionJob *j)
{
    buf_deinit(&j->json);
    free(j);
}

enum { SIZE_MOST = 10000 }; // cells; more is no size that anybody chose

static int size_in(const Json *j)
{
    return (int)CLAMP(json_int_or(j, 0), 0, SIZE_MOST);
}

static void restore_tab(Workspace *ws, const Json *tab)
{
    AUTO(free) char *rel = str_dup(json_str_or(json_get(tab, "path"), STR_NULL));
    AUTO(free) char *path = path_normal(ws->root, rel);
    // what is gone or cannot be read any more is left out in silence: nobody asked for it now
    if (!*rel || !fs_exists(path) || !workspace_open(ws, path, NULL))
        return;
    View *v = workspace_view(ws);
    view_select(v, (size_t)MAX(0, json_int_or(json_get(tab, "anchor"), 0)),
                (size_t)MAX(0, json_int_or(json_get(tab, "cursor"), 0)));
    v->top = (size_t)MAX(0, json_int_or(json_get(tab, "top"), 0));
    v->rev = text_rev(v->doc->text);
    view_sync(v);
}

static void restore_layout(Layout *l, const Json *j)
{
    bool side;
    if (json_bool(json_get(j, "sideBar"), &side)) {
        l->side_bar = side;
        l->side_bar_set = true;
    }
    l->hint_bar = json_bool_or(json_get(j, "hintBar"), l->hint_bar);
    for (int i = 0; i < SIZE_COUNT; i++) {
        l->side_cols[i] = size_in(json_at(json_get(j, "sideColumns"), (size_t)i));
        l->panel_rows[i] = size_in(json_at(json_get(j, "panelRows"), (size_t)i));
    }
}

static void restore(Workspace *ws, const Json *root)
{
    const Json *tabs = json_get(root, "tabs");
    restore_layout(&ws->layout, json_get(root, "layout"));
    for (const Json *t = json_first(tabs); t; t = json_next(t))
        restore_tab(ws, t);
    int64_t active = json_int_or(json_get(root, "active"), 0);
    if (ws->tabs.n)
        workspace_show_tab(ws, (size_t)CLAMP(active, 0, (int64_t)ws->tabs.n - 1));
}

static bool load_work(Store *s, int64_t project, void *arg, Err *err)
{
    SessionJob *j = arg;
    j->found = store_session_get(s, project, &j->json, err);
    return j->found || !err->msg;
}

static void load_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    SessionJob *j = arg;
    (void)err; // the notice of the store says what is wrong with it
    JsonDoc *doc = ok && j->found ? json_parse(buf_str(&j->json), NULL) : NULL;
    // files named on the command line, or opened meanwhile, are what the user wants to see
    if (doc && ws->tabs.n == 0 && ws->options.restore_layout)
        restore(ws, json_root(doc));
    json_free(doc);
    job_free(j);
    ws->restored = true;
}

void session_load(Workspace *ws)
{
    storeq_push(ws->store, (StoreTask){load_work, load_done, NEW(SessionJob)});
}

static void write_tab(JsonOut *w, const Workspace *ws, const View *v)
{
    const char *rel = path_within(ws->root, v->doc->path);
    json_out_object(w, NULL);
    json_out_str(w, "path", str_c(rel ? rel : v->doc->path));
    json_out_int(w, "cursor", (int64_t)view_cursor(v));
    json_out_int(w, "anchor", (int64_t)view_primary(v)->anchor);
    json_out_int(w, "top", (int64_t)v->top);
    json_out_end(w);
}

static void write_layout(JsonOut *w, const Layout *l)
{
    json_out_object(w, "layout");
    if (l->side_bar_set)
        json_out_bool(w, "sideBar", l->side_bar);
    json_out_bool(w, "hintBar", l->hint_bar);
    json_out_array(w, "sideColumns");
    for (int i = 0; i < SIZE_COUNT; i++)
        json_out_int(w, NULL, l->side_cols[i]);
    json_out_end(w);
    json_out_array(w, "panelRows");
    for (int i = 0; i < SIZE_COUNT; i++)
        json_out_int(w, NULL, l->panel_rows[i]);
    json_out_end(w);
    json_out_end(w);
}

// Untitled tabs are left out, so the index of the shown one is counted anew.
static void write_session(const Workspace *ws, Buf *out)
{
    JsonOut w = {.out = out};
    int64_t active = 0, n = 0;
    json_out_object(&w, NULL);
    json_out_array(&w, "tabs");
    for (size_t i = 0; i < ws->tabs.n; i++) {
        if (!ws->tabs.p[i]->doc->path)
            continue;
        active = i <= ws->active ? n : active;
        n++;
        write_tab(&w, ws, ws->tabs.p[i]);
    }
    json_out_end(&w);
    json_out_int(&w, "active", active);
    write_layout(&w, &ws->layout);
    json_out_end(&w);
}

static bool save_work(Store *s, int64_t project, void *arg, Err *err)
{
    SessionJob *j = arg;
    return store_session_put(s, project, buf_str(&j->json), err);
}

static void save_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "the open tabs are not kept: %s", err_text(err));
    job_free(arg);
}

void workspace_save_session(Workspace *ws)
{
    if (!ws->store || !ws->restored)
        return;
    SessionJob *j = NEW(SessionJob);
    write_session(ws, &j->json);
    ws->session_tabs = ws->tabs.n;
    storeq_push(ws->store, (StoreTask){save_work, save_done, j});
}

void session_settle(Workspace *ws)
{
    if (ws->restored && ws->tabs.n != ws->session_tabs)
        workspace_save_session(ws);
}
