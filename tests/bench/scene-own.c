#include "scenes.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/path.h"
#include "world.h"

#include <stdio.h>

enum { ROUNDS = 5, FOLD_LINES = 1000000, FOLD_ROW_LINES = 10 };
#define FOLDED "million.c"

#define TYPED "thousands"

/* A line further down has been typed into too. */
static bool is_everywhere(const Term *t)
{
    TermPlace at;
    AUTO(buf) Buf row = BUF_INIT;
    if (!term_find(t, str_c(scene_mark('C', 19).text), &at))
        return false;
    vt_row_text(t->vt, at.row, &row);
    return str_find(buf_str(&row), STR(TYPED)) >= 0;
}

/* Each of the 1,000 places that say "return" is picked, and typed over. */
static bool run_cursors(Editors *e, EditorId id, Measure *m)
{
    Run r;
    if (id != EDITOR_CODELAB)
        return true;
    if (!editor_open(e, id, SCENE_CODE, 0, false, &r))
        return false;
    bool ok = term_wait(r.term, term_shows, scene_mark('C', 9).text, measure_patience_ms()) >= 0;
    if (ok) {
        term_settle(r.term, 500, 3000);
        keys_play(r.term, "<ctrl+f>return");
        term_settle(r.term, 500, 3000);
        keys_play(r.term, "<alt+enter>");
        term_settle(r.term, 500, 3000);
        ok = scene_type(r.term, TYPED, &m->of[id], NULL) && is_everywhere(r.term);
    }
    run_end(&r);
    return ok;
}

/* For term_wait: the fifth function is not as far down as its lines would have it. */
static bool is_folded(const Term *t, const void *arg)
{
    TermPlace first, fifth;
    (void)arg;
    return term_find(t, str_c(scene_mark('C', 1).text), &first) &&
           term_find(t, str_c(scene_mark('C', 1 + 4 * FOLD_ROW_LINES).text), &fifth) &&
           fifth.row - first.row <= 2 * FOLD_ROW_LINES;
}

static bool run_fold(Editors *e, EditorId id, Measure *m)
{
    Run r;
    if (id != EDITOR_CODELAB)
        return true;
    if (!editor_open(e, id, FOLDED, 0, false, &r))
        return false;
    int64_t at = term_wait(r.term, term_shows, scene_mark('C', 9).text, measure_patience_ms());
    if (at >= 0) {
        term_settle(r.term, 2000, 20000);
        int64_t start = keys_play(r.term, "<ctrl+k>-");
        at = term_wait(r.term, is_folded, NULL, measure_patience_ms());
        if (at >= 0)
            vec_push(&m->of[id], samples_ms(start, at));
    }
    run_end(&r);
    return at >= 0;
}

void scene_own(Editors *e)
{
    Measure m[2] = {0};
    AUTO(free) char *path = path_join(e->dir, FOLDED);
    measure_rounds(e, "cursors", ROUNDS, run_cursors, &m[0]);
    measure_report(&m[0], &(Figure){.what = "key at 1,000 cursors: p50, ms", .q = 0.5});
    if (!world_write_code(path, FOLD_LINES)) {
        printf("left out: a C file of 1 M lines, for which there is no room\n");
        return;
    }
    measure_rounds(e, "fold all", ROUNDS, run_fold, &m[1]);
    measure_report(&m[1], &(Figure){.what = "fold all of 1 M lines, ms", .q = 0.5});
    (void)unlink(path);
    measure_deinit(m, 2);
}
