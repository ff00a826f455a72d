#include "suite.h"

#include "base/fs.h"

static const char *const languages[] = {"c", "markdown", "html", "python", "javascript", "rust"};

static Parsed open_sample(const char *language)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(free) char *path = xasprintf(TOP_SRCDIR "/tests/unit/syntax/samples/%s", language);
    assert_true(fs_read(path, 0, &bytes, NULL));
    return parsed_new(language, buf_str(&bytes));
}

static void scribble(Text *t, uint64_t *seed)
{
    static const char *const pieces[] = {"",   "x",   "\n",     "\"", "{", "}",    "`",
                                         "/*", "```", "\n\n> ", "<",  "(", "\xff", "\xe2\x82\xac"};
    size_t n = snap_size(text_now(t));
    size_t start = random_below(seed, n + 1);
    size_t len = random_below(seed, 10) ? random_below(seed, 4) : random_below(seed, 200);
    text_replace(t, start, MIN(start + len, n), str_c(pieces[random_below(seed, 14)]));
}

/* parsed_dump() checks order and bounds. */
static void look_around(Parsed *p, uint64_t *seed)
{
    AUTO(buf) Buf dump = BUF_INIT;
    size_t n = snap_size(text_now(p->text));
    size_t start = random_below(seed, n + 10);
    parsed_dump(p, start, start + random_below(seed, 300), &dump);
    parsed_dump(p, 0, SIZE_MAX, &dump);
}

static void an_old_tree_stays_within_the_text(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (size_t i = 0; i < ARRAY_LEN(languages); i++) {
        Parsed p = open_sample(languages[i]);
        for (int round = 0; round < 300; round++) {
            for (size_t k = random_below(&seed, 6); k > 0; k--)
                scribble(p.text, &seed);
            look_around(&p, &seed);
            if (random_below(&seed, 6) == 0)
                parsed_settle(&p);
        }
        text_replace(p.text, 0, snap_size(text_now(p.text)), STR(""));
        look_around(&p, &seed);
        parsed_free(&p);
    }
}

static void colours_move_with_their_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(languages); i++) {
        AUTO(buf) Buf before = BUF_INIT;
        AUTO(buf) Buf after = BUF_INIT;
        Parsed p = open_sample(languages[i]);
        parsed_dump(&p, 0, SIZE_MAX, &before);
        text_replace(p.text, 0, 0, STR("\n\n"));
        parsed_dump(&p, 0, SIZE_MAX, &after);
        assert_string_equal(buf_c(&before), buf_c(&after));
        parsed_free(&p);
    }
}

static void many_edits_at_once_are_followed(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf dump = BUF_INIT;
    for (int i = 0; i < 2000; i++)
        buf_add_c(&bytes, "[1],\n");
    buf_add_c(&bytes, "true");
    Parsed p = parsed_new("json", buf_str(&bytes));
    for (size_t i = 0; i < 2000; i++)
        text_replace(p.text, i * 6 + 1, i * 6 + 2, STR("22"));
    size_t n = snap_size(text_now(p.text));
    parsed_dump(&p, n - 4, n, &dump);
    assert_string_equal(buf_c(&dump), "true|boolean\n");
    parsed_settle(&p);
    buf_clear(&dump);
    parsed_dump(&p, 0, 7, &dump);
    assert_string_equal(buf_c(&dump), "[|punctuation.bracket\n22|number\n]|punctuation.bracket\n"
                                      ",|punctuation.delimiter\n[|punctuation.bracket\n");
    parsed_free(&p);
}

const struct CMUnitTest stale_tests[] = {
    cmocka_unit_test(an_old_tree_stays_within_the_text),
    cmocka_unit_test(colours_move_with_their_text),
    cmocka_unit_test(many_edits_at_once_are_followed),
};
const size_t stale_tests_n = ARRAY_LEN(stale_tests);
