// Decisions, and that they are kept.
#include "suite.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"

#include <sys/stat.h>
#include <unistd.h>

static const char base[] = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

static ReviewState state_of(const World *w, const char *path)
{
    return w->r->entries.p[world_entry(w, path)].state;
}

static void set_up(World *w)
{
    world_write(w, w->tree, "a", base);
    world_write(w, w->layer, "a", "1\ntwo\nzwei\n3\n4\n5\n6\n7\n8\nnine\n");
    world_write(w, w->layer, "b", "new\n");
    world_write(w, w->layer, ".env", "KEY=1\n");
    world_write(w, w->layer, ".git/config", "[core]\n");
    world_take(w);
}

static size_t accept_all(World *w, const char *group, unsigned with)
{
    return review_decide_all(w->r, group ? str_c(group) : STR_NULL, REVIEW_ACCEPTED, with).n;
}

static void all_leaves_out_what_wants_care(void **state)
{
    World *w = *state;
    set_up(w);
    assert_int_equal(accept_all(w, NULL, 0), 2);
    assert_int_equal(state_of(w, "a"), REVIEW_ACCEPTED);
    assert_int_equal(state_of(w, "b"), REVIEW_ACCEPTED);
    assert_int_equal(state_of(w, ".env"), REVIEW_PENDING);
    assert_int_equal(state_of(w, ".git/config"), REVIEW_PENDING);
    assert_int_equal(accept_all(w, ".git/", 0), 0);
    review_decide(w->r, world_entry(w, ".env"), REVIEW_ACCEPTED);
    assert_int_equal(state_of(w, ".env"), REVIEW_ACCEPTED);
    assert_int_equal(review_decide_all(w->r, STR_NULL, REVIEW_REJECTED, 0).n, 0);
    assert_int_equal(state_of(w, ".git/config"), REVIEW_REJECTED);
}

static void all_leaves_out_what_lines_do_not_tell(void **state)
{
    static const struct {
        const char *path, *name;
    } cases[] = {{"bin", "binary"}, {"gone", "deleted"}, {"tool", "mode"},
                 {"link", "link"},  {"kind", "retyped"}, {"both", "mode"}};
    World *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (strcmp(cases[i].name, "link") != 0 && strcmp(cases[i].name, "binary") != 0)
            world_write(w, w->tree, cases[i].path, base);
    AUTO(free) char *tool = path_join(w->layer, "tool"), *both = path_join(w->layer, "both");
    AUTO(free) char *link = path_join(w->layer, "link"), *kind = path_join(w->layer, "kind");
    AUTO(free) char *bin = path_join(w->layer, "bin");
    world_write(w, w->layer, "text", "new\n");
    world_write(w, w->layer, "tool", base);
    world_write(w, w->layer, "both", "new\n");
    test_must(chmod(tool, 0755) == 0 && chmod(both, 0755) == 0, tool);
    test_must(symlink("text", link) == 0 && symlink("text", kind) == 0, link);
    test_must(fs_write(bin, str_n("a\0b", 3), NULL), bin);
    world_delete(w, "gone");
    world_take(w);
    ReviewLeft left = review_decide_all(w->r, STR_NULL, REVIEW_ACCEPTED, 0);
    assert_int_equal(left.n, ARRAY_LEN(cases));
    AUTO(buf) Buf words = BUF_INIT;
    review_left_words(&left, &words);
    assert_string_equal(buf_c(&words), "1 deleted, 1 retyped, 1 link, 2 mode, 1 binary");
    assert_int_equal(state_of(w, "text"), REVIEW_ACCEPTED);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(state_of(w, cases[i].path), REVIEW_PENDING);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        unsigned with;
        MUST(review_own_parse(str_c(cases[i].name), &with, &err));
        (void)accept_all(w, NULL, with | (strcmp(cases[i].path, "kind") ? 0 : ~0U));
        assert_int_equal(state_of(w, cases[i].path), REVIEW_ACCEPTED);
    }
}

static void kinds_that_there_are_not_are_named(void **state)
{
    unsigned with;
    (void)state;
    MUST(review_own_parse(STR("deleted,mode"), &with, &err));
    assert_int_equal(with, REVIEW_OWN_BIT(REVIEW_OWN_DELETED) | REVIEW_OWN_BIT(REVIEW_OWN_MODE));
    assert_false(review_own_parse(STR("deleted,modes"), &with, NULL));
    assert_false(review_own_parse(STR(""), &with, NULL));
}

static void hunks_are_decided_one_by_one(void **state)
{
    World *w = *state;
    set_up(w);
    size_t a = world_entry(w, "a");
    assert_int_equal(w->r->texts.p[a]->hunks.n, 2);
    review_decide_hunk(w->r, a, 0, REVIEW_ACCEPTED);
    assert_int_equal(state_of(w, "a"), REVIEW_PARTLY);
    review_decide_hunk(w->r, a, 1, REVIEW_ACCEPTED);
    assert_int_equal(state_of(w, "a"), REVIEW_ACCEPTED);
    review_decide(w->r, a, REVIEW_PENDING);
    assert_int_equal(w->r->texts.p[a]->hunks.p[1].state, REVIEW_PENDING);
}

static void decisions_outlive_the_program(void **state)
{
    World *w = *state;
    set_up(w);
    size_t a = world_entry(w, "a");
    assert_true(review_split(w->r, a, 0));
    review_decide_hunk(w->r, a, 1, REVIEW_REJECTED);
    assert_true(review_edit(w->r, a, 2, STR("NINE")));
    review_decide(w->r, world_entry(w, "b"), REVIEW_REJECTED);
    MUST(review_save(w->r, w->store, &err));
    world_reopen(w);
    const ReviewText *t = w->r->texts.p[a];
    assert_int_equal(t->hunks.n, 3);
    assert_int_equal(t->hunks.p[0].state, REVIEW_PENDING);
    assert_int_equal(t->hunks.p[1].state, REVIEW_REJECTED);
    assert_int_equal(t->hunks.p[2].state, REVIEW_ACCEPTED);
    assert_true(str_eq_c(review_hunk_text(t, &t->hunks.p[2]), "NINE"));
    assert_int_equal(state_of(w, "a"), REVIEW_PARTLY);
    assert_int_equal(state_of(w, "b"), REVIEW_REJECTED);
    assert_int_equal(w->r->head.npending, 3);
    assert_int_equal(w->r->head.nrejected, 1);
}

static void hunks_that_fit_no_text_are_found_anew(void **state)
{
    static const ReviewHunk bad[] = {
        {.old_row = 0, .old_n = 1, .new_row = 0, .new_n = 1},   // what follows is not equal
        {.old_row = 1, .old_n = 99, .new_row = 1, .new_n = 99}, // beyond the end
        {.old_row = -1, .old_n = 1, .new_row = 1, .new_n = 2},
        {.old_row = 1, .old_n = INT64_MAX, .new_row = 1, .new_n = INT64_MIN},
        {.old_row = 8, .old_n = 1, .new_row = 9, .new_n = 1}, // the first one is missing
    };
    World *w = *state;
    set_up(w);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        ReviewDecisions all = {0};
        ReviewDecision d = {.entry = w->r->entries.p[world_entry(w, "a")].id,
                            .state = REVIEW_PARTLY};
        vec_push(&d.hunks, bad[i]);
        vec_push(&all, d);
        MUST(store_review_decide(w->store, w->r->head.id, &all, &err));
        review_decisions_deinit(&all);
        world_reopen(w);
        const ReviewText *t = w->r->texts.p[world_entry(w, "a")];
        assert_int_equal(t->hunks.n, 2);
        assert_int_equal(t->hunks.p[0].state, REVIEW_PENDING);
    }
}

static void a_patch_says_what_git_would(void **state)
{
    World *w = *state;
    AUTO(buf) Buf out = BUF_INIT;
    set_up(w);
    review_patch(w->r, world_entry(w, "a"), &out);
    assert_string_equal(buf_c(&out), "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,9 +1,10 @@\n"
                                     " 1\n-2\n+two\n+zwei\n 3\n 4\n 5\n 6\n 7\n 8\n-9\n+nine\n");
}

const struct CMUnitTest decide_tests[] = {
    CASE(all_leaves_out_what_wants_care),     CASE(all_leaves_out_what_lines_do_not_tell),
    CASE(kinds_that_there_are_not_are_named), CASE(hunks_are_decided_one_by_one),
    CASE(decisions_outlive_the_program),      CASE(hunks_that_fit_no_text_are_found_anew),
    CASE(a_patch_says_what_git_would),
};
const size_t decide_tests_n = ARRAY_LEN(decide_tests);
