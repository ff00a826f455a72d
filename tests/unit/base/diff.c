#include "base/diff.h"
#include "suite.h"

static void unified(const char *a, const char *b, Buf *out)
{
    DiffLines old_lines = {0}, new_lines = {0};
    DiffHunks hunks = {0};
    diff_split(str_c(a), &old_lines);
    diff_split(str_c(b), &new_lines);
    diff_lines(&old_lines, &new_lines, &hunks);
    diff_unified(&old_lines, &new_lines, &hunks, 1, out);
    vec_deinit(&old_lines);
    vec_deinit(&new_lines);
    vec_deinit(&hunks);
}

static void hunks_read_as_patch_reads_them(void **state)
{
    (void)state;
    static const struct {
        const char *name, *a, *b, *want;
    } cases[] = {
        {"equal texts have no hunks", "a\nb\n", "a\nb\n", ""},
        {"both empty", "", "", ""},
        {"a line is changed", "a\nb\nc\n", "a\nx\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"},
        {"all is new", "", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n"},
        {"all is gone", "a\n", "", "@@ -1 +0,0 @@\n-a\n"},
        {"a line is added at the end", "a\nb\n", "a\nb\nc\n", "@@ -2 +2,2 @@\n b\n+c\n"},
        {"the last line feed is lost", "a\nb\n", "a\nb",
         "@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n"},
        {"near hunks are one", "1\n2\n3\n4\n5\n", "1\nx\n3\ny\n5\n",
         "@@ -1,5 +1,5 @@\n 1\n-2\n+x\n 3\n-4\n+y\n 5\n"},
        {"far hunks are two", "1\n2\n3\n4\n5\n6\n", "x\n2\n3\n4\n5\ny\n",
         "@@ -1,2 +1,2 @@\n-1\n+x\n 2\n@@ -5,2 +5,2 @@\n 5\n-6\n+y\n"},
        {"a moved line goes and comes", "a\nb\nc\nd\n", "b\nc\nd\na\n",
         "@@ -1,2 +1 @@\n-a\n b\n@@ -4 +3,2 @@\n d\n+a\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf have = BUF_INIT;
        unified(cases[i].a, cases[i].b, &have);
        if (strcmp(buf_c(&have), cases[i].want) != 0)
            fail_msg("%s: %s", cases[i].name, buf_c(&have));
    }
}

enum { MAX_LINES = 40 };

// Lines of a longest common part, the slow and sure way.
static size_t common(const DiffLines *a, const DiffLines *b)
{
    size_t best[MAX_LINES + 1][MAX_LINES + 1] = {0};
    for (size_t i = 1; i <= a->n; i++)
        for (size_t j = 1; j <= b->n; j++)
            best[i][j] = str_eq(a->p[i - 1], b->p[j - 1]) ? best[i - 1][j - 1] + 1
                                                          : MAX(best[i - 1][j], best[i][j - 1]);
    return best[a->n][b->n];
}

// Rebuild the new text from the old one and the hunks; counts the lines in hunks.
static size_t apply(const DiffLines *a, const DiffLines *b, const DiffHunks *hunks, Buf *out)
{
    size_t row = 0, count = 0;
    VEC_EACH (const DiffHunk, h, hunks) {
        assert_true(h == hunks->p || h->old_row > row); // an equal line is between
        assert_true(h->old_n + h->new_n > 0);
        for (; row < h->old_row; row++)
            buf_add(out, a->p[row]);
        for (size_t i = 0; i < h->new_n; i++)
            buf_add(out, b->p[h->new_row + i]);
        row += h->old_n;
        count += h->old_n + h->new_n;
    }
    for (; row < a->n; row++)
        buf_add(out, a->p[row]);
    return count;
}

static void random_text(uint64_t *seed, Buf *out)
{
    uint32_t letters = 1 + next_random(seed) % 12;
    for (uint32_t n = next_random(seed) % MAX_LINES; n > 0; n--)
        buf_addf(out, "%c\n", (char)('a' + next_random(seed) % letters));
}

static void hunks_are_right_and_as_few_as_can_be(void **state)
{
    (void)state;
    uint64_t seed = 17;
    for (int i = 0; i < 4000; i++) {
        AUTO(buf) Buf a = BUF_INIT, b = BUF_INIT, again = BUF_INIT;
        DiffLines old_lines = {0}, new_lines = {0};
        DiffHunks hunks = {0};
        random_text(&seed, &a);
        random_text(&seed, &b);
        diff_split(buf_str(&a), &old_lines);
        diff_split(buf_str(&b), &new_lines);
        diff_lines(&old_lines, &new_lines, &hunks);
        size_t count = apply(&old_lines, &new_lines, &hunks, &again);
        assert_string_equal(buf_c(&again), buf_c(&b));
        assert_int_equal(count, old_lines.n + new_lines.n - 2 * common(&old_lines, &new_lines));
        diff_slide(&old_lines, &new_lines, &hunks);
        buf_clear(&again);
        assert_int_equal(apply(&old_lines, &new_lines, &hunks, &again), count);
        assert_string_equal(buf_c(&again), buf_c(&b));
        vec_deinit(&old_lines);
        vec_deinit(&new_lines);
        vec_deinit(&hunks);
    }
}

// So different that no shortest script is looked for; right all the same.
static void large_and_different_texts_are_compared_too(void **state)
{
    (void)state;
    uint64_t seed = 5;
    AUTO(buf) Buf a = BUF_INIT, b = BUF_INIT, again = BUF_INIT;
    DiffLines old_lines = {0}, new_lines = {0};
    DiffHunks hunks = {0};
    for (int i = 0; i < 8000; i++) {
        buf_addf(&a, "%u\n", next_random(&seed) % 500);
        buf_addf(&b, "%u\n", next_random(&seed) % 500);
    }
    diff_split(buf_str(&a), &old_lines);
    diff_split(buf_str(&b), &new_lines);
    diff_lines(&old_lines, &new_lines, &hunks);
    apply(&old_lines, &new_lines, &hunks, &again);
    assert_true(str_eq(buf_str(&again), buf_str(&b)));
    vec_deinit(&old_lines);
    vec_deinit(&new_lines);
    vec_deinit(&hunks);
}

static void hunks_stand_where_a_person_sees_them(void **state)
{
    (void)state;
    static const struct {
        const char *name, *a, *b, *want;
    } cases[] = {
        {"a new function is seen whole, with the empty line before it",
         "f() {\n\tx;\n}\n\nh() {\n\tx;\n}\n",
         "f() {\n\tx;\n}\n\ng() {\n\tx;\n}\n\nh() {\n\tx;\n}\n",
         "@@ -4,2 +4,6 @@\n \n+g() {\n+\tx;\n+}\n+\n h() {\n"},
        {"a block that went is seen whole", "if (a)\n{\n\tx;\n}\nif (b)\n{\n\tx;\n}\nend\n",
         "if (a)\n{\n\tx;\n}\nend\n", "@@ -4,6 +4,2 @@\n }\n-if (b)\n-{\n-\tx;\n-}\n end\n"},
        {"of equals the last stands", "a\na\nb\n", "a\na\na\nb\n", "@@ -2,2 +2,3 @@\n a\n+a\n b\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf have = BUF_INIT;
        DiffLines a = {0}, b = {0};
        DiffHunks hunks = {0};
        diff_split(str_c(cases[i].a), &a);
        diff_split(str_c(cases[i].b), &b);
        diff_lines(&a, &b, &hunks);
        diff_slide(&a, &b, &hunks);
        diff_unified(&a, &b, &hunks, 1, &have);
        vec_deinit(&a);
        vec_deinit(&b);
        vec_deinit(&hunks);
        if (strncmp(buf_c(&have), cases[i].want, strlen(cases[i].want)) != 0)
            fail_msg("%s: %s", cases[i].name, buf_c(&have));
    }
}

// The text with brackets round what the spans hold.
static void mark(Str text, const DiffSpans *spans, Buf *out)
{
    size_t at = 0;
    VEC_EACH (const DiffSpan, s, spans) {
        assert_true(s->start >= at && s->start < s->end && s->end <= text.n);
        buf_add(out, str_n(text.p + at, s->start - at));
        buf_addf(out, "[%.*s]", (int)(s->end - s->start), text.p + s->start);
        at = s->end;
    }
    buf_add(out, str_from(text, at));
}

static void words_that_differ_are_found(void **state)
{
    (void)state;
    static const struct {
        const char *name, *a, *b, *want_a, *want_b;
    } cases[] = {
        {"a word is changed", "int foo = 1;", "int bar = 1;", "int [foo] = 1;", "int [bar] = 1;"},
        {"a word came in", "call(a);", "call(a, b);", "call(a);", "call(a[, b]);"},
        {"a word is not cut", "total_size", "total_sizes", "total_size", "total_sizes"},
        {"near differences are one", "return a == b;", "return c == d;", "return [a] == [b];",
         "return [c] == [d];"},
        {"crumbs join", "x(a,b) + some more", "x(c,d) + some more", "x([a,b]) + some more",
         "x([c,d]) + some more"},
        {"strangers are left alone", "alpha beta", "12345 67890", "alpha beta", "12345 67890"},
        {"over several lines", "a = one;\nb = two;\n", "a = one;\nc = two;\n",
         "a = one;\n[b] = two;\n", "a = one;\n[c] = two;\n"},
        {"equal texts", "same", "same", "same", "same"},
        {"beyond ASCII", "gr\303\274n ist es hier", "rot ist es hier", "[gr\303\274n] ist es hier",
         "[rot] ist es hier"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf have = BUF_INIT, want = BUF_INIT;
        DiffSpans a = {0}, b = {0};
        diff_words(str_c(cases[i].a), str_c(cases[i].b), &a, &b);
        mark(str_c(cases[i].a), &a, &have);
        buf_add_byte(&have, '|');
        mark(str_c(cases[i].b), &b, &have);
        buf_addf(&want, "%s|%s", cases[i].want_a, cases[i].want_b);
        vec_deinit(&a);
        vec_deinit(&b);
        if (strcmp(buf_c(&have), buf_c(&want)) != 0)
            fail_msg("%s: %s, not %s", cases[i].name, buf_c(&have), buf_c(&want));
    }
}

const struct CMUnitTest diff_tests[] = {
    cmocka_unit_test(hunks_stand_where_a_person_sees_them),
    cmocka_unit_test(words_that_differ_are_found),
    cmocka_unit_test(hunks_read_as_patch_reads_them),
    cmocka_unit_test(hunks_are_right_and_as_few_as_can_be),
    cmocka_unit_test(large_and_different_texts_are_compared_too),
};
const size_t diff_tests_n = ARRAY_LEN(diff_tests);
