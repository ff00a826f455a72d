#include "scenes.h"

#include "base/clock.h"
#include "base/mem.h"

enum {
    ROUNDS = 5,       // times 46 keys
    GAP_MS = 25,      // between keys: what comes in it belongs to the key before
    LOST_MS = 2000,   // an echo that takes longer is none
    UNMISTAKABLE = 4, // so many characters stand nowhere else
};

enum { ECHO, BYTES, COUNT };

bool scene_type(Term *t, const char *text, Samples *echo, Samples *nbytes)
{
    AUTO(free) char *sofar = xcalloc(1, strlen(text) + 1);
    for (size_t i = 0; text[i]; i++) {
        uint64_t before = t->nbytes;
        sofar[i] = text[i];
        int64_t start = clock_mono_ns();
        term_send(t, str_n(&text[i], 1));
        if (i >= UNMISTAKABLE) {
            int64_t at = term_wait(t, term_shows, sofar, LOST_MS);
            if (at < start)
                return false;
            vec_push(echo, samples_ms(start, at));
        }
        term_play(&t, 1, GAP_MS);
        if (i >= UNMISTAKABLE && nbytes)
            vec_push(nbytes, (double)(t->nbytes - before));
    }
    return true;
}

static bool run(Editors *e, EditorId id, const char *file, SceneMark shown, int line, Measure *m)
{
    Run r;
    if (!editor_open(e, id, file, line, false, &r))
        return false;
    bool ok = term_wait(r.term, term_shows, shown.text, measure_patience_ms()) >= 0;
    if (ok) {
        term_settle(r.term, 500, 3000); // until all is parsed and coloured
        editor_do(&r, id, DO_OPEN_LINE);
        term_settle(r.term, 200, 1000);
        ok = scene_type(r.term, SCENE_TYPED, &m[ECHO].of[id], &m[BYTES].of[id]);
    }
    run_end(&r);
    return ok;
}

static bool run_code(Editors *e, EditorId id, Measure *m)
{
    int line = SCENE_CODE_LINES / 2;
    return run(e, id, SCENE_CODE, scene_mark('C', line), line, m);
}

static bool run_start(Editors *e, EditorId id, Measure *m)
{
    return run(e, id, SCENE_BIG, scene_mark('L', 3), 0, m);
}

static bool run_middle(Editors *e, EditorId id, Measure *m)
{
    int line = scene_big_lines() / 2;
    return run(e, id, SCENE_BIG, scene_mark('L', line), line, m);
}

void scene_keys(Editors *e)
{
    enum { CODE, START, MIDDLE, PLACES };
    Measure m[PLACES][COUNT] = {0};
    measure_rounds(e, "keys, C file", ROUNDS, run_code, m[CODE]);
    measure_rounds(e, "keys, start of the big log", ROUNDS, run_start, m[START]);
    measure_rounds(e, "keys, middle of the big log", ROUNDS, run_middle, m[MIDDLE]);
    double same = samples_at(&m[CODE][ECHO].of[EDITOR_CODELAB], 0.5) * 1.2;
    Measure *code = m[CODE];
    measure_report(&code[ECHO],
                   &(Figure){"key, C file: p50, ms", 0.5, .times_floor = 2, .best = true});
    measure_report(&code[ECHO], &(Figure){"key, C file: p99, ms", 0.99, .most = 1});
    measure_report(&code[BYTES], &(Figure){"key, C file: bytes, p50", 0.5, .most = 60});
    measure_report(&m[START][ECHO],
                   &(Figure){"key, big log, its start: p50, ms", 0.5, .most = same});
    measure_report(&m[MIDDLE][ECHO],
                   &(Figure){"key, big log, its middle: p50, ms", 0.5, .most = same});
    for (int i = 0; i < PLACES; i++)
        measure_deinit(m[i], COUNT);
}
