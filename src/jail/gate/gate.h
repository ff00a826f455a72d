/* Inside codelab-gate, the one way out of a jail that may talk to listed places.
 *
 * It runs in a jail of its own that has the network but nothing else: it parses what a hostile
 * program sends, so whoever takes it over has gained the network and no file.  Each connection has
 * a thread, at most CONNECTIONS_MAX of them, with buffers of fixed size. */
#ifndef JAIL_GATE_GATE_H
#define JAIL_GATE_GATE_H

#include "jail/gate/request.h"

#include <poll.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>

/* How the helper hands it over; the arguments are the rules. */
enum {
    GATE_LISTENER_FD = 0, // in the other jail's network
    GATE_NEWS_FD = 1,     // what was refused: "HOST:PORT" with a NUL, one write each
    GATE_COUNTS_FD = 2,   // GateCounts, mapped
    GATE_PORT = 3128,     // where a program finds it, on its own loopback
    GATE_NEWS_BYTES = REQUEST_HOST_BYTES + 8,
};

enum {
    CONNECTIONS_MAX = 64,
    HEAD_MS = 20000,    // for a request to come
    CONNECT_MS = 15000, // for each address of a server
    IDLE_MS = 600000,   // without a byte in either direction
};

typedef struct {
    _Atomic uint64_t sent, received; // bytes, as the program sees it
} GateCounts;

typedef struct {
    Rules rules;
    int news;
    GateCounts *counts;
    sem_t room; // connections that may still come
} Gate;

typedef enum { REACH_OK, REACH_BLOCKED, REACH_NO_NAME, REACH_NO_ANSWER } Reach;

/* A connection to where the request wants to go, if the rules allow it. */
Reach gate_reach(const Gate *g, const Request *r, int *fd);
/* Serve one connection to its end, and close it. */
void gate_serve(const Gate *g, int client);
/* Bytes both ways until both are closed or nothing moves any more.  `early` are bytes that the
 * client has sent already. */
void gate_relay(const Gate *g, int client, int server, const char *early, size_t n);
/* Wait for `events`; false when the time is over. */
bool gate_wait(int fd, short events, int ms);
bool gate_write(int fd, const char *bytes, size_t n);

/* Never start a program, whoever comes to rule here. */
bool gate_lock(void);

#endif
