// Terminfo alone is read, which takes three system calls; curses' newterm() would add modes, signal
// handlers and a screen of its own that nobody looks at.
#include "tty/caps.h"
#include "base/mem.h"

#include <curses.h>
#include <stdint.h>
#include <term.h>

/* Copy without the padding $<5>, which no terminal of today needs. */
static char *without_padding(const char *s)
{
    AUTO(buf) Buf out = BUF_INIT;
    Str rest = str_c(s);
    ptrdiff_t at;
    while ((at = str_find(rest, STR("$<"))) >= 0) {
        buf_add(&out, str_upto(rest, (size_t)at));
        rest = str_from(rest, (size_t)at);
        ptrdiff_t end = str_find_byte(rest, '>');
        rest = str_from(rest, end < 0 ? rest.n : (size_t)end + 1);
    }
    buf_add(&out, rest);
    return str_dup(buf_str(&out));
}

static const char *info(const char *name)
{
    const char *s = tigetstr((char *)(uintptr_t)name); // old headers lack the const
    return s == (char *)-1 ? NULL : s;
}

static bool is(const char *s, const char *ecma)
{
    return s && strcmp(s, ecma) == 0;
}

static bool has(const char *s, const char *part)
{
    return s && strstr(s, part);
}

static void load_strings(Caps *c)
{
#define CAP(name) c->name = info(#name) ? without_padding(info(#name)) : NULL;
#include "tty/caps.def"
#undef CAP
}

static int count_colors(void)
{
    int n = tigetnum("colors");
    if (tigetflag("RGB") > 0 || tigetflag("Tc") > 0 || tigetnum("RGB") > 0 || info("RGB"))
        return 1 << 24;
    return n >= 256 ? 256 : n >= 16 ? 16 : n >= 8 ? 8 : 0;
}

static bool starts(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

static void judge(Caps *c, const char *term)
{
    c->ecma_cup = is(c->cup, "\033[%i%p1%d;%p2%dH");
    c->ecma_move = c->ecma_cup && is(info("hpa"), "\033[%i%p1%dG") &&
                   is(info("vpa"), "\033[%i%p1%dd") && is(info("cuf"), "\033[%p1%dC");
    c->ecma_sgr = has(c->sgr0, "\033[") && is(info("rmul"), "\033[24m") &&
                  (!c->setaf || is(c->op, "\033[39;49m"));
    c->colors = count_colors();
    c->ecma_color = c->ecma_sgr && (has(c->setaf, "\033[3%p1%d") || has(c->setaf, "38;5;"));
    c->erase = is(info("ech"), "\033[%p1%dX");
    c->insert = is(info("ich"), "\033[%p1%d@") && is(info("dch"), "\033[%p1%dP");
    c->scroll = is(info("csr"), "\033[%i%p1%d;%p2%dr") && is(info("indn"), "\033[%p1%dS") &&
                is(info("rin"), "\033[%p1%dT");
    c->bce = tigetflag("bce") > 0;
    c->corner = c->rmam || tigetflag("am") <= 0 || tigetflag("xenl") > 0;
    c->tmux = starts(term, "tmux") || getenv("TMUX");
    c->screen = !c->tmux && starts(term, "screen");
    c->xterm = tigetflag("XT") > 0 || c->tmux || c->screen || starts(term, "xterm") ||
               starts(term, "rxvt");
    c->curly = has(info("Smulx"), "\033[4:");
    c->clipboard = info("Ms") || c->xterm;
    c->push_title = has(c->smcup, "\033[22;");
    c->cursor_shape = has(info("Ss"), " q") || (c->xterm && !c->screen);
}

bool caps_open(Caps *c, const char *term, int fd, Err *err)
{
    memset(c, 0, sizeof *c);
    int status = 0;
    if (setupterm(term, fd, &status) != OK)
        return err_set(err, status == 0 ? "unknown terminal '%s'" : "cannot read terminfo for '%s'",
                       term);
    c->terminfo = cur_term;
    load_strings(c);
    if (!c->cup || tigetflag("hc") > 0) {
        caps_deinit(c);
        return err_set(err, "terminal '%s' cannot place the cursor", term);
    }
    judge(c, term);
    return true;
}

bool caps_builtin(Caps *c, const char *term)
{
    static const char *const like_xterm[] = {
        "alacritty", "contour", "foot", "ghostty", "iterm", "kitty", "konsole", "mintty",
        "mlterm",    "rio",     "rxvt", "st-",     "tmux",  "vte",   "wezterm", "xterm",
    };
    bool known = false;
    for (size_t i = 0; i < ARRAY_LEN(like_xterm); i++)
        known = known || starts(term, like_xterm[i]);
    if (!known)
        return false;
    caps_ideal(c);
    c->bce = c->curly = false; // not all have these
    c->tmux = starts(term, "tmux") || getenv("TMUX");
    c->colors = 256;
    c->sgr0 = xstrdup("\033[m");
    c->smcup = xstrdup("\033[?1049h");
    c->rmcup = xstrdup("\033[?1049l");
    c->smkx = xstrdup("\033[?1h\033=");
    c->rmkx = xstrdup("\033[?1l\033>");
    c->rmam = xstrdup("\033[?7l");
    c->smam = xstrdup("\033[?7h");
    return true;
}

void caps_ideal(Caps *c)
{
    *c = (Caps){.ecma_cup = true,
                .ecma_move = true,
                .ecma_sgr = true,
                .ecma_color = true,
                .erase = true,
                .insert = true,
                .scroll = true,
                .bce = true,
                .corner = true,
                .xterm = true,
                .cursor_shape = true,
                .curly = true,
                .clipboard = true,
                .colors = 1 << 24};
}

void caps_deinit(Caps *c)
{
#define CAP(name) free(c->name);
#include "tty/caps.def"
#undef CAP
    if (c->terminfo)
        del_curterm(c->terminfo); // which need not be the one opened last
    memset(c, 0, sizeof *c);
}

void caps_add(const char *s, int param, Buf *out)
{
    if (s)
        buf_add_c(out, strchr(s, '%') ? tparm((char *)(uintptr_t)s, param) : s);
}

void caps_add_cup(const Caps *c, int row, int col, Buf *out)
{
    if (c->ecma_cup)
        buf_addf(out, "\033[%d;%dH", row + 1, col + 1);
    else
        buf_add_c(out, tparm(c->cup, row, col));
}
