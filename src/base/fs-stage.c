#include "base/fs-inner.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <time.h>

enum { TRIES = 100, LINKS_MAX = 40 };

char *fs_save_target(const char *path, Err *err)
{
    AUTO(free) char *at = xstrdup(path);
    for (int i = 0; i < LINKS_MAX; i++) {
        char to[4096];
        ssize_t n = readlink(at, to, sizeof to - 1);
        if (n < 0) // no link, or nothing there: what comes next will say
            return steal(&at);
        to[n] = '\0';
        AUTO(free) char *dir = str_dup(path_dir(str_c(at)));
        free(at);
        at = path_join(dir, to);
    }
    err_set_errno(err, ELOOP, "cannot save '%s'", path);
    return NULL;
}

// ".name.codelab-0123456789abcdef" beside the target: hidden, and telling whose it is.
static char *temp_path(const char *target)
{
    uint64_t salt = 0;
    if (getrandom(&salt, sizeof salt, GRND_NONBLOCK) != sizeof salt)
        salt = (uint64_t)clock() ^ (uint64_t)getpid() << 32; // O_EXCL finds a free one
    Str name = str_upto(path_base(str_c(target)), FS_STAGE_NAME_MAX);
    AUTO(free) char *dir = str_dup(path_dir(str_c(target)));
    AUTO(free)
    char *temp = xasprintf("." STR_FMT ".codelab-%016llx", STR_ARG(name), (unsigned long long)salt);
    return path_join(dir, temp);
}

// What has a name and no lock is left behind by somebody who is dead.
static void mark_ours(int fd)
{
    (void)flock(fd, LOCK_EX | LOCK_NB); // where there are no locks, nobody else gets one either
}

// Between its making and the lock somebody may have taken it for left behind, and removed it.
static bool claim(int fd)
{
    struct stat st;
    (void)flock(fd, LOCK_EX); // who holds it is about to remove it
    return fstat(fd, &st) == 0 && st.st_nlink > 0;
}

static bool open_named_beside(FsStage *stage, const char *target, mode_t mode)
{
    int flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    for (int i = 0; i < TRIES; i++) {
        AUTO(free) char *path = temp_path(target);
        stage->fd = open(path, flags, mode);
        if (stage->fd >= 0 && claim(stage->fd)) {
            stage->path = steal(&path);
            return stage->beside = true;
        }
        if (stage->fd < 0 && errno != EEXIST)
            return false;
        if (stage->fd >= 0)
            unlink(path); // or it would be left behind by one who could not look at it
        auto_fd(&stage->fd);
        stage->fd = -1;
    }
    return false;
}

enum { PROC_PATH = 32 };

static void proc_path(int fd, char out[PROC_PATH])
{
    snprintf(out, PROC_PATH, "/proc/self/fd/%d", fd);
}

// The same without a name, where the system can do that and name it later.
static bool open_nameless_beside(FsStage *stage, const char *target)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(target)));
    AUTO(fd) int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    char proc[PROC_PATH];
    proc_path(fd, proc);
    if (fd < 0 || access(proc, F_OK) != 0)
        return false;
    stage->fd = steal_fd(&fd);
    return stage->beside = true;
}

bool fs_stage_name(FsStage *stage, const char *target)
{
    char proc[PROC_PATH];
    proc_path(stage->fd, proc);
    mark_ours(stage->fd);
    for (int i = 0; i < TRIES && !stage->path; i++) {
        AUTO(free) char *path = temp_path(target);
        if (linkat(AT_FDCWD, proc, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
            stage->path = steal(&path);
        else if (errno != EEXIST)
            return false;
    }
    return stage->path != NULL;
}

// A file without a name: nothing of it is left behind, whatever happens.
static bool open_elsewhere(FsStage *stage)
{
    stage->fd = fs_nameless_in(NULL);
    if (stage->fd < 0)
        stage->fd = memfd_create("codelab-save", MFD_CLOEXEC);
    return stage->fd >= 0;
}

bool fs_stage_open(FsStage *stage, const char *target, const struct stat *existing, Err *err)
{
    *stage = (FsStage){.fd = -1};
    if (existing && !S_ISREG(existing->st_mode))
        return open_elsewhere(stage) || err_set_errno(err, errno, "cannot save '%s'", target);
    if (existing && open_nameless_beside(stage, target))
        return true;
    // the umask and the folder's default ACL make the mode of a new file; not every system heeds
    // them for one without a name
    if (open_named_beside(stage, target, existing ? 0600 : 0666))
        return true;
    int failed = errno;
    bool file_may_do = failed == EACCES || failed == EPERM || failed == EROFS;
    if (existing && file_may_do && open_elsewhere(stage))
        return true;
    return err_set_errno(err, failed, "cannot save '%s'", target);
}

void fs_stage_deinit(FsStage *stage)
{
    if (stage->path)
        unlink(stage->path); // best effort: the sentence for the user is about the save
    free(stage->path);
    auto_fd(&stage->fd);
    *stage = (FsStage){.fd = -1};
}
