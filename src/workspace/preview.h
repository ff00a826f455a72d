/* A look at a place while something is being typed: where the view stood comes back unless the
 * place is chosen. */
#ifndef WORKSPACE_PREVIEW_H
#define WORKSPACE_PREVIEW_H

#include "edit/edit.h"

typedef struct Workspace Workspace;
typedef struct View View;

typedef struct {
    bool on;
    View *view;     // borrowed; looked for before it is used
    Selections sel; // owned; where it stood
    size_t top;
    int left;
} Preview;

void preview_deinit(Preview *p);
/* Show an offset of the shown view. */
void preview_show(Workspace *ws, size_t off);
/* Back to where the view stood; nothing happens if there is no preview. */
void preview_end(Workspace *ws);

#endif
