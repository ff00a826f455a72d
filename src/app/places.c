// Where the installed (or built) parts of codelab lie.
#include "app/app.h"
#include "base/path.h"
#include "config.h"

char *place_grammars(void)
{
    const char *set = getenv("CODELAB_GRAMMARS");
    char exe[4096];
    if (set && *set)
        return xstrdup(set);
    // a build tree has them beside the program
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n > 0) {
        exe[n] = '\0';
        AUTO(free) char *dir = str_dup(path_dir(str_c(exe)));
        AUTO(free) char *beside = path_join(dir, "grammars");
        if (fs_is_dir(beside))
            return steal(&beside);
    }
    return xstrdup(PKGLIBDIR "/grammars");
}
