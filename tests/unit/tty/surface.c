#include "tty/surface.h"
#include "groups.h"
#include "base/mem.h"

/* The texts of a row, "." for cells that are covered. */
static void row_text(const Surface *s, int row, Buf *out)
{
    for (int col = 0; col < surface_cols(s); col++)
        if (surface_cell(s, row, col)->width)
            buf_add(out, surface_text(s, row, col));
        else
            buf_add_byte(out, '.');
}

static void text_is_drawn_in_its_true_width(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int col, ncols;
        Str text;
        const char *row; // of 8 columns that held "abcdefgh"
        int used;
    } cases[] = {
        {"letters", 0, 8, STR("xyz"), "xyzdefgh", 3},
        {"cut at the given columns", 0, 2, STR("xyz"), "xycdefgh", 2},
        {"cut at the edge", 6, 8, STR("xyz"), "abcdefxy", 2},
        {"wide characters take two cells", 0, 8, STR("世界"), "世.界.efgh", 4},
        {"a wide one that does not fit is a blank", 0, 3, STR("世界"), "世. defgh", 3},
        {"a wide one at the edge is a blank", 7, 8, STR("世"), "abcdefg ", 1},
        {"accents join their letter", 0, 8, STR("e\xCC\x81x"), "e\xCC\x81xcdefgh", 2},
        {"control characters are pictures", 0, 8, STR("\033[m"), "^[[mefgh", 4},
        {"a line end is one too", 0, 8, STR("a\nb"), "a^Jbefgh", 4},
        {"broken bytes are replaced", 0, 8, STR("\xFFz"), "\xEF\xBF\xBDzcdefgh", 2},
        {"a bidi override is a picture", 0, 8, STR("\xE2\x80\xAE"), "<U+202E>", 8},
        {"a picture that does not fit is blank", 0, 5, STR("\xE2\x80\xAE"), "     fgh", 5},
        {"left of the surface nothing is seen", -2, 8, STR("wxyz"), "yzcdefgh", 4},
        {"a wide one over the left edge is a blank", -1, 8, STR("世z"), " zcdefgh", 3},
        {"nothing", 0, 8, STR(""), "abcdefgh", 0},
        {"no columns", 0, 0, STR("x"), "abcdefgh", 0},
        {"a place beyond the edge", 9, 4, STR("x"), "abcdefgh", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Surface *s = surface_new(1, 8);
        surface_put(s, 0, 0, 8, STR("abcdefgh"), (Style){0});
        int used = surface_put(s, 0, cases[i].col, cases[i].ncols, cases[i].text, (Style){0});
        AUTO(buf) Buf row = BUF_INIT;
        row_text(s, 0, &row);
        if (strcmp(buf_c(&row), cases[i].row) != 0 || used != cases[i].used)
            fail_msg("%s: '%s', %d columns", cases[i].name, buf_c(&row), used);
        surface_free(s);
    }
}

static void ambiguous_characters_are_as_wide_as_told(void **state)
{
    (void)state;
    Surface *s = surface_new(1, 4);
    assert_int_equal(surface_put(s, 0, 0, 4, STR("\xE2\x97\x8Fx"), (Style){0}), 2);
    surface_set_ambiguous(s, 2);
    assert_int_equal(surface_put(s, 0, 0, 4, STR("\xE2\x97\x8Fx"), (Style){0}), 3);
    assert_int_equal(surface_cell(s, 0, 0)->width, 2);
    surface_free(s);
}

static void single_cells_are_made_safe(void **state)
{
    (void)state;
    Surface *s = surface_new(1, 4);
    surface_put_cell(s, 0, 1, STR("世"), 2, (Style){0});
    assert_true(str_eq_c(surface_text(s, 0, 1), "世"));
    surface_put_cell(s, 0, 3, STR("世"), 2, (Style){0}); // does not fit
    assert_true(str_eq_c(surface_text(s, 0, 3), " "));
    surface_put_cell(s, 0, 0, STR("\xFF\1\1\1\1"), 1, (Style){0}); // the mark of the pool
    assert_true(str_eq_c(surface_text(s, 0, 0), "\xEF\xBF\xBD"));
    surface_put_cell(s, 0, -1, STR("x"), 1, (Style){0});
    surface_put_cell(s, 0, 4, STR("x"), 1, (Style){0});
    surface_put_cell(s, 1, 0, STR("x"), 1, (Style){0});
    surface_free(s);
}

static void writing_over_half_a_wide_character_blanks_the_other(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int col, ncols;
        const char *row;
    } cases[] = {
        {"over the first half", 2, 1, "世.x 人."},
        {"over the second half", 3, 1, "世. x人."},
        {"over two halves", 1, 2, " xx 人."},
        {"over none", 2, 2, "世.xx人."},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Surface *s = surface_new(1, 6);
        surface_put(s, 0, 0, 6, STR("世界人"), (Style){0});
        surface_put(s, 0, cases[i].col, cases[i].ncols, STR("xx"), (Style){0});
        AUTO(buf) Buf row = BUF_INIT;
        row_text(s, 0, &row);
        if (strcmp(buf_c(&row), cases[i].row) != 0)
            fail_msg("%s: '%s'", cases[i].name, buf_c(&row));
        surface_put(s, 0, 0, 6, STR("世界人"), (Style){0});
        surface_fill(s, 0, cases[i].col, 1, cases[i].ncols, (Style){0});
        for (int col = 0; col < 6; col++)
            assert_true(surface_cell(s, 0, col)->width || surface_cell(s, 0, col - 1)->width == 2);
        surface_free(s);
    }
}

static void filling_is_cut_at_the_edges(void **state)
{
    (void)state;
    Surface *s = surface_new(3, 4);
    Style red = {.bg = COLOR_ANSI(1)};
    surface_fill(s, -5, 2, 7, 100, red);
    surface_fill(s, 2, -3, 100, 4, red);
    surface_fill(s, 1, 1, 0, 5, red);
    surface_fill(s, 1, 1, -1, INT32_MAX, red);
    static const char *const expected[] = {"..xx", "..xx", "x..."};
    for (int row = 0; row < 3; row++)
        for (int col = 0; col < 4; col++)
            assert_int_equal(surface_cell(s, row, col)->style.bg == red.bg,
                             expected[row][col] == 'x');
    surface_free(s);
}

static void restyling_keeps_what_is_default(void **state)
{
    (void)state;
    Surface *s = surface_new(1, 6);
    surface_put(s, 0, 0, 6, STR("a世bcd"), (Style){.fg = COLOR_ANSI(1), .attrs = ATTR_BOLD});
    surface_restyle(s, 0, 2, 2, (Style){.bg = COLOR_ANSI(4), .attrs = ATTR_UNDERLINE});
    surface_restyle(s, 5, 0, 9, (Style){.bg = COLOR_ANSI(5)});
    assert_int_equal(surface_cell(s, 0, 1)->style.bg, 0); // its first half was not in the range
    assert_int_equal(surface_cell(s, 0, 3)->style.bg, COLOR_ANSI(4));
    assert_int_equal(surface_cell(s, 0, 3)->style.fg, COLOR_ANSI(1));
    assert_int_equal(surface_cell(s, 0, 3)->style.attrs, ATTR_BOLD | ATTR_UNDERLINE);
    assert_int_equal(surface_cell(s, 0, 4)->style.bg, 0);
    surface_restyle(s, 0, 0, 2, (Style){.fg = COLOR_ANSI(2)});
    assert_int_equal(surface_cell(s, 0, 1)->style.fg, COLOR_ANSI(2));
    assert_int_equal(surface_cell(s, 0, 2)->style.fg, COLOR_ANSI(2)); // the whole cluster
    surface_free(s);
}

static void nothing_joins_the_next_cell(void **state)
{
    (void)state;
    Surface *s = surface_new(1, 8);
    surface_put(s, 0, 0, 8, STR("\U0001F468\u200Dx"), (Style){0});
    assert_true(str_eq_c(surface_text(s, 0, 0), "\U0001F468"));
    assert_true(str_eq_c(surface_text(s, 0, 2), "x"));
    surface_free(s);
}

static void long_clusters_live_in_a_bounded_pool(void **state)
{
    (void)state;
    static const char family[] = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    Surface *s = surface_new(2, 4);
    for (int i = 0; i < 10000; i++) {
        surface_put(s, i % 2, 0, 4, str_c(family), (Style){0});
        assert_true(str_eq_c(surface_text(s, i % 2, 0), family));
        assert_int_equal(surface_cell(s, i % 2, 0)->width, 2);
    }
    assert_true(s->pool.n < 8192);
    surface_fill(s, 0, 0, 2, 4, (Style){0});
    assert_int_equal(s->pool.n, 0);
    surface_free(s);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(text_is_drawn_in_its_true_width),
    cmocka_unit_test(ambiguous_characters_are_as_wide_as_told),
    cmocka_unit_test(single_cells_are_made_safe),
    cmocka_unit_test(writing_over_half_a_wide_character_blanks_the_other),
    cmocka_unit_test(filling_is_cut_at_the_edges),
    cmocka_unit_test(restyling_keeps_what_is_default),
    cmocka_unit_test(nothing_joins_the_next_cell),
    cmocka_unit_test(long_clusters_live_in_a_bounded_pool),
};

const TestGroup surface_tests = {tests, ARRAY_LEN(tests)};
