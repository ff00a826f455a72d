// A search among the project's files: workers take runs of paths until none is left.
#include "workspace/files-inner.h"

enum { TOP_MAX = 200, WORKERS_MAX = 4 };

typedef struct {
    FileSearch *search;
    FinderTop top;
} Share;

struct FileSearch {
    Workspace *ws;
    FinderQuery *query; // owned
    FinderMode mode;
    Buf text;
    FileRuns runs;
    unsigned stamp; // of the index
    atomic_size_t next;
    atomic_bool cancelled;
    int working; // workers not done yet
    Share shares[WORKERS_MAX];
};

FileRuns file_runs_copy(const FileRuns *r)
{
    FileRuns out = {0};
    VEC_EACH (FinderPaths *, p, r)
        vec_push(&out, finder_paths_ref(*p));
    return out;
}

void file_runs_deinit(FileRuns *r)
{
    VEC_EACH (FinderPaths *, p, r)
        finder_paths_free(*p);
    vec_deinit(r);
}

static void look_work(void *arg, const atomic_bool *cancelled)
{
    Share *share = arg;
    FileSearch *s = share->search;
    (void)cancelled; // all workers of a search end together
    for (size_t i = atomic_fetch_add(&s->next, 1); i < s->runs.n && !s->cancelled;
         i = atomic_fetch_add(&s->next, 1))
        finder_search(s->query, s->runs.p[i], s->mode, &share->top, &s->cancelled);
}

static void end_search(FileSearch *s)
{
    for (size_t i = 0; i < WORKERS_MAX; i++)
        finder_top_deinit(&s->shares[i].top);
    finder_query_free(s->query);
    buf_deinit(&s->text);
    file_runs_deinit(&s->runs);
    free(s);
}

// What was found takes the place of what was found before.
static void publish(FileIndex *f, FileSearch *s)
{
    for (size_t i = 1; i < WORKERS_MAX; i++)
        finder_top_merge(&s->shares[0].top, &s->shares[i].top);
    finder_top_sort(&s->shares[0].top);
    finder_top_deinit(&f->top);
    finder_query_free(f->query);
    file_runs_deinit(&f->held);
    buf_deinit(&f->found_for);
    f->top = s->shares[0].top;
    f->query = steal(&s->query);
    f->mode = s->mode;
    f->held = s->runs;
    f->found_for = s->text;
    f->found_at = s->stamp;
    s->shares[0].top = (FinderTop){0};
    s->runs = (FileRuns){0};
    s->text = (Buf){0};
}

// Letters that are only scattered over some paths: perhaps one was mistyped.
static bool is_poor(const FileIndex *f)
{
    return f->mode == FINDER_STRICT && f->complete &&
           (!f->top.best.n || f->top.best.p[0].score < finder_good_score(f->query));
}

static void look_done(void *arg, bool cancelled)
{
    Share *share = arg;
    FileSearch *s = share->search;
    Workspace *ws = s->ws;
    FileIndex *f = ws->files;
    if (cancelled)
        s->cancelled = true;
    if (--s->working)
        return;
    if (f->search == s)
        f->search = NULL;
    if (!s->cancelled) {
        publish(f, s);
        ws->palette.stale = true;
        if (is_poor(f) && str_eq(buf_str(&f->found_for), buf_str(&f->text)))
            file_search_start(ws, FINDER_LOOSE);
    }
    end_search(s);
}

void file_search_start(Workspace *ws, FinderMode mode)
{
    FileIndex *f = ws->files;
    FileSearch *s = NEW(FileSearch);
    s->ws = ws;
    s->query = finder_query_new(buf_str(&f->text));
    s->mode = mode;
    s->runs = file_runs_copy(&f->runs);
    s->stamp = f->searched = f->stamp;
    s->working = (int)MIN(loop_job_split(WORKERS_MAX), s->runs.n + 1);
    buf_add(&s->text, buf_str(&f->text));
    f->search = s;
    for (int i = 0; i < WORKERS_MAX; i++)
        s->shares[i] = (Share){.search = s, .top = {.max = TOP_MAX}};
    for (int i = 0, n = s->working; i < n; i++)
        loop_job_new(ws->loop, look_work, look_done, &s->shares[i]);
}

void file_search_cancel(FileSearch *s)
{
    s->cancelled = true;
}
