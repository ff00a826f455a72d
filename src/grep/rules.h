/* What git ignores, for walks on several threads: each folder with rules is a node that knows the
 * one above it and never changes. */
#ifndef GREP_RULES_H
#define GREP_RULES_H

#include "base/fs-dir.h"
#include "base/ignore-rules.h"

#include <stdatomic.h>

typedef struct RuleNode {
    struct RuleNode *above; // one reference; NULL at the top
    atomic_size_t refs;
    IgnoreRules rules;
    size_t skip;     // bytes of a path (from the top) before this folder's part
    bool repository; // rules above it do not count in it
} RuleNode;

/* The rules that hold in `root` (absolute, without links) and above; *prefix gets its path from the
 * top of its repository, with a slash behind it unless empty.  *ignored: the folder itself is. */
RuleNode *rule_node_top(const char *root, Buf *prefix, bool *ignored);
/* The rules in a folder below: `above` itself (with one reference more) if its entries, `names`,
 * bring none.  `full` is its path on this machine, `path` that from the top with a slash behind. */
RuleNode *rule_node_in(RuleNode *above, const FsNames *names, const char *full, Str path);
RuleNode *rule_node_ref(RuleNode *n);
void rule_node_free(RuleNode *n);
/* Is the file or folder `path` (from the top) left out?  The folder it lies in is not. */
bool rule_node_ignores(const RuleNode *n, Str path, bool is_dir);

#endif
