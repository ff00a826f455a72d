#include "jail/helper/blocked.h"

#include "jail/helper/guard.h"

#include "base/mem.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

/* All that lies below these may be written, or is no file. */
static const char *const places[] = {"/tmp", "/var/tmp", "/home/user", "/dev", "/proc"};

void blocked_plain(char *path)
{
    char *out = path;
    for (const char *p = path; *p;) {
        p += *p == '/';
        size_t n = strcspn(p, "/");
        if (n == 2 && p[0] == '.' && p[1] == '.') {
            while (out > path && *--out != '/')
                ;
        } else if (n > 0 && !(n == 1 && p[0] == '.')) {
            *out++ = '/';
            memmove(out, p, n);
            out += n;
        }
        p += n;
    }
    if (out == path)
        *out++ = '/';
    *out = '\0';
}

/* What is below `folder` of `path`, or NULL; "" for the folder itself. */
static const char *below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    if (strncmp(path, folder, n) || (path[n] && path[n] != '/'))
        return NULL;
    return path + n + (path[n] == '/');
}

bool blocked_may_write(const Blocked *b, const char *path)
{
    const char *rest = b->policy->project ? below(path, b->policy->project) : NULL;
    if (rest)
        return !b->policy->writable || !(b->guarded & guard_of(rest));
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        if (below(path, places[i]))
            return true;
    return false;
}

static bool of_inet(const struct sockaddr_in *in, char *out, size_t size)
{
    char text[INET_ADDRSTRLEN];
    uint32_t host = ntohl(in->sin_addr.s_addr);
    if (host >> 24 == 127 || host == 0)
        return false;
    inet_ntop(AF_INET, &in->sin_addr, text, sizeof text);
    snprintf(out, size, "%s:%u", text, ntohs(in->sin_port));
    return true;
}

static bool of_inet6(const struct sockaddr_in6 *in, char *out, size_t size)
{
    char text[INET6_ADDRSTRLEN];
    if (IN6_IS_ADDR_LOOPBACK(&in->sin6_addr) || IN6_IS_ADDR_UNSPECIFIED(&in->sin6_addr))
        return false;
    inet_ntop(AF_INET6, &in->sin6_addr, text, sizeof text);
    snprintf(out, size, "[%s]:%u", text, ntohs(in->sin6_port));
    return true;
}

/* A socket of the host, which the jail does not show. */
static bool of_unix(const Blocked *b, const struct sockaddr_un *un, size_t n, char *out,
                    size_t size)
{
    char path[sizeof un->sun_path + 1] = "";
    n -= MIN(n, offsetof(struct sockaddr_un, sun_path));
    memcpy(path, un->sun_path, MIN(n, sizeof un->sun_path));
    if (path[0] != '/')
        return false;
    blocked_plain(path);
    if (blocked_may_write(b, path) || strstr(path, "/nscd/")) // libc asks for that one always
        return false;
    snprintf(out, size, "%s", path);
    return true;
}

bool blocked_address(const Blocked *b, const void *address, size_t n, char *out, size_t size)
{
    union {
        struct sockaddr any;
        struct sockaddr_in in;
        struct sockaddr_in6 in6;
        struct sockaddr_un un;
    } a = {0};
    memcpy(&a, address, MIN(n, sizeof a));
    if (a.any.sa_family == AF_UNIX)
        return of_unix(b, &a.un, n, out, size);
    if (b->policy->network)
        return false;
    if (a.any.sa_family == AF_INET && n >= sizeof a.in)
        return of_inet(&a.in, out, size);
    return a.any.sa_family == AF_INET6 && n >= offsetof(struct sockaddr_in6, sin6_scope_id) &&
           of_inet6(&a.in6, out, size);
}

bool blocked_name(const unsigned char *query, size_t n, char *out, size_t size)
{
    enum { HEAD = 12, TYPE_AND_CLASS = 4 };
    size_t at = HEAD, put = 0;
    if (n < HEAD || (query[2] & 0xf8) || query[4] || query[5] != 1)
        return false; // no plain question
    while (at < n && query[at]) {
        size_t part = query[at++];
        if (part > 63 || at + part >= n || put + part + 2 > size)
            return false;
        if (put)
            out[put++] = '.';
        memcpy(out + put, query + at, part);
        put += part;
        at += part;
    }
    out[put] = '\0';
    return put > 0 && at + 1 + TYPE_AND_CLASS <= n && strlen(out) == put && query[at + 3] == 0 &&
           query[at + 4] == 1;
}
