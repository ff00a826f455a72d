// Conflicts between marks: which there are, kept one by one and all at once.
#include "suite.h"

#define ONE   "<<<<<<< on disk\nmine\n||||||| before\nold\n=======\ntheirs\n>>>>>>> the run\n"
#define TWO   "<<<<<<< HEAD\r\nm2\r\n=======\r\nt2\r\n>>>>>>> branch\r\n"
#define EMPTY "<<<<<<< a\n=======\nt3\n>>>>>>> b\n"

static View *shown(World *w, const char *text)
{
    world_put(w, "merged.txt", text);
    View *v = world_open(w, "merged.txt");
    view_goto(v, 0);
    return v;
}

static void conflicts_are_what_stands_between_marks_in_order(void **state)
{
    static const struct {
        const char *name, *text;
        size_t n;
    } cases[] = {
        {"no mark", "a\nb\n", 0},
        {"one with what was there before", "a\n" ONE "b\n", 1},
        {"three of all kinds", ONE TWO "x\n" EMPTY, 3},
        {"one without a line feed at the end", "<<<<<<< a\n1\n=======\n2\n>>>>>>> b", 1},
        {"marks of seven signs alone", "<<<<<<<\n1\n=======\n2\n>>>>>>>\n", 1},
        {"eight signs are a heading", "<<<<<<<< a\n1\n========\n2\n>>>>>>>> b\n", 0},
        {"words that follow at once are no mark", "<<<<<<<a\n1\n=======\n2\n>>>>>>> b\n", 0},
        {"an end without a middle", "<<<<<<< a\n1\n>>>>>>> b\n", 0},
        {"a middle without a start", "1\n=======\n2\n>>>>>>> b\n", 0},
        {"one that begins anew", "<<<<<<< a\n1\n" ONE, 1},
        {"one that has two middles", "<<<<<<< a\n1\n=======\n2\n=======\n3\n>>>>>>> b\n", 0},
        {"nothing", "", 0},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (merging_count(str_c(cases[i].text)) != cases[i].n)
            fail_msg("%s: %zu", cases[i].name, merging_count(str_c(cases[i].text)));
}

static void each_side_can_be_kept(void **state)
{
    static const struct {
        MergeKeep keep;
        const char *all;
    } cases[] = {{MERGE_KEEP_CURRENT, "a\nmine\nb\nm2\r\n"},
                 {MERGE_KEEP_INCOMING, "a\ntheirs\nb\nt2\r\nt3\n"},
                 {MERGE_KEEP_BOTH, "a\nmine\ntheirs\nb\nm2\r\nt2\r\nt3\n"}};
    World *w = *state;
    View *v = shown(w, "a\n" ONE "b\n" TWO EMPTY);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        MUST(merging_keep_all(w->ws, cases[i].keep, &err));
        expect_text(v, cases[i].all);
        assert_true(text_undo(v->doc->text, &(size_t){0})); // one step brings back all
        expect_text(v, "a\n" ONE "b\n" TWO EMPTY);
    }
}

static void one_is_kept_and_the_next_is_gone_to(void **state)
{
    World *w = *state;
    View *v = shown(w, "a\n" ONE "b\n" TWO "c\n" EMPTY);
    MUST(merging_step(w->ws, 1, &err));
    assert_int_equal(view_cursor(v), 2);
    MUST(merging_step(w->ws, 1, &err));
    assert_int_equal(view_cursor(v), 2 + strlen(ONE) + 2);
    MUST(merging_keep(w->ws, MERGE_KEEP_INCOMING, &err)); // the one that was gone to
    expect_text(v, "a\n" ONE "b\nt2\r\nc\n" EMPTY);
    assert_int_equal(view_cursor(v), 2 + strlen(ONE) + 2 + 4 + 2);
    MUST(merging_step(w->ws, 1, &err)); // round the end
    assert_int_equal(view_cursor(v), 2);
    MUST(merging_step(w->ws, -1, &err));
    MUST(merging_keep(w->ws, MERGE_KEEP_CURRENT, &err));
    expect_text(v, "a\n" ONE "b\nt2\r\nc\n");
    MUST(merging_keep(w->ws, MERGE_KEEP_BOTH, &err));
    expect_text(v, "a\nmine\ntheirs\nb\nt2\r\nc\n");
    MUST_FAIL(merging_keep(w->ws, MERGE_KEEP_BOTH, &err));
    MUST_FAIL(merging_step(w->ws, 1, &err));
}

const struct CMUnitTest merging_tests[] = {
    cmocka_unit_test(conflicts_are_what_stands_between_marks_in_order),
    CASE(each_side_can_be_kept),
    CASE(one_is_kept_and_the_next_is_gone_to),
};
const size_t merging_tests_n = ARRAY_LEN(merging_tests);
