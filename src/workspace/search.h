/* Search in the project: what to look for, what was found, and putting something else in its place.
 *
 * Workers look (room grep); results come in while they do, sorted by path.  Documents that are open
 * count as they are in the editor, and are looked at again when they are edited. */
#ifndef WORKSPACE_SEARCH_H
#define WORKSPACE_SEARCH_H

#include "grep/grep.h"
#include "workspace/find.h"

typedef struct Search Search;

/* The lines one types in, and the list of results: what gets the keys. */
typedef enum {
    SEARCH_PATTERN,
    SEARCH_REPLACEMENT,
    SEARCH_INCLUDE,
    SEARCH_EXCLUDE,
    SEARCH_FIELDS,
    SEARCH_LIST = SEARCH_FIELDS
} SearchPart;

/* `most` results; 0: as many as the settings say. */
Search *search_new(Workspace *ws, size_t most);
void search_free(Search *s);
/* Show the view and give its first line the keys; the settings say how the selection seeds it. */
void search_open(Search *s);
/* The same with the line of the replacement. */
void search_open_replace(Search *s);
/* Show the line of the replacement, or not. */
void search_set_replacing(Search *s, bool on);
bool search_is_replacing(const Search *s);

/* It is shown and has the focus. */
bool search_has_focus(const Search *s);
SearchPart search_part(const Search *s);
void search_focus(Search *s, SearchPart part);
/* To the next (1) or previous (-1) line that is shown, or to the list. */
void search_focus_next(Search *s, int dir);
Str search_text(const Search *s, SearchPart field);
void search_set_text(Search *s, SearchPart field, Str text);
/* Grows when the fields get other texts than those typed. */
unsigned search_shown(const Search *s);
/* Show an older (-1) or newer (1) text of the line with the keys. */
void search_recall(Search *s, int dir);
FindOptions *search_options(Search *s); // call search_start after a change

/* Look again, from the start. */
void search_start(Search *s);
/* Stop looking; what was found stays. */
void search_stop(Search *s);
/* Forget what was found and what is looked for. */
void search_clear(Search *s);
bool search_is_busy(const Search *s);
/* Is a replacement in files under way? */
bool search_is_writing(const Search *s);
/* Take in what workers found, and follow edits; in settle. */
void search_settle(Search *s);

/* Grows when the list of results does not stay as it was. */
unsigned search_changes(const Search *s);
/* "37 results in 12 files", appended; nothing before the first search. */
void search_add_summary(const Search *s, Buf *out);
/* What else is to be known: that there are more, what could not be read; a bad expression or glob,
 * and then *failed.  Appended. */
void search_add_note(const Search *s, Buf *out, bool *failed);

/* Rows: each file with those of its matches that are not folded away. */
typedef struct {
    const GrepFile *file;   // borrowed until the next settle or change
    const GrepMatch *match; // NULL: the row of the file
    bool folded;            // the file is
} SearchRow;
size_t search_rows(const Search *s);
/* O(log files). */
SearchRow search_row(const Search *s, size_t i);
size_t search_selected(const Search *s);
void search_select(Search *s, size_t row);
/* Fold the file of the selected row, or unfold it. */
void search_fold(Search *s, bool folded);
/* Fold or unfold all files. */
void search_fold_all(Search *s, bool folded);
/* Take the selected match, or file, out of the list. */
bool search_dismiss(Search *s, Err *err);
/* The selected row as text: "path:line:column: text", or the path of a file; appended. */
bool search_add_copy(const Search *s, Buf *out, Err *err);
/* Show the selected match in its file; on the row of a file fold or unfold it.  `focus`: the editor
 * gets the keys. */
bool search_show(Search *s, bool focus, Err *err);
/* Select and show the next (1) or previous (-1) match. */
bool search_step(Search *s, int dir, Err *err);
/* What would stand for a match, appended; false if that cannot be told from its line alone. */
bool search_add_replacement(Search *s, const SearchRow *row, Buf *out);

/* Replace the selected match, or all of the selected file. */
bool search_replace_selected(Search *s, Err *err);
/* Replace all that are listed, once the user has agreed. */
bool search_replace_all(Search *s, Err *err);
/* Put the files of the last replacement back as they were. */
bool search_undo_replace(Search *s, Err *err);

#endif
