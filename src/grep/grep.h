/* Searching the files of a project: what `codelab grep` and the search view run on.
 *
 * Walks a folder as git would see it and looks at each file as find looks at a text, on as many
 * threads as take part.  Owns what is under way and what was found; starts no thread, never writes,
 * knows no editor: texts that are open somewhere are given to it as snapshots.
 *
 *   Grep *g = grep_new("/home/u/hello", &query, &err);
 *   GrepWorker *w = grep_worker_new(g);            // each thread has its own
 *   while (grep_worker_run(w, &cancelled))         // a slice, some milliseconds long
 *       ;                                          // ... after which there may be news
 *   grep_worker_free(w);
 *   grep_take(g, SIZE_MAX, &files);                // any one thread, at any time
 *   grep_free(g);                                  // when all workers are gone
 *
 * Links are not followed, so that no walk goes round in circles or leaves the folder; pipes,
 * sockets and devices are never opened. */
#ifndef GREP_GREP_H
#define GREP_GREP_H

#include "base/fs.h"
#include "text/text.h"

typedef struct {
    FindQuery find;          // copied, as all strings here
    Str include;             // globs as typed, "src/**, *.c, !*_test.c"; empty: all files
    Str exclude;             // the same for what to leave out
    Str exclude_always;      // globs of settings, which match from the top: "**/node_modules"
    bool use_ignore;         // leave out what .gitignore, .ignore and .git/info/exclude say
    bool hidden;             // look at files and folders that begin with a dot, too
    size_t max_matches;      // then it ends; 0: no limit
    size_t max_per_file;     // then the next file; 0: no limit
    size_t line_bytes;       // of a line that are kept for each match; 0: none
    const char *const *only; // just these files (relative to the folder), wanted or not; ends with
                             // NULL; NULL: all
} GrepQuery;

typedef struct {
    size_t start, end;  // bytes of the text
    size_t row, col;    // 0-based; the column is bytes from the start of the line
    size_t text, ntext; // what is kept of its lines: bytes in `lines` of the file
    size_t hit, nhit;   // the match in that
} GrepMatch;
typedef Vec(GrepMatch) GrepMatches;

/* A file with matches. */
typedef struct {
    char *path;          // owned; relative to the folder, any bytes
    FsStat stat;         // when it was read; of an open text: zeros
    uint64_t tag;        // of the open text, 0: it was read from disk
    GrepMatches matches; // in the order of the text
    Buf lines;           // owned
} GrepFile;
typedef Vec(GrepFile *) GrepFiles;
void grep_file_free(GrepFile *f);
/* What is kept of the line of a match; borrowed. */
static inline Str grep_line(const GrepFile *f, const GrepMatch *m)
{
    return str_n(f->lines.p + m->text, m->ntext);
}

typedef struct {
    size_t files;      // looked at
    size_t matches;    // in those with some
    size_t binary;     // files that are no text
    size_t unreadable; // files and folders that could not be read, or vanished
    size_t slow;       // files given up because the expression takes too long on them
    size_t skipped;    // files of an encoding that must be decoded, too large for that
    bool cut;          // it ended at max_matches
    bool done;         // nothing is left to do
} GrepCounts;

typedef struct Grep Grep;
/* Looks at nothing yet.  NULL with a sentence for a bad expression.  `root` is a folder, or one
 * file, whose results then have an empty path. */
Grep *grep_new(const char *root, const GrepQuery *q, Err *err);
void grep_free(Grep *g);
/* Before the first worker: have the text `s` (one reference is taken) stand for the file `path`.
 * `exists`: the walk will meet that file; one that is only in the editor is looked at in the end if
 * the globs want it. */
void grep_add_text(Grep *g, const char *path, const Snap *s, uint64_t tag, bool exists);

typedef struct GrepWorker GrepWorker;
GrepWorker *grep_worker_new(Grep *g);
void grep_worker_free(GrepWorker *w);
/* Take part for a moment; false if there is nothing more to do here, or *cancelled. */
bool grep_worker_run(GrepWorker *w, const atomic_bool *cancelled);

/* Move up to `max` files that were found to the end of *out, which owns them then; any order. */
void grep_take(Grep *g, size_t max, GrepFiles *out);
GrepCounts grep_counts(Grep *g);
/* What could not be read, the first of it: a sentence, "" if all could.  Owned. */
char *grep_problem(Grep *g);

/* What is to be replaced in a file. */
typedef struct {
    const FindQuery *find;
    FindReplacement with;    // its line ends become those of the file
    const GrepMatches *only; // these, which must be where they were; NULL: all there are
} GrepSwap;
/* Append what a file with these bytes is to hold then, in its encoding.  *made gets how many
 * matches were replaced.  False with a sentence if that cannot be done. */
bool grep_swap(const GrepSwap *s, Str bytes, Buf *out, size_t *made, Err *err);

/* Is this list of globs, as one types it, sound?  False with a sentence. */
bool grep_globs_check(Str typed, Err *err);

#endif
