#include "app/cli-talk.h"

#include "base/mem.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// As git does it: what the variable holds is for the shell.
bool cli_edit(const char *path, const char *otherwise, Err *err)
{
    const char *editor = getenv("VISUAL");
    if (!editor || !*editor)
        editor = getenv("EDITOR");
    if (!editor || !*editor)
        return err_set(err, "no editor is known: set $EDITOR%s", otherwise);
    AUTO(free) char *command = xasprintf("%s \"$1\"", editor);
    fflush(NULL);
    int status = 0;
    pid_t child = fork();
    if (child < 0)
        return err_set_errno(err, errno, "cannot start '%s'", editor);
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
        _exit(127);
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return (WIFEXITED(status) && WEXITSTATUS(status) == 0) ||
           err_set(err, "'%s' failed, so nothing was recorded", editor);
}
