// Reading files into texts: small ones whole, large ones on demand.
#include "workspace/inner.h"

#include <errno.h>
#include <sys/stat.h>

enum {
    WHOLE_BYTES = 1024 * 1024,
    GROWN_BYTES = 64 * 1024 * 1024, // what a file of fewer may turn out to hold
};
static const uint64_t largest = (uint64_t)1 << 40;

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
    return document_text_of_file(fs_file_take(fd), nbytes, NULL);
}

Text *document_text_of_file(FsFile *f, uint64_t nbytes, TextCache *cache)
{
    return text_new_source((TextSource){source_read, source_release, f, nbytes, cache});
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
    return document_text_of_file(f, st->nbytes, ws->cache);
}

// Files of /proc and /sys say they are empty: what they hold is known at their end.
static Text *read_whole(const char *path, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    return fs_read(path, GROWN_BYTES, &bytes, err) ? text_new_take(&bytes) : NULL;
}

// Why a file cannot be opened as a text; NULL if it can.
static const char *unfit(const FsStat *st)
{
    static const struct {
        uint32_t kind;
        const char *what;
    } kinds[] = {
        {S_IFDIR, "it is a folder"}, {S_IFIFO, "it is a pipe"},        {S_IFSOCK, "it is a socket"},
        {S_IFCHR, "it is a device"}, {S_IFBLK, "it is a disk device"},
    };
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
        if ((st->mode & S_IFMT) == kinds[i].kind)
            return kinds[i].what;
    return st->nbytes > largest ? "it has more than a tebibyte" : NULL;
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
    const char *why_not = unfit(st);
    if (why_not) {
        err_set(err, "cannot open '%s': %s", path, why_not);
        return NULL;
    }
    return st->nbytes > WHOLE_BYTES ? read_large(ws, path, st, err) : read_whole(path, err);
}
