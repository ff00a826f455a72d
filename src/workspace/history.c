#include "workspace/history-inner.h"
#include "base/clock.h"
#include "base/path.h"

enum { COUNT_AT_ONCE = 24, FOUND_MAX = 1000 };

#define BIT(cause) (1u << CAUSE_##cause)
const HistoryFilter history_filters[] = {
    {"all", 0},
    {"save", BIT(SAVE) | BIT(RESTORE) | BIT(UNSAVED)},
    {"ai", BIT(AI) | BIT(AGENT)},
    {"run", BIT(RUN)},
    {"format", BIT(FORMAT) | BIT(REPLACE)},
    {"external", BIT(EXTERNAL) | BIT(OPEN) | BIT(SCAN)},
    {"delete", BIT(DELETE) | BIT(RENAME)},
};
const size_t history_filters_n = ARRAY_LEN(history_filters);

void history_deinit(History *h)
{
    history_rows_deinit(&h->rows);
    history_notes_deinit(&h->notes);
    buf_deinit(&h->search);
    free(h->path);
    free(h->base_path);
    free(h->shown_path);
}

bool history_has_focus(const Workspace *ws)
{
    const Layout *l = &ws->layout;
    return l->focus == FOCUS_SIDE_BAR && l->side == SIDE_HISTORY;
}

static bool is_heading(const HistoryRow *r)
{
    return r->kind == HISTORY_ROW_DAY;
}

const HistoryRow *history_row(const Workspace *ws)
{
    const History *h = &ws->history;
    const HistoryRow *r = h->selected < h->rows.n ? &h->rows.p[h->selected] : NULL;
    return r && !is_heading(r) ? r : NULL;
}

void history_select(Workspace *ws, size_t i)
{
    History *h = &ws->history;
    if (i < h->rows.n && !is_heading(&h->rows.p[i]))
        h->selected = i;
}

void history_move(Workspace *ws, long by)
{
    History *h = &ws->history;
    long n = (long)h->rows.n, way = by < 0 ? -1 : 1;
    long at = CLAMP((long)h->selected + by, 0L, MAX(0L, n - 1));
    while (at >= 0 && at < n && is_heading(&h->rows.p[at]))
        at += way;
    if (at < 0 || at >= n) // there was nothing but a heading that way
        return;
    h->selected = (size_t)at;
}

// What is wanted is another thing from now on.
static void want(Workspace *ws, HistoryScope scope)
{
    History *h = &ws->history;
    h->scope = scope;
    h->stale = true;
    h->shown = 0;
    h->selected = 0;
    history_rows_deinit(&h->rows);
    h->rows = (HistoryRows){0};
    h->counts = (HistoryCounts){0};
    h->versions = h->bytes = 0;
}

// The shown file, as the store calls it; owned, NULL if it lies outside.
static char *shown_path(const Workspace *ws)
{
    const View *v = workspace_view(ws);
    const char *rel = v && v->doc->path ? path_within(ws->root, v->doc->path) : NULL;
    return rel && *rel ? xstrdup(rel) : NULL;
}

static void follow_shown(Workspace *ws)
{
    History *h = &ws->history;
    char *path = h->scope == HISTORY_FILE ? shown_path(ws) : NULL;
    if (!path || (h->path && strcmp(path, h->path) == 0)) {
        free(path);
        return;
    }
    free(h->path);
    h->path = path;
    want(ws, HISTORY_FILE);
}

void history_show_file(Workspace *ws)
{
    want(ws, HISTORY_FILE);
    follow_shown(ws);
}

void history_show_project(Workspace *ws)
{
    want(ws, HISTORY_PROJECT);
}

bool history_show_tree(Workspace *ws, Err *err)
{
    History *h = &ws->history;
    const HistoryRow *r = history_row(ws);
    if (!r || !r->moment)
        return err_set(err, "no moment is selected");
    if (h->scope == HISTORY_TREE)
        return err_set(err, "this is the whole tree already");
    h->moment = r->moment;
    h->tree_ms = r->time_ms;
    h->under = h->scope == HISTORY_FOUND ? h->under : h->scope;
    want(ws, HISTORY_TREE);
    return true;
}

void history_search(Workspace *ws, Str text)
{
    History *h = &ws->history;
    if (h->scope == HISTORY_FILE || h->scope == HISTORY_PROJECT)
        h->under = h->scope;
    buf_clear(&h->search);
    buf_add(&h->search, text);
    want(ws, text.n ? HISTORY_FOUND : h->under);
}

void history_set_filter(Workspace *ws, size_t filter)
{
    History *h = &ws->history;
    h->filter = filter % history_filters_n;
    want(ws, h->scope == HISTORY_TREE || h->scope == HISTORY_FOUND ? h->under : h->scope);
}

bool history_back(Workspace *ws)
{
    History *h = &ws->history;
    if (h->scope != HISTORY_TREE && h->scope != HISTORY_FOUND)
        return false;
    buf_clear(&h->search);
    want(ws, h->under);
    return true;
}

bool history_set_base(Workspace *ws, Err *err)
{
    History *h = &ws->history;
    const HistoryRow *r = history_row(ws);
    if (!r || !r->n)
        return err_set(err, "no version is selected");
    bool off = h->base == r->moment;
    free(h->base_path);
    h->base_path = off ? NULL : xstrdup(r->path);
    h->base = off ? 0 : r->moment;
    h->shown = 0;
    return true;
}

/* Reading rows
 * -----------------------------------------------------------------------------------*/

static HistoryJob *job_new(const Workspace *ws)
{
    const History *h = &ws->history;
    HistoryJob *j = NEW(HistoryJob);
    bool of_file =
        h->scope == HISTORY_FILE || (h->scope == HISTORY_FOUND && h->under == HISTORY_FILE);
    *j = (HistoryJob){.generation = h->generation,
                      .scope = h->scope,
                      .path = xstrdup(of_file && h->path ? h->path : ""),
                      .root = xstrdup(ws->root),
                      .causes = history_filters[h->filter].causes,
                      .moment = h->moment,
                      .now_ms = clock_wall_ms()};
    buf_add(&j->search, buf_str(&h->search));
    return j;
}

static bool is_wanted(const Workspace *ws, const HistoryJob *j)
{
    return j->generation == ws->history.generation && !ws->history_keep.leaving;
}

static void push_count(Workspace *ws);

// Fill in the rows that are still there.
static void counted(Workspace *ws, void *arg, bool ok, const Err *err)
{
    HistoryJob *j = arg;
    History *h = &ws->history;
    (void)ok; // what cannot be counted has no counts
    (void)err;
    if (is_wanted(ws, j)) {
        VEC_EACH (const HistoryRow, r, &j->rows)
            VEC_EACH (HistoryRow, x, &h->rows)
                if (x->kind == HISTORY_ROW_VERSION && x->moment == r->moment) {
                    x->added = r->added;
                    x->removed = r->removed;
                    x->counted = true;
                }
        push_count(ws);
    }
    history_job_free(j);
}

static void push_count(Workspace *ws)
{
    const History *h = &ws->history;
    HistoryJob *j = job_new(ws);
    for (size_t i = 0; i < h->rows.n && j->rows.n < COUNT_AT_ONCE; i++) {
        HistoryRow r = h->rows.p[i];
        if (r.kind != HISTORY_ROW_VERSION || r.counted)
            continue;
        r.path = xstrdup(r.path);
        r.text = NULL;
        vec_push(&j->rows, r);
    }
    if (j->rows.n)
        storeq_push(ws->store, (StoreTask){history_count_work, counted, j});
    else
        history_job_free(j);
}

// The row that was selected is found again.
static void take_rows(History *h, HistoryJob *j)
{
    int64_t moment = h->selected < h->rows.n ? h->rows.p[h->selected].moment : 0;
    size_t was = h->selected;
    history_rows_deinit(&h->rows);
    h->rows = j->rows;
    j->rows = (HistoryRows){0};
    history_notes_deinit(&h->notes);
    h->notes = j->notes;
    j->notes = (HistoryNotes){0};
    h->selected = 0;
    for (size_t i = 0; i < h->rows.n && h->scope != HISTORY_TREE; i++)
        if (moment && h->rows.p[i].moment == moment && h->rows.p[i].kind == HISTORY_ROW_VERSION)
            h->selected = i;
    if (h->scope == HISTORY_TREE)
        h->selected = MIN(was, h->rows.n - 1);
    while (h->selected + 1 < h->rows.n && is_heading(&h->rows.p[h->selected]))
        h->selected++;
}

static void loaded(Workspace *ws, void *arg, bool ok, const Err *err)
{
    HistoryJob *j = arg;
    History *h = &ws->history;
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "history cannot be read: %s", err_text(err));
    if (is_wanted(ws, j)) {
        h->loading = false;
        h->counts = j->counts;
        h->versions = j->versions;
        h->bytes = j->bytes;
        h->more = j->more;
        h->excluded = j->excluded;
        take_rows(h, j);
        push_count(ws);
    }
    history_job_free(j);
}

static void found(Workspace *ws, void *arg, bool ok, const Err *err)
{
    HistoryJob *j = arg;
    History *h = &ws->history;
    if (!ok && storeq_is_open(ws->store))
        message_say(ws, MESSAGE_WARNING, "history cannot be searched: %s", err_text(err));
    if (!is_wanted(ws, j)) {
        history_job_free(j);
        return;
    }
    VEC_EACH (HistoryRow, r, &j->rows)
        vec_push(&h->rows, *r);
    vec_clear(&j->rows); // the list owns them
    h->versions = (int64_t)h->rows.n;
    h->more = j->next && h->rows.n >= FOUND_MAX;
    if (ok && j->next && !h->more) {
        storeq_push(ws->store, (StoreTask){history_find_work, found, j});
        return;
    }
    h->loading = false;
    history_job_free(j);
}

static void load(Workspace *ws)
{
    History *h = &ws->history;
    h->generation++;
    h->stale = false;
    h->seen = ws->history_keep.changes;
    h->loading = h->scope != HISTORY_FILE || h->path;
    if (!h->loading)
        return;
    if (h->scope == HISTORY_FOUND)
        storeq_push(ws->store, (StoreTask){history_find_work, found, job_new(ws)});
    else
        storeq_push(ws->store, (StoreTask){history_load_work, loaded, job_new(ws)});
}

void history_settle(Workspace *ws)
{
    History *h = &ws->history;
    if (!layout_shows(&ws->layout, FOCUS_SIDE_BAR) || ws->layout.side != SIDE_HISTORY)
        return;
    follow_shown(ws);
    bool changed = h->seen != ws->history_keep.changes && h->scope != HISTORY_FOUND;
    if (h->stale || (changed && !h->loading))
        load(ws);
    if (history_has_focus(ws) && !h->loading)
        history_look(ws);
}

const HistoryNote *history_note(const Workspace *ws)
{
    const HistoryRow *r = history_row(ws);
    VEC_EACH (const HistoryNote, x, &ws->history.notes)
        if (r && r->kind == HISTORY_ROW_VERSION && x->version == r->moment)
            return x;
    return NULL;
}

void history_add_summary(const Workspace *ws, Buf *out)
{
    const History *h = &ws->history;
    const HistoryCounts *c = &h->counts;
    const char *s = h->versions == 1 ? "" : "s";
    if (h->scope == HISTORY_TREE)
        buf_addf(out, "%zu differ, %zu gone, %zu new", c->changed, c->gone, c->extra + c->unknown);
    else if (h->loading)
        buf_add_c(out, "reading history");
    else if (h->scope == HISTORY_FILE && !h->path)
        buf_add_c(out, "no file of the project is shown");
    else if (h->scope == HISTORY_FILE && h->excluded && !h->versions)
        buf_add_c(out, "versions are not kept");
    else if (h->scope == HISTORY_FOUND && !h->versions)
        buf_add_c(out, "nothing found");
    else
        buf_addf(out, "%lld%s version%s", (long long)h->versions, h->more ? "+" : "", s);
}
