/* Command lines: a range of lines, a name, what follows it. */
#ifndef VIM_EX_H
#define VIM_EX_H

#include "vim/inner.h"

typedef struct {
    X *x;
    size_t first, last; // rows, 0-based
    int given;          // how many addresses there were
    bool zero;          // ... and it was line 0, before the first
    bool bang;
    Str arg;
    const char *name; // in full
} Ex;

typedef struct {
    const char *name; // "w[rite]": the letters before the bracket do
    bool (*run)(Ex *e);
    bool whole; // without a range it means all lines
} ExRow;

/* Offsets of the lines of a range: its start, the end of what its last line holds, and behind it.
 */
typedef struct {
    size_t start, end, behind;
} ExLines;
ExLines ex_lines(const Ex *e);
/* One address at the start of *s, cut off it; false with a sentence if it is none that there is. */
bool ex_address(X *x, Str *s, size_t here, size_t *row, bool *given);
bool ex_substitute(Ex *e);
/* How long the parts between its marks are, which may hold bars. */
size_t ex_behind_substitute(Str arg);
bool ex_substitute_again(Ex *e);
bool ex_global(Ex *e);
/* What :s did. */
typedef struct {
    size_t made, lines, last; // last: start of the last line
} SubDone;
/* What :s finds, one after the other; `cancelled` may be set, else NULL. */
typedef struct {
    Finder *finder; // borrowed; knows of the last match
    const atomic_bool *cancelled;
    Walk w;
    ExLines lines;
    bool all;    // more than one in a line
    size_t from; // where the next one may begin
    size_t a, b; // the match
    size_t line; // its line; SIZE_MAX before the first
    SubDone done;
} SubWalk;
void sub_walk_init(SubWalk *s, Finder *finder, const Snap *snap, const ExLines *l, bool all);
bool sub_walk_next(SubWalk *s);
/* Where the cursor goes in the text after, with that in place of the match; `grown`: by how much
 * what is before it grew, as a difference. */
size_t sub_walk_shown(const SubWalk *s, Str with, size_t grown);

/* Lines with a match, or without, in the same way. */
typedef struct {
    Finder *finder; // borrowed
    const atomic_bool *cancelled;
    Walk w;
    ExLines lines;
    bool without, looked, more, over;
    size_t next, a, b;
} LineWalk;
void line_walk_init(LineWalk *m, Finder *finder, const Snap *snap, const ExLines *l, bool without);
bool line_walk_next(LineWalk *m, size_t *line);
typedef Vec(size_t) Lines;
/* The starts of all of them; false with a sentence if there are too many. */
bool ex_collect(LineWalk *m, Lines *out, Err *err);
/* What :g does with those lines. */
bool ex_global_run(Ex *e, Lines *lines, Str command);

/* Above this many bytes of lines a worker looks through them, over a snapshot, and what it made is
 * brought in when it is done, unless the text changed meanwhile.  What follows on the command line
 * or in a macro does not wait for it. */
enum { EX_FAR_BYTES = 32 << 20 };
typedef enum { FAR_COUNT, FAR_REPLACE, FAR_DELETE, FAR_LINES } FarWhat;
typedef struct {
    FarWhat what;
    ExLines lines;
    bool all, quiet, without;
} Far;
bool ex_is_far(const ExLines *l);
/* `with`: the finder's replacement, or the command for each line.  False with a sentence if it
 * cannot begin. */
bool ex_far(X *x, const Far *far, Str with);

/* Replace what the pattern finds from l.start on; `all`: more than one in a line. */
bool ex_replace(X *x, const ExLines *l, bool all, Str with, SubDone *done);
/* Ask about each instead, from the first on; false with a sentence if there is none. */
bool ex_confirm(X *x, const ExLines *l, bool all, Str with);
/* Where :s goes on that takes one match of each line: in the line below, or right behind the match
 * if that took a line end. */
bool ex_next_line(Walk *w, size_t at, bool took_end, size_t *next);
void ex_told(X *x, const SubDone *done, bool counted);
bool ex_filter(Ex *e);
bool ex_read(Ex *e);
/* Lines of a range into a file of its own. */
bool ex_write_part(Ex *e);
bool ex_is_whole(const Ex *e); // its range is all lines
/* What a path on the command line means: owned. */
char *ex_path(const Ex *e);
/* Up to an unescaped `end`; cut off *s with it. */
Str ex_until(Str *s, char end);
const ExRow *ex_rows(size_t *n);
/* A number behind a name: so many lines from the last one of the range on; cut off *s. */
void ex_take_count(Ex *e, Str *s);
extern const ExRow ex_line_rows[], ex_text_rows[], ex_file_rows[], ex_other_rows[];
/* Names of options, for completing. */
const char *const *ex_set_names(void);

#endif
