#include "workspace/jumps.h"
#include "workspace/inner.h"

void jumps_deinit(Jumps *j)
{
    VEC_EACH (Mark, m, &j->list)
        mark_deinit(m);
    vec_deinit(&j->list);
    mark_deinit(&j->edit);
}

static bool is_near(const Snap *s, size_t a, size_t b, size_t rows)
{
    if (a == b)
        return true;
    size_t x = snap_row_at(s, a).n, y = snap_row_at(s, b).n;
    return MAX(x, y) - MIN(x, y) <= rows;
}

static void forget(Jumps *j, size_t i)
{
    mark_deinit(&j->list.p[i]);
    vec_remove(&j->list, i, 1);
}

static void add(Jumps *j, const View *v)
{
    Mark m = {0};
    mark_set(&m, v->doc, view_cursor(v));
    while (j->list.n > 0 && j->list.n > j->at + 1)
        forget(j, j->list.n - 1);
    if (j->list.n == JUMPS_MAX)
        forget(j, 0);
    vec_push(&j->list, m);
    j->at = j->list.n - 1;
}

// An edit of the shown document is the user's, unless it was shown only now.
static void see_edits(Jumps *j, const View *v)
{
    TextRev now = text_rev(v->doc->text);
    if (j->doc == v->doc->id && j->rev != now) {
        mark_set(&j->edit, v->doc, view_cursor(v));
        j->edited = true;
    }
    j->doc = v->doc->id;
    j->rev = now;
}

void jumps_settle(Workspace *ws)
{
    Jumps *j = &ws->jumps;
    const View *v = workspace_view(ws);
    VEC_EACH (Mark, m, &j->list)
        mark_follow(ws, m);
    mark_follow(ws, &j->edit);
    if (!v || ws->preview.on)
        return;
    see_edits(j, v);
    Mark *here = j->list.n ? &j->list.p[j->at] : NULL;
    if (here && here->doc == v->doc->id &&
        is_near(text_now(v->doc->text), here->off, view_cursor(v), JUMP_ROWS))
        mark_set(here, v->doc, view_cursor(v));
    else
        add(j, v);
}

// The place is the present one already.
static bool is_here(const Workspace *ws, const Mark *m)
{
    const View *v = workspace_view(ws);
    return v && m->doc == v->doc->id && is_near(text_now(v->doc->text), m->off, view_cursor(v), 0);
}

void jumps_leave(Workspace *ws)
{
    Jumps *j = &ws->jumps;
    const View *v = workspace_view(ws);
    jumps_settle(ws);
    if (!v || j->list.n == 0 || (j->at > 0 && is_here(ws, &j->list.p[j->at - 1])))
        return;
    add(j, v); // the copy is taken along
}

bool jumps_step(Workspace *ws, int dir, Err *err)
{
    Jumps *j = &ws->jumps;
    jumps_settle(ws);
    for (;;) {
        if (j->list.n == 0 || (dir < 0 ? j->at == 0 : j->at + 1 == j->list.n))
            return err_set(err, "there is no place to go %s to", dir < 0 ? "back" : "forward");
        size_t to = dir < 0 ? j->at - 1 : j->at + 1;
        if (is_here(ws, &j->list.p[to])) {
            j->at = to;
        } else if (mark_show(ws, &j->list.p[to])) {
            j->at = to;
            jumps_settle(ws);
            return true;
        } else {
            forget(j, to); // its file is gone
            j->at -= dir < 0;
        }
    }
}

bool jumps_go(Workspace *ws, size_t i, Err *err)
{
    Jumps *j = &ws->jumps;
    jumps_settle(ws);
    if (i >= j->list.n || !mark_show(ws, &j->list.p[i]))
        return err_set(err, "the file of this place is gone");
    j->at = i;
    jumps_settle(ws);
    return true;
}

bool jumps_last_edit(Workspace *ws, Err *err)
{
    jumps_settle(ws);
    if (!ws->jumps.edited || !mark_show(ws, &ws->jumps.edit))
        return err_set(err, "nothing was edited yet");
    return true;
}
