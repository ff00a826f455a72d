#include "workspace/mark.h"
#include "workspace/inner.h"

void mark_deinit(Mark *m)
{
    free(m->path);
    *m = (Mark){0};
}

void mark_set(Mark *m, const Document *d, size_t off)
{
    mark_deinit(m);
    *m = (Mark){.doc = d->id, .off = off, .rev = text_rev(d->text)};
}

bool mark_follow(const Workspace *ws, Mark *m)
{
    const Document *d = m->doc ? document_by_id(ws, m->doc) : NULL;
    TextRev before = m->rev;
    TextEdit e;
    TextPull got;
    if (!d || m->rev == text_rev(d->text))
        return false;
    while ((got = text_pull(d->text, &m->rev, &e)) == TEXT_EDIT_ONE)
        m->off = text_map(&e, m->off, true);
    if (got == TEXT_EDIT_LOST)
        m->rev = text_rev(d->text);
    m->off = MIN(m->off, snap_size(text_now(d->text)));
    return m->rev != before;
}

// The document is about to be closed; nothing happens if it is another one.
static void detach(Mark *m, const Document *d)
{
    if (m->doc != d->id)
        return;
    mark_follow(d->ws, m);
    const Snap *s = text_now(d->text);
    LineCount row = snap_row_at(s, m->off);
    m->row = row.exact ? row.n : SIZE_MAX;
    m->col = row.exact ? m->off - snap_row_start(s, row.n) : 0;
    m->path = d->path ? xstrdup(d->path) : NULL;
    m->doc = 0;
}

static size_t off_in(const Mark *m, const Snap *s)
{
    if (m->row == SIZE_MAX)
        return MIN(m->off, snap_size(s));
    size_t line = snap_row_start(s, m->row);
    return MIN(line + m->col, snap_line_end(s, line, SIZE_MAX));
}

void mark_attach(Mark *m, const Document *d)
{
    if (m->doc || !m->path || !d->path || strcmp(m->path, d->path) != 0)
        return;
    mark_set(m, d, off_in(m, text_now(d->text)));
}

static void tell_all(Workspace *ws, const Document *d, void (*tell)(Mark *m, const Document *d))
{
    VEC_EACH (Mark, m, &ws->jumps.list)
        tell(m, d);
    VEC_EACH (Mark, m, &ws->bookmarks.marks)
        tell(m, d);
    tell(&ws->jumps.edit, d);
}

void marks_detach(Workspace *ws, const Document *d)
{
    tell_all(ws, d, detach);
    problems_detach(ws, d);
}

void marks_attach(Workspace *ws, const Document *d)
{
    tell_all(ws, d, mark_attach);
    problems_attach(ws, d);
}

const char *mark_path(const Workspace *ws, const Mark *m)
{
    const Document *d = m->doc ? document_by_id(ws, m->doc) : NULL;
    return d ? d->path : m->path;
}

LineCount mark_row(const Workspace *ws, const Mark *m)
{
    const Document *d = m->doc ? document_by_id(ws, m->doc) : NULL;
    if (d)
        return snap_row_at(text_now(d->text), m->off);
    return (LineCount){m->row == SIZE_MAX ? 0 : m->row, m->row != SIZE_MAX};
}

static View *view_of(const Workspace *ws, uint64_t doc)
{
    VEC_EACH (View *, v, &ws->group->tabs)
        if ((*v)->doc->id == doc)
            return *v;
    for (size_t i = ws->views.n; i-- > 0;)
        if (ws->views.p[i]->doc->id == doc)
            return ws->views.p[i];
    return NULL;
}

bool mark_show(Workspace *ws, const Mark *m)
{
    View *v = m->doc ? view_of(ws, m->doc) : NULL;
    size_t off = m->off;
    if (v) {
        workspace_show(ws, v);
    } else {
        // opening the file attaches the marks in it, this one perhaps too
        AUTO(free) char *path = m->path ? xstrdup(m->path) : NULL;
        Mark here = *m;
        if (!path || !fs_exists(path) || !workspace_open(ws, path, NULL))
            return false;
        v = workspace_view(ws);
        off = off_in(&here, text_now(v->doc->text));
    }
    view_goto(v, off);
    v->centre = true;
    return true;
}
