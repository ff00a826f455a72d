#include "workspace/symbol-inner.h"
#include "workspace/files-inner.h"
#include "base/clock.h"
#include "loop/loop.h"

#include <unistd.h>

enum { TOP_MAX = 200, READERS_MAX = 2, SLICE_NS = 100000000, SYMBOLS_MAX = 1000000 };
// They are read again when the last time is older than this, or than it took so many times over.
enum { FRESH_S = 10, FRESH_TIMES = 20 };

// All readers take files from here.
typedef struct {
    Workspace *ws;
    char *root; // owned
    FileRuns runs;
    Vec(size_t) starts; // number of the first path of each run, and of the end
    atomic_size_t next;
    atomic_bool cancelled;
    int working; // readers not done yet
} Chunk;

typedef struct {
    Chunk *reading;
    SymbolRun *run; // of this slice
    bool over;
} Reader;

typedef struct {
    Workspace *ws;
    FinderQuery *query;
    Buf text;
    FileRuns runs;
    unsigned stamp;
    FinderTop top;
    atomic_bool cancelled;
} SymbolSearch;

struct SymbolIndex {
    SymbolRuns runs, fresh; // what is known; of a reading that takes its place
    SymbolRuns old;         // what hits may still point into
    size_t total;
    unsigned stamp; // changes when runs do
    Chunk *reading;
    bool complete;
    int64_t read_ns, took_ns;
    SymbolSearch *search;
    Buf text;          // what is looked for
    unsigned searched; // stamp that the newest search began at
    FinderTop top;
    Buf found_for;
    unsigned found_at;
};

static void runs_clear(SymbolRuns *r)
{
    VEC_EACH (SymbolRun *, x, r)
        symbol_run_free(*x);
    vec_deinit(r);
}

static Str path_at(const Chunk *x, size_t i)
{
    size_t run = 0;
    while (x->starts.p[run + 1] <= i)
        run++;
    return finder_path(x->runs.p[run], i - x->starts.p[run]);
}

static void read_work(void *arg, const atomic_bool *cancelled)
{
    Reader *r = arg;
    Chunk *x = r->reading;
    int64_t end = clock_mono_ns() + SLICE_NS;
    (void)cancelled; // all readers end together
    r->run = symbol_run_new();
    while (!x->cancelled && clock_mono_ns() < end && !symbol_run_is_full(r->run)) {
        size_t i = atomic_fetch_add(&x->next, 1);
        if (i >= vec_last(&x->starts)) {
            r->over = true;
            return;
        }
        symbol_run_read(r->run, x->root, path_at(x, i));
    }
    r->over = x->cancelled;
}

static void chunk_free(Chunk *x)
{
    file_runs_deinit(&x->runs);
    vec_deinit(&x->starts);
    free(x->root);
    free(x);
}

// The first reading shows what it has as it goes; a later one takes the place of the one before.
static void take(SymbolIndex *s, SymbolRun *run)
{
    size_t n = finder_paths_count(run->names);
    if (!n) {
        symbol_run_free(run);
        return;
    }
    vec_push(s->complete ? &s->fresh : &s->runs, run);
    if (s->complete)
        return;
    s->total += n;
    s->stamp++;
}

static void swap_fresh(SymbolIndex *s)
{
    VEC_EACH (SymbolRun *, r, &s->runs)
        vec_push(&s->old, *r);
    vec_deinit(&s->runs);
    s->runs = s->fresh;
    s->fresh = (SymbolRuns){0};
    s->total = 0;
    VEC_EACH (SymbolRun *, r, &s->runs)
        s->total += finder_paths_count((*r)->names);
    s->stamp++;
}

static void end_reading(SymbolIndex *s, Chunk *x)
{
    if (s->complete && !x->cancelled)
        swap_fresh(s);
    runs_clear(&s->fresh);
    s->complete = true;
    s->took_ns = clock_mono_ns() - s->read_ns;
    s->read_ns += s->took_ns;
    s->reading = NULL;
    chunk_free(x);
}

static void read_done(void *arg, bool cancelled)
{
    Reader *r = arg;
    Chunk *x = r->reading;
    SymbolIndex *s = x->ws->symbols;
    take(s, r->run);
    x->ws->palette.stale = true;
    if (!r->over && !cancelled && !x->cancelled && s->total < SYMBOLS_MAX) {
        loop_job_new(x->ws->loop, read_work, read_done, r);
        return;
    }
    free(r);
    if (--x->working == 0)
        end_reading(s, x);
}

static void start_reading(Workspace *ws)
{
    SymbolIndex *s = ws->symbols;
    FileRuns files = {0};
    size_t n = 0;
    if (!files_all(ws, &files))
        return; // asked again when they are known
    Chunk *x = NEW(Chunk);
    *x = (Chunk){.ws = ws, .root = xstrdup(ws->root), .runs = files, .working = READERS_MAX};
    vec_push(&x->starts, 0);
    VEC_EACH (FinderPaths *, p, &x->runs) {
        n += finder_paths_count(*p);
        vec_push(&x->starts, n);
    }
    s->reading = x;
    s->read_ns = clock_mono_ns();
    for (int i = 0; i < READERS_MAX; i++) {
        Reader *r = NEW(Reader);
        r->reading = x;
        loop_job_new(ws->loop, read_work, read_done, r);
    }
}

static void search_work(void *arg, const atomic_bool *cancelled)
{
    SymbolSearch *x = arg;
    (void)cancelled;
    VEC_EACH (FinderPaths *, p, &x->runs)
        finder_search(x->query, *p, FINDER_STRICT, &x->top, &x->cancelled);
    finder_top_sort(&x->top);
}

// What hits point into lives as long as they do.
static void publish(SymbolIndex *s, SymbolSearch *x)
{
    finder_top_deinit(&s->top);
    buf_deinit(&s->found_for);
    s->top = x->top;
    s->found_for = x->text;
    s->found_at = x->stamp;
    x->top = (FinderTop){0};
    x->text = (Buf){0};
    if (x->stamp == s->stamp)
        runs_clear(&s->old);
}

static void search_over(void *arg, bool cancelled)
{
    SymbolSearch *x = arg;
    SymbolIndex *s = x->ws->symbols;
    if (s->search == x)
        s->search = NULL;
    if (!cancelled && !x->cancelled) {
        publish(s, x);
        x->ws->palette.stale = true;
    }
    finder_top_deinit(&x->top);
    finder_query_free(x->query);
    file_runs_deinit(&x->runs);
    buf_deinit(&x->text);
    free(x);
}

static void start_search(Workspace *ws)
{
    SymbolIndex *s = ws->symbols;
    SymbolSearch *x = NEW(SymbolSearch);
    *x = (SymbolSearch){
        .ws = ws, .query = finder_query_new(buf_str(&s->text)), .top = {.max = TOP_MAX}};
    x->stamp = s->searched = s->stamp;
    buf_add(&x->text, buf_str(&s->text));
    VEC_EACH (SymbolRun *, r, &s->runs)
        vec_push(&x->runs, finder_paths_ref((*r)->names));
    s->search = x;
    loop_job_new(ws->loop, search_work, search_over, x);
}

static bool is_old(const SymbolIndex *s)
{
    int64_t age = clock_mono_ns() - s->read_ns;
    return !s->complete ||
           age > MAX((int64_t)FRESH_S * 1000000000, s->took_ns * (int64_t)FRESH_TIMES);
}

SymbolsFound symbols_find(Workspace *ws, Str query)
{
    if (!ws->symbols)
        ws->symbols = NEW(SymbolIndex);
    SymbolIndex *s = ws->symbols;
    bool same = str_eq(query, buf_str(&s->text));
    if (!s->reading && is_old(s))
        start_reading(ws);
    if (!same) {
        buf_clear(&s->text);
        buf_add(&s->text, query);
        if (s->search)
            steal(&s->search)->cancelled = true;
    }
    if (!s->search && (!same || s->searched != s->stamp))
        start_search(ws);
    bool here = s->found_at == s->stamp && str_eq(query, buf_str(&s->found_for));
    return (SymbolsFound){&s->top, s->total, here && s->complete && !s->search};
}

static bool get(const SymbolRuns *runs, const FinderHit *h, ProjectSymbol *out)
{
    VEC_EACH (SymbolRun *, r, runs) {
        if ((*r)->names != h->paths)
            continue;
        SymbolPlace p = (*r)->places.p[h->index];
        *out =
            (ProjectSymbol){finder_path(h->paths, h->index), (*r)->files.p[p.file], p.row, p.kind};
        return true;
    }
    return false;
}

ProjectSymbol symbols_get(const Workspace *ws, const FinderHit *h)
{
    ProjectSymbol out = {.path = ""};
    BUG_ON(!get(&ws->symbols->runs, h, &out) && !get(&ws->symbols->old, h, &out));
    return out;
}

bool symbols_are_read(const Workspace *ws)
{
    return ws->symbols && ws->symbols->complete && !ws->symbols->search;
}

void symbols_cancel(Workspace *ws)
{
    SymbolIndex *s = ws->symbols;
    if (s && s->reading)
        s->reading->cancelled = true;
    if (s && s->search)
        steal(&s->search)->cancelled = true;
}

void symbols_free(Workspace *ws)
{
    SymbolIndex *s = ws->symbols;
    if (!s)
        return;
    runs_clear(&s->runs);
    runs_clear(&s->fresh);
    runs_clear(&s->old);
    finder_top_deinit(&s->top);
    buf_deinit(&s->text);
    buf_deinit(&s->found_for);
    free(s);
}
