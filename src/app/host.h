/* The session process around an App: who calls its socket, and whose terminal it shows. */
#ifndef APP_HOST_H
#define APP_HOST_H

#include "app/app-inner.h"
#include "session/session.h"

/* Somebody who called. */
typedef struct Conn {
    Host *host;              // borrowed
    SessionLink *link;       // owned
    LoopFd *io;              // owned
    bool ready;              // something came
    bool leaving;            // nothing more is expected: closed once it took what waits
    bool awaits_end;         // ... but only when the session ends
    Vec(uint64_t) documents; // ids of those it waits for
    bool waits;
} Conn;

struct Host {
    App *app;           // borrowed
    SessionPlace place; // with its lock, once it listens
    char *name;         // owned; base name of the folder
    int listener;       // owned; -1 before
    LoopFd *calls;      // owned
    bool called;        // somebody may be waiting there
    Vec(Conn *) conns;  // owned
    Conn *client;       // of those, whose terminal is shown; NULL: nobody's
    int fds[2];         // owned: that terminal; -1: none
    bool suspended;     // the client is stopped, or about to be
    bool lost;          // the client is gone without a word
    int64_t began_ms;   // wall time
    int64_t left_ms;    // wall time; since when nobody is attached
    Vec(int) left_jobs; // numbers of what ran then: runs, and terminals below 0
    LoopTimer *idle;    // owned; NULL unless it is to end when nobody comes back
    bool idle_over;     // nobody did
};

enum { HOST_CONNS_MAX = 64 };

/* How a session begins: in a child of the client, on its terminal. */
typedef struct {
    const AppArgs *args;
    SessionLink *client; // taken over
    int fds[2];          // the terminal; taken over
    int loan_fd;         // borrowed
} HostStart;
/* Be the session until it ends; returns the exit code. */
int host_main(const HostStart *start);
/* Before the first paint, and after it. */
Host *host_new(App *a, const HostStart *start);
/* Listen for others.  False if another is the session of the folder: then this one is to end. */
bool host_listen(Host *h);
/* The terminal is gone, or the session was told to go: ends it or goes on without. */
void host_hang_up(Host *h);
/* Tell the client how it ended; it holds on until the process is gone. */
void host_say_end(Host *h);
void host_free(Host *h);

/* Take the frames that came; act. */
void host_act(Host *h);
void conn_send(Conn *c, SessionKind kind, const Str *fields, size_t n);
/* BYE with a sentence, "" for none; it is closed when that is sent. */
void conn_say_bye(Conn *c, int code, const char *text);

/* The terminal of a client: take it, let go of it where nobody is there to hear why. */
void host_take_terminal(Host *h, Conn *c, const SessionFrame *f);
void host_lose(Host *h);
/* A frame of the client's that has no fields. */
void host_client_says(Host *h, unsigned kind);
/* Documents that are opened for others. */
void host_open(Host *h, Conn *c, const SessionFrame *f);
void host_settle_waits(Host *h);
/* Do what commands wished. */
void host_settle(Host *h);
/* How it stands. */
void host_tell(Host *h, Conn *c);
/* What a client says of its terminal besides the environment; from field `first` on. */
TerminalLook terminal_look_of(const SessionFrame *f, size_t first);
/* Tell of options that come too late for this session. */
void terminal_look_explain(Workspace *ws, const SessionFrame *f, size_t first);
/* The last terminal has gone; the first has come, and its user is told what happened meanwhile. */
void host_begin_absence(Host *h);
void host_end_absence(Host *h);
/* Programs and runs that go on. */
size_t host_running(const Host *h);

#endif
