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

static bool watch(Workspace *ws, const char *path, LoopWatch **in,
                  void (*tell)(void *arg, const char *name))
{
    AUTO(err) Err err = {0};
    if (*in || !fs_is_dir(path))
        return false;
    *in = loop_watch_new(ws->loop, path, tell, ws, &err); // without, it is read at the start only
    return *in != NULL;
}

static void appeared(void *arg, const char *name);

// Watch the nearest folder there is above one that is missed.
static void watch_above(Workspace *ws, const char *path, ConfigAbove *above)
{
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    while (dir[1] && !fs_is_dir(dir)) {
        char *up = str_dup(path_dir(str_c(dir)));
        free(dir);
        dir = up;
    }
    if (above->path && strcmp(above->path, dir) == 0)
        return;
    loop_watch_free(steal(&above->watch));
    free(above->path);
    above->path = steal(&dir);
    (void)watch(ws, above->path, &above->watch, appeared);
}

// True if one is watched that was not before.
static bool look(Workspace *ws)
{
    ConfigWatch *c = &ws->config;
    bool more = false;
    for (int i = 0; i < CONFIG_FOLDERS; i++) {
        AUTO(free) char *path = folder(ws, i);
        more |= path && watch(ws, path, &c->watch[i], changed);
        if (path && !c->watch[i])
            watch_above(ws, path, &c->above[i]);
    }
    return more;
}

// A folder that was missed may be there; what is in it counts from now on.
static void appeared(void *arg, const char *name)
{
    Workspace *ws = arg;
    (void)name;
    if (look(ws))
        ws->config.stamp++;
}

void config_watch_start(Workspace *ws)
{
    (void)look(ws); // its callers know of what is there
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
    for (int i = 0; i < CONFIG_FOLDERS; i++) {
        loop_watch_free(c->watch[i]);
        loop_watch_free(c->above[i].watch);
        free(c->above[i].path);
    }
}
