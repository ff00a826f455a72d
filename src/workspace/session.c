// Coming back: tabs, cursors and layout, kept in the store as one small document.
#include "workspace/inner.h"
#include "base/json.h"
#include "base/path.h"
#include "loop/loop.h"
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

enum {
    SIZE_MOST = 10000, // cells; more is no size that anybody chose
    FOLDS_KEPT = 1000,
};

static int size_in(const Json *j)
{
    return (int)CLAMP(json_int_or(j, 0), 0, SIZE_MOST);
}

static size_t offset_in(const Json *j)
{
    return (size_t)MAX(0, json_int_or(j, 0));
}

static bool ends_line(const Snap *s, size_t off)
{
    char c;
    return off == snap_size(s) || (snap_read(s, off, &c, 1) == 1 && c == '\n');
}

// What still is whole lines, as the file may be another one now.
static void restore_folds(View *v, const Json *ends)
{
    const Snap *s = text_now(v->doc->text);
    FoldVec folds = {0};
    for (const Json *j = json_first(ends); j && json_next(j); j = json_next(json_next(j))) {
        Fold f = {offset_in(j), offset_in(json_next(j))};
        if (f.start < f.end && f.end <= snap_size(s) && ends_line(s, f.start) &&
            ends_line(s, f.end))
            vec_push(&folds, f);
    }
    folds_add(&v->folds, folds.p, folds.n, snap_size(s));
    vec_deinit(&folds);
}

static void restore_tab(Workspace *ws, const Json *tab)
{
    AUTO(free) char *rel = str_dup(json_str_or(json_get(tab, "path"), STR_NULL));
    AUTO(free) char *path = path_normal(ws->root, rel);
    // what is gone or cannot be read any more is left out in silence: nobody asked for it now
    if (!*rel || !fs_exists(path) || !workspace_open(ws, path, NULL))
        return;
    View *v = workspace_view(ws);
    view_select(v, offset_in(json_get(tab, "anchor")), offset_in(json_get(tab, "cursor")));
    v->top = offset_in(json_get(tab, "top"));
    v->wrap = (int)CLAMP(json_int_or(json_get(tab, "wrap"), WRAP_AS_SET), WRAP_OFF, WRAP_AS_SET);
    v->preview = json_bool_or(json_get(tab, "preview"), false);
    v->rev = text_rev(v->doc->text);
    restore_folds(v, json_get(tab, "folds"));
    view_sync(v);
}

// Older than all that was shown since the start.
static void restore_recent(Workspace *ws, const Json *paths)
{
    Vec(char *) since = {0};
    VEC_EACH (char *, p, &ws->recent)
        vec_push(&since, *p);
    vec_clear(&ws->recent);
    for (const Json *j = json_first(paths); j; j = json_next(j)) {
        AUTO(free) char *path = str_dup(json_str_or(j, STR_NULL));
        if (*path)
            files_used(ws, path);
    }
    VEC_EACH (char *, p, &since) {
        files_used(ws, *p);
        free(*p);
    }
    vec_deinit(&since);
}

static void restore_tabs(Workspace *ws, const Json *node, Group **focused)
{
    Group *g = ws->group;
    for (const Json *t = json_first(json_get(node, "tabs")); t; t = json_next(t))
        restore_tab(ws, t);
    int64_t active = json_int_or(json_get(node, "active"), 0);
    if (g->tabs.n)
        workspace_show_tab(ws, (size_t)CLAMP(active, 0, (int64_t)g->tabs.n - 1));
    if (json_bool_or(json_get(node, "focused"), false))
        *focused = g;
}

// Groups beside the focused one, one for each of `kids` after the first; returns how many there
// are.
static size_t add_groups(Workspace *ws, const Json *kids, bool columns, Group *out[GROUPS_MAX])
{
    Group *all[GROUPS_MAX];
    size_t n = 0;
    for (const Json *j = kids; j && (n == 0 || group_list(ws, all) < GROUPS_MAX);
         j = json_next(j)) {
        out[n] = n ? NEW(Group) : ws->group;
        if (n)
            split_add(&ws->splits, split_find(ws->splits, out[n - 1]), out[n],
                      columns ? SIDE_RIGHT : SIDE_DOWN);
        n++;
    }
    for (size_t i = 0; i < n; i++, kids = json_next(kids)) {
        int64_t weight = json_int_or(json_get(kids, "weight"), SPLIT_WEIGHT);
        split_find(ws->splits, out[i])->weight = (int)CLAMP(weight, 1, 1 << 24);
    }
    return n;
}

// The focused group becomes what `node` says: a group with its tabs, or several in its place.
static void restore_groups(Workspace *ws, const Json *node, Group **focused)
{
    Group *groups[GROUPS_MAX];
    const Json *kids = json_first(json_get(node, "groups"));
    size_t n = add_groups(ws, kids, json_bool_or(json_get(node, "columns"), true), groups);
    for (size_t i = 0; i < n; i++, kids = json_next(kids)) {
        ws->group = groups[i];
        restore_groups(ws, kids, focused);
    }
    if (n == 0)
        restore_tabs(ws, node, focused);
}

// Groups whose files are all gone.
static void drop_empty(Workspace *ws)
{
    Group *all[GROUPS_MAX];
    size_t n = group_list(ws, all);
    for (size_t i = 0; i < n; i++)
        if (all[i]->tabs.n == 0)
            group_drop(ws, all[i]);
}

static const char *const look_names[LOOK_KINDS] = {[LOOK_MENU_BAR] = "menuBar",
                                                   [LOOK_TABS] = "tabs",
                                                   [LOOK_CRUMBS] = "breadcrumbs",
                                                   [LOOK_STATUS] = "statusBar",
                                                   [LOOK_SIDE_RIGHT] = "sideBarRight"};

static void restore_layout(Layout *l, const Json *j)
{
    bool side; // or another of these
    if (json_bool(json_get(j, "sideBar"), &side)) {
        l->side_bar = side;
        l->side_bar_set = true;
    }
    l->hint_bar_set = json_bool(json_get(j, "hintBar"), &l->hint_bar);
    for (int i = 0; i < LOOK_KINDS; i++)
        if (json_bool(json_get(j, look_names[i]), &side))
            l->chosen[i] = side ? 1 : -1;
    Str shown = json_str_or(json_get(j, "side"), STR_NULL);
    for (SideView v = 0; v < SIDE_COUNT; v++)
        l->side = str_eq_c(shown, layout_side_name(v)) ? v : l->side;
    if (json_bool_or(json_get(j, "zen"), false) != l->zen)
        layout_toggle_zen(l);
    l->no_outline = !json_bool_or(json_get(j, "outline"), true);
    for (int i = 0; i < SIZE_COUNT; i++) {
        l->side_cols[i] = size_in(json_at(json_get(j, "sideColumns"), (size_t)i));
        l->panel_rows[i] = size_in(json_at(json_get(j, "panelRows"), (size_t)i));
    }
}

// A session of one group has its tabs at the top, as those of older versions have.
static void restore(Workspace *ws, const Json *root)
{
    Group *focused = NULL;
    const Json *groups = json_get(root, "editors");
    restore_layout(&ws->layout, json_get(root, "layout"));
    restore_groups(ws, groups ? groups : root, &focused);
    if (focused)
        ws->group = focused;
    drop_empty(ws);
    if (ws->group->tabs.n)
        workspace_show_tab(ws, ws->group->active);
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
    if (doc && ws->views.n == 0 && ws->options.restore_layout)
        restore(ws, json_root(doc));
    if (doc) {
        bookmarks_read(ws, json_get(json_root(doc), "bookmarks"));
        restore_recent(ws, json_get(json_root(doc), "recent"));
    }
    json_free(doc);
    job_free(j);
    if (!ws->views.n && ws->options.startup_editor == STARTUP_NEW_FILE)
        workspace_new_file(ws);
    ws->restored = true;
    terminals_keep_load(ws);
}

void session_load(Workspace *ws)
{
    storeq_push(ws->store, (StoreTask){load_work, load_done, NEW(SessionJob)});
}

// Of very many only the first.
static void write_folds(JsonOut *w, const Folds *folds)
{
    if (folds_count(folds) == 0)
        return;
    json_out_array(w, "folds");
    for (size_t i = 0; i < MIN(folds_count(folds), (size_t)FOLDS_KEPT); i++) {
        json_out_int(w, NULL, (int64_t)folds_get(folds, i).start);
        json_out_int(w, NULL, (int64_t)folds_get(folds, i).end);
    }
    json_out_end(w);
}

static void write_tab(JsonOut *w, const Workspace *ws, const View *v)
{
    const char *rel = path_within(ws->root, v->doc->path);
    json_out_object(w, NULL);
    json_out_str(w, "path", str_c(rel ? rel : v->doc->path));
    json_out_int(w, "cursor", (int64_t)view_cursor(v));
    json_out_int(w, "anchor", (int64_t)view_primary(v)->anchor);
    json_out_int(w, "top", (int64_t)v->top);
    if (v->wrap != WRAP_AS_SET)
        json_out_int(w, "wrap", v->wrap);
    if (v->preview)
        json_out_bool(w, "preview", true);
    write_folds(w, &v->folds);
    json_out_end(w);
}

static void write_layout(JsonOut *w, const Layout *l)
{
    json_out_object(w, "layout");
    if (l->side_bar_set)
        json_out_bool(w, "sideBar", l->side_bar);
    json_out_str(w, "side", str_c(layout_side_name(l->side)));
    if (l->hint_bar_set)
        json_out_bool(w, "hintBar", l->hint_bar);
    for (int i = 0; i < LOOK_KINDS; i++)
        if (l->chosen[i])
            json_out_bool(w, look_names[i], l->chosen[i] > 0);
    json_out_bool(w, "outline", !l->no_outline);
    if (l->zen)
        json_out_bool(w, "zen", true);
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
static void write_group(JsonOut *w, const Workspace *ws, const Group *g)
{
    int64_t active = 0, n = 0;
    json_out_array(w, "tabs");
    for (size_t i = 0; i < g->tabs.n; i++) {
        if (!g->tabs.p[i]->doc->path)
            continue;
        active = i <= g->active ? n : active;
        n++;
        write_tab(w, ws, g->tabs.p[i]);
    }
    json_out_end(w);
    json_out_int(w, "active", active);
    json_out_bool(w, "focused", g == ws->group);
}

static void write_split(JsonOut *w, const Workspace *ws, const Split *s)
{
    json_out_int(w, "weight", s->weight);
    if (s->kids.n == 0) {
        write_group(w, ws, s->group);
        return;
    }
    json_out_bool(w, "columns", s->columns);
    json_out_array(w, "groups");
    VEC_EACH (Split *, kid, &s->kids) {
        json_out_object(w, NULL);
        write_split(w, ws, *kid);
        json_out_end(w);
    }
    json_out_end(w);
}

static void write_session(const Workspace *ws, Buf *out)
{
    JsonOut w = {.out = out};
    json_out_object(&w, NULL);
    json_out_object(&w, "editors");
    write_split(&w, ws, ws->splits);
    json_out_end(&w);
    write_layout(&w, &ws->layout);
    bookmarks_write(ws, &w);
    json_out_array(&w, "recent");
    VEC_EACH (char *, path, &ws->recent)
        json_out_str(&w, NULL, str_c(*path));
    json_out_end(&w);
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

void workspace_await_session(Workspace *ws)
{
    while (ws->store && !ws->restored && storeq_is_busy(ws->store))
        loop_turn(ws->loop, -1);
}

static size_t things_kept(const Workspace *ws)
{
    Group *all[GROUPS_MAX];
    return ws->views.n + group_list(ws, all) + ws->bookmarks.marks.n;
}

void workspace_save_session(Workspace *ws)
{
    if (!ws->store || !ws->restored)
        return;
    SessionJob *j = NEW(SessionJob);
    write_session(ws, &j->json);
    ws->session_things = things_kept(ws);
    storeq_push(ws->store, (StoreTask){save_work, save_done, j});
}

void session_settle(Workspace *ws)
{
    if (ws->restored && things_kept(ws) != ws->session_things)
        workspace_save_session(ws);
}
