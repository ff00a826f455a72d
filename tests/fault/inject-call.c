// What a stopped call is about: read from the process that made it.
#include "inject.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define CALL(name, ...)                 \
    {                                   \
        __NR_##name, #name, __VA_ARGS__ \
    }

static const WatchedCall calls[] = {
    CALL(openat, WHERE_AT, 0, OPENS),      CALL(read, WHERE_FD, 0, READS),
    CALL(pread64, WHERE_FD, 0, READS),     CALL(readv, WHERE_FD, 0, READS),
    CALL(getdents64, WHERE_FD, 0, READS),  CALL(fstat, WHERE_FD, 0, READS),
    CALL(newfstatat, WHERE_AT, 0, READS),  CALL(statx, WHERE_AT, 0, READS),
    CALL(write, WHERE_FD, 0, WRITES),      CALL(pwrite64, WHERE_FD, 0, WRITES),
    CALL(writev, WHERE_FD, 0, WRITES),     CALL(copy_file_range, WHERE_FD, 2, CHANGES),
    CALL(sendfile, WHERE_FD, 0, CHANGES),  CALL(fsync, WHERE_FD, 0, CHANGES),
    CALL(fdatasync, WHERE_FD, 0, CHANGES), CALL(ftruncate, WHERE_FD, 0, CHANGES),
    CALL(fallocate, WHERE_FD, 0, CHANGES), CALL(fchmod, WHERE_FD, 0, CHANGES),
    CALL(fchown, WHERE_FD, 0, CHANGES),    CALL(fsetxattr, WHERE_FD, 0, CHANGES),
    CALL(fchmodat, WHERE_AT, 0, CHANGES),  CALL(fchownat, WHERE_AT, 0, CHANGES),
    CALL(utimensat, WHERE_AT, 0, CHANGES), CALL(mkdirat, WHERE_AT, 0, CHANGES),
    CALL(unlinkat, WHERE_AT, 0, CHANGES),  CALL(symlinkat, WHERE_AT, 1, CHANGES),
    CALL(linkat, WHERE_AT, 2, CHANGES),    CALL(renameat2, WHERE_AT, 2, CHANGES),
    CALL(renameat, WHERE_AT, 2, CHANGES),
#ifdef __NR_open // the older calls, which not every processor has
    CALL(open, WHERE_PATH, 0, OPENS),      CALL(rename, WHERE_PATH, 1, CHANGES),
    CALL(mkdir, WHERE_PATH, 0, CHANGES),   CALL(rmdir, WHERE_PATH, 0, CHANGES),
    CALL(unlink, WHERE_PATH, 0, CHANGES),  CALL(link, WHERE_PATH, 1, CHANGES),
    CALL(symlink, WHERE_PATH, 1, CHANGES), CALL(chmod, WHERE_PATH, 0, CHANGES),
#endif
};

const WatchedCall *inject_calls(size_t *n)
{
    *n = sizeof calls / sizeof calls[0];
    return calls;
}

const WatchedCall *inject_call(int nr)
{
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        if (calls[i].nr == nr)
            return &calls[i];
    return NULL;
}

static pid_t process_of(pid_t thread)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/status", (int)thread);
    FILE *f = fopen(path, "re");
    int process = 0;
    while (f && fgets(line, sizeof line, f) && sscanf(line, "Tgid: %d", &process) != 1)
        ;
    if (f)
        fclose(f);
    return process;
}

static bool peek(pid_t process, uint64_t at, void *to, size_t n)
{
    struct iovec ours = {to, n}, theirs = {(void *)(uintptr_t)at, n};
    return process_vm_readv(process, &ours, 1, &theirs, 1, 0) == (ssize_t)n;
}

// A page at a time: what lies behind the end of the text may not be there.
static bool peek_text(pid_t process, uint64_t at, char *to, size_t max)
{
    enum { PAGE = 4096 };
    for (size_t n = 0; n < max;) {
        size_t step = PAGE - (at + n) % PAGE;
        step = step < max - n ? step : max - n;
        if (!peek(process, at + n, to + n, step))
            return false;
        if (memchr(to + n, '\0', step))
            return true;
        n += step;
    }
    return false;
}

static bool link_of(pid_t process, const char *what, char out[PATH_MAX])
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)process, what);
    ssize_t n = readlink(path, out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = '\0';
    return n > 0;
}

static bool path_of_fd(pid_t process, int fd, char out[PATH_MAX])
{
    char what[32] = "cwd";
    if (fd != AT_FDCWD)
        snprintf(what, sizeof what, "fd/%d", fd);
    return link_of(process, what, out);
}

static bool path_below(pid_t process, int fd, uint64_t at, char out[PATH_MAX])
{
    char name[PATH_MAX], dir[PATH_MAX];
    if (!peek_text(process, at, name, sizeof name))
        return false;
    if (name[0] == '/')
        return strcpy(out, name);
    return path_of_fd(process, fd, dir) &&
           (name[0] ? snprintf(out, PATH_MAX, "%s/%s", dir, name)
                    : snprintf(out, PATH_MAX, "%s", dir)) < PATH_MAX;
}

bool inject_look(const struct seccomp_notif *n, StoppedCall *out)
{
    const uint64_t *args = (const uint64_t *)n->data.args;
    *out = (StoppedCall){.call = inject_call(n->data.nr), .process = process_of((pid_t)n->pid)};
    if (!out->call || !out->process)
        return false;
    int arg = out->call->arg;
    switch (out->call->where) {
    case WHERE_FD:
        return path_of_fd(out->process, (int)args[arg], out->path);
    case WHERE_PATH:
        return path_below(out->process, AT_FDCWD, args[arg], out->path);
    default:
        return path_below(out->process, (int)args[arg], args[arg + 1], out->path);
    }
}

static int borrow_fd(pid_t process, int fd)
{
    int p = pidfd_open(process, 0);
    int ours = p < 0 ? -1 : pidfd_getfd(p, fd, 0);
    if (p >= 0)
        close(p);
    return ours;
}

/* What the call was to write; *n bytes, owned. */
static char *bytes_of(const struct seccomp_notif *n, pid_t process, size_t *size)
{
    struct iovec part = {(void *)(uintptr_t)n->data.args[1], n->data.args[2]};
    if (n->data.nr == __NR_writev && !peek(process, n->data.args[1], &part, sizeof part))
        return NULL;
    char *bytes = malloc(part.iov_len + 1);
    *size = part.iov_len;
    if (bytes && peek(process, (uintptr_t)part.iov_base, bytes, *size))
        return bytes;
    free(bytes);
    return NULL;
}

int64_t inject_write_half(const struct seccomp_notif *n, const StoppedCall *c)
{
    size_t size = 0;
    char *bytes = bytes_of(n, c->process, &size);
    int fd = borrow_fd(c->process, (int)n->data.args[0]);
    ssize_t done = -1;
    if (bytes && fd >= 0 && size > 1)
        done = n->data.nr == __NR_pwrite64 ? pwrite(fd, bytes, size / 2, (off_t)n->data.args[3])
                                           : write(fd, bytes, size / 2);
    int64_t result = done < 0 ? -EIO : done;
    if (fd >= 0)
        close(fd);
    free(bytes);
    return result;
}
