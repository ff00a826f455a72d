// Snippet files: { "name": { "prefix": …, "body": …, "description": …, "scope": … } }.
#include "base/fs.h"
#include "base/json.h"
#include "base/path.h"
#include "base/places.h"
#include "workspace/inner.h"

#include <errno.h>

enum { MAX_BYTES = 4 << 20 };

void snippets_deinit(Snippets *s)
{
    VEC_EACH (SnippetEntry, e, &s->entries) {
        free(e->name);
        free(e->prefix);
        free(e->body);
        free(e->description);
        free(e->languages);
    }
    vec_deinit(&s->entries);
}

// A string, or the strings of an array as lines.
static bool get_lines(const Json *v, Buf *out)
{
    Str line;
    if (json_kind(v) != JSON_ARRAY) {
        if (!json_str(v, &line))
            return false;
        buf_add(out, line);
        return true;
    }
    for (const Json *x = json_first(v); x; x = json_next(x)) {
        if (!json_str(x, &line))
            return false;
        if (x != json_first(v))
            buf_add_byte(out, '\n');
        buf_add(out, line);
    }
    return true;
}

static void add_entry(Snippets *s, const Json *m, Str prefix, Str body, const char *language)
{
    AUTO(buf) Buf about = BUF_INIT;
    get_lines(json_get(m, "description"), &about);
    vec_push(&s->entries, (SnippetEntry){.name = str_dup(json_key(m)),
                                         .prefix = str_dup(prefix),
                                         .body = str_dup(body),
                                         .description = str_dup(buf_str(&about)),
                                         .languages = str_dup(
                                             json_str_or(json_get(m, "scope"), str_c(language)))});
}

// One entry for each of its prefixes; one without any is found by its name.
static bool take_entry(Snippets *s, const Json *m, const char *language)
{
    AUTO(buf) Buf body = BUF_INIT;
    const Json *prefix = json_get(m, "prefix");
    Str word;
    if (json_kind(m) != JSON_OBJECT || !get_lines(json_get(m, "body"), &body))
        return false;
    if (json_kind(prefix) == JSON_ARRAY) {
        for (const Json *x = json_first(prefix); x; x = json_next(x))
            if (json_str(x, &word))
                add_entry(s, m, word, buf_str(&body), language);
        return true;
    }
    add_entry(s, m, json_str_or(prefix, STR("")), buf_str(&body), language);
    return true;
}

// Take the entries of one file; `language` is "" if they name theirs themselves.  Each one that
// means nothing adds a line to `problems`.
static void take_entries(Snippets *s, Str file, const char *language, Buf *problems)
{
    JsonDoc *doc = json_parse_mended(file, problems);
    int line, col;
    if (!doc)
        return;
    for (const Json *m = json_first(json_root(doc)); m; m = json_next(m))
        if (!take_entry(s, m, language)) {
            json_where(doc, m, &line, &col);
            buf_addf(problems, "line %d, column %d: '" STR_FMT "' has no body\n", line, col,
                     STR_ARG(json_key(m)));
        }
    json_free(doc);
}

static void read_file(Workspace *ws, const char *path, const char *language)
{
    AUTO(buf) Buf bytes = BUF_INIT, problems = BUF_INIT;
    AUTO(err) Err err = {0};
    Str line, rest;
    if (!fs_read(path, MAX_BYTES, &bytes, &err)) {
        message_say(ws, MESSAGE_WARNING, "no snippets: %s", err_text(&err));
        return;
    }
    take_entries(&ws->snippets, buf_str(&bytes), language, &problems);
    AUTO(free) char *shown = workspace_pretty(ws, path);
    for (rest = buf_str(&problems); rest.n && str_split(&rest, '\n', &line);)
        message_say(ws, MESSAGE_WARNING, "%s: " STR_FMT, shown, STR_ARG(line));
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const FsEntry *)a)->name, ((const FsEntry *)b)->name);
}

// The snippet files of a folder; *.json are of a language and only meant in folders for snippets.
static void read_dir(Workspace *ws, const char *dir, bool languages)
{
    FsList list = {0};
    if (!fs_list(dir, &list, NULL))
        return; // most have none
    if (list.n > 1)
        qsort(list.p, list.n, sizeof *list.p, by_name);
    VEC_EACH (FsEntry, e, &list) {
        Str name = str_c(e->name), ext = path_ext(name);
        AUTO(free) char *path = path_join(dir, e->name);
        AUTO(free) char *language = str_dup(str_upto(name, name.n - MIN(name.n, ext.n + 1)));
        if (str_eq(ext, STR("code-snippets")))
            read_file(ws, path, "");
        else if (languages && str_eq(ext, STR("json")))
            read_file(ws, path, language);
    }
    fs_list_deinit(&list);
}

void snippets_read(Workspace *ws)
{
    AUTO(free) char *own = place_config("codelab/snippets");
    AUTO(free) char *vscode = path_join(ws->root, ".vscode");
    AUTO(free) char *project = path_join(ws->root, ".codelab/snippets");
    snippets_deinit(&ws->snippets);
    ws->snippets = (Snippets){.read = true};
    read_dir(ws, own, true);
    read_dir(ws, vscode, false);
    read_dir(ws, project, true);
}
