// From a file or a command to what the jail is told.
#include "base/fs.h"
#include "base/path.h"
#include "base/places.h"
#include "run/language.h"
#include "run/tool.h"

#include <glob.h>

RunLimits run_limits_default(void)
{
    return (RunLimits){.wall_ms = 30000,
                       .memory_bytes = 512LL << 20,
                       .output_bytes = 16LL << 20,
                       .cpus = 1,
                       .procs = 64};
}

typedef struct {
    const char *project, *file; // borrowed
    const RunLimits *limits;
    const Json *way;
    const char *build;    // borrowed; where what is made goes
    Strings names, paths; // tools found
} Maker;

static const char *const build_dir = "/tmp/codelab-build"; // in the jail

// Name of a Java class, by the file's "package x.y;" line and its own name.
static void add_class(const Maker *m, Buf *out)
{
    AUTO(buf) Buf text = BUF_INIT;
    Str base = path_base(str_c(m->file)), stem = base, line;
    stem.n -= path_ext(base).n ? path_ext(base).n + 1 : 0;
    // an unreadable file fails in the compiler, with its own words
    (void)fs_read(m->file, 1 << 20, &text, NULL);
    Str rest = buf_str(&text);
    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!str_starts(line, STR("package ")))
            continue;
        Str name = str_from(line, 8), package = STR_NULL;
        str_split(&name, ';', &package);
        buf_add(out, str_trim(package));
        buf_add_byte(out, '.');
        break;
    }
    buf_add(out, stem);
}

static void add_stem(const Maker *m, Buf *out)
{
    Str base = path_base(str_c(m->file)), ext = path_ext(base);
    buf_add(out, str_upto(base, base.n - (ext.n ? ext.n + 1 : 0)));
}

// As a person in the project's folder would name it, so that messages are short.
static void add_file(const Maker *m, Buf *out)
{
    const char *rel = m->project ? path_within(m->project, m->file) : NULL;
    const char *name = rel && *rel ? rel : m->file;
    if (name[0] == '-')
        buf_add_c(out, "./");
    buf_add_c(out, name);
}

static void add_value(const Maker *m, Str name, Buf *out)
{
    if (str_eq_c(name, "file"))
        add_file(m, out);
    else if (str_eq_c(name, "stem"))
        add_stem(m, out);
    else if (str_eq_c(name, "dir"))
        buf_add_c(out, m->build);
    else if (str_eq_c(name, "class"))
        add_class(m, out);
    else if (str_eq_c(name, "heap"))
        buf_addf(out, "%lld", (long long)(m->limits->memory_bytes >> 20) * 6 / 10);
    for (size_t i = 0; i < m->names.n; i++)
        if (str_eq_c(name, m->names.p[i]))
            buf_add_c(out, m->paths.p[i]);
}

static char *expand(const Maker *m, Str text)
{
    Buf out = BUF_INIT;
    while (text.n) {
        ptrdiff_t open = str_find_byte(text, '{'), close = str_find_byte(text, '}');
        if (open < 0 || close < open) {
            buf_add(&out, text);
            break;
        }
        buf_add(&out, str_upto(text, (size_t)open));
        add_value(m, str_n(text.p + open + 1, (size_t)(close - open - 1)), &out);
        text = str_from(text, (size_t)close + 1);
    }
    return buf_take(&out);
}

static void maker_clear(Maker *m)
{
    strings_deinit(&m->names);
    strings_deinit(&m->paths);
}

static bool is_new_enough(const Json *way, Str tool, const char *path)
{
    AUTO(free) char *key = str_dup(tool);
    AUTO(free) char *least = str_dup(json_str_or(json_get(json_get(way, "least"), key), STR("")));
    return !*least || tool_is_at_least(path, least);
}

// Find every tool of a way; false if one is missing.
static bool take_way(Maker *m, const Json *way)
{
    maker_clear(m);
    m->way = way;
    for (const Json *t = json_first(json_get(way, "tools")); t; t = json_next(t)) {
        char *path = NULL;
        for (const Json *x = json_first(t); x && !path; x = json_next(x)) {
            AUTO(free) char *name = str_dup(json_str_or(x, STR_NULL));
            path = tool_find(m->project, name);
        }
        if (!path || !is_new_enough(way, json_key(t), path)) {
            free(path);
            return false;
        }
        vec_push(&m->names, str_dup(json_key(t)));
        vec_push(&m->paths, path);
    }
    return true;
}

static bool find_way(Maker *m, const RunLanguage *l, Err *err)
{
    const Json *ways = json_get(l->row, "ways");
    for (const Json *w = json_first(ways); w; w = json_next(w))
        if (take_way(m, w))
            return true;
    const Json *first = json_at(ways, 0);
    return err_set(err, "no %s for %s: install %s",
                   json_get(first, "compile") ? "compiler" : "interpreter", l->title, l->install);
}

char *run_language_tool(const RunLanguage *l)
{
    Maker m = {0};
    bool ok = find_way(&m, l, NULL);
    char *path = ok && m.paths.n ? xstrdup(m.paths.p[0]) : NULL;
    maker_clear(&m);
    return path;
}

static void add_argv(const Maker *m, const char *key, const char *const *args, Strings *out)
{
    const Json *argv = json_get(m->way, key);
    for (const Json *x = json_first(argv); x; x = json_next(x))
        strings_add(out, expand(m, json_str_or(x, STR_NULL)));
    for (; argv && args && *args; args++)
        strings_add(out, xstrdup(*args));
}

static void add_glob(const char *pattern, Strings *out)
{
    glob_t g;
    if (glob(pattern, 0, NULL, &g) == 0)
        for (size_t i = 0; i < g.gl_pathc; i++)
            strings_add(out, xstrdup(g.gl_pathv[i]));
    globfree(&g);
}

static void pass_on(Strings *env, const char *name)
{
    const char *value = getenv(name);
    if (value && *value)
        strings_add(env, xasprintf("%s=%s", name, value));
}

// Over what the user has: only what differs in our terminal.
static void open_env(Strings *env, Str tools)
{
    const char *path = getenv("PATH");
    strings_add(env,
                xasprintf("PATH=" STR_FMT "%s", STR_ARG(tools), path ? path : "/usr/bin:/bin"));
    strings_add(env, xstrdup("TERM=xterm-256color"));
}

// An allow-list: nothing that could be a secret gets in.
static void base_env(Strings *env, const char *path)
{
    static const char *const passed[] = {"TZ", "NO_COLOR", "LC_ALL", "LC_CTYPE"};
    strings_add(env, xasprintf("PATH=%s", path));
    strings_add(env, xstrdup("HOME=/home/user"));
    strings_add(env, xstrdup("USER=user"));
    strings_add(env, xstrdup("LOGNAME=user"));
    strings_add(env, xstrdup("TMPDIR=/tmp"));
    strings_add(env, xstrdup("LANG=C.UTF-8"));
    strings_add(env, xstrdup("TERM=xterm-256color"));
    // Looking for leaks means to trace oneself, which the jail refuses.
    strings_add(env, xstrdup("ASAN_OPTIONS=detect_leaks=0"));
    for (size_t i = 0; i < ARRAY_LEN(passed); i++)
        pass_on(env, passed[i]);
}

static void add_tools(const Maker *m, RunPlan *p)
{
    AUTO(buf) Buf path = BUF_INIT;
    VEC_EACH (char *, t, &m->paths) {
        buf_add(&path, path_dir(str_c(*t)));
        buf_add_byte(&path, ':');
        tool_read_paths(*t, &p->read_paths);
    }
    if (p->limits.open) {
        open_env(&p->env, buf_str(&path));
        return;
    }
    tool_read_java(&p->read_paths);
    buf_add_c(&path, "/usr/local/bin:/usr/bin:/bin");
    base_env(&p->env, buf_c(&path));
}

static void fill(RunPlan *p, const char *project, const RunLimits *limits)
{
    *p = (RunPlan){.limits = limits ? *limits : run_limits_default()};
    if (project) {
        p->project = xstrdup(project);
        p->cwd = xstrdup(project);
    }
    p->build = p->limits.open ? place_cache("codelab/build") : xstrdup(build_dir);
}

bool run_plan_file(const char *project, const char *file, const char *const *args,
                   const RunLimits *limits, RunPlan *out, Err *err)
{
    const RunLanguage *l = run_language_for_file(file);
    if (!fs_exists(file))
        return err_set(err, "cannot run '%s': no such file", file);
    if (!l)
        return err_set(
            err, "cannot run '%s': its language is not known; use codelab run -- COMMAND", file);
    return run_plan_language(l, project, file, args, limits, out, err);
}

bool run_plan_language(const RunLanguage *l, const char *project, const char *file,
                       const char *const *args, const RunLimits *limits, RunPlan *out, Err *err)
{
    fill(out, project, limits);
    Maker m = {.project = project, .file = file, .limits = &out->limits, .build = out->build};
    bool ok = find_way(&m, l, err);
    if (ok) {
        out->language = l;
        add_argv(&m, "compile", NULL, &out->compile);
        add_argv(&m, "run", args, &out->argv);
        add_tools(&m, out);
        for (const Json *x = json_first(json_get(l->row, "env")); x; x = json_next(x))
            strings_add(&out->env, expand(&m, json_str_or(x, STR_NULL)));
        for (const Json *x = json_first(json_get(l->row, "read")); x; x = json_next(x)) {
            AUTO(free) char *pattern = str_dup(json_str_or(x, STR_NULL));
            add_glob(pattern, &out->read_paths);
        }
    }
    maker_clear(&m);
    if (!ok)
        run_plan_deinit(out);
    return ok;
}

bool run_plan_command(const char *project, const char *const *argv, const RunLimits *limits,
                      RunPlan *out, Err *err)
{
    if (!argv[0])
        return err_set(err, "no command to run");
    fill(out, project, limits);
    AUTO(free) char *path = strchr(argv[0], '/') ? NULL : tool_find(project, argv[0]);
    strings_add(&out->argv, xstrdup(path ? path : argv[0]));
    for (argv++; *argv; argv++)
        strings_add(&out->argv, xstrdup(*argv));
    Maker m = {0};
    if (path)
        vec_push(&m.paths, xstrdup(path));
    add_tools(&m, out);
    maker_clear(&m);
    return true;
}

void run_plan_deinit(RunPlan *p)
{
    strings_deinit(&p->compile);
    strings_deinit(&p->argv);
    strings_deinit(&p->env);
    strings_deinit(&p->read_paths);
    strings_deinit(&p->hosts);
    free(p->project);
    free(p->cwd);
    free(p->build);
    *p = (RunPlan){0};
}
