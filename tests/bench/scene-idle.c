#include "scenes.h"

#include "usage.h"

#include <math.h>

enum { IDLE_S = 5, BEFORE_MS = 2000 };

typedef struct {
    Run run[EDITOR_COUNT];
    Term *term[EDITOR_COUNT]; // of the runs
    EditorId id[EDITOR_COUNT];
    size_t n;
    Usage usage[EDITOR_COUNT];
    uint64_t nbytes[EDITOR_COUNT];
} Idlers;

static void start(Editors *e, Idlers *all)
{
    for (EditorId id = 0; id < EDITOR_COUNT; id++) {
        Run r;
        if (!e->path[id] || !editor_open(e, id, SCENE_CODE, 0, false, &r))
            continue;
        if (term_wait(r.term, term_shows, scene_mark('C', 9).text, measure_patience_ms()) < 0) {
            run_end(&r);
            continue;
        }
        all->id[all->n] = id;
        all->term[all->n] = r.term;
        all->run[all->n++] = r;
    }
}

static void note(Idlers *all)
{
    for (size_t i = 0; i < all->n; i++) {
        all->usage[i] = usage_of(all->term[i]->pid);
        all->nbytes[i] = all->term[i]->nbytes;
    }
}

static void report(const Idlers *was, const Idlers *is)
{
    double cpu_ms[EDITOR_COUNT], wakes[EDITOR_COUNT], nbytes[EDITOR_COUNT];
    for (EditorId id = 0; id < EDITOR_COUNT; id++)
        cpu_ms[id] = wakes[id] = nbytes[id] = NAN;
    for (size_t i = 0; i < is->n; i++) {
        EditorId id = is->id[i];
        cpu_ms[id] = samples_ms(was->usage[i].cpu_ns, is->usage[i].cpu_ns);
        wakes[id] = (double)(is->usage[i].switches - was->usage[i].switches);
        nbytes[id] = (double)(is->nbytes[i] - was->nbytes[i]);
    }
    measure_report_zero("idle: processor time, ms", cpu_ms);
    measure_report_zero("idle: wake-ups", wakes);
    measure_report_zero("idle: bytes sent", nbytes);
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
        run_end(&all.run[i]);
}
