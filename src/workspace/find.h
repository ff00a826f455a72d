/* Find in the shown document: the pattern, its options, and all matches, looked up by a worker. */
#ifndef WORKSPACE_FIND_H
#define WORKSPACE_FIND_H

#include "text/text.h"
#include "workspace/view.h"

typedef struct Find Find;

typedef struct {
    bool ignore_case; // default; capitals in the pattern make it exact (smart case)
    bool whole_word;
    bool regex;
} FindOptions;

Find *find_new(Workspace *ws);
void find_free(Find *f);
bool find_is_open(const Find *f);
/* Open the widget and give it the keys, seeded with the selection if that lies in one line. */
void find_open(Find *f);
/* How often it was opened: its line is then selected, so that typing begins anew. */
unsigned find_opened(const Find *f);
/* It is open and takes the keys, until find_blur() leaves them to the text. */
bool find_has_focus(const Find *f);
void find_focus(Find *f);
void find_blur(Find *f);
void find_close(Find *f);
void find_set_pattern(Find *f, Str pattern);
Str find_pattern(const Find *f);
FindOptions *find_options(Find *f); // call find_changed after a change
void find_changed(Find *f);
/* Go to the next or previous match, around the end; waits for the worker if need be. */
void find_step(Find *f, int dir);
/* Matches known, and the 1-based number of the one at the cursor (0: none). */
size_t find_count(const Find *f, size_t *current);
bool find_is_searching(const Find *f);
/* There are more matches than are kept. */
bool find_is_capped(const Find *f);
const char *find_problem(const Find *f); // of a bad expression, "" if none
/* The matches that touch [start, end) of the shown text: a slice, borrowed until the next settle.
 */
const Range *find_in(const Find *f, size_t start, size_t end, size_t *n);
/* Pull edits, start or restart the search. */
void find_settle(Find *f);

#endif
