#include "workspace/files-inner.h"
#include "base/clock.h"
#include "base/path.h"

// A walk is done anew when the last one is older than this, or than it took so many times over.
enum { FRESH_NS = 2000000000, FRESH_TIMES = 20, RECENT_MAX = 200 };

static bool is_old(const FileIndex *f)
{
    int64_t age = clock_mono_ns() - f->walked_ns;
    return !f->complete || age > MAX((int64_t)FRESH_NS, f->took_ns * FRESH_TIMES);
}

static void look_for(Workspace *ws, Str query)
{
    FileIndex *f = ws->files;
    bool same = str_eq(query, buf_str(&f->text));
    if (!same) {
        buf_clear(&f->text);
        buf_add(&f->text, query);
        if (f->search)
            file_search_cancel(steal(&f->search));
    }
    if (!f->search && (!same || f->searched != f->stamp))
        file_search_start(ws, FINDER_STRICT);
}

FilesFound files_find(Workspace *ws, Str query)
{
    if (!ws->files)
        ws->files = NEW(FileIndex);
    FileIndex *f = ws->files;
    if (!f->walk && is_old(f))
        file_walk_start(ws);
    look_for(ws, query);
    bool here = f->found_at == f->stamp && str_eq(query, buf_str(&f->found_for));
    return (FilesFound){&f->top, f->query, f->mode, f->total, here && f->complete && !f->search};
}

bool files_all(Workspace *ws, FileRuns *out)
{
    if (!ws->files)
        ws->files = NEW(FileIndex);
    FileIndex *f = ws->files;
    if (!f->walk && is_old(f))
        file_walk_start(ws);
    if (f->complete)
        *out = file_runs_copy(&f->runs);
    return f->complete;
}

void files_cancel(Workspace *ws)
{
    FileIndex *f = ws->files;
    if (f && f->walk)
        file_walk_cancel(f->walk);
    if (f && f->search)
        file_search_cancel(steal(&f->search));
}

void files_free(Workspace *ws)
{
    FileIndex *f = ws->files;
    VEC_EACH (char *, p, &ws->recent)
        free(*p);
    vec_deinit(&ws->recent);
    if (!f)
        return;
    file_runs_deinit(&f->runs);
    file_runs_deinit(&f->fresh);
    file_runs_deinit(&f->held);
    finder_top_deinit(&f->top);
    finder_query_free(f->query);
    buf_deinit(&f->text);
    buf_deinit(&f->found_for);
    free(f);
}

// Its place among those used lately; their number if it has none.
static size_t recent_find(const Workspace *ws, const char *path)
{
    size_t at = 0;
    while (at < ws->recent.n && strcmp(ws->recent.p[at], path) != 0)
        at++;
    return at;
}

static void recent_drop(Workspace *ws, size_t at)
{
    if (at == ws->recent.n)
        return;
    free(ws->recent.p[at]);
    vec_remove(&ws->recent, at, 1);
}

void files_used(Workspace *ws, const char *path)
{
    size_t at = recent_find(ws, path);
    recent_drop(ws, at == ws->recent.n && at >= RECENT_MAX ? 0 : at);
    vec_push(&ws->recent, xstrdup(path));
}

void files_forget(Workspace *ws, const char *path)
{
    recent_drop(ws, recent_find(ws, path));
}
