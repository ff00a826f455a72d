/* The rows of the Problems panel: files with their problems, as filtered and folded. */
#ifndef WORKSPACE_PROBLEM_LIST_H
#define WORKSPACE_PROBLEM_LIST_H

#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

typedef struct Workspace Workspace;

typedef enum { PROBLEM_ROW_FILE, PROBLEM_ROW_PROBLEM, PROBLEM_ROW_RELATED } ProblemRowKind;

typedef struct {
    ProblemRowKind kind;
    size_t file, problem, related; // indices: in problems_files(), in its `all`, in its `related`
    uint64_t id;                   // of the problem, 0 for a file
    size_t shown;                  // of a file: how many of its problems pass the filter
} ProblemRow;

typedef struct {
    Vec(ProblemRow) rows; // owned; as of the last settle
    size_t selected;
    Buf filter;       // words that a row must hold; "!word": must not
    bool filtering;   // the filter has the keys
    unsigned hidden;  // bit s: severity s is not shown
    uint64_t visited; // id of the problem that was gone to last
    uint64_t version; // of the problems that the rows were made from
    bool stale;
    Vec(uint64_t) open; // ids whose related places are shown
} ProblemList;

void problem_list_deinit(ProblemList *l);
/* Make the rows again if something changed; costs all problems then.  The selected row stays. */
void problem_list_settle(Workspace *ws);
void problem_list_set_filter(ProblemList *l, Str filter);
/* Show or hide a severity. */
void problem_list_toggle(ProblemList *l, int severity);
/* Fold or unfold a file, show or hide the related places of a problem. */
void problem_list_fold(Workspace *ws, size_t row, bool fold);
/* Is what belongs to the row out of sight? */
bool problem_list_is_folded(const Workspace *ws, size_t row);
/* Take a problem from the list; of a file, all of its that the filter shows. */
void problem_list_dismiss(Workspace *ws, size_t row);
void problem_list_move(Workspace *ws, long by);
/* The row as a person would send it: "src/a.c:3:5: error: …"; a file: all of its.  Appended. */
void problem_list_text(Workspace *ws, size_t row, Buf *out);

#endif
