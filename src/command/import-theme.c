// The theme that a VS Code shows, out of the extension that brings it.
#include "base/fs.h"
#include "base/json.h"
#include "base/path.h"
#include "command/import.h"
#include "command/inner.h"

enum { FILE_MAX = 4 << 20 };

// The path of the theme of that label in an extension; owned, NULL if it has none.
static char *theme_in(const char *extension, Str label)
{
    AUTO(free) char *manifest = path_join(extension, "package.json");
    AUTO(buf) Buf text = BUF_INIT;
    char *found = NULL;
    Str path;
    if (!fs_read(manifest, FILE_MAX, &text, NULL))
        return NULL;
    JsonDoc *doc = json_parse(buf_str(&text), NULL);
    const Json *themes = doc ? json_get(json_get(json_root(doc), "contributes"), "themes") : NULL;
    for (const Json *t = json_first(themes); t && !found; t = json_next(t)) {
        Str name = json_str_or(json_get(t, "label"), STR("")),
            id = json_str_or(json_get(t, "id"), STR(""));
        if ((str_eq(name, label) || str_eq(id, label)) && json_str(json_get(t, "path"), &path)) {
            AUTO(free) char *rel = str_dup(path);
            found = path_normal(extension, rel);
        }
    }
    json_free(doc);
    if (found && !path_within(extension, found)) // nothing outside is read
        free(steal(&found));
    return found;
}

static char *theme_below(const char *folder, Str label)
{
    FsList all = {0};
    char *found = NULL;
    if (!fs_list(folder, &all, NULL))
        return NULL; // there is no such VS Code
    VEC_EACH (FsEntry, e, &all) {
        AUTO(free) char *extension = path_join(folder, e->name);
        if (!found && e->is_dir)
            found = theme_in(extension, label);
    }
    fs_list_deinit(&all);
    return found;
}

static char *find_theme(Str label)
{
    static const char *const folders[] = {".vscode/extensions", ".vscode-oss/extensions",
                                          ".vscode-insiders/extensions",
                                          ".local/share/code-server/extensions"};
    const char *home = getenv("HOME");
    char *found = NULL;
    for (size_t i = 0; i < ARRAY_LEN(folders) && home && !found; i++) {
        AUTO(free) char *folder = path_join(home, folders[i]);
        found = theme_below(folder, label);
    }
    return found;
}

// Those of VS Code's own folder are found there whenever they are wanted.
static bool is_found_there(const char *path)
{
    const char *home = getenv("HOME");
    AUTO(free) char *folder = path_join(home, ".vscode/extensions");
    return path_within(folder, path);
}

// It is made of other files, too, that would be missing.
static bool has_parts(Str text)
{
    JsonDoc *doc = json_parse(text, NULL);
    bool has = doc && json_get(json_root(doc), "include");
    json_free(doc);
    return has;
}

bool import_theme(Import *x, Str label, Err *err)
{
    AUTO(free) char *path = find_theme(label);
    AUTO(free) char *name = xasprintf("themes/" STR_FMT ".json", STR_ARG(label));
    AUTO(buf) Buf text = BUF_INIT;
    if (path && is_found_there(path))
        return true;
    if (!path || str_find_byte(label, '/') >= 0 || !fs_read(path, FILE_MAX, &text, err))
        return false;
    if (has_parts(buf_str(&text)))
        return err_set(err, "its file '%s' includes others", path);
    import_say(x, "Taken: %s", name);
    return import_write(x, name, buf_str(&text), err);
}
