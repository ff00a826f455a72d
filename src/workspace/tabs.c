// The editor group: opening, showing and closing tabs.
#include "workspace/inner.h"
#include "base/path.h"

enum { CLOSED_KEPT = 20 };

View *workspace_view(const Workspace *ws)
{
    return ws->tabs.n ? ws->tabs.p[ws->active] : NULL;
}

void workspace_show_tab(Workspace *ws, size_t index)
{
    BUG_ON(index >= ws->tabs.n);
    if (ws->active != index)
        find_close(ws->find);
    ws->active = index;
    ws->tabs.p[index]->reveal = true;
    if (ws->tabs.p[index]->doc->path)
        explorer_reveal(ws->explorer, ws->tabs.p[index]->doc->path);
}

static View *tab_of(Workspace *ws, const Document *d)
{
    for (size_t i = 0; i < ws->tabs.n; i++)
        if (ws->tabs.p[i]->doc == d) {
            workspace_show_tab(ws, i);
            return ws->tabs.p[i];
        }
    return NULL;
}

static View *add_tab(Workspace *ws, Document *d)
{
    size_t at = ws->tabs.n ? ws->active + 1 : 0;
    vec_insert(&ws->tabs, at, view_new(ws, d));
    workspace_show_tab(ws, at);
    return ws->tabs.p[at];
}

bool workspace_open(Workspace *ws, const char *path, Err *err)
{
    Document *d = document_of_file(ws, path);
    if (d && tab_of(ws, d))
        return true;
    if (!d)
        d = document_open(ws, path, err);
    if (!d)
        return false;
    add_tab(ws, d);
    if (ws->store)
        document_begin(d);
    return true;
}

bool workspace_open_at(Workspace *ws, const char *path, int line, int col, Err *err)
{
    if (!workspace_open(ws, path, err))
        return false;
    if (line > 0)
        view_goto_line(workspace_view(ws), (size_t)line - 1, MAX(0, col - 1));
    return true;
}

void workspace_new_file(Workspace *ws)
{
    add_tab(ws, document_untitled(ws));
}

static bool is_shown(const Workspace *ws, const Document *d)
{
    VEC_EACH (View *, v, &ws->tabs)
        if ((*v)->doc == d)
            return true;
    return false;
}

static void drop_document(Workspace *ws, Document *d)
{
    for (size_t i = 0; i < ws->documents.n; i++)
        if (ws->documents.p[i] == d)
            vec_remove(&ws->documents, i, 1);
    document_free(d);
}

static void remember_closed(Workspace *ws, const char *path)
{
    if (!path)
        return;
    if (ws->closed.n == CLOSED_KEPT) {
        free(ws->closed.p[0]);
        vec_remove(&ws->closed, 0, 1);
    }
    vec_push(&ws->closed, xstrdup(path));
}

void workspace_close_tab(Workspace *ws, size_t index)
{
    BUG_ON(index >= ws->tabs.n);
    View *v = ws->tabs.p[index];
    Document *d = v->doc;
    find_close(ws->find);
    remember_closed(ws, d->path);
    vec_remove(&ws->tabs, index, 1);
    view_free(v);
    if (ws->active > index || ws->active == ws->tabs.n)
        ws->active = ws->active ? ws->active - 1 : 0;
    if (!is_shown(ws, d))
        drop_document(ws, d);
    if (ws->tabs.n)
        workspace_show_tab(ws, ws->active);
}

Document *workspace_unsaved(const Workspace *ws)
{
    VEC_EACH (Document *, d, &ws->documents)
        if (document_is_modified(*d) && (snap_size(text_now((*d)->text)) || (*d)->path))
            return *d;
    return NULL;
}
