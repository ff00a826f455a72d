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
#include "edit/emmet.h"
#include "text/text.h"

typedef struct Syntax Syntax;

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
    size_t grown;            // what change_replace() made the text longer by, modulo SIZE_MAX + 1
} Change;

void change_deinit(Change *c);
static inline void auto_change(Change *c)
{
    change_deinit(c);
}
/* Replace [start, end) of the text before by `with`, which is copied.  What would change nothing is
 * left out. */
void change_add(Change *c, size_t start, size_t end, Str with);
/* The same, in the order of the text and by no other way in this change, and a cursor after it,
 * `back` bytes before the end of what came in. */
void change_replace(Change *c, size_t start, size_t end, Str with, size_t back);
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
 * selections after.  A change without splices only sets the selections.  c is empty then.  BUG if
 * splices overlap. */
void change_apply(Change *c, Text *t, Selections *sel);

/* Offset behind the last byte of the line that holds off, before its "\n" or "\r\n"; the same of a
 * line that is known to end at `end`. */
size_t edit_content_end(const Snap *s, size_t off);
size_t edit_before_cr(const Snap *s, size_t end);

/* Lines that selections touch, as one run: from the start of its first line to the end of what its
 * last line holds. */
typedef struct {
    size_t start, end;
    size_t first, n; // selections in it, by index
} LineBlock;
typedef Vec(LineBlock) LineBlocks;
/* The runs, in order; those that share a line or lie next to each other are one.  A selection that
 * ends at the start of a line does not touch that line.  O(selections). */
void edit_blocks(const Snap *s, const Selections *sel, LineBlocks *out);

/* Every selection is replaced by `with`. */
void edit_insert(const Selections *sel, Str with, Change *c);
/* Every selection is replaced by a text of its own: with[i] by number, as many as selections. */
void edit_insert_each(const Selections *sel, const Str *with, Change *c);
/* The blocks of lines go; a cursor for each stays in the line behind, as near to the column of its
 * primary or last one as that line is long. */
void edit_delete_lines(const Snap *s, const Selections *sel, int tab_size, Change *c);
/* What a copy of all selections is, appended to out.  If nothing is selected anywhere: their lines
 * with their line ends.  Else what each selects, and of each that selects nothing its line without
 * end, with a '\n' between two.  ends[i] is where part i ends.  False with a sentence, and nothing
 * added, if that is more than EDIT_COPY_MAX bytes. */
#define EDIT_COPY_MAX ((size_t)1 << 30)
typedef Vec(size_t) Offs;
bool edit_copy(const Snap *s, const Selections *sel, Buf *out, Offs *ends, Err *err);

/* Operations: each fills an empty Change for change_apply().  `eol` is the document's line end
 * ----*/

/* The lines that selections touch change places with the line above or below. */
void edit_move_lines(const Snap *s, const Selections *sel, bool down, Change *c);
/* They stand there twice; the selections are in the upper copy, or in the lower one if `down`. */
void edit_copy_lines(const Snap *s, const Selections *sel, bool down, Str eol, Change *c);
/* They become one line, a single line together with the next; blanks around the joint become one.
 */
void edit_join_lines(const Snap *s, const Selections *sel, Change *c);
/* Take the blanks at their ends away. */
void edit_trim_lines(const Snap *s, const Selections *sel, Change *c);
/* The characters before and behind each cursor change places; at the end of a line its last two. */
void edit_transpose(const Snap *s, const Selections *sel, Change *c);

#define EDIT_LINES_MAX ((size_t)256 << 20)
typedef enum { LINES_ASCENDING, LINES_DESCENDING, LINES_REVERSED } LineOrder;
/* Lines in another order (by code points), or without those that were there before; all lines if
 * nothing is selected.  False if they are more than EDIT_LINES_MAX bytes.  O(n log n) bytes. */
bool edit_order_lines(const Snap *s, const Selections *sel, LineOrder order, Change *c, Err *err);
bool edit_unique_lines(const Snap *s, const Selections *sel, Change *c, Err *err);

typedef enum {
    CASE_UPPER,
    CASE_LOWER,
    CASE_TITLE,
    CASE_CAMEL,    // camelCase
    CASE_PASCAL,   // PascalCase
    CASE_SNAKE,    // snake_case
    CASE_CONSTANT, // CONSTANT_CASE
    CASE_KEBAB     // kebab-case
} TextCase;
void edit_add_case(Str text, TextCase to, Buf *out);
/* What is selected, or the words that cursors stand in. */
void edit_change_case(const Snap *s, const Selections *sel, TextCase to, Change *c);

/* Around a comment; close is empty for one that ends with its line.  At most 16 bytes each. */
typedef struct {
    Str open, close;
} CommentMarks;
typedef enum { COMMENT_TOGGLE, COMMENT_ADD, COMMENT_REMOVE } CommentDo;
/* Of the lines that selections touch: marks at the smallest indent, lines without text left out.
 * Lines that stand next to each other have the marks of the first one with text; where marks_at
 * knows none they stay. */
typedef struct {
    bool (*marks_at)(void *arg, size_t off, CommentMarks *out); // off: of the line's first text
    void *arg;
} CommentRules;
void edit_comment_lines(const Snap *s, const Selections *sel, const CommentRules *rules,
                        CommentDo what, Change *c);
/* Around each selection; taken away where it holds a comment or is all that one holds. */
void edit_toggle_block_comment(const Snap *s, const Selections *sel, const CommentMarks *m,
                               Change *c);

typedef struct {
    int columns, tab_size;
    Str comment, eol; // comment: what a line comment begins with
} ReflowRules;
/* Fill the paragraphs that are selected, or that cursors stand in (2000 lines each way at most):
 * words go on in the next line where one would get wider than `columns`.  Indent, marks of comments
 * and quotations and those of lists stay. */
void edit_reflow(const Snap *s, const Selections *sel, const ReflowRules *rules, Change *c);

/* Where lines come to: the columns of the indent there, and how indents are written. */
typedef struct {
    int target, tab_size, width;
    bool tabs;
    bool before_text; // text follows in the line: it is to stand there, too, behind whole lines
} FitIndent;
/* Append text so that its first line, without its indent, may be put at `target`, and the lines
 * behind it stand to it as they did: where the first one was copied without its indent, what is
 * behind it tells. */
void edit_fit_indent(Str text, const FitIndent *fit, Buf *out);

/* Typing, with pairs closed by themselves -------------------------------------------------------*/

typedef enum {
    CLOSE_ALWAYS,
    CLOSE_LANGUAGE,     // before a blank, a closing bracket, or one of ; : . , = >
    CLOSE_BEFORE_BLANK, // before a blank or the end of a line
    CLOSE_NEVER
} CloseRule;
/* Offsets of closing brackets and quotes that came by themselves, sorted: typing them passes over
 * them, and deleting the opening one takes them along.  They count while a cursor stands before
 * them in their line. */
typedef Vec(size_t) Closers;

typedef struct {
    const char *pairs, *quotes; // "()[]{}" and "\"'"
    CloseRule close_brackets, close_quotes;
    bool surround_brackets, surround_quotes; // typed with something selected
    /* Is off in a string or a comment, where quotes are no pair?  NULL: it never is. */
    bool (*is_prose)(void *arg, size_t off);
    void *arg;
} TypeRules;
/* What typing `text` (borrowed) does at each cursor; *closers becomes those after the change. */
void edit_type(const Snap *s, const Selections *sel, Str text, const TypeRules *rules,
               Closers *closers, Change *c);
/* Is there nothing between the cursor at off and the two brackets or quotes of a pair that closed
 * by itself?  Then Backspace takes both. */
bool edit_in_empty_pair(const Snap *s, size_t off, const TypeRules *rules, const Closers *closers);
/* Have closers follow an edit. */
void closers_map(Closers *closers, const TextEdit *e);

/* Put `open` and `close` around each selection, which stays on its text. */
void edit_surround(const Selections *sel, Str open, Str close, Change *c);

/* Snippets: text with places to go on typing, in VS Code's format -------------------------------*/

typedef struct Snippet Snippet;
typedef struct SnippetPart SnippetPart;
/* Every text is a snippet: what is malformed means itself.  `body` is copied. */
Snippet *snippet_new(Str body);
void snippet_free(Snippet *s);

/* Where it goes. */
typedef struct {
    Str eol, indent, tab; // of the lines after the first; what a tab in the snippet becomes
    /* Append the value of $NAME; false if there is no such variable: its name is put instead. */
    bool (*variable)(void *arg, Str name, Buf *out);
    void *arg;
} SnippetPlace;
/* A place to type at; those of one number are typed at together.  0 is the last one. */
typedef struct {
    int number;
    size_t start, end;       // bytes
    const SnippetPart *part; // borrowed from the Snippet; NULL: the end, which was not written
} SnippetStop;
typedef Vec(SnippetStop) SnippetStops;
/* Append its text (1 MB at most), and the stops in the order of the text with offsets in it; there
 * is always one of number 0. */
void snippet_expand(const Snippet *s, const SnippetPlace *place, Buf *out, SnippetStops *stops);
/* What is to be chosen from at a stop; NULL if nothing is. */
const Str *snippet_choices(const SnippetStop *stop, size_t *n);
/* What the text typed at a stop is to become when it is left, appended; false: it stays. */
bool snippet_stop_transform(const SnippetStop *stop, Str value, Buf *out);
/* The number that comes after (or before) another one, -1 if none does. */
int snippet_next_stop(const SnippetStops *stops, int number, bool back);
/* Have the stops follow an edit: what is typed at the edge of one of number `active` is part of it,
 * of others not. */
void snippet_map_stops(SnippetStops *stops, int active, const TextEdit *e);

#include "edit/pick.h"

#endif
