#include "base/fs.h"
#include "base/mem.h"
#include "syntax/grammar.h"

enum {
    QUERY_BYTES_MAX = 1 << 20,
    INHERIT_DEPTH_MAX = 8,
};

static bool read_level(const char *dir, Str name, int depth, Buf *out, Err *err);

static bool read_inherited(const char *dir, Str source, int depth, Buf *out, Err *err)
{
    Str line, word, key = STR("; inherits:");
    if (!str_split(&source, '\n', &line) || !str_starts(line, key))
        return true;
    Str rest = str_trim(str_from(line, key.n));
    while (str_split(&rest, ' ', &word))
        if (word.n && !read_level(dir, word, depth + 1, out, err))
            return false;
    return true;
}

static bool read_level(const char *dir, Str name, int depth, Buf *out, Err *err)
{
    AUTO(buf) Buf source = BUF_INIT;
    AUTO(free) char *path = xasprintf("%s/" STR_FMT ".scm", dir, STR_ARG(name));
    if (depth > INHERIT_DEPTH_MAX)
        return err_set(err, "'%s' inherits itself", path);
    if (!fs_read(path, QUERY_BYTES_MAX, &source, err))
        return false;
    if (!read_inherited(dir, buf_str(&source), depth, out, err))
        return false;
    buf_addf(out, QUERY_FILE_MARK STR_FMT ".scm\n", STR_ARG(name));
    buf_add(out, buf_str(&source));
    buf_add_byte(out, '\n');
    return true;
}

bool query_source_read(const char *dir, Str name, Buf *out, Err *err)
{
    return read_level(dir, name, 0, out, err);
}
