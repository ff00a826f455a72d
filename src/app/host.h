/* The session process around an App: who calls its socket, and on whose terminals it is shown. */
#ifndef APP_HOST_H
#define APP_HOST_H

#include "app/app-inner.h"
#include "app/sessions.h"
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
    Display *display; // of the terminal it lent; borrowed from the app; NULL: none is shown
    int fds[2];       // owned: that terminal; -1: none
    Vec(char *) env;  // owned: "NAME=VALUE", what the environment says of it
    char *line;       // owned: its name, "/dev/pts/3"
    int64_t since_ms; // wall time
} Conn;

struct Host {
    App *app;           // borrowed
    SessionPlace place; // with its lock, once it listens
    char *name;         // owned; base name of the folder
    int listener;       // owned; -1 before
    LoopFd *calls;      // owned
    bool called;        // somebody may be waiting there
    Vec(Conn *) conns;  // owned
    int share;          // SessionShare, as it was acted upon
    int64_t began_ms;   // wall time
    int64_t left_ms;    // wall time; since when nobody is attached
    Vec(int) left_jobs; // numbers of what ran then: runs, and terminals below 0
    LoopTimer *idle;    // owned; NULL unless it is to end when nobody comes back
    bool idle_over;     // nobody did
};

enum { HOST_CONNS_MAX = 64, HOST_CLIENTS_MAX = 16 };

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
/* The terminal that it began on is shown there. */
void host_begin(Host *h, Display *s);
/* Listen for others.  False if another is the session of the folder: then this one is to end. */
bool host_listen(Host *h);
/* The terminals are gone, or the session was told to go: ends it or goes on without. */
void host_hang_up(Host *h);
/* Tell the clients how it ended; they hold on until the process is gone. */
void host_say_end(Host *h);
void host_free(Host *h);

/* Take the frames that came; act. */
void host_act(Host *h);
void conn_send(Conn *c, SessionKind kind, const Str *fields, size_t n);
/* BYE with a sentence, "" for none; it is closed when that is sent. */
void conn_say_bye(Conn *c, int code, const char *text);

/* The terminal of a client: take it, let go of it with a sentence, or where nobody is there to hear
 * one. */
void host_take_terminal(Host *h, Conn *c, const SessionFrame *f);
void host_let_go(Host *h, Conn *c, const char *text);
void host_lose(Host *h, Conn *c);
/* A frame, without fields, of one whose terminal is shown. */
void host_client_says(Host *h, Conn *c, unsigned kind);
/* How many terminals show it. */
size_t host_clients(const Host *h);
/* One of them may type. */
bool host_has_typist(const Host *h);
/* Whose terminal that is; NULL: nobody's. */
Conn *host_conn_of(const Host *h, const Display *s);
/* Go by session.share where that has changed. */
void host_settle_share(Host *h);
/* Its terminal is shown there from now on; and given up. */
void conn_attach(Conn *c, Display *s);
void conn_close_terminal(Conn *c);
/* What the environment says of its terminal, copied. */
void conn_set_env(Conn *c, const Str *entries, size_t n);
/* Have the environment speak of a terminal that is there: of the one that came last. */
void host_restore_env(Host *h);
/* Tell those who are there of one that has come or gone; what held for that one holds no more. */
void host_tell_joined(Host *h, const Conn *c);
void host_tell_left(Host *h, const Conn *c);
/* What is told of it to who asks; its strings are borrowed. */
SessionClient conn_describe(const Conn *c);
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
