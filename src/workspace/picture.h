/* A view that shows its file as a picture, in place of its text or bytes.
 *
 * The file is read by codelab-image in the jail, anew whenever the room for it changes; what is
 * shown is the file on disk. */
#ifndef WORKSPACE_PICTURE_H
#define WORKSPACE_PICTURE_H

#include "base/err.h"
#include "image/image.h"

typedef struct View View;
typedef struct Workspace Workspace;
typedef struct Run Run;

typedef struct Picture {
    Workspace *ws;          // borrowed
    int rows, cols;         // room at the last paint; 0: not painted yet
    const char *mode;       // literal; what it can show, as the helper calls it
    int for_rows, for_cols; // what was asked for last
    const char *for_mode;
    Run *run;       // owned; the helper at work, else NULL
    ImageGrid grid; // what is shown; no cells: nothing yet
    char *problem;  // owned; why there is none
} Picture;

/* The picture, or back. */
bool picture_toggle(View *v, Err *err);
/* NULL if the file's name is none of a picture, or codelab was built without. */
Picture *picture_for(Workspace *ws, const char *path);
void picture_free(Picture *p);
/* Take what the helper printed. */
void picture_settle(View *v);
/* Start the helper if the room has changed; called after the paint. */
void picture_dispatch(View *v);

#endif
