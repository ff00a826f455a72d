// Scratch files that nobody else sees and nothing is left of.
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/places.h"

#include <errno.h>
#include <fcntl.h>

// For a file system that has no O_TMPFILE.
static int open_unlinked(const char *dir)
{
    AUTO(free) char *name = path_join(dir, "scratch-XXXXXX");
    int fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    return fd;
}

int fs_nameless(Err *err)
{
    AUTO(free) char *dir = place_cache("codelab");
    if (!fs_mkdirs(dir, err))
        return -1;
    int fd = open(dir, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        fd = open_unlinked(dir);
    if (fd < 0)
        err_set_errno(err, errno, "cannot make a scratch file in '%s'", dir);
    return fd;
}

bool fs_write_fd(int fd, Str bytes, Err *err)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "cannot write a scratch file");
        bytes = str_from(bytes, (size_t)n);
    }
    return true;
}
