// From a row's words to those of a command.
#include "lang/inner.h"
#include "base/fs.h"
#include "base/path.h"
#include "base/places.h"

#include <glob.h>

// Name of a Java class, by the file's "package x.y;" line and its own name.
static void add_class(const LangFill *f, Buf *out)
{
    AUTO(buf) Buf text = BUF_INIT;
    Str base = path_base(str_c(f->file)), stem = base, line;
    stem.n -= path_ext(base).n ? path_ext(base).n + 1 : 0;
    // an unreadable file fails in the compiler, with its own words
    (void)fs_read(f->file, 1 << 20, &text, NULL);
    Str rest = buf_str(&text);
    while (str_split(&rest, '\n', &line)) {
        line = str_trim(line);
        if (!str_starts(line, STR("package ")))
            continue;
        Str name = str_from(line, 8), package = STR_NULL;
        str_split(&name, ';', &package);
        buf_add(out, str_trim(package));
        buf_add_byte(out, '.');
        break;
    }
    buf_add(out, stem);
}

static void add_stem(const LangFill *f, Buf *out)
{
    Str base = path_base(str_c(f->file)), ext = path_ext(base);
    buf_add(out, str_upto(base, base.n - (ext.n ? ext.n + 1 : 0)));
}

// As a person in the project's folder would name it, so that messages are short.
static void add_file(const LangFill *f, Buf *out)
{
    const char *rel = f->project ? path_within(f->project, f->file) : NULL;
    const char *name = rel && *rel ? rel : f->file;
    if (name[0] == '-')
        buf_add_c(out, "./");
    buf_add_c(out, name);
}

static bool add_tool(const LangTools *t, Str name, Buf *out)
{
    for (size_t i = 0; i < t->names.n; i++)
        if (str_eq_c(name, t->names.p[i])) {
            buf_add_c(out, t->paths.p[i]);
            return true;
        }
    return false;
}

// The folder above a tool's "bin": {py.home}
static bool add_home(const LangTools *t, Str name, Buf *out)
{
    AUTO(buf) Buf path = BUF_INIT;
    if (!str_ends(name, STR(".home")) || !add_tool(t, str_upto(name, name.n - 5), &path))
        return false;
    AUTO(free) char *real = realpath(buf_c(&path), NULL);
    buf_add(out, path_dir(path_dir(str_c(real ? real : buf_c(&path)))));
    return true;
}

static bool add_value(const LangTools *t, const LangFill *f, Str name, Buf *out)
{
    if (add_tool(t, name, out) || add_home(t, name, out))
        return true;
    if (str_eq_c(name, "heap"))
        buf_addf(out, "%lld", (long long)(f->memory_bytes >> 20) * 6 / 10);
    else if (str_eq_c(name, "dir"))
        buf_add_c(out, f->build ? f->build : "/tmp");
    else if (!f->file)
        return false;
    else if (str_eq_c(name, "file"))
        add_file(f, out);
    else if (str_eq_c(name, "stem"))
        add_stem(f, out);
    else if (str_eq_c(name, "class"))
        add_class(f, out);
    else
        return false;
    return true;
}

// Braces around anything else are the program's own: awk has them too.
static char *expand(const LangTools *t, const LangFill *f, Str text)
{
    Buf out = BUF_INIT;
    while (text.n) {
        ptrdiff_t open = str_find_byte(text, '{');
        ptrdiff_t close = open < 0 ? -1 : str_find_byte(str_from(text, (size_t)open), '}');
        if (close < 0) {
            buf_add(&out, text);
            break;
        }
        size_t end = (size_t)(open + close);
        buf_add(&out, str_upto(text, (size_t)open));
        if (add_value(t, f, str_n(text.p + open + 1, (size_t)close - 1), &out)) {
            text = str_from(text, end + 1);
        } else {
            buf_add_byte(&out, '{');
            text = str_from(text, (size_t)open + 1);
        }
    }
    return buf_take(&out);
}

static const char *const phases[] = {"compile", "run", "repl"};

bool lang_does(const LangTools *t, LangPhase phase)
{
    return json_len(json_get(t->way, phases[phase])) > 0;
}

void lang_argv(const LangTools *t, LangPhase phase, const LangFill *f, Strings *out)
{
    for (const Json *x = json_first(json_get(t->way, phases[phase])); x; x = json_next(x))
        strings_add(out, expand(t, f, json_str_or(x, STR_NULL)));
}

static void add_all(const LangTools *t, const LangFill *f, const Json *list, Strings *out)
{
    for (const Json *x = json_first(list); x; x = json_next(x))
        strings_add(out, expand(t, f, json_str_or(x, STR_NULL)));
}

void lang_env(const LangTools *t, const LangFill *f, Strings *out)
{
    add_all(t, f, json_get(t->lang->row, "env"), out);
    add_all(t, f, json_get(t->way, "env"), out);
}

static void add_glob(const char *pattern, Strings *out)
{
    glob_t g;
    if (glob(pattern, 0, NULL, &g) == 0)
        for (size_t i = 0; i < g.gl_pathc; i++)
            strings_add(out, xstrdup(g.gl_pathv[i]));
    globfree(&g);
}

void lang_read_paths(const LangTools *t, Strings *out)
{
    static const LangFill nothing = {0};
    const Json *lists[] = {json_get(t->lang->row, "read"), json_get(t->way, "read")};
    VEC_EACH (char *, path, &t->paths)
        tool_read_paths(*path, out);
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        for (const Json *x = json_first(lists[i]); x; x = json_next(x)) {
            AUTO(free) char *pattern = expand(t, &nothing, json_str_or(x, STR_NULL));
            add_glob(pattern, out);
        }
}
