/* The user's snippets, read from VS Code's files, and the ones being filled in. */
#ifndef WORKSPACE_SNIPPETS_H
#define WORKSPACE_SNIPPETS_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "edit/edit.h"

typedef struct Workspace Workspace;
typedef struct View View;

typedef struct {
    char *name, *prefix, *body, *description; // owned; description may be ""
    char *languages;                          // owned; ids apart by commas, "" = all
} SnippetEntry;

typedef struct {
    Vec(SnippetEntry) entries; // in the order of the files: the later of one prefix wins
    bool read;
} Snippets;

void snippets_deinit(Snippets *s);
/* Read (again) snippets/LANGUAGE.json and snippets/NAME.code-snippets beside the settings, and
 * those in .vscode/ and .codelab/snippets/ of the project.  A bad file or entry is one message, the
 * rest holds. */
void snippets_read(Workspace *ws);
/* Is it meant for the language of v? */
bool snippet_is_for(const SnippetEntry *e, const View *v);

/* A snippet that is being filled in; ended when the cursor leaves it. */
typedef struct {
    Snippet *snippet; // owned; NULL: none
    SnippetStops stops;
    int active; // number of the stop the cursors are at
} Filling;

void filling_end(Filling *f);
/* Put a snippet in place of what is selected, or of the `before` bytes before the cursor, and
 * select its first stop. */
bool view_insert_snippet(View *v, Str body, size_t before, Err *err);
/* If a snippet's prefix stands before the only cursor: put it there.  False: there is none. */
bool view_expand_prefix(View *v);
/* Go to the next or the previous stop; at the last one the filling ends. */
bool view_next_stop(View *v, bool back);
/* Is a snippet being filled in here?  Ends it if the cursor has left it. */
bool view_is_filling(View *v);

#endif
