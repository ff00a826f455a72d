#include "base/ignore.h"
#include "base/fs.h"
#include "base/ignore-rules.h"
#include "base/path.h"

// One folder from the top of the repository down to where we are.
typedef struct {
    Str dir; // owned; relative to the top, "" or with a slash behind it
    IgnoreRules rules;
    bool ignored;    // the folder itself
    bool repository; // rules above it do not count in it
} Level;

struct Ignore {
    char *top; // owned; absolute folder of the topmost level
    Vec(Level) levels;
    size_t n_fixed; // levels down to the root, which stay
    Buf path;       // of the question, relative to the top
    size_t root_n;  // bytes of the path down to the root
};

static void level_deinit(Level *l)
{
    ignore_rules_deinit(&l->rules);
    free((char *)l->dir.p);
}

// Go into `dir` (relative to the top, with its slash); the levels above it are there already.
static void push_level(Ignore *ig, Str dir, bool ignored)
{
    Level l = {.dir = str_n(str_dup(dir), dir.n), .ignored = ignored};
    AUTO(free) char *path = path_join(ig->top, l.dir.p);
    AUTO(free) char *git = ignored ? NULL : ignore_git_dir(path);
    l.repository = git != NULL;
    // the last line that matches decides, so the weakest file goes first
    if (ig->levels.n == 0 || l.repository)
        ignore_rules_read_users(&l.rules);
    if (git)
        ignore_rules_read_in(&l.rules, git, "info/exclude");
    if (!ignored)
        ignore_rules_read_in(&l.rules, path, ".gitignore");
    vec_push(&ig->levels, l);
}

// What the first n levels say about a path relative to the top.
static bool is_ignored(const Ignore *ig, size_t n, Str path, bool is_dir)
{
    for (size_t i = n; i > 0; i--) {
        const Level *l = &ig->levels.p[i - 1];
        const IgnoreRule *r = ignore_rules_find(&l->rules, str_from(path, l->dir.n), is_dir);
        if (r)
            return !r->negated;
        if (l->repository)
            break;
    }
    return false;
}

// Make level n that of `dir`.
static const Level *level_at(Ignore *ig, size_t n, Str dir)
{
    if (n < ig->levels.n && str_eq(ig->levels.p[n].dir, dir))
        return &ig->levels.p[n];
    while (ig->levels.n > n)
        level_deinit(&vec_pop(&ig->levels));
    push_level(ig, dir, is_ignored(ig, n, str_upto(dir, dir.n - 1), true));
    return &vec_last(&ig->levels);
}

Ignore *ignore_new(const char *root)
{
    Ignore *ig = NEW(Ignore);
    AUTO(free) char *real = realpath(root, NULL);
    if (!real)
        real = xstrdup(root);
    ig->top = ignore_top(real);
    const char *down = path_within(ig->top, real);
    if (down && *down)
        buf_addf(&ig->path, "%s/", down);
    ig->root_n = ig->path.n;
    push_level(ig, STR(""), false);
    for (size_t i = 0; i < ig->root_n; i++)
        if (ig->path.p[i] == '/')
            push_level(ig, str_upto(buf_str(&ig->path), i + 1), false);
    ig->n_fixed = ig->levels.n;
    return ig;
}

void ignore_free(Ignore *ig)
{
    if (!ig)
        return;
    VEC_EACH (Level, l, &ig->levels)
        level_deinit(l);
    vec_deinit(&ig->levels);
    buf_deinit(&ig->path);
    free(ig->top);
    free(ig);
}

bool ignore_match(Ignore *ig, const char *path, bool is_dir)
{
    buf_splice(&ig->path, ig->root_n, ig->path.n, str_c(path));
    Str full = buf_str(&ig->path);
    size_t n = ig->n_fixed;
    for (size_t i = ig->root_n; i < full.n; i++)
        if (full.p[i] == '/' && level_at(ig, n++, str_upto(full, i + 1))->ignored)
            return true;
    return is_ignored(ig, n, full, is_dir);
}
