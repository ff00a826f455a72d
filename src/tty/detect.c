// What the environment and the kernel say about the terminal.
#include "base/mem.h"
#include "tty/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ROWS_DEFAULT = 24, COLS_DEFAULT = 80, SIDE_MAX = 4096 };

#define CANNOT_SHOW "this terminal cannot show the full screen"

bool detect_env(const char *name)
{
    const char *v = getenv(name);
    return v && *v;
}

static int env_number(const char *name)
{
    long long n;
    return getenv(name) && str_to_i64(str_c(getenv(name)), &n) && n > 0 && n < SIDE_MAX ? (int)n
                                                                                        : 0;
}

// OSC 9 is a notification elsewhere, and "4;3" would pop up.  A multiplexer keeps it to itself.
static bool shows_progress(void)
{
    const char *program = getenv("TERM_PROGRAM");
    if (detect_env("TMUX"))
        return false;
    return detect_env("WT_SESSION") || detect_env("ConEmuANSI") ||
           (program && strcmp(program, "ghostty") == 0);
}

Surroundings detect_surroundings(void)
{
    static const char *const plain[] = {"linux", "vt", "screen", "ansi", "cons25", "sun"};
    Str term = str_c(getenv("TERM") ? getenv("TERM") : "");
    Surroundings a = {.console = str_starts(term, STR("linux")),
                      .tmux = detect_env("TMUX"),
                      .progress = shows_progress(),
                      .rows = env_number("LINES"),
                      .cols = env_number("COLUMNS")};
    for (size_t i = 0; i < ARRAY_LEN(plain); i++)
        a.plain_keys |= str_starts(term, str_c(plain[i]));
    return a;
}

void detect_size(const Tty *t, int *rows, int *cols)
{
    if (t->headless) {
        *rows = t->next_rows;
        *cols = t->next_cols;
        return;
    }
    struct winsize w = {0};
    if (ioctl(t->out_fd, TIOCGWINSZ, &w) != 0 || !w.ws_row || !w.ws_col)
        (void)ioctl(t->in_fd, TIOCGWINSZ, &w); // then it stays 0
    *rows = w.ws_row ? w.ws_row : t->around.rows;
    *cols = w.ws_col ? w.ws_col : t->around.cols;
    *rows = *rows ? MIN(*rows, (int)SIDE_MAX) : ROWS_DEFAULT;
    *cols = *cols ? MIN(*cols, (int)SIDE_MAX) : COLS_DEFAULT;
}

TtyColor detect_color(const Caps *c, TtyColor asked)
{
    const char *colorterm = getenv("COLORTERM");
    bool says_true =
        colorterm && (strcmp(colorterm, "truecolor") == 0 || strcmp(colorterm, "24bit") == 0);
    if (asked == TTY_COLOR_NONE || (asked != TTY_COLOR_AUTO && c->ecma_color))
        return asked;
    if (asked != TTY_COLOR_AUTO)
        return c->colors >= 8 ? TTY_COLOR_16 : TTY_COLOR_NONE;
    if (detect_env("NO_COLOR") || c->colors < 8)
        return TTY_COLOR_NONE;
    if (!c->ecma_color || c->colors < 256)
        return TTY_COLOR_16;
    // GNU screen inherits the variable but not the colours
    if (c->colors > 256 || (says_true && !c->screen))
        return TTY_COLOR_TRUE;
    return TTY_COLOR_256;
}

/* By the variables alone: loading a locale costs more than all the rest of opening.  Where none is
 * set, terminals that are like xterm are taken for ones of today. */
bool detect_utf8(const Caps *c)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (detect_env(names[i])) {
            const char *v = getenv(names[i]);
            return strcasestr(v, "utf-8") || strcasestr(v, "utf8");
        }
    return c->xterm;
}

bool detect_caps(Tty *t, Err *err)
{
    const char *term = getenv("TERM");
    if (!isatty(t->in_fd) || !isatty(t->out_fd))
        return err_set(err, CANNOT_SHOW ": standard %s is no terminal",
                       isatty(t->in_fd) ? "output" : "input");
    if (!term || !*term)
        return err_set(err, CANNOT_SHOW ": TERM is not set");
    if (strcmp(term, "dumb") == 0)
        return err_set(err, CANNOT_SHOW ": TERM is 'dumb'");
    AUTO(err) Err why = {0};
    if (caps_open(&t->caps, term, t->out_fd, &why) || caps_builtin(&t->caps, term))
        return true;
    return err_set(err, CANNOT_SHOW ": %s", err_text(&why));
}
