#include "grep/globs.h"
#include "base/glob.h"
#include "grep/grep.h"

enum { GLOBS_MOST = 1000 };

// Up to the next comma outside braces and classes; *rest keeps what follows it.
static Str next_item(Str *rest)
{
    size_t i = 0;
    for (int depth = 0; i < rest->n && (rest->p[i] != ',' || depth > 0); i++)
        depth = MAX(0, depth + (rest->p[i] == '{') - (rest->p[i] == '}'));
    Str item = str_upto(*rest, i);
    *rest = str_from(*rest, i + 1);
    return str_trim(item);
}

static bool is_closed(Str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.n; i++)
        depth += (s.p[i] == '{') - (s.p[i] == '}');
    return depth == 0;
}

// Bytes at the end of "**/name" that a name must be; none if it is no such glob.
static Str plain_name(Str pattern)
{
    Str name = str_from(pattern, 3);
    if (!str_starts(pattern, STR("**/")))
        return STR_NULL;
    for (size_t i = 0; i < name.n; i++)
        if (strchr("*?[{/", name.p[i]))
            return STR_NULL;
    return name;
}

static Glob read_glob(Str item, bool anywhere)
{
    Glob g = {.negated = str_starts(item, STR("!"))};
    item = str_from(item, g.negated);
    bool from_top = str_starts(item, STR("./")) || str_starts(item, STR("/"));
    if (anywhere && from_top)
        item = str_from(item, (size_t)str_find_byte(item, '/') + 1);
    while (item.n > 1 && item.p[item.n - 1] == '/')
        item.n--;
    bool deep = !anywhere || from_top || str_starts(item, STR("**/"));
    g.pattern = xasprintf("%s" STR_FMT, deep ? "" : "**/", STR_ARG(item));
    if (!str_ends(item, STR("/**")))
        g.below = xasprintf("%s/**", g.pattern);
    g.name = plain_name(str_c(g.pattern));
    return g;
}

bool globs_read(Globs *out, Str typed, bool anywhere, Err *err)
{
    while (typed.n) {
        Str item = next_item(&typed);
        if (item.n == 0 || str_eq_c(item, "!"))
            continue;
        if (!is_closed(item))
            return err_set(err, "bad glob '" STR_FMT "': a brace is missing", STR_ARG(item));
        if (out->all.n == GLOBS_MOST)
            return err_set(err, "more than %d globs", GLOBS_MOST);
        Glob g = read_glob(item, anywhere);
        out->positive |= !g.negated;
        vec_push(&out->all, g);
    }
    return true;
}

void globs_deinit(Globs *g)
{
    VEC_EACH (Glob, x, &g->all) {
        free(x->pattern);
        free(x->below);
    }
    vec_deinit(&g->all);
}

static bool has_part(Str path, Str name)
{
    Str part;
    while (str_split(&path, '/', &part))
        if (str_eq(part, name))
            return true;
    return false;
}

static bool matches(const Glob *g, Str path)
{
    if (g->name.n)
        return has_part(path, g->name);
    return glob_match(str_c(g->pattern), path, GLOB_VSCODE) ||
           (g->below && glob_match(str_c(g->below), path, GLOB_VSCODE));
}

static bool match_of(const Globs *g, Str path, bool negated)
{
    VEC_EACH (Glob, x, &g->all)
        if (x->negated == negated && matches(x, path))
            return true;
    return false;
}

bool globs_match(const Globs *g, Str path)
{
    return match_of(g, path, false);
}

bool globs_match_negated(const Globs *g, Str path)
{
    return match_of(g, path, true);
}

bool grep_globs_check(Str typed, Err *err)
{
    Globs g = {0};
    bool ok = globs_read(&g, typed, true, err);
    globs_deinit(&g);
    return ok;
}
