#include "base/bug.h"
#include "base/fs-inner.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>

enum { READ_STEP = 64 * 1024 };

// 0 or -errno; *left is what may still be read, EFBIG if there is more.
static int read_all(int fd, size_t left, Buf *out)
{
    for (;;) {
        char *at = buf_reserve(out, READ_STEP);
        ssize_t n = read(fd, at, out->cap - out->n - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -errno;
        if (n == 0)
            return 0;
        if ((size_t)n > left)
            return -EFBIG;
        left -= (size_t)n;
        out->n += (size_t)n;
        out->p[out->n] = '\0';
    }
}

static int read_file(int fd, size_t max_bytes, Buf *out)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return -errno;
    if (S_ISDIR(st.st_mode))
        return -EISDIR;
    if (!S_ISREG(st.st_mode))
        return -ENOTSUP;
    size_t left = max_bytes ? max_bytes : SIZE_MAX;
    if ((uint64_t)st.st_size > left)
        return -EFBIG;
    // one allocation, one read that gets it all and one that finds the end
    buf_reserve(out, (size_t)st.st_size + READ_STEP);
    return read_all(fd, left, out);
}

bool fs_read(const char *path, size_t max_bytes, Buf *out, Err *err)
{
    // opening a pipe that nobody writes to must not wait
    AUTO(fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return err_set_errno(err, errno, "cannot open '%s'", path);
    size_t before = out->n;
    int failed = -read_file(fd, max_bytes, out);
    if (!failed)
        return true;
    buf_splice(out, before, out->n, STR(""));
    if (failed != EFBIG && failed != ENOTSUP)
        return err_set_errno(err, failed, "cannot read '%s'", path);
    if (failed == EFBIG)
        err_set(err, "cannot read '%s': it has more than %zu bytes", path, max_bytes);
    else
        err_set(err, "cannot read '%s': it is no ordinary file", path);
    if (err)
        err->code = failed;
    return false;
}
