// From a file or a command to what the jail is told.
#include "base/fs.h"
#include "base/path.h"
#include "base/places.h"
#include "run/run.h"

RunLimits run_limits_default(void)
{
    return (RunLimits){.wall_ms = 30000,
                       .memory_bytes = 512LL << 20,
                       .output_bytes = 16LL << 20,
                       .cpus = 1,
                       .procs = 64};
}

static const char *const build_dir = "/tmp/codelab-build"; // in the jail

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

// The folders of the programs go first in PATH.
static void add_env(RunPlan *p, const Strings *programs)
{
    AUTO(buf) Buf path = BUF_INIT;
    VEC_EACH (char *, t, programs) {
        buf_add(&path, path_dir(str_c(*t)));
        buf_add_byte(&path, ':');
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
    const Lang *l = lang_for_file(file);
    if (!fs_exists(file))
        return err_set(err, "cannot run '%s': no such file", file);
    if (!l)
        return err_set(
            err, "cannot run '%s': its language is not known; use codelab run -- COMMAND", file);
    return run_plan_language(l, NULL, project, file, args, limits, out, err);
}

// A compiler has more than what it makes, and never less.
static void set_limits(RunPlan *p, const Lang *l)
{
    LangLimits compile = lang_limits(l, LANG_COMPILE), run = lang_limits(l, LANG_RUN);
    RunLimits *own = &p->limits, usual = run_limits_default();
    int64_t wall = compile.wall_ms ? compile.wall_ms : 60000;
    int64_t memory = compile.memory_bytes ? compile.memory_bytes : 1024LL << 20;
    if (!own->compile_wall_ms && own->wall_ms)
        own->compile_wall_ms = MAX(own->wall_ms, wall);
    if (!own->compile_memory_bytes)
        own->compile_memory_bytes = MAX(own->memory_bytes, memory);
    if (own->procs == usual.procs)
        own->procs = MAX(own->procs, MAX(compile.procs, run.procs));
    if (own->memory_bytes == usual.memory_bytes)
        own->memory_bytes = MAX(own->memory_bytes, run.memory_bytes);
}

static void add_tools(RunPlan *p, const LangTools *t, const LangFill *f)
{
    p->language = t->lang;
    lang_read_paths(t, &p->read_paths);
    add_env(p, &t->paths);
    lang_env(t, f, &p->env);
}

bool run_plan_language(const Lang *l, const char *version, const char *project, const char *file,
                       const char *const *args, const RunLimits *limits, RunPlan *out, Err *err)
{
    LangTools t;
    if (!lang_choose(l, project, version, &t, err))
        return false;
    fill(out, project, limits);
    set_limits(out, l);
    LangFill f = {project, file, out->build, out->limits.compile_memory_bytes};
    lang_argv(&t, LANG_COMPILE, &f, &out->compile);
    f.memory_bytes = out->limits.memory_bytes;
    lang_argv(&t, LANG_RUN, &f, &out->argv);
    for (; args && *args; args++)
        strings_add(&out->argv, xstrdup(*args));
    add_tools(out, &t, &f);
    lang_tools_deinit(&t);
    return true;
}

bool run_plan_repl(const Lang *l, const char *version, const char *project, const RunLimits *limits,
                   RunPlan *out, Err *err)
{
    LangTools t;
    if (!lang_choose(l, project, version, &t, err))
        return false;
    bool can = lang_does(&t, LANG_REPL);
    if (can) {
        fill(out, project, limits);
        LangFill f = {project, NULL, out->build, out->limits.memory_bytes};
        lang_argv(&t, LANG_REPL, &f, &out->argv);
        add_tools(out, &t, &f);
    } else {
        err_set(err, "there is no way to talk to %s: it is compiled", lang_title(l));
    }
    lang_tools_deinit(&t);
    return can;
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
    Strings programs = {0};
    if (path) {
        tool_read_paths(path, &out->read_paths);
        strings_add(&programs, steal(&path));
    }
    add_env(out, &programs);
    strings_deinit(&programs);
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
