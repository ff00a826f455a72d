// A program from the standard input: a file in a folder of its own, while it runs.
#include "app/cli-run.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "codelab-run-"

enum { SOURCE_MAX = 16 << 20, TRIES = 8 };

void cli_source_remove(CliSource *s)
{
    if (s->dir)
        (void)fs_remove_tree(s->dir, NULL); // the next run takes what is left
    auto_fd(&s->lock);
    s->lock = -1;
    free(s->dir);
    free(s->file);
}

static bool read_all(int fd, Buf *out, Err *err)
{
    for (;;) {
        ssize_t n = read(fd, buf_reserve(out, 65536), 65536);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(err, errno, "cannot read the standard input");
        if (n == 0)
            return true;
        out->n += (size_t)n;
        if (out->n > SOURCE_MAX)
            return err_set(err, "the program on the standard input is longer than 16 MB");
    }
}

// The lock of a folder of ours, -1 if somebody else has it.
static int lock_folder(const char *path)
{
    struct stat st;
    AUTO(fd) int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) < 0 || st.st_uid != geteuid() || flock(fd, LOCK_EX | LOCK_NB) < 0)
        return -1;
    return steal_fd(&fd);
}

// What runs that were killed have left.
static void sweep(const char *tmp)
{
    DIR *dir = opendir(tmp);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        if (strncmp(e->d_name, PREFIX, strlen(PREFIX)) != 0)
            continue;
        AUTO(free) char *path = path_join(tmp, e->d_name);
        AUTO(fd) int lock = lock_folder(path);
        if (lock >= 0)
            (void)fs_remove_tree(path, NULL); // somebody else may have been faster
    }
    if (dir)
        closedir(dir);
}

// Another run may sweep a folder between its making and its locking: then there is a next one.
static bool make_folder(CliSource *s, const char *tmp, Err *err)
{
    for (int i = 0; i < TRIES; i++) {
        AUTO(free) char *dir = path_join(tmp, PREFIX "XXXXXX");
        if (!mkdtemp(dir))
            return err_set_errno(err, errno, "cannot make a folder for the program in '%s'", tmp);
        AUTO(fd) int lock = lock_folder(dir);
        if (lock < 0 || access(dir, F_OK) < 0)
            continue;
        s->dir = steal(&dir);
        s->lock = steal_fd(&lock);
        return true;
    }
    return err_set(err, "cannot keep a folder for the program in '%s'", tmp);
}

bool cli_source_write(CliSource *s, const Lang *l, Str text, Err *err)
{
    const char *set = getenv("TMPDIR"), *tmp = set && set[0] == '/' ? set : "/tmp";
    sweep(tmp);
    if (!make_folder(s, tmp, err))
        return false;
    AUTO(free) char *name = xasprintf("Main.%s", lang_extension(l));
    s->file = path_join(s->dir, name);
    // The jail's user may be another one than ours.
    if (!fs_write(s->file, text, err))
        return false;
    return (chmod(s->dir, 0755) == 0 && chmod(s->file, 0644) == 0) ||
           err_set_errno(err, errno, "cannot open '%s' to the jail", s->file);
}

bool cli_source_read(CliSource *s, const Lang *l, Err *err)
{
    AUTO(buf) Buf text = BUF_INIT;
    return read_all(STDIN_FILENO, &text, err) && cli_source_write(s, l, buf_str(&text), err);
}
