/* Which versions of a language are installed, for the user to choose from: asked for on a worker.
 */
#ifndef WORKSPACE_TOOLCHAINS_H
#define WORKSPACE_TOOLCHAINS_H

#include "base/err.h"

#include <stddef.h>

typedef struct Workspace Workspace;
typedef struct Lang Lang;             // lang/lang.h
typedef struct Toolchains Toolchains; // those last found

/* The language of the active file; NULL with a sentence: it has none that can be run. */
const Lang *toolchains_lang(const Workspace *ws, Err *err);
/* Look for those of a language; the palette is filled anew when they are known. */
void toolchains_look(Workspace *ws, const Lang *l);
/* The i-th of a language, the one that is taken without a choice first: version (NULL: it does not
 * tell) and path, borrowed until the next look.  False beyond the last, and before they are known.
 */
bool toolchains_get(const Workspace *ws, const Lang *l, size_t i, const char **version,
                    const char **path);
void toolchains_stop(Workspace *ws);
void toolchains_free(Toolchains *t); // nobody looks any more

#endif
