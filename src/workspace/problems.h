/* What is wrong in the project's files, as compilers, tests and other tools said it.
 *
 * Each problem belongs to a source ("run …", "task …", a language server), which replaces or clears
 * its own and nobody else's.  In files that are open, problems follow the edits.  At most
 * PROBLEMS_MAX are kept; how many were refused is told. */
#ifndef WORKSPACE_PROBLEMS_H
#define WORKSPACE_PROBLEMS_H

#include "base/err.h"
#include "base/map.h"
#include "base/vec.h"
#include "text/text.h"

typedef struct Workspace Workspace;
typedef struct Document Document;

enum { PROBLEMS_MAX = 10000, RELATED_MAX = 32 };

typedef enum {
    SEVERITY_ERROR,
    SEVERITY_WARNING,
    SEVERITY_INFO,
    SEVERITY_HINT,
    SEVERITY_COUNT,
} Severity;

/* What a source counts columns in. */
typedef enum {
    COLS_BYTES,
    COLS_CELLS, // of a screen whose tabs are 8 wide
    COLS_UTF16, // as language servers do
    COLS_TEXT,  // bytes behind the blanks that the line begins with
} ProblemCols;

/* All are 0-based. */
typedef struct {
    int row, col;         // col -1: all of the line
    int end_row, end_col; // end_row -1: not known, then it is the word there
    ProblemCols unit;
} ProblemPlace;

typedef struct {
    char *path;    // owned, absolute
    int row, col;  // 0-based; col -1: not known
    char *message; // owned
} ProblemRelated;

typedef struct {
    uint64_t id; // given when it is added; grows
    Severity severity;
    ProblemPlace at;
    size_t start, end; // bytes, of the text as it is now, while its file is open; else see `at`
    uint32_t source;   // of problems_source()
    char *message;     // owned; may have several lines
    char *code;        // owned, NULL: none
    const char *label; // literal or interned: who said it ("gcc"); NULL: none
    Vec(ProblemRelated) related;
} Problem;

typedef struct {
    char *path;       // owned, absolute
    Vec(Problem) all; // owned; by severity and position, as of the last settle
    size_t count[SEVERITY_COUNT];
    uint64_t doc; // id of the document that shows it, 0: not open (or too large to place them)
    TextRev rev;
    Map seen; // what was said, not to keep it twice
    bool unsorted;
    bool folded; // in the panel
} ProblemFile;

typedef struct Problems Problems;

Problems *problems_new(Workspace *ws);
void problems_free(Problems *ps);
void problem_relate(Problem *p, const char *path, ProblemPlace at, const char *message);

/* The number of a source of that name. */
uint32_t problems_source(Problems *ps, const char *name);
/* A copy of `s` that lives as long as ps: for labels that are no literals. */
const char *problems_intern(Problems *ps, Str s);
/* Keep p (taken over) as said of a file (absolute path); false if it was said before or there are
 * too many. */
bool problems_add(Problems *ps, uint32_t source, const char *path, Problem *p);
/* Forget what a source said of a file, or of all files (NULL). */
void problems_clear(Problems *ps, uint32_t source, const char *path);
/* The same for what it says now instead; takes the n problems over. */
void problems_replace(Problems *ps, uint32_t source, const char *path, Problem *v, size_t n);
void problems_clear_all(Problems *ps);
/* Forget one of a file, or all of it (id 0). */
void problems_dismiss(Problems *ps, const char *path, uint64_t id);

size_t problems_count(const Problems *ps, Severity s);
size_t problems_total(const Problems *ps);
/* How many were refused since nothing was kept. */
size_t problems_refused(const Problems *ps);
/* Grows with each change of what is kept. */
uint64_t problems_version(const Problems *ps);
/* By path; borrowed until the next change. */
ProblemFile *const *problems_files(Problems *ps, size_t *n);
/* The gravest that is said of a file and how many are as grave, or of what lies in a folder (*count
 * is 0 then); SEVERITY_COUNT: nothing.  For a folder it costs a look at the files in it that have
 * some, up to the first error. */
Severity problems_gravest(Problems *ps, const char *path, size_t *count);
/* What is said of a file, NULL: nothing. */
ProblemFile *problems_file(const Problems *ps, const char *path);
ProblemFile *problems_of(const Workspace *ws, const Document *d);
/* 0-based row and byte or column where it stands now; col -1: the whole line. */
void problem_row_col(const Workspace *ws, const ProblemFile *f, const Problem *p, size_t *row,
                     int *col);
/* Where it stands in a text: [*start, *end).  Looks at a part of its line only. */
void problem_place(const Snap *s, const ProblemPlace *at, size_t *start, size_t *end);

/* The gravest that begins in [start, end] and is as grave as `least`, of several the first; NULL:
 * none, or not known before the next settle.  O(log n). */
const Problem *problem_within(const ProblemFile *f, size_t start, size_t end, Severity least);

/* Its document was opened, or is about to be closed. */
void problems_attach(Workspace *ws, const Document *d);
void problems_detach(Workspace *ws, const Document *d);
/* Follow edits; costs the problems of the texts that were edited, per edit. */
void problems_settle(Workspace *ws);

/* Open the file of a problem and go there; fails if it cannot be opened. */
bool problem_show(Workspace *ws, const char *path, uint64_t id, Err *err);
/* Go to the next one (dir > 0) or the one before, over all files and around the end, and say it. */
bool problems_step(Workspace *ws, int dir, Err *err);

/* "E", "W", "I", "H" */
char severity_letter(Severity s);

#endif
