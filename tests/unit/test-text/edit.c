// Texts against plain bytes: whatever is done to both, they must agree.
#include "test-text.h"

enum { KEPT = 6 };

typedef struct {
    Text *text;
    Buf bytes;
    Kept kept[KEPT];
    Vec(Kept) done, undone; // states to go back to and forward to, without snapshots
    Chance chance;
    TextRev pulled;
} World;

static void keep_snapshot(World *w)
{
    Kept *k = &w->kept[chance(&w->chance, KEPT)];
    if (k->snap)
        assert_same(k->snap, buf_str(&k->bytes), &w->chance);
    snap_free(k->snap);
    buf_clear(&k->bytes);
    buf_add(&k->bytes, buf_str(&w->bytes));
    k->snap = text_snapshot(w->text);
}

static Kept copy_of(const Buf *b)
{
    Kept k = {0};
    buf_add(&k.bytes, buf_str(b));
    return k;
}

static void forget(World *w)
{
    while (w->undone.n)
        buf_deinit(&vec_pop(&w->undone).bytes);
}

static void splices_of(Chance *c, size_t size, size_t n, TextSplice *v)
{
    static const char *const with[] = {"", "x", "\n", "much longer than before\nand so on"};
    size_t off = 0, stride = size / n + 1;
    for (size_t i = 0; i < n; i++) {
        off = MIN(off + chance(c, stride), size);
        size_t end = MIN(off + chance(c, 6), size);
        v[i] = (TextSplice){off, end, str_c(with[chance(c, ARRAY_LEN(with))])};
        off = end;
    }
}

static void one_by_one(Buf *bytes, const TextSplice *v, size_t n)
{
    for (size_t i = n; i-- > 0;)
        buf_splice(bytes, v[i].start, v[i].end, v[i].with);
}

static void edit(World *w)
{
    AUTO(buf) Buf with = BUF_INIT;
    size_t size = w->bytes.n, start = chance(&w->chance, size + 1);
    size_t most = chance(&w->chance, 4) ? 8 : size;
    size_t end = start + chance(&w->chance, MIN(size - start, most) + 1);
    size_t longest = chance(&w->chance, 50) == 0 ? 40000 : 12;
    if (chance(&w->chance, 3))
        chance_bytes(&w->chance, longest, &with);
    text_replace(w->text, start, end, buf_str(&with));
    buf_splice(&w->bytes, start, end, buf_str(&with));
}

static void edit_many(World *w)
{
    size_t n = chance(&w->chance, 10) ? 1 + chance(&w->chance, 5) : 300;
    AUTO(free) TextSplice *v = NEW_ARRAY(TextSplice, n);
    splices_of(&w->chance, w->bytes.n, n, v);
    text_replace_many(w->text, v, n);
    one_by_one(&w->bytes, v, n);
}

static void edit_group(World *w)
{
    size_t n = chance(&w->chance, 10) ? 3 : 300;
    text_group_begin(w->text);
    for (size_t i = 0; i < n; i++)
        if (chance(&w->chance, n) == 0)
            edit_many(w);
        else
            edit(w);
    text_group_end(w->text);
}

// One undo step of any kind.
static void change(World *w)
{
    TextRev rev = text_rev(w->text);
    Kept before = copy_of(&w->bytes);
    uint64_t dice = chance(&w->chance, 20);
    text_undo_break(w->text);
    if (dice < 16)
        edit(w);
    else if (dice < 18)
        edit_many(w);
    else
        edit_group(w);
    if (text_rev(w->text) == rev) { // nothing for nothing
        buf_deinit(&before.bytes);
        return;
    }
    vec_push(&w->done, before);
    forget(w);
}

static void swap_state(World *w, bool redo)
{
    size_t off = 0;
    bool is_any = redo ? w->undone.n > 0 : w->done.n > 0;
    assert_int_equal(redo ? text_redo(w->text, &off) : text_undo(w->text, &off), is_any);
    if (!is_any)
        return;
    Kept now = {.bytes = w->bytes};
    if (redo) {
        w->bytes = vec_pop(&w->undone).bytes;
        vec_push(&w->done, now);
    } else {
        w->bytes = vec_pop(&w->done).bytes;
        vec_push(&w->undone, now);
    }
    assert_true(off <= w->bytes.n);
}

static void end_world(World *w)
{
    text_free(w->text);
    for (size_t i = 0; i < KEPT; i++) {
        if (w->kept[i].snap)
            assert_same(w->kept[i].snap, buf_str(&w->kept[i].bytes), &w->chance);
        snap_free(w->kept[i].snap);
        buf_deinit(&w->kept[i].bytes);
    }
    forget(w);
    while (w->done.n)
        buf_deinit(&vec_pop(&w->done).bytes);
    vec_deinit(&w->done);
    vec_deinit(&w->undone);
    buf_deinit(&w->bytes);
}

static void step(World *w)
{
    uint64_t dice = chance(&w->chance, 20);
    if (dice < 14)
        change(w);
    else if (dice < 18)
        swap_state(w, dice >= 16);
    else
        keep_snapshot(w);
    if (chance(&w->chance, 8) == 0) {
        text_check(w->text);
        assert_same(text_now(w->text), buf_str(&w->bytes), &w->chance);
    }
}

void text_edits_like_plain_bytes(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 12; seed++) {
        World w = {.chance = {seed}};
        AUTO(buf) Buf given = BUF_INIT;
        chance_bytes(&w.chance, seed % 3 ? 100 : 60000, &w.bytes);
        buf_add(&given, buf_str(&w.bytes));
        w.text = seed % 2 ? text_new_take(&given) : text_new_from(buf_str(&given));
        assert_int_equal(given.n, seed % 2 ? 0 : w.bytes.n);
        for (int i = 0; i < 400; i++)
            step(&w);
        end_world(&w);
    }
}

void text_edits_a_source_like_plain_bytes(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 4; seed++) {
        World w = {.chance = {seed}};
        MemSource m = {0};
        chance_bytes(&w.chance, 400000, &m.bytes);
        buf_add(&w.bytes, buf_str(&m.bytes));
        w.text = text_new_source(mem_source(&m));
        for (int i = 0; i < 100; i++)
            step(&w);
        assert_false(text_source_failed(w.text));
        end_world(&w);
        assert_int_equal(m.released, 1);
        buf_deinit(&m.bytes);
    }
}

// What the journal says must turn the old rows and columns into the new.
static void assert_rows(const TextEdit *e, Str before, Str after)
{
    assert_true(e->exact);
    assert_int_equal(e->start_row, naive_rows_before(before, e->start));
    assert_int_equal(e->old_end_row, naive_rows_before(before, e->old_end));
    assert_int_equal(e->new_end_row, naive_rows_before(after, e->new_end));
    assert_int_equal(e->start_col, e->start - naive_row_start(before, e->start_row));
    assert_int_equal(e->old_end_col, e->old_end - naive_row_start(before, e->old_end_row));
    assert_int_equal(e->new_end_col, e->new_end - naive_row_start(after, e->new_end_row));
}

void replace_many_is_as_one_by_one(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 10, 3000, 500000}, counts[] = {1, 3, 200, 3000};
    Chance c = {7};
    for (size_t i = 0; i < ARRAY_LEN(sizes) * ARRAY_LEN(counts) * 2; i++) {
        size_t n = counts[i / 2 % 4];
        AUTO(buf) Buf before = BUF_INIT, after = BUF_INIT;
        AUTO(free) TextSplice *v = NEW_ARRAY(TextSplice, n);
        MemSource m = {0};
        chance_bytes(&c, sizes[i / 8], &before);
        buf_add(&m.bytes, buf_str(&before));
        Text *t = i % 2 ? text_new_source(mem_source(&m)) : text_new_from(buf_str(&before));
        splices_of(&c, before.n, n, v);
        buf_add(&after, buf_str(&before));
        one_by_one(&after, v, n);
        text_replace_many(t, v, n);
        text_check(t);
        assert_same(text_now(t), buf_str(&after), &c);
        size_t off;
        text_undo(t, &off);
        assert_same(text_now(t), buf_str(&before), &c);
        assert_false(text_undo(t, &off));
        text_redo(t, &off);
        assert_same(text_now(t), buf_str(&after), &c);
        text_free(t);
        buf_deinit(&m.bytes);
    }
}

// Replays the journal on plain bytes: what comes in is taken from the text as it is in the end, so
// only the last edit's place is compared byte by byte.
void journal_maps_the_old_text_to_the_new(void **state)
{
    (void)state;
    Chance c = {3};
    AUTO(buf) Buf bytes = BUF_INIT;
    chance_bytes(&c, 500, &bytes);
    Text *t = text_new_from(buf_str(&bytes));
    for (int i = 0; i < 2000; i++) {
        AUTO(buf) Buf before = BUF_INIT, with = BUF_INIT;
        buf_add(&before, buf_str(&bytes));
        TextRev rev = text_rev(t), seen = rev;
        size_t off, start = chance(&c, bytes.n + 1);
        size_t end = start + chance(&c, MIN(bytes.n - start, (size_t)9) + 1);
        chance_bytes(&c, 10, &with);
        uint64_t dice = chance(&c, 10);
        if (dice == 0)
            text_undo(t, &off);
        else if (dice == 1)
            text_redo(t, &off);
        else
            text_replace(t, start, end, buf_str(&with));
        buf_clear(&bytes);
        snap_add_to(text_now(t), 0, snap_size(text_now(t)), &bytes);
        TextEdit e;
        if (text_pull(t, &seen, &e) == TEXT_EDIT_NONE) {
            assert_true(str_eq(buf_str(&before), buf_str(&bytes)));
            continue;
        }
        assert_true(seen == rev + 1 && seen == text_rev(t));
        assert_rows(&e, buf_str(&before), buf_str(&bytes));
        Str came_in = str_n(bytes.p + e.start, e.new_end - e.start);
        buf_splice(&before, e.start, e.old_end, came_in);
        assert_true(str_eq(buf_str(&before), buf_str(&bytes)));
    }
    text_free(t);
}

// text_check() knows how full nodes must be, which bounds the depth.
void many_small_edits_keep_the_tree_flat(void **state)
{
    (void)state;
    enum { SIZE = 200000, EDITS = 100000 };
    Chance c = {5};
    AUTO(buf) Buf bytes = BUF_INIT;
    buf_add_fill(&bytes, 'x', SIZE);
    Text *t = text_new_from(buf_str(&bytes));
    text_group_begin(t);
    for (int i = 0; i < EDITS; i++) {
        size_t off = chance(&c, SIZE - 1);
        const char *with = i % 2 ? "y" : "\n";
        text_replace(t, off, off + 1, str_c(with));
        bytes.p[off] = with[0];
    }
    text_group_end(t);
    text_check(t);
    assert_same(text_now(t), buf_str(&bytes), &c);
    text_free(t);
}
