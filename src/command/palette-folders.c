// The palette's list of folders to go on in: other projects, and those of the disk beside this one
// or where the typed path leads.
#include "command/inner.h"
#include "base/path.h"

#define PREFIX "folder "

enum { RECENT_BONUS = 40, ITSELF_BONUS = 20 };

static bool is_path(Str typed)
{
    return str_find_byte(typed, '/') >= 0;
}

/* Absolute; owned. */
static char *absolute(const Workspace *ws, Str typed)
{
    AUTO(free) char *named = str_dup(typed);
    return path_normal(ws->root, named);
}

/* As people write it: with a slash at its end. */
static void add_folder(Fill *f, const char *path, const char *detail, int bonus)
{
    AUTO(free) char *shown = path_pretty(path, getenv("HOME"));
    AUTO(free) char *label = xasprintf("%s%s", shown, shown[strlen(shown) - 1] == '/' ? "" : "/");
    fill_add(f, str_c(label), xstrdup(detail), str_c(path), bonus);
}

static void add_recent(Fill *f, const Workspace *ws)
{
    const Folders *r = &ws->folders;
    for (size_t i = 0; i < r->recent.n; i++)
        add_folder(f, r->recent.p[i], "recent", RECENT_BONUS + (int)(r->recent.n - i));
}

static bool is_known(const Workspace *ws, const char *path)
{
    bool is = strcmp(path, ws->root) == 0;
    VEC_EACH (char *, r, &ws->folders.recent)
        is = is || strcmp(*r, path) == 0;
    return is;
}

/* Beside the folder that is open; none with a dot in front. */
static void add_near(Fill *f, const Workspace *ws, const char *dir)
{
    VEC_EACH (char *, name, &ws->folders.names) {
        AUTO(free) char *path = path_join(dir, *name);
        if ((*name)[0] != '.' && !is_known(ws, path))
            add_folder(f, path, "", 0);
    }
}

/* In `dir`, named as the path was typed, which ends in `leaf`; those with a dot in front once one
 * is typed. */
static void add_listed(Fill *f, const Workspace *ws, const char *dir, Str head, Str leaf)
{
    VEC_EACH (char *, name, &ws->folders.names) {
        AUTO(free) char *path = path_join(dir, *name);
        AUTO(free) char *label = xasprintf(STR_FMT "%s/", STR_ARG(head), *name);
        if ((*name)[0] != '.' || (leaf.n && leaf.p[0] == '.'))
            fill_add(f, str_c(label), NULL, str_c(path), 0);
    }
}

/* What was typed up to its last slash leads somewhere. */
static void fill_path(Fill *f, Workspace *ws, Str typed)
{
    size_t n = (size_t)(str_rfind_byte(typed, '/') + 1);
    Str head = str_upto(typed, n), leaf = str_from(typed, n);
    AUTO(free) char *dir = absolute(ws, head);
    if (!folders_list(ws, dir)) { // typed faster than the disk is read
        AUTO(free) char *path = absolute(ws, typed);
        fill_add(f, typed, NULL, str_c(path), 0);
        return;
    }
    if (!leaf.n && !ws->folders.why)
        fill_add(f, head, xstrdup("this folder"), str_c(dir), ITSELF_BONUS);
    add_listed(f, ws, dir, head, leaf);
}

static void fill_folders(Fill *f, Workspace *ws)
{
    Str typed = fill_pattern(f);
    if (is_path(typed)) {
        fill_path(f, ws, typed);
        return;
    }
    AUTO(free) char *beside = str_dup(path_dir(str_c(ws->root)));
    add_recent(f, ws);
    if (folders_list(ws, beside))
        add_near(f, ws, beside);
}

static void accept_folder(Workspace *ws, const char *value)
{
    command_invoke(ws, command_find(STR("workspace.openFolder")), str_c(value));
}

const PaletteList palette_folders = {PREFIX, fill_folders, accept_folder, NULL, NULL};

static void accept_session(Workspace *ws, const char *value)
{
    command_invoke(ws, command_find(STR("session.switch")), str_c(value));
}

const PaletteList palette_sessions = {"session ", fill_folders, accept_session, NULL, NULL};
