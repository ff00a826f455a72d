#include "scenes.h"

#include "base/mem.h"
#include "base/path.h"
#include "usage.h"
#include "world.h"

#include <stdio.h>

enum { ROUNDS = 3, BIG_MB = 1024 };
#define BIG "big.log"

static void run(Editors *e, EditorId id, Measure *shown, Measure *memory)
{
    Term *t = editor_open(e, id, BIG, 0);
    if (!t)
        return;
    int64_t at = term_wait(t, term_shows, WORLD_LOG_START, SCENE_TIMEOUT_MS);
    if (at >= 0) {
        vec_push(&shown->of[id], samples_ms(*t->start_ns, at));
        term_settle(t, 500, 3000); // memory taken in the background counts too
        vec_push(&memory->of[id], (double)usage_of(t->pid).peak_bytes / (1 << 20));
    }
    term_free(t);
}

void scene_big(Editors *e)
{
    static const TableWant ahead[EDITOR_COUNT] = {
        [EDITOR_NANO] = WANT_AHEAD, [EDITOR_VIM] = WANT_AHEAD};
    char what[40], size[40];
    int mb = samples_setting("BENCH_BIG_MB", BIG_MB);
    int rounds = samples_setting("BENCH_BIG_ROUNDS", ROUNDS);
    AUTO(free) char *path = path_join(e->dir, BIG);
    if (!world_write_log(path, (size_t)mb << 20)) {
        printf("left out: a log of %d MB, for which there is no room in '%s'\n", mb, e->dir);
        (void)unlink(path); // what there is of it
        return;
    }
    (void)snprintf(what, sizeof what, "%d MB log: first line, p50 ms", mb);
    (void)snprintf(size, sizeof size, "%d MB log: memory, p50 MB", mb);
    Measure shown = {.what = "log: exec to first line, ms"};
    Measure memory = {.what = "log: most memory, MB"};
    for (int i = 0; i < rounds * EDITOR_COUNT; i++) {
        EditorId id = (EditorId)((i + i / EDITOR_COUNT) % EDITOR_COUNT);
        if (e->path[id])
            run(e, id, &shown, &memory);
    }
    measure_print(&shown);
    measure_print(&memory);
    measure_compare(&shown, what, 0.5, ahead);
    measure_compare(&memory, size, 0.5, ahead);
    measure_deinit(&shown);
    measure_deinit(&memory);
}
