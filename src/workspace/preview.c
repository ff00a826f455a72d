#include "workspace/preview.h"
#include "workspace/inner.h"

void preview_deinit(Preview *p)
{
    selections_deinit(&p->sel);
}

void preview_show(Workspace *ws, size_t off)
{
    Preview *p = &ws->preview;
    View *v = workspace_view(ws);
    if (!v)
        return;
    if (!p->on) {
        p->on = true;
        p->view = v;
        p->top = v->top;
        p->left = v->left;
        selections_copy(&p->sel, &v->sel);
    }
    view_goto(v, off);
    v->centre = true;
}

void preview_end(Workspace *ws)
{
    Preview *p = &ws->preview;
    bool on = p->on;
    p->on = false;
    for (size_t i = 0; on && i < ws->views.n; i++) {
        View *v = ws->views.p[i];
        if (v != p->view)
            continue;
        view_select_all(v, &p->sel);
        v->top = p->top;
        v->left = p->left;
        v->centre = v->found = false;
    }
}
