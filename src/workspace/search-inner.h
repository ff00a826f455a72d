/* What the files of Search share. */
#ifndef WORKSPACE_SEARCH_INNER_H
#define WORKSPACE_SEARCH_INNER_H

#include "loop/loop.h"
#include "workspace/find-inner.h"
#include "workspace/search.h"

enum { SEARCH_WORKERS = 3, SEARCH_LINE_BYTES = 400 };

/* A match that was taken out of the list, and stays out when its file is looked at again. */
typedef struct {
    Buf line; // what is kept of its line
    size_t row, col;
} SearchGone;

typedef struct {
    GrepFile *found; // owned; without matches: not shown, but looked at again after edits
    bool folded;
    Vec(SearchGone) gone;
    size_t first; // its row
} SearchFile;

/* A search under way.  It ends when its last job does; if it is not wanted any more, `s` is NULL.
 */
typedef struct {
    Search *s;
    Loop *loop;
    Grep *grep; // owned
    size_t njobs;
    LoopJob *jobs[SEARCH_WORKERS]; // NULL: ended
    Vec(char *) only;              // owned; the files it is about; none: all
} SearchRun;

/* An open document as it was when it was looked at. */
typedef struct {
    uint64_t doc;
    TextRev rev;
    char *path; // owned; relative to the project
} SearchSeen;

/* A replacement that can be undone: what one file held before, and holds since. */
typedef struct {
    char *path;      // owned; relative to the project; of a document absolute
    int64_t version; // of the store, before; of a document less than 0: its state since
    char hash[65];   // SHA-256 in hex of what was written
} SearchReplaced;
typedef Vec(SearchReplaced) SearchReplacements;
void search_replacements_deinit(SearchReplacements *all);

struct Search {
    Workspace *ws; // borrowed
    size_t most;   // results; 0: as the settings say
    unsigned changes;
    bool replacing;
    SearchPart part;
    unsigned shown;
    Buf text[SEARCH_FIELDS];
    FindHistory history[SEARCH_FIELDS];
    FindOptions options;
    Err problem;           // of the expression or the globs
    SearchRun *run;        // NULL: none
    SearchRun *again;      // of files that were edited; NULL: none
    bool fresh;            // nothing of `run` was taken in yet: what is listed is older
    bool searched;         // there was a search to tell of
    bool stopped;          // by the user
    Vec(SearchFile) files; // sorted by path
    size_t nfiles, nmatches, nrows;
    GrepCounts counts;
    char *trouble; // owned; what could not be read, NULL: nothing
    Vec(SearchSeen) seen;
    GrepFile *at;            // of the selected row; NULL: its first match
    size_t at_match;         // index in it; SIZE_MAX: the row of the file
    Finder *brief;           // owned; for this thread; NULL: nothing to look for
    struct SearchSwap *swap; // a replacement under way, owned by its task; NULL: none
    SearchReplacements done; // by the last one
};

/* Expression, without what is typed for it (find.pattern points into s). */
FindQuery search_query(const Search *s);
/* Number rows anew, after any change of the list. */
void search_renumber(Search *s);
/* Index of a file, or of where it would be. */
size_t search_find(const Search *s, const char *path, bool *found);
/* Put files (taken over) into the list, in place of those of the same paths. */
void search_merge(Search *s, GrepFiles *files);
void search_drop_files(Search *s);
/* Look at these files again (NULL-terminated, relative). */
void search_again(Search *s, const char *const *paths);
void search_cancel(Search *s);
/* The file's place on the disk; owned. */
char *search_full_path(const Search *s, const char *rel);

#endif
