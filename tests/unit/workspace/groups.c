// Editor groups: two views of one document, tabs that move, and a session that keeps them.
#include "suite.h"

static Group *nth(const World *w, size_t i)
{
    Group *all[GROUPS_MAX];
    assert_true(i < group_list(w->ws, all));
    return all[i];
}

static size_t count(const World *w)
{
    Group *all[GROUPS_MAX];
    return group_list(w->ws, all);
}

static void two_views_follow_the_edits_of_each_other(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\ntwo\nthree\n");
    View *left = world_open(w, "a.txt");
    view_goto(left, 4);
    folds_add(&left->folds, &(Fold){3, 7}, 1, 14);
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    View *right = workspace_view(w->ws);
    assert_ptr_not_equal(left, right);
    assert_ptr_equal(left->doc, right->doc);
    assert_int_equal(view_cursor(right), 4); // it stands where the other does
    assert_int_equal(folds_count(&right->folds), 1);
    view_goto(right, 0);
    MUST(view_type(right, STR("xyz"), &err));
    world_settle(w);
    assert_int_equal(view_cursor(left), 7);
    assert_int_equal(view_cursor(right), 3);
    MUST(view_undo(right, &err));
    world_settle(w);
    assert_int_equal(view_cursor(left), 4);
}

static void the_last_tab_takes_its_group_along(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\n");
    View *v = world_open(w, "a.txt");
    MUST(view_type(v, STR("x"), &err));
    MUST(group_split(w->ws, SIDE_DOWN, &err));
    assert_int_equal(count(w), 2);
    workspace_close_tab(w->ws, 0);
    assert_int_equal(count(w), 1);
    assert_ptr_equal(workspace_view(w->ws), v); // the document is still here
    assert_true(document_is_modified(v->doc));
    assert_int_equal(w->ws->closed.n, 0);
    workspace_close_tab(w->ws, 0);
    assert_int_equal(count(w), 1); // there is always one
    assert_null(workspace_view(w->ws));
    assert_int_equal(w->ws->closed.n, 1);
}

static void a_tab_opened_again_stands_where_it_stood(void **state)
{
    World *w = *state;
    static const char *const names[] = {"a.txt", "b.txt", "c.txt"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        world_put(w, names[i], "");
        world_open(w, names[i]);
    }
    const Group *g = w->ws->group;
    workspace_close_tab(w->ws, 0);
    workspace_show_tab(w->ws, 1);
    MUST(workspace_reopen(w->ws, &err));
    assert_int_equal(g->tabs.n, 3);
    assert_int_equal(g->active, 0);
    assert_string_equal(g->tabs.p[0]->doc->title, "a.txt");
    workspace_close_tab(w->ws, 2);
    workspace_close_tab(w->ws, 1);
    workspace_close_tab(w->ws, 0);
    MUST(workspace_reopen(w->ws, &err));
    MUST(workspace_reopen(w->ws, &err));
    MUST(workspace_reopen(w->ws, &err));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        assert_string_equal(g->tabs.p[i]->doc->title, names[i]);
}

static void a_group_goes_back_to_the_one_used_before(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    world_open(w, "a.txt");
    layout_resize(&w->ws->layout, 60, 200);
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    group_focus(w->ws, nth(w, 0));
    group_focus(w->ws, nth(w, 2));
    workspace_close_tab(w->ws, 0);
    assert_ptr_equal(w->ws->group, nth(w, 0));
}

static void a_split_without_room_is_refused_in_one_sentence(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    MUST_FAIL(group_split(w->ws, SIDE_RIGHT, &err)); // nothing is open
    world_open(w, "a.txt");
    layout_resize(&w->ws->layout, 24, 80);
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    MUST_FAIL(group_split(w->ws, SIDE_RIGHT, &err));
    assert_int_equal(count(w), 3);
    layout_resize(&w->ws->layout, 60, 240);
    while (count(w) < GROUPS_MAX)
        MUST(group_split(w->ws, SIDE_RIGHT, &err));
    MUST_FAIL(group_split(w->ws, SIDE_RIGHT, &err));
}

static void groups_that_do_not_fit_are_shown_one_at_a_time(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    world_open(w, "a.txt");
    layout_resize(&w->ws->layout, 40, 120);
    w->ws->layout.side_bar = false;
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    assert_int_equal(group_place(w->ws), 3);
    layout_resize(&w->ws->layout, 20, 60);
    assert_int_equal(group_place(w->ws), 1);
    assert_int_equal(group_rect(w->ws, nth(w, 2)).cols, 60);
    assert_int_equal(group_rect(w->ws, nth(w, 0)).rows, 0);
    assert_true(group_focus_beside(w->ws, SIDE_LEFT));
    assert_int_equal(group_place(w->ws), 1);
    assert_int_equal(group_rect(w->ws, nth(w, 1)).cols, 60);
    layout_resize(&w->ws->layout, 40, 120);
    assert_int_equal(group_place(w->ws), 3); // there is room again
}

static void a_tab_moves_and_stays_single_in_its_group(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\n");
    world_put(w, "b.txt", "two\n");
    world_open(w, "a.txt");
    View *b = world_open(w, "b.txt");
    MUST(group_split(w->ws, SIDE_RIGHT, &err)); // b once more
    View *twin = workspace_view(w->ws);
    group_move_tab(w->ws, b, nth(w, 1), SIZE_MAX);
    assert_ptr_not_equal(workspace_view(w->ws), twin);
    assert_ptr_equal(workspace_view(w->ws), b);
    assert_int_equal(nth(w, 1)->tabs.n, 1);
    assert_int_equal(w->ws->views.n, 2);
    group_move_tab(w->ws, b, nth(w, 0), 0);
    assert_int_equal(count(w), 1);
    assert_ptr_equal(w->ws->group->tabs.p[0], b);
}

static void a_file_opens_in_the_focused_group(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\ntwo\n");
    View *first = world_open(w, "a.txt");
    view_goto(first, 5);
    world_put(w, "b.txt", "");
    world_open(w, "b.txt");
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    View *second = world_open(w, "a.txt");
    assert_ptr_not_equal(first, second);
    assert_int_equal(view_cursor(second), 5);
    assert_ptr_equal(world_open(w, "a.txt"), second);
    assert_int_equal(w->ws->documents.n, 2);
}

static void a_session_keeps_the_groups(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\ntwo\n");
    world_put(w, "b.txt", "three\n");
    world_settle(w);
    layout_resize(&w->ws->layout, 60, 200);
    world_open(w, "a.txt");
    MUST(group_split(w->ws, SIDE_RIGHT, &err));
    world_open(w, "b.txt");
    MUST(group_split(w->ws, SIDE_DOWN, &err));
    view_goto(workspace_view(w->ws), 3);
    group_place(w->ws);
    assert_true(group_resize(w->ws, true, 10));
    group_focus(w->ws, nth(w, 1));
    world_restart(w);
    layout_resize(&w->ws->layout, 60, 200);
    assert_int_equal(count(w), 3);
    assert_int_equal(nth(w, 1)->tabs.n, 2);
    assert_ptr_equal(w->ws->group, nth(w, 1));
    assert_string_equal(workspace_view(w->ws)->doc->title, "b.txt");
    assert_int_equal(view_cursor(group_view(nth(w, 2))), 3);
    assert_true(w->ws->splits->columns);
    group_place(w->ws);
    assert_true(group_rect(w->ws, nth(w, 1)).cols > group_rect(w->ws, nth(w, 0)).cols + 15);
}

const struct CMUnitTest groups_tests[] = {
    CASE(two_views_follow_the_edits_of_each_other),
    CASE(the_last_tab_takes_its_group_along),
    CASE(a_tab_opened_again_stands_where_it_stood),
    CASE(a_group_goes_back_to_the_one_used_before),
    CASE(a_split_without_room_is_refused_in_one_sentence),
    CASE(groups_that_do_not_fit_are_shown_one_at_a_time),
    CASE(a_tab_moves_and_stays_single_in_its_group),
    CASE(a_file_opens_in_the_focused_group),
    CASE(a_session_keeps_the_groups),
};
const size_t groups_tests_n = ARRAY_LEN(groups_tests);
