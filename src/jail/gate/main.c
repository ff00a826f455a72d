/* codelab-gate RULE...: let what comes to the listening socket out to the listed places.
 *
 * Started by codelab-jail alone, in a jail of its own (gate.h says with which descriptors). */
#include "jail/gate/gate.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { STACK_BYTES = 512 * 1024 }; // name services are hungry

typedef struct {
    Gate *gate;
    int client;
} Call;

static void *serve(void *arg)
{
    Call call = *(Call *)arg;
    free(arg);
    gate_serve(call.gate, call.client);
    sem_post(&call.gate->room);
    return NULL;
}

static bool start(Gate *g, const pthread_attr_t *attr, int client)
{
    pthread_t thread;
    Call *call = malloc(sizeof *call);
    if (!call)
        return false;
    *call = (Call){g, client};
    if (pthread_create(&thread, attr, serve, call) == 0)
        return true;
    free(call);
    return false;
}

/* Who comes while all places are taken waits in the kernel's queue. */
static void accept_all(Gate *g)
{
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attr, STACK_BYTES);
    for (;;) {
        while (sem_wait(&g->room) < 0)
            ;
        int client = accept4(GATE_LISTENER_FD, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (client >= 0 && start(g, &attr, client))
            continue;
        sem_post(&g->room);
        if (client >= 0)
            close(client);
        else if (errno != EINTR && errno != ECONNABORTED)
            return;
    }
}

int main(int argc, char **argv)
{
    Gate g = {.news = GATE_NEWS_FD};
    Rule *rules = calloc((size_t)argc, sizeof *rules);
    g.rules.all = rules;
    for (int i = 1; rules && i < argc; i++)
        if (!rule_parse(argv[i], &rules[g.rules.n++]))
            return 2;
    g.counts = mmap(NULL, sizeof *g.counts, PROT_READ | PROT_WRITE, MAP_SHARED, GATE_COUNTS_FD, 0);
    signal(SIGPIPE, SIG_IGN);
    if (rules && g.counts != MAP_FAILED && sem_init(&g.room, 0, CONNECTIONS_MAX) == 0 &&
        gate_lock())
        accept_all(&g);
    return 1;
}
