#include "groups.h"
#include "base/mem.h"
#include "picture.h"
#include "widget/widget.h"

static void the_selected_row_comes_into_sight(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t top, before, selected, n;
        int rows;
        size_t top_after, end;
    } cases[] = {
        {"all fit", 0, 0, 2, 3, 5, 0, 3},
        {"one further down", 0, 4, 5, 20, 5, 1, 6},
        {"far down", 0, 0, 19, 20, 5, 15, 20},
        {"in sight already", 3, 3, 7, 20, 5, 3, 8},
        {"one further up", 3, 3, 2, 20, 5, 2, 7},
        {"the same as before stays out of sight", 9, 2, 2, 20, 5, 9, 14},
        {"no blank rows after the last", 18, 19, 19, 20, 5, 15, 20},
        {"the list got shorter", 15, 17, 9, 10, 5, 5, 10},
        {"nothing", 15, 17, 0, 0, 5, 0, 0},
        {"no room", 0, 0, 3, 10, 0, 3, 3},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Rect area = {2, 0, cases[i].rows, 10};
        List l = {.n = 20, .area = area, .top = cases[i].top, .selected = cases[i].before};
        list_place(&l, area, cases[i].n, cases[i].selected);
        if (l.top != cases[i].top_after || list_end(&l) != cases[i].end)
            fail_msg("%s: [%zu, %zu)", cases[i].name, l.top, list_end(&l));
    }
    List l = {0};
    list_place(&l, (Rect){0, 0, 5, 10}, 20, 4);
    list_place(&l, (Rect){0, 0, 2, 10}, 20, 4);
    assert_int_equal(l.top, 3); // less room
}

static void a_list_scrolls_to_its_ends(void **state)
{
    (void)state;
    List l = {0};
    list_place(&l, (Rect){2, 3, 5, 10}, 20, 0);
    list_scroll(&l, 3);
    assert_int_equal(l.top, 3);
    list_place(&l, (Rect){2, 3, 5, 10}, 20, 0);
    assert_int_equal(l.top, 3); // the selected row may stay out of sight
    list_scroll(&l, 99);
    assert_int_equal(l.top, 15);
    list_scroll(&l, -99);
    assert_int_equal(l.top, 0);
}

static void rows_are_found_where_they_were_drawn(void **state)
{
    (void)state;
    static const struct {
        int row, col;
        size_t i;
    } cases[] = {{2, 3, 7},         {6, 12, 11},       {4, 5, 9},         {1, 5, LIST_NONE},
                 {7, 5, LIST_NONE}, {4, 2, LIST_NONE}, {4, 13, LIST_NONE}};
    List l = {.top = 7};
    list_place(&l, (Rect){2, 3, 5, 10}, 20, 9);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (list_at(&l, cases[i].row, cases[i].col) != cases[i].i)
            fail_msg("at %d,%d", cases[i].row, cases[i].col);
    Rect last = list_row(&l, 11);
    assert_true(last.row == 6 && last.col == 3 && last.rows == 1 && last.cols == 10);
    list_place(&l, (Rect){2, 3, 5, 10}, 3, 0);
    assert_true(list_at(&l, 5, 5) == LIST_NONE); // below the last row
}

static void rows_are_drawn_to_their_width(void **state)
{
    (void)state;
    static const int hits[] = {4, 0, 5};
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
        {"cut beside it",
         {.text = STR("a long file name"), .detail = STR("M")},
         "a long file n… M",
         "................"},
        {"cut both",
         {.text = STR("a long file name"), .detail = STR("a long detail")},
         "a long… a long …",
         "................"},
        {"with a margin",
         {.text = STR("a long file name"), .detail = STR("M"), .indent = 1, .margin = 1},
         " a long file… M",
         "................"},
        {"indented", {.text = STR("x"), .indent = 3, .marker = ">"}, "   > x", "................"},
        {"too deep",
         {.text = STR("x"), .indent = 99, .marker = ">"},
         "        > x",
         "................"},
        {"styled", {.text = STR("x"), .style = {.bg = COLOR_ANSI(4)}}, "x", "xxxxxxxxxxxxxxxx"},
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
    cmocka_unit_test(the_selected_row_comes_into_sight),
    cmocka_unit_test(a_list_scrolls_to_its_ends),
    cmocka_unit_test(rows_are_found_where_they_were_drawn),
    cmocka_unit_test(rows_are_drawn_to_their_width),
};

const TestGroup list_tests = {tests, ARRAY_LEN(tests)};
