#include "jail/helper/blocked.h"

#include "jail/helper/apart.h"
#include "jail/helper/peek.h"
#include "jail/helper/step.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    ADDRESS_MAX = 128,
    QUERY_MAX = 512,
    NAME_MAX_BYTES = 256,
};

/* The kernel's idea of these may be larger than ours. */
typedef union {
    struct seccomp_notif call;
    char room[512];
} Told;

typedef union {
    struct seccomp_notif_resp answer;
    char room[512];
} Answer;

static void note(Blocked *b, const char *what, const char *subject)
{
    char item[BLOCKED_PATH + 16];
    snprintf(item, sizeof item, "%s %s", what, subject);
    for (size_t i = 0; i < b->n; i++)
        if (!strcmp(b->items[i], item))
            return;
    if (b->n < BLOCKED_MAX && (b->items[b->n] = strdup(item)))
        b->n++;
}

/* The layer takes a whole copy of a file that is opened to be changed; where that does not fit,
 * what was copied is gone again before anybody could see that the room was full. */
static void look_at_copy(Blocked *b, const char *path)
{
    const char *project = b->policy->project;
    size_t n = project ? strlen(project) : 0;
    struct statfs fs;
    struct stat lower, upper;
    char copy[2 * PEEK_PATH + 16];
    if (!n || b->policy->writable || b->scratch < 0 || strncmp(path, project, n) ||
        path[n] != '/' || lstat(path, &lower) < 0 || !S_ISREG(lower.st_mode))
        return;
    snprintf(copy, sizeof copy, SCRATCH_UPPER "%s", path + n);
    if (fstatfs(b->scratch, &fs) == 0 &&
        lower.st_blocks * 512 >= (int64_t)(fs.f_bfree * (uint64_t)fs.f_bsize) && // without holes
        fstatat(b->scratch, copy, &upper, AT_SYMLINK_NOFOLLOW) < 0)
        b->full = true;
}

static void look_at_path(Blocked *b, pid_t pid, int dir, uint64_t at, uint64_t flags)
{
    char whole[2 * PEEK_PATH + 1];
    if (!peek_path(pid, dir, at, whole))
        return;
    if (!blocked_may_write(b, whole))
        note(b, "write", whole);
    else if (!(flags & O_TRUNC))
        look_at_copy(b, whole);
}

static void look_at_address(Blocked *b, pid_t pid, uint64_t at, uint64_t n)
{
    char address[ADDRESS_MAX], text[ADDRESS_MAX];
    if (n > sizeof address || !peek_memory(pid, at, address, n))
        return;
    if (blocked_address(b, address, n, text, sizeof text))
        note(b, "connect", text);
}

static void look_at_query(Blocked *b, pid_t pid, uint64_t at, uint64_t n)
{
    unsigned char query[QUERY_MAX];
    char name[NAME_MAX_BYTES];
    n = MIN(n, sizeof query);
    if (!b->policy->network && peek_memory(pid, at, query, n) &&
        blocked_name(query, n, name, sizeof name))
        note(b, "lookup", name);
}

/* Names are asked for two questions at once; both are of the same name. */
static void look_at_messages(Blocked *b, pid_t pid, uint64_t at)
{
    struct mmsghdr message;
    struct iovec part;
    if (peek_memory(pid, at, &message, sizeof message) && message.msg_hdr.msg_iovlen > 0 &&
        peek_memory(pid, (uintptr_t)message.msg_hdr.msg_iov, &part, sizeof part))
        look_at_query(b, pid, (uintptr_t)part.iov_base, part.iov_len);
}

static void look(Blocked *b, const struct seccomp_notif *call)
{
    const __u64 *args = call->data.args;
    pid_t pid = (pid_t)call->pid;
    switch (call->data.nr) {
    case SYS_openat:
        look_at_path(b, pid, (int)args[0], args[1], args[2]);
        break;
#ifdef SYS_open
    case SYS_open:
        look_at_path(b, pid, AT_FDCWD, args[0], args[1]);
        break;
#endif
    case SYS_connect:
        look_at_address(b, pid, args[1], args[2]);
        break;
    case SYS_sendto:
        look_at_query(b, pid, args[1], args[2]);
        look_at_address(b, pid, args[4], args[5]);
        break;
    case SYS_sendmmsg:
        look_at_messages(b, pid, args[1]);
        break;
    default:
        break;
    }
}

void blocked_take(Blocked *b)
{
    Told told = {0};
    Answer answer = {0};
    if (ioctl(b->listener, SECCOMP_IOCTL_NOTIF_RECV, &told) < 0) {
        if (errno == ENOENT || errno == EINTR)
            return; // who called has died meanwhile
        auto_fd(&b->listener);
        b->listener = -1;
        return;
    }
    if (b->room < 0 && b->looks < BLOCKED_LOOKS) {
        b->looks++;
        look(b, &told.call);
    }
    answer.answer.id = told.call.id;
    answer.answer.flags = b->room < 0 ? SECCOMP_USER_NOTIF_FLAG_CONTINUE : 0;
    if (b->room >= 0)
        answer.answer.error =
            -apart_change(b->policy->room, b->room, (pid_t)told.call.pid, &told.call.data);
    (void)ioctl(b->listener, SECCOMP_IOCTL_NOTIF_SEND, &answer); // or it has died
}

void blocked_deinit(Blocked *b)
{
    auto_fd(&b->listener);
    b->listener = -1;
    for (size_t i = 0; i < b->n; i++)
        free(b->items[i]);
    b->n = 0;
}
