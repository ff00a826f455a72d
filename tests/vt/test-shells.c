// The shells' integration, against the real shells with files of the user's own.  Nothing sleeps:
// each step waits for a state of the screen.  A shell that is not installed is skipped, and says
// so.
#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "loop/loop.h"
#include "vt/vt.h"
#include "workspace/terminal-shell.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROWS = 24, COLS = 80, SCROLLBACK = 500, PATIENCE_MS = 60000 };

typedef struct {
    Loop *l;
    Vt *v;
    LoopChild *child;
    LoopFd *input;
    LoopTimer *limit;
    int master;
    bool late, hung_up, ended;
    int status;
    char dir[40]; // its home
} Shell;

typedef struct {
    const char *name;
    const char *files[8]; // name, text, name, text, …
    const char *env[4];   // name, value, …
} Home;

static void on_output(void *arg)
{
    Shell *s = arg;
    char buf[65536];
    ssize_t n = read(s->master, buf, sizeof buf);
    if (n > 0) {
        vt_feed(s->v, str_n(buf, (size_t)n));
        Str out = vt_reply(s->v);
        assert_int_equal(write(s->master, out.p, out.n), (ssize_t)out.n);
    } else if (n == 0 || errno == EIO) {
        s->hung_up = true;
        loop_fd_pause(s->input, true);
    }
}

static void on_ended(void *arg, int status)
{
    Shell *s = arg;
    s->ended = true;
    s->status = status;
}

static void on_late(void *arg)
{
    ((Shell *)arg)->late = true;
}

static char *screen(const Shell *s)
{
    AUTO(buf) Buf out = BUF_INIT;
    for (int row = -(int)vt_scrollback(s->v); row < vt_rows(s->v); row++) {
        vt_row_text(s->v, row, &out);
        buf_add_byte(&out, '\n');
    }
    return str_dup(str_trim(buf_str(&out)));
}

static bool shows(const Shell *s, const char *text)
{
    AUTO(free) char *all = screen(s);
    return strstr(all, text);
}

static bool is_in(const Shell *s, const char *dir)
{
    return strcmp(vt_cwd(s->v), dir) == 0;
}

static bool has_failed(const Shell *s, const char *code)
{
    return !vt_is_running(s->v) && vt_last_exit(s->v) == (int)strtol(code, NULL, 10);
}

static bool runs(const Shell *s, const char *unused)
{
    (void)unused;
    return vt_is_running(s->v);
}

static bool has_ended(const Shell *s, const char *unused)
{
    (void)unused;
    return s->ended && s->hung_up;
}

static void wait_until(Shell *s, bool (*holds)(const Shell *s, const char *text), const char *text)
{
    loop_timer_set(s->limit, PATIENCE_MS);
    while (!holds(s, text) && !s->late)
        loop_turn(s->l, -1);
    loop_timer_set(s->limit, -1);
    if (s->late) {
        AUTO(free) char *all = screen(s);
        fail_msg("waited too long for '%s' on\n%s", text, all);
    }
}

static void type(Shell *s, const char *text)
{
    AUTO(buf) Buf out = BUF_INIT;
    for (; *text; text++)
        buf_add_byte(&out, *text == '\n' ? '\r' : *text);
    assert_int_equal(write(s->master, out.p, out.n), (ssize_t)out.n);
}

static void write_files(const Shell *s, const Home *h)
{
    AUTO(err) Err err = {0};
    for (size_t i = 0; i + 1 < ARRAY_LEN(h->files) && h->files[i]; i += 2) {
        AUTO(free) char *path = path_join(s->dir, h->files[i]);
        AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
        fs_mkdirs(dir, &err);
        fs_write(path, str_c(h->files[i + 1]), &err);
        assert_string_equal(err_text(&err), "");
    }
}

static bool is_installed(const char *name)
{
    AUTO(free) char *command = xasprintf("command -v %s >/dev/null", name);
    return system(command) == 0;
}

// False, and a line that says so, if there is no such shell.
static bool start(Shell *s, const Home *h)
{
    if (!is_installed(h->name)) {
        printf("# SKIP %s is not installed: its integration is not tested\n", h->name);
        return false;
    }
    *s = (Shell){
        .l = loop_new(), .v = vt_new(ROWS, COLS, SCROLLBACK), .dir = "/tmp/test-shells-XXXXXX"};
    assert_non_null(mkdtemp(s->dir));
    AUTO(free) char *odd = path_join(s->dir, "a b%c\xC3\xA4");
    AUTO(err) Err err = {0};
    assert_true(fs_mkdirs(odd, &err));
    write_files(s, h);
    AUTO(free) char *cache = path_join(s->dir, "cache");
    setenv("HOME", s->dir, 1);
    setenv("XDG_CACHE_HOME", cache, 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("HISTFILE", "", 1);
    unsetenv("ZDOTDIR");
    unsetenv("PROMPT_COMMAND");
    AUTO(free) char *config = path_join(s->dir, ".config");
    setenv("XDG_CONFIG_HOME", config, 1);
    AUTO(free) char *dots = path_join(s->dir, "dots");
    if (h->env[0])
        setenv(h->env[0], dots, 1);
    Options o = {.shell = h->name, .shell_integration = true};
    TerminalShell shell;
    terminal_shell_init(&shell, &o);
    assert_true(shell.marks);
    LoopSpawn spawn = {.argv = shell.argv, .envp = shell.env.p, .cwd = s->dir};
    s->child = loop_pty_new(s->l, &spawn, ROWS, COLS, on_ended, s, &s->master, &err);
    terminal_shell_deinit(&shell);
    assert_string_equal(err_text(&err), "");
    s->input = loop_fd_new(s->l, s->master, on_output, s);
    s->limit = loop_timer_new(s->l, on_late, s);
    return true;
}

static void finish(Shell *s, int code)
{
    AUTO(err) Err err = {0};
    wait_until(s, has_ended, "its end");
    assert_int_equal(WEXITSTATUS(s->status), code);
    loop_fd_free(s->input);
    loop_timer_free(s->limit);
    loop_child_free(s->child);
    close(s->master);
    loop_free(s->l);
    vt_free(s->v);
    assert_true(fs_remove_tree(s->dir, &err));
}

// The row of a prompt whose command line holds text.
static VtMarks marks_of(const Shell *s, const char *text)
{
    for (int row = vt_rows(s->v) - 1; row >= -(int)vt_scrollback(s->v); row--) {
        AUTO(buf) Buf line = BUF_INIT;
        vt_row_text(s->v, row, &line);
        if (strstr(buf_c(&line), text) && vt_row_marks(s->v, row).bits & VT_MARK_PROMPT)
            return vt_row_marks(s->v, row);
    }
    fail_msg("no prompt is marked at '%s'", text);
    return (VtMarks){0};
}

// What holds for each of them.
static void tells_what_happens(const Home *h)
{
    Shell s;
    if (!start(&s, h))
        return;
    AUTO(free) char *odd = path_join(s.dir, "a b%c\xC3\xA4");
    wait_until(&s, shows, "mine>");
    wait_until(&s, is_in, s.dir);
    assert_false(vt_is_running(s.v));
    type(&s, "sh -c 'exit 3'\n");
    wait_until(&s, has_failed, "3");
    assert_int_equal(marks_of(&s, "exit 3").bits & VT_MARK_DONE, VT_MARK_DONE);
    assert_int_equal(marks_of(&s, "exit 3").exit, 3);
    // the user's own settings are there
    type(&s, "greet\n");
    wait_until(&s, shows, "hello from the rc");
    wait_until(&s, has_failed, "0");
    type(&s, "\n\n"); // empty commands have no code
    type(&s, "cd a*; read x\n");
    wait_until(&s, runs, "a command that reads");
    type(&s, "\n");
    wait_until(&s, is_in, odd);
    wait_until(&s, has_failed, "0");
    type(&s, "exit 5\n");
    wait_until(&s, shows, "trapped");
    finish(&s, 5);
}

static void bash_tells_what_happens(void **state)
{
    (void)state;
    tells_what_happens(
        &(Home){.name = "bash",
                .files = {".bashrc", "alias greet='echo hello from the rc'\nPS1='mine> '\n"
                                     "PROMPT_COMMAND='last=$?;'\n"
                                     "trap 'echo trapped' EXIT\n"}});
}

static void bash_keeps_prompts_that_change_and_strict_rules(void **state)
{
    (void)state;
    tells_what_happens(&(Home){.name = "bash",
                               .files = {".bashrc", "set -u\nalias greet='echo hello from the rc'\n"
                                                    "build() { local c=$?; PS1=\"[$c] mine> \"; }\n"
                                                    "PROMPT_COMMAND=(build)\nPS0='before'\n"
                                                    "trap 'echo trapped' EXIT\n"}});
}

static void bash_shows_the_code_to_the_users_prompt(void **state)
{
    (void)state;
    Shell s;
    if (!start(&s, &(Home){.name = "bash",
                           .files = {".bashrc", "PROMPT_COMMAND='code=$?'\n"
                                                "PS1='($code,$?) mine> '\n"}}))
        return;
    wait_until(&s, shows, "mine>");
    type(&s, "(exit 7)\n");
    wait_until(&s, shows, "(7,7) mine>");
    type(&s, "exit 0\n");
    finish(&s, 0);
}

static void zsh_tells_what_happens(void **state)
{
    (void)state;
    tells_what_happens(&(Home){.name = "zsh",
                               .files = {".zshrc",
                                         "alias greet='echo hello from the rc'\nPROMPT='mine> '\n"
                                         "precmd() { : }\ntrap 'echo trapped' EXIT\n",
                                         ".zshenv", "envfile=read\n"}});
}

static void zsh_reads_its_files_where_the_user_has_them(void **state)
{
    (void)state;
    tells_what_happens(
        &(Home){.name = "zsh",
                .files = {"dots/.zshrc",
                          "greet() { [[ $envfile == read && $ZDOTDIR == */dots ]] && "
                          "echo hello from the rc }\n"
                          "set_prompt() { PROMPT=\"mine> \" }\n"
                          "precmd_functions+=(set_prompt)\ntrap 'echo trapped' EXIT\n",
                          "dots/.zshenv", "envfile=read\n"},
                .env = {"ZDOTDIR", "dots"}});
}

static void fish_tells_what_happens(void **state)
{
    (void)state;
    tells_what_happens(
        &(Home){.name = "fish",
                .files = {".config/fish/config.fish",
                          "function greet; echo hello from the rc; end\n"
                          "function fish_prompt; echo -n 'mine> '; end\nset -g fish_greeting\n"
                          "function leave --on-event fish_exit; echo trapped; end\n"}});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bash_tells_what_happens),
        cmocka_unit_test(bash_keeps_prompts_that_change_and_strict_rules),
        cmocka_unit_test(bash_shows_the_code_to_the_users_prompt),
        cmocka_unit_test(zsh_tells_what_happens),
        cmocka_unit_test(zsh_reads_its_files_where_the_user_has_them),
        cmocka_unit_test(fish_tells_what_happens),
    };
    return cmocka_run_group_tests_name("shells", tests, NULL, NULL);
}
