/* Patterns for paths, in the two dialects that files name: git's and VS Code's. */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include "base/str.h"

typedef enum {
    GLOB_GIT,    // as .gitignore: ? takes one byte, a backslash takes the next byte literally
    GLOB_VSCODE, // as files.exclude: ? takes one code point, {a,b} means either, x/... see below
} GlobKind;

/* Does all of `path` match?  * and ? and [a-z] [!a-z] [[:alpha:]] do not match '/'; a ** between
 * slashes (or at an end) stands for any number of folders, elsewhere for *.  For VS Code a trailing
 * slash and ** matches the folder itself too.  What is not closed matches nothing.  O(pattern *
 * path) in all but contrived cases, where it is O(pattern * path^2); at most 1000 alternatives of
 * braces are tried. */
bool glob_match(Str pattern, Str path, GlobKind kind);

#endif
