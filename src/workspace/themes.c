// Where theme files are: the user's folder and the extensions of VS Code.
#include "workspace/inner.h"
#include "base/json.h"
#include "base/path.h"
#include "base/places.h"
#include "loop/loop.h"

#include <strings.h>

enum { FILE_MAX = 4 << 20, THEMES_MAX = 2000 };

#define THEME_DEFAULT "Codelab Dark"

typedef struct {
    Workspace *ws;
    char *own, *extensions; // folders
    Vec(ThemePlace) all;
} LookJob;

static void drop(ThemePlace *p)
{
    free(p->name);
    free(p->path);
}

void themes_deinit(Themes *t)
{
    VEC_EACH (ThemePlace, p, &t->all)
        drop(p);
    vec_deinit(&t->all);
}

void themes_add(Themes *t, const char *name)
{
    vec_push(&t->all, ((ThemePlace){.name = xstrdup(name)}));
}

static JsonDoc *read_json(const char *path)
{
    AUTO(buf) Buf text = BUF_INIT;
    // what cannot be read offers no theme; who asks for it by its path is told why
    return fs_read(path, FILE_MAX, &text, NULL) ? json_parse(buf_str(&text), NULL) : NULL;
}

static void add(LookJob *j, Str name, char *path, bool alias)
{
    if (name.n && j->all.n < THEMES_MAX)
        vec_push(&j->all, ((ThemePlace){.name = str_dup(name), .path = path, .alias = alias}));
    else
        free(path);
}

/* NAME.json is found as NAME too, but listed as it calls itself. */
static void look_own(LookJob *j)
{
    FsList list = {0};
    if (fs_list(j->own, &list, NULL)) // most people have no such folder
        VEC_EACH (FsEntry, e, &list) {
            Str base = str_c(e->name);
            if (!str_eq_c(path_ext(base), "json"))
                continue;
            char *path = path_join(j->own, e->name);
            JsonDoc *doc = read_json(path);
            Str stem = str_upto(base, base.n - strlen(".json"));
            Str name = json_str_or(json_get(json_root(doc), "name"), stem);
            if (!str_eq(name, stem))
                add(j, stem, xstrdup(path), true);
            add(j, name, path, false);
            json_free(doc);
        }
    fs_list_deinit(&list);
}

static void look_extension(LookJob *j, const char *dir)
{
    AUTO(free) char *package = path_join(dir, "package.json");
    JsonDoc *doc = read_json(package);
    const Json *themes = json_get(json_get(json_root(doc), "contributes"), "themes");
    for (const Json *t = json_kind(themes) == JSON_ARRAY ? json_first(themes) : NULL; t;
         t = json_next(t)) {
        Str path = json_str_or(json_get(t, "path"), STR(""));
        Str name = json_str_or(json_get(t, "label"), json_str_or(json_get(t, "id"), STR("")));
        AUTO(free) char *rel = str_dup(path);
        if (str_eq_c(path_ext(path), "json") && !str_starts(name, STR("%")))
            add(j, name, path_normal(dir, rel), false);
    }
    json_free(doc);
}

static void look_extensions(LookJob *j, const atomic_bool *cancelled)
{
    FsList list = {0};
    if (fs_list(j->extensions, &list, NULL)) // likewise
        VEC_EACH (FsEntry, e, &list)
            if (e->is_dir && !*cancelled) {
                AUTO(free) char *dir = path_join(j->extensions, e->name);
                look_extension(j, dir);
            }
    fs_list_deinit(&list);
}

static int by_name(const void *a, const void *b)
{
    return strcasecmp(((const ThemePlace *)a)->name, ((const ThemePlace *)b)->name);
}

static void look_work(void *arg, const atomic_bool *cancelled)
{
    LookJob *j = arg;
    look_own(j);
    look_extensions(j, cancelled);
    if (j->all.n)
        qsort(j->all.p, j->all.n, sizeof *j->all.p, by_name);
}

static void look_done(void *arg, bool cancelled)
{
    LookJob *j = arg;
    Themes *t = &j->ws->themes;
    (void)cancelled; // what was found counts
    VEC_EACH (ThemePlace, p, &j->all)
        if (themes_find(j->ws, p->name))
            drop(p);
        else
            vec_push(&t->all, *p);
    vec_deinit(&j->all);
    t->looking = NULL;
    t->looked = true;
    j->ws->palette.stale = true;
    free(j->own);
    free(j->extensions);
    free(j);
}

void themes_look(Workspace *ws)
{
    const char *home = getenv("HOME");
    if (ws->themes.looked || ws->themes.looking)
        return;
    LookJob *j = NEW(LookJob);
    j->ws = ws;
    j->own = place_config("codelab/themes");
    j->extensions = path_join(home ? home : "/", ".vscode/extensions");
    ws->themes.looking = loop_job_new(ws->loop, look_work, look_done, j);
}

void themes_look_again(Workspace *ws)
{
    ws->themes.looked = false;
    themes_look(ws);
}

const ThemePlace *themes_find(const Workspace *ws, const char *name)
{
    VEC_EACH (ThemePlace, p, &ws->themes.all)
        if (strcasecmp(p->name, name) == 0)
            return p;
    return NULL;
}

static bool follows_terminal(const Workspace *ws)
{
    const Options *o = &ws->options;
    return o->detect_scheme && ws->themes.scheme != SCHEME_UNKNOWN &&
           strcasecmp(o->color_theme, THEME_DEFAULT) == 0;
}

// The desktop around the terminal shows everything so.
static bool wants_contrast(const Workspace *ws)
{
    const char *desktop = getenv("GTK_THEME");
    int set = ws->options.high_contrast;
    return set == CONTRAST_ON ||
           (set == CONTRAST_AUTO && desktop && strncmp(desktop, "HighContrast", 12) == 0);
}

const char *themes_wanted(const Workspace *ws)
{
    const Options *o = &ws->options;
    if (wants_contrast(ws))
        return ws->themes.scheme == SCHEME_LIGHT ? "High Contrast Light" : "High Contrast Dark";
    if (!follows_terminal(ws))
        return o->color_theme;
    return ws->themes.scheme == SCHEME_LIGHT ? o->light_theme : o->dark_theme;
}

const char *themes_setting(const Workspace *ws)
{
    if (!follows_terminal(ws))
        return "workbench.colorTheme";
    return ws->themes.scheme == SCHEME_LIGHT ? "workbench.preferredLightColorTheme"
                                             : "workbench.preferredDarkColorTheme";
}
