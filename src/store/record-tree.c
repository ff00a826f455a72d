#include "store/inner.h"
#include "base/fs-tree.h"
#include "base/path.h"

#include <sys/stat.h>

enum { FILES_MAX = 1000, BYTES_MAX = 64 << 20 };

typedef struct {
    Store *s;
    int64_t project;
    const TreeVersions *what;
    uint64_t nbytes;
    size_t nfiles;
} Walk;

static bool is_enough(const Walk *w)
{
    return w->nfiles >= FILES_MAX || w->nbytes >= BYTES_MAX;
}

static void take_file(Walk *w, const char *path, const char *rel, const FsStat *st)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    uint64_t max = w->what->max_bytes ? w->what->max_bytes : STORE_MAX_FILE_BYTES;
    if (!S_ISREG(st->mode) || st->nbytes > max || w->nbytes + st->nbytes > BYTES_MAX)
        return;
    w->nbytes += st->nbytes;
    w->nfiles++;
    if (fs_read(path, max, &bytes, NULL)) // best effort: it lies where it came from
        (void)store_save_version(w->s, w->project, str_c(rel), buf_str(&bytes), st->mode,
                                 w->what->cause, NULL, NULL);
}

static void take(Walk *w, const char *path, const char *rel)
{
    FsStat st;
    FsList list = {0};
    if (is_enough(w) || !fs_lstat(path, &st, NULL))
        return;
    if (!S_ISDIR(st.mode)) {
        take_file(w, path, rel, &st);
        return;
    }
    if (!fs_list(path, &list, NULL))
        return;
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *below = path_join(path, e->name), *name = path_join(rel, e->name);
        take(w, below, name);
    }
    fs_list_deinit(&list);
}

void store_tree_versions(Store *s, int64_t project, const TreeVersions *what)
{
    Walk w = {.s = s, .project = project, .what = what};
    take(&w, what->from, what->path);
}
