// Playing scene files: reads statements, keeps the world, reports as TAP.
#include "app/scene.h"
#include "base/clock.h"
#include "base/path.h"

#include <signal.h>
#include <stdio.h>

enum { FROZEN_MS = 1767225600 }; // seconds: 2026-01-01 00:00 UTC

bool scene_fail(Scene *s, const char *fmt, ...)
{
    va_list ap;
    buf_addf(&s->problem, "%s:%d: ", s->file, s->line);
    va_start(ap, fmt);
    buf_vaddf(&s->problem, fmt, ap);
    va_end(ap);
    return false;
}

static bool next_line(Scene *s, Str *line)
{
    if (s->rest.n == 0 || !str_split(&s->rest, '\n', line))
        return false;
    s->line++;
    return true;
}

bool scene_block(Scene *s, Buf *out)
{
    Str line;
    while (next_line(s, &line)) {
        if (str_eq_c(line, "<<"))
            return true;
        buf_add(out, line);
        buf_add_byte(out, '\n');
    }
    return scene_fail(s, "the block is not ended by '<<'");
}

// Scenes are about what a trusted folder shows; "untrusted" takes it back.
static bool trust_world(const Scene *s, Err *err)
{
    AUTO(free) char *dir = path_join(s->home, "data");
    AUTO(free) char *file = path_join(dir, "trust");
    AUTO(free) char *real = realpath(s->home, NULL);
    AUTO(free) char *line = xasprintf("trusted %s\n", real ? real : s->home);
    return fs_mkdirs(dir, err) && fs_write(file, str_c(line), err);
}

static bool make_world(Scene *s, Err *err)
{
    const char *tmp = getenv("TMPDIR");
    char *home = xasprintf("%s/codelab-scene-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(home)) {
        free(home);
        return err_set(err, "cannot make a folder for the scene");
    }
    s->home = home;
    s->project = path_join(home, "demo");
    static const char *const vars[][2] = {{"HOME", ""},
                                          {"CODELAB_DATA", "data"},
                                          {"XDG_CONFIG_HOME", "config"},
                                          {"XDG_CACHE_HOME", "cache"},
                                          {"XDG_RUNTIME_DIR", "data/run"}};
    for (size_t i = 0; i < ARRAY_LEN(vars); i++) {
        AUTO(free) char *dir = path_join(home, vars[i][1]);
        setenv(vars[i][0], dir, 1);
    }
    AUTO(free) char *run = path_join(home, "data/run"); // no session of the user's is to be seen
    if (!fs_mkdirs(run, err))
        return false;
    setenv("SHELL", "/bin/sh", 1);
    setenv("PS1", "$ ", 1);
    unsetenv("ENV");
    clock_freeze((int64_t)FROZEN_MS * 1000);
    if (!trust_world(s, err))
        return false;
    return fs_mkdirs(s->project, err) && (chdir(s->project) == 0 || err_set(err, "no folder"));
}

static void end_world(Scene *s)
{
    AUTO(err) Err err = {0};
    app_free(s->app);
    if (chdir("/") == 0 && s->home && !fs_remove_tree(s->home, &err))
        fprintf(stderr, "# %s\n", err_text(&err));
    VEC_EACH (char *, o, &s->opens)
        free(*o);
    vec_deinit(&s->opens);
    free(s->home);
    free(s->project);
}

// Input at random may end codelab: the next statement starts it again.
static bool look_after(Scene *s)
{
    if (!s->always || !s->app)
        return true;
    if (!app_is_done(s->app))
        return scene_check(s);
    app_free(s->app);
    s->app = NULL;
    return true;
}

static bool play(Scene *s)
{
    Str line;
    while (next_line(s, &line)) {
        buf_add(&s->accepted, line);
        buf_add_byte(&s->accepted, '\n');
        Str text = str_trim(line);
        if (text.n && text.p[0] != '#' && !(scene_statement(s, text) && look_after(s)))
            return false;
    }
    return true;
}

// "# What it shows." on the first line is the name of the test.
static Str scene_name(Str text)
{
    Str line = STR_NULL;
    str_split(&text, '\n', &line);
    return str_starts(line, STR("# ")) ? str_from(line, 2) : STR("scene");
}

static void report(const Scene *s, int number, bool ok, Str name)
{
    if (s->mode != SCENE_TEST && s->mode != SCENE_ACCEPT) {
        if (!ok)
            fprintf(stderr, "codelab: %s\n", buf_c(&s->problem));
        return;
    }
    printf("%s %d - %s: " STR_FMT "\n", ok ? "ok" : "not ok", number, s->file, STR_ARG(name));
    Str rest = ok ? STR_NULL : buf_str(&s->problem), line;
    while (str_split(&rest, '\n', &line))
        printf("# " STR_FMT "\n", STR_ARG(line));
    fflush(stdout);
}

static bool run_scene(const char *file, SceneMode mode, int number)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free) char *cwd = getcwd(NULL, 0);
    AUTO(free) char *path = path_normal(cwd ? cwd : "/", file);
    Scene s = {.mode = mode, .file = file, .rows = 24, .cols = 80};
    bool ok = fs_read(path, 0, &text, &err) && make_world(&s, &err);
    s.rest = buf_str(&text);
    Str name = scene_name(s.rest);
    if (ok)
        ok = play(&s);
    else
        scene_fail(&s, "%s", err_text(&err));
    end_world(&s);
    if (ok && mode == SCENE_ACCEPT && !fs_write(path, buf_str(&s.accepted), &err))
        ok = scene_fail(&s, "%s", err_text(&err));
    report(&s, number, ok, name);
    buf_deinit(&s.accepted);
    buf_deinit(&s.problem);
    return cwd && chdir(cwd) == 0 && ok;
}

static bool take_mode(const char *arg, SceneMode *mode)
{
    static const char *const names[] = {[SCENE_TEST] = "--test",
                                        [SCENE_PRINT] = "--print",
                                        [SCENE_ASCII] = "--ascii",
                                        [SCENE_SVG] = "--svg",
                                        [SCENE_ACCEPT] = "--accept"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(arg, names[i]) == 0) {
            *mode = (SceneMode)i;
            return true;
        }
    return false;
}

int scene_main(int argc, char **argv)
{
    SceneMode mode = SCENE_TEST;
    int n = 0, failed = 0;
    if (argc < 3 || strcmp(argv[1], "scene") != 0) {
        fprintf(stderr,
                "usage: codelab --headless scene [--print|--ascii|--svg|--accept] FILE...\n");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN); // as on a terminal: who reads no more is met where it is written to
    for (int i = 2; i < argc; i++)
        if (!take_mode(argv[i], &mode))
            failed += !run_scene(argv[i], mode, ++n);
    if (mode == SCENE_TEST || mode == SCENE_ACCEPT)
        printf("1..%d\n", n);
    return failed ? 1 : 0;
}
