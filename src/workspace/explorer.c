// The tree: which rows there are, what is selected, what is unfolded.
#include "workspace/explorer-inner.h"
#include "base/path.h"
#include "loop/loop.h"

Folder *explorer_top(const Explorer *x)
{
    return x->found ? x->found : x->root;
}

Explorer *explorer_new(Workspace *ws)
{
    Explorer *x = NEW(Explorer);
    x->ws = ws;
    x->root = folder_new(x, NULL, 0);
    x->root->open = x->root->stale = true;
    return x;
}

void explorer_free(Explorer *x)
{
    if (!x)
        return;
    explorer_filter_free(x);
    folder_free(x->root);
    if (x->timer)
        loop_timer_free(x->timer);
    map_deinit(&x->marks);
    map_deinit(&x->clip_set);
    paths_deinit(&x->clip);
    buf_deinit(&x->edit.text);
    free(x->reveal);
    free(x->problem);
    free(x);
}

void paths_deinit(Paths *p)
{
    VEC_EACH (char *, x, p)
        free(*x);
    vec_deinit(p);
}

size_t explorer_count(const Explorer *x)
{
    return explorer_top(x)->rows;
}

Spot explorer_spot(const Explorer *x, size_t row)
{
    Folder *f = explorer_top(x);
    BUG_ON(row >= f->rows);
    for (size_t k = 0; k < f->kids.n;) {
        Folder *kid = f->kids.p[k++];
        size_t rows = kid->open ? kid->rows : 0;
        if (row <= kid->at)
            break;
        if (row > kid->at + rows) {
            row -= rows;
            continue;
        }
        row -= kid->at + 1;
        f = kid;
        k = 0;
    }
    return (Spot){f, row};
}

// Rows of unfolded folders above entry `at`.
static size_t rows_before(const Folder *f, size_t at)
{
    size_t n = 0;
    VEC_EACH (Folder *, k, &f->kids)
        if ((*k)->at < at && (*k)->open)
            n += (*k)->rows;
    return n;
}

size_t explorer_row_of(Spot s)
{
    size_t row = s.at + rows_before(s.folder, s.at);
    for (const Folder *f = s.folder; f->up; f = f->up)
        row += f->at + rows_before(f->up, f->at) + 1;
    return row;
}

static int depth_of(const Folder *f)
{
    int depth = 0;
    for (; f->up; f = f->up)
        depth++;
    return depth;
}

ExplorerRow explorer_row(const Explorer *x, size_t i)
{
    Spot s = explorer_spot(x, i);
    const FolderList *l = s.folder->list;
    const ListItem *item = &l->items.p[s.at];
    const Folder *kid = item->flags & LIST_DIR ? folder_find_kid(s.folder, s.at) : NULL;
    AUTO(free) char *path = x->marks.n || x->clip_set.n ? spot_path(s) : NULL;
    return (ExplorerRow){
        .name = list_name(l, s.at),
        .target = item->target ? l->text.p + item->target : NULL,
        .problem = kid ? kid->problem : NULL,
        .depth = depth_of(s.folder),
        .is_dir = item->flags & LIST_DIR,
        .is_link = item->flags & LIST_LINK,
        .broken = item->flags & LIST_BROKEN,
        .ignored = item->flags & LIST_IGNORED || s.folder->ignored,
        .open = kid && kid->open,
        .marked = path && map_has(&x->marks, str_c(path)),
        .cut = path && x->clip_cut && map_has(&x->clip_set, str_c(path)),
    };
}

char *explorer_path(const Explorer *x, size_t i)
{
    return spot_path(explorer_spot(x, i));
}

size_t explorer_above(const Explorer *x, size_t i)
{
    const Folder *f = explorer_spot(x, i).folder;
    return f->up ? explorer_row_of((Spot){f->up, f->at}) : SIZE_MAX;
}

size_t explorer_selected(const Explorer *x)
{
    return x->selected.folder && x->selected.folder->rows ? explorer_row_of(x->selected) : 0;
}

void explorer_select(Explorer *x, size_t i)
{
    size_t n = explorer_count(x);
    x->selected = n ? explorer_spot(x, MIN(i, n - 1)) : (Spot){0};
}

// Does the spot lie below f?
static bool is_below(const Folder *f, Spot s)
{
    for (const Folder *p = s.folder; p; p = p->up)
        if (p == f)
            return true;
    return false;
}

static void set_open(Folder *f, bool open)
{
    Explorer *x = f->tree;
    f->open = open;
    // what was found stays what was found
    f->stale = f->stale || (open && (!f->list || (!f->watch && !x->found)));
    if (!open)
        folder_unwatch(f);
    if (!open && is_below(f, x->selected))
        x->selected = (Spot){f->up, f->at};
    folder_count(f);
}

void explorer_set_open(Explorer *x, size_t i, bool open)
{
    Spot s = explorer_spot(x, i);
    if (s.folder->list->items.p[s.at].flags & LIST_DIR)
        set_open(folder_kid(s.folder, s.at), open);
}

void explorer_collapse(Explorer *x)
{
    Folder *top = explorer_top(x);
    for (size_t i = top->kids.n; i-- > 0;) {
        set_open(top->kids.p[i], false);
        folder_free(top->kids.p[i]);
        vec_remove(&top->kids, i, 1);
    }
    folder_count(top);
}

static void mark_stale(Folder *f)
{
    f->stale = true;
    VEC_EACH (Folder *, k, &f->kids)
        mark_stale(*k);
}

void explorer_refresh(Explorer *x)
{
    free(steal(&x->problem));
    mark_stale(x->root);
    explorer_filter_again(x);
}

// The rest of `rel` behind a row's name, NULL if the row does not lead there.
static const char *rest_behind(const char *name, const char *rel)
{
    const char *rest = path_within(name, rel);
    // a path that ends inside a shared row is that row
    return rest ? rest : path_within(rel, name) ? "" : NULL;
}

// Index of the entry that leads to `rel`, SIZE_MAX without one.
static size_t find_way(const FolderList *l, const char *rel, const char **rest)
{
    for (size_t i = 0; i < l->items.n; i++)
        if ((*rest = rest_behind(list_name(l, i), rel)))
            return i;
    return SIZE_MAX;
}

void explorer_touch(Explorer *x, const char *path)
{
    const char *rel = path_within(x->ws->root, path);
    Folder *f = x->root;
    while (rel && f && f->list) {
        f->stale = true; // a folder above shares rows, perhaps
        size_t at = find_way(f->list, rel, &rel);
        f = at < SIZE_MAX && *rel ? folder_find_kid(f, at) : NULL;
    }
    if (f)
        f->stale = true;
    explorer_filter_again(x);
}

void explorer_reveal(Explorer *x, const char *path)
{
    const char *rel = path_within(x->ws->root, path);
    free(x->reveal);
    x->reveal = rel && *rel ? xstrdup(rel) : NULL;
}

// Go down as far as is listed; what is not yet gets opened and waits for the next settle.
static void settle_reveal(Explorer *x)
{
    const char *rel = x->reveal, *rest;
    Folder *f = x->root;
    for (;;) {
        if (!f->list || f->stale || f->listing)
            return; // soon
        size_t at = find_way(f->list, rel, &rest);
        if (at == SIZE_MAX)
            break; // not shown
        if (!*rest) {
            x->selected = (Spot){f, at};
            break;
        }
        if (!(f->list->items.p[at].flags & LIST_DIR))
            break;
        f = folder_kid(f, at);
        if (!f->open)
            set_open(f, true);
        if (f->problem)
            break;
        rel = rest;
    }
    free(steal(&x->reveal));
}

static void settle_folder(Folder *f)
{
    if (f->stale && !f->listing)
        folder_read(f);
    VEC_EACH (Folder *, k, &f->kids)
        if ((*k)->open)
            settle_folder(*k);
}

void explorer_settle(Explorer *x)
{
    bool wanted = x->ws->layout.side_bar || x->reveal;
    if (x->reveal && !x->found)
        settle_reveal(x); // first: what it unfolds is read at once
    if (wanted)
        settle_folder(x->root);
    if (x->found)
        settle_folder(x->found);
    explorer_filter_settle(x);
}

bool explorer_is_busy(const Explorer *x)
{
    return x->nreading || x->settling || explorer_is_filtering(x);
}
