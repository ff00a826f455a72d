/* The lines of one folder's ignore files; for ignore.c and its tests. */
#ifndef BASE_IGNORE_RULES_H
#define BASE_IGNORE_RULES_H

#include "base/str.h"
#include "base/vec.h"

typedef struct {
    Str pattern;    // in the text of its rules, without '!', a leading and a trailing slash
    size_t literal; // bytes before the first special character
    bool negated;   // "!x": not ignored after all
    bool dir_only;  // "x/"
    bool name_only; // no slash in it: matches at any depth
    bool suffix;    // a star and plain bytes: matches what ends so
} IgnoreRule;

typedef struct {
    Vec(char *) texts; // owned; what the rules point into
    Vec(IgnoreRule) rules;
} IgnoreRules;

/* Add lines, which weigh more than those that are there.  r takes the text over. */
void ignore_rules_add(IgnoreRules *r, char *text, size_t nbytes);
/* Add the lines of a file; no file, no lines. */
void ignore_rules_deinit(IgnoreRules *r);
/* Add the lines of the file `name` in `dir`; no file, no lines. */
void ignore_rules_read_in(IgnoreRules *r, const char *dir, const char *name);
/* Add the user's own lines, which hold in every repository. */
void ignore_rules_read_users(IgnoreRules *r);
/* Where the repository whose top is `dir` keeps what its worktrees share (info/exclude, say); NULL
 * if none starts there.  Owned. */
char *ignore_git_dir(const char *dir);
/* The top of the repository around `root` (absolute, without links), `root` without one.  Owned. */
char *ignore_top(const char *root);
/* The last rule that `path` (relative to the folder of the rules) matches, NULL if none does. */
const IgnoreRule *ignore_rules_find(const IgnoreRules *r, Str path, bool is_dir);

#endif
