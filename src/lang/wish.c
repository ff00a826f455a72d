// Which version a project's own files ask for.
#include "lang/inner.h"
#include "base/fs.h"
#include "base/path.h"

enum { FILE_MAX = 1 << 18 };

// "v20.1", "python-3.11", "temurin-17.0.9+9" -> from the first digit; a channel of Rust stays.
static char *clean(Str word)
{
    static const char *const any[] = {"system", "node", "latest", "default", "lts/*", "*"};
    size_t start = 0, end;
    word = str_trim(word);
    for (size_t i = 0; i < ARRAY_LEN(any); i++)
        if (str_eq_c(word, any[i]))
            return NULL;
    while (start < word.n && !strchr("0123456789", word.p[start]))
        start++;
    if (start == word.n)
        return word.n ? str_dup(word) : NULL;
    if (start && word.p[start - 1] != 'v' && word.p[start - 1] != '-' && word.p[start - 1] != 'o' &&
        !strchr("^~>=\"' ", word.p[start - 1]))
        return str_dup(word); // "nightly-2024" has its own name, "lts2" means nothing to us
    if (str_starts(word, STR("nightly")) || str_starts(word, STR("beta")))
        return str_dup(word);
    for (end = start; end < word.n && strchr("0123456789.", word.p[end]);)
        end++;
    while (end > start && word.p[end - 1] == '.')
        end--;
    return str_dup(str_n(word.p + start, end - start));
}

static Str unquoted(Str s)
{
    s = str_trim(s);
    if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0])
        return str_n(s.p + 1, s.n - 2);
    return s;
}

static Str first_word(Str *line)
{
    Str word = STR_NULL;
    *line = str_trim(*line);
    size_t n = 0;
    while (n < line->n && !strchr(" \t=", line->p[n]))
        n++;
    word = str_upto(*line, n);
    *line = str_trim(str_from(*line, n));
    return word;
}

// "python 3.11.7 2.7" of .tool-versions, `python = "3.11"` of mise.toml, "go 1.22" of go.mod,
// `channel = "1.75"` of rust-toolchain.toml
static char *after_key(Str text, Str key)
{
    Str line;
    while (text.n && str_split(&text, '\n', &line)) {
        if (!str_eq(first_word(&line), key))
            continue;
        if (line.n && line.p[0] == '=')
            line = str_trim(str_from(line, 1));
        line = unquoted(line);
        return clean(line.n && strchr("0123456789v", line.p[0]) ? first_word(&line) : line);
    }
    return NULL;
}

static char *first_line(Str text)
{
    Str line;
    while (text.n && str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.n && line.p[0] != '#')
            return clean(line);
    }
    return NULL;
}

// `ask` is "FILE" or "FILE:KEY"; ">" before it: newer ones do too.
static char *ask_file(const char *project, Str ask, Str *file)
{
    Str rest = ask;
    AUTO(buf) Buf text = BUF_INIT;
    str_split(&rest, ':', file);
    AUTO(free) char *name = str_dup(*file);
    AUTO(free) char *path = path_join(project, name);
    if (!fs_read(path, FILE_MAX, &text, NULL))
        return NULL;
    return rest.n ? after_key(buf_str(&text), rest) : first_line(buf_str(&text));
}

char *wish_of_project(const Lang *l, const char *project, Str *file, bool *least)
{
    *least = false;
    for (const Json *x = json_first(json_get(l->row, "asks")); project && x; x = json_next(x)) {
        Str ask = json_str_or(x, STR(""));
        *least = str_starts(ask, STR(">"));
        char *version = ask_file(project, str_from(ask, *least), file);
        if (version)
            return version;
    }
    return NULL;
}
