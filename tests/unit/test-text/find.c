#include "test-text.h"

static size_t naive_find(Str s, Str what, size_t from, bool fold)
{
    for (size_t i = from; i + what.n <= s.n; i++) {
        size_t k = 0;
        for (; k < what.n; k++) {
            char a = s.p[i + k], b = what.p[k];
            if (fold && a >= 'A' && a <= 'Z')
                a |= 0x20;
            if (fold && b >= 'A' && b <= 'Z')
                b |= 0x20;
            if (a != b)
                break;
        }
        if (k == what.n)
            return i;
    }
    return SIZE_MAX;
}

// A text of the same bytes in many small pieces.
static Text *in_pieces(Str bytes, Chance *c)
{
    Text *t = text_new();
    size_t off = 0;
    while (off < bytes.n) {
        size_t n = MIN(1 + chance(c, 30), bytes.n - off), end = snap_size(text_now(t));
        text_replace(t, end, end, STR("##"));
        text_replace(t, end, end, str_n(bytes.p + off, n));
        text_replace(t, end + n, end + n + 2, STR(""));
        off += n;
    }
    return t;
}

void finds_like_a_naive_search(void **state)
{
    (void)state;
    Chance c = {11};
    for (int i = 0; i < 300; i++) {
        AUTO(buf) Buf bytes = BUF_INIT, what = BUF_INIT;
        chance_bytes(&c, i % 10 ? 300 : 40000, &bytes);
        bool fold = i % 2;
        for (size_t k = 0; k < bytes.n; k++) // letters in both cases
            bytes.p[k] = (char)(chance(&c, 5) || bytes.p[k] < 'a' ? bytes.p[k] : bytes.p[k] ^ 0x20);
        size_t at = chance(&c, bytes.n + 1), n = 1 + chance(&c, 6);
        buf_add(&what, str_upto(str_from(buf_str(&bytes), at), n));
        if (what.n == 0)
            buf_add_c(&what, "a");
        for (size_t k = 0; k < what.n; k++) // beyond ASCII, case folding is PCRE2's
            what.p[k] = (char)(fold ? what.p[k] & 0x7F : what.p[k]);
        Text *t = i % 3 ? in_pieces(buf_str(&bytes), &c) : text_new_from(buf_str(&bytes));
        FindQuery q = {.pattern = buf_str(&what), .ignore_case = fold};
        AUTO(err) Err err = {0};
        Finder *f = finder_new(&q, &err);
        size_t from = 0, last = SIZE_MAX, start, end;
        for (;;) {
            size_t want = naive_find(buf_str(&bytes), buf_str(&what), from, fold);
            bool is = finder_next(f, text_now(t), from, bytes.n, NULL, &start, &end);
            assert_int_equal(is, want != SIZE_MAX);
            if (!is)
                break;
            assert_true(start == want && end == want + what.n);
            assert_int_equal(finder_prev(f, text_now(t), 0, start, NULL, &start, &end),
                             last != SIZE_MAX);
            if (last != SIZE_MAX)
                assert_int_equal(start, last);
            last = want;
            from = want + 1;
        }
        finder_free(f);
        text_free(t);
    }
}

void finds_across_pieces_as_in_one(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "o+\\w",         "^\\s*\\S",    "$",        "(?<=a)b", "\\bfoo\\b",    "日本",
        "[^a]{3,9}",     "a(.|\\n)*?b", "é+|x1\\n", "\\R\\t",  "(?s)foo.*bar", "^",
        "(?!a)b(?=\\n)", "\\r$",
    };
    Chance c = {13};
    for (size_t i = 0; i < ARRAY_LEN(patterns) * 12; i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        chance_bytes(&c, i % 5 ? 200 : 20000, &bytes);
        FindQuery q = {.pattern = str_c(patterns[i % ARRAY_LEN(patterns)]), .regex = true};
        AUTO(err) Err err = {0};
        Finder *f = finder_new(&q, &err), *g = finder_new(&q, &err);
        Text *one = text_new_from(buf_str(&bytes)), *many = in_pieces(buf_str(&bytes), &c);
        size_t from = 0, a, b, x, y;
        for (int n = 0; n < 200 && from <= bytes.n; n++) {
            bool is = finder_next(f, text_now(one), from, bytes.n, NULL, &a, &b);
            assert_int_equal(is, finder_next(g, text_now(many), from, bytes.n, NULL, &x, &y));
            if (is)
                assert_true(a == x && b == y);
            assert_int_equal(is, finder_next_bytes(g, buf_str(&bytes), from, NULL, &x, &y));
            if (!is)
                break;
            assert_true(a == x && b == y);
            from = a + 1;
            is = finder_prev(f, text_now(one), 0, a, NULL, &a, &b);
            assert_int_equal(is, finder_prev(g, text_now(many), 0, from - 1, NULL, &x, &y));
            if (is)
                assert_true(a == x && b == y);
        }
        finder_free(f);
        finder_free(g);
        text_free(one);
        text_free(many);
    }
}

void finds_what_is_asked(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *pattern, *how; // how: r regex, i ignore case, w whole word
        size_t from, to, start, end;
        bool back;
    } cases[] = {
        {"a literal", "one two", "two", "", 0, 7, 4, 7, false},
        {"only whole words", "cats cat", "cat", "w", 0, 8, 5, 8, false},
        {"no word beside letters beyond ASCII", "écat cat", "cat", "w", 0, 9, 6, 9, false},
        {"marks need no border", "a.b", ".", "w", 0, 3, 1, 2, false},
        {"any case", "FoO", "fOo", "i", 0, 3, 0, 3, false},
        {"any case beyond ASCII", "GRÖSSE", "größ", "i", 0, 7, SIZE_MAX, 0, false},
        {"umlauts in any case", "GRÖS", "grös", "i", 0, 5, 0, 5, false},
        {"signs of a regex mean themselves in a literal", "É.*", "é.*", "i", 0, 4, 0, 4, false},
        {"a match must end in the range", "abc", "bc", "", 0, 2, SIZE_MAX, 0, false},
        {"nothing at the very end", "ab", "$", "r", 0, 2, 2, 2, false},
        {"line starts", "a\nb", "^b", "r", 0, 3, 2, 3, false},
        {"line ends before CR LF", "ab\r\n", "b$", "r", 0, 4, 1, 2, false},
        {"look-behind sees what is before the range", "xab", "(?<=x)a", "r", 1, 3, 1, 2, false},
        {"over lines", "a\nb", "a\\nb", "r", 0, 3, 0, 3, false},
        {"not over broken bytes", "a\xFFz", "a.z", "r", 0, 3, SIZE_MAX, 0, false},
        {"behind broken bytes", "\xFF\xFEz", "z", "r", 0, 3, 2, 3, false},
        {"whole words by regex", "cats cat", "ca.", "rw", 0, 8, 5, 8, false},
        {"backwards the nearest", "aa aa", "aa", "", 0, 4, 3, 5, true},
        {"backwards before the range's end", "aa aa", "aa", "", 0, 3, 0, 2, true},
        {"backwards not before the range", "aa aa", "aa", "", 1, 3, SIZE_MAX, 0, true},
        {"backwards a regex takes what it would forwards", "b aaa", "a+", "r", 0, 5, 2, 5, true},
        {"an empty text", "", "x", "", 0, 0, SIZE_MAX, 0, false},
        {"a start in an empty text", "", "^", "r", 0, 0, 0, 0, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Text *t = text_new_from(str_c(cases[i].text));
        FindQuery q = {
            .pattern = str_c(cases[i].pattern),
            .regex = strchr(cases[i].how, 'r'),
            .ignore_case = strchr(cases[i].how, 'i'),
            .whole_word = strchr(cases[i].how, 'w'),
        };
        AUTO(err) Err err = {0};
        Finder *f = finder_new(&q, &err);
        assert_non_null(f);
        size_t start = SIZE_MAX, end = 0;
        bool is = (cases[i].back ? finder_prev : finder_next)(f, text_now(t), cases[i].from,
                                                              cases[i].to, NULL, &start, &end);
        if (is != (cases[i].start != SIZE_MAX) || start != cases[i].start || end != cases[i].end)
            fail_msg("%s: %d [%zu, %zu)", cases[i].name, is, start, end);
        assert_string_equal(finder_problem(f), "");
        finder_free(f);
        text_free(t);
    }
}

void bad_expressions_say_where(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *sentence;
        bool regex;
    } cases[] = {
        {"(a", "bad expression at column 3: missing closing parenthesis", true},
        {"é[z-a]", "bad expression at column 5: range out of order in character class", true},
        {"*", "bad expression at column 1: quantifier does not follow a repeatable item", true},
        {"", "nothing to search for", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        FindQuery q = {.pattern = str_c(cases[i].pattern), .regex = cases[i].regex};
        assert_null(finder_new(&q, &err));
        assert_string_equal(err_text(&err), cases[i].sentence);
    }
}

void slow_expressions_are_given_up(void **state)
{
    (void)state;
    Text *t =
        text_new_from(STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"));
    FindQuery q = {.pattern = STR("^(a+)+$"), .regex = true};
    AUTO(err) Err err = {0};
    Finder *f = finder_new(&q, &err);
    size_t start, end;
    assert_false(finder_next(f, text_now(t), 0, 68, NULL, &start, &end));
    assert_string_equal(finder_problem(f), "the expression is too slow on this text");
    assert_false(finder_prev(f, text_now(t), 0, 68, NULL, &start, &end));
    assert_string_equal(finder_problem(f), "the expression is too slow on this text");
    finder_free(f);
    text_free(t);
}

void a_search_can_be_cancelled(void **state)
{
    (void)state;
    Text *t = text_new_from(STR("needle"));
    const atomic_bool cancelled = true;
    for (int regex = 0; regex < 2; regex++) {
        FindQuery q = {.pattern = STR("needle"), .regex = regex};
        AUTO(err) Err err = {0};
        Finder *f = finder_new(&q, &err);
        size_t start, end;
        assert_false(finder_next(f, text_now(t), 0, 6, &cancelled, &start, &end));
        assert_false(finder_prev(f, text_now(t), 0, 6, &cancelled, &start, &end));
        assert_true(finder_next(f, text_now(t), 0, 6, NULL, &start, &end));
        finder_free(f);
    }
    text_free(t);
}

void expands_groups(void **state)
{
    (void)state;
    static const struct {
        const char *name, *with, *want;
        bool literal;
    } cases[] = {
        {"groups by number", "$2, $1", "world, hello", false},
        {"groups in braces", "${2}${1}!", "worldhello!", false},
        {"groups by name", "<${last}>", "<world>", false},
        {"the whole match", "[$0|$&]", "[hello world|hello world]", false},
        {"a group that took no part is empty", "a$3b", "ab", false},
        {"two digits only if there are so many", "$12", "hello2", false},
        {"no such group stays as it is", "$9 ${x} ${} $", "$9 ${x} ${} $", false},
        {"dollars", "$$1", "$1", false},
        {"escapes", "a\\tb\\n\\\\ \\x", "a\tb\n\\ \\x", false},
        {"a literal's replacement is taken as it is", "$1\\n", "$1\\n", true},
        {"a capital", "\\u$1 \\u\\L$2", "Hello World", false},
        {"capitals up to the end mark", "\\U$1\\E $2 \\Uc\\lD", "HELLO world Cd", false},
        {"a mark of case at the end does nothing", "$1\\u", "hello", false},
    };
    Text *t = text_new_from(STR("say hello world"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        FindQuery q = {.pattern = STR("(\\w+) (?<last>world)(x)?"), .regex = true};
        if (cases[i].literal)
            q = (FindQuery){.pattern = STR("hello")};
        AUTO(err) Err err = {0};
        AUTO(buf) Buf out = BUF_INIT;
        Finder *f = finder_new(&q, &err);
        size_t start, end;
        assert_true(finder_next(f, text_now(t), 4, 15, NULL, &start, &end));
        finder_expand(f, &(FindReplacement){.with = str_c(cases[i].with)}, &out);
        if (!str_eq_c(buf_str(&out), cases[i].want))
            fail_msg("%s: %s", cases[i].name, buf_c(&out));
        finder_free(f);
    }
    text_free(t);
}

static void expect_bytes(const Text *t, const char *want)
{
    AUTO(buf) Buf out = BUF_INIT;
    snap_add_to(text_now(t), 0, SIZE_MAX, &out);
    assert_string_equal(buf_c(&out), want);
}

void replacements_keep_the_case_of_what_they_replace(void **state)
{
    (void)state;
    static const struct {
        const char *name, *match, *with, *want;
    } cases[] = {
        {"all capitals", "FOO", "bar", "BAR"},
        {"all small letters", "foo", "BaR", "bar"},
        {"a capital first", "Foo", "bar", "Bar"},
        {"a capital within", "fOO", "BAR", "bAR"},
        {"no letters", "123", "bAr", "bAr"},
        {"beyond ASCII", "Übel", "öl", "Öl"},
        {"part by part", "foo-Bar", "one-two-three", "one-Two-Three"},
        {"a joint at the end", "FOO_BAR", "a_b_", "A_B_"},
        {"nothing", "Foo", "", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        AUTO(buf) Buf out = BUF_INIT;
        Text *t = text_new_from(str_c(cases[i].match));
        FindQuery q = {.pattern = str_c(cases[i].match)};
        FindReplacement with = {str_c(cases[i].with), true, false};
        Finder *f = finder_new(&q, &err);
        size_t start, end;
        assert_true(finder_next(f, text_now(t), 0, q.pattern.n, NULL, &start, &end));
        finder_expand(f, &with, &out);
        if (!str_eq_c(buf_str(&out), cases[i].want))
            fail_msg("%s: %s", cases[i].name, buf_c(&out));
        finder_free(f);
        text_free(t);
    }
}

void brief_searches_end_soon_and_find_the_same(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    buf_add_fill(&bytes, 'a', 30000);
    Text *t = text_new_from(buf_str(&bytes));
    static const char *const slow[] = {"(a+)+[bc]", "(a|aa)+[bc]", ".*.*.*[bc]",
                                       "(?:a?){60}a{60}[bc]"};
    for (size_t i = 0; i < ARRAY_LEN(slow); i++) {
        AUTO(err) Err err = {0};
        FindQuery q = {.pattern = str_c(slow[i]), .regex = true, .brief = true};
        Finder *f = finder_new(&q, &err);
        size_t start, end;
        assert_false(finder_next(f, text_now(t), 0, bytes.n, NULL, &start, &end));
        assert_string_equal(finder_problem(f), "the expression is too slow on this text");
        finder_free(f);
    }
    AUTO(err) Err err = {0};
    FindQuery q = {.pattern = STR("a{3}(?!a)"), .regex = true, .brief = true};
    Finder *f = finder_new(&q, &err);
    size_t start, end;
    assert_true(finder_next(f, text_now(t), 29900, bytes.n, NULL, &start, &end));
    assert_true(start == 29997 && end == 30000);
    finder_free(f);
    text_free(t);
}

void a_match_may_end_behind_where_it_may_start(void **state)
{
    (void)state;
    Text *t = text_new_from(STR("ab ab ab"));
    for (int regex = 0; regex < 2; regex++) {
        AUTO(err) Err err = {0};
        FindQuery q = {.pattern = STR("ab"), .regex = regex};
        Finder *f = finder_new(&q, &err);
        size_t start, end;
        FindRange r = {.from = 1, .starts = 3, .ends = 8};
        assert_true(finder_next_in(f, text_now(t), &r, &start, &end));
        assert_true(start == 3 && end == 5);
        r.starts = 2;
        assert_false(finder_next_in(f, text_now(t), &r, &start, &end));
        r = (FindRange){.from = 1, .starts = 5, .ends = 4};
        assert_false(finder_next_in(f, text_now(t), &r, &start, &end));
        finder_free(f);
    }
    text_free(t);
}

void a_rewrite_applies_only_to_the_text_it_was_made_of(void **state)
{
    (void)state;
    Text *t = text_new_from(STR("one two three"));
    for (int changed = 1; changed >= 0; changed--) {
        Snap *s = text_snapshot(t);
        TextRewrite *r = text_rewrite_new(s);
        text_rewrite_put(r, 0, 3, STR("1"));
        text_rewrite_put(r, 3, 3, STR(","));
        text_rewrite_put(r, 8, 13, STR("3"));
        text_rewrite_end(r);
        snap_free(s);
        if (changed)
            text_replace(t, 13, 13, STR("!"));
        assert_int_equal(text_rewrite_apply(t, r), !changed);
        text_check(t);
    }
    expect_bytes(t, "1, two 3!");
    size_t off;
    assert_true(text_undo(t, &off));
    expect_bytes(t, "one two three!");
    assert_true(text_redo(t, &off));
    expect_bytes(t, "1, two 3!");
    text_rewrite_free(text_rewrite_new(text_now(t)));
    assert_false(text_rewrite_apply(t, text_rewrite_new(text_now(t))));
    text_free(t);
}
