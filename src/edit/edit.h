/* Edit: what an editor does to one text at many places at once.
 *
 * Pure: a snapshot and the selections in it go in, a Change comes out: what is to be replaced
 * where, and the selections after it.  Owns Selections and Change.  Knows no view, no file and no
 * screen; only change_apply() touches a Text.
 *
 *   AUTO(change) Change c = {0};
 *   VEC_EACH (Selection, s, &sel.v)
 *       change_add(&c, selection_start(s), selection_end(s), STR("x"));
 *   change_apply(&c, text, &sel);       // one undo step; sel: a cursor behind each "x"
 *
 * Offsets are bytes, rows and columns 0-based; a column is a display cell.  Costs grow with the
 * number of selections and with what lies close around each, never with the text. */
#ifndef EDIT_EDIT_H
#define EDIT_EDIT_H

#include "base/arena.h"
#include "base/mem.h"
#include "base/vec.h"
#include "text/text.h"

typedef struct {
    size_t anchor; // where it began
    size_t head;   // where the cursor stands; == anchor: nothing is selected
    int want_col;  // column that vertical moves keep, -1: take the head's
} Selection;

static inline size_t selection_start(const Selection *s)
{
    return MIN(s->anchor, s->head);
}

static inline size_t selection_end(const Selection *s)
{
    return MAX(s->anchor, s->head);
}

static inline bool selection_is_empty(const Selection *s)
{
    return s->anchor == s->head;
}

static inline Selection selection_at(size_t off)
{
    return (Selection){.anchor = off, .head = off, .want_col = -1};
}

static inline Selection selection_of(size_t anchor, size_t head)
{
    return (Selection){.anchor = anchor, .head = head, .want_col = -1};
}

/* At least one, sorted, none overlapping another; an empty one touches none. */
typedef struct {
    Vec(Selection) v; // owned
    size_t primary;   // index of the one that the screen follows
} Selections;

/* One cursor at the start of the text. */
void selections_init(Selections *s);
void selections_deinit(Selections *s);
static inline void auto_selections(Selections *s)
{
    selections_deinit(s);
}
/* *to, which was initialised or is {0}, becomes equal to *from. */
void selections_copy(Selections *to, const Selections *from);
bool selections_equal(const Selections *a, const Selections *b);
/* Only this one. */
void selections_set(Selections *s, Selection only);
/* One more, the primary from now on.  Costs O(n): to add many, push them and normalize. */
void selections_add(Selections *s, Selection more);
/* Put in order whatever stands in s->v: sort, merge those that overlap or touch an empty one.  The
 * primary stays, or becomes what it was merged into.  O(n) if they are in order. */
void selections_normalize(Selections *s);
/* Follow an edit; empty ones stay empty. */
void selections_map(Selections *s, const TextEdit *e);
/* Index of the first one whose end is at or behind off; n if there is none. */
size_t selections_find(const Selections *s, size_t off);
bool selections_all_empty(const Selections *s);
/* Bytes selected by all together. */
size_t selections_bytes(const Selections *s);

/* A change to a text at one or more places.  {0} is a valid empty one. */
typedef struct Change {
    Vec(TextSplice) splices; // in any order until applied, not overlapping
    Arena bytes;             // what the splices bring in
    Selections after;        // in the text after; none: a cursor behind what each splice brought in
} Change;

void change_deinit(Change *c);
static inline void auto_change(Change *c)
{
    change_deinit(c);
}
/* Replace [start, end) of the text before by `with`, which is copied. */
void change_add(Change *c, size_t start, size_t end, Str with);
/* One more selection of the text after the change; the first one is the primary unless
 * c->after.primary is set. */
void change_select(Change *c, Selection after);
/* Where off of the text before lies after all of the change; at an insertion it stays before it, or
 * moves behind it if `behind`.  Splices must be sorted.  O(n). */
size_t change_map(const Change *c, size_t off, bool behind);
/* Selections after := `before` moved along: where they are not written over they stay on their
 * text; those at an insertion move behind it.  O(n). */
void change_keep(Change *c, const Selections *before);
/* Make it, as one undo step (runs of typing and of deleting join the step before); *sel becomes the
 * selections after.  A change without splices only sets the selections.  c is used up.  BUG if
 * splices overlap. */
void change_apply(Change *c, Text *t, Selections *sel);

#endif
