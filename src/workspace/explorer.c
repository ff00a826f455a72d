#include "workspace/explorer.h"
#include "workspace/explorer-inner.h"
#include "base/path.h"
#include "loop/loop.h"

Explorer *explorer_new(Workspace *ws)
{
    Explorer *x = NEW(Explorer);
    x->ws = ws;
    x->root = NEW(Entry);
    *x->root = (Entry){.name = xstrdup(""), .is_dir = true, .open = true, .stale = true, .tree = x};
    x->rows_stale = true;
    return x;
}

void entry_free(Entry *e)
{
    VEC_EACH (Entry *, k, &e->kids)
        entry_free(*k);
    vec_deinit(&e->kids);
    if (e->tree->selected_entry == e)
        e->tree->selected_entry = NULL;
    if (e->watch)
        loop_watch_free(e->watch);
    free(e->name);
    free(e->problem);
    free(e);
}

void explorer_free(Explorer *x)
{
    if (!x)
        return;
    entry_free(x->root);
    if (x->timer)
        loop_timer_free(x->timer);
    vec_deinit(&x->rows);
    free(x->reveal);
    free(x);
}

static void add_rows(Explorer *x, Entry *e)
{
    VEC_EACH (Entry *, k, &e->kids) {
        if ((*k)->ignored && x->ws->options.exclude_ignored)
            continue;
        vec_push(&x->rows, *k);
        if ((*k)->is_dir && (*k)->open)
            add_rows(x, *k);
    }
}

// Rows are made when somebody looks, once after a change.
static void make_rows(Explorer *x)
{
    if (!x->rows_stale)
        return;
    Entry *kept = x->selected < x->rows.n ? x->selected_entry : NULL;
    vec_clear(&x->rows);
    add_rows(x, x->root);
    x->rows_stale = false;
    for (size_t i = 0; i < x->rows.n; i++)
        if (x->rows.p[i] == kept)
            x->selected = i;
    explorer_select(x, x->selected);
}

size_t explorer_count(const Explorer *x)
{
    make_rows((Explorer *)x);
    return x->rows.n;
}

Entry *explorer_row(const Explorer *x, size_t i)
{
    make_rows((Explorer *)x);
    BUG_ON(i >= x->rows.n);
    return x->rows.p[i];
}

size_t explorer_selected(const Explorer *x)
{
    make_rows((Explorer *)x);
    return x->selected;
}

void explorer_select(Explorer *x, size_t i)
{
    make_rows(x);
    x->selected = x->rows.n ? MIN(i, x->rows.n - 1) : 0;
    x->selected_entry = x->rows.n ? x->rows.p[x->selected] : NULL;
}

int entry_depth(const Entry *e)
{
    int depth = -1;
    for (const Entry *p = e->parent; p; p = p->parent)
        depth++;
    return depth;
}

char *entry_path(const Entry *e)
{
    if (!e->parent)
        return xstrdup(e->tree->ws->root);
    char *dir = entry_path(e->parent);
    char *path = path_join(dir, e->name);
    free(dir);
    return path;
}

void explorer_set_open(Explorer *x, Entry *e, bool open)
{
    e->open = open;
    e->stale = e->stale || (open && !e->watch);
    if (!open && e->watch) {
        loop_watch_free(e->watch);
        e->watch = NULL;
    }
    x->rows_stale = true;
}

static void mark_stale(Entry *e)
{
    e->stale = true;
    VEC_EACH (Entry *, k, &e->kids)
        if ((*k)->is_dir && (*k)->open)
            mark_stale(*k);
}

void explorer_refresh(Explorer *x)
{
    mark_stale(x->root);
}

void explorer_reveal(Explorer *x, const char *path)
{
    const char *rel = path_within(x->ws->root, path);
    free(x->reveal);
    x->reveal = rel && *rel ? xstrdup(rel) : NULL;
}

static Entry *kid_named(const Entry *e, Str name)
{
    VEC_EACH (Entry *, k, &e->kids)
        if (str_eq_c(name, (*k)->name))
            return *k;
    return NULL;
}

// Go down as far as is listed; what is not yet gets opened and waits for the next settle.
static void settle_reveal(Explorer *x)
{
    Str rest = str_c(x->reveal), part;
    Entry *e = x->root;
    while (str_split(&rest, '/', &part)) {
        Entry *k = kid_named(e, part);
        if (!k && (e->stale || e->listing))
            return; // soon
        if (!k)
            break;
        e = k;
        if (rest.p && e->is_dir && !e->open)
            explorer_set_open(x, e, true);
    }
    if (!rest.p && e != x->root) {
        make_rows(x);
        for (size_t i = 0; i < x->rows.n; i++)
            if (x->rows.p[i] == e)
                explorer_select(x, i);
    }
    free(steal(&x->reveal));
}

static void settle_folder(Explorer *x, Entry *e)
{
    if (e->stale && !e->listing)
        explorer_list(x, e);
    VEC_EACH (Entry *, k, &e->kids)
        if ((*k)->is_dir && (*k)->open)
            settle_folder(x, *k);
}

void explorer_settle(Explorer *x)
{
    bool wanted = (x->ws->layout.side_bar && x->ws->layout.side == SIDE_EXPLORER) || x->reveal;
    if (x->reveal)
        settle_reveal(x); // first: what it unfolds is read at once
    if (wanted)
        settle_folder(x, x->root);
}
