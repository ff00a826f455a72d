// Copies go through tmux where we are inside it, as it drops OSC 52 by default; else by OSC 52.
#include "tty/terminal.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SCREEN_PIECE = 700 }; // bytes that GNU screen passes on in one string

extern char **environ;

static void add_base64(Buf *out, Str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.n; i += 3) {
        size_t left = s.n - i;
        uint32_t v = (uint32_t)(unsigned char)s.p[i] << 16;
        v |= left > 1 ? (uint32_t)(unsigned char)s.p[i + 1] << 8 : 0;
        v |= left > 2 ? (unsigned char)s.p[i + 2] : 0;
        buf_add_byte(out, digits[v >> 18]);
        buf_add_byte(out, digits[v >> 12 & 63]);
        buf_add_byte(out, left > 1 ? digits[v >> 6 & 63] : '=');
        buf_add_byte(out, left > 2 ? digits[v & 63] : '=');
    }
}

/* GNU screen hands on what stands in DCS, but only short strings. */
static void add_pieces(Buf *out, Str s)
{
    for (; s.n > 0; s = str_from(s, SCREEN_PIECE)) {
        buf_add(out, STR("\033P"));
        buf_add(out, str_upto(s, SCREEN_PIECE));
        buf_add(out, STR("\033\\"));
    }
}

static void add_osc52(const Caps *c, Str text, Buf *out)
{
    AUTO(buf) Buf osc = BUF_INIT;
    buf_add(&osc, STR("\033]52;c;"));
    add_base64(&osc, text);
    buf_add(&osc, c->screen ? STR("\a") : STR("\033\\"));
    if (c->screen)
        add_pieces(out, buf_str(&osc));
    else
        buf_add(out, buf_str(&osc));
}

static int text_file(Str text)
{
    AUTO(fd) int fd = memfd_create("copy", MFD_CLOEXEC);
    for (size_t at = 0; fd >= 0 && at < text.n;) {
        ssize_t n = write(fd, text.p + at, text.n - at);
        if (n <= 0)
            return -1;
        at += (size_t)n;
    }
    if (fd < 0 || lseek(fd, 0, SEEK_SET) != 0)
        return -1;
    return steal_fd(&fd);
}

/* Start `tmux load-buffer -w -` on the text.  Nobody waits for it, so that a slow server cannot
 * hold up the loop. */
static bool copy_tmux(Tty *t, Str text)
{
    char *argv[] = {(char[]){"tmux"}, (char[]){"load-buffer"}, (char[]){"-w"}, (char[]){"-"}, NULL};
    AUTO(fd) int fd = text_file(text);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t none, all;
    if (t->copier > 0 && waitpid(t->copier, NULL, WNOHANG) != 0)
        t->copier = 0;
    if (fd < 0 || t->copier > 0 || posix_spawn_file_actions_init(&files) != 0)
        return false;
    posix_spawnattr_init(&attr);
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setsigdefault(&attr, &all);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_adddup2(&files, fd, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool ok = posix_spawnp(&t->copier, argv[0], &files, &attr, argv, environ) == 0;
    if (!ok)
        t->copier = 0;
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attr);
    return ok;
}

enum { TMUX_MAX = 16 << 20 }; // bytes; tmux hands all on to its own terminal, in one sequence

bool tty_copy(Tty *t, Str text, const char **route)
{
    size_t max = t->options.copy_max ? t->options.copy_max : (size_t)TTY_COPY_MAX;
    *route = "the terminal has no clipboard";
    if (t->headless || !t->raw)
        return false;
    if (getenv("TMUX") && text.n <= TMUX_MAX && copy_tmux(t, text)) {
        *route = "tmux";
        return true;
    }
    if (!t->caps.clipboard && !t->keys.facts.clipboard)
        return false;
    if (text.n > max) {
        *route = "too big for the terminal clipboard";
        return false;
    }
    *route = "sent to terminal, not confirmed";
    add_osc52(&t->caps, text, &t->pending);
    return true;
}
