#include "groups.h"
#include "base/mem.h"
#include "picture.h"
#include "widget/widget.h"

static void keys_move_in_a_list(void **state)
{
    (void)state;
    static const struct {
        const char *name, *keys;
        size_t n, selected, top;
        bool wraps;
        ListAnswer answer;
    } cases[] = {
        {"down", "down", 20, 1, 0, false, LIST_MOVED},
        {"down out of sight", "down down down down down", 20, 5, 1, false, LIST_MOVED},
        {"up at the first", "up", 20, 0, 0, false, LIST_MOVED},
        {"up from the first to the last", "up", 20, 19, 15, true, LIST_MOVED},
        {"down from the last to the first", "end down", 20, 0, 0, true, LIST_MOVED},
        {"a page", "pagedown", 20, 4, 0, false, LIST_MOVED},
        {"two pages and one back", "pagedown pagedown pageup", 20, 4, 4, false, LIST_MOVED},
        {"a page stops at the end", "pagedown pagedown", 6, 5, 1, true, LIST_MOVED},
        {"end and home", "end home", 20, 0, 0, false, LIST_MOVED},
        {"end", "end", 20, 19, 15, true, LIST_MOVED},
        {"enter", "down enter", 20, 1, 0, false, LIST_CHOSEN},
        {"enter on nothing", "enter", 0, 0, 0, false, LIST_IGNORED},
        {"down in nothing", "down", 0, 0, 0, true, LIST_IGNORED},
        {"one row", "down down", 1, 0, 0, true, LIST_MOVED},
        {"modified keys are not its", "ctrl+down", 20, 0, 0, false, LIST_IGNORED},
        {"letters are not its", "x", 20, 0, 0, false, LIST_IGNORED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        List l = {.wraps = cases[i].wraps};
        Str rest = str_c(cases[i].keys), word;
        ListAnswer answer = LIST_IGNORED;
        while (str_split(&rest, ' ', &word)) {
            AUTO(free) char *name = str_dup(word);
            list_place(&l, (Rect){2, 0, 5, 10}, cases[i].n);
            Key k = picture_key(name);
            answer = list_key(&l, &k);
        }
        if (l.selected != cases[i].selected || l.top != cases[i].top || answer != cases[i].answer)
            fail_msg("%s: %zu selected, %zu first, answer %d", cases[i].name, l.selected, l.top,
                     (int)answer);
    }
}

static void the_mouse_selects_and_scrolls(void **state)
{
    (void)state;
    List l = {0};
    list_place(&l, (Rect){2, 3, 5, 10}, 20);
    Key k = picture_click(4, 5, 1);
    assert_int_equal(list_key(&l, &k), LIST_MOVED);
    assert_int_equal(l.selected, 2);
    k = picture_click(4, 5, 2);
    assert_int_equal(list_key(&l, &k), LIST_CHOSEN);
    k = picture_click(4, 2, 1);
    assert_int_equal(list_key(&l, &k), LIST_IGNORED);
    k = picture_click(4, 5, 0);
    k.mouse.kind = MOUSE_WHEEL;
    k.mouse.button = MOUSE_WHEEL_DOWN;
    assert_int_equal(list_key(&l, &k), LIST_MOVED);
    assert_int_equal(l.top, 3);
    list_place(&l, (Rect){2, 3, 5, 10}, 20);
    assert_int_equal(l.top, 3); // the selected row may stay out of sight
    for (int i = 0; i < 10; i++)
        list_key(&l, &k);
    assert_int_equal(l.top, 15);
    k.mouse.button = MOUSE_WHEEL_UP;
    for (int i = 0; i < 10; i++)
        list_key(&l, &k);
    assert_int_equal(l.top, 0);
    list_place(&l, (Rect){2, 3, 5, 10}, 3);
    k = picture_click(6, 5, 1);
    assert_int_equal(list_key(&l, &k), LIST_IGNORED); // below the last row
}

static void a_list_that_shrinks_keeps_its_selection_in_sight(void **state)
{
    (void)state;
    List l = {0};
    list_place(&l, (Rect){0, 0, 5, 10}, 20);
    list_select(&l, 17);
    list_place(&l, (Rect){0, 0, 5, 10}, 10);
    assert_int_equal(l.selected, 9);
    assert_int_equal(l.top, 5);
    assert_int_equal(list_end(&l), 10);
    list_place(&l, (Rect){0, 0, 2, 10}, 10);
    assert_int_equal(l.top, 8);
    list_place(&l, (Rect){0, 0, 2, 10}, 0);
    assert_int_equal(l.selected, 0);
    assert_int_equal(list_end(&l), 0);
}

static void rows_are_drawn_to_their_width(void **state)
{
    (void)state;
    static const size_t hits[] = {0, 4, 5};
    static const struct {
        const char *name;
        ListRow row;
        const char *text, *styles;
    } cases[] = {
        {"plain", {.text = STR("main.c")}, "main.c", "................"},
        {"with a detail",
         {.text = STR("main.c"), .detail = STR("E1 M")},
         "main.c      E1 M",
         "................"},
        {"with no room for it",
         {.text = STR("a long file name"), .detail = STR("M")},
         "a long file name",
         "................"},
        {"cut",
         {.text = STR("a longer file name"), .detail = STR("M")},
         "a longer file n…",
         "................"},
        {"indented", {.text = STR("x"), .indent = 3, .marker = ">"}, "   > x", "................"},
        {"too deep",
         {.text = STR("x"), .indent = 99, .marker = ">"},
         "        > x",
         "................"},
        {"selected", {.text = STR("x"), .selected = true}, "x", "xxxxxxxxxxxxxxxx"},
        {"with hits",
         {.text = STR("Debug: x"), .hits = hits, .nhits = 3},
         "Debug: x",
         "x...xx.........."},
        {"with hits in wide letters",
         {.text = STR("世ab"), .hits = hits, .nhits = 3},
         "世ab",
         "xx.x............"},
        {"with hits that are cut",
         {.text = STR("世ab"), .hits = hits, .nhits = 3, .indent = 13},
         "        世ab",
         "........xx.x...."},
    };
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Surface *s = surface_new(2, 16);
        list_paint_row(s, (Rect){0, 0, 1, 16}, t, &cases[i].row);
        picture_check(cases[i].name, s, (const char *const[]){cases[i].text, ""}, 2);
        picture_check_styled(cases[i].name, s, 0, cases[i].styles);
        surface_free(s);
    }
    theme_free(t);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(keys_move_in_a_list),
    cmocka_unit_test(the_mouse_selects_and_scrolls),
    cmocka_unit_test(a_list_that_shrinks_keeps_its_selection_in_sight),
    cmocka_unit_test(rows_are_drawn_to_their_width),
};

const TestGroup list_tests = {tests, ARRAY_LEN(tests)};
