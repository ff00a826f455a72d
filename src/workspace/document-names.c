// What settings say of a file by its name: its language, and that it is only to be read.
#include "workspace/inner.h"
#include "base/glob.h"
#include "base/json.h"
#include "base/path.h"
#include "syntax/syntax.h"

// As VS Code has it: a pattern without a slash is one for names.
bool document_matches(const Workspace *ws, Str pattern, const char *path)
{
    const char *rel = path_within(ws->root, path);
    bool of_name = str_find_byte(pattern, '/') < 0;
    Str whole = str_c(rel && *rel ? rel : path);
    return glob_match(pattern, of_name ? path_base(whole) : whole, GLOB_VSCODE);
}

const Language *document_language_of(const Workspace *ws, const char *path, Str first_line)
{
    JsonDoc *doc = json_parse(str_c(ws->options.associations), NULL);
    const Language *l = NULL;
    for (const Json *m = doc ? json_first(json_root(doc)) : NULL; m && !l; m = json_next(m))
        if (document_matches(ws, json_key(m), path))
            l = language_named(json_str_or(m, STR_NULL));
    json_free(doc);
    return l ? l : language_for(str_c(path), first_line);
}

bool document_is_only_read(const Workspace *ws, const char *path)
{
    const Texts *t = &ws->options.readonly_include;
    for (size_t i = 0; i < t->n; i++)
        if (document_matches(ws, str_c(t->p[i]), path))
            return true;
    return false;
}
