// Finding paths: what matches, what stands first, and that searching agrees with scoring.
#include "finder/finder.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static const atomic_bool never = false;

static FinderPaths *paths_of(const char *const *all)
{
    FinderPaths *p = finder_paths_new();
    for (; *all; all++)
        assert_true(finder_paths_add(p, str_c(*all)));
    return p;
}

static void ranks(const char *query, FinderMode mode, const char *const *all,
                  const char *const *want)
{
    FinderPaths *p = paths_of(all);
    FinderQuery *q = finder_query_new(str_c(query));
    FinderTop top = {.max = 100};
    finder_search(q, p, mode, &top, &never);
    finder_top_sort(&top);
    size_t n = 0;
    for (; want[n]; n++) {
        if (n >= top.best.n)
            fail_msg("'%s': '%s' is missing", query, want[n]);
        assert_string_equal(finder_path(p, top.best.p[n].index).p, want[n]);
    }
    if (mode == FINDER_STRICT)
        assert_int_equal(top.best.n, n);
    finder_top_deinit(&top);
    finder_query_free(q);
    finder_paths_free(p);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void the_name_counts_more_than_its_folders(void **state)
{
    (void)state;
    ranks("main", FINDER_STRICT, LIST("main/util.c", "src/main.c", "src/domain.c", "x.c"),
          LIST("src/main.c", "main/util.c", "src/domain.c"));
}

static void words_of_a_query_match_in_any_order(void **state)
{
    (void)state;
    ranks("hosts etc", FINDER_STRICT, LIST("etc/hosts", "hosts/x", "usr/share/etc/hosts.allow"),
          LIST("etc/hosts", "usr/share/etc/hosts.allow"));
}

static void a_whole_name_comes_first(void **state)
{
    (void)state;
    ranks("view", FINDER_STRICT,
          LIST("src/workspace/view-change.c", "src/workspace/view.c", "src/review.c"),
          LIST("src/workspace/view.c", "src/workspace/view-change.c", "src/review.c"));
}

static void letters_that_begin_words_beat_letters_within(void **state)
{
    (void)state;
    ranks("vc", FINDER_STRICT, LIST("src/vec.h", "src/view-change.c", "src/havoc.c"),
          LIST("src/view-change.c", "src/vec.h", "src/havoc.c"));
    ranks("fbb", FINDER_STRICT, LIST("fabulousb/b", "FooBarBaz.java"),
          LIST("FooBarBaz.java", "fabulousb/b"));
}

static void a_slash_in_the_query_is_one_in_the_path(void **state)
{
    (void)state;
    ranks("ui/pane", FINDER_STRICT, LIST("src/ui/pane-editor.c", "src/uipane.c"),
          LIST("src/ui/pane-editor.c"));
}

static void shorter_paths_come_first_among_equals(void **state)
{
    (void)state;
    ranks("a", FINDER_STRICT, LIST("bb/a", "b/a", "c/a"), LIST("b/a", "c/a", "bb/a"));
}

static void one_letter_may_be_wrong_in_a_loose_search(void **state)
{
    (void)state;
    const char *const *all = LIST("src/workspace.c", "src/command.c", "README.md");
    ranks("worksapce", FINDER_LOOSE, all, LIST("src/workspace.c"));  // changed places
    ranks("workxspace", FINDER_LOOSE, all, LIST("src/workspace.c")); // too many
    ranks("workspxce", FINDER_LOOSE, all, LIST("src/workspace.c"));  // another
    ranks("wrkspace", FINDER_STRICT, all, LIST("src/workspace.c"));  // missing
    ranks("worksapce", FINDER_STRICT, all, LIST(NULL));
}

static void a_short_word_is_never_taken_loosely(void **state)
{
    (void)state;
    FinderQuery *q = finder_query_new(STR("xy"));
    assert_int_equal(finder_score(q, STR("src/x.c"), FINDER_LOOSE, NULL), 0);
    finder_query_free(q);
}

static void marked_letters_are_those_of_the_query(void **state)
{
    (void)state;
    FinderQuery *q = finder_query_new(STR("vch"));
    FinderOffsets hits = {0};
    assert_true(finder_score(q, STR("src/view-change.c"), FINDER_STRICT, &hits) > 0);
    assert_int_equal(hits.n, 3);
    assert_int_equal(hits.p[0], 4);
    assert_int_equal(hits.p[1], 9);
    assert_int_equal(hits.p[2], 10);
    vec_deinit(&hits);
    finder_query_free(q);
}

static char *random_text(unsigned *seed, const char *letters, size_t most)
{
    size_t n = (size_t)rand_r(seed) % (most + 1), kinds = strlen(letters);
    char *s = xmalloc(n + 1);
    for (size_t i = 0; i < n; i++)
        s[i] = letters[(size_t)rand_r(seed) % kinds];
    s[n] = '\0';
    return s;
}

static bool is_subsequence(Str word, const char *text)
{
    size_t i = 0;
    for (; *text && i < word.n; text++)
        i += (*text | 32) == (word.p[i] | 32);
    return i == word.n;
}

static void check_hits(Str query, const char *path, const FinderOffsets *hits)
{
    size_t k = 0;
    Str word;
    while (str_split(&query, ' ', &word))
        for (size_t i = 0; i < word.n; i++, k++) {
            assert_true(k < hits->n);
            assert_int_equal(path[hits->p[k]] | 32, word.p[i] | 32);
            assert_true(i == 0 || hits->p[k] > hits->p[k - 1]);
        }
    assert_int_equal(k, hits->n);
}

static void a_path_matches_if_it_has_the_letters_in_order(void **state)
{
    (void)state;
    unsigned seed = 7;
    for (int round = 0; round < 20000; round++) {
        AUTO(free) char *query = random_text(&seed, "abAB ", 6);
        AUTO(free) char *path = random_text(&seed, "abABc/", 24);
        FinderQuery *q = finder_query_new(str_c(query));
        FinderOffsets hits = {0};
        bool want = true;
        Str rest = str_c(query), word;
        while (str_split(&rest, ' ', &word))
            want = want && is_subsequence(word, path);
        int score = finder_score(q, str_c(path), FINDER_STRICT, &hits);
        assert_int_equal(score > 0, want);
        assert_int_equal(score, finder_score(q, str_c(path), FINDER_STRICT, NULL));
        assert_true(finder_score(q, str_c(path), FINDER_LOOSE, NULL) >= score);
        if (want)
            check_hits(str_c(query), path, &hits);
        vec_deinit(&hits);
        finder_query_free(q);
    }
}

static void a_search_keeps_the_best_of_all_runs(void **state)
{
    (void)state;
    unsigned seed = 3;
    FinderQuery *q = finder_query_new(STR("ab"));
    FinderTop all = {.max = 100000}, parts = {.max = 50};
    Vec(FinderPaths *) runs = {0};
    for (int r = 0; r < 4; r++) {
        FinderPaths *p = finder_paths_new();
        for (int i = 0; i < 500; i++) {
            AUTO(free) char *path = random_text(&seed, "abcdef/._-", 30);
            finder_paths_add(p, str_c(path));
        }
        vec_push(&runs, p);
        FinderTop one = {.max = 50};
        finder_search(q, p, FINDER_STRICT, &one, &never);
        finder_search(q, p, FINDER_STRICT, &all, &never);
        finder_top_merge(&parts, &one);
        finder_top_deinit(&one);
    }
    finder_top_sort(&all);
    finder_top_sort(&parts);
    assert_int_equal(parts.best.n, 50);
    assert_int_equal(parts.matched, all.best.n);
    for (size_t i = 0; i < parts.best.n; i++)
        assert_int_equal(parts.best.p[i].score, all.best.p[i].score);
    VEC_EACH (FinderPaths *, p, &runs)
        finder_paths_free(*p);
    vec_deinit(&runs);
    finder_top_deinit(&all);
    finder_top_deinit(&parts);
    finder_query_free(q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_name_counts_more_than_its_folders),
        cmocka_unit_test(words_of_a_query_match_in_any_order),
        cmocka_unit_test(a_whole_name_comes_first),
        cmocka_unit_test(letters_that_begin_words_beat_letters_within),
        cmocka_unit_test(a_slash_in_the_query_is_one_in_the_path),
        cmocka_unit_test(shorter_paths_come_first_among_equals),
        cmocka_unit_test(one_letter_may_be_wrong_in_a_loose_search),
        cmocka_unit_test(a_short_word_is_never_taken_loosely),
        cmocka_unit_test(marked_letters_are_those_of_the_query),
        cmocka_unit_test(a_path_matches_if_it_has_the_letters_in_order),
        cmocka_unit_test(a_search_keeps_the_best_of_all_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
