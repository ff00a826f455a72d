/* Where the text of a screen leads: to a place in a file, or out of codelab. */
#ifndef WORKSPACE_LINKS_H
#define WORKSPACE_LINKS_H

#include "workspace/terminals.h"

typedef struct Snap Snap;

typedef struct {
    char *path;    // owned; absolute, exists; NULL: it is a URL
    char *url;     // owned; printable ASCII; NULL: it is a file
    int line, col; // of the file, 1-based; 0: not named
} ScreenLink;

/* What is at a cell: a hyperlink (OSC 8), a URL, or a file that exists, perhaps with a line and a
 * column.  Relative names are looked for in `cwd`, then in the project.  With `near` a file named
 * anywhere in the line will do.  False if nothing leads anywhere; else release with
 * screen_link_deinit. */
bool screen_link_at(const Workspace *ws, const Screen *s, ScreenPos at, const char *cwd, bool near,
                    ScreenLink *out);
/* The same at a byte of a text; names begin in `cwd`, then in the project. */
bool text_link_at(const Workspace *ws, const Snap *s, size_t off, const char *cwd, ScreenLink *out);
void screen_link_deinit(ScreenLink *l);
/* "/a%20b" as "/a b"; appended. */
void link_decode_path(Str s, Buf *out);
/* The program that opens URLs on this desktop ($BROWSER, xdg-open), NULL if there is none. */
const char *link_opener(void);
/* May that program get it?  An address of the web or of mail: what a program printed must not
 * become an option, start what handles some other scheme, or open a file with who knows what. */
bool link_is_for_outside(const char *url);
/* Have it open one; false with a sentence if there is none or it cannot be started. */
bool link_open_outside(Workspace *ws, const char *url, Err *err);

#endif
