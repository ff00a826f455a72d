// trash/ID/info says where trash/ID/item was.  The info is written first: an item without one would
// not be found again.
#include "store/inner.h"
#include "base/clock.h"
#include "base/path.h"

#include <errno.h>
#include <stdio.h>
#include <sys/random.h>

char *trash_dir(Err *err)
{
    AUTO(free) char *data = store_dir(err);
    return data ? path_join(data, "trash") : NULL;
}

// Sorts by time.
static char *new_id(void)
{
    uint32_t salt = 0;
    if (getrandom(&salt, sizeof salt, GRND_NONBLOCK) != sizeof salt)
        salt = (uint32_t)getpid();
    return xasprintf("%012llx-%08x", (unsigned long long)clock_wall_ms(), salt);
}

// An id names one folder of the trash and nothing else.
static bool id_is_sound(const char *id)
{
    return *id && strspn(id, "0123456789abcdef-") == strlen(id);
}

static char *place(const char *id, const char *part, Err *err)
{
    AUTO(free) char *dir = trash_dir(err);
    if (!dir)
        return NULL;
    if (!id_is_sound(id)) {
        err_set(err, "there is no '%s' in the trash", id);
        return NULL;
    }
    return xasprintf("%s/%s%s", dir, id, part);
}

char *trash_content(const char *id, Err *err)
{
    return place(id, "/item", err);
}

static bool put(const char *path, const char *dir, const FsWatch *watch, Err *err)
{
    AUTO(buf) Buf info = BUF_INIT;
    AUTO(free) char *at = path_join(dir, "info"), *item = path_join(dir, "item");
    buf_add_c(&info, path);
    return fs_mkdirs(dir, err) && fs_write(at, buf_str(&info), err) &&
           fs_carry(path, item, watch, err);
}

bool trash_put(const char *path, const FsWatch *watch, char **id, Err *err)
{
    FsStat st;
    AUTO(free) char *name = new_id();
    AUTO(free) char *dir = place(name, "", err);
    *id = NULL;
    if (!dir || !fs_lstat(path, &st, err))
        return false;
    if (!put(path, dir, watch, err)) {
        AUTO(free) char *item = path_join(dir, "item");
        if (!fs_lstat(item, &st, NULL))
            (void)fs_remove_tree(dir, NULL); // nothing came into it
        return false;
    }
    *id = steal(&name);
    return true;
}

bool trash_restore(const char *id, const char *to, const FsWatch *watch, Err *err)
{
    FsStat st;
    AUTO(free) char *item = trash_content(id, err);
    AUTO(free) char *dir = place(id, "", err);
    AUTO(free) char *above = str_dup(path_dir(str_c(to)));
    if (!item || !dir)
        return false;
    if (!fs_lstat(item, &st, NULL))
        return err_set(err, "cannot bring back '%s': it is no longer in the trash", to);
    if (fs_lstat(to, &st, NULL)) {
        err_set(err, "cannot bring back '%s': there is another one in its place", to);
        if (err)
            err->code = EEXIST;
        return false;
    }
    if (!fs_mkdirs_mode(above, 0777, err) || !fs_carry(item, to, watch, err))
        return false;
    (void)fs_remove_tree(dir, NULL); // its info alone: trash_empty() sweeps
    return true;
}
