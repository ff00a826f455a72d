/* Which sessions there are, as they say of themselves. */
#ifndef APP_SESSIONS_H
#define APP_SESSIONS_H

#include "session/session.h"

typedef struct App App;

typedef struct {
    char *id, *name;      // owned
    char *root, *version; // owned; NULL: it does not answer
    int64_t pid, began_ms, clients, jobs, unsaved, terminals;
} SessionInfo;
typedef Vec(SessionInfo) SessionInfos;

/* Ask each, but that of the id `but` (NULL: all).  Waits for answers, two seconds each at most. */
bool session_infos(SessionInfos *out, const char *but, Err *err);
void session_infos_deinit(SessionInfos *all);
/* The one of that name, id or folder, by its index; -1 with a sentence: several are (or none, with
 * err->code ESRCH). */
ptrdiff_t session_info_find(const SessionInfos *all, const char *name, Err *err);
/* One line about it. */
void session_info_print(const SessionInfo *i, Buf *out);
/* Show them as a page, once they have answered. */
void app_list_sessions(App *a);

#endif
