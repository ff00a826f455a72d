// The nodes of the tree: folders that were unfolded.
#include "workspace/explorer-inner.h"
#include "base/path.h"
#include "loop/loop.h"

Folder *folder_new(Explorer *x, Folder *up, size_t at)
{
    Folder *f = NEW(Folder);
    *f = (Folder){.name = xstrdup(up ? list_name(up->list, at) : ""),
                  .up = up,
                  .tree = x,
                  .id = ++x->last_id,
                  .at = at,
                  .ignored = up && (up->ignored || up->list->items.p[at].flags & LIST_IGNORED)};
    return f;
}

void folder_unwatch(Folder *f)
{
    Explorer *x = f->tree;
    x->nwatches -= (f->watch != NULL) + f->shared.n;
    if (f->watch)
        loop_watch_free(steal(&f->watch));
    if (f->begins) { // nothing will read it
        f->begins = f->listing = false;
        f->stale = true;
        x->nreading--;
    }
    VEC_EACH (struct LoopWatch *, w, &f->shared)
        loop_watch_free(*w);
    vec_clear(&f->shared);
}

void folder_free(Folder *f)
{
    Explorer *x = f->tree;
    VEC_EACH (Folder *, k, &f->kids)
        folder_free(*k);
    vec_deinit(&f->kids);
    if (x->selected.folder == f)
        x->selected = f->up ? (Spot){f->up, f->at} : (Spot){0};
    if (x->edit.at.folder == f)
        x->edit.kind = EDIT_NONE;
    folder_unwatch(f);
    vec_deinit(&f->shared);
    folder_list_free(f->list);
    free(f->name);
    free(f->problem);
    free(f);
}

// Index of the first node at or behind entry `at`.
static size_t kid_index(const Folder *f, size_t at)
{
    size_t low = 0, high = f->kids.n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (f->kids.p[mid]->at < at)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

Folder *folder_find_kid(const Folder *f, size_t at)
{
    size_t k = kid_index(f, at);
    return k < f->kids.n && f->kids.p[k]->at == at ? f->kids.p[k] : NULL;
}

Folder *folder_kid(Folder *f, size_t at)
{
    Folder *kid = folder_find_kid(f, at);
    if (kid)
        return kid;
    kid = folder_new(f->tree, f, at);
    vec_insert(&f->kids, kid_index(f, at), kid);
    return kid;
}

void folder_count(Folder *f)
{
    for (; f; f = f->up) {
        f->rows = f->list ? f->list->items.n : 0;
        VEC_EACH (Folder *, k, &f->kids)
            f->rows += (*k)->open ? (*k)->rows : 0;
    }
}

char *folder_path(const Folder *f)
{
    if (!f->up)
        return xstrdup(f->tree->ws->root);
    AUTO(free) char *dir = folder_path(f->up);
    return path_join(dir, f->name);
}

char *spot_path(Spot s)
{
    AUTO(free) char *dir = folder_path(s.folder);
    return path_join(dir, list_name(s.folder->list, s.at));
}

static int by_at(const void *a, const void *b)
{
    const Folder *x = *(Folder *const *)a, *y = *(Folder *const *)b;
    return x->at < y->at ? -1 : x->at > y->at;
}

static Str first_part(const char *name)
{
    Str rest = str_c(name), part = STR_NULL;
    str_split(&rest, '/', &part);
    return part;
}

// A folder that begins, or ends, to share its row stays unfolded; what it holds is read anew.
static void follow_shared(Folder *f, const FolderList *l, Folder *k)
{
    Explorer *x = f->tree;
    Str part = first_part(k->name);
    size_t at = 0;
    while (at < l->items.n &&
           !(l->items.p[at].flags & LIST_DIR && str_eq(part, first_part(list_name(l, at)))))
        at++;
    if (at == l->items.n)
        return;
    VEC_EACH (Folder *, other, &f->kids)
        if ((*other)->at == at)
            return;
    if (x->edit.at.folder == k)
        x->edit.kind = EDIT_NONE;
    VEC_EACH (Folder *, below, &k->kids)
        folder_free(*below);
    vec_clear(&k->kids);
    if (x->selected.folder == k)
        x->selected = (Spot){f, k->was};
    folder_unwatch(k);
    folder_list_free(steal(&k->list));
    free(k->name);
    k->name = xstrdup(list_name(l, at));
    k->at = at;
    k->rows = 0;
    k->listing = false;
    k->id = ++x->last_id; // a job under way reads another folder
    k->stale = true;
}

// Where the kids stand in the new list, in one pass over it; those that are gone go.
static void place_kids(Folder *f, const FolderList *l)
{
    Map by_name = {0};
    VEC_EACH (Folder *, k, &f->kids) {
        map_set(&by_name, str_c((*k)->name), *k);
        (*k)->was = (*k)->at;
        (*k)->at = SIZE_MAX;
    }
    for (size_t i = 0; f->kids.n && i < l->items.n; i++) {
        const ListItem *item = &l->items.p[i];
        Folder *k = item->flags & LIST_DIR ? map_find(&by_name, str_c(list_name(l, i))) : NULL;
        if (!k)
            continue;
        k->at = i;
        k->ignored = f->ignored || item->flags & LIST_IGNORED;
    }
    map_deinit(&by_name);
    VEC_EACH (Folder *, k, &f->kids)
        if ((*k)->at == SIZE_MAX && (l->nshared || strchr((*k)->name, '/')))
            follow_shared(f, l, *k);
    for (size_t k = f->kids.n; k-- > 0;)
        if (f->kids.p[k]->at == SIZE_MAX) {
            f->kids.p[k]->at = f->kids.p[k]->was; // where the selection goes
            folder_free(f->kids.p[k]);
            vec_remove(&f->kids, k, 1);
        }
    if (f->kids.n)
        qsort(f->kids.p, f->kids.n, sizeof *f->kids.p, by_at);
}

// The entry of the same name, else the one that is in its place now.
static size_t same_entry(const FolderList *old, const FolderList *l, size_t at)
{
    size_t n = l->items.n;
    if (!old || at >= old->items.n)
        return 0;
    const char *name = list_name(old, at);
    if (at < n && strcmp(list_name(l, at), name) == 0)
        return at;
    size_t i = folder_list_find(l, name);
    return i < SIZE_MAX ? i : n ? MIN(at, n - 1) : 0;
}

void folder_take_list(Folder *f, FolderList *l)
{
    Explorer *x = f->tree;
    FolderList *old = f->list;
    // a kid that goes hands the selection to its old place: find that first
    place_kids(f, l);
    if (x->selected.folder == f)
        x->selected.at = same_entry(old, l, x->selected.at);
    if (x->edit.kind == EDIT_RENAME && x->edit.at.folder == f) {
        const char *name = list_name(old, x->edit.at.at);
        x->edit.at.at = folder_list_find(l, name);
        if (x->edit.at.at == SIZE_MAX)
            x->edit.kind = EDIT_NONE;
    }
    f->list = l;
    folder_list_free(old);
    folder_count(f);
    if (l->items.n == 0 && x->selected.folder == f)
        x->selected = f->up ? (Spot){f->up, f->at} : (Spot){0};
}

// Entry `at` is called `name` until the folder is read again, which sorts it in.
static void rename_entry(Folder *f, size_t at, Str name)
{
    FolderList *l = f->list;
    Folder *kid = folder_find_kid(f, at);
    l->items.p[at].name = (uint32_t)l->text.n;
    buf_add(&l->text, name);
    buf_add_byte(&l->text, '\0');
    if (kid) {
        free(kid->name);
        kid->name = str_dup(name);
    }
}

static void remove_entry(Folder *f, size_t at)
{
    Explorer *x = f->tree;
    for (size_t k = f->kids.n; k-- > 0;) {
        if (f->kids.p[k]->at == at) {
            folder_free(f->kids.p[k]);
            vec_remove(&f->kids, k, 1);
        } else if (f->kids.p[k]->at > at) {
            f->kids.p[k]->at--;
        }
    }
    vec_remove(&f->list->items, at, 1);
    size_t n = f->list->items.n;
    if (x->edit.kind != EDIT_NONE && x->edit.at.folder == f)
        x->edit.kind = EDIT_NONE;
    if (x->selected.folder == f && (x->selected.at > at || x->selected.at == n))
        x->selected.at -= x->selected.at > 0;
    if (x->selected.folder == f && n == 0)
        x->selected = f->up ? (Spot){f->up, f->at} : (Spot){0};
    folder_count(f);
}

// The entry of a path below f, which is `rel` from there; folder NULL: no row shows it.
static Spot find_entry(Folder *f, const char *rel)
{
    while (f && f->list) {
        size_t at = folder_list_find(f->list, rel);
        if (at < SIZE_MAX)
            return (Spot){f, at};
        Folder *next = NULL;
        VEC_EACH (Folder *, k, &f->kids) {
            const char *rest = path_within((*k)->name, rel);
            if (rest && *rest) {
                next = *k;
                rel = rest;
                break;
            }
        }
        f = next;
    }
    return (Spot){0};
}

static void moved_in(Folder *top, const char *root, const char *from, const char *to)
{
    const char *rel = path_within(root, from);
    Spot s = rel && *rel && top ? find_entry(top, rel) : (Spot){0};
    if (!s.folder)
        return;
    Str name = str_c(list_name(s.folder->list, s.at));
    bool beside = to && str_eq(path_dir(str_c(from)), path_dir(str_c(to)));
    if (beside && str_find_byte(name, '/') < 0) {
        AUTO(free) char *base = str_dup(path_base(str_c(to)));
        rename_entry(s.folder, s.at, str_c(base));
    } else {
        remove_entry(s.folder, s.at);
    }
}

void explorer_moved(Explorer *x, const char *from, const char *to)
{
    moved_in(x->root, x->ws->root, from, to);
    moved_in(x->found, x->ws->root, from, to);
    if (explorer_is_marked(x, from))
        explorer_mark(x, from, false);
}
