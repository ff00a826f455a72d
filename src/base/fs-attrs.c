#include "base/fs-inner.h"
#include "base/mem.h"

#include <errno.h>
#include <sys/xattr.h>

// Names come one after the other, each with its NUL.  0 or -errno.
static int list_names(const char *path, int fd, Buf *out)
{
    for (;;) {
        ssize_t n = path ? listxattr(path, NULL, 0) : flistxattr(fd, NULL, 0);
        if (n > 0) {
            char *at = buf_reserve(out, (size_t)n);
            n = path ? listxattr(path, at, (size_t)n) : flistxattr(fd, at, (size_t)n);
        }
        if (n < 0 && errno == ERANGE) // grown meanwhile
            continue;
        if (n < 0)
            return -errno;
        out->n = (size_t)n;
        return 0;
    }
}

static int get_value(const char *path, const char *name, Buf *out)
{
    for (;;) {
        ssize_t n = getxattr(path, name, NULL, 0);
        if (n > 0)
            n = getxattr(path, name, buf_reserve(out, (size_t)n), (size_t)n);
        if (n < 0 && errno == ERANGE)
            continue;
        if (n < 0)
            return -errno;
        out->n = (size_t)n;
        return 0;
    }
}

static bool next_name(Str *names, const char **name)
{
    Str part;
    if (names->n == 0 || !str_split(names, '\0', &part))
        return false;
    *name = part.p;
    return true;
}

static bool has_name(Str names, const char *wanted)
{
    for (const char *name; next_name(&names, &name);)
        if (strcmp(name, wanted) == 0)
            return true;
    return false;
}

static bool copy_value(int fd, const char *path, const char *name)
{
    AUTO(buf) Buf value = BUF_INIT;
    if (get_value(path, name, &value) != 0)
        return false;
    return fsetxattr(fd, name, buf_c(&value), value.n, 0) == 0;
}

static bool copy_xattrs(int fd, const char *path)
{
    AUTO(buf) Buf theirs = BUF_INIT;
    AUTO(buf) Buf ours = BUF_INIT;
    int failed = list_names(path, -1, &theirs);
    if (failed)
        return failed == -ENOTSUP;
    if (list_names(NULL, fd, &ours) != 0)
        return false;
    const char *name;
    for (Str names = buf_str(&theirs); next_name(&names, &name);)
        if (!copy_value(fd, path, name))
            return false;
    // what the folder gave the new file (a default ACL) but the old one does not have
    for (Str names = buf_str(&ours); next_name(&names, &name);)
        if (!has_name(buf_str(&theirs), name) && fremovexattr(fd, name) != 0)
            return false;
    return true;
}

bool fs_attrs_copy(int fd, const char *target, const struct stat *existing)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return false;
    bool ours = st.st_uid == existing->st_uid && st.st_gid == existing->st_gid;
    if (!ours && fchown(fd, existing->st_uid, existing->st_gid) != 0)
        return false;
    // the mode comes last: a change of owner clears bits of it, an ACL rewrites the group's
    return copy_xattrs(fd, target) && fchmod(fd, existing->st_mode & 07777) == 0;
}
