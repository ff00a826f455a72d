// Coverage in JSON: gcov, coverage.py, Ruby.
#include "base/path.h"
#include "testing/inner.h"

static JsonDoc *parse(Str text, const char *what, Err *err)
{
    JsonDoc *doc = json_parse(text, err);
    if (!doc)
        err_wrap(err, "cannot read the coverage of %s", what);
    return doc;
}

/* gcov: "files": [{"file", "lines": [{"line_number", "count"}]}], paths from
 * "current_working_directory".  It prints an object for each data file. */
static void read_gcov(Cover *c, const Json *root)
{
    AUTO(free)
    char *cwd = str_dup(json_str_or(json_get(root, "current_working_directory"), STR("/")));
    for (const Json *f = json_first(json_get(root, "files")); f; f = json_next(f)) {
        AUTO(free) char *name = str_dup(json_str_or(json_get(f, "file"), STR_NULL));
        AUTO(free) char *path = path_normal(cwd[0] == '/' ? cwd : "/", name);
        CoverFile *file = cover_put(c, str_c(path));
        if (!file)
            continue;
        for (const Json *l = json_first(json_get(f, "lines")); l; l = json_next(l))
            cover_line(file, json_int_or(json_get(l, "line_number"), 0),
                       json_int_or(json_get(l, "count"), 0));
    }
}

bool cover_gcov(Cover *c, Str text, Err *err)
{
    Str line;
    while (str_split(&text, '\n', &line)) {
        if (!str_trim(line).n)
            continue;
        JsonDoc *doc = parse(line, "gcov", err);
        if (!doc)
            return false;
        read_gcov(c, json_root(doc));
        json_free(doc);
    }
    return true;
}

/* "files": {"a.py": {"executed_lines": [1], "missing_lines": [2]}} */
bool cover_python(Cover *c, Str text, Err *err)
{
    JsonDoc *doc = parse(text, "coverage.py", err);
    if (!doc)
        return false;
    for (const Json *f = json_first(json_get(json_root(doc), "files")); f; f = json_next(f)) {
        CoverFile *file = cover_put(c, json_key(f));
        if (!file)
            continue;
        for (const Json *l = json_first(json_get(f, "executed_lines")); l; l = json_next(l))
            cover_line(file, json_int_or(l, 0), 1);
        for (const Json *l = json_first(json_get(f, "missing_lines")); l; l = json_next(l))
            cover_line(file, json_int_or(l, 0), 0);
    }
    json_free(doc);
    return true;
}

/* {"/p/a.rb": {"lines": [1, null, 0]}} */
bool cover_ruby(Cover *c, Str text, Err *err)
{
    JsonDoc *doc = parse(text, "Ruby", err);
    if (!doc)
        return false;
    for (const Json *f = json_first(json_root(doc)); f; f = json_next(f)) {
        CoverFile *file = cover_put(c, json_key(f));
        int64_t n = 0, hits;
        for (const Json *l = file ? json_first(json_get(f, "lines")) : NULL; l; l = json_next(l)) {
            n++;
            if (json_int(l, &hits))
                cover_line(file, n, hits);
        }
    }
    json_free(doc);
    return true;
}
