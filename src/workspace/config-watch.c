#include "workspace/inner.h"
#include "base/path.h"
#include "base/places.h"
#include "loop/loop.h"

static char *folder(const Workspace *ws, int i)
{
    switch (i) {
    case 0:
        return place_config("codelab");
    case 1:
        return place_config("codelab/themes");
    case 2:
        return path_join(ws->root, ".vscode");
    default:
        return path_join(ws->root, ".codelab");
    }
}

// Temporary files of a save are no change yet.
static void changed(void *arg, const char *name)
{
    Workspace *ws = arg;
    if (!name || str_eq_c(path_ext(str_c(name)), "json"))
        ws->config.stamp++;
}

void config_watch_start(Workspace *ws)
{
    for (int i = 0; i < CONFIG_FOLDERS; i++) {
        AUTO(free) char *path = folder(ws, i);
        AUTO(err) Err err = {0};
        if (path && !ws->config.watch[i] && fs_is_dir(path))
            ws->config.watch[i] = loop_watch_new(ws->loop, path, changed, ws, &err);
    }
}

void config_watch_saved(Workspace *ws, const char *path)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    if (!str_eq_c(path_ext(str_c(path)), "json"))
        return;
    for (int i = 0; i < CONFIG_FOLDERS; i++) {
        AUTO(free) char *watched = folder(ws, i);
        if (watched && strcmp(watched, dir) == 0)
            ws->config.stamp++;
    }
    config_watch_start(ws);
}

void config_watch_end(ConfigWatch *c)
{
    for (int i = 0; i < CONFIG_FOLDERS; i++)
        if (c->watch[i])
            loop_watch_free(c->watch[i]);
}
