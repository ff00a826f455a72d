// "file:line[:col]" in a line of output, as compilers and runtimes print it.
#include "base/path.h"
#include "run/run.h"

#include <ctype.h>

static bool is_path_byte(char c)
{
    return isalnum((unsigned char)c) || (c && strchr("/._-+~@#$%\\", c)) ||
           (unsigned char)c >= 0x80;
}

// Digits at *at; moves over them.
static bool number(Str line, size_t *at, int *out)
{
    size_t start = *at;
    long n = 0;
    while (*at < line.n && isdigit((unsigned char)line.p[*at]) && n < 100000000)
        n = n * 10 + (line.p[(*at)++] - '0');
    *out = (int)n;
    return *at > start && n > 0;
}

static char severity_of(Str rest)
{
    rest = str_trim(rest);
    if (str_starts(rest, STR("error")) || str_starts(rest, STR("fatal error")))
        return 'E';
    if (str_starts(rest, STR("warning")))
        return 'W';
    return str_starts(rest, STR("note")) || str_starts(rest, STR("info")) ? 'I' : 0;
}

// File "x.py", line 14
static bool python_ref(Str line, size_t from, RunRef *out)
{
    ptrdiff_t at = str_find(str_from(line, from), STR("File \""));
    if (at < 0)
        return false;
    size_t start = from + (size_t)at + 6;
    ptrdiff_t quote = str_find_byte(str_from(line, start), '"');
    if (quote <= 0)
        return false;
    size_t p = start + (size_t)quote;
    Str rest = str_from(line, p);
    if (!str_starts(rest, STR("\", line ")))
        return false;
    p += 8;
    *out = (RunRef){.start = start, .file = str_n(line.p + start, (size_t)quote), .severity = 'E'};
    bool ok = number(line, &p, &out->line);
    out->end = p;
    return ok;
}

// bash: "x.sh: line 3: nosuch: command not found"
static bool bash_ref(Str line, size_t from, RunRef *out)
{
    ptrdiff_t at = str_find(str_from(line, from), STR(": line "));
    if (at <= 0)
        return false;
    size_t colon = from + (size_t)at, start = colon, p = colon + 7;
    while (start > from && is_path_byte(line.p[start - 1]))
        start--;
    *out = (RunRef){.start = start, .file = str_n(line.p + start, colon - start), .severity = 'E'};
    bool ok = start < colon && number(line, &p, &out->line) && p < line.n && line.p[p] == ':';
    out->end = p;
    return ok;
}

// "x.ts(3,5): error TS1: …", which tsc prints
static bool paren_ref(Str line, size_t start, size_t name_end, RunRef *out)
{
    size_t p = name_end + 1;
    *out = (RunRef){.start = start, .file = str_n(line.p + start, name_end - start)};
    if (!number(line, &p, &out->line) || p >= line.n || line.p[p] != ',')
        return false;
    p++;
    if (!number(line, &p, &out->col) || p >= line.n || line.p[p] != ')')
        return false;
    out->end = p + 1;
    out->severity = severity_of(str_from(line, MIN(p + 2, line.n)));
    return true;
}

// "x.c:3:5: error: …", "--> x.rs:3:5", "at f (x.js:3:5)", "x.go:3 +0x1d", "Main.java:3"
static bool colon_ref(Str line, size_t start, size_t name_end, RunRef *out)
{
    size_t p = name_end + 1;
    *out = (RunRef){.start = start, .file = str_n(line.p + start, name_end - start)};
    if (!number(line, &p, &out->line))
        return false;
    out->end = p;
    if (p + 1 < line.n && line.p[p] == ':' && isdigit((unsigned char)line.p[p + 1])) {
        p++;
        if (number(line, &p, &out->col))
            out->end = p;
    }
    if (out->end < line.n && line.p[out->end] == ':')
        out->severity = severity_of(str_from(line, out->end + 1));
    return true;
}

// A name with an extension or a slash; "10:30" is no file, "http://x:80" none either.
static bool is_file_name(Str name)
{
    if (name.n == 0 || str_find(name, STR("//")) >= 0)
        return false;
    Str ext = path_ext(path_base(name));
    bool letters = false;
    for (size_t i = 0; i < ext.n; i++)
        letters = letters || isalpha((unsigned char)ext.p[i]);
    return letters || str_find_byte(name, '/') >= 0;
}

bool run_find_ref(Str line, size_t from, RunRef *out)
{
    if (python_ref(line, from, out) || bash_ref(line, from, out))
        return true;
    for (size_t p = from; p < line.n; p++) {
        if (line.p[p] != ':' && line.p[p] != '(')
            continue;
        size_t start = p;
        while (start > from && is_path_byte(line.p[start - 1]))
            start--;
        if (str_starts(str_n(line.p + start, p - start), STR("///")))
            start += 2; // of "file:///x"
        if (!is_file_name(str_n(line.p + start, p - start)))
            continue;
        if (line.p[p] == ':' ? colon_ref(line, start, p, out) : paren_ref(line, start, p, out))
            return true;
    }
    return false;
}
