#include "base/width.h"
#include "base/utf8.h"
#include "suite.h"

static void clusters_have_their_width(void **state)
{
    (void)state;
    static const struct {
        const char *what, *text;
        size_t nbytes;
        int cells, wide_cells; // with ambiguous 1 and 2
        const char *picture;
    } cases[] = {
        {"a letter", "ab", 1, 1, 1, ""},
        {"a letter with an accent", "e\u0301x", 3, 1, 1, ""},
        {"an ideograph", "\u4E2D\u6587", 3, 2, 2, ""},
        {"an emoji", "\U0001F600", 4, 2, 2, ""},
        {"a heart as text", "\u2764", 3, 1, 1, ""},
        {"a heart as emoji", "\u2764\uFE0F", 6, 2, 2, ""},
        {"a keycap", "1\uFE0F\u20E3x", 7, 2, 2, ""},
        {"a family", "\U0001F468\u200D\U0001F469\u200D\U0001F467x", 18, 2, 2, ""},
        {"a joiner that hides in a word stays apart", "b\u200Dc", 1, 1, 1, ""},
        {"... and so does a non-joiner", "e\u0301\u200Cc", 3, 1, 1, ""},
        {"a joiner that chooses a form", "\u0915\u094D\u200Dx", 9, 1, 1, ""},
        {"a skin tone", "\U0001F44D\U0001F3FD", 8, 2, 2, ""},
        {"a skin tone after a letter stays apart", "a\U0001F3FD", 1, 1, 1, ""},
        {"one flag of two", "\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", 8, 2, 2, ""},
        {"half a flag", "\U0001F1E9x", 4, 1, 1, ""},
        {"a flag of tags", "\U0001F3F4\U000E0067\U000E0062\U000E007Fx", 16, 2, 2, ""},
        {"tags that hide after a letter stay apart", "a\U000E0067", 1, 1, 1, ""},
        {"a second variation stays apart", "\u2764\uFE0F\uFE0E", 6, 2, 2, ""},
        {"a Hangul syllable", "\uD55C\uAE00", 3, 2, 2, ""},
        {"a Hangul syllable in letters", "\u1112\u1161\u11ABx", 9, 2, 2, ""},
        {"an ambiguous character", "\u00B1", 2, 1, 2, ""},
        {"an ambiguous one with an accent", "\u03B1\u0301", 4, 1, 2, ""},
        {"Thai with a vowel of its own cell", "\u0E01\u0E33", 6, 2, 2, ""},
        {"a private icon", "\uE0B0", 3, 1, 2, ""},
        {"an Arabic number sign", "\u06001", 2, 1, 1, ""},
        {"escape", "\x1B[0m", 1, 2, 2, "^["},
        {"delete", "\x7F", 1, 2, 2, "^?"},
        {"tab", "\tx", 1, 2, 2, "^I"},
        {"carriage return before newline", "\r\n", 1, 2, 2, "^M"},
        {"a C1 control", "\xC2\x9B", 2, 8, 8, "<U+009B>"},
        {"zero-width space", "\u200B", 3, 8, 8, "<U+200B>"},
        {"a bidi override", "\u202Eabc", 3, 8, 8, "<U+202E>"},
        {"a byte order mark", "\uFEFF", 3, 8, 8, "<U+FEFF>"},
        {"soft hyphen", "\u00AD", 2, 8, 8, "<U+00AD>"},
        {"a lone accent", "\u0301\u0301", 2, 8, 8, "<U+0301>"},
        {"a lone joiner", "\u200D\U0001F600", 3, 8, 8, "<U+200D>"},
        {"an invisible letter", "\u3164", 3, 8, 8, "<U+3164>"},
        {"line separator", "\u2028", 3, 8, 8, "<U+2028>"},
        {"an unknown code point", "\u0378", 2, 8, 8, "<U+0378>"},
        {"the last code point", "\U0010FFFF", 4, 10, 10, "<U+10FFFF>"},
        {"a broken byte", "\xFFx", 1, 1, 1, "\uFFFD"},
        {"a cut code point", "\xE4\xB8", 1, 1, 1, "\uFFFD"},
        {"a true replacement character", "\uFFFD", 3, 1, 2, ""},
        {"a letter before a broken byte", "a\xCC", 1, 1, 1, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Str text = str_c(cases[i].text);
        int cells = 0, wide = 0;
        char picture[WIDTH_PICTURE_MAX];
        size_t n = width_cluster(text, 1, &cells);
        width_cluster(text, 2, &wide);
        size_t picture_n = width_picture(str_upto(text, n), picture);
        if (n != cases[i].nbytes || cells != cases[i].cells || wide != cases[i].wide_cells)
            fail_msg("%s: %zu bytes, %d or %d cells", cases[i].what, n, cells, wide);
        assert_string_equal(picture, cases[i].picture);
        assert_int_equal(picture_n, strlen(picture));
    }
}

static void nothing_has_no_width(void **state)
{
    (void)state;
    int cells = 7;
    assert_int_equal(width_cluster(STR(""), 1, &cells), 0);
    assert_int_equal(cells, 0);
    assert_int_equal(width_text(STR(""), 1), 0);
}

static void text_is_cut_where_it_fits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int cols;
        size_t nbytes;
        int used;
    } cases[] = {
        {"hello", 3, 3, 3},        {"hello", 9, 5, 5},          {"\u4E2D\u6587", 3, 3, 2},
        {"\u4E2D\u6587", 1, 0, 0}, {"e\u0301e\u0301", 1, 3, 1}, {"a\x1Bz", 2, 1, 1},
        {"abc", 0, 0, 0},          {"abc", -1, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int used = -1;
        assert_int_equal(width_fit(str_c(cases[i].text), cases[i].cols, 1, &used), cases[i].nbytes);
        assert_int_equal(used, cases[i].used);
    }
}

// Text of the kinds that make clusters, and of broken bytes.
static void add_something(Buf *b, uint64_t *seed)
{
    static const uint32_t pool[] = {
        'a',    '1',    ' ',     0x0D,    0x0A,    0x1B,    0x301,  0x4E2D,  0xFE0F,
        0xFE0E, 0x200D, 0x1F468, 0x1F3FD, 0x1F1E9, 0x1F1EA, 0x1112, 0x1161,  0x11AB,
        0xD55C, 0xAC00, 0x0915,  0x094D,  0x0937,  0x0E33,  0x0600, 0x0D4E,  0x200B,
        0x202E, 0x2764, 0xE0067, 0x1F3F4, 0x20E3,  0xE000,  0x378,  0xE0100, 0xB1,
    };
    uint32_t r = next_random(seed);
    if (r % 16 == 0)
        buf_add_byte(b, (char)(r >> 8));
    else
        utf8_add(b, r % 16 == 1 ? (r >> 8) % 0x110000 : pool[r % ARRAY_LEN(pool)]);
}

static void clusters_tile_any_text(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int round = 0; round < 3000; round++) {
        AUTO(buf) Buf text = BUF_INIT;
        int things = 1 + (int)(next_random(&seed) % 40), ambiguous = 1 + round % 2, sum = 0;
        for (int i = 0; i < things; i++)
            add_something(&text, &seed);
        Str all = buf_str(&text);
        for (size_t off = 0; off < all.n;) {
            int cells = 0, used = -1;
            char picture[WIDTH_PICTURE_MAX];
            size_t n = width_cluster(str_from(all, off), ambiguous, &cells);
            assert_true(n > 0 && n <= WIDTH_CLUSTER_MAX && off + n <= all.n && cells > 0);
            assert_int_equal(width_prev(all, off + n), off);
            // a picture is as wide as it was measured and needs none itself
            if (width_picture(str_n(all.p + off, n), picture) && picture[0] != '\xEF')
                assert_int_equal(width_text(str_c(picture), ambiguous), cells);
            sum += cells;
            off += n;
            assert_int_equal(width_fit(all, sum, ambiguous, &used), off);
            assert_int_equal(used, sum);
            if (cells > 1)
                assert_int_equal(width_fit(all, sum - 1, ambiguous, NULL), off - n);
        }
        assert_int_equal(width_text(all, ambiguous), sum);
    }
}

static void endless_accents_do_not_make_endless_clusters(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    buf_add_c(&text, "a");
    for (int i = 0; i < 1000; i++)
        utf8_add(&text, 0x301);
    int cells = 0;
    size_t n = width_cluster(buf_str(&text), 1, &cells);
    assert_true(n <= WIDTH_CLUSTER_MAX);
    assert_int_equal(cells, 1);
}

const struct CMUnitTest width_tests[] = {
    cmocka_unit_test(clusters_have_their_width),
    cmocka_unit_test(nothing_has_no_width),
    cmocka_unit_test(text_is_cut_where_it_fits),
    cmocka_unit_test(clusters_tile_any_text),
    cmocka_unit_test(endless_accents_do_not_make_endless_clusters),
};
const size_t width_tests_n = ARRAY_LEN(width_tests);
