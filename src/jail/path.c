#include "jail/jail.h"

#include "base/path.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#define NAME "codelab-jail"

static char *usable(char *path)
{
    if (access(path, X_OK) == 0)
        return path;
    free(path);
    return NULL;
}

static char *beside_us(void)
{
    char self[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self);
    if (n <= 0 || n == sizeof self)
        return NULL;
    Str dir = path_dir(str_n(self, (size_t)n));
    return usable(xasprintf(STR_FMT "/" NAME, STR_ARG(dir)));
}

char *jail_helper_path(Err *err)
{
    const char *given = getenv("CODELAB_JAIL_HELPER");
    if (given && *given) {
        if (access(given, X_OK) == 0)
            return xstrdup(given);
        err_set(err, "$CODELAB_JAIL_HELPER is '%s', which is no program", given);
        return NULL;
    }
    char *path = beside_us();
    if (!path)
        path = usable(xstrdup(PKGLIBEXECDIR "/" NAME));
    if (!path)
        err_set(err, "the helper '" PKGLIBEXECDIR "/" NAME
                     "' is missing: install codelab again, or set $CODELAB_JAIL_HELPER");
    return path;
}
