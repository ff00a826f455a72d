// go test -json: {"Action", "Package", "Test", "Elapsed", "Output"}, one event a line.
#include "testing/inner.h"

// "example.org/mod/pkg" -> "pkg"; "." for the module itself.
static Str folder_of(const TestReader *r, Str package)
{
    Str module = str_c(r->places.module);
    if (module.n && str_eq(package, module))
        return STR(".");
    if (module.n && str_starts(package, module) && package.p[module.n] == '/')
        return str_from(package, module.n + 1);
    return package;
}

static TestNode *node_of(TestReader *r, Str package, Str test, TestState s, double ms)
{
    Str folder = folder_of(r, package), file = folder;
    int line = 0;
    ptrdiff_t slash = str_find_byte(test, '/');
    AUTO(buf) Buf key = BUF_INIT;
    if (!str_eq_c(folder, "."))
        buf_add(&key, folder);
    buf_add_byte(&key, '#');
    buf_add(&key, slash < 0 ? test : str_upto(test, (size_t)slash));
    (void)places_find(&r->places, buf_str(&key), &file, &line); // else the folder has to do
    TestNode *n = reader_put(r, file, test, "/", s, ms);
    for (TestNode *up = n; up && up->parent && up->parent->parent; up = up->parent)
        if (!up->line)
            up->line = line;
    return n;
}

// "    x_test.go:12: what was wrong"
static void find_fail(TestNode *n, Str output)
{
    Str line = str_trim(output), rest = line, file, number;
    long long at;
    if (n->fail_file || !str_split(&rest, ':', &file) || !str_ends(file, STR(".go")) ||
        !str_split(&rest, ':', &number) || !str_to_i64(number, &at) || at < 1 || at > INT32_MAX)
        return;
    Str dir = str_c(n->file);
    ptrdiff_t slash = str_rfind_byte(dir, '/');
    AUTO(free)
    char *path = xasprintf(STR_FMT STR_FMT, (int)(slash + 1), dir.p ? dir.p : "", STR_ARG(file));
    node_set_fail(n, str_find_byte(file, '/') >= 0 ? file : str_c(path), (int)at);
}

static bool is_noise(Str output)
{
    output = str_trim(output);
    return str_starts(output, STR("=== ")) || str_starts(output, STR("--- "));
}

static void take_output(TestReader *r, Str package, Str test, Str output, Buf *text)
{
    buf_add(text, output);
    if (!test.n || is_noise(output))
        return;
    TestNode *n = node_of(r, package, test, TEST_RUNNING, -1);
    if (!n)
        return;
    while (output.n && output.p[output.n - 1] == '\n')
        output.n--;
    node_add_message(n, output);
    find_fail(n, output);
}

static bool take_event(TestReader *r, const Json *o, Buf *text)
{
    static const struct {
        const char *action;
        TestState state;
    } ends[] = {{"run", TEST_RUNNING},
                {"pass", TEST_PASSED},
                {"skip", TEST_SKIPPED},
                {"fail", TEST_FAILED}};
    Str action = json_str_or(json_get(o, "Action"), STR_NULL);
    Str package = json_str_or(json_get(o, "Package"), STR_NULL);
    Str test = json_str_or(json_get(o, "Test"), STR_NULL), output;
    double s = -1;
    if (!action.n)
        return false;
    if (json_str(json_get(o, "Output"), &output))
        take_output(r, package, test, output, text);
    (void)json_double(json_get(o, "Elapsed"), &s); // it stays unknown
    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        if (!str_eq_c(action, ends[i].action))
            continue;
        r->begun += test.n > 0;
        TestNode *n =
            test.n ? node_of(r, package, test, ends[i].state, s < 0 ? -1 : s * 1000) : NULL;
        if (n && ends[i].state == TEST_PASSED)
            node_set_message(n, STR_NULL); // what a test that passed prints is no complaint
        if (!test.n && ends[i].state == TEST_FAILED && !r->begun) {
            n = reader_put(r, folder_of(r, package), STR_NULL, "/", TEST_ERROR, -1);
            if (n)
                node_set_message(n, STR("it could not be built"));
        }
        if (!test.n)
            r->begun = 0;
    }
    return true;
}

bool go_line(TestReader *r, Str line, Buf *text)
{
    AUTO(err) Err err = {0};
    if (!str_starts(line, STR("{\"")))
        return false;
    JsonDoc *doc = json_parse(line, &err);
    bool is = doc && take_event(r, json_root(doc), text);
    json_free(doc);
    return is;
}
