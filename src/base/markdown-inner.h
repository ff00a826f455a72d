/* Markdown while it is laid out: what the parser says, block by block, becomes lines. */
#ifndef BASE_MARKDOWN_INNER_H
#define BASE_MARKDOWN_INNER_H

#include "base/markdown.h"

enum { LEAST_COLS = 10 };
#define NO_SOURCE SIZE_MAX

/* A run of bytes that look alike. */
typedef struct {
    size_t start, end;
    MarkdownKind kind;
    ptrdiff_t link; // in Markdown.targets, -1: none
    size_t source;  // where it stands as it is, NO_SOURCE: nowhere
} MarkdownPiece;
/* What is read of a paragraph, a heading, a cell, ... before it is laid out. */
typedef struct {
    Buf text; // a line end is a break that was asked for
    Vec(MarkdownPiece) pieces;
} MarkdownLeaf;
/* What stands before each line within a quote or an item. */
typedef struct {
    bool quote;
    char mark[16]; // of an item, before its first line
    int cols;
    bool marked; // ... which is there
} MarkdownFrame;

typedef struct {
    Markdown *m;
    MarkdownLook look;
    Vec(MarkdownFrame) frames;
    bool fresh;    // nothing stands in the innermost frame yet
    size_t source; // seen last
    MarkdownLeaf leaf;
} MarkdownPage;

typedef enum {
    SIGN_BAR,
    SIGN_RULE,
    SIGN_DOUBLE,
    SIGN_CROSS,
    SIGN_BULLET,
    SIGN_CIRCLE
} MarkdownSign;
const char *markdown_sign(const MarkdownPage *p, MarkdownSign sign);

void markdown_leaf_clear(MarkdownLeaf *l);
void markdown_leaf_deinit(MarkdownLeaf *l);
/* Columns that the frames leave. */
int markdown_room(const MarkdownPage *p);
/* An empty line, within the frames. */
void markdown_blank(MarkdownPage *p);
/* Begin a line with what the frames put before it; end it. */
void markdown_begin(MarkdownPage *p, size_t source);
void markdown_end(MarkdownPage *p);
void markdown_put(MarkdownPage *p, Str text, MarkdownKind kind);
/* n times the same sign. */
void markdown_rule(MarkdownPage *p, MarkdownSign sign, int n);
/* Bytes of a leaf, in the line that was begun. */
void markdown_put_leaf(MarkdownPage *p, const MarkdownLeaf *l, size_t start, size_t end);
/* The leaf in lines, and the widest of them. */
int markdown_wrap(MarkdownPage *p, const MarkdownLeaf *l);
/* The leaf line by line as it is. */
void markdown_verbatim(MarkdownPage *p, const MarkdownLeaf *l, bool code);

#endif
