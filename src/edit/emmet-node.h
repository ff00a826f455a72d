/* The tree of an abbreviation, between who reads it and who writes it out. */
#ifndef EDIT_EMMET_NODE_H
#define EDIT_EMMET_NODE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

enum { EMMET_DEEP = 60, EMMET_MANY = 10000 };

typedef struct EmmetAttr {
    Str name, value;
    bool bare; // no value was given
    struct EmmetAttr *next;
} EmmetAttr;

/* An element, a group (no name, attributes nor text of its own), or a text. */
typedef struct EmmetNode {
    Str name; // empty: as its parent has it
    Str text;
    bool is_group, has_text, is_tag; // is_tag: it is more than a text
    bool closes;                     // by itself, as the abbreviation says
    int times;                       // how often it is written
    EmmetAttr *attrs, *last_attr;
    struct EmmetNode *parent, *first, *last, *next;
} EmmetNode;

/* The root of the tree, in `a`, as a group; NULL with a sentence if it cannot be read.  Borrows
 * from abbr. */
EmmetNode *emmet_parse(Arena *a, Str abbr, Err *err);

#endif
