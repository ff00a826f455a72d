/* What codelab history and codelab log share. */
#ifndef APP_CLI_HISTORY_H
#define APP_CLI_HISTORY_H

#include "base/json.h"
#include "store/store.h"

typedef struct {
    bool json;
    unsigned causes; // as TimelineQuery has them
    size_t limit;    // 0: all
} HistoryWish;

/* Take the words of --cause and -n, each NULL if it is not there. */
bool history_wish(HistoryWish *wish, const char *cause, const char *count, Err *err);
/* The fields of one, within an object. */
void history_put_json(JsonOut *w, const TimelineEntry *e);
/* What was said of it and who it was, behind its row. */
void history_put_label(const TimelineEntry *e);
/* Print the timeline of the project around the current folder. */
bool history_log(const HistoryWish *wish, Err *err);

#endif
