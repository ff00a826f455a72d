// Reading files into texts: small ones whole, large ones on demand.
#include "workspace/inner.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

enum { WHOLE_BYTES = 1024 * 1024 };

typedef struct {
    int fd;
} FileSource;

static bool source_read(void *arg, uint64_t off, char *out, size_t n)
{
    FileSource *f = arg;
    while (n) {
        ssize_t got = pread(f->fd, out, n, (off_t)off);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out += got;
        off += (uint64_t)got;
        n -= (size_t)got;
    }
    return true;
}

static void source_release(void *arg)
{
    FileSource *f = arg;
    close(f->fd);
    free(f);
}

Text *document_text_of_fd(int fd, uint64_t nbytes)
{
    FileSource *f = NEW(FileSource);
    f->fd = fd;
    return text_new_source((TextSource){source_read, source_release, f, nbytes});
}

static Text *read_large(const char *path, const FsStat *st, Err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        err_set_errno(err, errno, "cannot open '%s'", path);
        return NULL;
    }
    return document_text_of_fd(fd, st->nbytes);
}

static Text *read_whole(const char *path, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    return fs_read(path, 0, &bytes, err) ? text_new_take(&bytes) : NULL;
}

Text *document_read(const char *path, FsStat *st, bool *on_disk, Err *err)
{
    AUTO(err) Err why = {0};
    *on_disk = fs_stat(path, st, &why);
    if (!*on_disk) {
        if (why.code == ENOENT)
            return text_new();
        err_set_errno(err, why.code, "cannot open '%s'", path);
        return NULL;
    }
    if (S_ISDIR(st->mode)) {
        err_set(err, "cannot open '%s': it is a folder", path);
        return NULL;
    }
    if (!S_ISREG(st->mode)) {
        err_set(err, "cannot open '%s': it is not a regular file", path);
        return NULL;
    }
    return st->nbytes > WHOLE_BYTES ? read_large(path, st, err) : read_whole(path, err);
}
