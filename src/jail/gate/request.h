/* What a program asks of the gate: HTTP's CONNECT, a request with the whole address in it, or
 * SOCKS5.  Pure functions over bytes that a hostile program chose. */
#ifndef JAIL_GATE_REQUEST_H
#define JAIL_GATE_REQUEST_H

#include "jail/gate/rule.h"

enum { REQUEST_HEAD_MAX = 32768, REQUEST_HOST_BYTES = 256 };

typedef enum {
    REQUEST_MORE, // the bytes so far are the beginning of one
    REQUEST_BAD,
    REQUEST_OK,
} RequestState;

typedef struct {
    enum { TALK_CONNECT, TALK_FETCH, TALK_SOCKS } kind;
    char host[REQUEST_HOST_BYTES]; // a normal name or an address
    bool is_address;
    Address address;
    int port;
    size_t head;         // bytes of it; what follows is for the other side
    size_t path, path_n; // of TALK_FETCH: what to ask that server for, a part of the head
    size_t method_n;
} Request;

RequestState request_http(const char *bytes, size_t n, Request *out);
/* SOCKS5: first which ways to introduce oneself there are (*used bytes), then the request. */
RequestState request_socks_hello(const char *bytes, size_t n, size_t *used);
RequestState request_socks(const char *bytes, size_t n, Request *out);

/* The head of a TALK_FETCH as the server is to get it: its own path, its own Host, one request a
 * connection, and nothing that is for proxies.  Returns its length; `out` has room for
 * REQUEST_HEAD_MAX + 512. */
size_t request_rewrite(const char *bytes, const Request *r, char *out);

#endif
