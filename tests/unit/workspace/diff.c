// Comparing two texts: the document of both, its pairs, its changes.
#include "suite.h"

// Each line with its sign, "-" removed, "+" added, and its rows; changed words in brackets.
static void print(const Diff *d, Str text, Buf *out)
{
    static const char signs[] = {[DIFF_SAME] = ' ', [DIFF_REMOVED] = '-', [DIFF_ADDED] = '+'};
    for (size_t i = 0; i + 1 < d->lines.n; i++) {
        const DiffLine *line = &d->lines.p[i];
        buf_addf(out, "%c", signs[line->kind]);
        for (size_t off = line->off; off < d->lines.p[i + 1].off; off++) {
            VEC_EACH (const DiffSpan, s, &d->words)
                buf_add_c(out, s->start == off ? "[" : s->end == off ? "]" : "");
            buf_add_byte(out, text.p[off]);
        }
    }
}

static void both_texts_stand_in_one_document(void **state)
{
    (void)state;
    static const struct {
        const char *name, *a, *b, *want;
        size_t changes, pairs; // pairs: without the empty last line
        bool trim;
    } cases[] = {
        {"equal", "a\nb\n", "a\nb\n", " a\n b\n", 0, 2, false},
        {"a line is changed", "a one b\nc\n", "a two b\nc\n", "-a [one] b\n+a [two] b\n c\n", 1, 2,
         false},
        {"a line came in", "a\nc\n", "a\nb\nc\n", " a\n+b\n c\n", 1, 3, false},
        {"lines went", "a\nb\nc\n", "c\n", "-a\n-b\n c\n", 1, 3, false},
        {"more came than went", "a\n", "x\ny\n", "-a\n+x\n+y\n", 1, 2, false},
        {"the last line lacks its end", "a\nb", "a\nc", " a\n-b\n+c\n", 1, 2, false},
        {"all is new", "", "a\n", "+a\n", 1, 1, false},
        {"blanks at the ends count", "a\nb\n", "  a\nb \n", "-a\n-b\n+[  ]a\n+b[ ]\n", 1, 2, false},
        {"or not: what is there now stands", "a\nb\n", "  a\nb \n", "   a\n b \n", 0, 2, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf text = BUF_INIT, have = BUF_INIT;
        Diff *d = NEW(Diff);
        diff_build(d, str_c(cases[i].a), str_c(cases[i].b), cases[i].trim, &text);
        print(d, buf_str(&text), &have);
        if (strcmp(buf_c(&have), cases[i].want) != 0 || d->changes.n != cases[i].changes ||
            d->pairs.n != cases[i].pairs + 1)
            fail_msg("%s: %zu changes, %zu pairs\n%s", cases[i].name, d->changes.n, d->pairs.n,
                     buf_c(&have));
        diff_free(d);
    }
}

// Going by the lines, each text can be read from the document again.
static void either_text_can_be_read_from_it(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 500; round++) {
        AUTO(buf) Buf a = BUF_INIT, b = BUF_INIT, text = BUF_INIT;
        AUTO(buf) Buf back_a = BUF_INIT, back_b = BUF_INIT;
        for (int i = 0; i < 20; i++) {
            seed = seed * 1664525 + 1013904223;
            buf_addf(seed >> 31 ? &a : &b, "%c%c\n", 'a' + (char)(seed >> 16) % 4, 'x');
            if (seed >> 29 == 1)
                buf_addf(seed >> 31 ? &b : &a, "same\n");
        }
        Diff *d = NEW(Diff);
        diff_build(d, buf_str(&a), buf_str(&b), false, &text);
        for (size_t i = 0; i + 1 < d->lines.n; i++) {
            const DiffLine *line = &d->lines.p[i];
            Str bytes = str_n(text.p + line->off, d->lines.p[i + 1].off - line->off);
            const DiffPair *p = &d->pairs.p[line->pair];
            assert_true(p->left == i || p->right == i);
            assert_int_equal(diff_line_at(d, line->off), i);
            if (line->kind != DIFF_ADDED)
                buf_add(&back_a, bytes);
            if (line->kind != DIFF_REMOVED)
                buf_add(&back_b, bytes);
        }
        assert_true(str_eq(buf_str(&a), buf_str(&back_a)));
        assert_true(str_eq(buf_str(&b), buf_str(&back_b)));
        diff_free(d);
    }
}

static void what_differs_is_gone_through_round_the_ends(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    world_put(w, "a.txt", "one\ntwo\nthree\nfour\n");
    View *v = world_open(w, "a.txt");
    text_replace(v->doc->text, 14, 18, STR("FOUR"));
    text_replace(v->doc->text, 0, 3, STR("ONE"));
    assert_true(document_compare_saved(w->ws, v->doc, &err));
    world_settle(w);
    v = workspace_view(w->ws);
    assert_non_null(v->doc->diff);
    assert_false(view_insert(v, STR("x"), &err)); // nobody can edit it
    assert_int_equal(diff_line_at(v->doc->diff, view_cursor(v)), 0);
    static const size_t forth[] = {4, 0, 4};
    for (size_t i = 0; i < ARRAY_LEN(forth); i++) {
        assert_true(diff_step(v, 1, &err));
        assert_int_equal(diff_line_at(v->doc->diff, view_cursor(v)), forth[i]);
    }
    assert_true(diff_step(v, -1, &err));
    assert_int_equal(diff_line_at(v->doc->diff, view_cursor(v)), 0);
    assert_true(diff_step(v, -1, &err));
    assert_true(diff_open_file(w->ws, v, &err));
    v = workspace_view(w->ws);
    assert_string_equal(v->doc->title, "a.txt");
    assert_int_equal(view_cursor_row(v).n, 3);
}

static void equal_texts_are_said_to_be(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    world_put(w, "a.txt", "one\n");
    View *v = world_open(w, "a.txt");
    assert_true(document_compare_saved(w->ws, v->doc, &err));
    world_settle(w);
    assert_ptr_equal(workspace_view(w->ws), v);
}

static void large_files_are_compared_as_text(void **state)
{
    World *w = *state;
    enum { LINES = 600000 };
    AUTO(buf) Buf bytes = BUF_INIT;
    for (int i = 0; i < LINES; i++)
        buf_add(&bytes, str_n("l\0i\0n\0e\0\xE9\0\r\0\n\0", 14));
    AUTO(free) char *cache = world_path(w, ".cache");
    AUTO(free) char *path = world_path(w, "a.txt");
    setenv("XDG_CACHE_HOME", cache, 1);
    MUST(fs_write(path, buf_str(&bytes), &err));
    View *v = world_open(w, "a.txt");
    MUST_FAIL(document_compare_saved(w->ws, v->doc, &err)); // only its start is there
    world_wait(w, !v->doc->decoding);
    MUST(view_type(v, STR("x"), &err));
    MUST(document_compare_saved(w->ws, v->doc, &err));
    world_settle(w);
    const Diff *d = workspace_view(w->ws)->doc->diff;
    assert_non_null(d);
    assert_int_equal(d->removed, 1);
    assert_int_equal(d->added, 1);
}

static void saved_as_a_file_it_is_a_text_like_others(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "a\nb\n");
    View *v = world_open(w, "a.txt");
    MUST(view_type(v, STR("x"), &err));
    MUST(document_compare_saved(w->ws, v->doc, &err));
    world_settle(w);
    View *shown = workspace_view(w->ws);
    assert_non_null(shown->doc->diff);
    MUST_FAIL(view_type(shown, STR("x"), &err));
    AUTO(free) char *to = world_path(w, "b.txt");
    MUST(document_save_as(w->ws, shown->doc, to, false, &err));
    world_settle(w);
    assert_null(shown->doc->diff);
    MUST(view_type(shown, STR("y"), &err));
    expect_text(shown, "ya\nxa\nb\n");
}

const struct CMUnitTest diff_tests[] = {
    cmocka_unit_test(both_texts_stand_in_one_document),
    cmocka_unit_test(either_text_can_be_read_from_it),
    CASE(what_differs_is_gone_through_round_the_ends),
    CASE(equal_texts_are_said_to_be),
    CASE(large_files_are_compared_as_text),
    CASE(saved_as_a_file_it_is_a_text_like_others),
};
const size_t diff_tests_n = ARRAY_LEN(diff_tests);
