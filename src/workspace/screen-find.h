/* Finding in a screen and its scrollback, as it stands: lines that the terminal broke are whole. */
#ifndef WORKSPACE_SCREEN_FIND_H
#define WORKSPACE_SCREEN_FIND_H

#include "base/err.h"
#include "workspace/terminals.h"

typedef struct {
    bool regex, whole_word;
    bool match_case; // else capitals in the pattern make it exact
} ScreenFindOptions;

/* Cells [start, end] of a row. */
typedef struct {
    int start, end;
} ScreenMatch;

/* Begin to type a pattern; the one before is selected for the owner to show. */
void screen_find_open(Screen *s);
/* The keys move again; what was found stays marked. */
void screen_find_done(Screen *s);
/* Nothing is marked any more. */
void screen_find_forget(Screen *s);
Str screen_find_pattern(const Screen *s);
ScreenFindOptions *screen_find_options(Screen *s); // call screen_find_set after a change
/* Rows went into the scrollback: places are `rows` further up. */
void screen_find_moved(Screen *s, int rows);
/* Another pattern: go to its first match at or before where the search began, at once if it is
 * near, else by screen_find_go_on(). */
void screen_find_set(Screen *s, Str pattern);
/* Go to the next match up (-1) or down (1), around the end; as screen_find_set() in this.  False
 * with a sentence if there is none. */
bool screen_find_step(Screen *s, int dir, Err *err);
/* It has not been found, and not everything has been looked through. */
bool screen_find_is_busy(const Screen *s);
/* Look through so many rows more.  False with a sentence if it turned out that there is none. */
bool screen_find_go_on(Screen *s, Err *err);
/* That, in each turn until it is done; what comes of it is said (the beat "settle"). */
void screen_find_settle(Screen *s, Workspace *ws);
/* Why there is none, "" if there is one or nothing is looked for. */
const char *screen_find_problem(const Screen *s);
/* Count on, so many rows; true when all are.  Part of screen_find_settle(). */
bool screen_count_settle(Screen *s);
/* How many matches there are, as far as they are counted (`more`: there may be more), and the
 * 1-based number of the one the cursor is at, 0: it is at none. */
size_t screen_find_count(const Screen *s, size_t *current, bool *more);
/* Matches in a row, at most `max`; returns how many. */
size_t screen_find_in_row(Screen *s, int row, ScreenMatch *out, size_t max);
void screen_find_free(ScreenFind *f);

#endif
