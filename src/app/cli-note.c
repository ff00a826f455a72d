#include "app/cli-note.h"

#include "app/cli-file.h"
#include "app/cli-talk.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static bool add(Store *s, const char *kind, const char *subject, const char *detail, Err *err)
{
    AUTO(free) char *folder = getcwd(NULL, 0);
    const AuditEntry e = {.kind = str_c(kind),
                          .subject = str_c(subject),
                          .detail = str_c(detail),
                          .folder = str_c(folder)};
    return store_audit_add(s, &e, err);
}

void cli_note(Store *s, const char *kind, const char *subject, const char *detail)
{
    AUTO(err) Err err = {0};
    if (!add(s, kind, subject, detail, &err))
        cli_fail(&err);
}

void cli_note_alone(const char *kind, const char *subject, const char *detail)
{
    AUTO(err) Err err = {0};
    Store *s = cli_store(&err);
    if (!s || !add(s, kind, subject, detail, &err))
        cli_fail(&err);
    store_close(s);
}

// Whoever is noting something holds this file shared.
static int open_pending(void)
{
    AUTO(free) char *dir = store_dir(NULL);
    AUTO(free) char *path = dir && fs_mkdirs(dir, NULL) ? path_join(dir, "audit.pending") : NULL;
    return path ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
}

// Nobody who waits for the end of our output may wait for this one.
static void let_go_of_output(void)
{
    AUTO(fd) int none = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; none >= 0 && fd < 3; fd++)
        (void)dup2(none, fd); // else they stay, and somebody waits a moment
    (void)setsid();           // it may be the leader of nothing: then it is one already
}

void cli_note_later(const char *kind, const char *subject, const char *detail)
{
    AUTO(fd) int pending = open_pending();
    if (pending < 0 || flock(pending, LOCK_SH) != 0)
        return;
    fflush(NULL);
    pid_t child = fork();
    if (child < 0)
        return;
    if (child > 0) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            ;
        return;
    }
    // a child of nobody: the program that we become need not know of it
    if (fork() != 0)
        _exit(0);
    let_go_of_output();
    cli_note_alone(kind, subject, detail);
    _exit(0);
}

void cli_note_wait(void)
{
    AUTO(fd) int pending = open_pending();
    if (pending >= 0)
        (void)flock(pending, LOCK_EX);
}
