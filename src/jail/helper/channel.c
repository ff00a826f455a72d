#include "jail/helper/channel.h"

#include "base/mem.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

typedef union {
    char room[CMSG_SPACE(CHANNEL_FDS * sizeof(int))];
    struct cmsghdr align;
} Control;

bool channel_send(int channel, const void *bytes, size_t n, const int *fds, size_t nfds)
{
    int given[CHANNEL_FDS];
    size_t ngiven = 0;
    for (size_t i = 0; i < nfds && i < CHANNEL_FDS; i++)
        if (fds[i] >= 0)
            given[ngiven++] = fds[i];
    Control control = {0};
    struct iovec part = {(void *)bytes, n};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (ngiven) {
        message.msg_control = control.room;
        message.msg_controllen = CMSG_SPACE(ngiven * sizeof(int));
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        *head = (struct cmsghdr){.cmsg_len = CMSG_LEN(ngiven * sizeof(int)),
                                 .cmsg_level = SOL_SOCKET,
                                 .cmsg_type = SCM_RIGHTS};
        memcpy(CMSG_DATA(head), given, ngiven * sizeof(int));
    }
    return sendmsg(channel, &message, MSG_NOSIGNAL) == (ssize_t)n;
}

bool channel_receive(int channel, void *bytes, size_t n, int fds[CHANNEL_FDS])
{
    Control control;
    struct iovec part = {bytes, n};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.room,
                             .msg_controllen = sizeof control.room};
    for (size_t i = 0; i < CHANNEL_FDS; i++)
        fds[i] = -1;
    errno = 0; // of an end that was closed
    ssize_t got = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
    // Who dies without having read all is told of first, and once; what it said comes after that.
    if (got < 0 && (errno == ECONNRESET || errno == EINTR))
        got = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
    if (got != (ssize_t)n)
        return false;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS)
        memcpy(fds, CMSG_DATA(head), MIN(head->cmsg_len - CMSG_LEN(0), CHANNEL_FDS * sizeof(int)));
    return true;
}
