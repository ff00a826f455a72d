#include "run/tool.h"
#include "base/fs.h"
#include "base/path.h"

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
    static const char *const of_project[] = {".venv/bin", "node_modules/.bin"};
    for (size_t i = 0; project && i < ARRAY_LEN(of_project); i++) {
        AUTO(free) char *own = path_join(project, of_project[i]);
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

// "22.6" as 22006; -1 for what does not begin so.
static long version_number(const char *text)
{
    char *end;
    long major = strtol(text, &end, 10);
    if (end == text || major < 0 || major > 9999 || *end != '.')
        return -1;
    return major * 1000 + MIN(strtol(end + 1, NULL, 10), 999L);
}

static long defined(const char *header, const char *name)
{
    const char *at = strstr(header, name);
    return at ? strtol(at + strlen(name), NULL, 10) : -1;
}

// Of Node, by its header or by the folder it lies in; -1 if neither tells.
static long node_version(const char *real)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free)
    char *header =
        xasprintf(STR_FMT "/include/node/node_version.h", STR_ARG(path_dir(path_dir(str_c(real)))));
    if (fs_read(header, 1 << 16, &text, NULL)) {
        long major = defined(buf_c(&text), "#define NODE_MAJOR_VERSION ");
        long minor = defined(buf_c(&text), "#define NODE_MINOR_VERSION ");
        return major < 0 || minor < 0 ? -1 : major * 1000 + minor;
    }
    const char *at = strstr(real, "/v");
    return at ? version_number(at + 2) : -1;
}

bool tool_is_at_least(const char *path, const char *version)
{
    AUTO(free) char *real = realpath(path, NULL);
    return real && node_version(real) >= version_number(version);
}
