#include "groups.h"
#include "base/mem.h"
#include "picture.h"
#include "widget/widget.h"

static const Tab files[] = {{.name = STR("main.c"), .mark = "●"},
                            {.name = STR("jail.c")},
                            {.name = STR("router.c")},
                            {.name = STR("世界")}};
static const Tab parts[] = {
    {.name = STR("TERMINAL 1:bash")}, {.name = STR("PROBLEMS 3")}, {.name = STR("RUN")}};

static void the_active_tab_is_always_whole(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int cols;
        size_t first, active, n;
        const char *row;
        size_t first_after;
    } cases[] = {
        {"room for all", 40, 0, 0, 4, " main.c ● │ jail.c │ router.c │ 世界 │", 0},
        {"just room", 37, 0, 3, 4, " main.c ● │ jail.c │ router.c │ 世界", 0},
        {"no room for the last", 36, 0, 0, 4, " main.c ● │ jail.c │ router.c │    …", 0},
        {"the last is active", 28, 0, 3, 4, "…jail.c │ router.c │ 世界 │", 1},
        {"room is used again", 40, 2, 3, 4, " main.c ● │ jail.c │ router.c │ 世界 │", 0},
        {"an active one before", 22, 3, 1, 4, "…jail.c │ router.c │ …", 1},
        {"one that is too wide is cut", 7, 0, 2, 4, "…rout……", 2},
        {"a mark stays when the name is cut", 7, 0, 0, 4, " ma… ●…", 0},
        {"hardly any room", 2, 0, 1, 4, "……", 1},
        {"none", 10, 0, 0, 0, "", 0},
    };
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Surface *s = surface_new(1, 40);
        Tabs x = {
            .tabs = files, .n = cases[i].n, .active = cases[i].active, .first = cases[i].first};
        tabs_paint(s, (Rect){0, 0, 1, cases[i].cols}, t, &x);
        picture_check(cases[i].name, s, &cases[i].row, 1);
        assert_int_equal(x.first, cases[i].first_after);
        surface_free(s);
        tabs_deinit(&x);
    }
    theme_free(t);
}

static void tabs_are_found_where_they_were_drawn(void **state)
{
    (void)state;
    static const struct {
        int row, col;
        size_t tab;
    } cases[] = {{3, 2, 1},         {3, 9, 1},        {3, 10, TAB_NONE}, {3, 11, 2},
                 {3, 21, TAB_NONE}, {2, 5, TAB_NONE}, {3, 60, TAB_NONE}};
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    Surface *s = surface_new(5, 40);
    Tabs x = {.tabs = files, .n = 4, .active = 2, .first = 1};
    tabs_paint(s, (Rect){3, 2, 1, 20}, t, &x);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (tabs_at(&x, cases[i].row, cases[i].col) != cases[i].tab)
            fail_msg("at %d,%d is %zu", cases[i].row, cases[i].col,
                     tabs_at(&x, cases[i].row, cases[i].col));
    surface_free(s);
    tabs_deinit(&x);
    theme_free(t);
}

static void panels_have_lines_between(void **state)
{
    (void)state;
    static const char *const unicode = "─▌TERMINAL 1:bash▐─ PROBLEMS 3 ─ RUN ───";
    static const char *const ascii = "-[TERMINAL 1:bash]- PROBLEMS 3 - RUN ---";
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    Surface *s = surface_new(1, 40);
    Tabs x = {.tabs = parts, .n = 3, .panel = true, .focused = true};
    tabs_paint(s, (Rect){0, 0, 1, 40}, t, &x);
    picture_check("panel", s, &unicode, 1);
    theme_set_ascii(t, true);
    tabs_paint(s, (Rect){0, 0, 1, 40}, t, &x);
    picture_check("panel in ASCII", s, &ascii, 1);
    assert_int_equal(tabs_at(&x, 0, 25), 1);
    assert_true(tabs_at(&x, 0, 0) == TAB_NONE && tabs_at(&x, 0, 18) == TAB_NONE);
    surface_free(s);
    tabs_deinit(&x);
    theme_free(t);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_active_tab_is_always_whole),
    cmocka_unit_test(tabs_are_found_where_they_were_drawn),
    cmocka_unit_test(panels_have_lines_between),
};

const TestGroup tabs_tests = {tests, ARRAY_LEN(tests)};
