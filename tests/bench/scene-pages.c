#include "scenes.h"

#include "base/clock.h"
#include "base/mem.h"
#include "world.h"

enum { ROUNDS = 5, PAGES = 20, AT_ONCE = 200, LOST_MS = 2000, LEAST_ROWS = 20 };

enum { PAGE, BYTES, FLOOD, FLOOD_BYTES, COUNT };

/* What the screen shows of the C file: rows on after each other. */
typedef struct {
    int first, last;
} Shown;

static int mark_in(Str row)
{
    ptrdiff_t at = str_find(row, STR("/* C"));
    long long n;
    if (at < 0 || (size_t)at + 4 + WORLD_MARK - 2 > row.n)
        return 0;
    return str_to_i64(str_n(row.p + at + 4, WORLD_MARK - 2), &n) ? (int)n : 0;
}

/* False if it is no whole page. */
static bool page_on(const Term *t, Shown *out)
{
    AUTO(buf) Buf text = BUF_INIT;
    *out = (Shown){0};
    for (int row = 0; row < TERM_ROWS - 1; row++) { // the last one may repeat a line
        buf_clear(&text);
        vt_row_text(t->vt, row, &text);
        int n = mark_in(buf_str(&text));
        if (n == 0)
            continue;
        if (out->last && n != out->last + 1)
            return false;
        out->first = out->first ? out->first : n;
        out->last = n;
    }
    return out->last - out->first >= LEAST_ROWS;
}

/* For term_wait: a whole page stands there that ends behind the line `arg`. */
static bool is_next_page(const Term *t, const void *arg)
{
    Shown s;
    return page_on(t, &s) && s.last > *(const int *)arg;
}

static bool page_by_page(Run *r, EditorId id, Measure *m)
{
    int last = 0;
    if (term_wait(r->term, is_next_page, &last, LOST_MS) < 0)
        return false;
    for (int i = 0; i < PAGES; i++) {
        Shown s;
        uint64_t before = r->term->nbytes;
        (void)page_on(r->term, &s);
        int64_t start = editor_do(r, id, DO_PAGE_DOWN);
        int64_t at = term_wait(r->term, is_next_page, &s.last, LOST_MS);
        if (at < start)
            return false;
        vec_push(&m[PAGE].of[id], samples_ms(start, at));
        term_play(&r->term, 1, 15);
        vec_push(&m[BYTES].of[id], (double)(r->term->nbytes - before));
    }
    return true;
}

/* All in one write.  It counts if all were heeded. */
static bool at_once(Run *r, EditorId id, Measure *m)
{
    Shown before, after;
    AUTO(buf) Buf keys = BUF_INIT;
    (void)page_on(r->term, &before);
    for (int i = 0; i < AT_ONCE; i++)
        editor_add_keys(r, id, DO_PAGE_DOWN, &keys);
    uint64_t nbytes = r->term->nbytes;
    int64_t start = clock_mono_ns();
    term_send(r->term, buf_str(&keys));
    term_settle(r->term, 600, measure_patience_ms());
    if (!page_on(r->term, &after) || after.last - before.last < AT_ONCE * LEAST_ROWS)
        return false;
    vec_push(&m[FLOOD].of[id], samples_ms(start, r->term->last_ns));
    vec_push(&m[FLOOD_BYTES].of[id], (double)(r->term->nbytes - nbytes) / 1000);
    return true;
}

static bool run(Editors *e, EditorId id, Measure *m)
{
    Run r;
    if (!editor_open(e, id, SCENE_CODE, 0, false, &r))
        return false;
    bool ok = term_wait(r.term, term_shows, scene_mark('C', 9).text, measure_patience_ms()) >= 0;
    if (ok) {
        term_settle(r.term, 500, 3000);
        ok = page_by_page(&r, id, m) && at_once(&r, id, m);
    }
    run_end(&r);
    return ok;
}

void scene_pages(Editors *e)
{
    Measure m[COUNT] = {0};
    measure_rounds(e, "pages", ROUNDS, run, m);
    measure_report(&m[PAGE], &(Figure){"page down: p50, ms", 0.5, .times_floor = 2.5});
    measure_report(&m[PAGE], &(Figure){"page down: p99, ms", 0.99, .most = 1.5});
    measure_report(&m[BYTES], &(Figure){.what = "page down: bytes, p50", .q = 0.5});
    measure_report(&m[FLOOD], &(Figure){.what = "200 pages at once: settled, ms", .q = 0.5});
    measure_report(&m[FLOOD_BYTES], &(Figure){.what = "200 pages at once: kB sent", .q = 0.5});
    measure_deinit(m, COUNT);
}
