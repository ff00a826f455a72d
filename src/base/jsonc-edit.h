/* Changes to a JSON text that a person wrote: one value is set or taken out, every other byte
 * (comments, blanks, order, line ends) stays as it is.
 *
 *   JsoncStep at[] = {{.key = "[python]"}, {.key = "editor.tabSize"}};
 *   if (!jsonc_set(&text, at, 2, STR("4"), &err)) ...
 */
#ifndef BASE_JSONC_EDIT_H
#define BASE_JSONC_EDIT_H

#include "base/err.h"
#include "base/str.h"

/* One step from a container to what is in it. */
typedef struct {
    const char *key; // a member of an object; NULL: an element of an array
    size_t index;    // of the element; JSONC_END: behind the last
} JsoncStep;
#define JSONC_END ((size_t)-1)

enum { JSONC_DEPTH_MAX = 8 }; // steps of a path

/* Put `value`, a JSON text, at the place that `path` (n steps, at least one) leads to: over the
 * value there, or as the container's last.  Containers that are missing on the way are made; a text
 * of nothing but blanks and comments becomes one with that value alone.  Of a key that stands there
 * twice the last is meant.  A `value` of several lines is indented to its place.
 * False, with a sentence that names line and column and the text as it was, if the text is no JSON,
 * a step leads into a value of another kind, or an index is beyond the end.  O(text). */
bool jsonc_set(Buf *text, const JsoncStep *path, size_t n, Str value, Err *err);
/* Take the value with its key and comma out, every one of that key; comments around it stay.
 * Nothing there is fine.  Fails as jsonc_set() does. */
bool jsonc_remove(Buf *text, const JsoncStep *path, size_t n, Err *err);

#endif
