// Layout, session, find, and what waits for a save.
#include "suite.h"

static void areas_never_overlap_nor_leave_the_screen(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 60; rows++)
        for (int cols = 1; cols <= 200; cols += 3)
            for (int bits = 0; bits < 16; bits++) {
                Layout l;
                layout_init(&l);
                layout_resize(&l, rows, cols);
                l.side_bar = bits & 1;
                l.panel = bits & 2;
                l.panel_max = (bits & 4) && l.panel;
                l.hint_bar = bits & 8;
                Areas a = layout_areas(&l);
                const Rect all[] = {a.side_bar, a.editors, a.panel, a.hints, a.status};
                int cells = 0;
                for (size_t i = 0; i < ARRAY_LEN(all); i++) {
                    assert_true(all[i].rows >= 0 && all[i].cols >= 0);
                    assert_true(all[i].row + all[i].rows <= rows);
                    assert_true(all[i].col + all[i].cols <= cols);
                    cells += all[i].rows * all[i].cols;
                }
                assert_true(cells <= rows * cols);
            }
}

static void tabs_cursors_and_layout_come_back(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\ntwo\n");
    world_put(w, "b.txt", "three\n");
    world_settle(w);
    view_select(world_open(w, "a.txt"), 2, 5);
    world_open(w, "b.txt");
    workspace_new_file(w->ws);
    workspace_show_tab(w->ws, 0);
    w->ws->layout.side_cols[SIZE_SMALL] = 17;
    world_restart(w);
    assert_int_equal(w->ws->group->tabs.n, 2); // what has no name does not come back
    assert_int_equal(w->ws->group->active, 0);
    assert_int_equal(view_primary(workspace_view(w->ws))->anchor, 2);
    assert_int_equal(view_cursor(workspace_view(w->ws)), 5);
    assert_int_equal(w->ws->layout.side_cols[SIZE_SMALL], 17);
}

static void a_session_fits_a_file_that_changed(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one two three\n");
    world_put(w, "gone.txt", "");
    world_settle(w);
    view_select(world_open(w, "a.txt"), 2, 2);
    world_open(w, "gone.txt");
    AUTO(free) char *gone = world_path(w, "gone.txt");
    w->ws->layout.panel_rows[SIZE_SMALL] = 2147483647;
    w->ws->layout.side_cols[SIZE_SMALL] = -5;
    world_settle(w);
    test_must(unlink(gone) == 0, gone);
    world_put(w, "a.txt", "a\xC3\xA9"); // offset 2 is within the character
    world_settle(w);
    world_restart(w);
    assert_int_equal(w->ws->group->tabs.n, 1);
    View *v = workspace_view(w->ws);
    assert_true(view_cursor(v) == 1 || view_cursor(v) == 3);
    w->ws->layout.panel = true;
    Areas a = layout_areas(&w->ws->layout);
    assert_true(a.panel.rows > 0 && a.panel.rows < 24);
}

static void matches_are_counted_and_stepped_around(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "ab Ab ab\n");
    View *v = world_open(w, "a.txt");
    Find *f = w->ws->find;
    size_t at;
    find_open(f);
    find_set_text(f, FIND_PATTERN, STR("ab"));
    world_settle(w);
    assert_int_equal(find_count(f, &at), 3);
    assert_int_equal(at, 1);
    MUST(find_step(f, -1, &err));
    world_settle(w);
    assert_int_equal(find_count(f, &at), 3);
    assert_int_equal(at, 3);
    find_set_text(f, FIND_PATTERN, STR("Ab")); // capitals make it exact
    world_settle(w);
    assert_int_equal(find_count(f, &at), 1);
    text_replace(v->doc->text, 0, 0, STR("Ab "));
    MUST(find_step(f, 1, &err)); // in the text as it is now
    world_settle(w);
    assert_int_equal(find_count(f, &at), 2);
    assert_true(at > 0);
    find_options(f)->regex = true;
    find_set_text(f, FIND_PATTERN, STR("("));
    world_settle(w);
    assert_string_not_equal(find_problem(f), "");
}

static void a_quit_that_was_given_up_does_not_come_later(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    View *v = world_open(w, "a.txt");
    MUST(view_type(v, STR("x"), &err));
    w->ws->quit_when_saved = true; // its question was answered, but with no name
    world_settle(w);
    assert_false(w->ws->quit);
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_false(w->ws->quit);
}

static void a_reload_waits_for_a_save(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "old\n");
    View *v = world_open(w, "a.txt");
    MUST(view_type(v, STR("new "), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    MUST_FAIL(document_reload(w->ws, v->doc, &err));
    world_settle(w);
    expect_text(v, "new old\n");
    world_expect(w, "a.txt", "new old\n");
}

static void a_reload_is_undone_in_one_step(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\ntwo\nthree\n");
    View *v = world_open(w, "a.txt");
    world_put(w, "a.txt", "one\n2\nthree\n");
    MUST(document_reload(w->ws, v->doc, &err));
    assert_false(document_is_modified(v->doc));
    MUST(view_undo(v, &err));
    expect_text(v, "one\ntwo\nthree\n");
    assert_true(document_is_modified(v->doc));
}

const struct CMUnitTest state_tests[] = {
    CASE(areas_never_overlap_nor_leave_the_screen),
    CASE(tabs_cursors_and_layout_come_back),
    CASE(a_session_fits_a_file_that_changed),
    CASE(matches_are_counted_and_stepped_around),
    CASE(a_quit_that_was_given_up_does_not_come_later),
    CASE(a_reload_waits_for_a_save),
    CASE(a_reload_is_undone_in_one_step),
};
const size_t state_tests_n = ARRAY_LEN(state_tests);
