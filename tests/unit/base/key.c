#include "base/key.h"
#include "suite.h"

static void key_names_parse_and_print(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        KeyKind kind;
        uint8_t mods;
        uint32_t cp;
        const char *canonical;
    } cases[] = {
        {"a", KEY_CHAR, 0, 'a', "a"},
        {"A", KEY_CHAR, MOD_SHIFT, 'A', "shift+a"},
        {"shift+a", KEY_CHAR, MOD_SHIFT, 'A', "shift+a"},
        {"ctrl+k", KEY_CHAR, MOD_CTRL, 'k', "ctrl+k"},
        {"Ctrl+K", KEY_CHAR, MOD_CTRL, 'k', "ctrl+k"},
        {"alt+shift+f", KEY_CHAR, MOD_ALT | MOD_SHIFT, 'F', "alt+shift+f"},
        {"shift+alt+f", KEY_CHAR, MOD_ALT | MOD_SHIFT, 'F', "alt+shift+f"},
        {"ctrl+shift+alt+down", KEY_DOWN, MOD_CTRL | MOD_ALT | MOD_SHIFT, 0, "ctrl+alt+shift+down"},
        {"ctrl+space", KEY_CHAR, MOD_CTRL, ' ', "ctrl+space"},
        {"ctrl+\\", KEY_CHAR, MOD_CTRL, '\\', "ctrl+\\"},
        {"ctrl+]", KEY_CHAR, MOD_CTRL, ']', "ctrl+]"},
        {"ctrl+6", KEY_CHAR, MOD_CTRL, '6', "ctrl+6"},
        {"ctrl+/", KEY_CHAR, MOD_CTRL, '/', "ctrl+/"},
        {"ctrl+`", KEY_CHAR, MOD_CTRL, '`', "ctrl+`"},
        {"ctrl++", KEY_CHAR, MOD_CTRL, '+', "ctrl++"},
        {"+", KEY_CHAR, 0, '+', "+"},
        {"?", KEY_CHAR, 0, '?', "?"},
        {"<", KEY_CHAR, 0, '<', "<"},
        {"\xC3\xA9", KEY_CHAR, 0, 0xE9, "\xC3\xA9"},
        {"\xC3\x89", KEY_CHAR, MOD_SHIFT, 0xC9, "shift+\xC3\xA9"},
        {"u+200B", KEY_CHAR, 0, 0x200B, "u+200b"},
        {"ctrl+u+200b", KEY_CHAR, MOD_CTRL, 0x200B, "ctrl+u+200b"},
        {"u", KEY_CHAR, 0, 'u', "u"},
        {"f1", KEY_F1, 0, 0, "f1"},
        {"shift+F12", (KeyKind)(KEY_F1 + 11), MOD_SHIFT, 0, "shift+f12"},
        {"f24", KEY_F24, 0, 0, "f24"},
        {"esc", KEY_ESCAPE, 0, 0, "escape"},
        {"PageDown", KEY_PAGE_DOWN, 0, 0, "pagedown"},
        {"alt+backspace", KEY_BACKSPACE, MOD_ALT, 0, "alt+backspace"},
        {"shift+tab", KEY_TAB, MOD_SHIFT, 0, "shift+tab"},
        {"del", KEY_DELETE, 0, 0, "delete"},
        {"space", KEY_CHAR, 0, ' ', "space"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        Key k, again;
        if (!key_parse(str_c(cases[i].name), &k, &err))
            fail_msg("%s: %s", cases[i].name, err_text(&err));
        assert_int_equal(k.kind, cases[i].kind);
        assert_int_equal(k.mods, cases[i].mods);
        assert_int_equal(k.cp, cases[i].cp);
        AUTO(buf) Buf name = BUF_INIT;
        key_name(&k, &name);
        assert_string_equal(buf_c(&name), cases[i].canonical);
        assert_true(key_parse(buf_str(&name), &again, NULL));
        assert_true(key_eq(&k, &again));
    }
}

static void bad_key_names_get_a_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sentence;
    } cases[] = {
        {"", "key '': the key itself is missing"},
        {"ctrl+", "key 'ctrl+': the key itself is missing"},
        {"cmd+a", "key 'cmd+a': unknown modifier 'cmd' (ctrl, alt, shift)"},
        {"ctrl+Ctrl+a", "key 'ctrl+Ctrl+a': 'ctrl' stands twice"},
        {"f0", "key 'f0': unknown key 'f0'"},
        {"f25", "key 'f25': unknown key 'f25'"},
        {"f01", "key 'f01': unknown key 'f01'"},
        {"ab", "key 'ab': unknown key 'ab'"},
        {"u+d800", "key 'u+d800': unknown modifier 'u' (ctrl, alt, shift)"},
        {"<paste>", "key '<paste>': unknown key '<paste>'"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        Key k;
        assert_false(key_parse(str_c(cases[i].name), &k, &err));
        assert_string_equal(err_text(&err), cases[i].sentence);
    }
}

static void one_key_said_in_two_ways_is_equal(void **state)
{
    (void)state;
    Key plain = {.kind = KEY_CHAR, .cp = 'A'};
    Key shifted = {.kind = KEY_CHAR, .cp = 'a', .mods = MOD_SHIFT};
    Key lower = {.kind = KEY_CHAR, .cp = 'a'};
    Key paste = {.kind = KEY_PASTE, .text = STR("x")}, other = {.kind = KEY_PASTE};
    assert_true(key_eq(&plain, &shifted));
    assert_false(key_eq(&plain, &lower));
    assert_true(key_eq(&paste, &other));
    assert_false(key_eq(&paste, &lower));
}

static void events_have_names_in_brackets(void **state)
{
    (void)state;
    const struct {
        Key key;
        const char *name;
    } cases[] = {
        {{.kind = KEY_PASTE}, "<paste>"},
        {{.kind = KEY_FOCUS_IN}, "<focus-in>"},
        {{.kind = KEY_FOCUS_OUT}, "<focus-out>"},
        {{.kind = KEY_NONE}, "<none>"},
        {{.kind = KEY_MOUSE,
          .mods = MOD_CTRL,
          .mouse = {.kind = MOUSE_PRESS, .button = MOUSE_LEFT}},
         "ctrl+<mouse-press-left>"},
        {{.kind = KEY_MOUSE, .mouse = {.kind = MOUSE_WHEEL, .button = MOUSE_WHEEL_UP}},
         "<mouse-wheel-up>"},
        {{.kind = KEY_MOUSE, .mouse = {.kind = MOUSE_MOVE}}, "<mouse-move>"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf name = BUF_INIT;
        Key k;
        key_name(&cases[i].key, &name);
        assert_string_equal(buf_c(&name), cases[i].name);
        assert_false(key_parse(buf_str(&name), &k, NULL));
    }
}

const struct CMUnitTest key_tests[] = {
    cmocka_unit_test(key_names_parse_and_print),
    cmocka_unit_test(bad_key_names_get_a_sentence),
    cmocka_unit_test(one_key_said_in_two_ways_is_equal),
    cmocka_unit_test(events_have_names_in_brackets),
};
const size_t key_tests_n = ARRAY_LEN(key_tests);
