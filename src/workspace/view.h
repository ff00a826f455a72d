/* A view: where somebody stands in a document: cursor, selection, scroll position.
 *
 * All offsets follow the edits of the text through its journal (view_sync), whoever makes them. */
#ifndef WORKSPACE_VIEW_H
#define WORKSPACE_VIEW_H

#include "base/err.h"
#include "base/str.h"
#include "edit/edit.h"
#include "text/text.h"
#include "workspace/snippets.h"
#include "workspace/folds.h"
#include "workspace/view-rows.h"

typedef struct Workspace Workspace;
typedef struct Document Document;

typedef struct {
    size_t start, end; // bytes
} Range;

typedef enum {
    MOVE_LEFT,
    MOVE_RIGHT,
    MOVE_UP,
    MOVE_DOWN,
    MOVE_WORD_LEFT,
    MOVE_WORD_RIGHT,
    MOVE_LINE_START, // the row's start if wrapped, then the text's, then column 0
    MOVE_LINE_END,   // the row's end if wrapped, then the line's
    MOVE_PAGE_UP,
    MOVE_PAGE_DOWN,
    MOVE_TOP,
    MOVE_BOTTOM,
} Move;

/* What made the selections that are there, while nothing else changed them since. */
typedef enum {
    PICK_PLAIN,
    PICK_WORD,   // from a cursor: the next one like it is a whole word too
    PICK_COLUMN, // a block, v->box
    PICK_GROWN,  // by view_grow(); v->grown has those before
} Pick;

typedef Vec(Selections) SelectionStack;

/* A line to go to once lines are counted, unless the cursor moves or the text changes. */
typedef struct {
    size_t row;
    int col;
    size_t off; // of the cursor meanwhile
    TextRev rev;
    bool waits;
} About;

typedef struct View {
    Workspace *ws;           // borrowed
    Document *doc;           // borrowed
    Selections sel;          // owned; cursors and what they select
    Filling filling;         // the snippet being filled in
    Closers closers;         // owned; what closed by itself while one typed
    size_t top;              // offset of the first visible row's start
    int left;                // first visible column
    int wrap;                // WordWrap of this view; WRAP_AS_SET: as set for all
    Folds folds;             // lines it hides
    TextRev rev;             // revision the offsets belong to
    struct Hex *hex;         // owned; NULL while it shows text
    struct Picture *picture; // owned; NULL while it shows text or bytes
    int rows, cols;          // size of its text area at the last paint
    bool preview;            // shares its tab with the next file that is only looked at
    bool mark;               // moves select (set by cursor.toggleMark)
    bool column;             // selecting makes blocks of columns
    Pick pick;
    ColumnBox box;
    SelectionStack grown; // owned; what view_shrink() goes back to, the last one first to go
    SelectionStack moved; // owned; what view_move_back() goes back to
    TextRev moved_rev;    // revision the latter belong to
    bool reveal;          // scroll to the cursor at the next paint
    bool centre;          // ... to the middle of the screen
    bool found;           // ... with much of what is behind it: a match is there
    size_t told[TOLD];    // as of the layout of its rows
    bool clicked;         // ... by the mouse, which is to find the rows where they are
    About about;
} View;

View *view_new(Workspace *ws, Document *doc);
/* A second view of the same document that stands where v does. */
View *view_copy(const View *v);
void view_free(View *v);
/* Its document has another text: stand at that row and column of it, and nothing else of before. */
void view_restart(View *v, size_t row, int col);
/* Follow the edits made since. */
void view_sync(View *v);

/* The selection that the screen follows; borrowed until they change. */
static inline const Selection *view_primary(const View *v)
{
    return &v->sel.v.p[v->sel.primary];
}
/* Offset of its cursor. */
static inline size_t view_cursor(const View *v)
{
    return view_primary(v)->head;
}
/* Have all offsets lie in the text, on whole characters. */
void view_clamp(View *v);
/* Bytes of the primary selection. */
Range view_selection(const View *v);
/* Something is selected, at any cursor. */
bool view_has_selection(const View *v);
void view_select(View *v, size_t anchor, size_t cursor); // one selection only
/* Any number of them; normalised and kept on whole characters. */
void view_select_all(View *v, const Selections *sel);
/* The same of what a command made: no more than editor.multiCursorLimit of them, which is said;
 * also if not `all` of them were made. */
void view_select_picked(View *v, Selections *sel, bool all, Pick pick);
/* Selections as they were before the last move, as long as nothing was edited since; false if there
 * are none. */
bool view_move_back(View *v);
/* One more cursor above or below each, in its column. */
void view_add_cursors(View *v, Move m);
/* A cursor at off, or none if there is one. */
void view_toggle_cursor(View *v, size_t off);
/* Only the primary selection stays; false if there is no other. */
bool view_drop_cursors(View *v);
void view_select_line_ends(View *v);
/* Move the corner of a block of columns; false if m moves no corner. */
bool view_move_column(View *v, Move m);
/* A block of columns between two cells of the text area as it is seen. */
void view_select_box(View *v, ColumnBox box);
/* Each selection grows to what is around it, and shrinks again; false if nothing changed. */
bool view_grow(View *v);
bool view_shrink(View *v);
/* Each cursor goes to the bracket that matches the one next to it, or to the end of the pair around
 * it; false if there is none.  `select`: the pair becomes selected instead. */
bool view_match_bracket(View *v, bool select);
void view_goto(View *v, size_t off); // one cursor, nothing selected
/* 0-based row and display column.  In a large file whose lines are being counted it comes about
 * there, and to the line itself when they are. */
void view_goto_line(View *v, size_t row, int col);
void view_goto_counted(View *v);
/* From this paint on all that is wrong in the cursor's line is told below it. */
void view_tell(View *v);
/* The same at `off`, which is clicked: what is told above stays until the cursor moves otherwise,
 * not to move rows away from under the pointer. */
void view_tell_clicked(View *v, size_t off);
/* How its text is laid out in rows now; borrows from the view until the next edit or fold. */
RowLayout view_layout(const View *v);
/* Its text is larger than the settings say files are that can be folded and wrapped. */
bool view_is_large(const View *v);
/* Lines that are too long go on below. */
bool view_is_wrapped(const View *v);
void view_toggle_wrap(View *v);
/* 0-based row (exact or estimated) and display column of the cursor. */
LineCount view_cursor_row(const View *v);
int view_cursor_col(const View *v);
/* Keep the cursor inside the visible part with `scroll_off` rows around it (called before paint).
 */
void view_reveal(View *v);
/* Scroll by rows without moving the cursor (mouse wheel). */
void view_scroll(View *v, int rows);
/* Sticky scroll: the lines that begin the scopes around the first row which they leave in sight,
 * outermost first; returns how many.  By the symbols of the syntax, else by the indent of some
 * hundred lines above. */
enum { STICKY_MAX = 3 };
int view_sticky(const View *v, size_t lines[STICKY_MAX]);
/* It is on, and the screen high enough. */
bool view_is_sticky(const View *v);
/* Have the row that holds `off` on top. */
void view_scroll_to(View *v, size_t off);
void view_scroll_sideways(View *v, int cols);
/* Offset of the cell at (row, col) of the text area, as seen now. */
size_t view_off_at(const View *v, int row, int col);

/* Where m leads from the cursor of x, which stays as it is but for the column it wants. */
size_t view_target(const View *v, Selection *x, Move m);
void view_move(View *v, Move m, bool select); // every cursor

/* Edits, at every cursor; each fails with a sentence on a read-only document. */
bool view_may_edit(const View *v, Err *err);
/* Make c, whose offsets are of the text as it is now, and take over the selections after it; what
 * undo needs to bring back those before it is kept.  c is empty then.  All edits of a view are made
 * by this. */
bool view_change(View *v, Change *c, Err *err);
bool view_insert(View *v, Str text, Err *err); // replaces the selections
bool view_type(View *v, Str text, Err *err);   // as typed: joins the running undo step; pairs close
/* One undo step; line ends become the document's.  As many lines as there are cursors go one to
 * each. */
bool view_paste(View *v, Str text, Err *err);
/* Is off between the two ends of a pair that closed by itself, with nothing between them? */
bool view_in_empty_pair(const View *v, size_t off);
bool view_newline(View *v, Err *err);        // with the line's indent
bool view_delete(View *v, Move m, Err *err); // the selection, or from the cursor to where m leads
bool view_delete_line(View *v, Err *err);
bool view_open_line(View *v, bool above, Err *err); // a new line, without breaking the present one
bool view_indent(View *v, bool outdent, Err *err);  // Tab: at the cursor, or the selected lines
bool view_indent_lines(View *v, bool outdent, Err *err);
/* With the selections that were before or after the edit. */
bool view_undo(View *v, Err *err);
bool view_redo(View *v, Err *err);
/* The selections, or the whole lines if nothing is selected, to and from the clipboard. */
bool view_copy_text(const View *v, Err *err);
bool view_cut(View *v, Err *err);
bool view_paste_clipboard(View *v, Err *err);
void view_select_line(View *v);

/* Display columns: tabs go to the next multiple of tab_size. */
int view_col_of(const View *v, size_t line, size_t off);
size_t view_off_of_col(const View *v, size_t line, int col);

#endif
