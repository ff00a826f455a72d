// A million steps on small texts: what is rare comes up, and each step is cheap enough to be taken
// under sanitizers with every change.
#include "base/width.h"
#include "test-text.h"

enum { STEPS = 1000000, ROUND = 20000, LARGEST = 3000 };

// One edit, as the model undoes it.
typedef struct {
    size_t start;
    Buf out, in; // owned; what it took out and brought in
} Step;

typedef struct {
    Text *text;
    MemSource source;
    Buf bytes; // the model
    Vec(Step) done, undone;
    Kept kept;
    Chance chance;
} Round;

static void drop(Step s)
{
    buf_deinit(&s.out);
    buf_deinit(&s.in);
}

static void edit(Round *r)
{
    Step s = {.start = chance(&r->chance, r->bytes.n + 1)};
    size_t most = MIN(r->bytes.n - s.start, r->bytes.n > LARGEST ? (size_t)LARGEST : (size_t)9);
    size_t n = chance(&r->chance, most + 1);
    chance_bytes(&r->chance, chance(&r->chance, 64) ? 6 : 600, &s.in);
    if (n == 0 && s.in.n == 0)
        return;
    buf_add(&s.out, str_n(r->bytes.p + s.start, n));
    text_undo_break(r->text);
    text_replace(r->text, s.start, s.start + n, buf_str(&s.in));
    buf_splice(&r->bytes, s.start, s.start + n, buf_str(&s.in));
    vec_push(&r->done, s);
    while (r->undone.n)
        drop(vec_pop(&r->undone));
}

static void undo(Round *r)
{
    size_t off;
    assert_int_equal(text_undo(r->text, &off), r->done.n > 0);
    if (r->done.n == 0)
        return;
    Step s = vec_pop(&r->done);
    buf_splice(&r->bytes, s.start, s.start + s.in.n, buf_str(&s.out));
    vec_push(&r->undone, s);
}

static void redo(Round *r)
{
    size_t off;
    assert_int_equal(text_redo(r->text, &off), r->undone.n > 0);
    if (r->undone.n == 0)
        return;
    Step s = vec_pop(&r->undone);
    buf_splice(&r->bytes, s.start, s.start + s.out.n, buf_str(&s.in));
    vec_push(&r->done, s);
}

static void keep(Round *r)
{
    if (r->kept.snap)
        assert_same(r->kept.snap, buf_str(&r->kept.bytes), &r->chance);
    snap_free(r->kept.snap);
    r->kept.snap = text_snapshot(r->text);
    buf_clear(&r->kept.bytes);
    buf_add(&r->kept.bytes, buf_str(&r->bytes));
}

static void check_place(Round *r)
{
    const Snap *s = text_now(r->text);
    Str all = buf_str(&r->bytes);
    size_t off = chance(&r->chance, all.n + 1), row = naive_rows_before(all, off);
    size_t line = naive_row_start(all, row);
    assert_int_equal(snap_size(s), all.n);
    assert_int_equal(snap_row_at(s, off).n, row);
    assert_int_equal(snap_row_start(s, row), line);
    assert_int_equal(snap_line_start(s, off, SIZE_MAX), line);
    size_t at = snap_off_of_col(s, line, snap_col(s, line, off, 4), 4);
    assert_true(at <= off && off - at <= WIDTH_CLUSTER_MAX);
}

static void step(Round *r)
{
    uint64_t dice = chance(&r->chance, 2000);
    if (dice < 1400)
        edit(r);
    else if (dice < 1750)
        undo(r);
    else if (dice < 1999)
        redo(r);
    else
        keep(r);
    if (dice % 16 == 0)
        check_place(r);
    if (dice % 1000 == 7) {
        text_check(r->text);
        assert_same(text_now(r->text), buf_str(&r->bytes), &r->chance);
    }
}

static void begin(Round *r, uint64_t seed)
{
    *r = (Round){.chance = {seed}};
    chance_bytes(&r->chance, LARGEST, &r->bytes);
    buf_add(&r->source.bytes, buf_str(&r->bytes));
    r->text =
        seed % 2 ? text_new_source(mem_source(&r->source)) : text_new_from(buf_str(&r->bytes));
    while (!snap_count_lines(text_now(r->text), SIZE_MAX))
        ;
}

static void end(Round *r)
{
    keep(r);
    while (r->done.n) // all the way back
        undo(r);
    assert_same(text_now(r->text), buf_str(&r->source.bytes), &r->chance);
    keep(r);
    snap_free(r->kept.snap);
    buf_deinit(&r->kept.bytes);
    while (r->undone.n)
        drop(vec_pop(&r->undone));
    vec_deinit(&r->done);
    vec_deinit(&r->undone);
    text_free(r->text);
    buf_deinit(&r->source.bytes);
    buf_deinit(&r->bytes);
}

void a_million_steps_agree_with_plain_bytes(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < STEPS / ROUND; seed++) {
        Round r;
        begin(&r, seed);
        for (int i = 0; i < ROUND; i++)
            step(&r);
        end(&r);
    }
}
