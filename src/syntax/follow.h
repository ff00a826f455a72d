/* The inside of a Syntax and of its jobs. */
#ifndef SYNTAX_FOLLOW_H
#define SYNTAX_FOLLOW_H

#include "syntax/layer.h"
#include "syntax/spans.h"

enum { SYNTAX_BYTES_MAX = 8 << 20 }; // larger texts stay plain: a tree costs some 30 times its text

struct Syntax {
    const Language *language;
    char *problem;  // owned, NULL if there is none
    bool failed;    // the grammar cannot be had: never ask again
    bool following; // rev means something
    TextRev rev;    // the edits up to here are in `layer`
    Layer *layer;   // NULL before the first parse and when the edits were lost
    Layer *retired; // the one before `layer`: the next job frees it, which may take a while
    bool fresh;     // nothing was edited since the last parse (or since it was refused)
    bool job_out;
    bool job_lost;   // the text moved on in a way that its result cannot follow
    Edits since_job; // edits since the snapshot of the job that is out
    Edits pulled;    // scratch
    TSQueryCursor *cursor;
    Marks marks;         // scratch
    uint64_t generation; // how many parses brought something new
};

/* Make x->layer follow what was done to t. */
void syntax_follow(Syntax *x, const Text *t);

#endif
