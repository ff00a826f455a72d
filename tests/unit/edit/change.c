// Changes at many places, and where the selections are after them.
#include "suite.h"

static void a_change_replaces_at_every_selection(void **state)
{
    (void)state;
    static const struct {
        const char *name, *before, *with, *want;
    } cases[] = {
        {"one cursor", "a|b", "x", "ax|b"},
        {"several cursors", "a|b\nc|!d\n|", "xy", "axy|b\ncxy|!d\nxy|"},
        {"selections", "a[bc]d<ef>!g", "x", "ax|dx|!g"},
        {"neighbours meet when their text goes", "[ab][cd]e", "", "|e"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections s = {0};
        AUTO(change) Change c = {0};
        AUTO(free) char *bytes = unmark(cases[i].before, &s);
        size_t off;
        Text *t = text_new_from(str_c(bytes));
        for (size_t k = s.v.n; k-- > 0;) // any order will do
            change_add(&c, selection_start(&s.v.p[k]), selection_end(&s.v.p[k]),
                       str_c(cases[i].with));
        change_apply(&c, t, &s);
        expect_marked(cases[i].name, t, &s, cases[i].want);
        assert_true(text_undo(t, &off));
        AUTO(free) char *back = text_bytes(t);
        assert_string_equal(back, bytes);
        text_free(t);
    }
}

static void selections_are_kept_on_their_text(void **state)
{
    (void)state;
    static const struct {
        const char *name, *before;
        TextSplice splices[3];
        size_t n;
        const char *want;
    } cases[] = {
        {"nothing done", "a|b[c]!", {{0}}, 0, "a|b[c]!"},
        {"before", "ab|c[de]!", {{0, 1, STR("xyz")}}, 1, "xyzb|c[de]!"},
        {"at a cursor", "ab|c", {{2, 2, STR("xy")}}, 1, "abxy|c"},
        {"replaced around one", "abc|de", {{1, 4, STR("x")}}, 1, "ax|e"},
        {"at both ends", "a<bc>d", {{1, 1, STR("x")}, {3, 3, STR("y")}}, 2, "ax<bcy>d"},
        {"one after the other", "a|b|!c|", {{0, 1, STR("")}, {1, 2, STR("xx")}}, 2, "|xx|!c|"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(selections) Selections s = {0};
        AUTO(change) Change c = {0};
        AUTO(free) char *bytes = unmark(cases[i].before, &s);
        Text *t = text_new_from(str_c(bytes));
        for (size_t k = cases[i].n; k-- > 0;)
            change_add(&c, cases[i].splices[k].start, cases[i].splices[k].end,
                       cases[i].splices[k].with);
        change_keep(&c, &s);
        change_apply(&c, t, &s);
        expect_marked(cases[i].name, t, &s, cases[i].want);
        text_free(t);
    }
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245 + 12345;
    return *seed >> 16 & 0x7FFF;
}

// The same change made on a plain string, from its end to its start.
static char *replaced_plainly(const char *bytes, const TextSplice *v, size_t n)
{
    AUTO(buf) Buf out = BUF_INIT;
    buf_add_c(&out, bytes);
    for (size_t i = n; i-- > 0;)
        buf_splice(&out, v[i].start, v[i].end, v[i].with);
    return xstrdup(buf_c(&out));
}

// Where an offset is afterwards, step by step.
static size_t mapped_plainly(size_t off, const TextSplice *v, size_t n)
{
    for (size_t i = n; i-- > 0;) {
        TextEdit e = {
            .start = v[i].start, .old_end = v[i].end, .new_end = v[i].start + v[i].with.n};
        if (v[i].start < v[i].end || v[i].with.n)
            off = text_map(&e, off, true);
    }
    return off;
}

static void random_splices(unsigned *seed, size_t size, Change *c)
{
    static const char *const words[] = {"", "x", "yz", "\n", "long words\n"};
    for (size_t at = next_random(seed) % 4; at <= size; at += 1 + next_random(seed) % 6) {
        size_t end = MIN(size, at + next_random(seed) % 3);
        change_add(c, at, end, str_c(words[next_random(seed) % ARRAY_LEN(words)]));
        at = end;
    }
}

static void random_changes_match_a_plain_model(void **state)
{
    (void)state;
    unsigned seed = 7;
    for (int round = 0; round < 3000; round++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        AUTO(change) Change c = {0};
        AUTO(selections) Selections s = {0};
        for (unsigned n = next_random(&seed) % 50; n > 0; n--)
            buf_add_byte(&bytes, "ab\n "[next_random(&seed) % 4]);
        Text *t = text_new_from(buf_str(&bytes));
        random_splices(&seed, bytes.n, &c);
        AUTO(free) char *want = replaced_plainly(buf_c(&bytes), c.splices.p, c.splices.n);
        for (size_t off = 0; off <= bytes.n; off++)
            assert_int_equal(change_map(&c, off, true),
                             mapped_plainly(off, c.splices.p, c.splices.n));
        selections_init(&s);
        change_apply(&c, t, &s);
        AUTO(free) char *got = text_bytes(t);
        assert_string_equal(got, want);
        VEC_EACH (Selection, x, &s.v)
            assert_true(x->head <= strlen(want));
        text_check(t);
        text_free(t);
    }
}

const struct CMUnitTest change_tests[] = {
    cmocka_unit_test(a_change_replaces_at_every_selection),
    cmocka_unit_test(selections_are_kept_on_their_text),
    cmocka_unit_test(random_changes_match_a_plain_model),
};
const size_t change_tests_n = ARRAY_LEN(change_tests);
