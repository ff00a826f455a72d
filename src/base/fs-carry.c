// Copies that appear under their name only when they are whole, also between file systems.
#include "base/fs-inner.h"
#include "base/fs-tree.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>

// A hidden name beside `to`, so that half a copy is never taken for a whole one.
static char *part_name(const char *to)
{
    static _Atomic unsigned number;
    AUTO(free) char *dir = str_dup(path_dir(str_c(to)));
    return xasprintf("%s/.codelab-part-%d-%u", dir, (int)getpid(), number++);
}

bool fs_copy_whole(const char *from, const char *to, const FsWatch *watch, Err *err)
{
    AUTO(free) char *part = part_name(to);
    if (!fs_copy_tree(from, part, watch, err))
        return false;
    if (fs_move(part, to, err))
        return true;
    (void)fs_remove_tree(part, NULL); // the sentence tells why it was not wanted
    return false;
}

// From one file system to another: whole and on the disk there before the old one goes.
static bool carry_over(const char *from, const char *to, const FsWatch *watch, Err *err)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(to)));
    if (!fs_copy_whole(from, to, watch, err))
        return false;
    if (!fs_sync_tree(dir, err)) {
        (void)fs_remove_tree(to, NULL); // the old one is still there
        return false;
    }
    return fs_remove_tree(from, err) ||
           err_wrap(err, "a whole copy is at '%s', but not all of the old one could be removed",
                    to);
}

bool fs_carry(const char *from, const char *to, const FsWatch *watch, Err *err)
{
    AUTO(err) Err why = {0};
    if (fs_move(from, to, &why))
        return true;
    if (why.code == EXDEV)
        return carry_over(from, to, watch, err);
    err_set(err, "%s", err_text(&why));
    if (err)
        err->code = why.code;
    return false;
}

static bool count_dir(const char *path, const atomic_bool *cancel, FsCount *out)
{
    FsList list = {0};
    if (!fs_list(path, &list, NULL))
        return false; // what cannot be read counts as nothing
    VEC_EACH (FsEntry, e, &list) {
        AUTO(free) char *below = xasprintf("%s/%s", path, e->name);
        fs_count_tree(below, cancel, out);
    }
    fs_list_deinit(&list);
    return true;
}

void fs_count_tree(const char *path, const atomic_bool *cancel, FsCount *out)
{
    FsStat st;
    if ((cancel && *cancel) || !fs_lstat(path, &st, NULL))
        return;
    if (S_ISDIR(st.mode)) {
        out->folders++;
        count_dir(path, cancel, out);
    } else {
        out->files++;
        out->nbytes += S_ISREG(st.mode) ? st.nbytes : 0;
    }
}
