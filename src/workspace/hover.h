/* What there is to say of a place in a text: problems, what git has there, where a name, a link or
 * a colour leads.  Shown in a popup beside the place until the next key. */
#ifndef WORKSPACE_HOVER_H
#define WORKSPACE_HOVER_H

#include "base/mem.h"
#include "text/text.h"

typedef struct Workspace Workspace;
typedef struct View View;

typedef enum {
    HOVER_BY_KEY,
    HOVER_BY_MOUSE, // it goes when the pointer leaves what it is of
    HOVER_OF_LINE,  // the same, of what the columns before a line tell
} HoverHow;

typedef struct {
    bool open;
    HoverHow how;
    const View *view;  // borrowed; only compared
    TextRev rev;       // of its text: after an edit the popup is gone
    size_t start, end; // bytes that it is of
    Buf text;          // lines
    bool has_color;    // the text is of a colour, which is to be shown
    uint8_t color[3];  // red, green, blue
} Hover;

void hover_deinit(Hover *h);
/* Say what there is of the byte at `off`; false if that is nothing.  Costs a look at its line, and
 * at the names of the file. */
bool hover_open(Workspace *ws, const View *v, size_t off, HoverHow how);
void hover_close(Workspace *ws);
/* It is open, and of what this view shows now. */
bool hover_is_of(const Workspace *ws, const View *v);
/* A colour as style sheets write it, "#a0f", "#aa00ff80", "rgb(1, 2, 3)", around byte `at` of a
 * line; false if none is there. */
bool hover_color(Str line, size_t at, size_t *start, size_t *end, uint8_t rgb[3]);

#endif
