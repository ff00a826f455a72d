#include "scenes.h"

#include "base/clock.h"
#include "base/mem.h"
#include "world.h"

#include <stdio.h>

enum {
    ROUNDS = 4,     // times 50 keys
    LINE = 5005,    // one that has its number in it
    GAP_MS = 25,    // between keys: what comes in it belongs to the key before
    LOST_MS = 1000, // an echo that takes longer is none
};

/* Code as one types it, without what some editors complete by themselves. */
#define TYPED "sum+=total*37-shift/count+beta;rest=sum-gamma*off;"

typedef struct {
    Measure echo, nbytes;
    int lost[EDITOR_COUNT];
} Figures;

typedef struct {
    int row;
    const char *text;
} Typed;

/* For term_wait: the text is in the row it is typed into. */
static bool is_echoed(const Term *t, const void *arg)
{
    const Typed *typed = arg;
    AUTO(buf) Buf row = BUF_INIT;
    vt_row_text(t->vt, typed->row, &row);
    return str_find(buf_str(&row), str_c(typed->text)) >= 0;
}

static void type(Term *t, EditorId id, Figures *f)
{
    char sofar[sizeof TYPED] = "";
    Typed typed = {.row = vt_cursor(t->vt).row, .text = sofar};
    for (size_t i = 0; i < sizeof TYPED - 1; i++) {
        uint64_t before = t->nbytes;
        sofar[i] = TYPED[i];
        int64_t start = clock_mono_ns();
        term_send(t, str_n(&TYPED[i], 1));
        int64_t at = term_wait(t, is_echoed, &typed, LOST_MS);
        if (at < start) { // the row was not empty, or the key is lost
            f->lost[id]++;
            continue;
        }
        vec_push(&f->echo.of[id], samples_ms(start, at));
        term_play(&t, 1, GAP_MS);
        vec_push(&f->nbytes.of[id], (double)(t->nbytes - before));
    }
}

static void run(Editors *e, EditorId id, Figures *f)
{
    char text[32];
    (void)snprintf(text, sizeof text, "%d", WORLD_NUMBER + LINE);
    Term *t = editor_open(e, id, SCENE_CODE, LINE);
    if (!t)
        return;
    if (term_wait(t, term_shows, text, SCENE_TIMEOUT_MS) >= 0) {
        term_settle(t, 500, 3000); // until all is parsed and coloured
        editor_open_line(id, t);
        type(t, id, f);
    }
    term_free(t);
}

void scene_keys(Editors *e)
{
    static const TableWant ahead[EDITOR_COUNT] = {[EDITOR_VIM] = WANT_AHEAD};
    static const TableWant nothing[EDITOR_COUNT] = {WANT_NOTHING};
    Figures f = {.echo.what = "key to echo, ms", .nbytes.what = "bytes sent a key"};
    int rounds = samples_setting("BENCH_KEY_ROUNDS", ROUNDS);
    for (int i = 0; i < rounds * EDITOR_COUNT; i++) {
        EditorId id = (EditorId)((i + i / EDITOR_COUNT) % EDITOR_COUNT);
        if (e->path[id])
            run(e, id, &f);
    }
    measure_print(&f.echo);
    measure_print(&f.nbytes);
    for (EditorId id = 0; id < EDITOR_COUNT; id++)
        if (f.lost[id])
            printf("  %s did not echo %d keys\n", editor_name(id), f.lost[id]);
    measure_compare(&f.echo, "C file: key to echo, p50 ms", 0.5, ahead);
    measure_compare(&f.echo, "C file: key to echo, p99 ms", 0.99, ahead);
    measure_compare(&f.nbytes, "C file: bytes a key, p50", 0.5, nothing);
    measure_deinit(&f.echo);
    measure_deinit(&f.nbytes);
}
