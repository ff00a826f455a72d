/* What the files of this room share. */
#ifndef GREP_INNER_H
#define GREP_INNER_H

#include "base/map.h"
#include "grep/globs.h"
#include "grep/grep.h"
#include "grep/rules.h"

#include <pthread.h>

/* An open folder, while some of its files wait to be looked at. */
typedef struct {
    atomic_size_t refs;
    int fd;    // owned
    char *rel; // owned; from the root, "" or with a slash behind it
} GrepDir;

/* Something to do: a folder to list, or some files of one to look at. */
typedef struct {
    GrepDir *dir;    // files: one reference; a folder: NULL
    RuleNode *rules; // a folder: one reference; those around it
    Buf names;       // owned; of files, each with a NUL behind it; or the folder's path, as in rel
} GrepTask;
void grep_task_free(GrepTask *t);

/* A text that stands for a file. */
typedef struct {
    char *path; // owned
    Snap *snap; // one reference
    uint64_t tag;
    bool exists;
} GrepText;

struct Grep {
    // never changed once workers run
    char *root;      // owned; as given
    int fd;          // owned; of the root
    GrepQuery query; // with strings of its own
    Globs include, exclude, always;
    Buf prefix; // path of the root from the top of its repository
    Vec(GrepText) texts;
    Map text_of; // GrepText by path
    bool single; // the root is one file

    atomic_size_t nmatches; // found by all
    atomic_bool full;       // at max_matches, or given up: everybody stops

    pthread_mutex_t lock; // for all that follows
    pthread_cond_t news;  // there are tasks, or there never will be
    Vec(GrepTask) tasks;  // the last one is done first
    size_t busy;          // workers with a task
    bool begun, told_texts;
    GrepFiles found; // not taken yet
    GrepCounts counts;
    Err problem; // the first one
};

struct GrepWorker {
    Grep *g;
    Finder *finder;
    const atomic_bool *cancelled;
    Buf bytes, decoded, path; // scratch
    FsNames names;
    bool has_told; // of some matches: the first are told at once
    // not told to g yet
    GrepFiles found;
    GrepCounts counts;
    Err problem;
};

/* List a folder: a task for each folder in it, and its files in handfuls. */
void grep_walk_folder(GrepWorker *w, GrepTask *t);
void grep_walk_files(GrepWorker *w, const GrepTask *t);
/* The texts that stand for no file. */
void grep_walk_texts(GrepWorker *w);
/* The first task. */
void grep_walk_begin(GrepWorker *w);
void grep_push(Grep *g, GrepTask t);
/* Note that something could not be read (-errno). */
void grep_unreadable(GrepWorker *w, Str rel, int failed);
bool grep_is_stopped(const GrepWorker *w);

/* How the file that begins with `head` is to be read; false if it is no text.  *plain: as it is,
 * from *skip on, else decoded. */
bool grep_judge(Str head, bool whole, Coding *coding, bool *plain, size_t *skip);

/* Look at a file, or a text. */
void grep_scan_file(GrepWorker *w, int dir, const char *name, Str rel);
void grep_scan_text(GrepWorker *w, const GrepText *t);

#endif
