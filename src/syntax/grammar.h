/* Grammars: modules and their queries, loaded on first use and kept for the life of the process. */
#ifndef SYNTAX_GRAMMAR_H
#define SYNTAX_GRAMMAR_H

#include "syntax/query.h"

typedef struct {
    const char *name; // borrowed for ever
    const TSLanguage *language;
    Query highlights;
    Query injections; // .ts is NULL if it has none
} Grammar;

/* The grammar `name` (from our table, never from a text), loading it if nobody did before; NULL
 * with one sentence if that fails, also on every later call.  On any thread; waits for another
 * thread that is just loading it.  Borrowed for ever. */
const Grammar *grammar_get(const char *name, Err *err);

/* Queries that only a parse of the whole text needs, KIND.scm each. */
typedef enum { GRAMMAR_FOLDS, GRAMMAR_OUTLINE, GRAMMAR_QUERIES } GrammarQuery;
/* One of them, loaded on first use; NULL if the grammar has none or it does not compile, which the
 * log tells.  On any thread.  Borrowed for ever. */
const Query *grammar_query(const Grammar *g, GrammarQuery which);

/* The text of DIR/NAME.scm with the files it inherits before it, appended to out.  A file names
 * those in a comment of its first line: "; inherits: javascript/ecma javascript/jsx".  A missing
 * file gives false with err->code ENOENT. */
bool query_source_read(const char *dir, Str name, Buf *out, Err *err);

#endif
