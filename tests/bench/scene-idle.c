#include "scenes.h"

#include "usage.h"
#include "world.h"

#include <stdio.h>

enum { IDLE_S = 10, BEFORE_MS = 2000 };

typedef struct {
    Term *term[EDITOR_COUNT];
    EditorId id[EDITOR_COUNT];
    size_t n;
    Usage usage[EDITOR_COUNT];
    uint64_t nbytes[EDITOR_COUNT];
} Idlers;

static void start(Editors *e, Idlers *all)
{
    char text[32];
    (void)snprintf(text, sizeof text, "Part %d.", WORLD_NUMBER + 1);
    for (EditorId id = 0; id < EDITOR_COUNT; id++) {
        Term *t = e->path[id] ? editor_open(e, id, SCENE_CODE, 0) : NULL;
        if (!t)
            continue;
        if (term_wait(t, term_shows, text, SCENE_TIMEOUT_MS) < 0) {
            term_free(t);
            continue;
        }
        all->id[all->n] = id;
        all->term[all->n++] = t;
    }
}

static void note(Idlers *all)
{
    for (size_t i = 0; i < all->n; i++) {
        all->usage[i] = usage_of(all->term[i]->pid);
        all->nbytes[i] = all->term[i]->nbytes;
    }
}

static void report(const Idlers *before, const Idlers *after)
{
    for (size_t i = 0; i < after->n; i++) {
        double cpu_ms = samples_ms(before->usage[i].cpu_ns, after->usage[i].cpu_ns);
        double wakes = (double)(after->usage[i].switches - before->usage[i].switches);
        double nbytes = (double)(after->nbytes[i] - before->nbytes[i]);
        printf("  %-38s %-14s cpu %.3f ms, %.0f wake-ups, %.0f bytes\n", "idle",
               editor_name(after->id[i]), cpu_ms, wakes, nbytes);
        if (after->id[i] == EDITOR_CODELAB) {
            table_zero("idle: processor time, ms", cpu_ms);
            table_zero("idle: wake-ups", wakes);
            table_zero("idle: bytes sent", nbytes);
        }
    }
}

void scene_idle(Editors *e)
{
    Idlers all = {.n = 0}, before;
    start(e, &all);
    term_play(all.term, all.n, BEFORE_MS);
    note(&all);
    before = all;
    term_play(all.term, all.n, samples_setting("BENCH_IDLE_S", IDLE_S) * 1000);
    note(&all);
    report(&before, &all);
    for (size_t i = 0; i < all.n; i++)
        term_free(all.term[i]);
}
