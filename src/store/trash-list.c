// What is in the trash, and what of it is old.
#include "store/inner.h"
#include "base/path.h"

#include <errno.h>
#include <sys/stat.h>

enum { PATH_BYTES = 1 << 16, LEFT_MS = 86400000 };

static bool read_item(const char *dir, const char *id, TrashItem *out)
{
    AUTO(buf) Buf path = BUF_INIT;
    AUTO(free) char *info = xasprintf("%s/%s/info", dir, id);
    AUTO(free) char *item = xasprintf("%s/%s/item", dir, id);
    FsStat st;
    if (!fs_read(info, PATH_BYTES, &path, NULL) || buf_c(&path)[0] != '/' ||
        !fs_lstat(item, &st, NULL))
        return false;
    *out = (TrashItem){.id = xstrdup(id),
                       .path = buf_take(&path),
                       .time_ms = strtoll(id, NULL, 16),
                       .is_dir = S_ISDIR(st.mode)};
    return true;
}

static int newest_first(const void *a, const void *b)
{
    return -strcmp(((const TrashItem *)a)->id, ((const TrashItem *)b)->id);
}

// Folders of the trash; no trash yet, no folders.
static bool list(const char *dir, FsList *out, Err *err)
{
    AUTO(err) Err why = {0};
    if (fs_list(dir, out, &why) || why.code == ENOENT)
        return true;
    return err_set(err, "%s", err_text(&why));
}

bool trash_list(TrashItems *out, Err *err)
{
    FsList ids = {0};
    AUTO(free) char *dir = trash_dir(err);
    if (!dir || !list(dir, &ids, err))
        return false;
    VEC_EACH (FsEntry, e, &ids) {
        TrashItem item;
        if (read_item(dir, e->name, &item))
            vec_push(out, item);
    }
    fs_list_deinit(&ids);
    if (out->n)
        qsort(out->p, out->n, sizeof *out->p, newest_first);
    return true;
}

void trash_items_deinit(TrashItems *items)
{
    VEC_EACH (TrashItem, t, items) {
        free(t->id);
        free(t->path);
    }
    vec_deinit(items);
}

static bool remove_one(const char *dir, const char *id, Err *err)
{
    AUTO(free) char *path = path_join(dir, id);
    return fs_remove_tree(path, err);
}

// Old enough to go?  What lacks a part may be on its way in or out: then it is young.
static bool is_due(const char *dir, const char *id, int64_t before_ms, bool *whole)
{
    TrashItem item;
    *whole = read_item(dir, id, &item);
    if (*whole) {
        free(item.id);
        free(item.path);
    }
    return strtoll(id, NULL, 16) < (*whole ? before_ms : before_ms - LEFT_MS);
}

bool trash_empty(int64_t before_ms, size_t *n, Err *err)
{
    FsList ids = {0};
    size_t removed = 0;
    AUTO(free) char *dir = trash_dir(err);
    bool whole, ok = dir && list(dir, &ids, err);
    VEC_EACH (FsEntry, e, &ids) {
        if (!is_due(dir, e->name, before_ms, &whole))
            continue;
        bool gone = remove_one(dir, e->name, ok ? err : NULL);
        removed += gone && whole;
        ok = ok && gone;
    }
    fs_list_deinit(&ids);
    if (n)
        *n = removed;
    return ok;
}
