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
