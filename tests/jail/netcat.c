/* netcat serve: an HTTP server on 127.0.0.1 and ::1 that prints its port, and answers each request
 *   with the first line and the Host it was sent.
 * netcat talk PORT: send stdin to 127.0.0.1:PORT, print what comes back until it ends. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEAD = 8192 };

/* The line that begins so, without its end; "" without one. */
static void find_line(const char *head, const char *name, char *out, size_t size)
{
    size_t n = strlen(name);
    out[0] = '\0';
    for (const char *at = head; at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
        if (!strncasecmp(at, name, n)) {
            snprintf(out, size, "%.*s", (int)strcspn(at, "\r\n"), at);
            return;
        }
}

static void answer(int fd)
{
    char head[HEAD], host[512], body[HEAD], text[2 * HEAD];
    size_t n = 0;
    ssize_t got;
    head[0] = '\0';
    while (n < sizeof head - 1 && !strstr(head, "\r\n\r\n") &&
           (got = read(fd, head + n, sizeof head - 1 - n)) > 0) {
        n += (size_t)got;
        head[n] = '\0';
    }
    find_line(head, "host:", host, sizeof host);
    int length = snprintf(body, sizeof body, "%.*s|%s|%s\n", (int)strcspn(head, "\r\n"), head, host,
                          strcasestr(head, "\nproxy-") ? "proxy" : "");
    int all = snprintf(text, sizeof text, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", length,
                       body);
    (void)!write(fd, text, (size_t)all);
    close(fd);
}

static int listen_on(int family, int port)
{
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((unsigned short)port)};
    int fd = socket(family, SOCK_STREAM, 0), on = 1;
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    six.sin6_addr = in6addr_loopback;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    int r = family == AF_INET ? bind(fd, (void *)&four, sizeof four)
                              : bind(fd, (void *)&six, sizeof six);
    return r == 0 && listen(fd, 50) == 0 ? fd : -1;
}

static int serve(void)
{
    struct sockaddr_in me;
    socklen_t n = sizeof me;
    struct pollfd fds[2] = {{.events = POLLIN}, {.events = POLLIN}};
    fds[0].fd = listen_on(AF_INET, 0);
    if (fds[0].fd < 0 || getsockname(fds[0].fd, (void *)&me, &n) < 0)
        return 1;
    fds[1].fd = listen_on(AF_INET6, ntohs(me.sin_port)); // -1 on a machine without
    printf("%d\n", ntohs(me.sin_port));
    fflush(stdout);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    while (poll(fds, 2, -1) > 0)
        for (int i = 0; i < 2; i++)
            if (fds[i].revents)
                answer(accept(fds[i].fd, NULL, NULL));
    return 1;
}

static int talk(int port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    char buf[65536];
    ssize_t n;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    signal(SIGPIPE, SIG_IGN);
    if (connect(fd, (void *)&to, sizeof to) < 0) {
        perror("connect");
        return 1;
    }
    while ((n = read(0, buf, sizeof buf)) > 0 && write(fd, buf, (size_t)n) == n)
        ;
    shutdown(fd, SHUT_WR);
    while ((n = read(fd, buf, sizeof buf)) > 0)
        (void)!write(1, buf, (size_t)n);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && !strcmp(argv[1], "serve"))
        return serve();
    return argc > 2 && !strcmp(argv[1], "talk") ? talk(atoi(argv[2])) : 2;
}
