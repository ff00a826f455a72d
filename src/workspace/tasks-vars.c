// ${variables} of tasks.
#include "base/path.h"
#include "base/places.h"
#include "workspace/inner.h"
#include "workspace/tasks.h"

#include <unistd.h>

static bool add_stem(Str base, Buf *out)
{
    Str ext = path_ext(base);
    buf_add(out, str_upto(base, base.n - (ext.n ? ext.n + 1 : 0)));
    return true;
}

static bool add_file_part(const Workspace *ws, const char *path, Str name, Buf *out)
{
    const char *rel = path_within(ws->root, path);
    Str base = path_base(str_c(path)), dir = path_dir(str_c(path)), ext = path_ext(base);
    if (str_eq_c(name, "file"))
        return buf_add_c(out, path), true;
    if (str_eq_c(name, "relativeFile"))
        return buf_add_c(out, rel && *rel ? rel : path), true;
    if (str_eq_c(name, "relativeFileDirname"))
        return buf_add(out, path_dir(str_c(rel && *rel ? rel : path))), true;
    if (str_eq_c(name, "fileDirname"))
        return buf_add(out, dir), true;
    if (str_eq_c(name, "fileDirnameBasename"))
        return buf_add(out, path_base(dir)), true;
    if (str_eq_c(name, "fileWorkspaceFolder"))
        return rel && (buf_add_c(out, ws->root), true);
    if (str_eq_c(name, "fileBasename"))
        return buf_add(out, base), true;
    if (str_eq_c(name, "fileBasenameNoExtension"))
        return add_stem(base, out);
    if (str_eq_c(name, "fileExtname"))
        return buf_addf(out, "%s" STR_FMT, ext.n ? "." : "", STR_ARG(ext)), true;
    return false;
}

static bool add_view_part(const Workspace *ws, Str name, Buf *out)
{
    const View *v = workspace_view(ws);
    if (!v)
        return false;
    if (str_eq_c(name, "lineNumber"))
        return buf_addf(out, "%zu", view_cursor_row(v).n + 1), true;
    if (str_eq_c(name, "columnNumber"))
        return buf_addf(out, "%d", view_cursor_col(v) + 1), true;
    if (str_eq_c(name, "selectedText")) {
        Range r = view_selection(v);
        snap_add_to(text_now(v->doc->text), r.start, r.end, out);
        return true;
    }
    return v->doc->path && add_file_part(ws, v->doc->path, name, out);
}

// Variables of the surroundings may be secrets: they are for tasks of trusted folders.
static bool add_env(const Workspace *ws, Str name, Buf *out)
{
    AUTO(free) char *plain = str_dup(name);
    const char *value = trust_is_trusted(ws) ? getenv(plain) : NULL;
    buf_add_c(out, value ? value : "");
    return true;
}

// A setting's value, be it one of codelab's or not; the user's may be secrets as well.
static bool add_setting(const Workspace *ws, Str name, Buf *out)
{
    const char *value = map_find(&ws->option_set.raw, name);
    if (value && trust_is_trusted(ws))
        buf_add_c(out, value);
    return value != NULL;
}

// Where things are that are no file's.
static bool add_place(const Workspace *ws, Str name, Buf *out)
{
    if (str_eq_c(name, "userHome"))
        return place_home() && (buf_add_c(out, place_home()), true);
    if (str_eq_c(name, "defaultBuildTask")) {
        const Task *t = task_for_build(ws);
        return t && (buf_add_c(out, t->label), true);
    }
    char path[4096];
    ssize_t n = str_eq_c(name, "execPath") ? readlink("/proc/self/exe", path, sizeof path) : -1;
    return n > 0 && (buf_add(out, str_n(path, (size_t)n)), true);
}

static bool add_value(const Workspace *ws, Str name, const Map *answers, Buf *out)
{
    if (str_eq_c(name, "workspaceFolder") || str_eq_c(name, "workspaceRoot") ||
        str_eq_c(name, "cwd"))
        return buf_add_c(out, ws->root), true;
    // of the one folder there is, by its name or without
    if (str_starts(name, STR("workspaceFolder:")))
        return str_eq(str_from(name, 16), path_base(str_c(ws->root))) &&
               (buf_add_c(out, ws->root), true);
    if (str_eq_c(name, "workspaceFolderBasename"))
        return buf_add(out, path_base(str_c(ws->root))), true;
    if (str_eq_c(name, "pathSeparator") || str_eq_c(name, "/"))
        return buf_add_c(out, "/"), true;
    if (str_starts(name, STR("env:")))
        return add_env(ws, str_from(name, 4), out);
    if (str_starts(name, STR("input:"))) {
        const char *value = answers ? map_find(answers, str_from(name, 6)) : NULL;
        return value && (buf_add_c(out, value), true);
    }
    if (str_starts(name, STR("config:")))
        return add_setting(ws, str_from(name, 7), out);
    return add_place(ws, name, out) || add_view_part(ws, name, out);
}

char *task_expand(const Workspace *ws, const char *text, const Map *answers, Err *err)
{
    AUTO(buf) Buf out = BUF_INIT;
    Str rest = str_c(text);
    for (ptrdiff_t at; (at = str_find(rest, STR("${"))) >= 0;) {
        buf_add(&out, str_upto(rest, (size_t)at));
        rest = str_from(rest, (size_t)at + 2);
        ptrdiff_t end = str_find_byte(rest, '}');
        Str name = str_upto(rest, end < 0 ? rest.n : (size_t)end);
        if (end < 0 || !add_value(ws, name, answers, &out)) {
            err_set(err, "'${" STR_FMT "}' has no value here", STR_ARG(name));
            return NULL;
        }
        rest = str_from(rest, (size_t)end + 1);
    }
    buf_add(&out, rest);
    return buf_take(&out);
}

bool task_input_in(Str text, size_t *at, Str *id)
{
    ptrdiff_t found = str_find(str_from(text, *at), STR("${input:"));
    if (found < 0)
        return false;
    Str rest = str_from(text, *at + (size_t)found + 8);
    ptrdiff_t end = str_find_byte(rest, '}');
    *id = str_upto(rest, end < 0 ? rest.n : (size_t)end);
    *at += (size_t)found + 8;
    return end >= 0;
}
