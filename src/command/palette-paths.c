// The palette's list of what a typed path may become: files and folders where it leads to, and the
// file it would make.
#include "command/inner.h"
#include "base/path.h"

enum { FILE_BONUS = 5 };

static char *absolute(const Workspace *ws, Str typed)
{
    AUTO(free) char *named = str_dup(typed);
    return path_normal(ws->root, named);
}

// Names with a dot in front once one is typed.
static bool is_shown(const char *name, Str leaf)
{
    return name[0] != '.' || (leaf.n && leaf.p[0] == '.');
}

// What stands in `dir`; true if the leaf is the name of some of it.
static bool add_listed(Fill *f, const Workspace *ws, const char *dir, Str head, Str leaf)
{
    bool exists = false;
    VEC_EACH (char *, name, &ws->folders.names) {
        AUTO(free) char *path = path_join(dir, *name);
        AUTO(free) char *label = xasprintf(STR_FMT "%s/", STR_ARG(head), *name);
        exists = exists || str_eq_c(leaf, *name);
        if (is_shown(*name, leaf))
            fill_add(f, str_c(label), NULL, str_c(path), 0);
    }
    VEC_EACH (char *, name, &ws->folders.files) {
        AUTO(free) char *path = path_join(dir, *name);
        AUTO(free) char *label = xasprintf(STR_FMT "%s", STR_ARG(head), *name);
        exists = exists || str_eq_c(leaf, *name);
        if (is_shown(*name, leaf))
            fill_add(f, str_c(label), NULL, str_c(path), FILE_BONUS);
    }
    return exists;
}

static void fill_paths(Fill *f, Workspace *ws)
{
    Str typed = fill_pattern(f);
    size_t n = (size_t)(str_rfind_byte(typed, '/') + 1);
    Str head = str_upto(typed, n), leaf = str_from(typed, n);
    AUTO(free) char *dir = absolute(ws, head.n ? head : STR("."));
    AUTO(free) char *path = absolute(ws, typed);
    bool listed = folders_list(ws, dir);
    bool exists = listed && add_listed(f, ws, dir, head, leaf);
    if (!leaf.n || exists)
        return;
    PaletteRow row = {.label = str_dup(typed),
                      .detail = xstrdup(listed ? "new file" : ""), // else typed faster than read
                      .value = xstrdup(path)};
    fill_put(f, row);
}

// On into a folder; a file opens.
static void accept_path(Workspace *ws, const char *value)
{
    if (!fs_is_dir(value)) {
        command_invoke(ws, command_find(STR("file.open")), str_c(value));
        return;
    }
    AUTO(free) char *shown = workspace_pretty(ws, value);
    bool root = strcmp(value, ws->root) == 0;
    AUTO(free)
    char *query =
        xasprintf("%s%s%s", palette_paths.prefix, root ? value : shown, value[1] ? "/" : "");
    palette_open(&ws->palette, query);
}

const PaletteList palette_paths = {"path ", fill_paths, accept_path, NULL, NULL};
