/* Find and replace in the shown document.
 *
 * What is on the screen is looked up as it is painted; the next match, the count and large
 * replacements are made by workers over snapshots, so that keys stay free.  An expression that
 * takes too long is given up with a sentence. */
#ifndef WORKSPACE_FIND_H
#define WORKSPACE_FIND_H

#include "text/text.h"
#include "workspace/view.h"

typedef struct Find Find;

typedef struct {
    bool ignore_case; // default; capitals in the pattern make it exact (smart case)
    bool whole_word;
    bool regex;
    bool preserve_case; // replacements take the case of what they replace
} FindOptions;

/* The lines of the widget. */
typedef enum { FIND_PATTERN, FIND_REPLACEMENT, FIND_FIELDS } FindField;

Find *find_new(Workspace *ws);
void find_free(Find *f);
bool find_is_open(const Find *f);
/* Open the widget and give it the keys; the settings say how the selection seeds it. */
void find_open(Find *f);
/* The same with the line of the replacement. */
void find_open_replace(Find *f);
bool find_is_replacing(const Find *f);
/* Grows when the fields get other texts than those typed: they are then shown selected, so that
 * typing begins anew. */
unsigned find_shown(const Find *f);
/* It is open and takes the keys, until find_blur() leaves them to the text. */
bool find_has_focus(const Find *f);
void find_focus(Find *f, FindField field);
FindField find_field(const Find *f); // the one that gets the keys
void find_blur(Find *f);
/* Stop what is under way, and close. */
void find_close(Find *f);
void find_set_text(Find *f, FindField field, Str text);
Str find_text(const Find *f, FindField field);
/* Show an older (-1) or newer (1) text of the field with the focus. */
void find_recall(Find *f, int dir);
FindOptions *find_options(Find *f); // call find_changed after a change
void find_changed(Find *f);
/* Look only within the selection, or everywhere again; false if nothing is selected. */
bool find_toggle_scope(Find *f);
bool find_is_scoped(const Find *f);
/* That part of a document; empty if all of it is looked at. */
Range find_scope_in(const Find *f, const Document *d);

/* Go to the next or previous match, around the end, when a worker has found it.  False with a
 * sentence if there is nothing to look for. */
bool find_step(Find *f, int dir, Err *err);
/* Matches counted so far, and the 1-based number of the one at the cursor (0: none, or not known
 * yet). */
size_t find_count(const Find *f, size_t *current);
/* There may be more. */
bool find_is_counting(const Find *f);
/* Jobs are under way or due. */
bool find_is_searching(const Find *f);
const char *find_problem(const Find *f); // of a bad or slow expression, "" if none

/* Matches; borrowed until something of the find widget changes. */
typedef struct {
    const Range *at; // sorted, not overlapping
    const Str *with; // what would stand there; NULL if that is not to be seen
    size_t n;
} FindSeen;
/* Those of a document that touch [start, end).  Costs the bytes and what lies around them, once. */
FindSeen find_in(Find *f, const Document *d, size_t start, size_t end);

/* Put a cursor on each match, when a worker has found them, and leave the keys to the text. */
bool find_select_all(Find *f, Err *err);
/* Are there matches among those counted so far of stretches (of 64 KiB or more) that touch [start,
 * end)?  O(stretches): for an overview. */
bool find_counted(const Find *f, const Document *d, size_t start, size_t end);

/* Replace the match at the cursor and go on to the next; without one there, only go on. */
bool find_replace_one(Find *f, Err *err);
/* Replace all matches as one undo step, when a worker has made the new text; not if the text
 * changes meanwhile. */
bool find_replace_all(Find *f, Err *err);
/* A replacement is under way, and how many were made. */
bool find_is_swapping(const Find *f, size_t *made);

/* Follow edits; start and restart jobs. */
void find_settle(Find *f);

#endif
