// Places gone from and lines marked: they follow edits, closing and reopening.
#include "suite.h"

#include <stdio.h>

enum { LINES = 200, STEPS = 3000 };

static void put_lines(const World *w, const char *name)
{
    AUTO(buf) Buf text = BUF_INIT;
    for (int i = 0; i < LINES; i++)
        buf_addf(&text, "line %d\n", i);
    world_put(w, name, buf_c(&text));
}

static size_t row(const World *w)
{
    return view_cursor_row(workspace_view(w->ws)).n;
}

static void jump(World *w, size_t to)
{
    view_goto_line(workspace_view(w->ws), to, 0);
    jumps_settle(w->ws);
}

static void going_back_and_forward_leads_over_the_jumps(void **state)
{
    World *w = *state;
    put_lines(w, "a.txt");
    put_lines(w, "b.txt");
    world_open(w, "a.txt");
    jumps_settle(w->ws);
    jump(w, 50);
    for (size_t i = 51; i < 70; i++)
        jump(w, i); // step by step: no jump
    world_open(w, "b.txt");
    jumps_settle(w->ws);
    MUST(jumps_step(w->ws, -1, &err));
    assert_string_equal(workspace_view(w->ws)->doc->title, "a.txt");
    assert_int_equal(row(w), 69);
    MUST(jumps_step(w->ws, -1, &err));
    assert_int_equal(row(w), 0);
    MUST_FAIL(jumps_step(w->ws, -1, &err));
    MUST(jumps_step(w->ws, 1, &err));
    assert_int_equal(row(w), 69);
    jump(w, 150); // what was ahead is forgotten
    MUST_FAIL(jumps_step(w->ws, 1, &err));
    MUST(jumps_step(w->ws, -1, &err));
    assert_int_equal(row(w), 69);
}

static void places_follow_edits_and_outlive_their_tab(void **state)
{
    World *w = *state;
    put_lines(w, "a.txt");
    put_lines(w, "b.txt");
    put_lines(w, "gone.txt");
    View *a = world_open(w, "a.txt");
    jump(w, 100);
    text_replace(a->doc->text, 0, 0, STR("new\n\n"));
    view_sync(a);
    MUST(document_save(w->ws, a->doc, false, &err));
    world_open(w, "gone.txt");
    jumps_settle(w->ws);
    world_open(w, "b.txt");
    world_settle(w);
    while (w->ws->group->tabs.n > 1)
        workspace_close_tab(w->ws, 0);
    world_open(w, "b.txt");
    world_settle(w);
    AUTO(free) char *gone = world_path(w, "gone.txt");
    test_must(unlink(gone) == 0, gone);
    MUST(jumps_step(w->ws, -1, &err)); // past the file that is gone
    assert_string_equal(workspace_view(w->ws)->doc->title, "a.txt");
    assert_int_equal(row(w), 102);
}

static void a_random_walk_agrees_with_a_plain_list(void **state)
{
    World *w = *state;
    size_t model[STEPS], n = 1, at = 0;
    uint32_t seed = 11;
    put_lines(w, "a.txt");
    world_open(w, "a.txt");
    jumps_settle(w->ws);
    model[0] = 0;
    for (int i = 0; i < STEPS; i++) {
        seed = seed * 1664525u + 1013904223u;
        unsigned what = (seed >> 24) % 4;
        size_t to = (seed >> 8) % LINES;
        AUTO(err) Err err = {0};
        if (what < 2) {
            jump(w, to);
            bool near = MAX(to, model[at]) - MIN(to, model[at]) <= JUMP_ROWS;
            n = near ? n : at + 2;
            at = near ? at : at + 1;
            if (n > JUMPS_MAX) {
                memmove(model, model + 1, (n - 1) * sizeof model[0]);
                n--;
                at--;
            }
            model[at] = to;
        } else if (jumps_step(w->ws, what == 2 ? -1 : 1, &err)) {
            size_t from = model[at];
            do
                at += what == 2 ? (size_t)-1 : 1;
            while (model[at] == from);
        } else {
            at = what == 2 ? 0 : n - 1;
        }
        assert_int_equal(row(w), model[at]);
        assert_int_equal(w->ws->jumps.at, at);
        assert_int_equal(w->ws->jumps.list.n, n);
    }
}

static void places_outlive_that_their_file_is_opened_in_another_encoding(void **state)
{
    World *w = *state;
    put_lines(w, "a.txt");
    View *v = world_open(w, "a.txt");
    jump(w, 100);
    MUST(bookmark_toggle(w->ws, v, &err));
    MUST(document_reopen(v->doc, encoding_find(STR("latin1")), &err));
    jump(w, 5);
    assert_true(bookmark_is_at(w->ws, v->doc, snap_row_start(text_now(v->doc->text), 100)));
    MUST(bookmark_step(w->ws, 1, &err));
    assert_int_equal(row(w), 100);
}

static void the_last_edit_is_found_again(void **state)
{
    World *w = *state;
    put_lines(w, "a.txt");
    put_lines(w, "b.txt");
    View *v = world_open(w, "a.txt");
    MUST_FAIL(jumps_last_edit(w->ws, &err));
    jump(w, 120);
    MUST(view_type(v, STR("x"), &err));
    jumps_settle(w->ws);
    jump(w, 3);
    world_open(w, "b.txt");
    jumps_settle(w->ws);
    MUST(jumps_last_edit(w->ws, &err));
    assert_ptr_equal(workspace_view(w->ws), v);
    assert_int_equal(row(w), 120);
}

// Lines carry their own number: what is marked is known by its text, wherever it moved.
static void bookmarks_follow_random_edits(void **state)
{
    World *w = *state;
    bool marked[LINES] = {false};
    uint32_t seed = 5;
    put_lines(w, "a.txt");
    View *v = world_open(w, "a.txt");
    for (int i = 0; i < STEPS; i++) {
        seed = seed * 1664525u + 1013904223u;
        size_t to = (seed >> 8) % snap_line_count(text_now(v->doc->text)).n;
        char bytes[32] = "";
        view_goto_line(v, to, 0);
        snap_read(text_now(v->doc->text), view_cursor(v), bytes, sizeof bytes - 1);
        int line;
        bool numbered = sscanf(bytes, "line %d", &line) == 1;
        if ((seed >> 28) < 4 && numbered && bytes[0] == 'l') {
            MUST(bookmark_toggle(w->ws, v, &err));
            marked[line] = !marked[line];
        } else {
            MUST(view_insert(v, (seed >> 28) < 12 ? STR("# more\n") : STR("  "), &err));
        }
        bookmarks_settle(w->ws);
    }
    size_t want = 0;
    for (int i = 0; i < LINES; i++)
        want += marked[i];
    assert_int_equal(w->ws->bookmarks.marks.n, want);
    VEC_EACH (Mark, m, &w->ws->bookmarks.marks) {
        AUTO(buf) Buf text = BUF_INIT;
        const Snap *s = text_now(v->doc->text);
        snap_add_to(s, m->off, snap_line_end(s, m->off, SIZE_MAX), &text);
        const char *number = strstr(buf_c(&text), "line ");
        assert_non_null(number);
        assert_true(marked[atoi(number + 5)]);
        assert_true(bookmark_is_at(w->ws, v->doc, m->off));
    }
}

static void bookmarks_are_stepped_over_in_all_files(void **state)
{
    World *w = *state;
    put_lines(w, "a.txt");
    put_lines(w, "b.txt");
    View *b = world_open(w, "b.txt");
    MUST_FAIL(bookmark_step(w->ws, 1, &err));
    view_goto_line(b, 7, 0);
    MUST(bookmark_toggle(w->ws, b, &err));
    View *a = world_open(w, "a.txt");
    for (size_t i = 10; i <= 30; i += 10) {
        view_goto_line(a, i, 3);
        MUST(bookmark_toggle(w->ws, a, &err));
    }
    view_goto_line(a, 20, 0);
    MUST(bookmark_step(w->ws, 1, &err));
    assert_int_equal(row(w), 30);
    MUST(bookmark_step(w->ws, 1, &err));
    assert_string_equal(workspace_view(w->ws)->doc->title, "b.txt");
    assert_int_equal(row(w), 7);
    MUST(bookmark_step(w->ws, 1, &err)); // around
    assert_int_equal(row(w), 10);
    MUST(bookmark_step(w->ws, -1, &err));
    assert_int_equal(row(w), 7);
    assert_int_equal(bookmarks_clear(w->ws, b->doc), 1);
    assert_int_equal(bookmarks_clear(w->ws, NULL), 3);
}

static void bookmarks_come_back_after_a_restart(void **state)
{
    World *w = *state;
    put_lines(w, "a.txt");
    world_settle(w);
    View *a = world_open(w, "a.txt");
    view_goto_line(a, 40, 0);
    MUST(bookmark_toggle(w->ws, a, &err));
    workspace_close_tab(w->ws, 0); // of a closed file, too
    world_restart(w);
    assert_int_equal(w->ws->bookmarks.marks.n, 1);
    MUST(bookmark_step(w->ws, 1, &err));
    assert_int_equal(row(w), 40);
    bookmarks_settle(w->ws);
    assert_true(
        bookmark_is_at(w->ws, workspace_view(w->ws)->doc, view_cursor(workspace_view(w->ws))));
}

const struct CMUnitTest places_tests[] = {
    CASE(going_back_and_forward_leads_over_the_jumps),
    CASE(places_follow_edits_and_outlive_their_tab),
    CASE(a_random_walk_agrees_with_a_plain_list),
    CASE(places_outlive_that_their_file_is_opened_in_another_encoding),
    CASE(the_last_edit_is_found_again),
    CASE(bookmarks_follow_random_edits),
    CASE(bookmarks_are_stepped_over_in_all_files),
    CASE(bookmarks_come_back_after_a_restart),
};
const size_t places_tests_n = ARRAY_LEN(places_tests);
