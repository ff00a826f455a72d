#include "jail/gate/request.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { PORT_HTTP = 80, METHOD_MAX = 16 };

/* Bytes [at, end) of a text. */
typedef struct {
    const char *p;
    size_t n;
} Part;

static const char scheme[] = "http://";

static Part part(const char *p, size_t n)
{
    return (Part){p, n};
}

static ptrdiff_t find(Part text, char c)
{
    const char *at = text.n ? memchr(text.p, c, text.n) : NULL;
    return at ? at - text.p : -1;
}

/* A name or an address, as a request has it. */
static bool set_host(Request *r, Part host)
{
    if (host.n >= 2 && host.p[0] == '[' && host.p[host.n - 1] == ']')
        host = part(host.p + 1, host.n - 2);
    if (host.n == 0 || host.n >= sizeof r->host || memchr(host.p, '\0', host.n))
        return false;
    memcpy(r->host, host.p, host.n);
    r->host[host.n] = '\0';
    r->is_address = address_parse(r->host, &r->address);
    return r->is_address || name_normalize(host.p, host.n, r->host);
}

static bool set_port(Request *r, Part digits)
{
    int port = 0;
    for (size_t i = 0; i < digits.n; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9' || i == 5)
            return false;
        port = port * 10 + (digits.p[i] - '0');
    }
    r->port = port;
    return port > 0 && port <= 65535;
}

/* HOST[:PORT], the host of an IPv6 address in brackets; no port is 0. */
static bool set_place(Request *r, Part place)
{
    ptrdiff_t end = place.n && place.p[0] == '[' ? find(place, ']') : find(place, ':') - 1;
    if (end < -1)
        end = (ptrdiff_t)place.n - 1;
    if (end < 0)
        return false;
    Part host = part(place.p, (size_t)end + 1);
    Part rest = part(place.p + host.n, place.n - host.n);
    r->port = 0;
    if (rest.n && (rest.p[0] != ':' || !set_port(r, part(rest.p + 1, rest.n - 1))))
        return false;
    return set_host(r, host);
}

/* Where the head ends: after its empty line; 0: not yet. */
static size_t head_end(const char *bytes, size_t n)
{
    const char *at = memmem(bytes, n, "\r\n\r\n", 4);
    return at ? (size_t)(at - bytes) + 4 : 0;
}

/* Only text in whole lines, so that what is checked here and what a server makes of it cannot
 * differ. */
static bool is_plain(Part head)
{
    for (size_t i = 0; i < head.n; i++) {
        unsigned char c = (unsigned char)head.p[i];
        if (c == '\r' && (i + 1 == head.n || head.p[i + 1] != '\n'))
            return false;
        if (c == '\n' && (i == 0 || head.p[i - 1] != '\r'))
            return false;
        if ((c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f)
            return false;
    }
    return true;
}

static bool is_method(Part word)
{
    for (size_t i = 0; i < word.n; i++)
        if (word.p[i] < 'A' || word.p[i] > 'Z')
            return false;
    return word.n > 0 && word.n <= METHOD_MAX;
}

static bool set_target(Request *r, const char *bytes, Part target)
{
    size_t skip = sizeof scheme - 1;
    if (r->kind == TALK_CONNECT)
        return set_place(r, target) && r->port > 0;
    if (target.n <= skip || strncasecmp(target.p, scheme, skip) != 0)
        return false;
    Part rest = part(target.p + skip, target.n - skip);
    size_t end = 0;
    while (end < rest.n && !strchr("/?#", rest.p[end]))
        end++;
    r->path = (size_t)(rest.p - bytes) + end;
    r->path_n = rest.n - end;
    // Who stands before an @ is part of no server's name.
    if (find(part(rest.p, end), '@') >= 0 || !set_place(r, part(rest.p, end)))
        return false;
    r->port = r->port ? r->port : PORT_HTTP;
    return true;
}

static RequestState first_line(const char *bytes, Part line, Request *r)
{
    ptrdiff_t first = find(line, ' ');
    if (first < 0 || !is_method(part(line.p, (size_t)first)))
        return REQUEST_BAD;
    Part rest = part(line.p + first + 1, line.n - (size_t)first - 1);
    ptrdiff_t second = find(rest, ' ');
    if (second <= 0 || strncmp(rest.p + second, " HTTP/1.", 8) != 0)
        return REQUEST_BAD;
    if (rest.n - (size_t)second != 9 || (rest.p[second + 8] != '0' && rest.p[second + 8] != '1'))
        return REQUEST_BAD;
    r->method_n = (size_t)first;
    r->kind = first == 7 && !memcmp(line.p, "CONNECT", 7) ? TALK_CONNECT : TALK_FETCH;
    return set_target(r, bytes, part(rest.p, (size_t)second)) ? REQUEST_OK : REQUEST_BAD;
}

RequestState request_http(const char *bytes, size_t n, Request *out)
{
    *out = (Request){0};
    size_t head = head_end(bytes, n < REQUEST_HEAD_MAX ? n : REQUEST_HEAD_MAX);
    if (!head)
        return n < REQUEST_HEAD_MAX ? REQUEST_MORE : REQUEST_BAD;
    if (!is_plain(part(bytes, head)))
        return REQUEST_BAD;
    out->head = head;
    return first_line(bytes, part(bytes, (size_t)find(part(bytes, head), '\r')), out);
}

RequestState request_socks_hello(const char *bytes, size_t n, size_t *used)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (n < 2)
        return REQUEST_MORE;
    *used = 2 + (size_t)b[1];
    if (n < *used)
        return REQUEST_MORE;
    return b[0] == 5 && memchr(b + 2, 0, b[1]) ? REQUEST_OK : REQUEST_BAD; // 0: unasked
}

RequestState request_socks(const char *bytes, size_t n, Request *out)
{
    const unsigned char *b = (const unsigned char *)bytes;
    *out = (Request){.kind = TALK_SOCKS};
    if (n < 5)
        return REQUEST_MORE;
    size_t length = b[3] == 1 ? 4 : b[3] == 4 ? 16 : b[3] == 3 ? (size_t)b[4] + 1 : 0;
    if (b[0] != 5 || b[1] != 1 || !length) // 1: CONNECT
        return REQUEST_BAD;
    out->head = 4 + length + 2;
    if (n < out->head)
        return REQUEST_MORE;
    out->port = b[4 + length] << 8 | b[5 + length];
    char text[INET6_ADDRSTRLEN];
    Part host = part(bytes + 5, length - 1);
    if (b[3] != 3) {
        if (!inet_ntop(b[3] == 1 ? AF_INET : AF_INET6, b + 4, text, sizeof text))
            return REQUEST_BAD;
        host = part(text, strlen(text));
    }
    return out->port && set_host(out, host) ? REQUEST_OK : REQUEST_BAD;
}

/* Headers that are between the program and the gate, or that the gate writes itself. */
static bool is_ours(Part line)
{
    static const char *const names[] = {
        "connection:", "proxy-connection:", "proxy-authorization:", "keep-alive:",
        "host:",       "upgrade:"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (line.n >= strlen(names[i]) && !strncasecmp(line.p, names[i], strlen(names[i])))
            return true;
    return line.n && (line.p[0] == ' ' || line.p[0] == '\t'); // a header that goes on: of old
}

static size_t put(char *out, size_t at, Part text)
{
    memcpy(out + at, text.p, text.n);
    return at + text.n;
}

static size_t put_first(const char *bytes, const Request *r, char *out)
{
    Part path = part(bytes + r->path, r->path_n);
    ptrdiff_t fragment = find(path, '#');
    path.n = fragment >= 0 ? (size_t)fragment : path.n;
    size_t n = put(out, 0, part(bytes, r->method_n));
    out[n++] = ' ';
    if (path.n == 0 || path.p[0] != '/')
        out[n++] = '/';
    n = put(out, n, path);
    bool six = r->is_address && strchr(r->host, ':');
    char minor = ((const char *)memchr(bytes, '\r', r->head))[-1];
    n += (size_t)sprintf(out + n, " HTTP/1.%c\r\nHost: %s%s%s", minor, six ? "[" : "", r->host,
                         six ? "]" : "");
    if (r->port != PORT_HTTP)
        n += (size_t)sprintf(out + n, ":%d", r->port);
    return n + (size_t)sprintf(out + n, "\r\nConnection: close\r\n");
}

size_t request_rewrite(const char *bytes, const Request *r, char *out)
{
    size_t n = put_first(bytes, r, out);
    const char *p = memchr(bytes, '\n', r->head), *end = bytes + r->head;
    for (p++; p < end;) {
        const char *next = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
        Part line = part(p, (size_t)(next - p));
        if (!is_ours(line))
            n = put(out, n, line);
        p = next;
    }
    return n;
}
