// Asking programs for their version: each once for as long as it stays the same file.
#include "lang/inner.h"
#include "base/clock.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/places.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { AT_ONCE = 8, ANSWER_BYTES = 4096, LIMIT_MS = 5000, CACHE_MAX = 1 << 18 };

/* A program that was started. */
typedef struct {
    LangVersion *about;
    pid_t pid;
    int fd;
    Buf said;
} Asked;

// The cache: lines "mtime_ns size version<TAB>path"; the last one of a path counts.
static char *cache_path(void)
{
    return place_cache("codelab/versions");
}

static bool key_of(const char *path, char out[64])
{
    struct stat st;
    if (stat(path, &st) < 0)
        return false;
    snprintf(out, 64, "%lld.%09ld %lld ", (long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
             (long long)st.st_size);
    return true;
}

static char *look_up(Str cache, const char *path)
{
    char key[64];
    Str line, found = STR_NULL;
    if (!key_of(path, key))
        return NULL;
    while (cache.n && str_split(&cache, '\n', &line)) {
        ptrdiff_t tab = str_find_byte(line, '\t');
        if (tab > 0 && str_eq_c(str_from(line, (size_t)tab + 1), path))
            found = str_upto(line, (size_t)tab);
    }
    if (!str_starts(found, str_c(key)))
        return NULL;
    return str_dup(str_from(found, strlen(key))); // "" for one that does not tell
}

static void remember(const LangVersion *v)
{
    AUTO(free) char *file = cache_path();
    AUTO(free) char *dir = str_dup(path_dir(str_c(file)));
    char key[64];
    struct stat st;
    if (strchr(v->path, '\n') || !key_of(v->path, key) || !fs_mkdirs(dir, NULL))
        return;
    AUTO(free) char *line = xasprintf("%s%s\t%s\n", key, v->version ? v->version : "", v->path);
    AUTO(fd) int fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > CACHE_MAX && ftruncate(fd, 0) < 0)
        return;
    if (fd >= 0)
        (void)!write(fd, line, strlen(line)); // without it, it is asked once more
}

static bool start(Asked *a, const Json *args)
{
    extern char **environ;
    int fds[2];
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attr;
    Vec(char *) argv = {0};
    sigset_t none;
    if (pipe2(fds, O_CLOEXEC) < 0)
        return false;
    vec_push(&argv, xstrdup(a->about->path));
    if (!args)
        vec_push(&argv, xstrdup("--version"));
    for (const Json *x = json_first(args); x; x = json_next(x))
        vec_push(&argv, str_dup(json_str_or(x, STR_NULL)));
    vec_push(&argv, NULL);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, fds[1], 1);
    posix_spawn_file_actions_adddup2(&actions, fds[1], 2);
    posix_spawn_file_actions_addchdir_np(&actions, "/");
    posix_spawnattr_init(&attr);
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attr, &none);
    // a group of its own, to be ended with all it starts
    posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    bool ok = posix_spawn(&a->pid, argv.p[0], &actions, &attr, argv.p, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attr);
    close(fds[1]);
    a->fd = ok ? fds[0] : -1;
    if (!ok)
        close(fds[0]);
    VEC_EACH (char *, word, &argv)
        free(*word);
    vec_deinit(&argv);
    return ok;
}

static void end(Asked *a, bool answered)
{
    if (a->fd >= 0)
        close(a->fd);
    a->fd = -1;
    kill(-a->pid, SIGKILL);
    while (waitpid(a->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    Str version = answered ? version_in(buf_str(&a->said)) : STR("");
    a->about->version = version.n ? str_dup(version) : NULL;
    if (answered)
        remember(a->about);
    buf_deinit(&a->said);
}

// False at the end of what it says, or when that is enough.
static bool listen_to(Asked *a)
{
    ssize_t n = read(a->fd, buf_reserve(&a->said, ANSWER_BYTES), ANSWER_BYTES);
    if (n < 0 && errno == EINTR)
        return true;
    a->said.n += n > 0 ? (size_t)n : 0;
    return n > 0 && a->said.n < ANSWER_BYTES;
}

static void listen_to_all(Asked *a, size_t n)
{
    int64_t until = clock_mono_ns() + (int64_t)LIMIT_MS * 1000000;
    for (size_t open = n; open;) {
        struct pollfd fds[AT_ONCE];
        int64_t left = (until - clock_mono_ns()) / 1000000;
        for (size_t i = 0; i < n; i++)
            fds[i] = (struct pollfd){.fd = a[i].fd, .events = POLLIN};
        if (left <= 0 || (poll(fds, n, (int)left) < 0 && errno != EINTR))
            break;
        for (size_t i = 0; i < n; i++)
            if (fds[i].fd >= 0 && fds[i].revents && !listen_to(&a[i])) {
                end(&a[i], true);
                open--;
            }
    }
    for (size_t i = 0; i < n; i++)
        if (a[i].fd >= 0)
            end(&a[i], false);
}

void version_ask(const char *project, const Json *args, LangVersion *v, size_t n)
{
    Asked asked[AT_ONCE];
    size_t running = 0;
    AUTO(free) char *file = cache_path();
    AUTO(buf) Buf cache = BUF_INIT;
    (void)fs_read(file, CACHE_MAX * 2, &cache, NULL); // there may be none yet
    for (size_t i = 0; i < n; i++) {
        if (!v[i].version)
            v[i].version = version_by_place(project, v[i].path, v[i].home);
        if (v[i].version || (args && !json_first(args)) || tool_is_of_project(project, v[i].path))
            continue;
        char *known = look_up(buf_str(&cache), v[i].path);
        if (known && *known)
            v[i].version = steal(&known);
        if (v[i].version || known) {
            free(known);
            continue;
        }
        asked[running] = (Asked){.about = &v[i], .fd = -1};
        running += start(&asked[running], args);
        if (running == AT_ONCE) {
            listen_to_all(asked, running);
            running = 0;
        }
    }
    listen_to_all(asked, running);
}
