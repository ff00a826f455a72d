/* What the files of Find share. */
#ifndef WORKSPACE_FIND_INNER_H
#define WORKSPACE_FIND_INNER_H

#include "loop/loop.h"
#include "workspace/find-index.h"
#include "workspace/find.h"
#include "workspace/inner.h"

#include <stdatomic.h>

enum { FIND_HISTORY = 50 };

/* What was typed into a field before. */
typedef struct {
    Vec(char *) all; // owned, oldest first
    size_t at;       // shown; all.n: what is typed now
    char *draft;     // owned; that, while an older one is shown
} FindHistory;

/* Matches in the part of the text that was looked at last. */
typedef struct {
    size_t start, end; // of the part; nothing is known if they are the same
    bool preview;      // with replacements
    Vec(Range) all;
    Vec(Str) with; // into `bytes`, as many if there is a preview
    Buf bytes;     // owned; the replacements
} FindMarks;

/* Where the cursor is among the matches, as far as is known. */
typedef struct {
    Range at;       // the selection this is about
    size_t changes; // of the index
    size_t within;  // 1-based number in its stretch, 0 if it is no match
    size_t in;      // where the search of the stretch began
    bool known;
} FindOrdinal;

typedef struct FindCount FindCount;
typedef struct FindSwap FindSwap;

struct Find {
    Workspace *ws; // borrowed
    bool open, focused, replacing;
    FindField field;
    unsigned shown;
    Buf text[FIND_FIELDS];
    FindHistory history[FIND_FIELDS];
    FindOptions options;
    size_t epoch;  // grows when something else is looked for
    Finder *brief; // owned; for this thread; NULL: nothing to look for
    Err problem;   // a bad expression, or one that is too slow
    bool gave_up;  // it is too slow: not counted until something changes
    uint64_t doc;  // id of the document that all below is about; 0: none
    TextRev rev;   // ... and its revision
    bool scoped;   // only look within `scope`
    Range scope;
    size_t from;      // where the cursor stood when the widget was opened
    bool jump;        // go to the first match from `from` on
    int steps;        // to be made to next (or previous, if negative) matches
    size_t passed;    // an empty match here was seen; SIZE_MAX: none
    LoopJob *seek[2]; // two share the work in a large text
    FindIndex index;
    FindOrdinal ordinal;
    LoopJob *count;
    FindCount *counting; // what `count` works on, owned by it
    LoopJob *select;
    LoopJob *swap;
    FindSwap *swapping; // the same for a replacement of all
    FindMarks marks;
};

/* One search of a worker. */
typedef struct {
    Find *find;   // main thread only
    size_t epoch; // of what is looked for
    uint64_t doc;
    TextRev rev;
    Snap *snap;  // one reference
    Buf pattern; // owned
    FindQuery query;
    Range scope; // within the text
} FindOrder;

void find_order_init(FindOrder *o, Find *f, const View *v);
void find_order_deinit(FindOrder *o);
/* The same is still looked for in the same text. */
bool find_order_holds(const FindOrder *o);

/* One match after the other. */
typedef struct {
    Finder *finder; // borrowed
    const Snap *snap;
    size_t at;   // where to go on
    size_t ends; // matches end here at last
    const atomic_bool *cancelled;
} FindWalk;
/* The next match if it starts at or before `starts`. */
bool find_walk_next(FindWalk *w, size_t starts, Range *m);
/* A search of all of it takes no time to speak of: it is made at once, on this thread, so that keys
 * that come in the same moment already meet what it does. */
bool find_is_at_once(const Find *f, const View *v);

/* A search for the first match that workers share. */
typedef struct {
    size_t from; // where it begins, and ends after going around
    Range scope;
    size_t next; // atomic; the strip that is taken next
    size_t best; // atomic; the first one known to have a match; SIZE_MAX: none
} FindStrips;
typedef struct {
    size_t strip;
    Range match;
    bool around; // it lies before `from`
} FindStripHit;
/* Take part in it, until nothing better can be found; false if there was nothing here.  Of all
 * hits, the one with the lowest strip is the first match. */
bool find_strips_search(FindStrips *x, Finder *finder, const Snap *s, const atomic_bool *cancelled,
                        FindStripHit *hit);

/* Smart case: a pattern with capitals means them. */
bool find_has_capitals(Str s);
FindQuery find_query(const Find *f);
Range find_scope(const Find *f, const Snap *s);
/* Bytes around an edit that matches may depend on. */
size_t find_reach(const Find *f);

/* Start the jobs that are due; take in what those under way have learnt. */
void find_seek_settle(Find *f, View *v);
void find_count_settle(Find *f, View *v);
void find_marks_forget(Find *f);
void find_history_deinit(FindHistory *h);
/* Remember a text as the newest. */
void field_history_keep(FindHistory *h, Str text);
/* The older (-1) or newer (1) one than is shown, NULL if there is none; borrowed. */
const char *field_history_recall(FindHistory *h, Str now, int dir);
/* What to look for first, as the settings have it: the selection, or the word at the cursor.  False
 * if there is nothing that fits.  Appended, for an expression with backslashes where it needs them.
 */
bool find_add_seed(const Workspace *ws, const View *v, bool regex, Buf *out);
/* Remember what the fields hold. */
void find_history_keep(Find *f);

#endif
