// The terminals of a session, kept in the store: what they show, where their shells are, what they
// are called.  Rows are read a part a turn; packing and writing is the store's worker's.
#include "workspace/terminals-keep.h"
#include "base/json.h"
#include "loop/loop.h"
#include "store/store.h"
#include "vt/vt.h"
#include "workspace/inner.h"

enum {
    KEEP_MS = 800, // after the first output that is not kept
    TERMINALS_KEPT = 16,
    ROWS_AT_FIRST = 24,
    COLS_AT_FIRST = 80,
};

typedef struct {
    char *name, *cwd; // owned; NULL: none
    int group;
    Buf text;
} KeptTerminal;

typedef struct {
    Vec(KeptTerminal) all;
    size_t active;
    bool panel;
    bool found;
    Buf json;
} Keeping;

static void keeping_free(Keeping *k)
{
    VEC_EACH (KeptTerminal, t, &k->all) {
        free(t->name);
        free(t->cwd);
        buf_deinit(&t->text);
    }
    vec_deinit(&k->all);
    buf_deinit(&k->json);
    free(k);
}

// Keeping ------------------------------------------------------------------------------------

// Where its shell is: as that says, else as the kernel does; owned, NULL: nobody knows.
static char *folder_of(const Terminal *t)
{
    char path[4096];
    const char *said = screen_cwd(&t->screen);
    if (*said)
        return xstrdup(said);
    if (t->ended || !t->child) // in the jail its folder is not seen
        return NULL;
    AUTO(free) char *link = xasprintf("/proc/%d/cwd", (int)loop_child_pid(t->child));
    ssize_t n = readlink(link, path, sizeof path);
    return n > 0 && n < (ssize_t)sizeof path ? xstrndup(path, (size_t)n) : NULL;
}

static Keeping *snapshot(const Workspace *ws)
{
    const Terminals *ts = &ws->terminals;
    Keeping *k = NEW(Keeping);
    k->active = ts->active;
    k->panel = ws->layout.panel && ws->layout.tab == PANEL_TERMINAL;
    for (size_t i = 0; i < MIN(ts->all.n, (size_t)TERMINALS_KEPT); i++) {
        const Terminal *t = ts->all.p[i];
        KeptTerminal kept = {
            .name = t->name ? xstrdup(t->name) : NULL, .cwd = folder_of(t), .group = t->group};
        kept_rows_write(&t->kept, t->screen.vt, &kept.text);
        vec_push(&k->all, kept);
    }
    return k;
}

static void write_json(const Keeping *k, Buf *out)
{
    JsonOut w = {.out = out};
    json_out_object(&w, NULL);
    json_out_bool(&w, "panel", k->panel);
    json_out_int(&w, "active", (int64_t)k->active);
    json_out_array(&w, "terminals");
    VEC_EACH (KeptTerminal, t, &k->all) {
        json_out_object(&w, NULL);
        if (t->name)
            json_out_str(&w, "name", str_c(t->name));
        if (t->cwd)
            json_out_str(&w, "cwd", str_c(t->cwd));
        json_out_int(&w, "group", t->group);
        json_out_str(&w, "text", buf_str(&t->text));
        json_out_end(&w);
    }
    json_out_end(&w);
    json_out_end(&w);
}

static bool keep_work(Store *s, int64_t project, void *arg, Err *err)
{
    Keeping *k = arg;
    write_json(k, &k->json);
    return store_screens_put(s, project, buf_str(&k->json), err);
}

static void keep_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    if (!ok && storeq_is_open(ws->store) && !ws->terminals.told_unkept) {
        ws->terminals.told_unkept = true;
        message_say(ws, MESSAGE_WARNING, "%s", err_text(err));
    }
    keeping_free(arg);
}

static void keep(Workspace *ws, Keeping *k)
{
    storeq_push(ws->store, (StoreTask){keep_work, keep_done, k});
    ws->terminals.nkept = k->all.n;
}

static bool is_kept(const Workspace *ws)
{
    return ws->seat.name && ws->store && ws->restored && ws->options.restore_terminals;
}

static bool any_new(const Terminals *ts)
{
    VEC_EACH (Terminal *, t, &ts->all)
        if ((*t)->kept.generation != vt_generation((*t)->screen.vt))
            return true;
    return ts->nkept != MIN(ts->all.n, (size_t)TERMINALS_KEPT);
}

static void on_due(void *arg)
{
    Workspace *ws = arg;
    ws->terminals.keep_armed = false;
    ws->terminals.keep_due = true;
}

// True: all rows of all terminals are taken in.
static bool take_rows(Terminals *ts)
{
    VEC_EACH (Terminal *, t, &ts->all)
        if (!kept_rows_take(&(*t)->kept, (*t)->screen.vt))
            return false; // one a turn
    return true;
}

static void keep_all(Workspace *ws)
{
    VEC_EACH (Terminal *, t, &ws->terminals.all)
        (*t)->kept.generation = vt_generation((*t)->screen.vt);
    keep(ws, snapshot(ws));
}

void terminals_keep_settle(Workspace *ws)
{
    Terminals *ts = &ws->terminals;
    if (!is_kept(ws))
        return;
    if (ts->keep_due && take_rows(ts)) {
        ts->keep_due = false;
        keep_all(ws);
    } else if (ts->keep_due) {
        workspace_wake(ws);
    } else if (!ts->keep_armed && any_new(ts)) {
        if (!ts->keep)
            ts->keep = loop_timer_new(ws->loop, on_due, ws);
        ts->keep_armed = true;
        loop_timer_set(ts->keep, KEEP_MS);
    }
}

void terminals_keep_end(Workspace *ws, bool forget)
{
    if (!is_kept(ws))
        return;
    if (forget && ws->terminals.nkept)
        keep(ws, NEW(Keeping));
    else if (!forget && any_new(&ws->terminals)) {
        while (!take_rows(&ws->terminals))
            ;
        keep_all(ws);
    }
}

// Having them again ---------------------------------------------------------------------------

static char *kept_folder(const Json *j)
{
    AUTO(free) char *cwd = str_dup(json_str_or(json_get(j, "cwd"), STR_NULL));
    return *cwd == '/' && fs_is_dir(cwd) ? steal(&cwd) : NULL;
}

// What was printed before, and below it a new shell in the same folder.
static bool bring_back(Workspace *ws, const Json *j, const Terminal *beside)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *cwd = kept_folder(j);
    Str text = json_str_or(json_get(j, "text"), STR_NULL);
    Str name = json_str_or(json_get(j, "name"), STR_NULL);
    TerminalPlan plan = {
        .rows = ROWS_AT_FIRST, .cols = COLS_AT_FIRST, .cwd = cwd, .beside = beside};
    Terminal *t = terminal_new(ws, &plan, &err);
    if (!t) {
        message_say(ws, MESSAGE_WARNING, "%s", err_text(&err));
        return false;
    }
    if (name.n)
        terminal_rename(t, name);
    vt_feed(t->screen.vt, text);
    vt_feed(t->screen.vt, STR("\033[0m\033[2m[as it was; its programs have ended]\033[0m\r\n"));
    return true;
}

static void bring_all_back(Workspace *ws, const Json *root)
{
    int64_t last_group = 0;
    size_t n = 0;
    for (const Json *j = json_first(json_get(root, "terminals")); j; j = json_next(j)) {
        int64_t group = json_int_or(json_get(j, "group"), 0);
        const Terminal *beside = n && group == last_group ? ws->terminals.all.p[n - 1] : NULL;
        if (n == TERMINALS_KEPT || !bring_back(ws, j, beside))
            break;
        last_group = group;
        n++;
    }
    terminals_show(ws, (size_t)json_int_or(json_get(root, "active"), 0));
    if (!n || !json_bool_or(json_get(root, "panel"), false))
        return;
    ws->layout.tab = PANEL_TERMINAL;
    ws->layout.panel = true;
}

static bool load_work(Store *s, int64_t project, void *arg, Err *err)
{
    Keeping *k = arg;
    k->found = store_screens_get(s, project, &k->json, err);
    return k->found || !err->msg;
}

static void load_done(Workspace *ws, void *arg, bool ok, const Err *err)
{
    Keeping *k = arg;
    (void)err; // the notice of the store says what is wrong with it
    JsonDoc *doc = ok && k->found ? json_parse(buf_str(&k->json), NULL) : NULL;
    if (doc && ws->terminals.all.n == 0)
        bring_all_back(ws, json_root(doc));
    if (doc)
        ws->terminals.nkept = json_len(json_get(json_root(doc), "terminals"));
    json_free(doc);
    keeping_free(k);
}

void terminals_keep_load(Workspace *ws)
{
    if (is_kept(ws))
        storeq_push(ws->store, (StoreTask){load_work, load_done, NEW(Keeping)});
}
