#include "base/fs.h"
#include "base/path.h"
#include "testing/inner.h"

#include <stdio.h>

static void file_free(CoverFile *f)
{
    free(f->file);
    free(f->hits);
    free(f);
}

void cover_deinit(Cover *c)
{
    MAP_EACH (key, value, &c->files)
        file_free(value);
    map_deinit(&c->files);
}

const CoverFile *cover_file(const Cover *c, Str file)
{
    return map_find(&c->files, file);
}

void cover_sum(const Cover *c, int *hit, int *total)
{
    *hit = *total = 0;
    MAP_EACH (key, value, &c->files) {
        const CoverFile *f = value;
        *hit += f->hit;
        *total += f->total;
    }
}

int cover_percent(int hit, int total)
{
    return total > 0 ? (int)((int64_t)hit * 100 / total) : 100;
}

// Inside of the project, and none of what was installed there; NULL if not.
CoverFile *cover_put(Cover *c, Str file)
{
    Str root = str_c(c->root);
    AUTO(free) char *named = str_dup(file);
    AUTO(free) char *normal = path_normal(c->root ? c->root : "/", named);
    Str path = short_path(root, str_c(normal));
    if (!path.n || path.p[0] == '/' || str_find(path, STR("node_modules/")) >= 0 ||
        str_starts(path, STR(".venv/")) || str_starts(path, STR("venv/")))
        return NULL;
    CoverFile *f = map_find(&c->files, path);
    if (f || c->files.n >= COVER_FILES_MAX)
        return f;
    f = NEW(CoverFile);
    f->file = str_dup(path);
    map_set(&c->files, path, f);
    return f;
}

void cover_line(CoverFile *f, int64_t line, int64_t hits)
{
    if (line < 1 || line > COVER_LINES_MAX)
        return;
    if (line > f->nlines) {
        int n = MAX((int)line, f->nlines + f->nlines / 2);
        f->hits = xrealloc(f->hits, (size_t)n, sizeof *f->hits);
        for (int i = f->nlines; i < n; i++)
            f->hits[i] = COVER_NONE;
        f->nlines = n;
    }
    int32_t *at = &f->hits[line - 1];
    int64_t before = MAX(*at, 0), sum = MIN(before + MAX(hits, (int64_t)0), (int64_t)INT32_MAX);
    f->total += *at == COVER_NONE;
    f->hit += before == 0 && sum > 0;
    *at = (int32_t)sum;
}

// Two numbers with a comma between; more may follow.
static bool two(Str s, long long *a, long long *b)
{
    Str first, second, rest = s;
    return str_split(&rest, ',', &first) && str_split(&rest, ',', &second) &&
           str_to_i64(str_trim(first), a) && str_to_i64(str_trim(second), b);
}

// SF:file, DA:line,hits, end_of_record; all else is of no use to us.
static bool read_lcov(Cover *c, Str text, Err *err)
{
    CoverFile *f = NULL;
    Str line;
    bool known = false;
    long long n, hits;
    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (str_starts(line, STR("SF:"))) {
            f = cover_put(c, str_from(line, 3));
            known = true;
        } else if (str_starts(line, STR("DA:"))) {
            if (f && two(str_from(line, 3), &n, &hits))
                cover_line(f, n, hits);
        } else if (str_eq_c(line, "end_of_record")) {
            f = NULL;
        }
    }
    return known || err_set(err, "the coverage is no lcov: it names no file");
}

// The module that the first line of go.mod in the project names; owned.
static char *go_module(const Cover *c)
{
    AUTO(free) char *path = path_join(c->root ? c->root : "/", "go.mod");
    AUTO(buf) Buf text = BUF_INIT;
    Str line;
    if (fs_read(path, 1 << 20, &text, NULL))
        for (Str rest = buf_str(&text); str_split(&rest, '\n', &line);)
            if (str_starts(line, STR("module ")))
                return str_dup(str_trim(str_from(line, 7)));
    return NULL;
}

// "example.org/m/a.go:3.13,5.2 1 0": lines 3 to 5, one statement, never.
static bool go_block(Cover *c, Str module, Str line)
{
    ptrdiff_t colon = str_rfind_byte(line, ':');
    AUTO(free) char *tail = str_dup(str_from(line, (size_t)(colon + 1)));
    long a, b, x, y, n;
    long long hits;
    if (colon < 1 ||
        sscanf(tail, "%9ld.%9ld,%9ld.%9ld %9ld %18lld", &a, &x, &b, &y, &n, &hits) != 6)
        return false;
    Str file = str_upto(line, (size_t)colon);
    if (module.n && str_starts(file, module) && file.n > module.n && file.p[module.n] == '/')
        file = str_from(file, module.n + 1);
    CoverFile *f = cover_put(c, file);
    if (!f || n < 1 || a < 1 || b < a || b > COVER_LINES_MAX)
        return f != NULL;
    for (long i = a; i <= b; i++)
        if (i > f->nlines ||
            f->hits[i - 1] < hits) // blocks share lines; the same block may come twice
            cover_line(f, i, hits - (i > f->nlines ? 0 : MAX(f->hits[i - 1], 0)));
    return true;
}

static bool read_go(Cover *c, Str text, Err *err)
{
    AUTO(free) char *module = go_module(c);
    Str line;
    if (!str_starts(text, STR("mode: ")))
        return err_set(err, "the coverage is no profile of Go: it does not begin with 'mode:'");
    str_split(&text, '\n', &line);
    while (str_split(&text, '\n', &line))
        if (line.n && !go_block(c, str_c(module), line))
            continue; // outside of the project, or broken: the rest counts
    return true;
}

bool cover_read(Cover *c, Str format, Str text, Err *err)
{
    static const struct {
        const char *name;
        bool (*read)(Cover *c, Str text, Err *err);
    } formats[] = {{"lcov", read_lcov},           {"go-cover", read_go}, {"v8", cover_v8},
                   {"coverage.py", cover_python}, {"gcov", cover_gcov},  {"ruby", cover_ruby}};
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        if (str_eq_c(format, formats[i].name))
            return formats[i].read(c, text, err);
    return err_set(err, "there is no coverage format '" STR_FMT "'", STR_ARG(format));
}
