// Reading a folder: a worker lists, sorts and asks .gitignore; the tree takes the list as it is.
#include "workspace/explorer-inner.h"
#include "base/fs-tree.h"
#include "base/glob.h"
#include "base/ignore.h"
#include "base/path.h"

#include <ctype.h>

enum {
    SHARED_MAX = 16, // folders in one row
    PEEKS_MAX = 256, // folders that are looked into for it, in one list
};

typedef struct {
    char *name;   // owned
    char *target; // owned; of a link
    unsigned flags;
    int64_t mtime_ns;
} Found;
typedef Vec(Found) FoundList;

typedef struct {
    const char *root, *rel;
    const ListRules *rules;
    Ignore *ignore;
} Reader;

void folder_list_free(FolderList *l)
{
    if (!l)
        return;
    buf_deinit(&l->text);
    vec_deinit(&l->items);
    free(l);
}

void folder_list_add(FolderList *l, Str name, const char *target, unsigned flags)
{
    ListItem item = {.flags = (uint8_t)flags};
    if (!l->text.n)
        buf_add_byte(&l->text, '\0'); // offset 0 stands for no target
    item.name = (uint32_t)l->text.n;
    buf_add(&l->text, name);
    buf_add_byte(&l->text, '\0');
    if (target) {
        item.target = (uint32_t)l->text.n;
        buf_add(&l->text, str_n(target, strlen(target) + 1));
    }
    vec_push(&l->items, item);
}

size_t folder_list_find(const FolderList *l, const char *name)
{
    for (size_t i = 0; i < l->items.n; i++)
        if (strcmp(list_name(l, i), name) == 0)
            return i;
    return SIZE_MAX;
}

ListRules list_rules(const Workspace *ws)
{
    const Options *o = &ws->options;
    ListRules r = {.sort = (ExplorerSort)o->explorer_sort,
                   .hide_ignored = o->exclude_ignored,
                   .compact = o->compact_folders};
    r.exclude = NEW_ARRAY(char *, o->files_exclude.n + 1);
    for (size_t i = 0; i < o->files_exclude.n; i++)
        r.exclude[i] = xstrdup(o->files_exclude.p[i]);
    return r;
}

void list_rules_deinit(ListRules *r)
{
    for (size_t i = 0; r->exclude && r->exclude[i]; i++)
        free(r->exclude[i]);
    free(r->exclude);
}

// As people count: digits by their value, capitals beside small letters.
static int natural(const char *a, const char *b)
{
    while (*a && *b) {
        const unsigned char x = (unsigned char)*a, y = (unsigned char)*b;
        if (isdigit(x) && isdigit(y)) {
            size_t zeros_a = strspn(a, "0"), zeros_b = strspn(b, "0");
            size_t n = strspn(a + zeros_a, "0123456789"), m = strspn(b + zeros_b, "0123456789");
            int c = n != m ? (n < m ? -1 : 1) : memcmp(a + zeros_a, b + zeros_b, n);
            if (c)
                return c;
            a += zeros_a + n;
            b += zeros_b + m;
        } else {
            if (tolower(x) != tolower(y))
                return tolower(x) - tolower(y);
            a++;
            b++;
        }
    }
    return (unsigned char)*a - (unsigned char)*b;
}

static int by_name(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    int c = natural(x->name, y->name);
    return c ? c : strcmp(x->name, y->name);
}

static int folders_first(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    int c = (int)(y->flags & LIST_DIR) - (int)(x->flags & LIST_DIR);
    return c ? c : by_name(a, b);
}

static int files_first(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    int c = (int)(x->flags & LIST_DIR) - (int)(y->flags & LIST_DIR);
    return c ? c : by_name(a, b);
}

static int by_type(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    int c = (int)(y->flags & LIST_DIR) - (int)(x->flags & LIST_DIR);
    if (!c && !(x->flags & LIST_DIR))
        c = str_cmp(path_ext(str_c(x->name)), path_ext(str_c(y->name)));
    return c ? c : by_name(a, b);
}

static int by_time(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    int c = (int)(y->flags & LIST_DIR) - (int)(x->flags & LIST_DIR);
    if (!c && x->mtime_ns != y->mtime_ns)
        c = x->mtime_ns > y->mtime_ns ? -1 : 1;
    return c ? c : by_name(a, b);
}

static bool is_excluded(const ListRules *r, const char *path)
{
    for (char *const *p = r->exclude; p && *p; p++)
        if (glob_match(str_c(*p), str_c(path), GLOB_VSCODE))
            return true;
    return false;
}

// What an entry is; false if it is not shown.  `path` is relative to the root.
static bool look(const Reader *r, const FsEntry *e, const char *path, unsigned *flags)
{
    bool ignored = ignore_match(r->ignore, path, e->is_dir && !e->is_link);
    if (is_excluded(r->rules, path) || (ignored && r->rules->hide_ignored))
        return false;
    *flags =
        (e->is_dir ? LIST_DIR : 0) | (e->is_link ? LIST_LINK : 0) | (ignored ? LIST_IGNORED : 0);
    return true;
}

// Name of the one folder that a folder holds and nothing else that is shown; NULL if it is not so.
static char *only_folder(const Reader *r, const char *path, unsigned *flags)
{
    FsList list = {0};
    size_t shown = 0;
    char *name = NULL;
    AUTO(free) char *full = path_join(r->root, path);
    if (!fs_list(full, &list, NULL))
        return NULL;
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *below = path_join(path, e->name);
        unsigned f;
        if (shown > 1 || !look(r, e, below, &f))
            continue;
        shown++;
        if ((f & (LIST_DIR | LIST_LINK)) == LIST_DIR) {
            free(name);
            name = xstrdup(e->name);
            *flags = f;
        }
    }
    fs_list_deinit(&list);
    return shown == 1 ? name : (free(name), NULL);
}

// "a" -> "a/b/c" where b and c are alone.
static void share_row(const Reader *r, Found *f)
{
    for (int i = 1; i < SHARED_MAX; i++) {
        unsigned flags = 0;
        AUTO(free) char *path = path_join(r->rel, f->name);
        AUTO(free) char *below = only_folder(r, path, &flags);
        if (!below)
            return;
        char *name = path_join(f->name, below);
        free(f->name);
        f->name = name;
        f->flags |= flags & LIST_IGNORED;
    }
}

static void look_at_link(const char *path, Found *f)
{
    AUTO(buf) Buf target = BUF_INIT;
    if (fs_link_read(path, &target, NULL))
        f->target = buf_take(&target);
    if (!(f->flags & LIST_DIR) && !fs_exists(path))
        f->flags |= LIST_BROKEN;
}

static void add_found(const Reader *r, FsEntry *e, FoundList *out)
{
    Found f = {0};
    FsStat st;
    AUTO(free) char *rel = path_join(r->rel, e->name);
    if (!look(r, e, rel, &f.flags))
        return;
    AUTO(free) char *path = path_join(r->root, rel);
    f.name = steal(&e->name);
    if (f.flags & LIST_LINK)
        look_at_link(path, &f);
    if (r->rules->sort == SORT_MODIFIED && fs_lstat(path, &st, NULL))
        f.mtime_ns = st.mtime_ns;
    vec_push(out, f);
}

static void sort(FoundList *all, ExplorerSort order)
{
    static int (*const orders[])(const void *, const void *) = {
        [SORT_DEFAULT] = folders_first, [SORT_MIXED] = by_name,    [SORT_FILES_FIRST] = files_first,
        [SORT_TYPE] = by_type,          [SORT_MODIFIED] = by_time,
    };
    if (all->n)
        qsort(all->p, all->n, sizeof *all->p, orders[order]);
}

static FolderList *pack(const Reader *r, FoundList *all)
{
    FolderList *l = NEW(FolderList);
    int peeks = 0;
    sort(all, r->rules->sort);
    VEC_EACH (Found, f, all) {
        bool plain = (f->flags & (LIST_DIR | LIST_LINK)) == LIST_DIR;
        if (r->rules->compact && plain && peeks++ < PEEKS_MAX)
            share_row(r, f);
        l->nshared += strchr(f->name, '/') != NULL;
        folder_list_add(l, str_c(f->name), f->target, f->flags);
        free(f->name);
        free(f->target);
    }
    vec_deinit(all);
    return l;
}

FolderList *folder_list_read(const char *root, const char *rel, const ListRules *rules,
                             const atomic_bool *cancelled, Err *err)
{
    FsList list = {0};
    FoundList all = {0};
    Reader r = {root, rel, rules, NULL};
    AUTO(free) char *dir = path_join(root, rel);
    if (!fs_list(*rel ? dir : root, &list, err))
        return NULL;
    r.ignore = ignore_new(root);
    VEC_EACH (FsEntry, e, &list)
        if (!*cancelled)
            add_found(&r, e, &all);
    fs_list_deinit(&list);
    FolderList *l = pack(&r, &all);
    ignore_free(r.ignore);
    return l;
}
