// The shell of a terminal: which one, its environment, and the marks it is made to give.  The files
// of the user are read as ever; what is added comes from a folder of codelab's, by an argument or a
// variable, and is gone with the shell.
#include "workspace/terminal-shell.h"
#include "base/fs.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/places.h"
#include "workspace/workspace.h"

#include <ctype.h>

static const char bash_script[] =
#include "workspace/integration-bash.inc"
    ;
static const char zshenv_script[] =
#include "workspace/integration-zshenv.inc"
    ;
static const char zsh_script[] =
#include "workspace/integration-zsh.inc"
    ;
static const char fish_script[] =
#include "workspace/integration-fish.inc"
    ;

extern char **environ;

static char *keep(TerminalShell *s, char *text)
{
    vec_push(&s->owned, text);
    return text;
}

// What the outer terminal is called, and can do, says nothing about ours.
static bool is_replaced(Str entry)
{
    static const char *const names[] = {"TERM",
                                        "COLORTERM",
                                        "TERM_PROGRAM",
                                        "TERM_PROGRAM_VERSION",
                                        "LINES",
                                        "COLUMNS",
                                        "TMUX",
                                        "TMUX_PANE",
                                        "STY",
                                        "VTE_VERSION",
                                        "WT_SESSION",
                                        "KITTY_WINDOW_ID",
                                        "KITTY_PID",
                                        "KITTY_LISTEN_ON",
                                        "WEZTERM_PANE",
                                        "ITERM_SESSION_ID",
                                        "KONSOLE_VERSION",
                                        "ALACRITTY_WINDOW_ID",
                                        "TERM_SESSION_ID"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_eq_c(entry, names[i]))
            return true;
    return false;
}

static Str name_of(const char *entry)
{
    Str rest = str_c(entry), name = STR_NULL;
    str_split(&rest, '=', &name);
    return name;
}

static void set_env(TerminalShell *s, const char *entry)
{
    VEC_EACH (const char *, e, &s->env)
        if (str_eq(name_of(*e), name_of(entry))) {
            *e = entry;
            return;
        }
    vec_push(&s->env, entry);
}

static void init_env(TerminalShell *s)
{
    for (char **e = environ; *e; e++)
        if (!is_replaced(name_of(*e)))
            vec_push(&s->env, *e);
    set_env(s, "TERM=xterm-256color");
    set_env(s, "COLORTERM=truecolor");
    set_env(s, "TERM_PROGRAM=codelab");
}

const char *terminal_shell_of(const Options *o)
{
    const char *name = o->shell ? o->shell : "";
    const char *shell = *name == '$' ? getenv(name + 1) : *name ? name : getenv("SHELL");
    return shell && *shell ? shell : "/bin/sh";
}

// This program, as a shell takes it; NULL: its path would need quotes.
static char *own_command(void)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    for (ssize_t i = 0; i < n; i++)
        if (!strchr("/._-+", path[i]) && !isalnum((unsigned char)path[i]))
            return NULL;
    return n > 0 ? xasprintf(STR_FMT " -w", STR_ARG(str_n(path, (size_t)n))) : NULL;
}

// Programs that call for an editor find the session around them, and wait until the file is closed.
static void set_editor(TerminalShell *s)
{
    static const char *const names[] = {"EDITOR", "VISUAL", "GIT_EDITOR"};
    AUTO(free) char *own = getenv("CODELAB_SESSION") ? own_command() : NULL;
    bool any = false;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const char *v = getenv(names[i]);
        any |= i < 2 && v && *v;
        if (own && v && str_eq_c(path_base(str_c(v)), "codelab"))
            set_env(s, keep(s, xasprintf("%s=%s -w", names[i], v)));
    }
    if (own && !any)
        set_env(s, keep(s, xasprintf("EDITOR=%s", own)));
}

// A name without a value is one that is not to be there.
static void drop_env(TerminalShell *s, Str name)
{
    for (size_t i = s->env.n; i-- > 0;)
        if (str_eq(name_of(s->env.p[i]), name))
            vec_remove(&s->env, i, 1);
}

// What the settings add; who may write them may say what programs run in any case.
static void add_env(TerminalShell *s, const char *json)
{
    AUTO(err) Err err = {0};
    JsonDoc *doc = json && *json ? json_parse(str_c(json), &err) : NULL;
    if (!doc)
        return;
    for (const Json *x = json_first(json_root(doc)); x; x = json_next(x)) {
        Str name = json_key(x), value;
        if (name.n == 0 || str_find_byte(name, '=') >= 0)
            continue;
        if (json_str(x, &value))
            set_env(s, keep(s, xasprintf(STR_FMT "=" STR_FMT, STR_ARG(name), STR_ARG(value))));
        else if (json_kind(x) == JSON_NULL)
            drop_env(s, name);
    }
    json_free(doc);
}

// Integration --------------------------------------------------------------------------------

// The script as a file, written anew only if it is not there as it should be; NULL: no such place.
static char *script_file(TerminalShell *s, const char *name, const char *script)
{
    AUTO(err) Err err = {0};
    AUTO(buf) Buf now = BUF_INIT;
    AUTO(free) char *dir = place_cache("codelab/shell");
    char *path = keep(s, path_join(dir, name));
    AUTO(free) char *parent = str_dup(path_dir(str_c(path)));
    size_t most = strlen(script) + 1;
    if (fs_read(path, most, &now, &err) && str_eq_c(buf_str(&now), script))
        return path;
    return fs_mkdirs(parent, &err) && fs_write(path, str_c(script), &err) ? path : NULL;
}

static bool mark_bash(TerminalShell *s)
{
    const char *file = script_file(s, "integration.bash", bash_script);
    if (!file)
        return false;
    s->argv[1] = "--rcfile";
    s->argv[2] = file;
    return true;
}

// zsh reads its files from a folder; those there read the user's.
static bool mark_zsh(TerminalShell *s)
{
    const char *file = script_file(s, "zsh/.zshenv", zshenv_script), *was = getenv("ZDOTDIR");
    if (!file || !script_file(s, "zsh/.zshrc", zsh_script))
        return false;
    AUTO(free) char *dir = str_dup(path_dir(str_c(file)));
    if (was)
        set_env(s, keep(s, xasprintf("CODELAB_ZDOTDIR=%s", was)));
    set_env(s, keep(s, xasprintf("ZDOTDIR=%s", dir)));
    return true;
}

static bool mark_fish(TerminalShell *s)
{
    const char *file = script_file(s, "integration.fish", fish_script);
    if (!file || strpbrk(file, "'\\"))
        return false;
    s->argv[1] = "--init-command";
    s->argv[2] = keep(s, xasprintf("source '%s'", file));
    return true;
}

static bool mark(TerminalShell *s)
{
    static const struct {
        const char *name;
        bool (*mark)(TerminalShell *s);
    } shells[] = {{"bash", mark_bash}, {"zsh", mark_zsh}, {"fish", mark_fish}};
    Str name = path_base(str_c(s->argv[0]));
    for (size_t i = 0; i < ARRAY_LEN(shells); i++)
        if (str_eq_c(name, shells[i].name))
            return shells[i].mark(s);
    return false;
}

void terminal_shell_init(TerminalShell *s, const Options *o)
{
    *s = (TerminalShell){.argv = {terminal_shell_of(o)}};
    init_env(s);
    set_editor(s);
    add_env(s, o->terminal_env);
    s->marks = o->shell_integration && mark(s);
    vec_push(&s->env, NULL);
}

void terminal_shell_deinit(TerminalShell *s)
{
    VEC_EACH (char *, x, &s->owned)
        free(*x);
    vec_deinit(&s->owned);
    vec_deinit(&s->env);
}
