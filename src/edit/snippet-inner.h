/* The parts of a snippet: a tree in the arena of its Snippet. */
#ifndef EDIT_SNIPPET_INNER_H
#define EDIT_SNIPPET_INNER_H

#include "edit/edit.h"

typedef enum {
    PART_TEXT,
    PART_STOP,     // $1, ${1:default}, ${1|a,b|}, ${1/…/…/}
    PART_VARIABLE, // $NAME, ${NAME:default}, ${NAME/…/…/}
} PartKind;

/* "/regex/format/options" */
typedef struct {
    Str regex, format;
    bool global, ignore_case, multiline;
} SnippetTransform;

typedef struct SnippetPart {
    PartKind kind;
    Str text;                          // of a text; name of a variable
    int number;                        // of a stop
    bool has_default;                  // ":" was there, though perhaps with nothing behind
    struct SnippetPart *child;         // first part of the default
    const SnippetTransform *transform; // or NULL
    Str *choices;
    size_t nchoices;
    struct SnippetPart *next;
} SnippetPart;

struct Snippet {
    Arena memory;
    SnippetPart *first;
};

/* Append `value` as the transform makes it; as it is if its expression does not compile or gives
 * up. */
void snippet_transform(const SnippetTransform *t, Str value, Buf *out);

#endif
