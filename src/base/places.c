#include "base/places.h"
#include "base/mem.h"
#include "base/path.h"

#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

const char *place_home(void)
{
    const char *home = getenv("HOME");
    if (home && *home == '/')
        return home;
    const struct passwd *user = getpwuid(getuid());
    return user && user->pw_dir && *user->pw_dir == '/' ? user->pw_dir : NULL;
}

static char *below(const char *env, const char *usual, const char *name)
{
    const char *set = getenv(env), *home = place_home();
    AUTO(free) char *dir = set && *set == '/' ? xstrdup(set) : path_join(home ? home : "/", usual);
    return path_join(dir, name);
}

char *place_config(const char *name)
{
    return below("XDG_CONFIG_HOME", ".config", name);
}

char *place_cache(const char *name)
{
    return below("XDG_CACHE_HOME", ".cache", name);
}

char *place_data(const char *name)
{
    return below("XDG_DATA_HOME", ".local/share", name);
}

static char *usable(const char *dir, const char *name)
{
    AUTO(free) char *path = path_join(dir, name);
    return access(path, X_OK) == 0 ? steal(&path) : NULL;
}

char *place_part(const char *env, const char *name, const char *installed)
{
    const char *set = getenv(env);
    char self[PATH_MAX];
    if (set && *set)
        return xstrdup(set);
    ssize_t n = readlink("/proc/self/exe", self, sizeof self);
    AUTO(free) char *dir = str_dup(path_dir(str_n(self, (size_t)MAX(n, 0))));
    char *path = usable(dir, name);
    return path ? path : usable(installed, name);
}
