// Reading files into texts: small ones whole, large ones on demand.
#include "workspace/inner.h"

#include <errno.h>
#include <sys/stat.h>

enum { WHOLE_BYTES = 1024 * 1024 };

static bool source_read(void *arg, uint64_t off, char *out, size_t n)
{
    return fs_file_read(arg, off, out, n);
}

static void source_release(void *arg)
{
    fs_file_free(arg);
}

Text *document_text_of_fd(int fd, uint64_t nbytes)
{
    FsFile *f = fs_file_take(fd);
    return text_new_source((TextSource){source_read, source_release, f, nbytes, NULL});
}

FsFile *document_source(const Snap *s)
{
    const TextSource *src = snap_source(s);
    return src && src->read == source_read ? src->arg : NULL;
}

static Text *read_large(Workspace *ws, const char *path, FsStat *st, Err *err)
{
    FsFile *f = fs_file_open(path, st, err);
    if (!f)
        return NULL;
    text_cache_set(ws->cache, (size_t)ws->options.memory_budget_mb << 20);
    return text_new_source((TextSource){source_read, source_release, f, st->nbytes, ws->cache});
}

static Text *read_whole(const char *path, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    return fs_read(path, 0, &bytes, err) ? text_new_take(&bytes) : NULL;
}

Text *document_read(Workspace *ws, const char *path, FsStat *st, bool *on_disk, Err *err)
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
    return st->nbytes > WHOLE_BYTES ? read_large(ws, path, st, err) : read_whole(path, err);
}
