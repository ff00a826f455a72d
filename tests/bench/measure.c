#include "measure.h"

#include "base/clock.h"
#include "base/mem.h"
#include "field.h"

#include <math.h>
#include <stdio.h>

enum { PATIENCE_S = 10, SLOW_MS = 4000 };

int measure_patience_ms(void)
{
    return samples_setting("BENCH_PATIENCE_S", PATIENCE_S) * 1000;
}

static bool has_floor(const Figure *f, const FieldRow *r)
{
    return f->times_floor <= 0 || r->of[EDITOR_CODELAB] <= f->times_floor * r->of[EDITOR_FLOOR];
}

/* The best of the field; EDITOR_FLOOR if there is none. */
static EditorId best_of(const double of[EDITOR_COUNT])
{
    EditorId best = EDITOR_FLOOR;
    for (EditorId id = EDITOR_CODELAB + 1; id < EDITOR_COUNT; id++)
        if (!isnan(of[id]) && (best == EDITOR_FLOOR || of[id] < of[best]))
            best = id;
    return best;
}

static void say_wanted(const Figure *f, Buf *out)
{
    if (f->times_floor > 0)
        buf_addf(out, "%s<= %.3gx floor", out->n ? ", " : "", f->times_floor);
    if (f->best)
        buf_addf(out, "%s<= best", out->n ? ", " : "");
    if (f->most > 0)
        buf_addf(out, "%s<= %.3g", out->n ? ", " : "", f->most);
}

void measure_report(Measure *m, const Figure *f)
{
    FieldRow r = {.what = f->what};
    AUTO(buf) Buf wanted = BUF_INIT;
    for (EditorId id = 0; id < EDITOR_COUNT; id++) {
        r.of[id] = samples_at(&m->of[id], f->q);
        if (m->of[id].n)
            samples_print(&m->of[id], f->what, editor_name(id));
    }
    EditorId best = best_of(r.of);
    double ours = r.of[EDITOR_CODELAB];
    say_wanted(f, &wanted);
    r.wanted = buf_c(&wanted);
    r.best = best == EDITOR_FLOOR ? NULL : editor_name(best);
    r.best_value = best == EDITOR_FLOOR ? NAN : r.of[best];
    r.met = !isnan(ours) && has_floor(f, &r) && (f->most <= 0 || ours <= f->most) &&
            (!f->best || best == EDITOR_FLOOR || ours <= r.of[best]);
    field_add(&r);
}

void measure_report_zero(const char *what, const double of[EDITOR_COUNT])
{
    FieldRow r = {.what = what, .wanted = "0", .best_value = NAN};
    memcpy(r.of, of, sizeof r.of);
    r.met = of[EDITOR_CODELAB] <= 0;
    field_add(&r);
}

void measure_deinit(Measure *m, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (EditorId id = 0; id < EDITOR_COUNT; id++)
            vec_deinit(&m[i].of[id]);
}

void measure_rounds(Editors *e, const char *what, int rounds, MeasureRun run, Measure *m)
{
    bool is_out[EDITOR_COUNT] = {false};
    int n = samples_setting("BENCH_ROUNDS", rounds) * EDITOR_COUNT;
    for (int i = 0; i < n; i++) {
        EditorId id = (EditorId)((i + i / EDITOR_COUNT) % EDITOR_COUNT);
        if (!e->path[id] || is_out[id])
            continue;
        int64_t start = clock_mono_ns();
        bool done = run(e, id, m);
        if (!done)
            printf("  %s: %s did not do it in time\n", what, editor_name(id));
        if (id > EDITOR_CODELAB)
            is_out[id] = !done || samples_ms(start, clock_mono_ns()) > SLOW_MS;
    }
}
