// Searches under way: their jobs, and what they bring.
#include "base/clock.h"
#include "base/path.h"
#include "workspace/search-swap.h"

enum { TAKE_AT_ONCE = 500 }; // files a turn

typedef struct {
    SearchRun *run;
    GrepWorker *worker;
    size_t i; // in run->jobs
} SearchJob;

static void work(void *arg, const atomic_bool *cancelled)
{
    SearchJob *j = arg;
    while (grep_worker_run(j->worker, cancelled))
        loop_wake(j->run->loop);
}

static void search_run_free(SearchRun *r)
{
    VEC_EACH (char *, p, &r->only)
        free(*p);
    vec_deinit(&r->only);
    grep_free(r->grep);
    free(r);
}

static void done(void *arg, bool cancelled)
{
    SearchJob *j = arg;
    SearchRun *r = j->run;
    (void)cancelled;
    grep_worker_free(j->worker);
    r->jobs[j->i] = NULL;
    r->njobs--;
    free(j);
    if (r->njobs == 0 && !r->s)
        search_run_free(r);
}

static void start_jobs(SearchRun *r, size_t n)
{
    r->njobs = n;
    for (size_t i = 0; i < n; i++) {
        SearchJob *j = NEW(SearchJob);
        *j = (SearchJob){r, grep_worker_new(r->grep), i};
        r->jobs[i] = loop_job_new(r->loop, work, done, j);
    }
}

// Nobody waits for it any more.
static void abandon(SearchRun *r)
{
    if (!r)
        return;
    r->s = NULL;
    for (size_t i = 0; i < SEARCH_WORKERS; i++)
        if (r->jobs[i])
            loop_job_cancel(r->jobs[i]);
    if (r->njobs == 0)
        search_run_free(r);
}

void search_cancel(Search *s)
{
    if (s->swap)
        s->swap->stop = true; // files that were begun are finished
    abandon(steal(&s->run));
    abandon(steal(&s->again));
}

static void forget_seen(Search *s)
{
    VEC_EACH (SearchSeen, x, &s->seen)
        free(x->path);
    vec_clear(&s->seen);
}

// Where a document lies in the project, NULL if it is not to be searched.
static const char *path_of(const Search *s, const Document *d)
{
    const char *rel = d->path ? path_within(s->ws->root, d->path) : NULL;
    return rel && *rel && !d->diff && !d->binary && !d->partial ? rel : NULL;
}

static void see_documents(Search *s)
{
    forget_seen(s);
    VEC_EACH (Document *, d, &s->ws->documents)
        if (path_of(s, *d))
            vec_push(&s->seen,
                     (SearchSeen){(*d)->id, text_rev((*d)->text), xstrdup(path_of(s, *d))});
}

// Documents count as they are in the editor.
static void add_documents(Search *s, Grep *g)
{
    VEC_EACH (Document *, at, &s->ws->documents) {
        const Document *d = *at;
        const char *rel = path_of(s, d);
        if (!rel)
            continue;
        if (document_is_modified(d) || !coding_is_plain(d->coding) || !d->on_disk)
            grep_add_text(g, rel, text_now(d->text), d->id, d->on_disk && !d->gone);
    }
}

// Names as one list of globs.
static void add_names(const Texts *names, Buf *out)
{
    for (size_t i = 0; i < names->n; i++)
        buf_addf(out, "%s%s", out->n ? "," : "", names->p[i]);
}

static Grep *new_grep(Search *s, const char *const *only)
{
    const Options *o = &s->ws->options;
    AUTO(buf) Buf always = BUF_INIT;
    add_names(&o->search_exclude, &always);
    add_names(&o->files_exclude, &always);
    GrepQuery q = {
        .find = search_query(s),
        .include = search_text(s, SEARCH_INCLUDE),
        .exclude = search_text(s, SEARCH_EXCLUDE),
        .exclude_always = buf_str(&always),
        .use_ignore = o->search_ignore_files,
        .hidden = true,
        .max_matches = s->most ? s->most : (size_t)o->search_max_results,
        .line_bytes = SEARCH_LINE_BYTES,
        .only = only,
    };
    Grep *g = grep_new(s->ws->root, &q, &s->problem);
    if (g)
        add_documents(s, g);
    return g;
}

static SearchRun *new_run(Search *s, Grep *g)
{
    SearchRun *r = NEW(SearchRun);
    r->s = s;
    r->loop = s->ws->loop;
    r->grep = g;
    return r;
}

static void abandon_all(Search *s)
{
    abandon(steal(&s->run));
    abandon(steal(&s->again));
}

void search_start(Search *s)
{
    abandon_all(s);
    err_deinit(&s->problem);
    finder_free(steal(&s->brief));
    s->stopped = false;
    s->searched = search_text(s, SEARCH_PATTERN).n > 0;
    if (!s->searched) {
        search_drop_files(s);
        return;
    }
    FindQuery brief = search_query(s);
    brief.brief = true;
    Grep *g = new_grep(s, NULL);
    if (!g) {
        search_drop_files(s);
        return;
    }
    s->brief = finder_new(&brief, NULL);
    see_documents(s);
    s->run = new_run(s, g);
    s->fresh = true;
    start_jobs(s->run, loop_job_split(SEARCH_WORKERS));
}

void search_again(Search *s, const char *const *paths)
{
    Grep *g = new_grep(s, paths);
    if (!g)
        return;
    abandon(steal(&s->again));
    s->again = new_run(s, g);
    for (; *paths; paths++)
        vec_push(&s->again->only, xstrdup(*paths));
    start_jobs(s->again, 1);
}

void search_stop(Search *s)
{
    s->stopped = s->run != NULL;
    search_cancel(s);
}

bool search_is_busy(const Search *s)
{
    return s->run || s->again || s->swap;
}

bool search_is_writing(const Search *s)
{
    return s->swap;
}

// True if there is more to take in.
static bool take(Search *s, SearchRun *r)
{
    GrepFiles files = {0};
    grep_take(r->grep, TAKE_AT_ONCE, &files);
    bool more = files.n == TAKE_AT_ONCE;
    if (files.n)
        search_merge(s, &files);
    vec_deinit(&files);
    return more;
}

static void take_counts(Search *s)
{
    s->counts = grep_counts(s->run->grep);
    free(s->trouble);
    s->trouble = grep_problem(s->run->grep);
}

static void settle_run(Search *s)
{
    SearchRun *r = s->run;
    bool ended = r->njobs == 0;
    GrepCounts now = grep_counts(r->grep);
    if (s->fresh && (now.matches || ended)) {
        s->fresh = false;
        search_drop_files(s);
    }
    if (s->fresh)
        return;
    bool more = take(s, r);
    take_counts(s);
    if (more) {
        workspace_wake(s->ws);
    } else if (ended) {
        s->run = NULL;
        search_run_free(r);
    }
}

// Files that were looked at again and have nothing now stay in the list, unseen.
static void settle_again(Search *s)
{
    SearchRun *r = s->again;
    if (r->njobs)
        return;
    s->again = NULL;
    VEC_EACH (char *, path, &r->only) {
        bool found;
        size_t i = search_find(s, *path, &found);
        if (found)
            vec_clear(&s->files.p[i].found->matches);
    }
    while (take(s, r))
        ;
    search_renumber(s);
    search_run_free(r);
}

static SearchSeen *seen_of(Search *s, uint64_t doc)
{
    VEC_EACH (SearchSeen, x, &s->seen)
        if (x->doc == doc)
            return x;
    return NULL;
}

// Those opened since are as their files.
static void note_opened(Search *s)
{
    VEC_EACH (Document *, at, &s->ws->documents) {
        const Document *d = *at;
        const char *rel = path_of(s, d);
        if (rel && !seen_of(s, d->id))
            vec_push(&s->seen, (SearchSeen){d->id, text_rev(d->text), xstrdup(rel)});
    }
}

// Look again at listed files whose documents were edited, or closed with edits, since.
static void follow_edits(Search *s)
{
    Vec(const char *) paths = {0};
    note_opened(s);
    for (size_t i = s->seen.n; i-- > 0;) {
        SearchSeen *x = &s->seen.p[i];
        const Document *d = document_by_id(s->ws, x->doc);
        bool found;
        if (d && text_rev(d->text) == x->rev)
            continue;
        size_t at = search_find(s, x->path, &found);
        if (found && (d || s->files.p[at].found->tag))
            vec_push(&paths, s->files.p[at].found->path);
        if (d) {
            x->rev = text_rev(d->text);
        } else {
            free(x->path);
            vec_remove(&s->seen, i, 1);
        }
    }
    if (paths.n) {
        vec_push(&paths, NULL);
        search_again(s, paths.p);
    }
    vec_deinit(&paths);
}

void search_settle(Search *s)
{
    if (s->run)
        settle_run(s);
    if (s->again)
        settle_again(s);
    if (!s->run && !s->again && s->files.n && !s->swap)
        follow_edits(s);
}
