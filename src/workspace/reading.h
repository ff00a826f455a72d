/* A Markdown document as it is to be read, in a document of its own that nobody can edit.
 *
 * It follows the edits of the text it was made of and where that is scrolled to, and is laid out
 * anew when its pane gets another width.  Small texts are laid out at once, larger ones by a
 * worker. When the text is closed it stays as it is. */
#ifndef WORKSPACE_READING_H
#define WORKSPACE_READING_H

#include "base/err.h"
#include "base/markdown.h"
#include "syntax/syntax.h"
#include "text/text.h"

typedef struct Workspace Workspace;
typedef struct Document Document;
typedef struct View View;

typedef struct Reading {
    uint64_t source;   // id of the document it was made of
    char *dir;         // owned; where names in it begin
    MarkdownLook look; // as the last paint wants it; no columns: not painted yet
    MarkdownLook made; // ... and as it is
    TextRev rev;       // of the source
    Markdown *page;    // owned; NULL until it was made; its text is in the document
    const void *job;   // the worker's, NULL: none; only compared
    size_t followed;   // where the source was scrolled to at the last look
} Reading;

void reading_free(Reading *r);
/* Show the Markdown of a view's document in the group to the right, which is made if there is none;
 * the focus stays.  Fails if it is no Markdown or too large. */
bool reading_open(Workspace *ws, View *v, Err *err);
/* Follow the source. */
void reading_settle(Workspace *ws, Document *d);
/* After the paint: another turn if its pane is another one now. */
void reading_dispatch(Workspace *ws, const Document *d);
/* What is coloured in [start, end) of its text, appended: code as the source has it. */
void reading_spans(const Workspace *ws, const Document *d, size_t start, size_t end,
                   SyntaxSpans *out);
/* The link at an offset, NULL if there is none; borrowed. */
const char *reading_link(const Document *d, size_t off);
/* Put the cursor on the next link, or the one before, round the ends. */
bool reading_step(View *v, int step, Err *err);
/* Go where a link leads within the project or this text; *url gets (owned) what is to be asked
 * about first, NULL if it went there. */
bool reading_follow(Workspace *ws, View *v, const char *target, char **url, Err *err);

#endif
