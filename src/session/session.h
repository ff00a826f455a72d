/* What lies between a terminal and the workbench that outlives it: places, sockets, frames.
 *
 * A folder that is open has one session process at most, which listens on a Unix socket in the
 * user's runtime folder; clients lend it their terminals there, name files to open, or ask how it
 * stands.  This room knows the folder, the socket and the bytes that pass; it knows no terminal and
 * no workbench, waits only where it says so, and trusts nobody: every length is checked, and a peer
 * of another user is hung up on.
 *
 *   SessionPlace p;
 *   if (session_place_init(&p, "/home/u/hello", &err)) {
 *       SessionLink *l = session_call(&p, &err);        // a client ...
 *       session_send(l, SESSION_INFO, NULL, 0);
 *       session_await(l, &frame, 1000);
 *       int fd = session_listen(&p, &err);              // ... or the session */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

/* Places ------------------------------------------------------------------------------------- */

enum { SESSION_ID_MAX = 64 };

/* Where the session of a folder is found.  The same for each path that leads to the folder. */
typedef struct {
    char id[SESSION_ID_MAX]; // the folder's name and a hash of its path; fit for a file name
    int dir_fd;              // owned; the runtime folder
    int lock_fd;             // owned; the lock that a living session holds, -1: none
} SessionPlace;

/* $XDG_RUNTIME_DIR/codelab, or /tmp/codelab-UID where there is none; made if it is missing.  Fails
 * unless it is this user's alone.  -1 with a sentence; the descriptor is the caller's. */
int session_dir_open(Err *err);
/* The session of `root`, an absolute path.  Nothing is looked for yet. */
bool session_place_init(SessionPlace *p, const char *root, Err *err);
/* The session of that id; false if no id looks so. */
bool session_place_named(SessionPlace *p, Str id, Err *err);
void session_place_deinit(SessionPlace *p);

typedef Vec(char *) SessionIds; // owned strings
/* Ids of the sessions there are; leftovers of sessions that died are removed. */
bool session_ids(SessionIds *out, Err *err);
void session_ids_deinit(SessionIds *ids);

/* Frames ------------------------------------------------------------------------------------- */

/* Of what passes: it grows when frames of before are not understood any more.  Frames of each
 * version have the same head, and INFO, END and OTHER are the same in all. */
enum { SESSION_VERSION = 1 };

typedef enum {
    // from a client: the first of a connection says what it is for
    SESSION_INFO = 1, // how do you stand?  Answer: INFO
    SESSION_END,      // end, keeping what is unsaved.  Answer: BYE, and the end of the connection
    SESSION_ATTACH,   // program version, environment "NAME=VALUE" and options "--ascii", in any
                      // order; descriptors: in, out, loan
    SESSION_OPEN,     // flags, then path, line, column of each file.  Answer: OPENED or ERROR
    SESSION_RESIZED,  // of who is attached: the terminal has another size
    SESSION_SUSPEND,  // the client is to be stopped.  Answer: SUSPENDED
    SESSION_RESUME,   // it goes on
    SESSION_DETACH,   // the client wants its terminal back.  Answer: BYE
    // from a session
    SESSION_OTHER = 32, // it speaks another version: its protocol, its program version
    SESSION_ATTACHED,   // the terminal is taken
    SESSION_SUSPENDED,
    SESSION_BYE,        // exit code, sentence ("" for none): the terminal is to be taken back
    SESSION_AGAIN,      // take the terminal back, and begin again with the folder named
    SESSION_FOREGROUND, // take the terminal back, and go on without a session
    SESSION_OPENED,
    SESSION_CLOSED, // a file that was waited for is closed, and all others of the request
    SESSION_ERROR,  // a sentence
    SESSION_KIND_COUNT
} SessionKind;

enum {
    SESSION_HEAD = 20,             // bytes of a frame's head
    SESSION_BYTES_MAX = 256 << 10, // ... and at most behind it
    SESSION_FIELDS_MAX = 1024,
    SESSION_FDS_MAX = 3, // descriptors that come with a frame
};

typedef struct {
    unsigned version; // of who sent it
    unsigned kind;    // SessionKind, or one that is not known yet
    unsigned nfds;    // descriptors that came with it
    size_t n;
    Str field[SESSION_FIELDS_MAX]; // borrowed
} SessionFrame;

typedef enum { SESSION_WHOLE, SESSION_PART, SESSION_BROKEN } SessionRead;

/* Read a frame from the start of `bytes`; *used gets its length.  PART: more is needed. */
SessionRead session_frame_read(Str bytes, SessionFrame *out, size_t *used);
/* Append one.  False (nothing appended) if it would be larger than may be read. */
bool session_frame_write(Buf *out, SessionKind kind, const Str *fields, size_t n, unsigned nfds);
/* Field i, "" if there is none. */
Str session_field(const SessionFrame *f, size_t i);
/* ... as a number, `def` if it is none. */
int64_t session_number(const SessionFrame *f, size_t i, int64_t def);

/* Connections -------------------------------------------------------------------------------- */

/* One end of a connection.  Nothing waits unless it says so. */
typedef struct SessionLink SessionLink;

/* Takes the connected socket over. */
SessionLink *session_link_new(int fd);
void session_link_free(SessionLink *l);
int session_link_fd(const SessionLink *l);
/* Take in what has come.  False once the other end is gone or what it sends is no frame. */
bool session_link_read(SessionLink *l);
/* The next frame; borrowed until the next read. */
bool session_link_next(SessionLink *l, SessionFrame *out);
/* The next descriptor of the frame taken last, owned by the caller; -1: there is none. */
int session_link_take_fd(SessionLink *l);
/* Send a frame; what the other end does not take yet waits, up to a limit, and goes with the next
 * or with session_link_flush().  False if the other end is gone or takes nothing. */
bool session_send(SessionLink *l, SessionKind kind, const Str *fields, size_t n);
/* The same with descriptors, which stay the caller's. */
bool session_send_fds(SessionLink *l, SessionKind kind, const Str *fields, size_t n, const int *fds,
                      size_t nfds);
bool session_link_flush(SessionLink *l);
/* Something waits to be sent. */
bool session_link_is_behind(const SessionLink *l);
/* Wait for the next frame, so long (-1: for ever).  False if there came none: *gone says whether
 * one may still come. */
bool session_await(SessionLink *l, SessionFrame *out, int timeout_ms, bool *gone);

/* Be the session of that place: a listening socket, owned by the caller, or -1 with a sentence;
 * err->code is EEXIST where another session lives.  What one that died left is removed. */
int session_listen(SessionPlace *p, Err *err);
/* No longer be it: its names go; nobody else can be it before session_place_deinit(). */
void session_unlisten(const SessionPlace *p);
/* The next who calls: a socket, owned by the caller; -1: there is none (any more), or it was of
 * another user. */
int session_accept(int listener);
/* Call the session.  NULL with a sentence; err->code is ENOENT or ECONNREFUSED where there is none,
 * EAGAIN where it does not answer. */
SessionLink *session_call(const SessionPlace *p, Err *err);
/* Two ends of a connection, for a process and its child. */
bool session_pair(SessionLink *ends[2], Err *err);

#endif
