/* Text through a command: what is selected goes to a shell command in the jail, what it prints
 * comes in its place. */
#ifndef WORKSPACE_PIPE_H
#define WORKSPACE_PIPE_H

#include "base/err.h"
#include "base/str.h"

typedef struct View View;
typedef struct Workspace Workspace;
typedef struct Pipe Pipe;

enum { PIPE_MAX_BYTES = 8 << 20 };

/* Start; one at a time.  Without a selection all of the text goes.  A command that fails changes
 * nothing: what it says becomes a message. */
bool pipe_start(View *v, Str command, Err *err);
/* The same for the bytes [start, end), whatever is selected; the cursor goes to where they began.
 * An empty range sends nothing in, and what is printed is put there. */
bool pipe_start_range(View *v, size_t start, size_t end, Str command, Err *err);
/* Take the result; given up if the text was edited meanwhile. */
void pipe_settle(Workspace *ws);
bool pipe_stop(Workspace *ws);
void pipe_free(Pipe *p);

#endif
