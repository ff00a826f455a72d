// Where toolchains of a language lie.
#include "lang/inner.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/places.h"

#include <dirent.h>
#include <glob.h>

typedef struct {
    const Lang *lang;
    const char *project;
    const Json *names; // of the program, best first
    LangVersions *out;
} Search;

void lang_versions_deinit(LangVersions *v)
{
    VEC_EACH (LangVersion, x, v) {
        free(x->path);
        free(x->version);
        free(x->home);
    }
    vec_deinit(v);
}

// The same file by another name is no other version; but an environment's link is, for its
// packages.
static bool is_there(const LangVersions *v, const char *path)
{
    AUTO(free) char *real = realpath(path, NULL);
    VEC_EACH (const LangVersion, x, v) {
        AUTO(free) char *other = realpath(x->path, NULL);
        if (strcmp(x->path, path) == 0 || (real && other && strcmp(real, other) == 0))
            return true;
    }
    return false;
}

static void add(Search *s, char *path, const char *home, const char *source)
{
    if (path && !is_there(s->out, path))
        vec_push(s->out, ((LangVersion){.path = xstrdup(path),
                                        .home = home ? xstrdup(home) : NULL,
                                        .source = source}));
    free(path);
}

static void add_found(Search *s)
{
    for (const Json *x = json_first(s->names); x; x = json_next(x)) {
        AUTO(free) char *name = str_dup(json_str_or(x, STR_NULL));
        char *path = tool_find(s->project, name);
        bool own = path && s->project && path_within(s->project, path);
        add(s, path, NULL, own ? "project" : "PATH");
        if (!own) // what is in the project hides what is in PATH
            continue;
        path = tool_find(NULL, name);
        add(s, path, NULL, "PATH");
    }
}

// "python3" has "python3.11" and "python" has "python3" besides itself, "gcc" "gcc-12".
static bool is_versioned(Str entry, Str name)
{
    if (!str_starts(entry, name) || entry.n == name.n)
        return false;
    Str rest = str_from(entry, name.n);
    rest = rest.p[0] == '-' ? str_from(rest, 1) : rest;
    for (size_t i = 0; i < rest.n; i++)
        if (!strchr("0123456789.", rest.p[i]))
            return false;
    return rest.n && rest.p[0] != '.';
}

// "perl6" is no perl.
static bool is_of_another(const Lang *l, Str entry)
{
    for (const Lang *const *x = lang_all(); *x; x++)
        if (*x != l && row_lists(json_get((*x)->row, "shebangs"), entry))
            return true;
    return false;
}

static void add_versioned(Search *s, const char *dir)
{
    DIR *d = opendir(dir);
    for (struct dirent *e; d && (e = readdir(d));)
        for (const Json *x = json_first(s->names); x; x = json_next(x))
            if (is_versioned(str_c(e->d_name), json_str_or(x, STR("?"))) &&
                !is_of_another(s->lang, str_c(e->d_name)))
                add(s, tool_in(dir, e->d_name), NULL, "PATH");
    if (d)
        closedir(d);
}

static void add_path(Search *s)
{
    const char *env = getenv("PATH");
    Str rest = str_c(env ? env : "/usr/local/bin:/usr/bin:/bin"), part;
    while (rest.n && str_split(&rest, ':', &part)) {
        AUTO(free) char *dir = str_dup(part);
        if (dir[0] == '/' && !str_ends(part, STR("/shims")))
            add_versioned(s, dir);
    }
}

// "$NAME/x" and "~/x"; NULL where the variable is not set.
static char *expand_home(Str text)
{
    if (str_starts(text, STR("~/")))
        return place_home() ? path_join(place_home(), text.p + 2) : NULL;
    if (!str_starts(text, STR("$")))
        return str_dup(text);
    Str rest = str_from(text, 1), name = STR_NULL;
    str_split(&rest, '/', &name);
    AUTO(free) char *variable = str_dup(name);
    const char *value = getenv(variable);
    if (!value || value[0] != '/')
        return NULL;
    return xasprintf("%s/" STR_FMT, value, STR_ARG(rest));
}

static const char *source_of(const char *path)
{
    static const struct {
        const char *part, *source;
    } sources[] = {{"pyenv", "pyenv"},    {"/.nvm/", "nvm"},        {"fnm/", "fnm"},
                   {"asdf/", "asdf"},     {"mise/", "mise"},        {"rustup/", "rustup"},
                   {"sdkman/", "sdkman"}, {"/usr/lib/jvm/", "jvm"}, {"rbenv/", "rbenv"},
                   {"go-", "system"},     {"/usr/", "system"}};
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        if (strstr(path, sources[i].part))
            return sources[i].source;
    return "elsewhere";
}

// What stands in the first "*" of a pattern's path: the name of one toolchain.
static char *star_of(const char *pattern, const char *path)
{
    const char *star = strchr(pattern, '*');
    if (!star || strncmp(pattern, path, (size_t)(star - pattern)) != 0)
        return NULL;
    const char *at = path + (star - pattern), *end = strchr(at, '/');
    return xstrndup(at, end ? (size_t)(end - at) : strlen(at));
}

static void add_home(Search *s, const char *pattern)
{
    glob_t g;
    if (glob(pattern, 0, NULL, &g) == 0)
        for (size_t i = 0; i < g.gl_pathc; i++) {
            AUTO(free) char *home = star_of(pattern, g.gl_pathv[i]);
            for (const Json *x = json_first(s->names); x; x = json_next(x)) {
                AUTO(free) char *name = str_dup(json_str_or(x, STR_NULL));
                add(s, tool_in(g.gl_pathv[i], name), home, source_of(pattern));
            }
        }
    globfree(&g);
}

// asdf and mise keep all languages alike, each by the name of its plugin.
static void add_managers(Search *s, const Lang *l)
{
    static const char *const roots[] = {"$ASDF_DATA_DIR/installs", "~/.asdf/installs",
                                        "$MISE_DATA_DIR/installs", "~/.local/share/mise/installs"};
    for (size_t i = 0; i < ARRAY_LEN(roots); i++) {
        AUTO(free) char *root = expand_home(str_c(roots[i]));
        if (!root || !fs_is_dir(root))
            continue;
        AUTO(free) char *own = xasprintf("%s/%s/*/bin", root, l->id);
        add_home(s, own);
        for (const Json *x = json_first(json_get(l->row, "aliases")); x; x = json_next(x)) {
            AUTO(free)
            char *other =
                xasprintf("%s/" STR_FMT "/*/bin", root, STR_ARG(json_str_or(x, STR("?"))));
            add_home(s, other);
        }
    }
}

void candidates_of_way(const Lang *l, const Json *way, const char *project, LangVersions *out)
{
    Search s = {
        .lang = l, .project = project, .names = json_first(json_get(way, "tools")), .out = out};
    add_found(&s);
    add_path(&s);
    for (const Json *x = json_first(json_get(l->row, "homes")); x; x = json_next(x)) {
        AUTO(free) char *pattern = expand_home(json_str_or(x, STR("")));
        if (pattern)
            add_home(&s, pattern);
    }
    add_managers(&s, l);
}

static int newest_first(const void *a, const void *b)
{
    const LangVersion *x = a, *y = b;
    return -lang_version_cmp(x->version ? x->version : "", y->version ? y->version : "");
}

void lang_installed(const Lang *l, const char *project, LangVersions *out)
{
    for (const Json *w = json_first(json_get(l->row, "ways")); w; w = json_next(w)) {
        size_t from = out->n, first = from;
        candidates_of_way(l, w, project, out);
        if (out->n == from)
            continue;
        version_ask(project, row_of_way(l, w, "version"), out->p + from, out->n - from);
        while (first < out->n && (strcmp(out->p[first].source, "project") == 0 || first == from))
            first++;
        qsort(out->p + first, out->n - first, sizeof *out->p, newest_first);
    }
}
