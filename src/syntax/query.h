/* A tree-sitter query with its predicates, which the C library parses but does not evaluate. */
#ifndef SYNTAX_QUERY_H
#define SYNTAX_QUERY_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "text/text.h"

#include <tree_sitter/api.h>

/* The text behind nodes, read through a window that slides along with the questions. */
typedef struct {
    const Snap *snap; // borrowed
    size_t base;      // where the tree's offset 0 lies in snap
    Buf window;       // owned: the bytes from window_start on
    size_t window_start;
    Buf other; // owned: a second text to compare with
} NodeText;

/* At most the first NODE_TEXT_MAX bytes of the node; borrowed until the next question. */
enum { NODE_TEXT_MAX = 4096 };
Str node_text(NodeText *t, TSNode node);
void node_text_deinit(NodeText *t);

typedef struct Predicate Predicate;

/* What stands beside a pattern. */
typedef struct {
    Vec(Predicate *) predicates; // owned; all must hold
    char *injection_language;    // owned, NULL if not #set!
    bool include_children;       // #set! injection.include-children
    bool transparent;            // #set! injection.transparent: what is around shines through
} QueryPattern;

/* Immutable once made, so that all threads may use it. */
typedef struct {
    TSQuery *ts;            // owned
    QueryPattern *patterns; // owned, one each
    uint32_t n_patterns;
    uint16_t *captures;                             // owned: index in the query -> capture_intern()
    uint32_t injection_content, injection_language; // indices of captures, UINT32_MAX without
} Query;

/* A line of this and a file's name stands in a source where that file begins. */
#define QUERY_FILE_MARK ";; file "

/* Compile `source`; false with a sentence that names the file and the line.
 * Grammars stay loaded, and their queries with them. */
bool query_init(Query *q, const TSLanguage *language, Str source, Err *err);
/* Do the predicates of the match hold? */
bool query_holds(const Query *q, const TSQueryMatch *match, NodeText *text);

/* Compile what follows pattern p; `steps` are borrowed for the call. */
bool predicate_compile(QueryPattern *p, const TSQuery *q, const TSQueryPredicateStep *steps,
                       uint32_t n, Err *err);
bool predicate_holds(const Predicate *p, const TSQueryMatch *match, NodeText *text);
void predicate_free(Predicate *p);
/* Lua's pattern as an expression for Regex, appended to out; false for %b and %f. */
bool lua_pattern_to_regex(Str lua, Buf *out);

#endif
