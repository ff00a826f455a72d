// What a save leaves that is killed between naming its new text and putting it in place.
#include "base/fs-inner.h"
#include "base/mem.h"
#include "base/path.h"

#include <fcntl.h>
#include <sys/file.h>

enum { SALT_DIGITS = 16 };

// As fs-stage.c names it.
static bool is_name_of(Str name, Str target)
{
    Str mark = STR(".codelab-");
    target = str_upto(target, FS_STAGE_NAME_MAX);
    return name.n == 1 + target.n + mark.n + SALT_DIGITS && name.p[0] == '.' &&
           str_eq(str_n(name.p + 1, target.n), target) &&
           str_starts(str_from(name, 1 + target.n), mark);
}

// Whoever saves holds a lock on it: where that is to be had, nobody does.
static int open_dead(const char *path, struct stat *st)
{
    AUTO(fd) int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool ours = fd >= 0 && fstat(fd, st) == 0 && S_ISREG(st->st_mode) && st->st_uid == geteuid();
    return ours && flock(fd, LOCK_EX | LOCK_NB) == 0 ? steal_fd(&fd) : -1;
}

static bool read_all(int fd, size_t n, Buf *out)
{
    char *to = buf_reserve(out, n);
    for (ssize_t got; out->n < n; out->n += (size_t)got)
        if ((got = pread(fd, to + out->n, n - out->n, (off_t)out->n)) <= 0)
            return false;
    return true;
}

static void offer(const char *path, size_t max, FsTake *take, void *arg)
{
    struct stat st;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(fd) int fd = open_dead(path, &st);
    if (fd < 0 || (uint64_t)st.st_size > max || !read_all(fd, (size_t)st.st_size, &bytes))
        return;
    if (take(arg, buf_str(&bytes)))
        unlink(path); // if that fails it is offered again the next time
}

void fs_save_leftovers(const char *path, size_t max, FsTake *take, void *arg)
{
    AUTO(free) char *target = fs_save_target(path, NULL);
    if (!target)
        return;
    FsList list = {0};
    AUTO(free) char *dir = str_dup(path_dir(str_c(target)));
    bool ok = fs_list(dir, &list, NULL);
    VEC_EACH (FsEntry, e, &list)
        if (ok && is_name_of(str_c(e->name), path_base(str_c(target)))) {
            AUTO(free) char *left = path_join(dir, e->name);
            offer(left, max, take, arg);
        }
    fs_list_deinit(&list);
}
