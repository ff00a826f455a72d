#include "suite.h"

#include "syntax/edits.h"

static void type_something(Text *t, uint64_t *seed)
{
    static const char *const pieces[] = {"", "x", "\n", "ab\ncd", "\n\n", "long enough to matter"};
    size_t n = snap_size(text_now(t));
    size_t start = random_below(seed, n + 1), len = random_below(seed, 12);
    text_replace(t, start, MIN(start + len, n), str_c(pieces[random_below(seed, 6)]));
}

static TSPoint point_at(const Snap *s, size_t off)
{
    size_t row = snap_row_at(s, off).n;
    return (TSPoint){(uint32_t)row, (uint32_t)(off - snap_row_start(s, row))};
}

static void assert_point(TSPoint got, TSPoint want)
{
    assert_int_equal(got.row, want.row);
    assert_int_equal(got.column, want.column);
}

/* What lies outside of the edit is the same before and after, and its points are right. */
static void check_edit(const Snap *before, const Snap *after, const TSInputEdit *e)
{
    size_t n = snap_size(before), m = snap_size(after);
    assert_int_equal(n - e->old_end_byte, m - e->new_end_byte);
    AUTO(buf) Buf old = BUF_INIT;
    AUTO(buf) Buf new = BUF_INIT;
    snap_add_to(before, 0, e->start_byte, &old);
    snap_add_to(before, e->old_end_byte, n, &old);
    snap_add_to(after, 0, e->start_byte, &new);
    snap_add_to(after, e->new_end_byte, m, &new);
    assert_true(str_eq(buf_str(&old), buf_str(&new)));
    assert_point(e->start_point, point_at(before, e->start_byte));
    assert_point(e->old_end_point, point_at(before, e->old_end_byte));
    assert_point(e->new_end_point, point_at(after, e->new_end_byte));
}

/* Edits that changed nothing leave no trace in the journal. */
static void take_edits(const Text *t, TextRev *rev, Edits *out)
{
    TextEdit e;
    Edit edit;
    while (text_pull(t, rev, &e) == TEXT_EDIT_ONE) {
        assert_true(edit_from_text(&e, text_now(t), &edit));
        edits_add(out, edit);
    }
}

static void a_long_list_of_edits_becomes_a_wide_one(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 40; round++) {
        Text *t = text_new_from(STR("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n"));
        Edits edits = {0};
        TextRev rev = text_rev(t);
        for (int i = 0; i < EDITS_MAX; i++)
            edits_add(&edits, (Edit){0});
        Snap *before = text_snapshot(t);
        for (int i = 0; i < 12; i++) {
            type_something(t, &seed);
            take_edits(t, &rev, &edits);
            assert_int_equal(edits.n, EDITS_MAX);
            check_edit(before, text_now(t), &vec_last(&edits).ts);
        }
        snap_free(before);
        vec_deinit(&edits);
        text_free(t);
    }
}

static void points_are_counted_from_an_origin_and_back(void **state)
{
    (void)state;
    TSPoint origin = {4, 7};
    assert_point(point_from(origin, (TSPoint){4, 9}), (TSPoint){0, 2});
    assert_point(point_from(origin, (TSPoint){5, 9}), (TSPoint){1, 9});
    assert_point(point_from(origin, origin), (TSPoint){0, 0});
}

static void an_edit_without_rows_is_refused(void **state)
{
    (void)state;
    Edit out;
    Text *t = text_new();
    TextEdit e = {.start = 100,
                  .old_end = 100,
                  .new_end = 101,
                  .start_col = 3,
                  .old_end_col = 3,
                  .new_end_col = 4};
    assert_false(edit_from_text(&e, text_now(t), &out));
    e.start_row = e.old_end_row = e.new_end_row = 5;
    assert_true(edit_from_text(&e, text_now(t), &out));
    e.new_end = (size_t)1 << 40;
    assert_false(edit_from_text(&e, text_now(t), &out));
    text_free(t);
}

typedef struct {
    const char *name;
    uint32_t start, old_end, new_end;
    bool joins;
    size_t before, as_start, as_end; // a place, and where it lies after as a span's start or end
} Move;

static const Move moves[] = {
    {"what lies before stays", 5, 7, 9, false, 4, 4, 4},
    {"what lies behind moves on", 5, 7, 9, false, 8, 10, 10},
    {"what lies behind moves back", 5, 7, 5, false, 8, 6, 6},
    {"what comes in at a place pushes starts, not ends", 5, 5, 8, false, 5, 8, 5},
    {"what joins pushes ends too", 5, 5, 8, true, 5, 8, 8},
    {"what was replaced shrinks to its borders", 5, 9, 12, false, 7, 12, 5},
    {"the end of what was replaced is the end of what came", 5, 9, 12, false, 9, 12, 12},
    {"the start of what was replaced is no start any more", 5, 9, 12, false, 5, 12, 5},
};

static void places_move_with_edits(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
        const Move *m = &moves[i];
        Edits edits = {0};
        edits_add(&edits, (Edit){{m->start, m->old_end, m->new_end, {0}, {0}, {0}}, m->joins});
        size_t start = edits_map_start(&edits, m->before), end = edits_map_end(&edits, m->before);
        if (start != m->as_start || end != m->as_end)
            fail_msg("%s: %zu and %zu", m->name, start, end);
        vec_deinit(&edits);
    }
}

/* A place that no edit came near is found again. */
static void places_far_from_edits_come_back(void **state)
{
    (void)state;
    uint64_t seed = 9;
    for (int round = 0; round < 200; round++) {
        Edits edits = {0};
        for (int i = 0; i < 5; i++) {
            uint32_t start = 1000 + (uint32_t)random_below(&seed, 500);
            uint32_t old_end = start + (uint32_t)random_below(&seed, 100);
            uint32_t new_end = start + (uint32_t)random_below(&seed, 100);
            edits_add(&edits, (Edit){{start, old_end, new_end, {0}, {0}, {0}}, false});
        }
        assert_int_equal(edits_unmap_start(&edits, 999), 999);
        assert_int_equal(edits_unmap_end(&edits, 999), 999);
        size_t far = edits_map_start(&edits, 5000);
        assert_int_equal(edits_map_end(&edits, 5000), far);
        assert_int_equal(edits_unmap_start(&edits, far), 5000);
        assert_int_equal(edits_unmap_end(&edits, far), 5000);
        vec_deinit(&edits);
    }
}

static void words_and_comments_are_joined(void **state)
{
    (void)state;
    static const struct {
        const char *before, *typed;
        bool joins;
    } cases[] = {{"foo", "x", true},   {"foo", "(", false},   {"foo ", "x", true},
                 {"foo", "\n", false}, {"foo ", "\n", false}, {"(", "x", false},
                 {"", "x", false},     {"a1", "_", true}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Text *t = text_new_from(str_c(cases[i].before));
        TextRev rev = text_rev(t);
        Edits edits = {0};
        text_replace(t, snap_size(text_now(t)), snap_size(text_now(t)), str_c(cases[i].typed));
        take_edits(t, &rev, &edits);
        assert_int_equal(edits.n, 1);
        assert_int_equal(edits.p[0].joins, cases[i].joins);
        vec_deinit(&edits);
        text_free(t);
    }
}

const struct CMUnitTest edits_tests[] = {
    cmocka_unit_test(a_long_list_of_edits_becomes_a_wide_one),
    cmocka_unit_test(points_are_counted_from_an_origin_and_back),
    cmocka_unit_test(an_edit_without_rows_is_refused),
    cmocka_unit_test(places_move_with_edits),
    cmocka_unit_test(places_far_from_edits_come_back),
    cmocka_unit_test(words_and_comments_are_joined),
};
const size_t edits_tests_n = ARRAY_LEN(edits_tests);
