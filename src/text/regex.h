/* Expressions for short strings.  Part of the face text.h. */
#ifndef TEXT_REGEX_H
#define TEXT_REGEX_H

#include "base/err.h"
#include "base/str.h"

/* One expression tried on many short strings; for searching a text take a Finder.  PCRE2 syntax;
 * "$" is the very end.  NULL and one sentence if it does not compile. */
typedef struct Regex Regex;
Regex *regex_new(Str pattern, Err *err);
void regex_free(Regex *r);
/* Does it match somewhere in s?  On any thread, several at once.  No if it gives up (too deep). */
bool regex_matches(Regex *r, Str s);
/* The first match at or behind `from`; returns how many groups it has, 0 for no match.  bounds[2 *
 * i] and [2 * i + 1] get start and end of group i < max, both SIZE_MAX if it took no part. */
size_t regex_find(Regex *r, Str s, size_t from, size_t *bounds, size_t max);
/* The same from the start, with about a millisecond's work at most: else no match, and *gave_up. */
size_t regex_find_brief(Regex *r, Str s, size_t *bounds, size_t max, bool *gave_up);

#endif
