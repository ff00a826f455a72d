#include "scenes.h"

#include "base/clock.h"
#include "base/mem.h"
#include "usage.h"
#include "world.h"

#include <sys/stat.h>

enum { ROUNDS = 5, PASTE_LINES = 10485, SAVE_STEP_MS = 1, ESCAPE_MS = 60 };
#define PASTE_END "END_OF_IT"

/* Open a file and wait until its start is shown.  False, with nothing left, if it does not come. */
static bool open_at(Editors *e, EditorId id, const char *file, bool copy, Run *r)
{
    if (!editor_open(e, id, file, 0, copy, r))
        return false;
    if (term_wait(r->term, term_shows, scene_mark('L', 3).text, measure_patience_ms()) >= 0) {
        term_settle(r->term, 300, 3000);
        return true;
    }
    run_end(r);
    return false;
}

static bool run_paste(Editors *e, EditorId id, Measure *m)
{
    Run r;
    AUTO(buf) Buf text = BUF_INIT;
    for (int i = 0; i < PASTE_LINES; i++)
        buf_addf(&text,
                 "%06d what is pasted here is a line like all the others that are here, of a "
                 "hundred bytes in all\n",
                 i);
    buf_add_c(&text, PASTE_END);
    if (!editor_open(e, id, SCENE_EMPTY, 0, false, &r))
        return false;
    term_settle(r.term, 1000, 3000);
    editor_do(&r, id, DO_INSERT);
    term_settle(r.term, 200, 500);
    int64_t start = clock_mono_ns();
    term_press(r.term, &(Key){.kind = KEY_PASTE, .text = buf_str(&text)});
    int64_t at = term_wait(r.term, term_shows, PASTE_END, measure_patience_ms());
    if (at >= 0) {
        term_settle(r.term, 400, 3000);
        vec_push(&m->of[id], samples_ms(start, r.term->last_ns));
    }
    run_end(&r);
    return at >= 0;
}

void scene_paste(Editors *e)
{
    Measure m = {0};
    measure_rounds(e, "paste", ROUNDS, run_paste, &m);
    measure_report(&m, &(Figure){"paste of 1 MB: settled, ms", 0.5, .times_floor = 1.5});
    measure_deinit(&m, 1);
}

static bool run_search(Editors *e, EditorId id, Measure *m)
{
    Run r;
    SceneMark found = scene_mark('L', world_needle_line(scene_big_lines()));
    if (!open_at(e, id, SCENE_BIG, false, &r))
        return false;
    int64_t start = editor_do(&r, id, DO_SEARCH);
    int64_t at = term_wait(r.term, term_shows, found.text, measure_patience_ms());
    if (at >= start)
        vec_push(&m->of[id], samples_ms(start, at));
    run_end(&r);
    return at >= start;
}

void scene_search(Editors *e)
{
    Measure m = {0};
    measure_rounds(e, "search", ROUNDS, run_search, &m);
    measure_report(&m, &(Figure){"search at 99 % of the big log, ms", 0.5, .best = true});
    measure_deinit(&m, 1);
}

typedef struct {
    Str yes, no;
} Words;

/* For term_wait: the rows of the log have the one word and not the other. */
static bool rows_have(const Term *t, const void *arg)
{
    const Words *w = arg;
    int rows = 0, with = 0, without = 0;
    AUTO(buf) Buf text = BUF_INIT;
    for (int row = 0; row < TERM_ROWS; row++) {
        buf_clear(&text);
        vt_row_text(t->vt, row, &text);
        if (str_find(buf_str(&text), STR(" service-")) < 0)
            continue;
        rows++;
        with += str_find(buf_str(&text), w->yes) >= 0;
        without += str_find(buf_str(&text), w->no) < 0;
    }
    return rows >= 10 && with >= rows - 2 && without >= rows - 1;
}

static const Words before = {STR(" " WORLD_OLD " "), STR(WORLD_NEW)};
static const Words after = {STR(WORLD_NEW), STR(" " WORLD_OLD " ")};

enum { REPLACE, UNDO, REPLACE_COUNT };

/* The first page may be there long before the work is done: the last one must be too. */
static bool replace(Run *r, EditorId id, Measure *m)
{
    int64_t start = editor_do(r, id, DO_REPLACE);
    int64_t at = term_wait(r->term, rows_have, &after, measure_patience_ms());
    if (id == EDITOR_CODELAB) { // Escape is over when nothing follows for a while
        editor_do(r, id, DO_LEAVE_REPLACE);
        term_play(&r->term, 1, ESCAPE_MS);
    }
    editor_do(r, id, DO_END);
    SceneMark last = scene_mark('L', scene_log_lines());
    if (at >= 0)
        at = term_wait(r->term, term_shows, last.text, measure_patience_ms());
    if (at >= 0)
        at = term_wait(r->term, rows_have, &after, measure_patience_ms());
    if (at >= start)
        vec_push(&m->of[id], samples_ms(start, at));
    return at >= start;
}

static bool run_replace(Editors *e, EditorId id, Measure *m)
{
    Run r;
    if (!editor_can(id, DO_REPLACE) || !open_at(e, id, SCENE_LOG, false, &r))
        return false;
    bool ok = replace(&r, id, &m[REPLACE]);
    if (ok && editor_can(id, DO_UNDO_REPLACE)) {
        term_settle(r.term, 500, 3000);
        int64_t start = editor_do(&r, id, DO_UNDO_REPLACE);
        int64_t at = term_wait(r.term, rows_have, &before, measure_patience_ms());
        if (at >= start)
            vec_push(&m[UNDO].of[id], samples_ms(start, at));
    }
    run_end(&r);
    return ok;
}

void scene_replace(Editors *e)
{
    Measure m[REPLACE_COUNT] = {0};
    measure_rounds(e, "replace", ROUNDS, run_replace, m);
    measure_report(&m[REPLACE],
                   &(Figure){"replace 1 M places in 100 MB, ms", 0.5, .times_floor = 3});
    measure_report(&m[UNDO], &(Figure){"undo of that, ms", 0.5, .most = 2});
    measure_deinit(m, REPLACE_COUNT);
}

static bool is_saved(const Run *r, EditorId id, off_t nbytes)
{
    struct stat st;
    const char *said = editor_saved(id);
    return stat(r->file, &st) == 0 && st.st_size == nbytes && (!said || term_shows(r->term, said));
}

static bool run_save(Editors *e, EditorId id, Measure *m)
{
    Run r;
    if (!open_at(e, id, SCENE_LOG, true, &r))
        return false;
    off_t nbytes = (off_t)scene_log_lines() * WORLD_LOG_LINE + 1;
    editor_do(&r, id, DO_INSERT);
    term_send(r.term, STR("x"));
    term_settle(r.term, 200, 1000);
    editor_do(&r, id, DO_LEAVE);
    term_settle(r.term, 200, 1000);
    int64_t start = editor_do(&r, id, DO_SAVE), end = start + measure_patience_ms() * 1000000LL;
    while (!is_saved(&r, id, nbytes) && clock_mono_ns() < end)
        term_play(&r.term, 1, SAVE_STEP_MS);
    int64_t at = clock_mono_ns();
    if (at < end)
        vec_push(&m->of[id], samples_ms(start, at));
    run_end(&r);
    return at < end;
}

void scene_save(Editors *e)
{
    Measure m = {0};
    measure_rounds(e, "save", ROUNDS, run_save, &m);
    measure_report(&m, &(Figure){"save 100 MB after a key, ms", 0.5, .times_floor = 1.15});
    measure_deinit(&m, 1);
}
