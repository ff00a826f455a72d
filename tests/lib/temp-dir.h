/* A folder of its own for a test, and what tests do with files: they end the test on failure. */
#ifndef TESTS_TEMP_DIR_H
#define TESTS_TEMP_DIR_H

#include "base/mem.h"
#include "base/str.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static inline void test_must(int cond, const char *what)
{
    if (!cond) {
        perror(what);
        abort();
    }
}

/* Owned path of a new empty folder. */
static inline char *temp_dir_new(void)
{
    const char *top = getenv("TMPDIR");
    char *path = xasprintf("%s/codelab-test-XXXXXX", top && *top ? top : "/tmp");
    test_must(mkdtemp(path) != NULL, path);
    char *real = realpath(path, NULL);
    test_must(real != NULL, path);
    free(path);
    return real;
}

static inline int temp_dir_remove_one(const char *path, const struct stat *st, int kind,
                                      struct FTW *where)
{
    (void)st, (void)kind, (void)where;
    return remove(path);
}

/* Remove it with all that is in it, and release the path. */
static inline void temp_dir_free(char *path)
{
    test_must(nftw(path, temp_dir_remove_one, 32, FTW_DEPTH | FTW_PHYS) == 0, path);
    free(path);
}

static inline void temp_write(const char *path, Str bytes)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    test_must(fd >= 0, path);
    for (size_t done = 0; done < bytes.n;) {
        ssize_t n = write(fd, bytes.p + done, bytes.n - done);
        test_must(n > 0, path);
        done += (size_t)n;
    }
    test_must(close(fd) == 0, path);
}

/* Appends the whole file to out. */
static inline void temp_read(const char *path, Buf *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    test_must(fd >= 0, path);
    for (;;) {
        ssize_t n = read(fd, buf_reserve(out, 65536), 65536);
        test_must(n >= 0, path);
        if (n == 0)
            break;
        out->n += (size_t)n;
    }
    buf_reserve(out, 0)[0] = '\0';
    test_must(close(fd) == 0, path);
}

#endif
