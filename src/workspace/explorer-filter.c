// The filter: one walk over the project makes an index, each query runs over it; both on a worker.
#include "workspace/explorer-inner.h"
#include "base/ignore.h"
#include "base/path.h"
#include "loop/loop.h"

#include <ctype.h>

enum { INDEXED_MAX = 1 << 20, FOUND_MAX = 2000 };

typedef struct {
    size_t off; // of the path in `text`, which a NUL ends
    unsigned flags;
} Indexed;

/* All paths below the root in the order of the tree. */
typedef struct FilterIndex {
    Buf text;
    Vec(Indexed) all;
} FilterIndex;

typedef struct {
    Explorer *tree;     // main thread only
    char *root, *query; // owned
    ListRules rules;
    FilterIndex *index; // owned; made by the job if NULL
    Vec(Indexed) found;
} FilterJob;

static void index_free(FilterIndex *ix)
{
    if (!ix)
        return;
    buf_deinit(&ix->text);
    vec_deinit(&ix->all);
    free(ix);
}

static void index_folder(FilterJob *j, const char *rel, const atomic_bool *cancelled)
{
    FilterIndex *ix = j->index;
    FolderList *l = folder_list_read(j->root, rel, &j->rules, cancelled, NULL);
    for (size_t i = 0; l && i < l->items.n && ix->all.n < INDEXED_MAX && !*cancelled; i++) {
        unsigned flags = l->items.p[i].flags;
        AUTO(free) char *path = path_join(rel, list_name(l, i));
        vec_push(&ix->all, (Indexed){ix->text.n, flags});
        buf_add(&ix->text, str_n(path, strlen(path) + 1));
        // links could lead round in circles; what is ignored is seldom meant
        if ((flags & LIST_DIR) && !(flags & (LIST_LINK | LIST_IGNORED)))
            index_folder(j, path, cancelled);
    }
    folder_list_free(l);
}

// The letters of `word` in this order.
static bool has_letters(const char *text, Str word)
{
    for (size_t i = 0; i < word.n; i++, text++) {
        int want = tolower((unsigned char)word.p[i]);
        while (*text && tolower((unsigned char)*text) != want)
            text++;
        if (!*text)
            return false;
    }
    return true;
}

static bool matches(const char *path, const char *query)
{
    Str rest = str_c(query), word;
    const char *base = path_base(str_c(path)).p;
    while (str_split(&rest, ' ', &word))
        if (!has_letters(str_find_byte(word, '/') >= 0 ? path : base, word))
            return false;
    return true;
}

static void filter_work(void *arg, const atomic_bool *cancelled)
{
    FilterJob *j = arg;
    if (!j->index) {
        j->index = NEW(FilterIndex);
        index_folder(j, "", cancelled);
    }
    VEC_EACH (Indexed, x, &j->index->all) {
        if (*cancelled || j->found.n == FOUND_MAX)
            break;
        if (matches(j->index->text.p + x->off, j->query))
            vec_push(&j->found, *x);
    }
}

// Put a path into the tree of what was found; all folders above it are unfolded.
static Spot add_path(Folder *f, const char *path, unsigned flags)
{
    Str rest = str_c(path), part;
    for (;;) {
        str_split(&rest, '/', &part);
        bool last = !rest.p || rest.n == 0;
        if (!f->list)
            f->list = NEW(FolderList);
        FolderList *l = f->list;
        size_t n = l->items.n;
        if (n == 0 || !str_eq_c(part, list_name(l, n - 1)))
            folder_list_add(l, part, NULL, last ? flags : LIST_DIR);
        size_t at = l->items.n - 1;
        if (last)
            return (Spot){f, at};
        f = folder_kid(f, at);
        f->open = true;
    }
}

static void count_all(Folder *f)
{
    f->rows = f->list ? f->list->items.n : 0;
    VEC_EACH (Folder *, k, &f->kids) {
        count_all(*k);
        f->rows += (*k)->open ? (*k)->rows : 0;
    }
}

static void show_found(Explorer *x, const FilterJob *j)
{
    Spot first = {0};
    if (x->found)
        folder_free(steal(&x->found));
    Folder *top = folder_new(x, NULL, 0);
    top->open = true;
    top->list = NEW(FolderList);
    VEC_EACH (Indexed, f, &j->found) {
        Spot s = add_path(top, j->index->text.p + f->off, f->flags);
        if (!first.folder)
            first = s;
    }
    count_all(top);
    x->found = top;
    x->selected = first;
}

static void filter_done(void *arg, bool cancelled)
{
    FilterJob *j = arg;
    Explorer *x = j->tree;
    x->filter.job = NULL;
    if (!cancelled && x->filter.query.n) {
        show_found(x, j);
        x->filter.index = steal(&j->index);
    }
    index_free(j->index);
    vec_deinit(&j->found);
    list_rules_deinit(&j->rules);
    free(j->root);
    free(j->query);
    free(j);
}

void explorer_filter_settle(Explorer *x)
{
    if (!x->filter.stale || x->filter.job || !x->filter.query.n)
        return;
    FilterJob *j = NEW(FilterJob);
    *j = (FilterJob){.tree = x,
                     .root = xstrdup(x->ws->root),
                     .query = xstrdup(buf_c(&x->filter.query)),
                     .rules = list_rules(x->ws),
                     .index = steal(&x->filter.index)};
    j->rules.compact = false;
    x->filter.stale = false;
    x->filter.job = loop_job_new(x->ws->loop, filter_work, filter_done, j);
}

void explorer_filter_again(Explorer *x)
{
    index_free(steal(&x->filter.index));
    x->filter.stale = x->filter.query.n > 0;
}

static void show_all(Explorer *x)
{
    AUTO(free) char *path = explorer_count(x) ? explorer_path(x, explorer_selected(x)) : NULL;
    index_free(steal(&x->filter.index));
    if (!x->found)
        return;
    folder_free(steal(&x->found));
    x->selected = (Spot){0};
    if (path)
        explorer_reveal(x, path);
}

void explorer_filter(Explorer *x, Str query)
{
    if (str_eq(query, buf_str(&x->filter.query)))
        return;
    buf_clear(&x->filter.query);
    buf_add(&x->filter.query, query);
    x->filter.stale = query.n > 0;
    if (!query.n)
        show_all(x);
}

Str explorer_filter_query(const Explorer *x)
{
    return str_c(buf_c(&x->filter.query));
}

bool explorer_is_filtering(const Explorer *x)
{
    return x->filter.job || (x->filter.stale && x->filter.query.n);
}

void explorer_filter_focus(Explorer *x, bool focus)
{
    x->filter.focus = focus;
}

bool explorer_filter_has_focus(const Explorer *x)
{
    return x->filter.focus;
}

void explorer_cancel(Explorer *x)
{
    x->filter.stale = false;
    if (x->filter.job)
        loop_job_cancel(x->filter.job);
}

bool explorer_has_input(const Explorer *x)
{
    return x->edit.kind != EDIT_NONE || x->filter.focus;
}

void explorer_filter_free(Explorer *x)
{
    index_free(x->filter.index);
    buf_deinit(&x->filter.query);
    if (x->found)
        folder_free(x->found);
}
