#include "widget/theme.h"
#include "groups.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void check_style(const char *what, Style got, Style want)
{
    if (got.fg != want.fg || got.bg != want.bg || got.attrs != want.attrs)
        fail_msg("%s: %x/%x/%x, not %x/%x/%x", what, (unsigned)got.fg, (unsigned)got.bg, got.attrs,
                 (unsigned)want.fg, (unsigned)want.bg, want.attrs);
}

static void every_row_of_the_tables_fits(void **state)
{
    (void)state;
    for (size_t i = 0; i < THEME_TOKEN_COUNT; i++) {
        const TokenRow *r = &theme_tokens[i];
        assert_non_null(r->name);
        size_t steps = 0;
        for (ThemeToken up = r->parent; up != THEME_TOKEN_COUNT; up = theme_tokens[up].parent) {
            if (theme_tokens[up].background != r->background || ++steps > 8)
                fail_msg("%s: its parent %s does not fit", r->name, theme_tokens[up].name);
        }
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(r->name, theme_tokens[j].name);
    }
    for (size_t i = 1; i < theme_ncaptures; i++)
        if (strcmp(theme_captures[i - 1].name, theme_captures[i].name) >= 0)
            fail_msg("capture %s is not in its place", theme_captures[i].name);
}

static void themes_suit_the_colors_there_are(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        TtyColor depth;
        Style selection, keyword;
    } cases[] = {
        {"Codelab Dark",
         TTY_COLOR_TRUE,
         {.bg = COLOR_RGB(0x1f, 0x42, 0x64)},
         {.fg = COLOR_RGB(0x5f, 0xa5, 0xdf)}},
        {"codelab light",
         TTY_COLOR_256,
         {.bg = COLOR_RGB(0xad, 0xd6, 0xff)},
         {.fg = COLOR_RGB(0, 0, 0xff)}},
        {"Codelab Dark", TTY_COLOR_16, {.bg = COLOR_ANSI(4)}, {.fg = COLOR_ANSI(12)}},
        {"Terminal 16", TTY_COLOR_TRUE, {.bg = COLOR_ANSI(4)}, {.fg = COLOR_ANSI(12)}},
        {"Mono", TTY_COLOR_TRUE, {.attrs = ATTR_REVERSE}, {.attrs = ATTR_BOLD}},
        {"Codelab Light", TTY_COLOR_NONE, {.attrs = ATTR_REVERSE}, {.attrs = ATTR_BOLD}},
        {"no such theme",
         TTY_COLOR_TRUE,
         {.bg = COLOR_RGB(0x1f, 0x42, 0x64)},
         {.fg = COLOR_RGB(0x5f, 0xa5, 0xdf)}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Theme *t = theme_new(cases[i].name, cases[i].depth);
        check_style(cases[i].name, theme_style(t, THEME_EDITOR_SELECTION_BACKGROUND),
                    cases[i].selection);
        check_style(cases[i].name, theme_capture(t, "keyword"), cases[i].keyword);
        theme_free(t);
    }
    assert_true(theme_is_builtin("Mono"));
    assert_false(theme_is_builtin("Dracula"));
    assert_false(theme_is_builtin(NULL));
}

static void captures_take_the_longest_name_there_is(void **state)
{
    (void)state;
    static const struct {
        const char *asked, *same_as;
    } cases[] = {
        {"function.method.call", "function"},
        {"keyword.control.return", "keyword.control"},
        {"keyword.return", "keyword.control"},
        {"comment.documentation", "comment.documentation"},
        {"comment.line", "comment"},
        {"punctuation.bracket", "punctuation"},
        {"markup.heading.1", "markup.heading"},
        {"string.special.url", "string.special"},
    };
    Theme *t = theme_new(NULL, TTY_COLOR_TRUE);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_style(cases[i].asked, theme_capture(t, cases[i].asked),
                    theme_capture(t, cases[i].same_as));
    check_style("an unknown name", theme_capture(t, "nonsense"), (Style){0});
    check_style("a name that goes on", theme_capture(t, "types"), (Style){0});
    theme_free(t);
}

static void foreground_stands_on_background(void **state)
{
    (void)state;
    Theme *t = theme_new("Mono", TTY_COLOR_TRUE);
    check_style("mono", theme_on(t, THEME_HINT_BAR_KEY_FOREGROUND, THEME_STATUS_BAR_BACKGROUND),
                (Style){.attrs = ATTR_BOLD | ATTR_REVERSE});
    theme_free(t);
    t = theme_new("Terminal 16", TTY_COLOR_TRUE);
    check_style("sixteen", theme_on(t, THEME_STATUS_BAR_FOREGROUND, THEME_STATUS_BAR_BACKGROUND),
                (Style){.fg = COLOR_ANSI(15), .bg = COLOR_ANSI(4)});
    theme_free(t);
}

static void the_files_that_ship_say_what_is_built_in(void **state)
{
    (void)state;
    static const char *const files[][2] = {
        {THEMES "/codelab-dark.json", "Codelab Dark"},
        {THEMES "/codelab-light.json", "Codelab Light"},
        {THEMES "/colour-blind-safe-dark.json", "Colour-Blind Safe Dark"},
        {THEMES "/colour-blind-safe-light.json", "Colour-Blind Safe Light"},
        {THEMES "/high-contrast-dark.json", "High Contrast Dark"},
        {THEMES "/high-contrast-light.json", "High Contrast Light"},
    };
    for (size_t i = 0; i < ARRAY_LEN(files); i++) {
        AUTO(err) Err err = {0};
        Theme *file = theme_load(files[i][0], TTY_COLOR_TRUE, NULL, &err);
        if (!file)
            fail_msg("%s", err_text(&err));
        Theme *built = theme_new(files[i][1], TTY_COLOR_TRUE);
        for (size_t j = 0; j < THEME_TOKEN_COUNT; j++)
            check_style(theme_tokens[j].name, file->tokens[j], built->tokens[j]);
        for (size_t j = 0; j < theme_ncaptures; j++)
            check_style(theme_captures[j].name, file->captures[j], built->captures[j]);
        theme_free(file);
        theme_free(built);
    }
}

/* A theme file with this text, and one "base.json" beside it for it to include. */
static Theme *load_text(const char *text, const char *base, TtyColor depth, Buf *notes, Err *err)
{
    char dir[] = "/tmp/test-widget-XXXXXX";
    assert_non_null(mkdtemp(dir));
    AUTO(free) char *path = xasprintf("%s/theme.json", dir);
    AUTO(free) char *other = xasprintf("%s/base.json", dir);
    FILE *f = fopen(path, "w");
    FILE *g = fopen(other, "w");
    assert_true(f && g);
    fputs(text, f);
    fputs(base, g);
    assert_int_equal(fclose(f) | fclose(g), 0);
    Theme *t = theme_load(path, depth, notes, err);
    assert_int_equal(unlink(path) | unlink(other) | rmdir(dir), 0);
    return t;
}

static void theme_files_are_read_as_vs_code_does(void **state)
{
    (void)state;
    static const char text[] =
        "{ // a comment\n"
        "\"include\": \"./base.json\",\n"
        "\"colors\": {\"list.activeSelectionBackground\": \"#def\",\n"
        "  \"editor.selectionBackground\": \"#ffffff80\", \"tab.activeForeground\": \"red\"},\n"
        "\"tokenColors\": [\n"
        "  {\"scope\": [\"keyword\", \"storage\"], \"settings\": {\"foreground\": \"#010203\"}},\n"
        "  {\"scope\": \"keyword.control, string\", \"settings\": {\"foreground\": \"#040506\",\n"
        "     \"fontStyle\": \"bold italic\"}},\n"
        "  {\"scope\": \"source.c keyword\", \"settings\": {\"foreground\": \"#ff0000\"}},\n"
        "  {\"scope\": \"key\", \"settings\": {\"foreground\": \"#ff0000\"}},\n"
        "  {\"settings\": {\"foreground\": \"#ff0000\"}}]}";
    static const char base[] =
        "{\"type\": \"light\", \"colors\": {\"editor.background\": \"#000000\","
        "\"list.activeSelectionBackground\": \"#ffffff\"},"
        "\"tokenColors\": [{\"scope\": \"comment\","
        "\"settings\": {\"foreground\": \"#070809\"}}]}";
    AUTO(err) Err err = {0};
    AUTO(buf) Buf notes = BUF_INIT;
    Theme *t = load_text(text, base, TTY_COLOR_TRUE, &notes, &err);
    if (!t)
        fail_msg("%s", err_text(&err));
    Theme *light = theme_new("Codelab Light", TTY_COLOR_TRUE);
    Style on = {.bg = COLOR_RGB(0xdd, 0xee, 0xff)};
    check_style("its own", theme_style(t, THEME_LIST_ACTIVE_SELECTION_BACKGROUND), on);
    check_style("its child", theme_style(t, THEME_QUICK_INPUT_LIST_FOCUS_BACKGROUND), on);
    check_style("its child's child",
                theme_style(t, THEME_EDITOR_SUGGEST_WIDGET_SELECTED_BACKGROUND), on);
    check_style("included", theme_style(t, THEME_EDITOR_BACKGROUND),
                (Style){.bg = COLOR_RGB(0, 0, 0)});
    check_style("half transparent", theme_style(t, THEME_EDITOR_SELECTION_BACKGROUND),
                (Style){.bg = COLOR_RGB(128, 128, 128)});
    check_style("no colour", theme_style(t, THEME_TAB_ACTIVE_FOREGROUND),
                theme_style(light, THEME_TAB_ACTIVE_FOREGROUND));
    check_style("left out", theme_style(t, THEME_STATUS_BAR_BACKGROUND),
                theme_style(light, THEME_STATUS_BAR_BACKGROUND));
    check_style("keyword", theme_capture(t, "keyword"), (Style){.fg = COLOR_RGB(1, 2, 3)});
    check_style("keyword.operator", theme_capture(t, "operator"),
                (Style){.fg = COLOR_RGB(1, 2, 3)});
    check_style("keyword.control", theme_capture(t, "repeat"),
                (Style){.fg = COLOR_RGB(4, 5, 6), .attrs = ATTR_BOLD | ATTR_ITALIC});
    check_style("string", theme_capture(t, "string.regex"),
                (Style){.fg = COLOR_RGB(4, 5, 6), .attrs = ATTR_BOLD | ATTR_ITALIC});
    check_style("included rule", theme_capture(t, "comment"), (Style){.fg = COLOR_RGB(7, 8, 9)});
    check_style("without a rule", theme_capture(t, "type"), (Style){0});
    theme_free(t);
    theme_free(light);
}

static void what_is_wrong_in_a_theme_is_named_and_the_rest_counts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *note; // a part of the sentence, "" = none
        bool loads;
    } cases[] = {
        {"{\"colors\": ", "line 1, column 12", false},
        {"{\"include\": \"theme.json\", \"colors\": {\"foreground\": \"#010203\"}}",
         "this theme includes itself", true},
        {"{\"include\": \"nowhere.json\",\n \"colors\": {\"foreground\": \"#010203\"}}",
         "theme.json: line 1, column 13: cannot read theme", true},
        {"{\"colors\": {\"foreground\": \"#010203\",\n  \"focusBorder\": \"blue\"}}",
         "line 2, column 18: focusBorder: a colour is written #rrggbb", true},
        {"{\"colors\": {\"foreground\": \"#010203\", \"focusBorder\": 7}}", "focusBorder", true},
        {"{\"colors\": {\"foreground\": \"#010203\", \"focusBorder\": null,\n"
         " \"tab.activeForeground\": \"default\", \"no.such\": \"x\"}, }",
         "", true},
        {"{\"colors\": {\"foreground\": \"#010203\"},\n"
         "\"tokenColors\": [{\"scope\": \"a\", \"settings\": {\"foreground\": \"#12\"}}]}",
         "line 2, column 59: a colour", true},
        {"{\"colors\": {\"foreground\": \"#010203\"}, \"tokenColors\": \"./x.tmTheme\"}",
         "not read", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        AUTO(buf) Buf notes = BUF_INIT;
        Theme *t = load_text(cases[i].text, "", TTY_COLOR_TRUE, &notes, &err);
        const char *said = t ? buf_c(&notes) : err_text(&err);
        if (!t != !cases[i].loads || !strstr(said, cases[i].note) || (!*cases[i].note && *said))
            fail_msg("case %zu: '%s'", i, said);
        if (t)
            check_style("the rest", theme_style(t, THEME_FOREGROUND),
                        (Style){.fg = COLOR_RGB(1, 2, 3)});
        theme_free(t);
    }
    AUTO(err) Err err = {0};
    Theme *t = load_text("[1, {\"colors\": 3}]", "", TTY_COLOR_NONE, NULL, &err); // nothing to take
    assert_non_null(t);
    check_style("mono", theme_capture(t, "keyword"), (Style){.attrs = ATTR_BOLD});
    theme_free(t);
}

static void text_takes_the_best_of_all_rules(void **state)
{
    (void)state;
    static const char text[] =
        "{\"semanticHighlighting\": true,\n"
        "\"colors\": {\"sideBar.background\": \"#000000\", \"list.hoverBackground\": \"#fff8\",\n"
        "  \"list.activeSelectionBackground\": \"#ffffff40\"},\n"
        "\"tokenColors\": [{\"settings\": {\"foreground\": \"#0a0b0c\"}},\n"
        "  {\"scope\": \"keyword\", \"settings\": {\"foreground\": \"#010203\"}},\n"
        "  {\"scope\": \"keyword.control\", \"settings\": {\"fontStyle\": \"italic\"}},\n"
        "  {\"scope\": \"storage.type\", \"settings\": {\"foreground\": \"#0d0e0f\"}},\n"
        "  {\"scope\": \"source string\", \"settings\": {\"foreground\": \"#040506\"}},\n"
        "  {\"scope\": \"meta.tag string\", \"settings\": {\"foreground\": \"#ff0000\"}},\n"
        "  {\"scope\": [\"comment, number\", \"entity\"], \"settings\": {\"fontStyle\": \"\"}}],\n"
        "\"semanticTokenColors\": {\"parameter\": \"#070809\",\n"
        "  \"variable.readonly\": {\"foreground\": \"#101112\", \"bold\": true},\n"
        "  \"variable:c\": \"#ff0000\", \"*.deprecated\": {\"strikethrough\": true}}}";
    AUTO(err) Err err = {0};
    AUTO(buf) Buf notes = BUF_INIT;
    Theme *t = load_text(text, "", TTY_COLOR_TRUE, &notes, &err);
    assert_non_null(t);
    assert_string_equal(buf_c(&notes), "");
    check_style("a rule without scope", theme_style(t, THEME_EDITOR_FOREGROUND),
                (Style){.fg = COLOR_RGB(10, 11, 12)});
    check_style("colour and font of two rules", theme_capture(t, "keyword.return"),
                (Style){.fg = COLOR_RGB(1, 2, 3), .attrs = ATTR_ITALIC});
    check_style("a second scope", theme_capture(t, "type.builtin"),
                (Style){.fg = COLOR_RGB(13, 14, 15)});
    check_style("inside the source", theme_capture(t, "string"), (Style){.fg = COLOR_RGB(4, 5, 6)});
    check_style("a semantic token", theme_capture(t, "variable.parameter"),
                (Style){.fg = COLOR_RGB(7, 8, 9)});
    check_style("with a modifier", theme_capture(t, "constant"),
                (Style){.fg = COLOR_RGB(16, 17, 18), .attrs = ATTR_BOLD});
    check_style("of another language", theme_capture(t, "variable"), (Style){0});
    check_style("over the side bar", theme_style(t, THEME_LIST_ACTIVE_SELECTION_BACKGROUND),
                (Style){.bg = COLOR_RGB(64, 64, 64)});
    theme_free(t);
}

static void text_of_selected_rows_can_be_read_in_any_theme(void **state)
{
    (void)state;
    static const char text[] =
        "{\"colors\": {\"sideBar.background\": \"#202020\", \"sideBar.foreground\": \"#dddddd\",\n"
        "  \"list.activeSelectionBackground\": \"#bbddee\",\n"
        "  \"list.activeSelectionForeground\": \"#000000\"}}";
    AUTO(err) Err err = {0};
    Theme *t = load_text(text, "", TTY_COLOR_TRUE, NULL, &err);
    assert_non_null(t);
    Style st = theme_on(t, THEME_SIDE_BAR_FOREGROUND, THEME_LIST_ACTIVE_SELECTION_BACKGROUND);
    assert_true(color_contrast(st.fg, st.bg) >= 3);
    assert_true(color_contrast(st.bg, COLOR_RGB(0x20, 0x20, 0x20)) > 1.2F);
    theme_free(t);
}

static void what_settings_change_of_a_theme_counts_over_it(void **state)
{
    (void)state;
    AUTO(buf) Buf notes = BUF_INIT;
    const ThemeChanges changes = {
        .theme = "Codelab Dark",
        .colors = "{\"sideBar.background\": \"#112233\", \"editor.background\": 7,"
                  " \"[*Light]\": {\"sideBar.background\": \"#ffffff\"},"
                  " \"[Other][codelab dark]\": {\"statusBar.background\": \"#010203\"}, \"[\": {}}",
        .tokens = "{\"strings\": \"#445566\", \"keywords\": {\"fontStyle\": \"italic\"},"
                  " \"textMateRules\": [{\"scope\": \"comment\","
                  "   \"settings\": {\"foreground\": \"#0a0b0c\"}}, 3],"
                  " \"[Codelab*]\": {\"strings\": \"#778899\", \"textMateRules\": 1}}",
        .depth = TTY_COLOR_TRUE};
    Theme *t = theme_new("Codelab Dark", TTY_COLOR_TRUE);
    Theme *plain = theme_new("Codelab Dark", TTY_COLOR_TRUE);
    uint16_t keyword = theme_capture(plain, "keyword").attrs;
    theme_customize(t, &changes, &notes);
    check_style("all themes", theme_style(t, THEME_SIDE_BAR_BACKGROUND),
                (Style){.bg = COLOR_RGB(0x11, 0x22, 0x33)});
    check_style("this theme", theme_style(t, THEME_STATUS_BAR_BACKGROUND),
                (Style){.bg = COLOR_RGB(1, 2, 3)});
    check_style("no colour", theme_style(t, THEME_EDITOR_BACKGROUND),
                theme_style(plain, THEME_EDITOR_BACKGROUND));
    assert_int_equal(theme_capture(t, "string").fg, COLOR_RGB(0x77, 0x88, 0x99));
    assert_int_equal(theme_capture(t, "comment").fg, COLOR_RGB(10, 11, 12));
    assert_int_equal(theme_capture(t, "keyword").attrs, ATTR_ITALIC);
    assert_int_equal(theme_capture(t, "keyword").fg, theme_capture(plain, "keyword").fg);
    assert_int_not_equal(keyword, ATTR_ITALIC);
    assert_string_equal(
        buf_c(&notes),
        "workbench.colorCustomizations: editor.background: a colour is written #rrggbb\n"
        "editor.tokenColorCustomizations: textMateRules: a list [ ] belongs here\n");
    theme_free(t);
    t = theme_new("Codelab Dark", TTY_COLOR_NONE);
    theme_customize(
        t, &(ThemeChanges){"Codelab Dark", changes.colors, changes.tokens, TTY_COLOR_NONE}, NULL);
    assert_int_equal(theme_style(t, THEME_SIDE_BAR_BACKGROUND).bg, COLOR_DEFAULT);
    theme_free(t);
    theme_free(plain);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_settings_change_of_a_theme_counts_over_it),
    cmocka_unit_test(every_row_of_the_tables_fits),
    cmocka_unit_test(themes_suit_the_colors_there_are),
    cmocka_unit_test(captures_take_the_longest_name_there_is),
    cmocka_unit_test(foreground_stands_on_background),
    cmocka_unit_test(the_files_that_ship_say_what_is_built_in),
    cmocka_unit_test(theme_files_are_read_as_vs_code_does),
    cmocka_unit_test(what_is_wrong_in_a_theme_is_named_and_the_rest_counts),
    cmocka_unit_test(text_takes_the_best_of_all_rules),
    cmocka_unit_test(text_of_selected_rows_can_be_read_in_any_theme),
};

const TestGroup theme_tests = {tests, ARRAY_LEN(tests)};
