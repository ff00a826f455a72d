/* What the files of this room share. */
#ifndef VIM_INNER_H
#define VIM_INNER_H

#include "vim/vim.h"
#include "command/command.h"
#include "syntax/syntax.h"

/* Keys as numbers: a code point, ctrl+a to ctrl+z as 1 to 26, or KEY_CODE(kind). */
enum { CODE_ESC = 27, CODE_ENTER = 13, CODE_TAB = 9, CODE_BACK = 8, CODE_KIND = 0x200000 };
#define KEY_CODE(kind) ((uint32_t)CODE_KIND + (uint32_t)(kind))
#define CTRL(c)        ((uint32_t)(c)&31u)
/* Two keys that are one command. */
#define TWO(a, b) ((uint32_t)1 << 30 | (uint32_t)(a) << 8 | (uint32_t)(b))
typedef Vec(uint32_t) Codes;

/* 0: no key that can mean something to vim. */
uint32_t code_of_key(const Key *k);
/* As bytes of a register, and back: what is no character is 0x80, 'k' and a byte. */
void code_add(Buf *out, uint32_t code);
void codes_of_text(Str text, Codes *out);
/* As people write it: "^W", "<Left>", "d". */
void code_show(uint32_t code, Buf *out);

/* Walking over a text as vim sees it: a newline that ends it is no line
 * --------------------------*/

typedef struct {
    const Snap *s;    // borrowed
    size_t end;       // no place lies behind it
    size_t at, n;     // window
    char bytes[1024]; // in it
} Walk;
void walk_init(Walk *w, const Snap *s);
int walk_byte(Walk *w, size_t off); // -1 at the end
uint32_t walk_char(Walk *w, size_t off, size_t *next);
bool walk_eol(Walk *w, size_t off);    // a line ends here
size_t walk_next(Walk *w, size_t off); // start of the next character
size_t walk_prev(Walk *w, size_t off);
size_t line_start(Walk *w, size_t off);
size_t line_end(Walk *w, size_t off); // before its line end
/* Start of the line below or above; false if there is none. */
bool line_below(Walk *w, size_t off, size_t *start);
bool line_above(Walk *w, size_t off, size_t *start);
size_t line_last(Walk *w); // start of the last one
bool line_empty(Walk *w, size_t start);
size_t line_text(Walk *w, size_t start); // first character that is no blank, or its end
size_t line_row(Walk *w, size_t off);    // 0-based
size_t line_of_row(Walk *w, size_t row); // the last one if there are fewer
/* As far right as a cursor may stand in normal mode. */
size_t walk_clamp(Walk *w, size_t off);
/* Steps that also stop behind the last character of a line.  0: in the line; 1: came to another
 * line; 2: came to the end of this one; -1: there is nothing more. */
int walk_inc(Walk *w, size_t *off);
int walk_dec(Walk *w, size_t *off);
/* 0 blanks and line ends, 1 punctuation, 2 letters, more for scripts; big: 0 or 1. */
int walk_class(Walk *w, size_t off, bool big);
int class_of(uint32_t cp);
static inline bool is_blank(int c)
{
    return c == ' ' || c == '\t';
}

/* Commands, as parsed from keys
 * ------------------------------------------------------------------*/

typedef struct {
    uint32_t reg;   // 0: none
    int count;      // 0: none
    uint32_t op;    // code of the operator, 0: none
    uint32_t id;    // code of the command or the motion; == op: whole lines
    uint32_t force; // v, V or ^V between operator and motion
    uint32_t arg, arg2;
} Cmd;

typedef enum { PARSE_MORE, PARSE_DONE, PARSE_BAD } Parse;
Parse cmd_parse(const Codes *keys, bool visual, Cmd *out);

enum {
    TAKES_ARG = 1, // one more key
    DOT = 2,       // "." does it again
    LINEWISE = 4,
    INCLUSIVE = 8,
    JUMP = 16,
    KEEPS_COL = 32,
    SHIFTS = 64, // what is deleted by it goes to register 1 at least
    TAKES_LINE = 128,
    OBJECT = 256,
    TAKES_TWO = 512,
};

typedef enum { CHARS, LINES, BLOCK } Shape;

/* A cursor as vim has it: on a character, not between two. */
typedef struct {
    size_t anchor, head;
    int want; // column; -1: the head's; WANT_END: the end of the line
} Pos;
enum { WANT_END = 1 << 29 };
typedef Vec(Pos) PosVec;

/* A view and where vim stands in it. */
typedef struct {
    View *view;   // borrowed; looked for before it is used
    uint64_t doc; // id
    VimMode mode;
    PosVec at; // owned, in order
    size_t primary;
    Selections shown; // owned; what the view got for it
    TextRev rev;
    bool box;          // its cursors are one insertion into a block: Esc leaves one
    size_t box_at;     // where that one goes
    bool box_end;      // ... one to the left
    bool once;         // one command, then insert again
    int repeat;        // insert: how often all in all
    uint32_t again;    // o or O: repeats go to lines of their own
    Codes typed;       // owned; since insert began
    size_t began;      // where it did
    Vec(char *) under; // owned; what R wrote over; NULL: nothing
} Seat;

typedef struct {
    Buf text;  // owned; LINES: ends with a newline; BLOCK: lines
    Offs ends; // owned; of the parts of several cursors
    Shape shape;
    int width; // BLOCK: columns
} Reg;

/* The last change, for ".". */
typedef struct {
    bool set;
    Cmd cmd;
    char *line;  // owned; of ":", "/"
    Codes typed; // owned; in insert mode behind it
    bool visual; // it worked on a selection
    Shape shape;
    size_t rows; // lines it went over, less one
    int cols;    // of its last line, or of the block
} Dot;

typedef struct {
    uint64_t doc;
    uint32_t name;
    Mark at;
} NamedMark;

/* A change of vim's is one step of undo, whatever states the text went through. */
typedef struct {
    uint64_t doc;
    size_t from, to;
    size_t cursor; // before it
} Step;

typedef struct {
    uint64_t doc;
    size_t anchor, head;
    VimMode mode;
    bool end;
} LastVisual;

enum { HISTORY_MAX = 100 };
typedef Vec(char *) Strings;

/* :s with the flag c asks about one match after the other. */
typedef struct {
    bool on;
    const View *view; // borrowed, and only compared
    TextRev rev;
    Buf with;           // owned; the finder's replacement
    bool all;           // more than one in a line
    size_t a, b;        // the match it asks about
    bool took_end;      // which ends with a line end
    size_t end, behind; // of the lines that are left
    size_t made, lines, line;
} Confirm;

/* The line that was changed last. */
typedef struct {
    Snap *was;       // owned; the text before the command under way
    TextRev rev;     // of it
    uint64_t doc;    // 0: none
    size_t row, col; // col: where the cursor was in it, bytes
    Buf text;        // owned; what it held
} LineUndo;
void line_undo_begin(Vim *vim, const View *v);
void line_undo_end(Vim *vim, const View *v);
void line_undo_deinit(LineUndo *u);

/* What stands behind a second "/". */
typedef struct {
    bool line, end; // whole lines; from the end of the match
    int by;
} SeekOffset;

struct Vim {
    Workspace *ws; // borrowed
    Vec(Seat *) seats;
    Codes keys; // of the command under way
    Reg regs[128];
    Vec(NamedMark) marks;
    Vec(Step) steps;
    Vec(LastVisual) visuals;
    Dot dot;
    uint32_t find_cmd, find_arg; // f t F T for ; and ,
    uint32_t recording, played;  // registers
    Codes recorded;
    Codes stuff; // to be played, from stuff_at on
    size_t stuff_at;
    int depth;                    // keys of keys
    int budget;                   // keys that may be played yet for one that was pressed
    bool repeating;               // "." is under way
    bool failed;                  // the last command: what was to follow does not
    bool in_global;               // :g is under way
    bool undoing;                 // the command under way is no step of its own
    size_t before, before_cursor; // state of undo when the command began
    uint64_t before_doc;
    LineUndo line_undo;
    // the line
    char line_mark;
    Buf line;
    size_t line_at;
    Cmd line_cmd; // what it belongs to
    Strings past[2];
    size_t past_at;
    char *line_kept;  // owned; what was typed before an older one was shown
    size_t line_from; // incremental search: where it began
    size_t line_top;
    bool line_reg;      // ctrl+r waits
    Codes line_digraph; // owned; ctrl+k and what followed it
    Strings offers;     // completions
    size_t offer, offer_from;
    // search
    char *pattern; // owned; vim's
    int pattern_dir;
    SeekOffset offset;
    Finder *finder; // owned; of `pattern`, NULL: not made
    Finder *brief;  // owned; the same for what is seen
    size_t looked;  // where incremental search leads
    bool hidden;    // :noh
    bool hlsearch, ignore_case, smart_case;
    Confirm confirm;
    struct FarJob *far; // :s or :g that a worker looks after, NULL: none
    char *sub_with;     // owned; of the last :s
    char *sub_flags;    // owned; NULL: none
    char *folder;       // owned; of :cd, where paths begin; NULL: the project's
};

/* What a command works with. */
typedef struct {
    Vim *vim;
    Workspace *ws;
    Seat *seat;
    View *v;
    Cmd c;
    int count;        // at least 1
    const char *line; // what was typed behind it
    Err err;
} X;

/* Moving: where one cursor goes. */
typedef struct {
    X *x;
    Walk w;
    Cmd c;
    int count;
    bool op; // an operator waits
    bool visual;
    size_t off; // from here
    size_t anchor;
    int want;
    size_t to;                      // found
    size_t from;                    // objects: where it starts
    bool beep;                      // it went as far as it could: what was to follow does not
    bool back;                      // what is selected grows back to the start of an object
    bool linewise, inclusive, wide; // wide: no more rules for its end
    bool ends;                      // objects: [from, to] are the ends of what is selected
} Motion;
typedef struct {
    uint32_t id;
    int flags;
    bool (*run)(Motion *m);
} MotionRow;
const MotionRow *motion_find(uint32_t id);

typedef struct {
    uint32_t id;
    int flags;
    bool (*run)(X *x);
} CommandRow;
const CommandRow *normal_find(uint32_t id);
const CommandRow *visual_find(uint32_t id);

/* What an operator works on at one cursor. */
typedef struct {
    size_t start, end; // bytes; LINES: of the first line to the end of what the last one holds
    size_t at;         // where the cursor stood
} Part;
typedef Vec(Part) Parts;
typedef struct {
    X *x;
    Parts parts; // owned; BLOCK: one a line
    Shape shape;
    int left, right; // BLOCK: columns, right is behind
    bool to_end;     // BLOCK: to the ends of lines; right is that of the longest
    bool shifts;     // deletes fill register 1
    bool visual;
} Span;
typedef struct {
    uint32_t id;
    int flags; // DOT
    bool (*run)(Span *s);
} OperatorRow;
const OperatorRow *operator_find(uint32_t id);
/* Run an operator on what a motion gives (normal mode), or on what is selected. */
bool operate_motion(X *x);
bool operate_visual(X *x, uint32_t op, int shape); // shape: -1 the mode's
bool span_of_visual(X *x, Span *s, int shape);
void span_deinit(Span *s);
bool op_delete(Span *s);
bool op_surround(Span *s);
bool surround_visual(X *x);
/* Keep what the span holds in the register of its command. */
bool span_yank(Span *s, bool deleting);
bool move_all(X *x, const MotionRow *row);

/* Changing: replacements in the order of the text, each with a cursor ---------------------------*/

typedef struct {
    Change c;
    PosVec at;    // cursors, in the text after
    size_t until; // end of the last replacement
    size_t grown;
    size_t first, last; // of what came in, in the text after
} Edit;
/* Replace [start, end); the cursor is `cur` bytes behind start then.  What overlaps the one before
 * is left out.  SIZE_MAX: no cursor. */
void edit_put(Edit *e, size_t start, size_t end, Str with, size_t cur);
void edit_at(Edit *e, size_t off); // a cursor, at a place of the text before, behind all puts
bool edit_apply(X *x, Edit *e);    // and deinit; the cursors become the seat's
void edit_deinit(Edit *e);
static inline void auto_edit(Edit *e)
{
    edit_deinit(e);
}
/* What a new line ends with. */
Str eol_of(const X *x);

/* Seats */
Seat *seat_of(Vim *vim, View *v);
Seat *seat_find(const Vim *vim, const View *v);
void seat_read(Vim *vim, Seat *s);
void seat_show(Vim *vim, Seat *s);
void seat_deinit(Seat *s);
void seat_set(Seat *s, size_t head); // one cursor
void seat_first_text(X *x);          // each cursor to the first character of its line
static inline bool mode_is_visual(VimMode m)
{
    return m >= VIM_VISUAL;
}
static inline Pos *seat_pos(Seat *s)
{
    return &s->at.p[s->primary];
}

/* Running */
void vim_code(Vim *vim, uint32_t code);
bool cmd_exec(X *x); // x->c, with x->line
void x_init(X *x, Vim *vim, const Cmd *c);
void vim_step_begin(Vim *vim, const View *v);
void vim_step_end(Vim *vim);
void vim_play(Vim *vim, const Codes *codes);  // now, all of it
void vim_stuff(Vim *vim, const Codes *codes); // as if typed next
void vim_drain(Vim *vim, bool all);
void vim_fail(Vim *vim);
void vim_set_mode(X *x, VimMode mode);
bool run_command(X *x, const char *id, Str arg);

/* Insert mode */
bool insert_begin(X *x, VimMode mode);
void insert_end(X *x);
bool insert_code(X *x, uint32_t code, bool played);    // false: the editor's key
bool insert_pending(X *x, uint32_t code, bool played); // the same behind ctrl+r, ctrl+v

/* What vim has two characters stand for; the second one if there is nothing. */
uint32_t digraph(uint32_t a, uint32_t b);

/* Registers */
Reg *reg_get(X *x, uint32_t name);
void reg_set(Vim *vim, uint32_t name, Str text, Shape shape);
Str reg_text(X *x, uint32_t name, Shape *shape); // borrowed until the next command
bool reg_is_valid(uint32_t name, bool write);
/* Whole lines below or above the line of each cursor. */
bool put_lines_of(X *x, const Reg *r, bool after);
void reg_deinit(Reg *r);
void reg_copy(Reg *to, const Reg *from);

/* Marks */
void mark_put(Vim *vim, const Document *d, uint32_t name, size_t off);
bool mark_get(Vim *vim, const Document *d, uint32_t name, size_t *off);
void mark_jump(X *x); // the place before a jump

/* Lines */
void line_open(X *x, char mark, Str preset);
void line_code(Vim *vim, uint32_t code);
void line_close(Vim *vim);
bool ex_run(X *x, Str line);
void confirm_code(Vim *vim, uint32_t code);
void confirm_end(Vim *vim);
void far_forget(Vim *vim); // give up what a worker does
void ex_complete(Vim *vim, Str line, Strings *out, size_t *from);
void lines_deinit(Strings *s);

/* Search */
bool regex_translate(Str vim_pattern, bool ignore_case, bool smart, Buf *out, bool *ignores);
/* The pattern as a finder takes it; borrows *re, to which it is appended. */
FindQuery seek_query(const Vim *vim, Buf *re);
bool seek_set(X *x, Str pattern, int dir);
bool seek_step(X *x, size_t from, int dir, size_t *to);
bool seek_match(X *x, size_t from, size_t to, size_t *start, size_t *end);
void seek_look(Vim *vim);   // while it is typed
void seek_forget(Vim *vim); // what was compiled

/* Objects */
bool object_pair(Walk *w, size_t off, char open, char close, int count, size_t *a, size_t *b);
bool object_quote(Walk *w, size_t off, char quote, size_t *a, size_t *b);

/* The last change */
void dot_note(X *x, bool visual, const Span *s);
bool line_undo(X *x);
void indent_add(const X *x, int cols, Buf *out); // of so many columns
bool change_case(X *x, size_t start, size_t end, int to, Buf *out);

/* Columns of a view's text. */
int col_of(const X *x, Walk *w, size_t off);
size_t off_of_col(const X *x, Walk *w, size_t line, int col);

bool vim_press(Vim *vim, uint32_t code); // false: the editor's key
void x_finish(X *x, bool ok);

extern const MotionRow motions_word[], motions_line[], motions_text[], motions_screen[];
extern const MotionRow motions_objects[], motions_pairs[], motions_quotes[];
extern const MotionRow motions_search[], motions_section[];
extern const CommandRow commands_change[], commands_put[], commands_insert[], commands_repeat[];
extern const CommandRow commands_window[], commands_surround[], commands_line[];
extern const CommandRow commands_visual[], commands_visual_change[], commands_visual_put[];
extern const CommandRow commands_visual_block[], commands_shared[], commands_marks[];
extern const CommandRow commands_begin_visual[], vim_macros[];
extern const CommandRow vim_joins[], vim_visual_joins[];

#endif
