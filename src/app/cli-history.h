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

/* Take --json, --cause and -n out of the words; false with a sentence. */
bool history_options(int *argc, char **argv, HistoryWish *wish, Err *err);
/* The fields of one, within an object. */
void history_put_json(JsonOut *w, const TimelineEntry *e);
/* What was said of it and who it was, behind its row. */
void history_put_label(const TimelineEntry *e);
/* Print the timeline of the project around the current folder. */
bool history_log(const HistoryWish *wish, Err *err);

#endif
