// What was copied before, and what a recording keeps.
#include "suite.h"

static void expect_clip(const World *w, size_t i, const char *want)
{
    const Clipboard *c = &w->ws->clipboard;
    assert_true(i < clipboard_count(c));
    assert_true(str_eq_c(clipboard_get(c, i), want));
}

static void the_newest_copy_comes_first_and_each_only_once(void **state)
{
    World *w = *state;
    clipboard_put(w->ws, STR("one"), false);
    clipboard_put(w->ws, STR("two\n"), true);
    clipboard_put(w->ws, STR("three"), false);
    clipboard_put(w->ws, STR("one"), false);
    assert_int_equal(clipboard_count(&w->ws->clipboard), 3);
    expect_clip(w, 0, "one");
    expect_clip(w, 1, "three");
    expect_clip(w, 2, "two\n");
    clipboard_choose(&w->ws->clipboard, 2);
    expect_clip(w, 0, "two\n");
    expect_clip(w, 1, "one");
    assert_true(w->ws->clipboard.line);
    assert_int_equal(clipboard_count(&w->ws->clipboard), 3);
}

static void copies_are_bounded_in_number_and_bytes(void **state)
{
    World *w = *state;
    for (int i = 0; i < 3 * 50; i++) {
        AUTO(free) char *text = xasprintf("text %d", i);
        clipboard_put(w->ws, str_c(text), false);
    }
    assert_int_equal(clipboard_count(&w->ws->clipboard), 50);
    expect_clip(w, 50 - 1, "text 100");
    AUTO(buf) Buf big = BUF_INIT;
    buf_add_fill(&big, 'x', CLIPS_BYTES + 1);
    clipboard_put(w->ws, buf_str(&big), false);
    clipboard_put(w->ws, STR("small"), false);
    expect_clip(w, 0, "small");
    assert_int_equal(clipboard_count(&w->ws->clipboard), 1); // the big one is not kept
}

static void a_copy_of_what_is_there_may_lie_in_it(void **state)
{
    World *w = *state;
    clipboard_put(w->ws, STR("some words"), false);
    clipboard_put(w->ws, str_from(clipboard_get(&w->ws->clipboard, 0), 5), false);
    expect_clip(w, 0, "words");
    expect_clip(w, 1, "some words");
}

static void an_older_copy_of_many_cursors_keeps_its_parts(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "ab\ncd\n");
    View *v = world_open(w, "a.txt");
    AUTO(selections) Selections two = {0};
    selections_init(&two);
    selections_set(&two, selection_of(0, 2));
    selections_add(&two, selection_of(3, 5));
    view_select_all(v, &two);
    MUST(view_copy_text(v, &err));
    clipboard_put(w->ws, STR("other"), false);
    clipboard_choose(&w->ws->clipboard, 1);
    assert_int_equal(w->ws->clipboard.ends.n, 2);
}

static void typed_text_is_one_step_of_a_recording(void **state)
{
    World *w = *state;
    Macro *m = &w->ws->macro;
    macro_add(w->ws, MACRO_TYPE, STR_NULL, STR("lost")); // nothing is being recorded
    macro_record(m);
    assert_false(macro_record_end(m));
    macro_record(m);
    macro_add(w->ws, MACRO_TYPE, STR_NULL, STR("a"));
    macro_add(w->ws, MACRO_TYPE, STR_NULL, STR("b"));
    macro_add(w->ws, MACRO_COMMAND, STR("cursor.down"), STR("select"));
    macro_add(w->ws, MACRO_COMMAND, STR("nav.line"), STR_NULL);
    macro_unadd(m);
    assert_true(macro_record_end(m));
    assert_int_equal(m->steps.n, 2);
    assert_string_equal(buf_c(&m->steps.p[0].text), "ab");
    assert_string_equal(m->steps.p[1].command, "cursor.down");
}

static void a_recording_that_grows_too_long_ends(void **state)
{
    World *w = *state;
    Macro *m = &w->ws->macro;
    macro_record(m);
    for (int i = 0; i <= MACRO_STEPS; i++)
        macro_add(w->ws, MACRO_COMMAND, STR("cursor.down"), STR_NULL);
    assert_false(m->recording);
    assert_int_equal(m->steps.n, MACRO_STEPS);
    assert_non_null(strstr(last_message(w), "too long"));
}

static void a_play_is_one_undo_step_that_a_save_divides(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    View *v = world_open(w, "a.txt");
    macro_group(w->ws);
    MUST(view_insert(v, STR("one\n"), &err));
    view_goto(v, 0);
    MUST(view_insert(v, STR("two\n"), &err));
    macro_ungroup(w->ws);
    MUST(view_undo(v, &err));
    expect_text(v, "");
    macro_group(w->ws);
    MUST(view_insert(v, STR("saved\n"), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    macro_group(w->ws);
    MUST(view_insert(v, STR("not\n"), &err));
    macro_ungroup(w->ws);
    world_settle(w);
    assert_true(document_is_modified(v->doc));
    world_expect(w, "a.txt", "saved\n");
    macro_group(w->ws);
    MUST(view_undo(v, &err)); // also within a play
    expect_text(v, "saved\n");
    assert_false(document_is_modified(v->doc));
    macro_stop(w->ws);
}

const struct CMUnitTest clips_tests[] = {
    CASE(the_newest_copy_comes_first_and_each_only_once),
    CASE(copies_are_bounded_in_number_and_bytes),
    CASE(a_copy_of_what_is_there_may_lie_in_it),
    CASE(an_older_copy_of_many_cursors_keeps_its_parts),
    CASE(typed_text_is_one_step_of_a_recording),
    CASE(a_recording_that_grows_too_long_ends),
    CASE(a_play_is_one_undo_step_that_a_save_divides),
};
const size_t clips_tests_n = ARRAY_LEN(clips_tests);
