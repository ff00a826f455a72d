// Typing at many places at once: one undo step, as many edits of the journal as there are places.
#include "test-text.h"

static void get(const Text *t, Buf *out)
{
    buf_clear(out);
    snap_add_to(text_now(t), 0, snap_size(text_now(t)), out);
}

static void assert_place(Str bytes, size_t off, size_t row, size_t col)
{
    assert_int_equal(row, naive_rows_before(bytes, off));
    assert_int_equal(col, off - naive_row_start(bytes, row));
}

// Make *old what t is by following the journal; `front_first`: the edits go from the first place to
// the last, else from the last to the first.  Checks rows and columns on the way.
static size_t follow(const Text *t, TextRev *rev, Buf *old, bool front_first)
{
    AUTO(buf) Buf now = BUF_INIT;
    TextEdit e;
    size_t n = 0;
    get(t, &now);
    for (; text_pull(t, rev, &e) == TEXT_EDIT_ONE; n++) {
        size_t size = old->n - (e.old_end - e.start) + (e.new_end - e.start);
        size_t from = front_first ? e.start : now.n - (size - e.start);
        if (e.exact) {
            assert_place(buf_str(old), e.start, e.start_row, e.start_col);
            assert_place(buf_str(old), e.old_end, e.old_end_row, e.old_end_col);
        }
        buf_splice(old, e.start, e.old_end, str_n(now.p + from, e.new_end - e.start));
        if (e.exact)
            assert_place(buf_str(old), e.new_end, e.new_end_row, e.new_end_col);
    }
    assert_true(str_eq(buf_str(old), buf_str(&now)));
    return n;
}

typedef enum { TYPE, BACKSPACE, DELETE } Run;

// One key of a run at n places of t, which stand in at[] and are moved.
static void press(Text *t, size_t *at, size_t n, Run run, Str key)
{
    TextSplice *v = NEW_ARRAY(TextSplice, n);
    for (size_t i = 0; i < n; i++) {
        v[i].start = at[i] - (run == BACKSPACE);
        v[i].end = at[i] + (run == DELETE);
        v[i].with = run == TYPE ? key : STR_NULL;
        at[i] += run == TYPE ? (i + 1) * key.n : -i - (run == BACKSPACE);
    }
    text_replace_many(t, v, n);
    free(v);
}

static void check_run(size_t n, Run run, Str key, size_t per_line)
{
    Buf before = BUF_INIT, after = BUF_INIT, model = BUF_INIT;
    size_t *at = NEW_ARRAY(size_t, n), off, each = n <= 1024 ? n : 1;
    for (size_t i = 0; i < n; i++) {
        buf_add_c(&model, "some text of it");
        at[i] = model.n - 7;
        if (i % per_line == per_line - 1)
            buf_add_c(&model, "\n");
    }
    Text *t = text_new_from(buf_str(&model));
    get(t, &before);
    TextRev rev = 0;
    for (int i = 0; i < 4; i++) {
        press(t, at, n, run, key);
        assert_int_equal(follow(t, &rev, &model, false), each);
        text_check(t);
    }
    get(t, &after);
    assert_true(text_undo(t, &off));
    assert_int_equal(follow(t, &rev, &model, true), each);
    assert_true(str_eq(buf_str(&model), buf_str(&before)));
    assert_false(text_undo(t, &off));
    assert_true(text_redo(t, &off));
    assert_int_equal(follow(t, &rev, &model, false), each);
    assert_true(str_eq(buf_str(&model), buf_str(&after)));
    text_check(t);
    text_free(t);
    free(at);
    buf_deinit(&before);
    buf_deinit(&after);
    buf_deinit(&model);
}

void runs_at_many_places_are_one_step(void **state)
{
    (void)state;
    static const size_t places[] = {2, 3, 256, 257, 1024, 1025};
    for (size_t i = 0; i < ARRAY_LEN(places); i++)
        for (Run run = TYPE; run <= DELETE; run++)
            for (size_t per_line = 1; per_line <= 3; per_line += 2) {
                check_run(places[i], run, STR("x"), per_line);
                if (run == TYPE)
                    check_run(places[i], run, STR("\n  "), per_line);
            }
}

void runs_end_where_places_change(void **state)
{
    (void)state;
    size_t off;
    Text *t = text_new_from(STR("a b c"));
    text_replace_many(t, (TextSplice[]){{1, 1, STR("x")}, {3, 3, STR("x")}}, 2);
    text_replace_many(t, (TextSplice[]){{2, 2, STR("y")}, {5, 5, STR("y")}}, 2); // goes on
    text_replace_many(t, (TextSplice[]){{3, 3, STR("z")}, {4, 4, STR("z")}}, 2); // elsewhere
    text_replace(t, 4, 4, STR("1")); // behind the first of them, but alone
    text_undo_break(t);
    text_replace_many(t, (TextSplice[]){{5, 5, STR("2")}, {6, 6, STR("2")}}, 2);
    static const char *const back[] = {"axyz1 zbxy c", "axyz zbxy c", "axy bxy c", "a b c"};
    for (size_t i = 0; i < ARRAY_LEN(back); i++) {
        AUTO(buf) Buf got = BUF_INIT;
        assert_true(text_undo(t, &off));
        get(t, &got);
        assert_string_equal(buf_c(&got), back[i]);
    }
    assert_false(text_undo(t, &off));
    text_free(t);
}

void deleting_most_of_many_lines_undoes(void **state)
{
    (void)state;
    enum { PLACES = 600 };
    AUTO(buf) Buf before = BUF_INIT;
    AUTO(buf) Buf now = BUF_INIT;
    for (int i = 0; i < PLACES; i++)
        buf_add_c(&before, "abcdef ");
    Text *t = text_new_from(buf_str(&before));
    TextSplice v[PLACES];
    size_t off;
    for (size_t i = 0; i < PLACES; i++)
        v[i] = (TextSplice){7 * i, 7 * i + 6, STR_NULL};
    text_replace_many(t, v, PLACES);
    text_check(t);
    assert_true(text_undo(t, &off));
    text_check(t);
    get(t, &now);
    assert_true(str_eq(buf_str(&now), buf_str(&before)));
    assert_true(text_redo(t, &off));
    text_check(t);
    assert_int_equal(snap_size(text_now(t)), PLACES);
    text_free(t);
}
