// The workbench beside other editors, as a user at a terminal sees them:
//     bench-tui CODELAB FLOOR [start|keys|pages|... ]
// Settings of the environment: $BENCH_SCENES (names as above), $BENCH_FIELD (editors),
// $BENCH_ROUNDS, $BENCH_PATIENCE_S, $BENCH_BIG_MB, $BENCH_LOG_MB, $BENCH_JSON_MB, $BENCH_IDLE_S.
#include "scenes.h"
#include "world.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <stdio.h>

enum { BIG_MB = 1024, LOG_MB = 100, JSON_MB = 50, MIB = 1 << 20 };

enum { NEEDS_BIG = 1, NEEDS_LOG = 2, NEEDS_JSON = 4 };

static const struct {
    const char *name;
    void (*run)(Editors *e);
    unsigned needs;
} scenes[] = {
    {"start", scene_start, 0},
    {"pages", scene_pages, 0},
    {"paste", scene_paste, 0},
    {"idle", scene_idle, 0},
    {"own", scene_own, 0},
    {"keys", scene_keys, NEEDS_BIG},
    {"big", scene_big, NEEDS_BIG},
    {"search", scene_search, NEEDS_BIG},
    {"long", scene_long, NEEDS_JSON},
    {"replace", scene_replace, NEEDS_LOG},
    {"save", scene_save, NEEDS_LOG},
};

int scene_big_lines(void)
{
    return samples_setting("BENCH_BIG_MB", BIG_MB) * (MIB / WORLD_LOG_LINE);
}

int scene_log_lines(void)
{
    return samples_setting("BENCH_LOG_MB", LOG_MB) * (MIB / WORLD_LOG_LINE);
}

SceneMark scene_mark(char letter, int line)
{
    SceneMark m;
    world_mark(m.text, letter, line);
    return m;
}

typedef struct {
    int argc;
    char **argv;
} Args;

static bool is_wanted(const Args *a, const char *name)
{
    const char *list = getenv("BENCH_SCENES");
    Str rest = str_c(list ? list : ""), one;
    while (str_split(&rest, ',', &one))
        if (str_eq_c(one, name))
            return true;
    for (int i = 3; i < a->argc; i++)
        if (strcmp(a->argv[i], name) == 0)
            return true;
    return a->argc <= 3 && !list;
}

static bool write_files(const char *dir, unsigned needs)
{
    AUTO(free) char *empty = path_join(dir, SCENE_EMPTY), *code = path_join(dir, SCENE_CODE);
    AUTO(free) char *big = path_join(dir, SCENE_BIG), *log = path_join(dir, SCENE_LOG);
    AUTO(free) char *json = path_join(dir, SCENE_JSON);
    size_t json_bytes = (size_t)samples_setting("BENCH_JSON_MB", JSON_MB) * MIB;
    return fs_write(empty, STR(""), NULL) && world_write_code(code, SCENE_CODE_LINES) &&
           (!(needs & NEEDS_BIG) || world_write_log(big, scene_big_lines())) &&
           (!(needs & NEEDS_LOG) || world_write_log(log, scene_log_lines())) &&
           (!(needs & NEEDS_JSON) || world_write_json(json, json_bytes));
}

static int work(const char *dir, void *arg)
{
    const Args *a = arg;
    Editors e;
    unsigned needs = 0;
    for (size_t i = 0; i < ARRAY_LEN(scenes); i++)
        needs |= is_wanted(a, scenes[i].name) ? scenes[i].needs : 0;
    if (!write_files(dir, needs)) {
        perror("bench-tui: cannot write the files it works on; see $TMPDIR");
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
        fprintf(stderr, "usage: bench-tui CODELAB FLOOR [SCENE ...]\n");
        return 2;
    }
    return world_with(work, &(Args){argc, argv});
}
