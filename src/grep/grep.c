// What is to do, shared by all who do it.
#include "grep/grep.h"
#include "base/clock.h"
#include "base/path.h"
#include "grep/inner.h"

#include <errno.h>
#include <fcntl.h>

enum { SLICE_NS = 8000000 };

void grep_file_free(GrepFile *f)
{
    if (!f)
        return;
    free(f->path);
    vec_deinit(&f->matches);
    buf_deinit(&f->lines);
    free(f);
}

static bool read_globs(Grep *g, const GrepQuery *q, Err *err)
{
    return globs_read(&g->include, q->include, true, err) &&
           globs_read(&g->exclude, q->exclude, true, err) &&
           globs_read(&g->always, q->exclude_always, false, err);
}

// A root that is a file stands for the folder it is in.
static bool open_root(Grep *g, Err *err)
{
    FsStat st;
    g->fd = fs_dir_open(AT_FDCWD, g->root, true);
    if (g->fd == -ENOTDIR && fs_stat(g->root, &st, NULL)) {
        AUTO(free) char *dir = str_dup(path_dir(str_c(g->root)));
        g->single = true;
        g->fd = fs_dir_open(AT_FDCWD, dir, true);
    }
    return g->fd >= 0 || err_set_errno(err, -g->fd, "cannot search '%s'", g->root);
}

static void copy_only(GrepQuery *q, const char *root, bool single)
{
    Vec(char *) all = {0};
    if (single)
        vec_push(&all, str_dup(path_base(str_c(root))));
    for (const char *const *p = q->only; !single && p && *p; p++)
        vec_push(&all, xstrdup(*p));
    bool some = single || q->only;
    if (some)
        vec_push(&all, NULL);
    q->only = some ? (const char *const *)all.p : NULL;
}

Grep *grep_new(const char *root, const GrepQuery *q, Err *err)
{
    Finder *finder = finder_new(&q->find, err);
    if (!finder)
        return NULL;
    finder_free(finder);
    Grep *g = NEW(Grep);
    g->root = xstrdup(root);
    g->fd = -1;
    g->query = *q;
    g->query.find.pattern = str_n(str_dup(q->find.pattern), q->find.pattern.n);
    g->query.only = NULL;
    pthread_mutex_init(&g->lock, NULL);
    pthread_cond_init(&g->news, NULL);
    if (!read_globs(g, q, err) || !open_root(g, err)) {
        grep_free(g);
        return NULL;
    }
    g->query.only = q->only;
    copy_only(&g->query, g->root, g->single);
    return g;
}

void grep_free(Grep *g)
{
    if (!g)
        return;
    VEC_EACH (GrepTask, t, &g->tasks)
        grep_task_free(t);
    vec_deinit(&g->tasks);
    VEC_EACH (GrepFile *, f, &g->found)
        grep_file_free(*f);
    vec_deinit(&g->found);
    VEC_EACH (GrepText, t, &g->texts) {
        free(t->path);
        snap_free(t->snap);
    }
    vec_deinit(&g->texts);
    map_deinit(&g->text_of);
    for (size_t i = 0; g->query.only && g->query.only[i]; i++)
        free((char *)g->query.only[i]);
    free((void *)g->query.only);
    globs_deinit(&g->include);
    globs_deinit(&g->exclude);
    globs_deinit(&g->always);
    buf_deinit(&g->prefix);
    err_deinit(&g->problem);
    if (g->fd >= 0)
        close(g->fd);
    pthread_cond_destroy(&g->news);
    pthread_mutex_destroy(&g->lock);
    free((char *)g->query.find.pattern.p);
    free(g->root);
    free(g);
}

void grep_add_text(Grep *g, const char *path, const Snap *s, uint64_t tag, bool exists)
{
    BUG_ON(g->begun);
    vec_push(&g->texts, (GrepText){xstrdup(path), snap_ref(s), tag, exists});
}

GrepWorker *grep_worker_new(Grep *g)
{
    GrepWorker *w = NEW(GrepWorker);
    w->g = g;
    w->finder = finder_new(&g->query.find, NULL); // grep_new() has tried it
    BUG_ON(!w->finder);
    return w;
}

void grep_worker_free(GrepWorker *w)
{
    if (!w)
        return;
    finder_free(w->finder);
    buf_deinit(&w->bytes);
    buf_deinit(&w->decoded);
    buf_deinit(&w->path);
    fs_names_deinit(&w->names);
    VEC_EACH (GrepFile *, f, &w->found)
        grep_file_free(*f);
    vec_deinit(&w->found);
    err_deinit(&w->problem);
    free(w);
}

bool grep_is_stopped(const GrepWorker *w)
{
    return (w->cancelled && *w->cancelled) || w->g->full;
}

void grep_push(Grep *g, GrepTask t)
{
    pthread_mutex_lock(&g->lock);
    vec_push(&g->tasks, t);
    pthread_cond_signal(&g->news);
    pthread_mutex_unlock(&g->lock);
}

// With the lock held: hand over what was found and counted.
static void tell(GrepWorker *w)
{
    Grep *g = w->g;
    GrepCounts *all = &g->counts, *own = &w->counts;
    VEC_EACH (GrepFile *, f, &w->found)
        vec_push(&g->found, *f);
    w->has_told |= w->found.n > 0;
    vec_clear(&w->found);
    all->files += own->files;
    all->matches += own->matches;
    all->binary += own->binary;
    all->unreadable += own->unreadable;
    all->slow += own->slow;
    all->skipped += own->skipped;
    all->cut |= own->cut;
    *own = (GrepCounts){0};
    if (!g->problem.msg) {
        g->problem = w->problem;
        w->problem = (Err){0};
    }
}

// The first worker makes the first task; texts can be looked up from then on.
static void begin(GrepWorker *w)
{
    Grep *g = w->g;
    pthread_mutex_lock(&g->lock);
    bool first = !g->begun;
    g->begun = true;
    g->busy += first;
    pthread_mutex_unlock(&g->lock);
    if (!first)
        return;
    VEC_EACH (GrepText, t, &g->texts)
        map_set(&g->text_of, str_c(t->path), t);
    grep_walk_begin(w);
    pthread_mutex_lock(&g->lock);
    g->busy--;
    pthread_mutex_unlock(&g->lock);
}

typedef enum { TASK_SOME, TASK_TEXTS, TASK_NONE } TaskKind;

// With the lock held: wait for a task.  Texts without a file come after all files.
static TaskKind take_task(GrepWorker *w, GrepTask *t)
{
    Grep *g = w->g;
    if (g->tasks.n == 0)
        tell(w);
    while (g->tasks.n == 0 && g->busy && !grep_is_stopped(w))
        pthread_cond_wait(&g->news, &g->lock);
    if (grep_is_stopped(w) || (g->tasks.n == 0 && g->told_texts))
        return TASK_NONE;
    g->busy++;
    if (g->tasks.n == 0) {
        g->told_texts = true;
        return TASK_TEXTS;
    }
    *t = vec_pop(&g->tasks);
    return TASK_SOME;
}

static void do_task(GrepWorker *w, TaskKind kind, GrepTask *t)
{
    if (kind == TASK_TEXTS)
        grep_walk_texts(w);
    else if (t->dir)
        grep_walk_files(w, t);
    else
        grep_walk_folder(w, t);
    grep_task_free(t);
}

bool grep_worker_run(GrepWorker *w, const atomic_bool *cancelled)
{
    Grep *g = w->g;
    int64_t from = clock_mono_ns();
    TaskKind kind;
    w->cancelled = cancelled;
    begin(w);
    pthread_mutex_lock(&g->lock);
    do {
        GrepTask t = {0};
        kind = take_task(w, &t);
        if (kind == TASK_NONE)
            break;
        pthread_mutex_unlock(&g->lock);
        do_task(w, kind, &t);
        pthread_mutex_lock(&g->lock);
        if (--g->busy == 0 || grep_is_stopped(w))
            pthread_cond_broadcast(&g->news);
    } while (clock_mono_ns() - from < SLICE_NS && (w->has_told || w->found.n == 0));
    tell(w);
    g->counts.done |= kind == TASK_NONE && g->busy == 0;
    if (kind == TASK_NONE)
        pthread_cond_broadcast(&g->news);
    pthread_mutex_unlock(&g->lock);
    return kind != TASK_NONE;
}

void grep_take(Grep *g, size_t max, GrepFiles *out)
{
    pthread_mutex_lock(&g->lock);
    size_t n = MIN(max, g->found.n);
    for (size_t i = 0; i < n; i++)
        vec_push(out, g->found.p[i]);
    vec_remove(&g->found, 0, n);
    pthread_mutex_unlock(&g->lock);
}

GrepCounts grep_counts(Grep *g)
{
    pthread_mutex_lock(&g->lock);
    GrepCounts out = g->counts;
    pthread_mutex_unlock(&g->lock);
    return out;
}

char *grep_problem(Grep *g)
{
    pthread_mutex_lock(&g->lock);
    char *out = xstrdup(err_text(&g->problem));
    pthread_mutex_unlock(&g->lock);
    return out;
}
