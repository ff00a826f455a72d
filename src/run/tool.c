#include "run/tool.h"
#include "base/fs.h"
#include "base/path.h"

#include <stdlib.h>

void strings_deinit(Strings *s)
{
    VEC_EACH (char *, x, s)
        free(*x);
    vec_deinit(s);
}

void strings_add(Strings *s, char *text)
{
    vec_push(s, text);
}

static bool is_program(const char *path)
{
    return access(path, X_OK) == 0 && !fs_is_dir(path);
}

static char *in_dir(const char *dir, const char *name)
{
    AUTO(free) char *path = path_join(dir, name);
    return is_program(path) ? steal(&path) : NULL;
}

static char *in_path(const char *name)
{
    const char *env = getenv("PATH");
    Str rest = str_c(env ? env : "/usr/local/bin:/usr/bin:/bin"), part;
    while (str_split(&rest, ':', &part)) {
        if (part.n == 0 || part.p[0] != '/')
            continue; // the current folder is the project's, and not to be trusted
        AUTO(free) char *dir = str_dup(part);
        char *hit = in_dir(dir, name);
        if (hit)
            return hit;
    }
    return NULL;
}

// First line of a small file, trimmed; owned, NULL if there is none.
static char *first_line(const char *dir, const char *name)
{
    AUTO(free) char *path = path_join(dir, name);
    AUTO(buf) Buf text = BUF_INIT;
    if (!fs_read(path, 1 << 16, &text, NULL))
        return NULL;
    Str rest = buf_str(&text), line = STR_NULL;
    str_split(&rest, '\n', &line);
    line = str_trim(line);
    return line.n ? str_dup(line) : NULL;
}

// <root>/shims/NAME -> <root>/versions/VERSION/bin/NAME
static char *behind_pyenv(const char *project, const char *shim, const char *name)
{
    AUTO(free) char *shims = str_dup(path_dir(str_c(shim)));
    AUTO(free) char *root = str_dup(path_dir(str_c(shims)));
    char *version = project ? first_line(project, ".python-version") : NULL;
    if (!version)
        version = first_line(root, "version");
    if (!version)
        return NULL;
    AUTO(free) char *dir = xasprintf("%s/versions/%s/bin", root, version);
    free(version);
    return in_dir(dir, name);
}

// The default toolchain as ~/.rustup/settings.toml names it.
static char *rust_toolchain(const char *rustup)
{
    AUTO(free) char *path = path_join(rustup, "settings.toml");
    AUTO(buf) Buf text = BUF_INIT;
    if (!fs_read(path, 1 << 16, &text, NULL))
        return NULL;
    Str rest = buf_str(&text), line;
    while (str_split(&rest, '\n', &line)) {
        Str value = line, key = STR_NULL;
        if (!str_split(&value, '=', &key) || !str_eq_c(str_trim(key), "default_toolchain"))
            continue;
        value = str_trim(value);
        if (value.n > 2)
            return str_dup(str_n(value.p + 1, value.n - 2));
    }
    return NULL;
}

static char *behind_rustup(const char *name)
{
    const char *set = getenv("RUSTUP_HOME"), *home = getenv("HOME");
    AUTO(free) char *rustup = set ? xstrdup(set) : path_join(home ? home : "/", ".rustup");
    AUTO(free) char *toolchain = rust_toolchain(rustup);
    if (!toolchain)
        return NULL;
    AUTO(free) char *dir = xasprintf("%s/toolchains/%s/bin", rustup, toolchain);
    return in_dir(dir, name);
}

static char *behind_shim(const char *project, char *found, const char *name)
{
    AUTO(free) char *real = realpath(found, NULL);
    char *behind = NULL;
    if (str_ends(path_dir(str_c(found)), STR("/shims")))
        behind = behind_pyenv(project, found, name);
    else if (real && str_eq_c(path_base(str_c(real)), "rustup"))
        behind = behind_rustup(name);
    if (!behind)
        return found;
    free(found);
    return behind;
}

char *tool_find(const char *project, const char *name)
{
    if (project) {
        AUTO(free) char *own = path_join(project, "node_modules/.bin");
        char *hit = in_dir(own, name);
        if (hit)
            return hit;
    }
    char *found = in_path(name);
    return found ? behind_shim(project, found, name) : NULL;
}

static bool is_system(const char *path)
{
    static const char *const roots[] = {"/usr", "/bin", "/sbin", "/lib", "/lib64"};
    for (size_t i = 0; i < ARRAY_LEN(roots); i++)
        if (path_within(roots[i], path))
            return true;
    return false;
}

// A program lies in <prefix>/bin as a rule, and needs <prefix>.
static void add_prefix(const char *path, Strings *out)
{
    if (is_system(path))
        return;
    Str bin = path_dir(str_c(path));
    Str prefix = str_eq_c(path_base(bin), "bin") ? path_dir(bin) : bin;
    if (prefix.n > 1)
        vec_push(out, str_dup(prefix));
}

void tool_read_paths(const char *path, Strings *out)
{
    AUTO(free) char *real = realpath(path, NULL);
    add_prefix(path, out);
    if (real && strcmp(real, path) != 0)
        add_prefix(real, out);
}
