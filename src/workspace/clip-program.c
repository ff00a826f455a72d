#include "workspace/clip-program.h"
#include "base/clock.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUN_MS = 1000 };

extern char **environ;

static const ClipProgram programs[] = {
    {CLIP_WAYLAND,
     "wl-copy",
     "WAYLAND_DISPLAY",
     true,
     {"wl-copy"},
     {"wl-paste", "--no-newline"},
     {"wl-paste", "--primary", "--no-newline"}},
    {CLIP_X11,
     "xclip",
     "DISPLAY",
     true,
     {"xclip", "-selection", "clipboard", "-in"},
     {"xclip", "-selection", "clipboard", "-out"},
     {"xclip", "-selection", "primary", "-out"}},
    {CLIP_X11,
     "xsel",
     "DISPLAY",
     true,
     {"xsel", "--clipboard", "--input"},
     {"xsel", "--clipboard", "--output"},
     {"xsel", "--primary", "--output"}},
    {CLIP_PASTEBOARD, "pbcopy", NULL, true, {"pbcopy"}, {"pbpaste"}, {NULL}},
    {CLIP_TMUX,
     "tmux",
     "TMUX",
     false,
     {"tmux", "load-buffer", "-w", "-"},
     {"tmux", "save-buffer", "-"},
     {NULL}},
};

static bool is_set(const char *name)
{
    const char *v = getenv(name);
    return v && *v;
}

size_t clip_programs(ClipProvider wanted, const ClipProgram *out[CLIP_PROGRAMS])
{
    size_t n = 0;
    bool remote = is_set("SSH_CONNECTION");
    for (size_t i = 0; i < ARRAY_LEN(programs); i++) {
        const ClipProgram *p = &programs[i];
        bool here = (!p->env || is_set(p->env)) && !(p->local && remote);
        if (wanted == p->kind || (wanted == CLIP_AUTO && here))
            out[n++] = p;
    }
    return n;
}

/* A file in memory: the program may read it as slowly as it likes. */
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

static bool spawn(const char *const *argv, int in, int out, pid_t *pid)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t none, all;
    if (posix_spawn_file_actions_init(&files) != 0)
        return false;
    posix_spawnattr_init(&attr);
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attr, &none);
    posix_spawnattr_setsigdefault(&attr, &all);
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
    if (out >= 0)
        posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    else
        posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool ok =
        posix_spawnp(pid, argv[0], &files, &attr, (char *const *)(uintptr_t)argv, environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attr);
    return ok;
}

static int left_ms(int64_t start)
{
    int64_t left = RUN_MS - (clock_mono_ns() - start) / 1000000;
    return left > 0 ? (int)left : 0;
}

/* All that comes until the other end is closed; false if that takes too long or is too much. */
static bool read_all(int fd, int64_t start, Buf *out)
{
    char bytes[4096];
    for (size_t sum = 0; sum <= CLIP_READ_MAX;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, left_ms(start)) <= 0)
            return false;
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        buf_add(out, str_n(bytes, (size_t)n));
        sum += (size_t)n;
    }
    return false;
}

/* Wait for its end; one that is too slow is killed. */
static bool ends_well(pid_t pid, int64_t start)
{
    AUTO(fd) int fd = (int)syscall(SYS_pidfd_open, pid, 0);
    struct pollfd p = {.fd = fd, .events = POLLIN};
    int status;
    bool ended = fd >= 0 && poll(&p, 1, left_ms(start)) > 0;
    if (!ended)
        (void)kill(pid, SIGKILL); // it has had its time
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool clip_program_run(const char *const *argv, Str in, Buf *out)
{
    int64_t start = clock_mono_ns();
    AUTO(fd) int text = text_file(in);
    int ends[2] = {-1, -1};
    pid_t pid;
    if (text < 0 || (out && pipe2(ends, O_CLOEXEC) != 0))
        return false;
    AUTO(fd) int from = ends[0];
    bool ok = spawn(argv, text, ends[1], &pid);
    if (ends[1] >= 0)
        close(ends[1]);
    if (!ok)
        return false;
    bool got = !out || read_all(from, start, out);
    return ends_well(pid, start) && got;
}
