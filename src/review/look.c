#include "review/inner.h"

#include "base/fs-beneath.h"
#include "base/fs-dir.h"
#include "base/mem.h"

#include <errno.h>
#include <sys/stat.h>

bool review_is_text(Str bytes)
{
    // more would take long to compare, and nobody reads it by hunks
    enum { SAMPLE = 8000, MAX_TEXT = 8 << 20 };
    return bytes.n <= MAX_TEXT && str_find_byte(str_upto(bytes, SAMPLE), '\0') < 0;
}

bool review_same_content(const ReviewSide *a, const ReviewSide *b)
{
    if (a->thing != b->thing)
        return false;
    if (a->thing == REVIEW_FILE)
        return a->has_hash && b->has_hash && memcmp(a->hash, b->hash, sizeof a->hash) == 0;
    return a->thing != REVIEW_LINK || strcmp(a->target, b->target) == 0;
}

bool review_is_untouched(const ReviewSide *was, const ReviewSide *now)
{
    return was->thing == now->thing && was->ino == now->ino && was->nbytes == now->nbytes &&
           was->mtime_ns == now->mtime_ns && was->ctime_ns == now->ctime_ns;
}

static bool failed_look(const char *path, int code, Err *err)
{
    return err_set_errno(err, code, "cannot look at '%s'", path);
}

static bool read_content(int root, const char *path, ReviewSide *out, Buf *bytes, Err *err)
{
    FsStat st;
    AUTO(fd) int fd = fs_beneath_open(root, path, &st);
    if (fd < 0)
        return failed_look(path, -fd, err);
    out->nbytes = (int64_t)st.nbytes;
    if (st.nbytes > REVIEW_MAX_FILE)
        return true;
    int failed = fs_fd_read(fd, st.nbytes, REVIEW_MAX_FILE, bytes);
    if (failed)
        return failed_look(path, -failed, err);
    out->nbytes = (int64_t)bytes->n;
    hash_sha256(buf_str(bytes), out->hash);
    out->has_hash = true;
    return true;
}

static bool read_target(int root, const char *path, ReviewSide *out, Err *err)
{
    Buf target = BUF_INIT;
    int failed = fs_beneath_link(root, path, &target);
    out->target = buf_take(&target);
    return !failed || failed_look(path, -failed, err);
}

bool review_look(int root, const char *path, ReviewSide *out, Buf *bytes, Err *err)
{
    FsStat st;
    *out = (ReviewSide){0};
    int failed = fs_beneath_stat(root, path, &st);
    if (failed == -ENOENT)
        return true;
    if (failed)
        return failed_look(path, -failed, err);
    out->mode = st.mode & 0777;
    out->ino = st.ino;
    out->mtime_ns = st.mtime_ns;
    out->ctime_ns = st.ctime_ns;
    switch (st.mode & S_IFMT) {
    case S_IFREG:
        out->thing = REVIEW_FILE;
        out->nbytes = (int64_t)st.nbytes;
        return !bytes || read_content(root, path, out, bytes, err);
    case S_IFLNK:
        out->thing = REVIEW_LINK;
        out->mode = 0;
        return read_target(root, path, out, err);
    case S_IFDIR:
        out->thing = REVIEW_FOLDER;
        return true;
    default:
        err_set(err, "'%s' is a device, a pipe or a socket", path);
        if (err)
            err->code = ENOTSUP;
        return false;
    }
}
