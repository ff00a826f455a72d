#include "base/path.h"
#include "base/bug.h"
#include "base/mem.h"

#include <stdlib.h>

char *path_join(const char *dir, const char *name)
{
    if (!*dir || *name == '/')
        return xstrdup(name);
    bool slash = dir[strlen(dir) - 1] == '/';
    return xasprintf("%s%s%s", dir, slash ? "" : "/", name);
}

Str path_base(Str path)
{
    return str_from(path, (size_t)(str_rfind_byte(path, '/') + 1));
}

Str path_dir(Str path)
{
    ptrdiff_t slash = str_rfind_byte(path, '/');
    if (slash < 0)
        return STR(".");
    while (slash > 0 && path.p[slash - 1] == '/')
        slash--;
    return slash == 0 ? STR("/") : str_upto(path, (size_t)slash);
}

Str path_ext(Str path)
{
    Str base = path_base(path);
    ptrdiff_t dot = str_rfind_byte(base, '.');
    return dot <= 0 ? str_from(base, base.n) : str_from(base, (size_t)dot + 1);
}

// Append the parts of `path` to the normal path in `out`, which is "" for the root.
static void walk(Buf *out, Str path)
{
    Str part;
    while (str_split(&path, '/', &part)) {
        if (part.n == 0 || str_eq_c(part, "."))
            continue;
        if (!str_eq_c(part, "..")) {
            buf_add_byte(out, '/');
            buf_add(out, part);
            continue;
        }
        ptrdiff_t slash = str_rfind_byte(buf_str(out), '/');
        buf_splice(out, slash < 0 ? 0 : (size_t)slash, out->n, STR(""));
    }
}

char *path_normal(const char *cwd, const char *path)
{
    BUG_ON(cwd[0] != '/');
    Buf out = BUF_INIT;
    const char *home = getenv("HOME");
    if (path[0] == '~' && (!path[1] || path[1] == '/') && home && home[0] == '/') {
        walk(&out, str_c(home));
        path++;
    } else if (path[0] != '/') {
        walk(&out, str_c(cwd));
    }
    walk(&out, str_c(path));
    if (out.n == 0)
        buf_add_byte(&out, '/');
    return buf_take(&out);
}

const char *path_within(const char *dir, const char *path)
{
    size_t n = strlen(dir);
    if (n && dir[n - 1] == '/')
        n--;
    if (strncmp(dir, path, n) != 0 || (path[n] && path[n] != '/'))
        return NULL;
    return path + n + (path[n] == '/');
}

char *path_pretty(const char *path, const char *home)
{
    const char *in = home && home[0] == '/' && home[1] ? path_within(home, path) : NULL;
    if (!in)
        return xstrdup(path);
    return *in ? xasprintf("~/%s", in) : xstrdup("~");
}
