#include "scenes.h"

#include "base/mem.h"
#include "base/path.h"
#include "usage.h"
#include "world.h"

#include <stdio.h>

enum { ROUNDS = 5, MIB = 1 << 20, SPARSE_LINES = 10000 };
#define SPARSE "sparse.log"

enum { SHOWN, MEMORY, END, END_MEMORY, COUNT };

static double memory_mb(const Run *r)
{
    return (double)usage_of(r->term->pid).peak_bytes / MIB;
}

/* Open the file, go to its end. */
static bool run(Editors *e, EditorId id, const char *file, int lines, Measure *m)
{
    Run r;
    if (!editor_open(e, id, file, 0, false, &r))
        return false;
    int64_t at = term_wait(r.term, term_shows, scene_mark('L', 3).text, measure_patience_ms());
    if (at >= 0) {
        vec_push(&m[SHOWN].of[id], samples_ms(*r.term->start_ns, at));
        term_settle(r.term, 300, 3000); // memory taken in the background counts too
        vec_push(&m[MEMORY].of[id], memory_mb(&r));
        int64_t start = editor_do(&r, id, DO_END);
        at = term_wait(r.term, term_shows, scene_mark('L', lines).text, measure_patience_ms());
        if (at >= 0) {
            vec_push(&m[END].of[id], samples_ms(start, at));
            term_settle(r.term, 300, 3000);
            vec_push(&m[END_MEMORY].of[id], memory_mb(&r));
        }
    }
    run_end(&r);
    return at >= 0;
}

static bool run_big(Editors *e, EditorId id, Measure *m)
{
    return run(e, id, SCENE_BIG, scene_big_lines(), m);
}

static bool run_sparse(Editors *e, EditorId id, Measure *m)
{
    return id > EDITOR_CODELAB || run(e, id, SPARSE, 2 * SPARSE_LINES, m);
}

static void sparse(Editors *e)
{
    Measure m[COUNT] = {0};
    AUTO(free) char *path = path_join(e->dir, SPARSE);
    if (!world_write_sparse(path, SPARSE_LINES, (size_t)10 << 30)) {
        printf("left out: a sparse file of 10 GB, for which there is no room\n");
        return;
    }
    measure_rounds(e, "10 GB", ROUNDS, run_sparse, m);
    measure_report(&m[SHOWN],
                   &(Figure){"10 GB with a hole: first lines, ms", 0.5, .times_floor = 5});
    measure_report(&m[MEMORY], &(Figure){"10 GB with a hole: memory, MB", 0.5, .most = 40});
    measure_report(&m[END], &(Figure){"10 GB with a hole: its end, ms", 0.5, .most = 10});
    measure_report(&m[END_MEMORY], &(Figure){"10 GB at its end: memory, MB", 0.5, .most = 40});
    measure_deinit(m, COUNT);
    (void)unlink(path);
}

void scene_big(Editors *e)
{
    Measure m[COUNT] = {0};
    measure_rounds(e, "big log", ROUNDS, run_big, m);
    measure_report(&m[SHOWN], &(Figure){"big log: first lines, ms", 0.5, .times_floor = 5});
    measure_report(&m[MEMORY], &(Figure){"big log: memory, MB", 0.5, .most = 40});
    measure_report(&m[END], &(Figure){"big log: its end, ms", 0.5, .most = 10});
    measure_report(&m[END_MEMORY], &(Figure){"big log at its end: memory, MB", 0.5, .most = 40});
    measure_deinit(m, COUNT);
    sparse(e);
}
