// Where tests stand and where they failed.
#include "testing/inner.h"

static bool is_path_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80 || strchr("._-/+@", c);
}

// "FILE:LINE" with the colon at `colon`.
static bool ref_at(Str text, size_t colon, Str *file, int *line)
{
    size_t start = colon, end = colon + 1;
    while (start && text.p[start - 1] && is_path_byte(text.p[start - 1]))
        start--;
    while (end < text.n && end - colon < 9 && text.p[end] >= '0' && text.p[end] <= '9')
        end++;
    long long n;
    *file = str_n(text.p + start, colon - start);
    ptrdiff_t dot = str_rfind_byte(*file, '.');
    if (dot < 0 || (size_t)dot + 1 == file->n ||
        !str_to_i64(str_n(text.p + colon + 1, end - colon - 1), &n))
        return false;
    *line = (int)n;
    return n > 0;
}

// A place in the node's own file, which may be named without its folders (Java does so).
static bool is_own(const TestNode *n, Str file)
{
    Str own = str_c(n->file);
    return own.n >= file.n && str_ends(own, file) &&
           (own.n == file.n || own.p[own.n - file.n - 1] == '/');
}

void node_find_fail(TestNode *n, Str root)
{
    Str text = str_c(n->message), file, first = STR_NULL;
    int line, first_line = 0;
    for (size_t i = 1; i < text.n; i++) {
        if (text.p[i] != ':' || !ref_at(text, i, &file, &line))
            continue;
        file = short_path(root, file);
        if (is_own(n, file)) {
            node_set_fail(n, str_c(n->file), line);
            return;
        }
        if (!first.n && file.n && file.p[0] != '/' && str_find(file, STR("node_modules")) < 0) {
            first = file;
            first_line = line;
        }
    }
    node_set_fail(n, first, first_line);
}

void places_deinit(Places *p)
{
    MAP_EACH (key, value, &p->at)
        free(value);
    map_deinit(&p->at);
    free(p->module);
    *p = (Places){0};
}

static void add(Places *p, Str key, Str file, int line)
{
    if (key.n && !map_has(&p->at, key))
        map_set(&p->at, key, xasprintf(STR_FMT ":%d", STR_ARG(file), line));
}

static bool is_word_byte(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

// The word behind `before` in a line, "" if there is none.
static Str word_after(Str line, const char *before)
{
    ptrdiff_t at = str_find(line, str_c(before));
    if (at < 0)
        return STR_NULL;
    Str rest = str_trim(str_from(line, (size_t)at + strlen(before)));
    size_t n = 0;
    while (n < rest.n && is_word_byte(rest.p[n]))
        n++;
    return str_upto(rest, n);
}

// "add_test(NAME foo COMMAND …", "add_test(foo …"
static Str cmake_name(Str line)
{
    ptrdiff_t open = str_find_byte(line, '(');
    Str rest = str_trim(str_from(line, (size_t)(open + 1)));
    if (str_starts(rest, STR("NAME ")))
        rest = str_trim(str_from(rest, 5));
    size_t n = 0;
    while (n < rest.n && !strchr(" \t)", rest.p[n]))
        n++;
    return str_upto(rest, n);
}

// What a line of Java says beside its file: the class or the method of it.
static void read_java(Places *p, Str file, int line, Str text, Buf *class)
{
    Str name = word_after(text, "class "), method = word_after(text, "void ");
    if (str_starts(text, STR("package "))) {
        buf_clear(class);
        buf_add(class, str_trim(str_upto(str_from(text, 8), text.n - 9)));
    }
    if (name.n) {
        add(p, name, file, line);
        AUTO(buf) Buf key = BUF_INIT;
        buf_addf(&key, "%s%s" STR_FMT, buf_c(class), class->n ? "." : "", STR_ARG(name));
        add(p, buf_str(&key), file, line);
    } else if (method.n) {
        AUTO(buf) Buf key = BUF_INIT;
        buf_addf(&key, STR_FMT "#" STR_FMT, STR_ARG(file), STR_ARG(method));
        add(p, buf_str(&key), file, line);
    }
}

static void read_go(Places *p, Str file, int line, Str text)
{
    AUTO(buf) Buf key = BUF_INIT;
    Str name = word_after(text, "func ");
    ptrdiff_t slash = str_rfind_byte(file, '/');
    buf_addf(&key, STR_FMT "#" STR_FMT, (int)MAX(slash, 0), file.p, STR_ARG(name));
    add(p, buf_str(&key), file, line);
}

// "FILE:LINE:TEXT"
static bool grep_line(Str line, Str *file, int *number, Str *text)
{
    Str rest = line, n;
    long long value;
    if (!str_split(&rest, ':', file) || !str_split(&rest, ':', &n) || !str_to_i64(n, &value) ||
        value < 1 || value > INT32_MAX)
        return false;
    *file = short_path(STR_NULL, *file);
    *number = (int)value;
    *text = rest;
    return true;
}

void places_read(Places *p, Str format, Str body)
{
    AUTO(buf) Buf class = BUF_INIT;
    Str line, file, text;
    int n;
    while (str_split(&body, '\n', &line)) {
        if (str_starts(line, STR("module ")) && !p->module)
            p->module = str_dup(str_trim(str_from(line, 7)));
        else if (!grep_line(line, &file, &n, &text))
            continue;
        else if (str_eq_c(format, "go-tests"))
            read_go(p, file, n, text);
        else if (str_eq_c(format, "cargo-tests"))
            add(p, word_after(text, "fn "), file, n);
        else if (str_eq_c(format, "ctest-tests"))
            add(p, cmake_name(text), file, n);
        else
            read_java(p, file, n, text, &class);
    }
}

const char *places_find(const Places *p, Str key, Str *file, int *line)
{
    const char *at = map_find(&p->at, key);
    if (!at)
        return NULL;
    Str whole = str_c(at);
    ptrdiff_t colon = str_rfind_byte(whole, ':');
    long long n = 0;
    (void)str_to_i64(str_from(whole, (size_t)colon + 1), &n); // we wrote it
    *file = str_upto(whole, (size_t)colon);
    *line = (int)n;
    return at;
}

void reader_place(TestReader *r, TestNode *n, Str key)
{
    Str file;
    int line;
    if (n && places_find(&r->places, key, &file, &line))
        node_set_place(n, file, line);
}
