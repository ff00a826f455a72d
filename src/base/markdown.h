/* Markdown as it is to be read: text in lines of a given width, with what to show how, where its
 * links lead, and which line of the source each line came from.  Of GitHub's dialect: tables,
 * tasks, struck text and bare addresses too.
 *
 *   Markdown *m = markdown_new(source, &(MarkdownLook){.cols = 80}, NULL);
 *   ... m->text, m->spans, m->links
 *   markdown_free(m);
 */
#ifndef BASE_MARKDOWN_H
#define BASE_MARKDOWN_H

#include "base/str.h"
#include "base/vec.h"

#include <stdatomic.h>

enum { MARKDOWN_MAX_BYTES = 4 << 20 }; // of a source

typedef enum {
    MARK_PLAIN, // has no span
    MARK_HEADING,
    MARK_STRONG,
    MARK_ITALIC,
    MARK_STRUCK,
    MARK_CODE,
    MARK_LINK,
    MARK_LIST,  // what stands before an item
    MARK_FAINT, // lines, raw HTML
    MARK_KINDS
} MarkdownKind;

typedef struct {
    size_t start, end; // bytes of the text
    MarkdownKind kind;
} MarkdownSpan;
typedef struct {
    size_t start, end;  // within one line
    const char *target; // borrowed from the Markdown; as the source has it
} MarkdownLink;
/* Bytes that stand in the source as they are, from `source` on: of a block of code, never more than
 * a line. */
typedef struct {
    size_t start, end, source;
} MarkdownCode;
typedef struct {
    size_t off, source; // where the line starts, and a place in the source that it shows
} MarkdownLine;
typedef struct {
    size_t off;
    char *name; // owned; "what-it-says", as links to it have it behind #
} MarkdownAnchor;

typedef struct {
    Buf text;
    Vec(MarkdownSpan) spans; // sorted, without overlaps
    Vec(MarkdownLink) links; // sorted
    Vec(MarkdownCode) code;  // sorted
    Vec(MarkdownLine) lines; // of all lines; `source` never goes down
    Vec(MarkdownAnchor) anchors;
    Vec(char *) targets; // owned
} Markdown;

typedef struct {
    int cols;   // that lines should fit into; code and tables may be wider
    bool ascii; // signs of ASCII only
} MarkdownLook;

/* On any thread; some ms a megabyte.  NULL if the source is too large or *cancelled (which may be
 * NULL) came first. */
Markdown *markdown_new(Str source, const MarkdownLook *look, const atomic_bool *cancelled);
void markdown_free(Markdown *m);
/* The first of the lines that show the place of the source at or next before `off`, by index. */
size_t markdown_line_of(const Markdown *m, size_t off);
/* The link at `off` of the text, NULL if there is none. */
const MarkdownLink *markdown_link_at(const Markdown *m, size_t off);

#endif
