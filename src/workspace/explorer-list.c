// Reading a folder: a worker lists, sorts and asks .gitignore; the tree is merged after.
#include "workspace/explorer-inner.h"
#include "base/ignore.h"
#include "base/path.h"
#include "loop/loop.h"

enum { BURST_MS = 60 };

typedef struct {
    char *name; // owned
    bool is_dir, is_link, ignored;
} Found;

typedef struct {
    Explorer *tree; // main thread only
    char *root;     // owned
    char *rel;      // owned; folder below the root, "" = the root
    Vec(Found) found;
    Err err;
    bool ok;
} ListJob;

static int by_name(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    if (x->is_dir != y->is_dir)
        return y->is_dir - x->is_dir;
    int c = strcasecmp(x->name, y->name);
    return c ? c : strcmp(x->name, y->name);
}

static void list_work(void *arg, const atomic_bool *cancelled)
{
    ListJob *j = arg;
    FsList list = {0};
    char *dir = path_join(j->root, j->rel);
    j->ok = fs_list(dir, &list, &j->err);
    free(dir);
    Ignore *ig = ignore_new(j->root);
    VEC_EACH (FsEntry, e, &list) {
        if (*cancelled || strcmp(e->name, ".git") == 0)
            continue;
        char *rel = path_join(j->rel, e->name);
        vec_push(&j->found, (Found){.name = steal(&e->name),
                                    .is_dir = e->is_dir,
                                    .is_link = e->is_link,
                                    .ignored = ignore_match(ig, rel, e->is_dir && !e->is_link)});
        free(rel);
    }
    ignore_free(ig);
    fs_list_deinit(&list);
    if (j->found.n)
        qsort(j->found.p, j->found.n, sizeof *j->found.p, by_name);
}

// The entry of a path below the root, NULL if it is gone.
static Entry *entry_at(Explorer *x, const char *rel)
{
    Entry *e = x->root;
    Str rest = str_c(rel), part;
    while (e && rest.n && str_split(&rest, '/', &part)) {
        Entry *next = NULL;
        VEC_EACH (Entry *, k, &e->kids)
            if (str_eq_c(part, (*k)->name))
                next = *k;
        e = next;
    }
    return e;
}

static Found found_of(const Entry *e)
{
    return (Found){.name = e->name, .is_dir = e->is_dir};
}

static Entry *kid_new(Explorer *x, Entry *parent, Found *f)
{
    Entry *k = NEW(Entry);
    *k = (Entry){.name = steal(&f->name), .parent = parent, .is_dir = f->is_dir, .tree = x};
    return k;
}

// What was there stays as it is (unfolded, read); what is gone goes.  Both lists are sorted.
static void merge(Explorer *x, Entry *e, ListJob *j)
{
    __typeof__(e->kids) kids = {0};
    size_t at = 0;
    VEC_EACH (Found, f, &j->found) {
        int order = 1;
        for (; at < e->kids.n; at++) {
            Found was = found_of(e->kids.p[at]);
            order = by_name(&was, f);
            if (order >= 0)
                break;
            entry_free(e->kids.p[at]);
        }
        Entry *k = at < e->kids.n && order == 0 ? e->kids.p[at++] : kid_new(x, e, f);
        k->is_link = f->is_link;
        k->stale = k->stale || (k->open && !k->watch); // it was gone for a moment
        k->ignored = f->ignored || e->ignored;
        vec_push(&kids, k);
    }
    for (; at < e->kids.n; at++)
        entry_free(e->kids.p[at]);
    vec_deinit(&e->kids);
    memcpy(&e->kids, &kids, sizeof kids);
    x->rows_stale = true;
}

static void on_burst_end(void *arg)
{
    Explorer *x = arg;
    x->settling = false; // the turn that follows settles what is stale
}

static void on_watch(void *arg, const char *name)
{
    Entry *e = arg;
    Explorer *x = e->tree;
    e->stale = true;
    if (name[0] == '\0') { // the folder itself: there may be another one in its place
        loop_watch_free(e->watch);
        e->watch = NULL;
    }
    if (x->settling)
        return;
    x->settling = true;
    loop_timer_set(x->timer, BURST_MS);
}

// Said when it begins; the tree goes on showing it.
static void set_problem(Explorer *x, Entry *e, const char *problem)
{
    if (problem && !e->problem)
        message_say(x->ws, MESSAGE_WARNING, "%s", problem);
    free(e->problem);
    e->problem = problem ? xstrdup(problem) : NULL;
}

static void list_done(void *arg, bool cancelled)
{
    ListJob *j = arg;
    Entry *e = cancelled ? NULL : entry_at(j->tree, j->rel);
    if (e && e->listing) {
        e->listing = false;
        e->listed = true;
        set_problem(j->tree, e, j->ok ? NULL : err_text(&j->err));
        merge(j->tree, e, j);
    }
    VEC_EACH (Found, f, &j->found)
        free(f->name);
    vec_deinit(&j->found);
    err_deinit(&j->err);
    free(j->root);
    free(j->rel);
    free(j);
}

void explorer_list(Explorer *x, Entry *e)
{
    if (x->settling)
        return;
    if (!x->timer)
        x->timer = loop_timer_new(x->ws->loop, on_burst_end, x);
    ListJob *j = NEW(ListJob);
    char *path = entry_path(e);
    const char *rel = path_within(x->ws->root, path);
    *j = (ListJob){.tree = x, .root = xstrdup(x->ws->root), .rel = xstrdup(rel ? rel : "")};
    e->stale = false;
    e->listing = true;
    // watch first, so that nothing is missed between reading and watching
    if (!e->watch)
        e->watch = loop_watch_new(x->ws->loop, path, on_watch, e, NULL);
    free(path);
    loop_job_new(x->ws->loop, list_work, list_done, j);
}
