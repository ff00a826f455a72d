#include "world.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/str.h"
#include "../lib/temp-dir.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>

/* Wait for the worker and pass on to it what would end us. */
static int wait_for(pid_t worker, const sigset_t *watched)
{
    for (;;) {
        int signo, status;
        if (sigwait(watched, &signo) != 0)
            continue;
        if (signo != SIGCHLD)
            (void)kill(worker, signo); // it may be gone, which SIGCHLD tells
        else if (waitpid(worker, &status, WNOHANG) == worker)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    }
}

int world_with(int (*work)(const char *dir, void *arg), void *arg)
{
    char *dir = temp_dir_new();
    sigset_t watched, before;
    sigemptyset(&watched);
    for (size_t i = 0; i < 4; i++)
        sigaddset(&watched, (int[]){SIGCHLD, SIGINT, SIGTERM, SIGHUP}[i]);
    sigprocmask(SIG_BLOCK, &watched, &before);
    (void)fflush(stdout); // or the child would print it again
    pid_t worker = fork();
    if (worker == 0) {
        sigprocmask(SIG_SETMASK, &before, NULL);
        exit(work(dir, arg));
    }
    int code = worker > 0 ? wait_for(worker, &watched) : 1;
    AUTO(err) Err err = {0};
    if (!fs_remove_tree(dir, &err))
        fprintf(stderr, "bench: %s\n", err_text(&err));
    free(dir);
    return code;
}

static bool write_all(int fd, Str bytes)
{
    while (bytes.n) {
        ssize_t n = write(fd, bytes.p, bytes.n);
        if (n <= 0)
            return false;
        bytes = str_from(bytes, (size_t)n);
    }
    return true;
}

static void add_part(Buf *b, int line)
{
    int n = WORLD_NUMBER + line;
    buf_addf(b, "/* Part %d. */\n", n);
    buf_addf(b, "static int work_%d(const char *name, int count)\n{\n", n);
    buf_addf(b, "    int total = %d * count + sizeof(\"text %d\");\n", line % 97, n);
    buf_addf(b, "    total += count * %d;\n", n + 4);
    buf_add_c(b, "    for (int i = 0; i < count; i++)\n"
                 "        if (name[i] != 'x') // this one is left out\n"
                 "            total += i * (name[i] - '0');\n"
                 "    return total > 0 ? total : -1;\n}\n");
}

bool world_write_code(const char *path, int lines)
{
    AUTO(buf) Buf b = BUF_INIT;
    for (int line = 1; line <= lines; line += 10)
        add_part(&b, line);
    AUTO(fd) int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    return fd >= 0 && write_all(fd, buf_str(&b));
}

bool world_write_log(const char *path, size_t nbytes)
{
    enum { BLOCK = 1 << 20 };
    AUTO(buf) Buf b = BUF_INIT;
    for (unsigned i = 0; b.n < BLOCK; i++)
        buf_addf(&b, "2024-03-05 11:22:%02u host app[%u]: request %u took %u ms, all went well\n",
                 i % 60, 100 + i % 7, i * 7919, i * 31 % 977);
    b.p[BLOCK - 1] = '\n';
    AUTO(fd) int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || !write_all(fd, STR(WORLD_LOG_START " of the log\n")))
        return false;
    for (size_t done = 0; done < nbytes; done += BLOCK)
        if (!write_all(fd, str_upto(buf_str(&b), MIN(nbytes - done, (size_t)BLOCK))))
            return false;
    return fsync(fd) == 0; // or the disk would be busy while we measure
}
