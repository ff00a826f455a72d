#include "workspace/bookmarks.h"
#include "workspace/inner.h"
#include "base/path.h"

enum { LINE_LOOK = 1 << 20 }; // bytes looked at for the start of a line

void bookmarks_deinit(Bookmarks *b)
{
    VEC_EACH (Mark, m, &b->marks)
        mark_deinit(m);
    vec_deinit(&b->marks);
}

static size_t find(const Bookmarks *b, uint64_t doc, size_t line)
{
    size_t i = 0;
    while (i < b->marks.n && (b->marks.p[i].doc != doc || b->marks.p[i].off != line))
        i++;
    return i;
}

static void forget(Bookmarks *b, size_t i)
{
    mark_deinit(&b->marks.p[i]);
    vec_remove(&b->marks, i, 1);
}

bool bookmark_toggle(Workspace *ws, const View *v, Err *err)
{
    Bookmarks *b = &ws->bookmarks;
    bookmarks_settle(ws);
    size_t line = snap_line_start(text_now(v->doc->text), view_cursor(v), LINE_LOOK);
    size_t i = find(b, v->doc->id, line);
    if (i < b->marks.n) {
        forget(b, i);
        return true;
    }
    if (b->marks.n == BOOKMARKS_MAX)
        return err_set(err, "there are %d bookmarks already: clear some first", BOOKMARKS_MAX);
    Mark m = {0};
    mark_set(&m, v->doc, line);
    vec_push(&b->marks, m);
    return true;
}

bool bookmark_is_at(const Workspace *ws, const Document *d, size_t line)
{
    return find(&ws->bookmarks, d->id, line) < ws->bookmarks.marks.n;
}

static int compare(const Workspace *ws, const Mark *a, const Mark *b)
{
    const char *x = mark_path(ws, a), *y = mark_path(ws, b);
    int order = strcmp(x ? x : "", y ? y : "");
    if (order == 0 && a->doc != b->doc)
        return a->doc < b->doc ? -1 : 1;
    if (order)
        return order;
    if (a->doc)
        return a->off < b->off ? -1 : a->off > b->off;
    return a->row < b->row ? -1 : a->row > b->row ? 1 : a->off < b->off ? -1 : a->off > b->off;
}

// By insertion: they are few and nearly in order.
void bookmarks_sort(Workspace *ws)
{
    Bookmarks *b = &ws->bookmarks;
    for (size_t i = 1; i < b->marks.n; i++)
        for (size_t k = i; k > 0 && compare(ws, &b->marks.p[k - 1], &b->marks.p[k]) > 0; k--) {
            Mark m = b->marks.p[k];
            b->marks.p[k] = b->marks.p[k - 1];
            b->marks.p[k - 1] = m;
        }
}

// Index of the first one behind the cursor's line, or of the last one before it.
static size_t next_of(Workspace *ws, int dir)
{
    const Bookmarks *b = &ws->bookmarks;
    const View *v = workspace_view(ws);
    size_t n = b->marks.n, i = dir > 0 ? 0 : n;
    Mark here = {0};
    if (!v)
        return dir > 0 ? 0 : n - 1;
    mark_set(&here, v->doc, snap_line_start(text_now(v->doc->text), view_cursor(v), LINE_LOOK));
    if (dir > 0) {
        while (i < n && compare(ws, &b->marks.p[i], &here) <= 0)
            i++;
        return i % n;
    }
    while (i > 0 && compare(ws, &b->marks.p[i - 1], &here) >= 0)
        i--;
    return (i + n - 1) % n;
}

bool bookmark_step(Workspace *ws, int dir, Err *err)
{
    Bookmarks *b = &ws->bookmarks;
    bookmarks_settle(ws);
    bookmarks_sort(ws);
    while (b->marks.n) {
        size_t i = next_of(ws, dir);
        if (mark_show(ws, &b->marks.p[i]))
            return true;
        forget(b, i); // its file is gone
    }
    return err_set(err, "there are no bookmarks");
}

size_t bookmarks_clear(Workspace *ws, const Document *d)
{
    Bookmarks *b = &ws->bookmarks;
    size_t before = b->marks.n;
    for (size_t i = before; i-- > 0;)
        if (!d || b->marks.p[i].doc == d->id)
            forget(b, i);
    return before - b->marks.n;
}

void bookmarks_settle(Workspace *ws)
{
    Bookmarks *b = &ws->bookmarks;
    for (size_t i = b->marks.n; i-- > 0;) {
        Mark *m = &b->marks.p[i];
        if (!m->doc && !m->path) {
            forget(b, i); // of a text that never had a file
            continue;
        }
        const Document *d = mark_follow(ws, m) ? document_by_id(ws, m->doc) : NULL;
        if (!d)
            continue;
        m->off = snap_line_start(text_now(d->text), m->off, LINE_LOOK);
        for (size_t k = b->marks.n; k-- > i + 1;)
            if (b->marks.p[k].doc == m->doc && b->marks.p[k].off == m->off)
                forget(b, k);
    }
}

void bookmarks_write(const Workspace *ws, JsonOut *w)
{
    json_out_array(w, "bookmarks");
    VEC_EACH (Mark, m, &ws->bookmarks.marks) {
        const char *path = mark_path(ws, m), *rel = path ? path_within(ws->root, path) : NULL;
        LineCount row = mark_row(ws, m);
        if (!path)
            continue;
        json_out_object(w, NULL);
        json_out_str(w, "path", str_c(rel ? rel : path));
        if (row.exact)
            json_out_int(w, "line", (int64_t)row.n + 1);
        json_out_int(w, "offset", (int64_t)m->off);
        json_out_end(w);
    }
    json_out_end(w);
}

void bookmarks_read(Workspace *ws, const Json *array)
{
    Bookmarks *b = &ws->bookmarks;
    for (const Json *j = json_first(array); j && b->marks.n < BOOKMARKS_MAX; j = json_next(j)) {
        AUTO(free) char *rel = str_dup(json_str_or(json_get(j, "path"), STR_NULL));
        int64_t line = json_int_or(json_get(j, "line"), 0);
        if (!*rel)
            continue;
        Mark m = {.path = path_normal(ws->root, rel),
                  .off = (size_t)MAX(0, json_int_or(json_get(j, "offset"), 0)),
                  .row = line > 0 ? (size_t)line - 1 : SIZE_MAX};
        const Document *d = document_find(ws, m.path);
        if (d)
            mark_attach(&m, d);
        if (d && find(b, m.doc, m.off) < b->marks.n)
            mark_deinit(&m); // set anew meanwhile
        else
            vec_push(&b->marks, m);
    }
}
