/* Command lines: a range of lines, a name, what follows it. */
#ifndef VIM_EX_H
#define VIM_EX_H

#include "vim/inner.h"

typedef struct {
    X *x;
    size_t first, last; // rows, 0-based
    int given;          // how many addresses there were
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
bool ex_substitute_again(Ex *e);
bool ex_global(Ex *e);
/* Up to an unescaped `end`; cut off *s with it. */
Str ex_until(Str *s, char end);
const ExRow *ex_rows(size_t *n);
extern const ExRow ex_text_rows[], ex_file_rows[];
/* Names of options, for completing. */
const char *const *ex_set_names(void);

#endif
