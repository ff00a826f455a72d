// The command line of the workbench.
#include "app/app.h"
#include "base/path.h"

static bool parse_color(const char *when, int *color, Err *err)
{
    static const struct {
        const char *name;
        UiColor color;
    } names[] = {{"auto", UI_COLOR_AUTO}, {"truecolor", UI_COLOR_TRUE}, {"256", UI_COLOR_256},
                 {"16", UI_COLOR_16},     {"none", UI_COLOR_NONE},      {"never", UI_COLOR_NONE}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strcmp(when, names[i].name) == 0) {
            *color = (int)names[i].color;
            return true;
        }
    return err_set(err, "--color takes auto, truecolor, 256, 16 or none, not '%s'", when);
}

// Cut ":12" off the end of *path if a number stands there.
static bool cut_number(Str *path, int *out)
{
    ptrdiff_t colon = str_rfind_byte(*path, ':');
    long long n;
    if (colon <= 0 || !str_to_i64(str_from(*path, (size_t)colon + 1), &n) || n < 1 || n > INT32_MAX)
        return false;
    *out = (int)n;
    *path = str_upto(*path, (size_t)colon);
    return true;
}

static void add_path(AppArgs *a, const char *cwd, const char *named, int line)
{
    OpenArg o = {.line = line};
    Str path = str_c(named);
    // a file of that very name wins over a line number
    int last;
    if (!line && !fs_exists(named) && cut_number(&path, &o.line)) {
        last = o.line;
        if (cut_number(&path, &o.line)) // "path:line:column"
            o.col = last;
    }
    AUTO(free) char *text = str_dup(path);
    o.path = path_normal(cwd, text);
    vec_push(&a->opens, o);
}

// The nearest folder above that is a project; else the current folder if the file lies in it.
static char *root_for(const char *cwd, const char *file)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(file)));
    for (Str d = str_c(dir); d.n > 1; d = path_dir(d)) {
        AUTO(free) char *at = str_dup(d);
        AUTO(free) char *git = path_join(at, ".git");
        AUTO(free) char *own = path_join(at, ".codelab");
        if (fs_exists(git) || fs_exists(own))
            return steal(&at);
    }
    return path_within(cwd, file) ? xstrdup(cwd) : steal(&dir);
}

static bool choose_root(AppArgs *a, const char *cwd, Err *err)
{
    OpenArg *first = a->opens.n ? &a->opens.p[0] : NULL;
    if (!first) {
        a->root = xstrdup(cwd);
    } else if (fs_is_dir(first->path)) {
        a->root = steal(&first->path);
        vec_remove(&a->opens, 0, 1);
    } else {
        a->root = root_for(cwd, first->path);
    }
    VEC_EACH (OpenArg, o, &a->opens)
        if (fs_is_dir(o->path))
            return err_set(err, "cannot open '%s': only one folder can be open", o->path);
    return true;
}

typedef struct {
    AppArgs *a;
    const char *cwd;
    int line; // from "+LINE", for the next path
    bool only_paths;
} Parse;

static bool is_flag(const char *arg, const char *name, const char *other)
{
    return strcmp(arg, name) == 0 || (other && strcmp(arg, other) == 0);
}

// One option; *i moves over its value.
static bool parse_option(Parse *p, int *i, int argc, char **argv, Err *err)
{
    const char *arg = argv[*i];
    bool needs_value = is_flag(arg, "--color", NULL) || is_flag(arg, "--log", NULL);
    if (needs_value && *i + 1 >= argc)
        return err_set(err, "%s needs a value", arg);
    if (is_flag(arg, "--color", NULL))
        return parse_color(argv[++*i], &p->a->color, err);
    if (is_flag(arg, "--log", NULL))
        p->a->log = argv[++*i];
    else if (is_flag(arg, "-R", "--read-only"))
        p->a->read_only = true;
    else if (is_flag(arg, "--safe", NULL))
        p->a->safe = true;
    else if (is_flag(arg, "--ascii", NULL))
        p->a->ascii = true;
    else if (is_flag(arg, "--screen-reader", NULL))
        p->a->reader = true;
    else if (is_flag(arg, "-n", "--no-session"))
        p->a->foreground = true;
    else if (is_flag(arg, "-w", "--wait"))
        p->a->wait = true;
    else if (is_flag(arg, "--", NULL))
        p->only_paths = true;
    else
        return err_set(err, "there is no option '%s'; see codelab --help", arg);
    return true;
}

int app_args_look(AppArgs *a, int argc, char **argv, Err *err)
{
    Parse p = {.a = a};
    int i = 0;
    for (; i < argc; i++) {
        bool is = is_flag(argv[i], "--color", NULL) || is_flag(argv[i], "--ascii", NULL) ||
                  is_flag(argv[i], "--screen-reader", NULL);
        if (!is)
            break;
        if (!parse_option(&p, &i, argc, argv, err))
            return -1;
    }
    return i;
}

bool app_args_parse(AppArgs *a, int argc, char **argv, Err *err)
{
    AUTO(free) char *cwd = getcwd(NULL, 0);
    *a = (AppArgs){.color = -1};
    if (!cwd)
        return err_set(err, "the current folder is gone; go to another one");
    Parse p = {.a = a, .cwd = cwd};
    for (int i = 1; i < argc; i++) {
        long long line;
        if (!p.only_paths && argv[i][0] == '-' && argv[i][1]) {
            if (!parse_option(&p, &i, argc, argv, err))
                return false;
        } else if (!p.only_paths && argv[i][0] == '+' && str_to_i64(str_c(argv[i] + 1), &line) &&
                   line > 0 && line <= INT32_MAX) {
            p.line = (int)line;
        } else {
            add_path(a, cwd, argv[i], p.line);
            p.line = 0;
        }
    }
    return choose_root(a, cwd, err);
}

void app_args_deinit(AppArgs *a)
{
    VEC_EACH (OpenArg, o, &a->opens)
        free(o->path);
    vec_deinit(&a->opens);
    free(a->root);
}
