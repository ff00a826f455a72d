// Finding programs: the real one behind PATH, shims and links, and what it needs to read.
#include "lang/inner.h"
#include "base/fs.h"
#include "base/path.h"

#include <glob.h>
#include <limits.h>
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

char *tool_in(const char *dir, const char *name)
{
    AUTO(free) char *path = path_join(dir, name);
    return is_program(path) ? steal(&path) : NULL;
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
    return tool_in(dir, name);
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
    return tool_in(dir, name);
}

// <root>/shims/NAME of asdf and mise -> the newest <root>/installs/*/*/bin/NAME
static char *behind_asdf(const char *shim, const char *name)
{
    AUTO(free) char *root = str_dup(path_dir(path_dir(str_c(shim))));
    AUTO(free) char *pattern = xasprintf("%s/installs/*/*/bin/%s", root, name);
    const char *best = NULL;
    glob_t g;
    if (glob(pattern, 0, NULL, &g) == 0)
        for (size_t i = 0; i < g.gl_pathc; i++)
            if (is_program(g.gl_pathv[i]) && (!best || lang_version_cmp(g.gl_pathv[i], best) > 0))
                best = g.gl_pathv[i];
    char *found = best ? xstrdup(best) : NULL;
    globfree(&g);
    return found;
}

// The program itself, or what the shim stands for; NULL where that is not there.
static char *behind_shim(const char *project, char *found, const char *name)
{
    AUTO(free) char *real = realpath(found, NULL);
    AUTO(free) char *shim = NULL;
    if (str_ends(path_dir(str_c(found)), STR("/shims"))) {
        shim = found;
        char *behind = behind_pyenv(project, shim, name);
        return behind ? behind : behind_asdf(shim, name);
    }
    if (real && str_eq_c(path_base(str_c(real)), "rustup")) {
        shim = found;
        return behind_rustup(name);
    }
    return found;
}

static char *in_path(const char *project, const char *name)
{
    const char *env = getenv("PATH");
    Str rest = str_c(env ? env : "/usr/local/bin:/usr/bin:/bin"), part;
    while (str_split(&rest, ':', &part)) {
        if (part.n == 0 || part.p[0] != '/')
            continue; // the current folder is the project's, and not to be trusted
        AUTO(free) char *dir = str_dup(part);
        char *hit = tool_in(dir, name);
        if (hit && (hit = behind_shim(project, hit, name)))
            return hit;
    }
    return NULL;
}

char *tool_find(const char *project, const char *name)
{
    static const char *const of_project[] = {".venv/bin", "venv/bin", "node_modules/.bin"};
    for (size_t i = 0; project && i < ARRAY_LEN(of_project); i++) {
        AUTO(free) char *own = path_join(project, of_project[i]);
        char *hit = tool_in(own, name);
        if (hit)
            return hit;
    }
    return in_path(project, name);
}

bool tool_is_of_project(const char *project, const char *path)
{
    AUTO(free) char *real = realpath(path, NULL);
    return project && (path_within(project, path) || (real && path_within(project, real)));
}

static bool is_system(const char *path)
{
    static const char *const roots[] = {"/usr", "/bin", "/sbin", "/lib", "/lib64"};
    for (size_t i = 0; i < ARRAY_LEN(roots); i++)
        if (path_within(roots[i], path))
            return true;
    return false;
}

// Folders below the home that hold more than toolchains: keys, tokens, data of other programs.
static bool is_private(const char *prefix)
{
    static const char *const names[] = {"", ".local", ".cargo", ".config", ".cache", ".docker"};
    const char *home = getenv("HOME");
    if (!home || home[0] != '/')
        return false;
    if (path_within(prefix, home))
        return true; // the home lies in it, or is it
    const char *rel = path_within(home, prefix);
    for (size_t i = 0; rel && i < ARRAY_LEN(names); i++)
        if (strcmp(rel, names[i]) == 0)
            return true;
    return false;
}

// <x>/node_modules of a path below it: what a script there needs lies beside it; else NULL.
static char *node_modules_of(const char *path)
{
    static const char part[] = "/node_modules/";
    const char *at = strstr(path, part);
    return at ? xstrndup(path, (size_t)(at - path) + sizeof part - 2) : NULL;
}

// A program lies in <prefix>/bin as a rule, and needs <prefix>.
static void add_prefix(const char *path, Strings *out)
{
    if (is_system(path))
        return;
    AUTO(free) char *prefix = node_modules_of(path);
    if (!prefix) {
        Str bin = path_dir(str_c(path));
        prefix = str_dup(str_eq_c(path_base(bin), "bin") ? path_dir(bin) : bin);
    }
    if (is_private(prefix))
        strings_add(out, xstrdup(path));
    else if (prefix[1])
        strings_add(out, steal(&prefix));
}

void tool_read_paths(const char *path, Strings *out)
{
    AUTO(free) char *real = realpath(path, NULL);
    add_prefix(path, out);
    if (real && strcmp(real, path) != 0)
        add_prefix(real, out);
}

// Debian keeps the settings of each Java outside of it.
void tool_read_java(Strings *out)
{
    char java[PATH_MAX];
    ssize_t n = readlink("/etc/alternatives/java", java, sizeof java);
    Str dir = path_dir(path_dir(str_n(java, n > 0 ? (size_t)n : 0)));
    ptrdiff_t machine = str_rfind_byte(dir, '-'); // "java-17-openjdk-amd64"
    Str name = path_base(machine > 0 ? str_upto(dir, (size_t)machine) : dir);
    if (n <= 0 || !str_starts(name, STR("java-")))
        return;
    AUTO(free) char *settings = xasprintf("/etc/" STR_FMT, STR_ARG(name));
    if (fs_is_dir(settings))
        strings_add(out, steal(&settings));
}
