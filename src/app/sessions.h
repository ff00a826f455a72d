/* Which sessions there are, as they say of themselves. */
#ifndef APP_SESSIONS_H
#define APP_SESSIONS_H

#include "base/arena.h"
#include "session/session.h"

typedef struct App App;
typedef Vec(Str) StrVec;

/* A terminal that shows a session. */
typedef struct {
    Str line, term, from; // borrowed: its name, its kind, the address that it comes from
    int64_t rows, cols;
    int64_t since_ms; // wall time
    bool watches;     // its keys are not heard
} SessionClient;

typedef struct {
    char *id, *name;      // owned
    char *root, *version; // owned; NULL: it does not answer
    int64_t pid, began_ms, clients, jobs, unsaved, terminals;
    Vec(SessionClient) attached; // owned; not told by sessions of before
    Arena words;                 // owned: what those borrow
} SessionInfo;
typedef Vec(SessionInfo) SessionInfos;

/* What it says of itself, as the fields of an answer: borrowed from *i and `arena`. */
void session_info_write(const SessionInfo *i, Arena *arena, StrVec *out);
SessionInfo session_info_read(const char *id, const SessionFrame *f);
void session_info_deinit(SessionInfo *i);

/* Ask each, but that of the id `but` (NULL: all).  Waits for answers, two seconds each at most. */
bool session_infos(SessionInfos *out, const char *but, Err *err);
void session_infos_deinit(SessionInfos *all);
/* The one of that name, id or folder, by its index; -1 with a sentence: several are (or none, with
 * err->code ESRCH). */
ptrdiff_t session_info_find(const SessionInfos *all, const char *name, Err *err);
/* One line about it, and one about each terminal; without the last line's end. */
void session_info_print(const SessionInfo *i, Buf *out);
void session_client_print(const SessionClient *c, Buf *out);
/* Show them as a page, once they have answered. */
void app_list_sessions(App *a);

#endif
