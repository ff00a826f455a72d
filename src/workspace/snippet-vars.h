/* The variables of snippets. */
#ifndef WORKSPACE_SNIPPET_VARS_H
#define WORKSPACE_SNIPPET_VARS_H

#include "base/str.h"

/* Append what $name is at the primary cursor of the view `arg`; false: there is no such variable.
 */
bool snippet_variable(void *arg, Str name, Buf *out);

#endif
