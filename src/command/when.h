/* `when` expressions: in which contexts a key means its command.
 *
 * The language is VS Code's: names, 'true', 'false', "!", "&&", "||", parentheses; "==" and "!="
 * with a word or a 'text in quotes'; "=~ /regex/i"; "<", "<=", ">", ">=" with numbers; "in" and
 * "not in" with a name whose value is a list of words, or such a list in quotes.  A name that
 * nobody knows has no value and never holds.  "config.NAME" is the value of a setting.
 *
 *   When *w = when_parse(STR("editorTextFocus && editorLangId == python"), &err);
 *   if (when_holds(w, context_now(ws), ws)) ... */
#ifndef COMMAND_WHEN_H
#define COMMAND_WHEN_H

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

typedef struct Workspace Workspace;
typedef uint64_t ContextSet;

typedef struct When When;
/* NULL with a sentence that names the column if it cannot be parsed; so do not take NULL for "".
 * Blanks alone hold always. */
When *when_parse(Str text, Err *err);
void when_free(When *w);
/* Allocates nothing.  `ws` may be NULL: then only the flags in `now` are known. */
bool when_holds(const When *w, ContextSet now, const Workspace *ws);
/* How specific it is: of bindings of one key that hold, the highest wins. */
int when_rank(const When *w);
/* It asks for this flag to hold (not for its contrary), in one of its branches at least. */
bool when_asks_for(const When *w, int context);

#endif
