#include "groups.h"
#include "base/mem.h"
#include "picture.h"
#include "widget/widget.h"

static const char *const labels[] = {"Compare", "Overwrite", "Reload", "Cancel", NULL};
static const char text[] = "src/main.c was changed by another program at 14:05:12 and has unsaved "
                           "edits here.\n\n  yours +3 -1       disk +1 -0";

static Dialog changed(void)
{
    return (Dialog){
        .title = "File changed on disk", .text = text, .labels = labels, .shown_ns = 1000000000};
}

static void a_dialog_stands_in_the_middle(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "  ┌ File changed on disk ────────────────────────────────────┐",
        "  │ src/main.c was changed by another program at 14:05:12    │",
        "  │ and has unsaved edits here.                              │",
        "  │                                                          │",
        "  │   yours +3 -1       disk +1 -0                           │",
        "  │                                                          │",
        "  │ [ Compare ]  [ Overwrite ]  [ Reload ]  [ Cancel ]       │",
        "  └──────────────────────────────────────────────────────────┘",
        "",
    };
    static const char *const small[] = {
        "  ┌ File changed on disk ────────────┐", "  │ src/main.c was changed by        │",
        "  │ another program at 14:05:12 and… │", "  │                                  │",
        "  │ [ Compare ]  [ Overwrite ]       │", "  │ [ Reload ]  [ Cancel ]           │",
        "  └──────────────────────────────────┘",
    };
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    Surface *s = surface_new(10, 64);
    Dialog d = changed();
    dialog_paint(s, (Rect){0, 0, 10, 64}, t, &d);
    picture_check("dialog", s, rows, 10);
    static const int hot[] = {6, 19, 34, 47}; // C O R, and the a of Cancel
    for (size_t i = 0; i < ARRAY_LEN(hot); i++)
        assert_true(surface_cell(s, 7, hot[i])->style.attrs & ATTR_UNDERLINE);
    Color on = theme_style(t, THEME_BUTTON_BACKGROUND).bg;
    assert_true(surface_cell(s, 7, 4)->style.bg == on && surface_cell(s, 7, 17)->style.bg != on);
    surface_free(s);
    s = surface_new(7, 40);
    dialog_paint(s, (Rect){0, 0, 7, 40}, t, &d);
    picture_check("small", s, small, 7);
    for (int cols = 0; cols < 12; cols++) // nothing is drawn outside
        dialog_paint(s, (Rect){0, 0, cols / 3, cols}, t, &d);
    surface_free(s);
    theme_free(t);
}

static void keys_choose_a_button(void **state)
{
    (void)state;
    static const struct {
        const char *name, *keys;
        int answer;
    } cases[] = {
        {"enter takes the safe one", "enter", 0},
        {"space too", "space", 0},
        {"tab goes on", "tab enter", 1},
        {"right too", "right right enter", 2},
        {"left goes round", "left enter", 3},
        {"shift+tab too", "shift+tab enter", 3},
        {"tab goes round", "tab tab tab tab enter", 0},
        {"a letter", "o", 1},
        {"an upper-case letter", "shift+r", 2},
        {"the letter of the first", "c", 0},
        {"a letter that is taken is another's second", "a", 3},
        {"escape cancels", "escape", BUTTON_CANCEL},
        {"a letter of none", "z", BUTTON_NONE},
        {"a chord is none", "ctrl+o", BUTTON_NONE},
        {"moving is no answer", "tab", BUTTON_NONE},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Dialog d = changed();
        int answer = BUTTON_NONE;
        Str rest = str_c(cases[i].keys), word;
        while (str_split(&rest, ' ', &word)) {
            AUTO(free) char *name = str_dup(word);
            Key k = picture_key(name);
            answer = dialog_key(&d, &k, 2000000000);
        }
        if (answer != cases[i].answer)
            fail_msg("%s: %d", cases[i].name, answer);
    }
}

static void without_buttons_the_foot_is_the_owners(void **state)
{
    (void)state;
    static const char *const none[] = {NULL};
    static const char *const rows[] = {"  ┌ Save As ─────────┐", "  │ As which file?   │",
                                       "  │                  │", "  │ name             │",
                                       "  └──────────────────┘"};
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    Surface *s = surface_new(5, 24);
    Dialog d = {.title = "Save As", .text = "As which file?", .labels = none};
    dialog_paint(s, (Rect){0, 0, 5, 24}, t, &d);
    text_put(s, d.foot, t, STR("name"), (Style){0});
    picture_check("foot", s, rows, 5);
    Key k = picture_key("enter");
    assert_int_equal(dialog_key(&d, &k, 1000000000), BUTTON_NONE);
    k = picture_key("escape");
    assert_int_equal(dialog_key(&d, &k, 1000000000), BUTTON_CANCEL);
    surface_free(s);
    theme_free(t);
}

static void what_was_being_typed_answers_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        int64_t after_ms;
        int answer;
    } cases[] = {
        {"enter", 0, BUTTON_NONE},
        {"space", 299, BUTTON_NONE},
        {"o", 299, BUTTON_NONE},
        {"enter", 300, 0},
        {"o", 300, 1},
        {"escape", 0, BUTTON_CANCEL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Dialog d = changed();
        Key k = picture_key(cases[i].key);
        int answer = dialog_key(&d, &k, d.shown_ns + cases[i].after_ms * 1000000);
        if (answer != cases[i].answer)
            fail_msg("%s after %d ms: %d", cases[i].key, (int)cases[i].after_ms, answer);
    }
}

static void somebody_who_goes_on_typing_answers_nothing(void **state)
{
    (void)state;
    Dialog d = changed();
    Key enter = picture_key("enter"), space = picture_key("space");
    int64_t now = d.shown_ns;
    for (int i = 0; i < 100; i++) { // ten a second
        now += 100000000;
        assert_int_equal(dialog_key(&d, i % 2 ? &space : &enter, now), BUTTON_NONE);
    }
    assert_int_equal(dialog_key(&d, &enter, now + 300000000), 0);
}

static void clicks_choose_a_button(void **state)
{
    (void)state;
    static const struct {
        int row, col, answer;
    } cases[] = {{7, 4, 0},  {7, 14, 0},           {7, 15, BUTTON_NONE}, {7, 17, 1},
                 {7, 53, 3}, {7, 54, BUTTON_NONE}, {6, 4, BUTTON_NONE}};
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    Surface *s = surface_new(10, 64);
    Dialog d = changed();
    dialog_paint(s, (Rect){0, 0, 10, 64}, t, &d);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Key k = picture_click(cases[i].row, cases[i].col, 1);
        if (dialog_key(&d, &k, 0) != cases[i].answer)
            fail_msg("at %d,%d: %d", cases[i].row, cases[i].col, dialog_key(&d, &k, 0));
    }
    surface_free(s);
    theme_free(t);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_dialog_stands_in_the_middle),
    cmocka_unit_test(keys_choose_a_button),
    cmocka_unit_test(without_buttons_the_foot_is_the_owners),
    cmocka_unit_test(what_was_being_typed_answers_nothing),
    cmocka_unit_test(somebody_who_goes_on_typing_answers_nothing),
    cmocka_unit_test(clicks_choose_a_button),
};

const TestGroup dialog_tests = {tests, ARRAY_LEN(tests)};
