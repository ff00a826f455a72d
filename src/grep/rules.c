#include "grep/rules.h"
#include "base/path.h"

// A node for the folder `full`; `above` is taken over.  What decides last is read last.
static RuleNode *new_node(RuleNode *above, const char *full, size_t skip)
{
    RuleNode *n = NEW(RuleNode);
    AUTO(free) char *git = ignore_git_dir(full);
    n->above = above;
    n->skip = skip;
    n->repository = git != NULL;
    atomic_init(&n->refs, 1);
    if (!above || git)
        ignore_rules_read_users(&n->rules);
    if (git)
        ignore_rules_read_in(&n->rules, git, "info/exclude");
    ignore_rules_read_in(&n->rules, full, ".gitignore");
    ignore_rules_read_in(&n->rules, full, ".ignore");
    return n;
}

RuleNode *rule_node_top(const char *root, Buf *prefix, bool *ignored)
{
    AUTO(free) char *top = ignore_top(root);
    const char *down = path_within(top, root);
    if (down && *down)
        buf_addf(prefix, "%s/", down);
    RuleNode *n = new_node(NULL, top, 0);
    *ignored = false;
    for (size_t i = 0; i < prefix->n; i++) {
        if (prefix->p[i] != '/')
            continue;
        *ignored |= rule_node_ignores(n, str_n(prefix->p, i), true);
        AUTO(free) char *full = xasprintf("%s/%.*s", top, (int)i, prefix->p);
        n = new_node(n, full, i + 1);
    }
    return n;
}

RuleNode *rule_node_in(RuleNode *above, const FsNames *names, const char *full, Str path)
{
    VEC_EACH (FsName, x, &names->all) {
        const char *name = fs_name(names, x);
        if (name[0] == '.' && (strcmp(name, ".gitignore") == 0 || strcmp(name, ".ignore") == 0 ||
                               strcmp(name, ".git") == 0))
            return new_node(rule_node_ref(above), full, path.n);
    }
    return rule_node_ref(above);
}

RuleNode *rule_node_ref(RuleNode *n)
{
    atomic_fetch_add(&n->refs, 1);
    return n;
}

void rule_node_free(RuleNode *n)
{
    while (n && atomic_fetch_sub(&n->refs, 1) == 1) {
        RuleNode *above = n->above;
        ignore_rules_deinit(&n->rules);
        free(n);
        n = above;
    }
}

bool rule_node_ignores(const RuleNode *n, Str path, bool is_dir)
{
    for (; n; n = n->above) {
        const IgnoreRule *r = ignore_rules_find(&n->rules, str_from(path, n->skip), is_dir);
        if (r)
            return !r->negated;
        if (n->repository)
            break;
    }
    return false;
}
