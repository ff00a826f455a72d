// Which language a file is of.
#include "lang/inner.h"
#include "base/path.h"

#include <fcntl.h>
#include <regex.h>

enum { HEAD_BYTES = 8192, MATCHES_MAX = 8 };

// "#!/usr/bin/env -S python3.11 -u" -> "python3.11"
static Str interpreter(Str line)
{
    Str word = STR_NULL;
    if (!str_starts(line, STR("#!")))
        return STR_NULL;
    line = str_trim(str_from(line, 2));
    while (str_split(&line, ' ', &word)) {
        Str name = path_base(word);
        if (name.n && !str_eq_c(name, "env") && name.p[0] != '-' && str_find_byte(name, '=') < 0)
            return name;
    }
    return STR_NULL;
}

static const Lang *listed(const char *key, Str want)
{
    for (const Lang *const *l = lang_all(); want.n && *l; l++)
        if (row_lists(json_get((*l)->row, key), want))
            return *l;
    return NULL;
}

// "python3.11" is python too.
static const Lang *by_interpreter(Str name)
{
    const Lang *l = listed("shebangs", name);
    while (!l && name.n && strchr("0123456789.-", name.p[name.n - 1])) {
        name.n--;
        l = listed("shebangs", name);
    }
    return l;
}

static void read_head(const char *path, char head[HEAD_BYTES + 1])
{
    AUTO(fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t n = fd >= 0 ? read(fd, head, HEAD_BYTES) : -1;
    head[n > 0 ? n : 0] = 0;
}

static const Lang *by_shebang(const char *head)
{
    Str rest = str_c(head), line = STR_NULL;
    str_split(&rest, '\n', &line);
    return by_interpreter(interpreter(line));
}

// By one of the row's "content" expressions.
static bool content_is(const Lang *l, const char *text)
{
    bool found = false;
    for (const Json *x = json_first(json_get(l->row, "content")); x && !found; x = json_next(x)) {
        AUTO(free) char *pattern = str_dup(json_str_or(x, STR_NULL));
        regex_t re;
        if (regcomp(&re, pattern, REG_EXTENDED | REG_NEWLINE | REG_NOSUB) != 0)
            continue; // told when the table was read
        found = regexec(&re, text, 0, NULL, 0) == 0;
        regfree(&re);
    }
    return found;
}

// Of several, the first whose text it looks like; else the first of the table.
static const Lang *by_content(const Lang *const *some, size_t n, const char *path)
{
    char head[HEAD_BYTES + 1];
    read_head(path, head);
    const Lang *by_line = by_shebang(head);
    for (size_t i = 0; i < n; i++)
        if (some[i] == by_line)
            return some[i];
    for (size_t i = 0; i < n; i++)
        if (content_is(some[i], head))
            return some[i];
    return some[0];
}

const Lang *lang_for_file(const char *path)
{
    Str base = path_base(str_c(path)), ext = path_ext(base);
    const Lang *some[MATCHES_MAX], *l = listed("filenames", base);
    size_t n = 0;
    if (l)
        return l;
    // "x.C" is C++ and "x.S" is for the C preprocessor: the case as written goes first
    for (int exact = 1; exact >= 0 && !n; exact--)
        for (const Lang *const *x = lang_all(); ext.n && *x; x++) {
            const Json *e = json_first(json_get((*x)->row, "extensions"));
            while (e && !str_eq(json_str_or(e, STR_NULL), ext))
                e = json_next(e);
            if ((exact ? e != NULL : row_lists(json_get((*x)->row, "extensions"), ext)) &&
                n < MATCHES_MAX)
                some[n++] = *x;
        }
    if (n)
        return n == 1 ? some[0] : by_content(some, n, path);
    char head[HEAD_BYTES + 1];
    read_head(path, head);
    return by_shebang(head);
}
