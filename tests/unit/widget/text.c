// Places, texts, boxes and scroll bars.
#include "groups.h"
#include "base/mem.h"
#include "picture.h"
#include "widget/widget.h"

static void texts_are_cut_with_an_ellipsis(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *end_cut, *start_cut;
        int cols, used;
    } cases[] = {
        {"short", "abc", "abc", "abc", 5, 3},
        {"just fitting", "abcde", "abcde", "abcde", 5, 5},
        {"long", "src/main.c", "src/…", "…in.c", 5, 5},
        {"wide", "世界人中", "世界…", "…人中", 5, 5},
        {"wide that leaves a column", "世界人中", "世…", "…中", 4, 3},
        {"one column", "abc", "…", "…", 1, 1},
        {"no column", "abc", "", "", 0, 0},
    };
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Surface *s = surface_new(2, 12);
        Rect r = {0, 0, 1, cases[i].cols};
        assert_int_equal(text_put(s, r, t, str_c(cases[i].text), (Style){0}), cases[i].used);
        r.row = 1;
        assert_int_equal(text_put_tail(s, r, t, str_c(cases[i].text), (Style){0}), cases[i].used);
        picture_check(cases[i].name, s, (const char *const[]){cases[i].end_cut, cases[i].start_cut},
                      2);
        surface_free(s);
    }
    theme_free(t);
}

static void texts_are_wrapped_between_words(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *lines;
        int cols;
    } cases[] = {
        {"short", "one two", "one two", 10},
        {"between words", "one two three", "one two/three", 8},
        {"at the edge", "one two three", "one two/three", 7},
        {"line ends", "one\n\ntwo\n", "one//two", 10},
        {"a word that is too long", "abcdefgh ij", "abc/def/gh/ij", 3},
        {"wide letters", "世界人", "世/界/人", 3},
        {"columns for less than a letter", "世界", "世/界", 1},
        {"no columns", "ab", "a/b", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf got = BUF_INIT;
        for (Str rest = str_c(cases[i].text); rest.n > 0;) {
            buf_add(&got, text_line(&rest, cases[i].cols));
            if (rest.n > 0)
                buf_add_byte(&got, '/');
        }
        if (strcmp(buf_c(&got), cases[i].lines) != 0)
            fail_msg("%s: '%s'", cases[i].name, buf_c(&got));
    }
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
