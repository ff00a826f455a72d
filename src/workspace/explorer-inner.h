/* Inside of the explorer. */
#ifndef WORKSPACE_EXPLORER_INNER_H
#define WORKSPACE_EXPLORER_INNER_H

#include "base/map.h"
#include "workspace/inner.h"

enum { LIST_DIR = 1, LIST_LINK = 2, LIST_BROKEN = 4, LIST_IGNORED = 8 };

/* What a folder holds, sorted, without what is not shown; nobody changes it. */
typedef struct {
    uint32_t name, target; // offsets into `text`, each ended by a NUL; target 0: none
    uint8_t flags;         // LIST_…
} ListItem;
typedef struct {
    Buf text;
    Vec(ListItem) items;
    size_t nshared; // rows that folders share
} FolderList;
void folder_list_free(FolderList *l);
static inline const char *list_name(const FolderList *l, size_t i)
{
    return l->text.p + l->items.p[i].name;
}
void folder_list_add(FolderList *l, Str name, const char *target, unsigned flags);
/* Index of a name, SIZE_MAX without it.  O(entries). */
size_t folder_list_find(const FolderList *l, const char *name);

/* How folders are read: copied for workers. */
typedef struct {
    ExplorerSort sort;
    bool hide_ignored, compact;
    char **exclude; // owned, NULL-terminated patterns
} ListRules;
ListRules list_rules(const Workspace *ws);
void list_rules_deinit(ListRules *r);
/* Read the folder `rel` below `root`.  Any thread. */
FolderList *folder_list_read(const char *root, const char *rel, const ListRules *r,
                             const atomic_bool *cancelled, Err *err);

/* A folder that was unfolded once, or the root. */
typedef struct Folder Folder;
struct Folder {
    char *name; // owned; as in the list of `up`
    Folder *up; // NULL for the root
    Explorer *tree;
    uint64_t id;
    size_t at, was;     // index in the list of `up`, and in the one before
    FolderList *list;   // owned; NULL until it was read
    Vec(Folder *) kids; // owned; by `at`
    size_t rows;        // seen below it when it is open
    bool open, stale, listing, ignored;
    bool begins;                    // to be watched, and is read then
    int took_ms;                    // to read it
    struct LoopWatch *watch;        // owned; NULL when folded
    Vec(struct LoopWatch *) shared; // owned; of folders in rows that are shared
    char *problem;                  // owned
};

typedef struct {
    Folder *folder;
    size_t at; // index in its list
} Spot;

struct Explorer {
    Workspace *ws; // borrowed
    Folder *root;  // owned
    Folder *found; // owned; what the filter found, NULL without a filter
    Spot selected; // folder NULL: the first row
    uint64_t last_id;
    size_t nwatches, nreading;
    char *reveal;            // owned; path below the root to unfold to, NULL if none
    struct LoopTimer *timer; // owned; gathers bursts of watch events
    bool settling;           // the timer runs
    char *problem;           // owned
    Map marks;               // by path
    Paths clip;              // owned
    Map clip_set;            // the same by path
    bool clip_cut;
    struct {
        ExplorerEditKind kind;
        Spot at; // RENAME: the entry; else its folder, `at` unused
        uint64_t id;
        Buf text;
        size_t stem;
    } edit;
    struct {
        Buf query;
        bool focus, stale; // stale: matches another query
        LoopJob *job;
        struct FilterIndex *index; // owned; while no job has it
    } filter;
};

/* The tree that is shown. */
Folder *explorer_top(const Explorer *x);
Folder *folder_new(Explorer *x, Folder *up, size_t at);
/* Frees what is below it, too; selection and input move out of it. */
void folder_free(Folder *f);
/* The node of entry `at`, made if there is none. */
Folder *folder_kid(Folder *f, size_t at);
Folder *folder_find_kid(const Folder *f, size_t at);
/* Count its rows anew, and those of all above it. */
void folder_count(Folder *f);
char *folder_path(const Folder *f); // owned
char *spot_path(Spot s);            // owned
Spot explorer_spot(const Explorer *x, size_t row);
size_t explorer_row_of(Spot s);
void folder_unwatch(Folder *f);
/* Put a list in the place of the one it has (taken over); unfolded folders and the selection stay
 * with their names. */
void folder_take_list(Folder *f, FolderList *l);
/* Read a folder on a worker. */
void folder_read(Folder *f);
/* Start the filter's job if it is due. */
void explorer_filter_settle(Explorer *x);
/* Files changed: look for them again, if there is a filter. */
void explorer_filter_again(Explorer *x);
void explorer_filter_free(Explorer *x);

#endif
