/* The inside of a Syntax.  The tree it shows is never edited: it stays that of the text as it was
 * parsed, which is kept too, and places move through the edits made since.  So a key costs a look
 * at these edits, however large or broken the tree is, and workers may read it beside us. */
#ifndef SYNTAX_FOLLOW_H
#define SYNTAX_FOLLOW_H

#include "syntax/paint.h"
#include "syntax/structure.h"

enum {
    SYNTAX_BYTES_MAX = 8 << 20,  // larger texts are parsed in parts: a tree costs 30 times its text
    GLANCE_BYTES_MIN = 16 << 10, // from here on a part is parsed first
};
#define PAINT_NS_MAX     3000000LL     // a query of the main thread; what takes longer a job does
#define JOB_PAINT_NS_MAX 2000000000LL  // a query of a job; what takes longer stays plain
#define PARSE_NS_MAX     20000000000LL // ten times what the slowest grammar needs for 8 MB

/* What of a text a tree covers: all of it, or a part.  Trees, edits and spans count from its start.
 */
typedef struct {
    bool partial;
    size_t start, n; // in the text that was parsed
    size_t origin;   // where it starts now
    Edits edits;     // made in it since
} Cover;

struct Syntax {
    const Language *language;
    char *problem;        // owned, NULL if there is none
    bool failed;          // the grammar cannot be had: never ask again
    bool slow;            // all of it takes too long to parse: only parts
    bool following;       // rev means something
    TextRev rev;          // how far the journal was read
    Layer *layer;         // one reference; NULL before the first parse and when edits were lost
    Snap *snap;           // owned: the text `layer` was parsed from
    Cover cover;          // of `layer`
    Painted painted;      // spans of `layer`
    Structure *structure; // one reference; of `layer` and all in it, NULL if there is none
    Layer *retired;       // the one before `layer`: the next job frees it, which may take a while
    bool fresh;           // nothing was edited since the last parse (or since it was refused)
    Range seen;           // where spans were asked for, for the next job to paint
    bool unpainted;       // a query of `seen` took too long, or it is outside of the cover
    int64_t paint_ns_max, parse_ns_max;
    size_t bytes_max; // SYNTAX_BYTES_MAX
    bool brackets;    // coloured by their depth
    bool job_out;
    bool job_lost;   // the text moved on in a way that its result cannot follow
    Cover since_job; // the cover of the job that is out, and the edits since its snapshot
};

/* Learn what was done to t. */
void syntax_follow(Syntax *x, const Text *t);
/* Forget the tree: nothing is shown until the text was parsed anew. */
void syntax_forget(Syntax *x);

#endif
