#include "workspace/undo-look.h"
#include "workspace/inner.h"

static void go(Document *d, size_t state, size_t *off)
{
    if (state < text_state_count(d->text))
        text_state_go(d->text, state, off);
    VEC_EACH (View *, v, &d->ws->views)
        view_sync(*v);
}

bool undo_look(Workspace *ws, size_t state, size_t *off)
{
    View *v = workspace_view(ws);
    UndoLook *l = &ws->undo_look;
    if (!v || document_by_id(ws, l->doc) != v->doc)
        undo_look_end(ws, false);
    if (!v || !document_may_edit(v->doc, NULL))
        return false;
    if (!l->doc)
        *l = (UndoLook){v->doc->id, text_state(v->doc->text)};
    *off = view_cursor(v);
    go(v->doc, state, off);
    return true;
}

void undo_look_end(Workspace *ws, bool stay)
{
    UndoLook *l = &ws->undo_look;
    Document *d = document_by_id(ws, l->doc);
    size_t off;
    if (d && !stay)
        go(d, l->state, &off);
    *l = (UndoLook){0};
}
