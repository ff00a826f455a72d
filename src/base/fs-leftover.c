// What a save leaves that is killed between naming its new text and putting it in place.
#include "base/fs-inner.h"
#include "base/mem.h"
#include "base/path.h"

#include <ctype.h>
#include <fcntl.h>
#include <sys/file.h>

enum { SALT_DIGITS = 16 };

static const char mark_chars[] = ".codelab-";

// As fs-stage.c names it.
static bool is_name_of(Str name, Str target)
{
    Str mark = str_c(mark_chars);
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

static bool is_any_name(Str name)
{
    Str mark = str_c(mark_chars);
    if (name.n < 1 + mark.n + SALT_DIGITS || name.p[0] != '.')
        return false;
    for (size_t i = name.n - SALT_DIGITS; i < name.n; i++)
        if (!isxdigit((unsigned char)name.p[i]))
            return false;
    return str_starts(str_from(name, name.n - SALT_DIGITS - mark.n), mark);
}

void fs_save_tidy(const char *dir)
{
    FsList list = {0};
    bool ok = fs_list(dir, &list, NULL);
    VEC_EACH (FsEntry, e, &list) {
        struct stat st;
        AUTO(free) char *path = path_join(dir, e->name);
        AUTO(fd) int fd = ok && is_any_name(str_c(e->name)) ? open_dead(path, &st) : -1;
        if (fd >= 0)
            unlink(path); // if that fails it goes the next time
    }
    fs_list_deinit(&list);
}
