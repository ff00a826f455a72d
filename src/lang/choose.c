// Which toolchain is meant.
#include "lang/inner.h"
#include "base/path.h"

typedef struct {
    const Lang *lang;
    const char *project;
    const char *wanted; // NULL: any
    bool least;         // newer ones too
} Choice;

static void tools_clear(LangTools *t)
{
    strings_deinit(&t->names);
    strings_deinit(&t->paths);
}

void lang_tools_deinit(LangTools *t)
{
    tools_clear(t);
    free(t->wanted);
    free(t->because);
    *t = (LangTools){0};
}

const char *lang_tool(const LangTools *t, const char *name)
{
    for (size_t i = 0; i < t->names.n; i++)
        if (!name || strcmp(t->names.p[i], name) == 0)
            return t->paths.p[i];
    return NULL;
}

static char *version_of(const Lang *l, const Json *way, const char *project, const char *path)
{
    LangVersion v = {.path = xstrdup(path)};
    version_ask(project, row_of_way(l, way, "version"), &v, 1);
    free(v.path);
    return v.version;
}

char *lang_tools_version(const LangTools *t)
{
    const char *path = lang_tool(t, NULL);
    return path ? version_of(t->lang, t->way, NULL, path) : NULL;
}

// A way may want a tool of some version or newer.
static bool is_new_enough(const Choice *c, const Json *way, const Json *tool, const char *path)
{
    AUTO(free) char *key = str_dup(json_key(tool));
    AUTO(free) char *least = str_dup(json_str_or(json_get(json_get(way, "least"), key), STR("")));
    if (!*least)
        return true;
    AUTO(free) char *version = version_of(c->lang, way, c->project, path);
    return version && lang_version_cmp(version, least) >= 0;
}

// Beside the main program first: of one JDK there are many.
static char *find_beside(const char *project, const char *main, const Json *names)
{
    AUTO(free) char *real = main ? realpath(main, NULL) : NULL;
    const char *places[] = {main, real};
    for (const Json *x = json_first(names); x; x = json_next(x)) {
        AUTO(free) char *name = str_dup(json_str_or(x, STR_NULL));
        for (size_t i = 0; i < ARRAY_LEN(places); i++) {
            AUTO(free) char *dir = places[i] ? str_dup(path_dir(str_c(places[i]))) : NULL;
            char *path = dir && !str_ends(str_c(dir), STR("/shims")) ? tool_in(dir, name) : NULL;
            if (path)
                return path;
        }
        char *path = tool_find(project, name);
        if (path)
            return path;
    }
    return NULL;
}

// Find every tool of a way, `main` given or not; false if one is missing.
static bool take_way(const Choice *c, const Json *way, const char *main, LangTools *t)
{
    tools_clear(t);
    t->way = way;
    for (const Json *x = json_first(json_get(way, "tools")); x; x = json_next(x)) {
        AUTO(free)
        char *path = main && !t->paths.n ? xstrdup(main) : find_beside(c->project, main, x);
        if (!path || !is_new_enough(c, way, x, path)) {
            tools_clear(t);
            return false;
        }
        strings_add(&t->names, str_dup(json_key(x)));
        strings_add(&t->paths, steal(&path));
    }
    return true;
}

// "stable" is the toolchain kept in the folder "stable-x86_64-unknown-linux-gnu".
static bool is_wanted(const Choice *c, const LangVersion *v)
{
    Str home = str_c(v->home ? v->home : "");
    if (str_starts(home, str_c(c->wanted)) &&
        (home.n == strlen(c->wanted) || home.p[strlen(c->wanted)] == '-'))
        return true;
    if (!v->version)
        return false;
    return lang_version_is(v->version, c->wanted) ||
           (c->least && lang_version_cmp(v->version, c->wanted) >= 0);
}

static bool take_version(const Choice *c, const Json *way, LangTools *t)
{
    LangVersions all = {0};
    bool found = false;
    candidates_of_way(c->lang, way, c->project, &all);
    if (all.n)
        version_ask(c->project, row_of_way(c->lang, way, "version"), all.p, all.n);
    VEC_EACH (const LangVersion, v, &all)
        if (!found && is_wanted(c, v))
            found = take_way(c, way, v->path, t);
    lang_versions_deinit(&all);
    return found;
}

static bool take_any(const Choice *c, LangTools *t)
{
    for (const Json *w = json_first(json_get(c->lang->row, "ways")); w; w = json_next(w))
        if (c->wanted ? take_version(c, w, t) : take_way(c, w, NULL, t))
            return true;
    return false;
}

static bool missing(const Choice *c, Err *err)
{
    const Json *first = json_at(json_get(c->lang->row, "ways"), 0);
    const char *what = json_get(first, "compile") ? "compiler" : "interpreter";
    if (!*c->lang->install)
        return err_set(err, "no %s for %s", what, c->lang->title);
    bool apt = str_starts(str_c(c->lang->install), STR("apt "));
    return err_set(err, "no %s for %s: %s", what, c->lang->title, c->lang->install + (apt ? 4 : 0));
}

static bool not_of_version(const Choice *c, const char *because, Err *err)
{
    LangVersions all = {0};
    AUTO(buf) Buf list = BUF_INIT;
    lang_installed(c->lang, c->project, &all);
    VEC_EACH (const LangVersion, v, &all)
        if (v->version)
            buf_addf(&list, "%s%s", list.n ? ", " : "", v->version);
    lang_versions_deinit(&all);
    if (!list.n)
        return missing(c, err);
    return err_set(err, "%s %s is not installed%s%s%s; there is %s", c->lang->title, c->wanted,
                   because ? " (asked for by " : "", because ? because : "", because ? ")" : "",
                   buf_c(&list));
}

static char *name_of(Str file)
{
    return file.n && file.p[0] == '>' ? str_dup(str_from(file, 1)) : str_dup(file);
}

// Who wants which version, the one who counts most first.
static void ask(Choice *c, const char *version, LangTools *t)
{
    Str file = STR_NULL;
    if (version && *version) {
        t->wanted = xstrdup(version);
    } else if ((t->wanted = lang_pinned(c->lang, c->project))) {
        t->because = xstrdup("your choice");
    } else if ((t->wanted = wish_of_project(c->lang, c->project, &file, &c->least))) {
        t->because = name_of(file);
    }
    c->wanted = t->wanted;
}

bool lang_choose(const Lang *l, const char *project, const char *version, LangTools *out, Err *err)
{
    Choice c = {.lang = l, .project = project};
    *out = (LangTools){.lang = l};
    ask(&c, version, out);
    if (take_any(&c, out))
        return true;
    if (c.least) { // who asks for a newer one than there is may do with what there is
        c.wanted = NULL;
        if (take_any(&c, out))
            return true;
    }
    bool ok = c.wanted ? not_of_version(&c, out->because, err) : missing(&c, err);
    lang_tools_deinit(out);
    return ok;
}
