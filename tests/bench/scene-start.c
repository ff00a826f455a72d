#include "scenes.h"

#include "world.h"

#include <stdio.h>

enum { ROUNDS = 20, COLOR_TIMEOUT_MS = 2000 };

static void first_line(char out[static 32])
{
    (void)snprintf(out, 32, "Part %d.", WORLD_NUMBER + 1);
}

/* For term_wait: the line below the one that shows `arg` has more than one colour of its own. */
static bool is_coloured(const Term *t, const void *arg)
{
    TermPlace at;
    VtColor first = 0;
    bool any = false;
    if (!term_find(t, str_c(arg), &at) || at.row + 1 >= TERM_ROWS)
        return false;
    for (int col = at.col; col < TERM_COLS; col++) {
        VtCell c = vt_cell(t->vt, at.row + 1, col);
        if (c.text.n == 0 || str_eq_c(c.text, " "))
            continue;
        if (any && c.fg != first)
            return true;
        first = c.fg;
        any = true;
    }
    return false;
}

static void run(Editors *e, EditorId id, Measure *shown, Measure *coloured)
{
    char text[32];
    first_line(text);
    Term *t = editor_open(e, id, SCENE_CODE, 0);
    if (!t)
        return;
    int64_t at = term_wait(t, term_shows, text, SCENE_TIMEOUT_MS);
    if (at >= 0)
        vec_push(&shown->of[id], samples_ms(*t->start_ns, at));
    if (at >= 0 && editor_highlights(id)) {
        at = term_wait(t, is_coloured, text, COLOR_TIMEOUT_MS);
        if (at >= 0)
            vec_push(&coloured->of[id], samples_ms(*t->start_ns, at));
    }
    term_free(t);
}

void scene_start(Editors *e)
{
    static const TableWant ahead[EDITOR_COUNT] = {
        [EDITOR_NANO] = WANT_AHEAD, [EDITOR_VIM] = WANT_AHEAD};
    static const TableWant nothing[EDITOR_COUNT] = {WANT_NOTHING};
    Measure shown = {.what = "C file: exec to first line, ms"};
    Measure coloured = {.what = "C file: exec to colours, ms"};
    int rounds = samples_setting("BENCH_ROUNDS", ROUNDS);
    // a round is one run of each, begun by another one each time, so that noise hits all alike
    for (int i = 0; i < rounds * EDITOR_COUNT; i++) {
        EditorId id = (EditorId)((i + i / EDITOR_COUNT) % EDITOR_COUNT);
        if (e->path[id])
            run(e, id, &shown, &coloured);
    }
    measure_print(&shown);
    measure_print(&coloured);
    measure_compare(&shown, "C file: first line, p50 ms", 0.5, ahead);
    measure_compare(&coloured, "C file: in colour, p50 ms", 0.5, nothing);
    measure_deinit(&shown);
    measure_deinit(&coloured);
}
