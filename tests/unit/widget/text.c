// Places, texts, boxes and scroll bars.
#include "groups.h"
#include "base/mem.h"
#include "picture.h"
#include "widget/widget.h"

static void texts_are_cut_with_an_ellipsis(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *shown;
        int cols, used;
    } cases[] = {
        {"short", "abc", "abc", 5, 3},
        {"just fitting", "abcde", "abcde", 5, 5},
        {"long", "src/main.c", "src/…", 5, 5},
        {"wide", "世界人中", "世界…", 5, 5},
        {"wide that leaves a column", "世界人中", "世…", 4, 3},
        {"one column", "abc", "…", 1, 1},
        {"no column", "abc", "", 0, 0},
    };
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Surface *s = surface_new(1, 12);
        Rect r = {0, 0, 1, cases[i].cols};
        assert_int_equal(text_put(s, r, t, str_c(cases[i].text), (Style){0}), cases[i].used);
        picture_check(cases[i].name, s, &cases[i].shown, 1);
        surface_free(s);
    }
    theme_free(t);
}

static void texts_are_wrapped_between_words(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        int cols, needs;
        const char *lines[4];
    } cases[] = {
        {"short", "one two", 10, 1, {"one two", "", "", ""}},
        {"between words", "one two three", 8, 2, {"one two", "three", "", ""}},
        {"at the edge", "one two three", 7, 2, {"one two", "three", "", ""}},
        {"line ends", "one\n\ntwo\n", 10, 3, {"one", "", "two", ""}},
        {"a word that is too long", "abcdefgh ij", 3, 4, {"abc", "def", "gh", "ij"}},
        {"wide letters", "世界人", 3, 3, {"世", "界", "人", ""}},
        {"more than there is room for",
         "one two three four five",
         5,
         5,
         {"one", "two", "three", "four…"}},
        {"columns for less than a letter", "世界", 1, 2, {"", "", "", ""}},
        {"no columns", "ab", 0, 2, {"", "", "", ""}},
        {"nothing", "", 5, 0, {"", "", "", ""}},
    };
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Surface *s = surface_new(4, 12);
        Str text = str_c(cases[i].text);
        text_paint(s, (Rect){0, 0, 4, cases[i].cols}, t, text, (Style){0});
        picture_check(cases[i].name, s, cases[i].lines, 4);
        assert_int_equal(text_rows(text, cases[i].cols), cases[i].needs);
        surface_free(s);
    }
    theme_free(t);
}

static void boxes_have_a_frame_and_a_title(void **state)
{
    (void)state;
    static const char *const unicode[] = {
        "", " ┌ Palette ─────┐", " │ text         │", " ├──────────────┤", " └──────────────┘", ""};
    static const char *const ascii[] = {
        "", " + Palette -----+", " | text         |", " +--------------+", " +--------------+", ""};
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    Surface *s = surface_new(6, 18);
    for (int i = 0; i < 2; i++) {
        theme_set_ascii(t, i);
        Rect r = {1, 1, 4, 16};
        Rect in = popup_paint(s, r, t, STR("Palette"), (Style){0});
        popup_rule(s, r, t, 2, (Style){0});
        text_put(s, in, t, STR("text"), (Style){0});
        picture_check("box", s, i ? ascii : unicode, 6);
    }
    theme_set_ascii(t, false);
    surface_fill(s, 0, 0, 6, 18, (Style){0});
    popup_paint(s, (Rect){1, 1, 4, 10}, t, STR("Command palette"), (Style){0});
    assert_true(str_eq_c(surface_text(s, 1, 8), "…"));
    surface_fill(s, 0, 0, 6, 18, (Style){0});
    assert_int_equal(popup_paint(s, (Rect){1, 1, 1, 10}, t, STR("x"), (Style){0}).rows, 0);
    picture_check("no room", s, (const char *const[]){"", "", "", "", "", ""}, 6);
    surface_free(s);
    theme_free(t);
}

static void scroll_bars_show_where_we_are(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t top, total;
        const char *bar;
    } cases[] = {
        {"all is shown", 0, 8, "........"},
        {"the first half", 0, 16, "####...."},
        {"the last half", 8, 16, "....####"},
        {"beyond the end", 99, 16, "....####"},
        {"a little of much", 0, 100000, "#......."},
        {"its end", 99992, 100000, ".......#"},
        {"the middle of very much", SIZE_MAX / 2, SIZE_MAX, "...#...."},
    };
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    Color slider = theme_style(t, THEME_SCROLLBAR_SLIDER_BACKGROUND).bg;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Surface *s = surface_new(8, 1);
        char got[9] = "";
        scroll_paint(s, (Rect){0, 0, 8, 1}, t, cases[i].top, cases[i].total);
        for (int row = 0; row < 8; row++)
            got[row] = surface_cell(s, row, 0)->style.bg == slider ? '#' : '.';
        if (strcmp(got, cases[i].bar) != 0)
            fail_msg("%s: %s", cases[i].name, got);
        surface_free(s);
    }
    theme_free(t);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(texts_are_cut_with_an_ellipsis),
    cmocka_unit_test(texts_are_wrapped_between_words),
    cmocka_unit_test(boxes_have_a_frame_and_a_title),
    cmocka_unit_test(scroll_bars_show_where_we_are),
};

const TestGroup text_tests = {tests, ARRAY_LEN(tests)};
