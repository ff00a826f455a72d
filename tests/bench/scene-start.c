#include "scenes.h"

#include "base/clock.h"

enum { ROUNDS = 12, COLOR_TIMEOUT_MS = 2000, QUIET_MS = 300, SETTLED_MS = 3000 };

enum { SHOWN, COLOURED, BEHIND, COUNT };

/* For term_wait: the row that shows `arg` has more than one colour before it. */
static bool is_coloured(const Term *t, const void *arg)
{
    TermPlace at;
    VtColor first = 0;
    bool any = false;
    if (!term_find(t, str_c(arg), &at))
        return false;
    for (int col = at.col - 56; col < at.col; col++) {
        VtCell c = vt_cell(t->vt, at.row, col < 0 ? 0 : col);
        if (c.text.n == 0 || str_eq_c(c.text, " "))
            continue;
        if (any && c.fg != first)
            return true;
        first = c.fg;
        any = true;
    }
    return false;
}

static bool run_empty(Editors *e, EditorId id, Measure *m)
{
    Run r;
    if (!editor_open(e, id, SCENE_EMPTY, 0, false, &r))
        return false;
    term_settle(r.term, QUIET_MS * 4, SETTLED_MS); // the first bytes may take their time
    term_settle(r.term, QUIET_MS, SETTLED_MS);
    bool ok = r.term->nbytes > 0;
    if (ok)
        vec_push(&m->of[id], samples_ms(*r.term->start_ns, r.term->last_ns));
    run_end(&r);
    return ok;
}

static bool run_code(Editors *e, EditorId id, Measure *m)
{
    Run r;
    SceneMark mark = scene_mark('C', 9);
    if (!editor_open(e, id, SCENE_CODE, 0, false, &r))
        return false;
    int64_t shown = term_wait(r.term, term_shows, mark.text, measure_patience_ms());
    if (shown >= 0)
        vec_push(&m[SHOWN].of[id], samples_ms(*r.term->start_ns, shown));
    if (shown >= 0 && editor_highlights(id)) {
        int64_t at = term_wait(r.term, is_coloured, mark.text, COLOR_TIMEOUT_MS);
        if (at >= 0) {
            vec_push(&m[COLOURED].of[id], samples_ms(*r.term->start_ns, at));
            vec_push(&m[BEHIND].of[id], samples_ms(shown, at));
        }
    }
    run_end(&r);
    return shown >= 0;
}

void scene_start(Editors *e)
{
    Measure empty = {0}, m[COUNT] = {0};
    measure_rounds(e, "start", ROUNDS, run_empty, &empty);
    measure_report(&empty, &(Figure){"start, empty file: settled, ms", 0.5, .times_floor = 3});
    measure_rounds(e, "start, C file", ROUNDS, run_code, m);
    measure_report(&m[SHOWN], &(Figure){"start, C file: first lines, ms", 0.5, .best = true});
    measure_report(&m[COLOURED], &(Figure){.what = "start, C file: in colour, ms", .q = 0.5});
    measure_report(&m[BEHIND], &(Figure){"... colours behind lines, ms", 0.5, .most = 33});
    measure_deinit(&empty, 1);
    measure_deinit(m, COUNT);
}
