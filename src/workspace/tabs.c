// Opening, showing and closing tabs.
#include "workspace/inner.h"
#include "base/path.h"

enum { CLOSED_KEPT = 20 };

View *workspace_view(const Workspace *ws)
{
    return group_view(ws->group);
}

static size_t index_of(const Workspace *ws, const View *v)
{
    size_t i = 0;
    while (ws->views.p[i] != v)
        i++;
    return i;
}

void workspace_show_tab(Workspace *ws, size_t index)
{
    Group *g = ws->group;
    BUG_ON(index >= g->tabs.n);
    View *v = g->tabs.p[index];
    ws->welcome = false;
    if (g->active != index)
        find_close(ws->find);
    g->active = index;
    vec_remove(&ws->views, index_of(ws, v), 1);
    vec_push(&ws->views, v);
    v->reveal = true;
    if (v->doc->path) {
        files_used(ws, v->doc->path);
        if (ws->options.auto_reveal)
            explorer_reveal(ws->explorer, v->doc->path);
    }
}

void workspace_show(Workspace *ws, View *v)
{
    size_t i = 0;
    group_focus(ws, group_of(ws, v));
    while (ws->group->tabs.p[i] != v)
        i++;
    workspace_show_tab(ws, i);
}

static View *tab_of(Workspace *ws, const Document *d)
{
    const Group *g = ws->group;
    for (size_t i = 0; i < g->tabs.n; i++)
        if (g->tabs.p[i]->doc == d) {
            workspace_show_tab(ws, i);
            return g->tabs.p[i];
        }
    return NULL;
}

// The view of a document that was shown last, NULL if there is none.
static const View *latest_of(const Workspace *ws, const Document *d)
{
    for (size_t i = ws->views.n; i-- > 0;)
        if (ws->views.p[i]->doc == d)
            return ws->views.p[i];
    return NULL;
}

// A view in another group shows what its twin shows.
static View *add_tab(Workspace *ws, Document *d)
{
    Group *g = ws->group;
    const View *twin = latest_of(ws, d);
    View *v = twin ? view_copy(twin) : view_new(ws, d);
    size_t at = g->tabs.n ? g->active + 1 : 0;
    vec_push(&ws->views, v);
    vec_insert(&g->tabs, at, v);
    workspace_show_tab(ws, at);
    return v;
}

void workspace_show_page(Workspace *ws, const char *title, Buf *text)
{
    View *old = NULL; // what it said before
    VEC_EACH (View *, x, &ws->group->tabs)
        if ((*x)->doc->read_only && !(*x)->doc->path && !(*x)->doc->diff &&
            strcmp((*x)->doc->title, title) == 0)
            old = *x;
    View *v = add_tab(ws, document_of_page(ws, title, text));
    v->wrap = v->doc->syntax ? WRAP_AS_SET : WRAP_OFF; // a plain one has columns
    if (old)
        workspace_close(ws, old);
    layout_focus(&ws->layout, FOCUS_EDITOR);
}

// All versions that are looked at share one tab.
static bool is_same_diff(const Diff *a, const Diff *b)
{
    if (a->review || b->review)
        return a->review && b->review;
    return (a->version && b->version) ||
           (strcmp(a->a_name, b->a_name) == 0 && strcmp(a->b_name, b->b_name) == 0);
}

void workspace_show_diff(Workspace *ws, Diff *diff, Buf *text)
{
    View *old = NULL, *v = NULL; // what was compared before
    VEC_EACH (View *, x, &ws->group->tabs)
        if ((*x)->doc->diff && is_same_diff((*x)->doc->diff, diff))
            old = *x;
    v = add_tab(ws, document_of_diff(ws, diff, text));
    if (old)
        workspace_close(ws, old);
    if (diff->changes.n)
        view_goto(v, diff->lines.p[diff->changes.p[0]].off);
}

bool workspace_open(Workspace *ws, const char *path, Err *err)
{
    Document *d = document_of_file(ws, path);
    if (d && tab_of(ws, d))
        return true;
    bool fresh = !d;
    if (fresh)
        d = document_open(ws, path, err);
    if (!d)
        return false;
    if (fresh)
        marks_attach(ws, d);
    add_tab(ws, d);
    if (fresh && ws->store)
        document_begin(d);
    return true;
}

static View *preview_of(const Group *g)
{
    VEC_EACH (View *, v, &g->tabs)
        if ((*v)->preview)
            return *v;
    return NULL;
}

bool workspace_preview(Workspace *ws, const char *path, Err *err)
{
    const Document *d = document_of_file(ws, path);
    VEC_EACH (View *, v, &ws->group->tabs)
        if ((*v)->doc == d)
            return workspace_open(ws, path, err); // has a tab already
    View *old = preview_of(ws->group);
    size_t tabs = ws->group->tabs.n;
    if (!ws->options.preview_tabs)
        return workspace_open(ws, path, err);
    if (old)
        workspace_show(ws, old); // the new one comes beside it
    if (!workspace_open(ws, path, err))
        return false;
    workspace_view(ws)->preview = ws->group->tabs.n > tabs;
    if (old && !document_is_modified(old->doc)) {
        View *shown = workspace_view(ws);
        workspace_close(ws, old);
        workspace_show(ws, shown);
    }
    return true;
}

bool tab_keep(View *v)
{
    bool was = v->preview;
    v->preview = false;
    return was;
}

void tabs_settle(Workspace *ws)
{
    VEC_EACH (View *, v, &ws->views)
        if ((*v)->preview && document_is_modified((*v)->doc))
            (*v)->preview = false;
}

bool workspace_open_at(Workspace *ws, const char *path, int line, int col, Err *err)
{
    if (!workspace_open(ws, path, err))
        return false;
    if (line > 0)
        view_goto_line(workspace_view(ws), (size_t)line - 1, MAX(0, col - 1));
    return true;
}

void workspace_show_document(Workspace *ws, Document *d)
{
    add_tab(ws, d);
}

void workspace_new_file(Workspace *ws)
{
    add_tab(ws, document_untitled(ws));
}

static void drop_document(Workspace *ws, Document *d)
{
    marks_detach(ws, d);
    for (size_t i = 0; i < ws->documents.n; i++)
        if (ws->documents.p[i] == d)
            vec_remove(&ws->documents, i, 1);
    document_free(d);
}

static void remember_closed(Workspace *ws, const View *v, const Group *g)
{
    size_t at = 0;
    if (!v->doc->path)
        return;
    if (ws->closed.n == CLOSED_KEPT) {
        free(ws->closed.p[0].path);
        vec_remove(&ws->closed, 0, 1);
    }
    while (g->tabs.p[at] != v)
        at++;
    vec_push(&ws->closed, ((ClosedTab){xstrdup(v->doc->path), at}));
}

bool workspace_reopen(Workspace *ws, Err *err)
{
    if (ws->closed.n == 0)
        return err_set(err, "no closed tab to open again");
    ClosedTab c = vec_pop(&ws->closed);
    size_t before = ws->group->tabs.n;
    bool ok = workspace_open(ws, c.path, err);
    if (ok && ws->group->tabs.n > before)
        group_move_tab(ws, workspace_view(ws), ws->group, c.at);
    free(c.path);
    return ok;
}

bool workspace_shows_twice(const Workspace *ws, const View *v)
{
    VEC_EACH (View *, other, &ws->views)
        if (*other != v && (*other)->doc == v->doc)
            return true;
    return false;
}

void workspace_forget(Workspace *ws, View *v)
{
    group_take_out(group_of(ws, v), v);
    vec_remove(&ws->views, index_of(ws, v), 1);
    view_free(v);
}

void workspace_close(Workspace *ws, View *v)
{
    Document *d = v->doc;
    Group *g = group_of(ws, v);
    bool last = !workspace_shows_twice(ws, v);
    find_close(ws->find);
    if (last)
        remember_closed(ws, v, g);
    workspace_forget(ws, v);
    if (last)
        drop_document(ws, d);
    if (g->tabs.n == 0)
        group_drop(ws, g);
    if (ws->group->tabs.n)
        workspace_show_tab(ws, ws->group->active);
}

void workspace_close_tab(Workspace *ws, size_t index)
{
    BUG_ON(index >= ws->group->tabs.n);
    workspace_close(ws, ws->group->tabs.p[index]);
}

bool document_is_unsaved(const Document *d)
{
    return document_is_modified(d) && (snap_size(text_now(d->text)) || d->path);
}

Document *workspace_unsaved(const Workspace *ws)
{
    VEC_EACH (Document *, d, &ws->documents)
        if (document_is_unsaved(*d))
            return *d;
    return NULL;
}
