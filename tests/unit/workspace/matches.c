// Cursors at what reads as the selection does.
#include "suite.h"

#include "../../lib/marks.h"

static View *view_of(World *w, const char *marked)
{
    AUTO(selections) Selections sel = {0};
    AUTO(free) char *text = unmark(marked, &sel);
    world_put(w, "a.txt", text);
    View *v = world_open(w, "a.txt");
    view_select_all(v, &sel);
    return v;
}

static void expect_marked(const View *v, const char *name, const char *want)
{
    AUTO(buf) Buf bytes = BUF_INIT, got = BUF_INIT;
    snap_add_to(text_now(v->doc->text), 0, snap_size(text_now(v->doc->text)), &bytes);
    add_marked(buf_str(&bytes), &v->sel, &got);
    if (strcmp(buf_c(&got), want) != 0)
        fail_msg("%s: '%s' instead of '%s'", name, buf_c(&got), want);
}

static void the_next_match_is_added(void **state)
{
    static const struct {
        const char *name, *before;
        int times;
        bool skip;
        const char *after;
    } cases[] = {
        {"first the word", "f|oo foo", 1, false, "[foo] foo"},
        {"then the next one", "f|oo foo", 2, false, "[foo] [foo]!"},
        {"whole words only", "f|oo food foo", 2, false, "[foo] food [foo]!"},
        {"what was selected is found within words", "[foo] food foo", 1, false,
         "[foo] [foo]!d foo"},
        {"in any case", "[foo] Foo", 1, false, "[foo] [Foo]!"},
        {"capitals count", "[Foo] foo Foo", 1, false, "[Foo] foo [Foo]!"},
        {"around the end", "foo [foo] x", 1, false, "[foo] [foo] x"},
        {"nothing more", "[foo] foo", 3, false, "[foo] [foo]!"},
        {"one is skipped", "[foo] foo foo", 1, true, "foo [foo] foo"},
        {"cursors in words take the words", "o|ne t|!wo", 1, false, "[one] [two]!"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        World *w = *state;
        View *v = view_of(w, cases[i].before);
        for (int k = 0; k < cases[i].times; k++)
            MUST(matches_add_next(w->ws->matches, v, cases[i].skip, &err));
        expect_marked(v, cases[i].name, cases[i].after);
        workspace_close_tab(w->ws, 0);
    }
}

static void all_matches_are_selected(void **state)
{
    World *w = *state;
    View *v = view_of(w, "foo f|oo\nfood foo\n");
    MUST(matches_add_all(w->ws->matches, v, &err));
    expect_marked(v, "all", "[foo] [foo]!\nfood [foo]\n");
    view_goto(v, 3);
    w->ws->options.cursor_limit = 2;
    MUST(matches_add_all(w->ws->matches, v, &err));
    expect_marked(v, "no more than the limit", "[foo] [foo]\nfood foo\n");
    assert_string_equal(last_message(w),
                        "only 2 cursors were made, as editor.multiCursorLimit says");
    workspace_close_tab(w->ws, 0);
    MUST_FAIL(matches_add_next(w->ws->matches, view_of(w, "a  |  b"), false, &err));
}

// A worker looks through what is large, and is not waited for.
static void large_texts_are_searched_by_a_worker(void **state)
{
    World *w = *state;
    AUTO(buf) Buf text = BUF_INIT;
    for (int i = 0; i < 40000; i++)
        buf_add_c(&text, i % 10000 == 0 ? "needle in it\n" : "another line\n");
    world_put(w, "b.txt", buf_c(&text));
    View *v = world_open(w, "b.txt");
    view_select(v, 0, 6);
    MUST(matches_add_next(w->ws->matches, v, false, &err));
    assert_int_equal(v->sel.v.n, 1);
    world_wait(w, !matches_is_busy(w->ws->matches));
    assert_int_equal(v->sel.v.n, 2);
    MUST(matches_add_all(w->ws->matches, v, &err));
    world_wait(w, !matches_is_busy(w->ws->matches));
    assert_int_equal(v->sel.v.n, 4);
    view_select(v, 0, 6);
    MUST(matches_add_all(w->ws->matches, v, &err));
    MUST(view_type(v, STR("x"), &err)); // what is found is not there any more
    world_wait(w, !matches_is_busy(w->ws->matches));
    assert_int_equal(v->sel.v.n, 1);
}

static void moves_of_cursors_are_taken_back(void **state)
{
    World *w = *state;
    View *v = view_of(w, "|ab\ncd\n");
    view_add_cursors(v, MOVE_DOWN);
    view_move(v, MOVE_RIGHT, true);
    expect_marked(v, "moved", "[a]b\n[c]!d\n");
    assert_true(view_move_back(v));
    expect_marked(v, "once back", "|ab\n|!cd\n");
    assert_true(view_move_back(v));
    expect_marked(v, "twice back", "|ab\ncd\n");
    MUST(view_type(v, STR("x"), &err));
    assert_false(view_move_back(v));
}

static void cursors_are_added_and_dropped(void **state)
{
    World *w = *state;
    View *v = view_of(w, "abc|\nx\nabc\n");
    view_add_cursors(v, MOVE_DOWN);
    view_add_cursors(v, MOVE_DOWN);
    expect_marked(v, "below, in the column", "abc|\nx|\nabc|!\n");
    view_add_cursors(v, MOVE_UP);
    expect_marked(v, "above is nothing more", "abc|\nx|!\nabc|\n");
    view_toggle_cursor(v, 5);
    expect_marked(v, "taken away", "abc|\nx\nabc|!\n");
    view_toggle_cursor(v, 0);
    expect_marked(v, "put there", "|abc|\nx\nabc|\n");
    assert_true(view_drop_cursors(v));
    expect_marked(v, "dropped", "|abc\nx\nabc\n");
    assert_false(view_drop_cursors(v));
}

const struct CMUnitTest matches_tests[] = {
    CASE(the_next_match_is_added),
    CASE(all_matches_are_selected),
    CASE(large_texts_are_searched_by_a_worker),
    CASE(moves_of_cursors_are_taken_back),
    CASE(cursors_are_added_and_dropped),
};
const size_t matches_tests_n = ARRAY_LEN(matches_tests);
