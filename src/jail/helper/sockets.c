#include "jail/helper/sockets.h"

#include "base/mem.h"

#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    FEW = 16, // sockets; to ask for each costs more than they can hold is worth
    ANSWER_BYTES = 32768,
    PATIENCE_US = 100000, // it is answered at once, or never
};

void sockets_open(int fds[SOCKETS_FDS])
{
    fds[0] = open("/proc/self/net/sockstat", O_RDONLY | O_CLOEXEC);
    fds[1] = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (fds[0] >= 0 && fds[1] >= 0)
        return;
    for (size_t i = 0; i < SOCKETS_FDS; i++) { // one is of no use without the other
        auto_fd(&fds[i]);
        fds[i] = -1;
    }
}

void sockets_take(Sockets *s, const int fds[SOCKETS_FDS])
{
    const struct timeval patience = {.tv_usec = PATIENCE_US};
    *s = (Sockets){.count = fds[0], .diag = fds[1]};
    if (s->diag >= 0)
        setsockopt(s->diag, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

static int count(const Sockets *s)
{
    char line[128];
    int n = 0;
    ssize_t got = pread(s->count, line, sizeof line - 1, 0);
    line[got > 0 ? got : 0] = '\0';
    return sscanf(line, "sockets: used %d", &n) == 1 ? n : 0;
}

/* What one socket holds: waiting to be read, waiting to be sent, and beside that. */
static int64_t of_socket(const struct nlmsghdr *m)
{
    bool local = ((const struct unix_diag_msg *)NLMSG_DATA(m))->udiag_family == AF_UNIX;
    size_t head = local ? sizeof(struct unix_diag_msg) : sizeof(struct inet_diag_msg);
    int want = local ? UNIX_DIAG_MEMINFO : INET_DIAG_SKMEMINFO;
    const char *at = (const char *)NLMSG_DATA(m) + NLMSG_ALIGN(head);
    int left = (int)m->nlmsg_len - (int)NLMSG_SPACE(head);
    for (const struct rtattr *a = (const struct rtattr *)at; RTA_OK(a, left); // NOLINT
         a = RTA_NEXT(a, left)) {
        uint32_t info[SK_MEMINFO_VARS] = {0};
        if (a->rta_type != want)
            continue;
        memcpy(info, RTA_DATA(a), MIN(RTA_PAYLOAD(a), sizeof info));
        // What waits to be sent is told twice once it is on its way.
        return (int64_t)info[SK_MEMINFO_RMEM_ALLOC] + info[SK_MEMINFO_BACKLOG] +
               MAX(info[SK_MEMINFO_WMEM_ALLOC], info[SK_MEMINFO_WMEM_QUEUED]) +
               info[SK_MEMINFO_FWD_ALLOC] + info[SK_MEMINFO_OPTMEM];
    }
    return 0;
}

/* Add up one answer; false at the end of all. */
static bool add_answer(const char *bytes, size_t n, int64_t *sum)
{
    int left = (int)n;
    for (const struct nlmsghdr *m = (const struct nlmsghdr *)(const void *)bytes;
         NLMSG_OK(m, (unsigned)left); m = NLMSG_NEXT(m, left)) {
        if (m->nlmsg_type == NLMSG_DONE || m->nlmsg_type == NLMSG_ERROR)
            return false; // a kernel without this kind of question says so
        *sum += of_socket(m);
    }
    return true;
}

static int64_t ask(int diag, const void *question, size_t n)
{
    static _Alignas(struct nlmsghdr) char answer[ANSWER_BYTES];
    int64_t sum = 0;
    if (send(diag, question, n, 0) != (ssize_t)n)
        return 0;
    for (ssize_t got;
         (got = recv(diag, answer, sizeof answer, 0)) > 0 && add_answer(answer, (size_t)got, &sum);)
        ;
    return sum;
}

static struct nlmsghdr head_of(size_t n)
{
    return (struct nlmsghdr){.nlmsg_len = (uint32_t)n,
                             .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                             .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP};
}

static int64_t of_unix(int diag)
{
    struct {
        struct nlmsghdr head;
        struct unix_diag_req req;
    } q = {.req = {.sdiag_family = AF_UNIX, .udiag_states = ~0U, .udiag_show = UDIAG_SHOW_MEMINFO}};
    q.head = head_of(sizeof q);
    return ask(diag, &q, sizeof q);
}

static int64_t of_inet(int diag, int family, int protocol)
{
    struct {
        struct nlmsghdr head;
        struct inet_diag_req_v2 req;
    } q = {.req = {.sdiag_family = (uint8_t)family,
                   .sdiag_protocol = (uint8_t)protocol,
                   .idiag_ext = 1 << (INET_DIAG_SKMEMINFO - 1),
                   .idiag_states = ~0U}};
    q.head = head_of(sizeof q);
    return ask(diag, &q, sizeof q);
}

int64_t sockets_bytes(const Sockets *s)
{
    static const int families[] = {AF_INET, AF_INET6}, protocols[] = {IPPROTO_TCP, IPPROTO_UDP};
    if (s->count < 0 || s->diag < 0 || count(s) <= FEW)
        return 0;
    int64_t sum = of_unix(s->diag);
    for (size_t i = 0; i < ARRAY_LEN(families); i++)
        for (size_t k = 0; k < ARRAY_LEN(protocols); k++)
            sum += of_inet(s->diag, families[i], protocols[k]);
    return sum;
}

void sockets_close(Sockets *s)
{
    auto_fd(&s->count);
    auto_fd(&s->diag);
    *s = SOCKETS_NONE;
}
