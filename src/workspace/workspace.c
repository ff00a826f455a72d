#include "workspace/fileops-inner.h"
#include "workspace/inner.h"
#include "workspace/save-gate.h"
#include "workspace/journal-inner.h"
#include "base/clock.h"
#include "base/path.h"
#include "loop/loop.h"
#include "store/store.h"
#include "syntax/syntax.h"

enum {
    CACHE_BYTES = 8 << 20, // until the settings are known
    TEXT_LOOK_MOST = 200,  // rows of the palette
};

void workspace_use_grammars(const char *dir)
{
    syntax_set_grammar_dir(dir);
}

Workspace *workspace_new(Loop *l, const char *root)
{
    Workspace *ws = NEW(Workspace);
    ws->loop = l;
    ws->root = xstrdup(root);
    ws->key_tier = 1; // until the terminal is known
    layout_init(&ws->layout);
    ws->group = NEW(Group);
    ws->splits = split_new(ws->group);
    ws->cache = text_cache_new(CACHE_BYTES);
    ws->explorer = explorer_new(ws);
    ws->fileops = fileops_new(ws);
    ws->find = find_new(ws);
    ws->search = search_new(ws, 0);
    ws->text_look = search_new(ws, TEXT_LOOK_MOST);
    ws->matches = matches_new(ws);
    ws->problems = problems_new(ws);
    ws->matchers = matchers_new();
    ws->journal = journal_new(ws);
    ws->save_gate = save_gate_new(ws);
    return ws;
}

// Jobs hold on to documents and panes: none may be out when these go.
static void drain(Workspace *ws)
{
    find_close(ws->find);
    find_cancel(ws->find);
    search_stop(ws->search);
    search_stop(ws->text_look);
    matches_cancel(ws->matches);
    files_cancel(ws);
    symbols_cancel(ws);
    folders_cancel(&ws->folders);
    tasks_cancel(ws);
    tests_cancel(ws);
    clip_outside_cancel(ws);
    if (ws->themes.looking)
        loop_job_cancel(ws->themes.looking);
    fileops_cancel(ws);
    explorer_cancel(ws->explorer);
    VEC_EACH (Document *, d, &ws->documents) {
        (*d)->run_when_saved = (*d)->save_again = false;
        if ((*d)->parse)
            loop_job_cancel((*d)->parse);
        if ((*d)->reloading)
            loop_job_cancel((*d)->reloading);
        if ((*d)->decoding)
            loop_job_cancel((*d)->decoding);
        if ((*d)->converting)
            loop_job_cancel((*d)->converting);
        if ((*d)->counting)
            loop_job_cancel((*d)->counting);
    }
    VEC_EACH (View *, v, &ws->views)
        hex_free(steal(&(*v)->hex)), picture_free(steal(&(*v)->picture));
    backup_stop(ws);
    toolchains_stop(ws);
    if (ws->scan)
        loop_job_cancel(ws->scan);
    while (loop_pending(ws->loop) || ws->saving)
        loop_turn(ws->loop, -1);
}

void workspace_free(Workspace *ws)
{
    if (!ws)
        return;
    drain(ws);
    toolchains_free(ws->toolchains);
    asks_cancel(ws); // also those of saves that just ended
    terminals_free(ws);
    reviewing_deinit(&ws->reviewing);
    runs_free(ws);
    journal_leave(ws, ws->keep_unsaved);
    ws->history_keep.leaving = true;
    storeq_free(ws->store);
    ws->store = NULL;
    find_free(ws->find);
    search_free(ws->search);
    search_free(ws->text_look);
    matches_free(ws->matches);
    fileops_free(ws->fileops);
    explorer_free(ws->explorer);
    symbols_free(ws);
    files_free(ws);
    pipe_free(ws->pipe);
    groups_free(ws);
    VEC_EACH (Document *, d, &ws->documents)
        document_free(*d);
    autosave_deinit(&ws->autosave);
    journal_free(ws->journal);
    save_gate_free(ws->save_gate);
    tasks_free(ws);
    tests_free(ws);
    problem_list_deinit(&ws->problem_list);
    problems_free(ws->problems);
    matchers_free(ws->matchers);
    text_cache_free(ws->cache);
    VEC_EACH (ClosedTab, c, &ws->closed)
        free(c->path);
    vec_deinit(&ws->documents);
    vec_deinit(&ws->closed);
    vec_deinit(&ws->history_keep.runs);
    jumps_deinit(&ws->jumps);
    bookmarks_deinit(&ws->bookmarks);
    preview_deinit(&ws->preview);
    palette_deinit(&ws->palette);
    menu_deinit(&ws->menu);
    clipboard_deinit(&ws->clipboard);
    clip_outside_deinit(ws);
    macro_deinit(&ws->macro);
    hover_deinit(&ws->hover);
    messages_deinit(&ws->messages);
    output_deinit(&ws->output);
    option_set_deinit(&ws->option_set);
    trust_deinit(&ws->trust);
    config_watch_end(&ws->config);
    themes_deinit(&ws->themes);
    folders_deinit(&ws->folders);
    history_deinit(&ws->history);
    decision_items_deinit(&ws->decisions);
    free(ws->next_root);
    free(ws->told_rules);
    snippets_deinit(&ws->snippets);
    free(ws->root);
    free(ws);
}

static bool notice_work(Store *s, int64_t project, void *job, Err *err)
{
    Buf *notice = job;
    (void)project;
    (void)err;
    buf_add_c(notice, store_notice(s));
    return true;
}

static void notice_done(Workspace *ws, void *job, bool ok, const Err *err)
{
    Buf *notice = job;
    (void)err; // the queue told it
    if (ok && notice->n)
        message_say(ws, MESSAGE_WARNING, "%s", buf_c(notice));
    buf_deinit(notice);
    free(notice);
    recover_start(ws); // after who repairs the database, and tells of it
}

void workspace_start(Workspace *ws)
{
    ws->store = storeq_new(ws, true);
    journal_start(ws);
    storeq_push(ws->store, (StoreTask){notice_work, notice_done, NEW(Buf)});
    rename_journal_start(ws);
    history_keep_start(ws);
    session_load(ws);
    runs_load(ws);
    runs_warm_start(ws);
    scan_start(ws);
    backup_start(ws);
    folders_load(ws);
    config_watch_start(ws);
    trust_ask_once(ws);
    VEC_EACH (Document *, d, &ws->documents)
        document_begin(*d);
}

// What waited for saves: tabs that close, a program that ends.
static void settle_saved(Workspace *ws)
{
    for (size_t i = ws->views.n; i-- > 0;) {
        const Document *d = ws->views.p[i]->doc;
        if (d->close_when_saved && !d->saving && !document_is_modified(d)) {
            workspace_close(ws, ws->views.p[i]);
            i = ws->views.n; // showing the next one puts them in another order
        }
    }
    bool writes = ws->saving || fileops_is_busy(ws) || search_is_writing(ws->search);
    if (ws->quit_when_saved && !writes && !ask_shown(ws)) {
        ws->quit = ws->quit_discards || !workspace_unsaved(ws);
        ws->quit_when_saved = false; // a name was not given: then it is not meant any more
    }
}

static void choose(const Layout *l, LookKind kind, int *value, int on, int off)
{
    if (l->chosen[kind])
        *value = l->chosen[kind] > 0 ? on : off;
}

// What was shown or hidden for this session goes before the settings.
static void settle_looks(const Layout *l, Options *o)
{
    int menu = o->menu_bar, crumbs = o->breadcrumbs, status = o->status_bar;
    choose(l, LOOK_MENU_BAR, &menu, true, false);
    choose(l, LOOK_CRUMBS, &crumbs, true, false);
    choose(l, LOOK_STATUS, &status, true, false);
    choose(l, LOOK_TABS, &o->show_tabs,
           o->show_tabs == SHOW_TABS_NONE ? SHOW_TABS_MULTIPLE : o->show_tabs, SHOW_TABS_NONE);
    choose(l, LOOK_SIDE_RIGHT, &o->side_bar_location, 1, 0);
    o->menu_bar = menu;
    o->breadcrumbs = crumbs;
    o->status_bar = status;
}

static void settle_layout(Workspace *ws)
{
    settle_looks(&ws->layout, &ws->options);
    const Options *o = &ws->options;
    layout_set_look(&ws->layout, &(LayoutLook){.one_part = reader_is_on(ws),
                                               .narrow = o->layout_narrow,
                                               .wide = o->layout_wide,
                                               .side_cols = o->side_bar_cols,
                                               .panel_rows = o->panel_rows,
                                               .hints = o->hint_bar,
                                               .side_right = o->side_bar_location,
                                               .menu_bar = o->menu_bar,
                                               .no_status = !o->status_bar,
                                               .key_bar = o->keyboard_preset == KEYBOARD_NANO});
}

// What the palette looks for in files; with it, that goes.
static void settle_text_look(Workspace *ws)
{
    Search *s = ws->text_look;
    unsigned before = search_changes(s);
    if (!ws->palette.open && search_text(s, SEARCH_PATTERN).n)
        search_clear(s);
    search_settle(s);
    ws->palette.stale |= search_changes(s) != before;
}

void workspace_settle(Workspace *ws)
{
    settle_saved(ws);
    settle_layout(ws);
    tabs_settle(ws);
    if (!ws->palette.open) {
        preview_end(ws);
        undo_look_end(ws, false);
    }
    VEC_EACH (View *, v, &ws->views)
        view_sync(*v);
    // by index: looking may say something, never open or close a document
    for (size_t i = 0; i < ws->documents.n; i++)
        if (ws->documents.p[i]->check_disk)
            document_check_disk(ws->documents.p[i]);
    VEC_EACH (View *, v, &ws->views)
        view_sync(*v);
    VEC_EACH (Document *, d, &ws->documents)
        document_settle_options(*d);
    VEC_EACH (Document *, d, &ws->documents)
        if (text_state_stamp((*d)->text, text_state((*d)->text)) == 0)
            text_stamp((*d)->text, clock_wall_ms());
    VEC_EACH (View *, v, &ws->views)
        view_is_filling(*v); // ends it where the cursor has left
    VEC_EACH (View *, v, &ws->views)
        if ((*v)->picture)
            picture_settle(*v);
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->reading)
            reading_settle(ws, *d);
    jumps_settle(ws);
    bookmarks_settle(ws);
    terminals_settle(ws);
    runs_settle(ws);
    reviewing_settle(ws);
    tasks_settle(ws);
    tests_settle(ws);
    output_settle(ws);
    problems_settle(ws);
    problem_list_settle(ws);
    pipe_settle(ws);
    find_settle(ws->find);
    search_settle(ws->search);
    settle_text_look(ws);
    if (!ws->store)
        return; // not started: the first paint comes first
    fileops_settle(ws);
    explorer_settle(ws->explorer);
    session_settle(ws);
    history_keep_settle(ws);
    autosave_settle(ws);
    journal_settle(ws);
    history_settle(ws);
}

void workspace_dispatch(Workspace *ws)
{
    VEC_EACH (Document *, d, &ws->documents)
        document_dispatch(ws, *d);
    git_changes_dispatch(ws);
    VEC_EACH (Document *, d, &ws->documents)
        if ((*d)->reading)
            reading_dispatch(ws, *d);
    VEC_EACH (View *, v, &ws->views)
        if ((*v)->picture)
            picture_dispatch(*v);
}

void workspace_wake(Workspace *ws)
{
    loop_wake(ws->loop);
}

bool workspace_is_busy(const Workspace *ws)
{
    return macro_is_playing(&ws->macro) || ws->saving || ws->comparing || fileops_is_busy(ws) ||
           explorer_is_busy(ws->explorer) || storeq_is_busy(ws->store) || journal_is_writing(ws) ||
           find_is_searching(ws->find) || search_is_busy(ws->search) ||
           search_is_busy(ws->text_look) || matches_is_busy(ws->matches) || runs_any_running(ws) ||
           reviewing_is_busy(ws) || git_changes_are_busy(ws) || tasks_are_starting(ws) ||
           ws->replacing || tests_are_running(ws);
}

char *workspace_pretty(const Workspace *ws, const char *path)
{
    const char *rel = path_within(ws->root, path);
    return rel && *rel ? xstrdup(rel) : path_pretty(path, getenv("HOME"));
}
