#include "base/fs-inner.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

enum { SAVE_STEP = 256 * 1024 };

struct FsSave {
    char *target;       // owned; links followed
    struct stat before; // what was there at the start, if `existed`
    bool existed;
    FsStage stage;
    Buf pending;   // bytes not yet given to the system
    FsFile *spare; // borrowed; goes on reading the old bytes; may be NULL
    bool keep;     // the file that is there is written into
    // what was flushed for it may take its place without another look
    bool ready, ready_there;
    struct stat ready_for; // if ready_there
};

static bool check_target(FsSave *s, Err *err)
{
    s->existed = stat(s->target, &s->before) == 0;
    if (!s->existed)
        return (errno == ENOENT && *s->target) ||
               err_set_errno(err, errno, "cannot save '%s'", s->target);
    if (S_ISDIR(s->before.st_mode))
        return err_set_errno(err, EISDIR, "cannot save '%s'", s->target);
    // renaming over it would work, but whoever took the right to write away meant it
    if (faccessat(AT_FDCWD, s->target, W_OK, AT_EACCESS) != 0)
        return err_set_errno(err, errno, "cannot save '%s'", s->target);
    return true;
}

FsSave *fs_save_begin(const char *path, Err *err)
{
    FsSave *s = NEW(FsSave);
    s->stage.fd = -1;
    s->target = fs_save_target(path, err);
    if (s->target && check_target(s, err) &&
        fs_stage_open(&s->stage, s->target, s->existed ? &s->before : NULL, err))
        return s;
    fs_save_abort(s);
    return NULL;
}

static bool put(FsSave *s, Str bytes, Err *err)
{
    int failed = fs_write_all(s->stage.fd, bytes);
    return failed == 0 || err_set_errno(err, -failed, "cannot save '%s'", s->target);
}

static bool flush(FsSave *s, Err *err)
{
    bool ok = put(s, buf_str(&s->pending), err);
    buf_clear(&s->pending);
    return ok;
}

bool fs_save_write(FsSave *s, Str bytes, Err *err)
{
    s->ready = false;
    if (s->pending.n + bytes.n >= SAVE_STEP && !flush(s, err))
        return false;
    if (bytes.n >= SAVE_STEP)
        return put(s, bytes, err);
    buf_add(&s->pending, bytes);
    return true;
}

bool fs_save_copy(FsSave *s, FsFile *f, uint64_t off, uint64_t n, Err *err)
{
    s->ready = false;
    if (!flush(s, err))
        return false;
    int failed = fs_file_copy(f, off, n, s->stage.fd);
    return failed == 0 || err_set_errno(err, -failed, "cannot save '%s'", s->target);
}

void fs_save_spare(FsSave *s, FsFile *f)
{
    s->spare = f;
}

void fs_save_keep_file(FsSave *s)
{
    s->keep = true;
}

static bool put_aside(const FsSave *s, const struct stat *now, Err *err)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(s->target)));
    return !s->spare || fs_file_detach(s->spare, dir, now, err) ||
           err_wrap(err, "cannot save '%s'", s->target);
}

static bool sync_stage(const FsSave *s, Err *err)
{
    return fsync(s->stage.fd) == 0 || err_set_errno(err, errno, "cannot save '%s'", s->target);
}

// Make the names in the target's folder durable.
static bool sync_folder(const FsSave *s, Err *err)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(s->target)));
    AUTO(fd) int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // who may not read the folder can still flush all of its file system
    int rc = fd >= 0 ? fsync(fd) : syncfs(s->stage.fd);
    if (rc == 0 || errno == EINVAL || errno == ENOTSUP) // file systems without such a thing
        return true;
    return err_set_errno(err, errno, "cannot flush folder '%s'", dir);
}

// Nothing that a rename would break; *now is what is at the target, if `there`.
static bool may_replace(const FsSave *s, bool there, const struct stat *now)
{
    if (!s->stage.beside || (s->keep && there))
        return false;
    if (there)
        return S_ISREG(now->st_mode) && now->st_nlink == 1 &&
               fs_attrs_copy(s->stage.fd, s->target, now);
    // removed by someone while we wrote: it comes back as it was
    return !s->existed || fchmod(s->stage.fd, s->before.st_mode & 07777) == 0;
}

// 1 replaced, 0 the system does not allow it but the file may be written, -1 failed.
static int replace(FsSave *s, bool there, FsStat *after, Err *err)
{
    if (!fs_stage_name(&s->stage, s->target) || rename(s->stage.path, s->target) != 0) {
        // a mount point, or somebody else's file in a sticky folder
        if (there && (errno == EBUSY || errno == EPERM || errno == EACCES))
            return 0;
        return err_set_errno(err, errno, "cannot save '%s'", s->target), -1;
    }
    free(steal(&s->stage.path));
    struct stat st;
    if (fstat(s->stage.fd, &st) != 0)
        return err_set_errno(err, errno, "cannot look at '%s'", s->target), -1;
    *after = fs_stat_from(&st);
    if (!sync_folder(s, err))
        return err_wrap(err, "'%s' is written, but a power cut may undo it", s->target), -1;
    return 1;
}

// Nothing about the target changed since.
static bool is_ready(const FsSave *s, bool there, const struct stat *now)
{
    if (!s->ready || there != s->ready_there)
        return false;
    if (!there)
        return true;
    FsStat a = fs_stat_from(now), b = fs_stat_from(&s->ready_for);
    return fs_stat_same(&a, &b) && a.ctime_ns == b.ctime_ns; // mode and owner, too
}

bool fs_save_ready(FsSave *s, Err *err)
{
    if (!flush(s, err))
        return false;
    s->ready_there = stat(s->target, &s->ready_for) == 0;
    if (!may_replace(s, s->ready_there, &s->ready_for))
        return true; // the commit finds a way
    s->ready = sync_stage(s, err);
    return s->ready;
}

static bool commit(FsSave *s, FsStat *after, bool *in_place, Err *err)
{
    struct stat now;
    bool there = stat(s->target, &now) == 0, ready = is_ready(s, there, &now);
    *in_place = false;
    if (!flush(s, err))
        return false;
    int done = 0;
    if (ready || may_replace(s, there, &now))
        done = ready || sync_stage(s, err) ? replace(s, there, after, err) : -1;
    if (done != 0)
        return done > 0;
    *in_place = true;
    // until the target is whole again the staged text is the one copy that a crash leaves
    if (s->stage.beside &&
        (!sync_stage(s, err) || (fs_stage_name(&s->stage, s->target) && !sync_folder(s, err))))
        return false;
    if (there && !put_aside(s, &now, err))
        return false;
    return fs_save_in_place(&s->stage, s->target, after, err);
}

bool fs_save_commit(FsSave *s, FsStat *after, bool *in_place, Err *err)
{
    FsStat ignored_stat;
    bool ignored_place;
    bool ok = commit(s, after ? after : &ignored_stat, in_place ? in_place : &ignored_place, err);
    fs_save_abort(s);
    return ok;
}

void fs_save_abort(FsSave *s)
{
    if (!s)
        return;
    fs_stage_deinit(&s->stage);
    buf_deinit(&s->pending);
    free(s->target);
    free(s);
}

bool fs_write(const char *path, Str bytes, Err *err)
{
    FsSave *s = fs_save_begin(path, err);
    if (!s)
        return false;
    if (!fs_save_write(s, bytes, err)) {
        fs_save_abort(s);
        return false;
    }
    return fs_save_commit(s, NULL, NULL, err);
}
