#include "test-text.h"

static void assert_text(const Text *t, const char *want)
{
    AUTO(buf) Buf all = BUF_INIT;
    snap_add_to(text_now(t), 0, snap_size(text_now(t)), &all);
    assert_string_equal(buf_c(&all), want);
}

static void type(Text *t, const char *keys)
{
    for (; *keys; keys++) {
        size_t end = snap_size(text_now(t));
        text_replace(t, end, end, str_n(keys, 1));
    }
}

void undo_groups_what_was_typed(void **state)
{
    (void)state;
    size_t off = 0;
    Text *t = text_new();
    type(t, "one");
    text_undo_break(t);
    type(t, " two");
    for (int i = 0; i < 3; i++) // backspace is a run of its own
        text_replace(t, snap_size(text_now(t)) - 1, snap_size(text_now(t)), STR(""));
    for (int i = 0; i < 2; i++) // so is delete
        text_replace(t, 0, 1, STR(""));
    assert_text(t, "e ");
    static const char *const back[] = {"one ", "one two", "one", ""};
    for (size_t i = 0; i < ARRAY_LEN(back); i++) {
        assert_true(text_undo(t, &off));
        assert_text(t, back[i]);
    }
    assert_false(text_undo(t, &off));
    static const char *const forth[] = {"one", "one two", "one ", "e "};
    for (size_t i = 0; i < ARRAY_LEN(forth); i++) {
        assert_true(text_redo(t, &off));
        assert_text(t, forth[i]);
    }
    assert_false(text_redo(t, &off));
    text_free(t);
}

void undo_and_redo_bring_back_every_state(void **state)
{
    (void)state;
    size_t off = 0;
    Text *t = text_new_from(STR("a b c"));
    text_group_begin(t); // three cursors
    text_replace(t, 4, 5, STR("zz"));
    text_group_begin(t);
    text_replace(t, 2, 3, STR("zz"));
    text_undo_break(t); // means nothing within a group
    text_group_end(t);
    text_replace(t, 0, 1, STR("zz"));
    text_group_end(t);
    assert_text(t, "zz zz zz");
    TextRev rev = text_rev(t);
    assert_true(text_undo(t, &off));
    assert_text(t, "a b c");
    assert_int_equal(off, 5); // the end of what was changed first
    TextEdit e[3];
    for (int i = 0; i < 3; i++) // the places go back one by one
        assert_int_equal(text_pull(t, &rev, &e[i]), TEXT_EDIT_ONE);
    assert_int_equal(e[0].start, 0);
    assert_int_equal(e[1].start, 2);
    assert_int_equal(e[2].start, 4);
    assert_true(text_redo(t, &off));
    assert_text(t, "zz zz zz");
    assert_int_equal(off, 2);
    // an edit after undo starts another branch
    text_undo(t, &off);
    type(t, "!");
    assert_text(t, "a b c!");
    assert_false(text_redo(t, &off));
    text_undo(t, &off);
    text_redo(t, &off);
    assert_text(t, "a b c!");
    text_free(t);
}

void any_state_can_be_gone_to(void **state)
{
    (void)state;
    enum { STATES = 300 };
    Chance c = {17};
    Buf want[STATES] = {0};
    size_t off = 0;
    Text *t = text_new();
    for (size_t i = 1; i < STATES; i++) { // a tree, each state's parent any of those before
        size_t parent = chance(&c, i);
        bool is_there = text_state(t) == parent;
        assert_int_equal(text_state_go(t, parent, &off), !is_there);
        size_t at = chance(&c, want[parent].n + 1);
        char key = (char)('a' + i % 26);
        buf_add(&want[i], buf_str(&want[parent]));
        buf_splice(&want[i], at, at, str_n(&key, 1));
        text_undo_break(t);
        text_replace(t, at, at, str_n(&key, 1));
        assert_int_equal(text_state(t), i);
        assert_int_equal(text_state_parent(t, i), parent);
    }
    assert_int_equal(text_state_count(t), STATES);
    for (int i = 0; i < STATES; i++) {
        size_t to = chance(&c, STATES);
        text_state_go(t, to, &off);
        assert_int_equal(text_state(t), to);
        assert_text(t, buf_c(&want[to]));
        text_check(t);
    }
    // redo follows the branch that was gone to
    size_t to = STATES - 1;
    text_state_go(t, to, &off);
    while (text_undo(t, &off))
        ;
    while (text_state(t) < to && text_redo(t, &off))
        ;
    assert_text(t, buf_c(&want[to]));
    text_free(t);
    for (size_t i = 0; i < STATES; i++)
        buf_deinit(&want[i]);
}

void undo_of_many_replacements_is_one_swap(void **state)
{
    (void)state;
    enum { PLACES = 20000 };
    AUTO(buf) Buf bytes = BUF_INIT;
    static TextSplice v[PLACES];
    for (size_t i = 0; i < PLACES; i++) {
        v[i] = (TextSplice){bytes.n, bytes.n + 3, STR("goodbye")};
        buf_add_c(&bytes, "foo, some more of it\n");
    }
    Text *t = text_new_from(buf_str(&bytes));
    TextRev rev = text_replace_many(t, v, PLACES);
    assert_int_equal(rev, 1);
    size_t off = 0;
    TextEdit e;
    assert_true(text_undo(t, &off));
    assert_int_equal(text_pull(t, &rev, &e), TEXT_EDIT_ONE);
    assert_int_equal(text_pull(t, &rev, &(TextEdit){0}), TEXT_EDIT_NONE);
    assert_true(e.start == 0 && e.new_end == v[PLACES - 1].end && e.new_end_row == PLACES - 1);
    assert_int_equal(e.old_end, v[PLACES - 1].end + (size_t)PLACES * 4);
    text_free(t);
}

void saved_state_is_known_again(void **state)
{
    (void)state;
    size_t off = 0;
    Text *t = text_new_from(STR("x"));
    assert_false(text_is_modified(t));
    type(t, "a");
    assert_true(text_is_modified(t));
    text_mark_saved(t);
    assert_false(text_is_modified(t));
    type(t, "b"); // typed on, yet undo stops at what was saved
    assert_true(text_is_modified(t));
    text_undo(t, &off);
    assert_text(t, "xa");
    assert_false(text_is_modified(t));
    text_undo(t, &off);
    assert_true(text_is_modified(t));
    text_redo(t, &off);
    assert_false(text_is_modified(t));
    text_undo(t, &off);
    type(t, "a"); // the same bytes, but another state
    assert_true(text_is_modified(t));
    text_free(t);
}

void journal_tells_late_readers(void **state)
{
    (void)state;
    Text *t = text_new();
    TextRev late = 0, soon = 0;
    TextEdit e;
    for (int i = 0; i < 50000; i++) {
        type(t, "k");
        assert_int_equal(text_pull(t, &soon, &e), TEXT_EDIT_ONE);
        assert_int_equal(soon, text_rev(t));
    }
    assert_int_equal(text_pull(t, &soon, &e), TEXT_EDIT_NONE);
    assert_int_equal(text_pull(t, &late, &e), TEXT_EDIT_LOST);
    text_free(t);
}

void positions_move_with_edits(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t start, old_end, new_end, off, stays, after;
    } cases[] = {
        {"before an edit nothing moves", 10, 12, 20, 9, 9, 9},
        {"behind an edit all moves", 10, 12, 20, 13, 21, 21},
        {"an insertion is left or crossed", 10, 10, 15, 10, 10, 15},
        {"the start of what was replaced stays", 10, 12, 20, 10, 10, 10},
        {"the end of what was replaced is the end of the new", 10, 12, 20, 12, 20, 20},
        {"within what was replaced the distance stays", 10, 20, 30, 15, 15, 15},
        {"within what was removed all falls together", 10, 20, 10, 15, 10, 10},
        {"the distance ends where the new bytes do", 10, 20, 13, 15, 13, 13},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        TextEdit e = {
            .start = cases[i].start, .old_end = cases[i].old_end, .new_end = cases[i].new_end};
        if (text_map(&e, cases[i].off, false) != cases[i].stays ||
            text_map(&e, cases[i].off, true) != cases[i].after)
            fail_msg("%s", cases[i].name);
    }
}
