// Which folders are too much to show to a program.
#include "base/mem.h"
#include "base/path.h"
#include "jail/inner.h"
#include "jail/jail.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* $HOME may say anything: the user's own home is not shown either. */
bool jail_holds_home(const char *path)
{
    const char *home = getenv("HOME");
    const struct passwd *user = getpwuid(getuid());
    const char *own = user ? user->pw_dir : NULL;
    return (home && home[0] == '/' && path_within(path, home)) ||
           (own && own[0] == '/' && own[1] && path_within(path, own));
}

/* Folders of the machine: root can read in them what no program should, and they show what runs
 * there. */
static bool is_of_machine(const char *path)
{
    static const char *const whole[] = {"/proc", "/sys", "/dev", "/run", "/etc", "/boot"};
    static const char *const alone[] = {"/", "/usr", "/var", "/var/lib", "/home", "/root"};
    for (size_t i = 0; i < ARRAY_LEN(whole); i++)
        if (path_within(whole[i], path))
            return true;
    for (size_t i = 0; i < ARRAY_LEN(alone); i++)
        if (strcmp(path, alone[i]) == 0)
            return true;
    return false;
}

bool jail_may_be_project(const char *path, Err *err)
{
    if (strcmp(path, "/") == 0 || jail_holds_home(path))
        return err_set(err,
                       "'%s' holds your home and cannot be the project of a jailed program: use a "
                       "folder of its own",
                       path);
    return !is_of_machine(path) ||
           err_set(err,
                   "'%s' is the machine's own and cannot be the project of a jailed program: use a "
                   "folder of its own",
                   path);
}
