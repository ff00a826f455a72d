// The workbench beside other editors, as a user at a terminal sees them:
//     bench-tui CODELAB FLOOR [start|keys|idle|big ...]
#include "scenes.h"
#include "world.h"

#include "base/mem.h"
#include "base/path.h"

#include <stdio.h>

static const struct {
    const char *name;
    void (*run)(Editors *e);
} scenes[] = {
    {"start", scene_start}, {"keys", scene_keys}, {"idle", scene_idle}, {"big", scene_big}};

typedef struct {
    int argc;
    char **argv;
} Args;

static bool is_wanted(const Args *a, const char *name)
{
    for (int i = 3; i < a->argc; i++)
        if (strcmp(a->argv[i], name) == 0)
            return true;
    return a->argc <= 3;
}

static int work(const char *dir, void *arg)
{
    const Args *a = arg;
    Editors e;
    AUTO(free) char *code = path_join(dir, SCENE_CODE);
    if (!world_write_code(code, SCENE_LINES)) {
        perror(code);
        return 1;
    }
    editors_init(&e, dir, a->argv[1], a->argv[2]);
    for (size_t i = 0; i < ARRAY_LEN(scenes); i++)
        if (is_wanted(a, scenes[i].name))
            scenes[i].run(&e);
    editors_deinit(&e);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: bench-tui CODELAB FLOOR [start|keys|idle|big ...]\n");
        return 2;
    }
    return world_with(work, &(Args){argc, argv});
}
