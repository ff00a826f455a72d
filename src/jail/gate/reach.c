#include "jail/gate/gate.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_connection(const Address *a, int port)
{
    struct sockaddr_storage to;
    socklen_t n = address_to_socket(a, port, &to);
    int fd = socket(to.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), error = 0;
    socklen_t size = sizeof error;
    if (fd < 0)
        return -1;
    if (connect(fd, (void *)&to, n) == 0 ||
        (errno == EINPROGRESS && gate_wait(fd, POLLOUT, CONNECT_MS) &&
         getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0))
        return fd;
    close(fd);
    return -1;
}

static Reach reach_address(const Gate *g, const Request *r, int *fd)
{
    if (!rules_allow_address(&g->rules, &r->address, r->port))
        return REACH_BLOCKED;
    *fd = open_connection(&r->address, r->port);
    return *fd < 0 ? REACH_NO_ANSWER : REACH_OK;
}

/* What was checked is what is connected to: the name is not looked up twice. */
static Reach reach_any(const Gate *g, const Request *r, const struct addrinfo *list, int *fd)
{
    bool allowed = false;
    for (const struct addrinfo *at = list; at; at = at->ai_next) {
        Address a;
        if (!address_of_socket(at->ai_addr, &a) ||
            !rules_allow_answer(&g->rules, r->host, &a, r->port))
            continue;
        allowed = true;
        if ((*fd = open_connection(&a, r->port)) >= 0)
            return REACH_OK;
    }
    return allowed ? REACH_NO_ANSWER : REACH_BLOCKED;
}

Reach gate_reach(const Gate *g, const Request *r, int *fd)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM}, *list;
    *fd = -1;
    if (r->is_address)
        return reach_address(g, r, fd);
    // A name that is not listed is not looked up: the question alone would carry words out.
    if (!rules_allow_name(&g->rules, r->host, r->port))
        return REACH_BLOCKED;
    if (getaddrinfo(r->host, NULL, &hints, &list) != 0)
        return REACH_NO_NAME;
    Reach result = reach_any(g, r, list, fd);
    freeaddrinfo(list);
    return result;
}
