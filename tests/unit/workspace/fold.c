// Folding: what a view hides, and where its cursors and edits go then.
#include "suite.h"

static const char *const text = "a\n  b\n    c\n\n  d\ne\n  f\n";

static View *view_at(World *w, size_t off)
{
    world_put(w, "a.txt", text);
    w->ws->options.folding = true;
    View *v = world_open(w, "a.txt");
    world_settle(w);
    view_goto(v, off);
    return v;
}

// First letters of the rows that are seen.
static void expect_seen(const View *v, const char *want)
{
    AUTO(buf) Buf got = BUF_INIT;
    RowLayout l = view_layout(v);
    Row r = row_at(&l, 0);
    do
        if (r.end > r.start)
            snap_add_to(l.s, r.end - 1, r.end, &got);
    while (row_next(&l, &r));
    assert_string_equal(buf_c(&got), want);
}

static void a_block_closes_and_opens(void **state)
{
    World *w = *state;
    View *v = view_at(w, 4);
    MUST(view_fold(v, FOLDING_TOGGLE, &err));
    expect_seen(v, "abdef");
    MUST(view_fold(v, FOLDING_CLOSE, &err));
    expect_seen(v, "aef");
    assert_int_equal(view_cursor(v), 1);
    MUST(view_fold(v, FOLDING_TOGGLE, &err));
    expect_seen(v, "abdef");
    view_unfold_all(v);
    expect_seen(v, "abcdef");
    MUST_FAIL(view_fold(v, FOLDING_OPEN, &err));
}

static void levels_count_from_outside(void **state)
{
    World *w = *state;
    View *v = view_at(w, 0);
    MUST(view_fold_level(v, 2, &err));
    expect_seen(v, "abdef");
    MUST(view_fold_level(v, 1, &err));
    expect_seen(v, "ae");
    MUST(view_fold_level(v, 0, &err));
    assert_int_equal(folds_count(&v->folds), 3);
    MUST_FAIL(view_fold_level(v, 3, &err));
    expect_seen(v, "abcdef");
}

static void moves_go_over_hidden_lines(void **state)
{
    World *w = *state;
    View *v = view_at(w, 1);
    MUST(view_fold(v, FOLDING_CLOSE, &err));
    view_move(v, MOVE_RIGHT, false);
    assert_int_equal(view_cursor(v), 17);
    view_move(v, MOVE_LEFT, false);
    assert_int_equal(view_cursor(v), 1);
    view_move(v, MOVE_DOWN, false);
    assert_int_equal(view_cursor(v), 18);
    view_move(v, MOVE_UP, true);
    assert_int_equal(view_cursor(v), 1);
    view_move(v, MOVE_BOTTOM, false);
    expect_seen(v, "aef");
}

static void a_jump_opens_what_hides_its_place(void **state)
{
    World *w = *state;
    View *v = view_at(w, 0);
    MUST(view_fold_level(v, 0, &err));
    view_goto(v, 10);
    view_reveal(v);
    expect_seen(v, "abcde");
}

static void deleting_at_a_header_takes_one_line_end(void **state)
{
    World *w = *state;
    View *v = view_at(w, 1);
    MUST(view_fold(v, FOLDING_CLOSE, &err));
    MUST(view_delete(v, MOVE_RIGHT, &err));
    expect_text(v, "a  b\n    c\n\n  d\ne\n  f\n");
    expect_seen(v, "bcdef");
}

static void folds_come_back_with_the_session(void **state)
{
    World *w = *state;
    View *v = view_at(w, 4);
    MUST(view_fold(v, FOLDING_CLOSE, &err));
    view_toggle_wrap(v);
    bool wrapped = view_is_wrapped(v);
    world_restart(w);
    expect_seen(workspace_view(w->ws), "abdef");
    assert_int_equal(view_is_wrapped(workspace_view(w->ws)), wrapped);
    world_put(w, "a.txt", "a shorter text\n  of two lines\n");
    world_restart(w);
    expect_seen(workspace_view(w->ws), "ts");
}

static void a_text_without_blocks_does_not_fold(void **state)
{
    World *w = *state;
    View *v = view_at(w, 18);
    assert_true(view_can_fold(v, 17));
    assert_false(view_can_fold(v, 13));
    w->ws->options.folding = false;
    assert_false(view_can_fold(v, 17));
    MUST_FAIL(view_fold(v, FOLDING_CLOSE, &err));
}

static void what_is_larger_than_the_settings_say_is_neither_folded_nor_wrapped(void **state)
{
    World *w = *state;
    AUTO(buf) Buf large = BUF_INIT;
    Options *o = &w->ws->options;
    buf_add_fill(&large, 'x', (1 << 20) - 8);
    buf_add_c(&large, "\na\n  b\n");
    world_put(w, "a.txt", buf_c(&large));
    o->large_file_mb = 1;
    o->large_optimizations = true;
    o->word_wrap = WRAP_ON;
    o->folding = true;
    View *v = world_open(w, "a.txt");
    world_settle(w);
    size_t header = (1 << 20) - 7;
    assert_true(view_can_fold(v, header) && view_is_wrapped(v));
    MUST(view_type(v, STR("more"), &err));
    assert_false(view_can_fold(v, header + 4) || view_is_wrapped(v));
    MUST_FAIL(view_fold(v, FOLDING_CLOSE, &err));
    view_toggle_wrap(v); // said of this one file
    assert_true(view_is_wrapped(v));
    o->large_optimizations = false;
    assert_true(view_can_fold(v, header + 4));
}

const struct CMUnitTest fold_tests[] = {
    CASE(a_block_closes_and_opens),
    CASE(levels_count_from_outside),
    CASE(moves_go_over_hidden_lines),
    CASE(a_jump_opens_what_hides_its_place),
    CASE(deleting_at_a_header_takes_one_line_end),
    CASE(folds_come_back_with_the_session),
    CASE(a_text_without_blocks_does_not_fold),
    CASE(what_is_larger_than_the_settings_say_is_neither_folded_nor_wrapped),
};
const size_t fold_tests_n = ARRAY_LEN(fold_tests);
