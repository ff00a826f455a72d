/* What the files of codelab decision share. */
#ifndef APP_CLI_DECISION_H
#define APP_CLI_DECISION_H

#include "base/json.h"
#include "store/store.h"

typedef struct {
    Store *store;
    int64_t project;
    char *const *words; // behind the verb
    size_t nwords;
    // options, NULL without them; what a decision is to say
    const char *title, *status, *author, *model, *context, *decision, *consequences;
    bool json;
} DecisionRequest;

/* A change as a word names it: FILE@N, FILE@TIME, or FILE, the newest version.  Its path is owned.
 */
bool decision_change(const DecisionRequest *r, const char *word, DecisionLink *out, Err *err);
/* The number in words[i]. */
bool decision_word(const DecisionRequest *r, size_t i, int64_t *n, Err *err);
/* With --json its object, else one line: its name and title, then the words. */
bool decision_tell(const DecisionRequest *r, int64_t n, const char *after, Err *err);

/* One verb each. */
bool decision_new(const DecisionRequest *r, Err *err);
bool decision_edit(const DecisionRequest *r, Err *err);

#endif
