#include "jail/helper/peek.h"

#include "jail/helper/blocked.h"

#include "base/mem.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PAGE = 4096 }; // the smallest there is: what is read ends at one

bool peek_memory(pid_t pid, uint64_t at, void *out, size_t n)
{
    struct iovec here = {out, n}, there = {(void *)(uintptr_t)at, n}; // NOLINT: theirs, not ours
    return process_vm_readv(pid, &here, 1, &there, 1, 0) == (ssize_t)n;
}

/* Page by page, for what follows the string may not be there. */
// A string with its NUL; false if it is longer.
static bool peek_string(pid_t pid, uint64_t at, char *out, size_t size)
{
    for (size_t n = 0; n < size;) {
        size_t part = MIN(size - n, PAGE - (size_t)((at + n) % PAGE));
        if (!peek_memory(pid, at + n, out + n, part))
            return false;
        if (memchr(out + n, '\0', part))
            return true;
        n += part;
    }
    return false;
}

bool peek_fd(pid_t pid, int fd, char *out, size_t size)
{
    char link[64];
    if (fd == AT_FDCWD)
        snprintf(link, sizeof link, "/proc/%d/cwd", (int)pid);
    else
        snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)pid, fd);
    ssize_t n = readlink(link, out, size - 1);
    out[n > 0 ? n : 0] = '\0';
    return n > 0 && out[0] == '/';
}

bool peek_path(pid_t pid, int dir, uint64_t at, char *out)
{
    char path[PEEK_PATH];
    if (!peek_string(pid, at, path, sizeof path) || !path[0])
        return false;
    out[0] = '\0';
    if (path[0] != '/' && !peek_fd(pid, dir, out, PEEK_PATH))
        return false;
    size_t n = strlen(out);
    snprintf(out + n, 2 * PEEK_PATH + 1 - n, "/%s", path);
    blocked_plain(out);
    return true;
}
