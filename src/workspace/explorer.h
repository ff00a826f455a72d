/* The explorer: a lazy tree of the project folder, kept true by file watches. */
#ifndef WORKSPACE_EXPLORER_H
#define WORKSPACE_EXPLORER_H

#include "base/err.h"
#include "base/vec.h"

#include <stdbool.h>

typedef struct Workspace Workspace;
typedef struct Explorer Explorer;
typedef struct Entry Entry;

struct Entry {
    char *name;    // owned
    Entry *parent; // NULL for the root
    bool is_dir, is_link;
    bool ignored;            // by .gitignore: shown dim
    bool open;               // folder: unfolded
    bool listed;             // folder: its entries were read
    bool stale;              // folder: must be read again
    bool listing;            // folder: a job is reading it
    struct LoopWatch *watch; // folder, owned; NULL when folded
    char *problem;           // owned; why it could not be read, NULL if it could
    Vec(Entry *) kids;       // owned; folders first, by name
    Explorer *tree;          // borrowed
};

Explorer *explorer_new(Workspace *ws);
void explorer_free(Explorer *x);
/* Start jobs for what is open and unread. */
void explorer_settle(Explorer *x);

/* Visible rows, top to bottom, without the root itself. */
size_t explorer_count(const Explorer *x);
Entry *explorer_row(const Explorer *x, size_t i);
int entry_depth(const Entry *e); // 0 below the root
/* Absolute path; owned. */
char *entry_path(const Entry *e);

size_t explorer_selected(const Explorer *x);
void explorer_select(Explorer *x, size_t i);
void explorer_set_open(Explorer *x, Entry *e, bool open);
/* Unfold down to a path of the project and select it as soon as it is listed. */
void explorer_reveal(Explorer *x, const char *path);
void explorer_refresh(Explorer *x);

#endif
