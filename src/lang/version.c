// Versions as texts.
#include "lang/inner.h"
#include "base/fs.h"
#include "base/path.h"

#include <ctype.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static long take_number(const char **at)
{
    long n = 0;
    while (is_digit(**at))
        n = MIN(n * 10 + (*(*at)++ - '0'), 1000000000L);
    return n;
}

int lang_version_cmp(const char *a, const char *b)
{
    while (*a || *b) {
        if (is_digit(*a) && is_digit(*b)) {
            long x = take_number(&a), y = take_number(&b);
            if (x != y)
                return x < y ? -1 : 1;
        } else if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        } else {
            a++, b++;
        }
    }
    return 0;
}

bool lang_version_is(const char *version, const char *wanted)
{
    size_t n = strlen(wanted);
    return n && strncmp(version, wanted, n) == 0 && !is_digit(version[n]);
}

Str version_in(Str text)
{
    for (size_t i = 0; i < text.n; i++) {
        size_t start = i, dots = 0;
        if (!is_digit(text.p[i]))
            continue;
        while (i < text.n && (is_digit(text.p[i]) ||
                              (text.p[i] == '.' && i + 1 < text.n && is_digit(text.p[i + 1]))))
            dots += text.p[i++] == '.';
        if (dots)
            return str_n(text.p + start, i - start);
    }
    return STR("");
}

// The value of a line `key = "value"` or KEY="value" of a small file; owned, NULL without one.
static char *value_in_file(const char *path, const char *key)
{
    AUTO(buf) Buf text = BUF_INIT;
    if (!fs_read(path, 1 << 16, &text, NULL))
        return NULL;
    Str rest = buf_str(&text), line;
    while (rest.n && str_split(&rest, '\n', &line)) {
        Str name = STR_NULL;
        if (!str_split(&line, '=', &name) || !str_eq_c(str_trim(name), key))
            continue;
        line = str_trim(line);
        if (line.n > 2 && line.p[0] == '"' && line.p[line.n - 1] == '"')
            line = str_n(line.p + 1, line.n - 2);
        return str_dup(line);
    }
    return NULL;
}

// A JDK says its version in a file beside its programs.
static char *of_release_file(const char *real)
{
    AUTO(free) char *home = str_dup(path_dir(path_dir(str_c(real))));
    AUTO(free) char *file = path_join(home, "release");
    return value_in_file(file, "JAVA_VERSION");
}

// node_modules/typescript/bin/tsc is of the version that node_modules/typescript/package.json says.
static char *of_package(const char *real)
{
    static const char part[] = "/node_modules/";
    const char *at = NULL;
    for (const char *x = real; (x = strstr(x, part)); x++)
        at = x;
    if (!at)
        return NULL;
    const char *name = at + sizeof part - 1, *end = strchr(name, '/');
    if (end && name[0] == '@')
        end = strchr(end + 1, '/');
    if (!end)
        return NULL;
    AUTO(free) char *file = xasprintf("%.*s/package.json", (int)(end - real), real);
    AUTO(buf) Buf text = BUF_INIT;
    JsonDoc *doc = fs_read(file, 1 << 20, &text, NULL) ? json_parse(buf_str(&text), NULL) : NULL;
    Str version = doc ? json_str_or(json_get(json_root(doc), "version"), STR("")) : STR("");
    char *out = version.n ? str_dup(version) : NULL;
    json_free(doc);
    return out;
}

// A virtual environment of Python says what it was made of.
static char *of_venv(const char *path)
{
    AUTO(free) char *home = str_dup(path_dir(path_dir(str_c(path))));
    AUTO(free) char *file = path_join(home, "pyvenv.cfg");
    char *version = value_in_file(file, "version");
    return version ? version : value_in_file(file, "version_info");
}

char *version_by_place(const char *project, const char *path, const char *home)
{
    Str in_name = home ? version_in(str_c(home)) : STR("");
    AUTO(free) char *real = realpath(path, NULL);
    char *version = NULL;
    (void)project;
    if (real && !version)
        version = of_release_file(real);
    if (!version && in_name.n)
        version = str_dup(in_name);
    if (!version)
        version = of_venv(path);
    return version || !real ? version : of_package(real);
}
