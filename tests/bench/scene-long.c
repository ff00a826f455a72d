#include "scenes.h"

#include "world.h"

enum { ROUNDS = 5 };

enum { SHOWN, LINE_END, KEY, COUNT };

static bool run(Editors *e, EditorId id, Measure *m)
{
    Run r;
    if (!editor_open(e, id, SCENE_JSON, 0, false, &r))
        return false;
    int64_t start = *r.term->start_ns;
    int64_t at = term_wait(r.term, term_shows, WORLD_JSON_FIRST, measure_patience_ms());
    if (at >= 0) {
        vec_push(&m[SHOWN].of[id], samples_ms(*r.term->start_ns, at));
        term_settle(r.term, 300, 3000);
        start = editor_do(&r, id, DO_LINE_END);
        at = term_wait(r.term, term_shows, WORLD_JSON_LAST, measure_patience_ms());
    }
    if (at >= 0) {
        vec_push(&m[LINE_END].of[id], samples_ms(start, at));
        term_settle(r.term, 300, 2000);
        editor_do(&r, id, DO_INSERT);
        at = scene_type(r.term, "keysatitsend", &m[KEY].of[id], NULL) ? 0 : -1;
    }
    run_end(&r);
    return at >= 0;
}

void scene_long(Editors *e)
{
    Measure m[COUNT] = {0};
    measure_rounds(e, "long line", ROUNDS, run, m);
    measure_report(&m[SHOWN], &(Figure){"50 MB in a line: shown, ms", 0.5, .best = true});
    measure_report(&m[LINE_END],
                   &(Figure){"50 MB in a line: its end, ms", 0.5, .most = 10, .best = true});
    measure_report(&m[KEY], &(Figure){"50 MB in a line: key at its end, p50, ms", 0.5, .most = 1,
                                      .best = true});
    measure_deinit(m, COUNT);
}
