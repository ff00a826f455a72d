#include "jail/helper/guard.h"

#include "base/mem.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *const guards[GUARDS] = {".git", ".codelab", ".vscode"};

unsigned guards_there(const char *project)
{
    AUTO(fd) int dir = open(project, O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct stat st;
    unsigned bits = 0;
    for (size_t i = 0; i < GUARDS; i++)
        if (dir >= 0 && fstatat(dir, guards[i], &st, AT_SYMLINK_NOFOLLOW) == 0)
            bits |= 1U << i;
    return bits;
}

unsigned guard_of(const char *path)
{
    for (size_t i = 0; i < GUARDS; i++) {
        size_t n = strlen(guards[i]);
        if (!strncmp(path, guards[i], n) && (!path[n] || path[n] == '/'))
            return 1U << i;
    }
    return 0;
}
