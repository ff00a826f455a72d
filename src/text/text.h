/* Text: one text of any size, as a persistent piece tree.
 *
 * A Text is what a document edits; a Snap is one immutable state of it.  Taking a snapshot costs
 * O(1) and it may be read on any thread, so parsers, savers and searches work on snapshots while
 * the user types on; the Text itself stays on one thread.  An edit costs O(log n).  The bytes come
 * from memory or from a TextSource (a file) that is read on demand, so that opening costs the same
 * for 1 KB and 10 GB.  Text knows no files, no clock and no screen; it never rejects a byte: broken
 * UTF-8 is kept as it is.
 *
 *   Text *t = text_new();
 *   text_replace(t, 0, 0, STR("hello\n"));
 *   Snap *s = text_snapshot(t);          // O(1); hand it to a worker
 *   text_undo(t, &cursor);
 *   snap_free(s); text_free(t);
 *
 * Offsets (off, start, end) are bytes; ranges are half open; row is a 0-based line. */
#ifndef TEXT_TEXT_H
#define TEXT_TEXT_H

#include "base/err.h"
#include "base/str.h"
#include "text/source.h"
#include "text/encoding.h"
#include "text/log.h"
#include "text/newline.h"
#include "text/regex.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Text Text;
typedef uint64_t TextRev; // grows by one with each edit of the journal

Text *text_new(void);
/* `bytes` is copied. */
Text *text_new_from(Str bytes);
/* The same without a copy: what is in `bytes` is taken over, which is empty after. */
Text *text_new_take(Buf *bytes);
/* Costs O(1): nothing is read yet. */
Text *text_new_source(TextSource src);
void text_free(Text *t);
/* Some of the source could not be read, or changed since it was read first.  Such stretches of 64
 * KiB show as '?' from then on.  Who saves a snapshot asks after reading it all, before the old
 * file is replaced. */
bool text_source_failed(const Text *t);
bool snap_source_failed(const Snap *s);

/* Reading: all of it takes a Snap ---------------------------------------------------------------*/

/* The present state; borrowed, valid until the next change of t. */
const Snap *text_now(const Text *t);
/* The present state to keep; thread-safe reference count; free with snap_free. */
Snap *text_snapshot(const Text *t);
Snap *snap_ref(const Snap *s);
void snap_free(Snap *s);

size_t snap_size(const Snap *s);
/* Copy up to n bytes at off to out; returns how many there were.  More than 64 KiB at once leave
 * the cache of a source alone: the way to read all of a large text, as for saving it. */
size_t snap_read(const Snap *s, size_t off, char *out, size_t n);
/* The bytes that lie together in memory around off: a view that holds the byte at off, with *start
 * the offset of its first byte.  Empty at the end.  Borrowed while the snapshot lives and until the
 * next snap_chunk on the same thread.  This is the fast way to walk a text. */
Str snap_chunk(const Snap *s, size_t off, size_t *start);
void snap_add_to(const Snap *s, size_t start, size_t end, Buf *out);

/* Lines end after '\n'.  A text of n newlines has n + 1 lines, the last perhaps empty. */
typedef struct {
    size_t n;
    bool exact; // false: an estimate, as parts were never read
} LineCount;
LineCount snap_line_count(const Snap *s);
/* Row of the line that holds off. */
LineCount snap_row_at(const Snap *s, size_t off);
/* Offset of the first byte of `row` (the size of the text when row is too large).  Reads what it
 * needs of the source if the count is not known up to there: O(distance) once, O(log n) after. */
size_t snap_row_start(const Snap *s, size_t row);
/* Start of the line that holds off; offset of its '\n' or the end of the text; start of the next
 * line (the end if there is none).  Look at most at `limit` bytes (SIZE_MAX: all).  O(log n) where
 * lines were counted; where they were not, a few blocks are read, and a line that goes on for
 * longer counts as ending there until it was. */
size_t snap_line_start(const Snap *s, size_t off, size_t limit);
size_t snap_line_end(const Snap *s, size_t off, size_t limit);
size_t snap_next_line(const Snap *s, size_t off);
/* Count lines of what was not read yet, for about `budget` bytes from the first uncounted byte on;
 * true when all is known.  Made for a worker: what it learns is shared by all snapshots of t. */
bool snap_count_lines(const Snap *s, size_t budget);

/* Grapheme clusters: start of the next and of the previous one ("\r\n" is one). */
size_t snap_next_cluster(const Snap *s, size_t off);
size_t snap_prev_cluster(const Snap *s, size_t off);
/* Word motions as VS Code's ctrl+left/right. */
size_t snap_next_word(const Snap *s, size_t off);
size_t snap_prev_word(const Snap *s, size_t off);
/* The word around off (for a double click): letters, digits, '_' and all above ASCII. */
void snap_word_at(const Snap *s, size_t off, size_t *start, size_t *end);

/* Columns: cells from the start of a line; a tab goes on to the next multiple of tab_size.
 * ---------*/

/* Walk over grapheme clusters; w->off is the offset behind the last one given. */
typedef struct {
    const Snap *s; // borrowed
    size_t off;
    size_t at, n; // window into buf
    char buf[1024];
} ClusterWalk;
void cluster_walk_init(ClusterWalk *w, const Snap *s, size_t off);
/* The next cluster, borrowed until the next call, and its cells ("\r\n" is one, of no cells; a tab
 * is for the caller to place).  False at the end of the text. */
bool cluster_walk_next(ClusterWalk *w, Str *cluster, int *cells);
/* Column of `off` in the line that starts at `line`; 2^30 at most.  O(log n) once that part of a
 * long line was measured.  What one question cannot measure in about a millisecond is taken for
 * plain ASCII: then snap_cols_wanted() asks for a worker. */
int snap_col(const Snap *s, size_t line, size_t off, int tab_size);
/* Offset of the cluster at (or nearest to) a column; the end of the line if that is shorter.  Costs
 * and guesses as snap_col() does. */
size_t snap_off_of_col(const Snap *s, size_t line, int col, int tab_size);
/* The tab size for which columns of t were guessed; 0 when all were right. */
int snap_cols_wanted(const Snap *s);
/* Measure what lies in long lines, for about `budget` bytes; true when all of it is.  Made for a
 * worker: what it learns is shared by all snapshots of t, and outlives edits. */
bool snap_measure_cols(const Snap *s, int tab_size, size_t budget);

/* Changing --------------------------------------------------------------------------------------*/

TextRev text_rev(const Text *t);
/* Replace [start, end) by `with` (borrowed) as one edit.  Edits made in one group, or runs of
 * typing and of deleting one by one, undo together.  Returns the new revision. */
TextRev text_replace(Text *t, size_t start, size_t end, Str with);
/* One of many replacements. */
typedef struct {
    size_t start, end; // in the text before all of them
    Str with;          // borrowed
} TextSplice;
/* Make n replacements, sorted and not overlapping, as one undo step; runs of typing and of deleting
 * at the same places undo together.  Costs O(n log n) and, where they lie close together, one pass
 * over the bytes between.  Up to 1024 are as many edits of the journal, last place first; more are
 * one of it, from the first to the last, and undoing them costs O(1). */
TextRev text_replace_many(Text *t, const TextSplice *v, size_t n);
/* The same from left to right, on any thread and over a snapshot, for replacements that are found
 * as they are made.  put() copies `with` and costs about the bytes since the one before; end()
 * once, behind the last.  apply() makes them one edit of the text and one undo step, in O(log n),
 * and undoing costs O(1) too; false, and nothing is changed, if there were none or if the text is
 * no longer what the snapshot was.  It takes the rewrite over either way. */
typedef struct TextRewrite TextRewrite;
TextRewrite *text_rewrite_new(const Snap *s);
void text_rewrite_free(TextRewrite *r);
void text_rewrite_put(TextRewrite *r, size_t start, size_t end, Str with);
size_t text_rewrite_count(const TextRewrite *r); // replacements put so far
void text_rewrite_end(TextRewrite *r);
bool text_rewrite_apply(Text *t, TextRewrite *r);
/* All line ends to CRLF or to LF, also CRs that stand alone.  One pass over the text; on any
 * thread; what comes out of a cancelled one is not to be applied. */
TextRewrite *text_rewrite_line_ends(const Snap *s, bool crlf, const atomic_bool *cancelled);
typedef struct {
    bool blanks;      // take spaces and tabs at the ends of lines out
    bool final_lines; // ... and empty lines at the end
    bool final_end;   // end the last line
    bool crlf;        // ... with that
} TextTidy;
/* Costs one pass over the text if `blanks`, else looks at its end; cancelled may be NULL. */
TextRewrite *text_rewrite_tidy(const Snap *s, TextTidy how, const atomic_bool *cancelled);
typedef struct {
    bool tabs;    // write them as tabs, else as spaces
    int tab_size; // columns of a tab that is there
    int width;    // columns that become a tab
} TextIndent;
/* The blanks at the starts of all lines, as wide as they are.  One pass, on any thread;
 * cancelled may be NULL. */
TextRewrite *text_rewrite_indent(const Snap *s, TextIndent how, const atomic_bool *cancelled);
/* All edits between begin and end undo as one step; groups nest. */
void text_group_begin(Text *t);
void text_group_end(Text *t);
/* The next edit starts an undo step of its own (the cursor was moved). */
void text_undo_break(Text *t);
/* Step back or forward; not within a group (BUG).  False if there is nothing; *off gets the offset
 * of the change's end, for the cursor. */
bool text_undo(Text *t, size_t *off);
bool text_redo(Text *t, size_t *off);
/* The states undo knows form a tree: an edit after an undo starts a branch, and the one that is
 * left is kept.  They are numbered as they came to be; 0 is the text as it began and its own
 * parent. */
size_t text_state(const Text *t); // the present one
size_t text_state_count(const Text *t);
size_t text_state_parent(const Text *t, size_t state);
/* Undo and redo until `state` is the present one; redo follows its branch from now on.  False if it
 * is already. */
bool text_state_go(Text *t, size_t state, size_t *off);
/* Note when the present state was, in whatever unit. */
void text_stamp(Text *t, int64_t stamp);
int64_t text_state_stamp(const Text *t, size_t state); // 0: none
/* Bytes that came in and went on the way to a state. */
void text_state_sizes(const Text *t, size_t state, size_t *added, size_t *removed);
/* The states as bytes, to be kept beside the text as it is now: those nearest to the present one in
 * up to about max_bytes.  Appended; false if there are none.  And back, for a text that has these
 * very bytes and was not edited yet; false if `packed` is damaged or of another text's size. */
bool text_history_pack(const Text *t, size_t max_bytes, Buf *out);
bool text_history_unpack(Text *t, Str packed);
/* Differs from the last text_mark_saved() (undoing back to the saved state makes it clean). */
bool text_is_modified(const Text *t);
void text_mark_saved(Text *t);
/* The same for a state that was the present one when a save began; after a text_undo_break() then,
 * so that later typing is not part of it. */
void text_mark_state_saved(Text *t, size_t state);
/* No state is the saved one: what the file holds is none of them. */
void text_mark_unsaved(Text *t);

/* BUG if an inner invariant does not hold: for debug builds and tests.  Costs the size of the tree.
 */
void text_check(const Text *t);

/* The journal of edits --------------------------------------------------------------------------*/

typedef struct {
    TextRev rev;                                // the revision this edit made
    size_t start;                               // in the text before
    size_t old_end;                             // end of what was replaced, before
    size_t new_end;                             // end of what came in, after
    size_t start_row, old_end_row, new_end_row; // lines of the same places; 0 if not exact
    size_t start_col, old_end_col, new_end_col; // bytes from the line's start; 0 if not exact
    bool exact; // false: some lines before were never read, so rows and columns are not known
} TextEdit;

typedef enum { TEXT_EDIT_NONE, TEXT_EDIT_ONE, TEXT_EDIT_LOST } TextPull;
/* Give the edit after revision *rev and move *rev to it; NONE when caught up; LOST when the journal
 * no longer reaches so far back (then rebuild from a snapshot, and set *rev to text_rev()). */
TextPull text_pull(const Text *t, TextRev *rev, TextEdit *out);
/* Where `off` of a text before e lies after it; after an insertion exactly there it stays before
 * it, or moves behind it if `after`. */
size_t text_map(const TextEdit *e, size_t off, bool after);

/* Finding ---------------------------------------------------------------------------------------*/

typedef struct {
    Str pattern;
    bool regex; // PCRE2, else literal
    bool ignore_case;
    bool whole_word;
    bool brief; // a regex gives up after about a millisecond's work: for the main thread
} FindQuery;

/* Where to look for a match: it starts in [from, starts] and ends at most at `ends`. */
typedef struct {
    size_t from, starts, ends;
    const atomic_bool *cancelled; // may be NULL
} FindRange;

typedef struct Finder Finder;
/* Compile; a bad expression gives one sentence with its column.  Usable on any one thread. */
Finder *finder_new(const FindQuery *q, Err *err);
void finder_free(Finder *f);
/* First match that lies in [from, to], going forward; false if there is none or *cancelled (may be
 * NULL).  A regex may match nothing, between two bytes: to go on, search from start + 1 then.  "^"
 * and "$" are at each line.  A match longer than 1 MiB may be missed. */
bool finder_next(Finder *f, const Snap *s, size_t from, size_t to, const atomic_bool *cancelled,
                 size_t *start, size_t *end);
/* The same, where a match may end behind the last place it may start at. */
bool finder_next_in(Finder *f, const Snap *s, const FindRange *range, size_t *start, size_t *end);
/* The first match in plain memory that starts at or behind `from`.  The bytes are borrowed until
 * the next search. */
bool finder_next_bytes(Finder *f, Str bytes, size_t from, const atomic_bool *cancelled,
                       size_t *start, size_t *end);
/* Last match that starts in [from, to). */
bool finder_prev(Finder *f, const Snap *s, size_t from, size_t to, const atomic_bool *cancelled,
                 size_t *start, size_t *end);
/* Why the last search gave up ("the expression is too slow on this text"), "" if it did not;
 * borrowed. */
const char *finder_problem(const Finder *f);
/* Append what to put in the place of the match found last.  If regex: $1 ${1} ${name} are groups,
 * $& the match, $$ a dollar, \n a newline, \t a tab, \\ a backslash; \u and \l change the case of
 * the next character, \U and \L that of all up to \E.  With keep_case it takes the match's case:
 * all capitals, all small letters, or a capital first. */
typedef struct {
    Str with;
    bool keep_case;
    bool crlf; // line ends that come in are CR LF
} FindReplacement;
void finder_expand(Finder *f, const FindReplacement *r, Buf *out);

/* Guessing --------------------------------------------------------------------------------------*/

typedef enum { EOL_LF, EOL_CRLF, EOL_CR, EOL_MIXED } TextEol;
typedef struct {
    TextEol eol;
    bool bom;    // starts with EF BB BF
    bool binary; // has NUL bytes
    bool crlf;   // most of its lines end so
    bool lines;  // there is a line end at all
    bool valid_utf8;
    bool tabs;        // indents with tabs
    int indent_width; // 0: cannot tell
} TextGuess;
/* What the first `limit` bytes look like. */
TextGuess snap_guess(const Snap *s, size_t limit);

#endif
