// Keys: `when` expressions, the user's file, which row wins.
#include "base/path.h"
#include "base/fs.h"
#include "command/command.h"
#include "command/keymap-user.h"
#include "loop/loop.h"
#include "workspace/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct {
    Loop *loop;
    Workspace *ws;
    Keymap *keys;
    char *home; // owned; the user's configuration is in it
} World;

static void write_bindings(const World *w, const char *text)
{
    AUTO(free) char *path = path_join(w->home, "codelab/keybindings.json");
    AUTO(err) Err err = {0};
    if (!fs_write(path, str_c(text), &err))
        fail_msg("%s", err_text(&err));
}

static int set_up(void **state)
{
    char dir[] = "/tmp/codelab-keymap-XXXXXX";
    World *w = NEW(World);
    if (!mkdtemp(dir))
        return -1;
    w->home = xstrdup(dir);
    setenv("XDG_CONFIG_HOME", dir, 1);
    AUTO(free) char *own = path_join(dir, "codelab");
    if (!fs_mkdirs(own, NULL))
        return -1;
    w->loop = loop_new();
    w->ws = workspace_new(w->loop, "/nonexistent");
    settings_load(w->ws);
    w->keys = keymap_new(w->ws);
    workspace_new_file(w->ws);
    layout_focus(&w->ws->layout, FOCUS_EDITOR);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    keymap_free(w->keys);
    workspace_free(w->ws);
    loop_free(w->loop);
    (void)fs_remove_tree(w->home, NULL); // in /tmp
    free(w->home);
    free(w);
    return 0;
}

// The user's file says this from now on.
static void use_bindings(World *w, const char *text)
{
    write_bindings(w, text);
    w->ws->config.stamp++;
    keymap_settle(w->keys);
}

// What the chord leads to: an id, "…" if more keys are waited for, "" for nothing.
static const char *press(World *w, const char *keys)
{
    Str rest = str_c(keys), part;
    const char *end = "";
    keymap_cancel(w->keys);
    while (str_split(&rest, ' ', &part)) {
        Key k;
        const Command *c = NULL;
        Str arg;
        assert_true(key_parse(part, &k, NULL));
        switch (keymap_feed(w->keys, w->ws, &k, &c, &arg)) {
        case KEYMAP_PENDING:
            end = "…";
            break;
        case KEYMAP_HIT:
        case KEYMAP_AGAIN:
            end = c ? c->id : "";
            break;
        case KEYMAP_NONE:
            end = "";
        }
    }
    return end;
}

static void when_follows_its_operators(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    static const struct {
        const char *when;
        int holds; // in: an editor with file.py
    } cases[] = {
        {"", 1},
        {"editorTextFocus", 1},
        {"!terminalFocus", 1},
        {"terminalFocus", 0},
        {"!editorTextFocus || terminalFocus", 0},
        {"editorTextFocus && !terminalFocus", 1},
        {"terminalFocus && editorTextFocus || editorTextFocus", 1},
        {"terminalFocus && (editorTextFocus || editorTextFocus)", 0},
        {"!(editorTextFocus || terminalFocus)", 0},
        {"!!editorTextFocus", 1},
        {"unheardOf", 0},
        {"!unheardOf", 1},
        {"unheardOf == x", 0},
        {"unheardOf != x", 1},
        {"unheardOf == false", 1},
        {"editorTextFocus == true", 1},
        {"editorTextFocus != true", 0},
        {"true && !false", 1},
        {"editorLangId == python", 1},
        {"editorLangId=='python'", 1},
        {"editorLangId != python", 0},
        {"editorLangId == 'c'", 0},
        {"resourceExtname == .py", 1},
        {"resourceFilename =~ /^file\\.(py|c)$/", 1},
        {"resourceFilename =~ /^FILE/", 0},
        {"resourceFilename =~ /^FILE/i", 1},
        {"resourceDirname =~ /[/]nonexistent/ && editorTextFocus", 1},
        {"resourceScheme == file", 1},
        {"editorLangId in 'c python'", 1},
        {"editorLangId in 'c,cpp'", 0},
        {"editorLangId not in 'c,cpp'", 1},
        {"keyTier >= 1", 1},
        {"keyTier > 1", 0},
        {"keyTier < 2", 1},
        {"keyTier <= 0", 0},
        {"config.editor.tabSize == 4", 1},
        {"config.editor.insertSpaces", 1},
        {"config.keyboard.preset == vscode", 1},
        {"isLinux && !isMac", 1},
        {"editorFocus && textInputFocus", 1},
    };
    assert_true(workspace_open(w->ws, "/nonexistent/file.py", &err));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        When *x = when_parse(str_c(cases[i].when), &err);
        if (!x)
            fail_msg("%s: %s", cases[i].when, err_text(&err));
        if (when_holds(x, context_now(w->ws), w->ws) != cases[i].holds)
            fail_msg("%s: should%s hold", cases[i].when, cases[i].holds ? "" : " not");
        when_free(x);
    }
}

static void a_bad_when_is_said_with_its_column(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"editorTextFocus &&", "column 19: a name is missing"},
        {"(editorTextFocus", "column 17: ')' is missing"},
        {"editorTextFocus)", "column 16: something follows the expression"},
        {"a b", "column 3: something follows the expression"},
        {"a == 'x", "column 6: a quote is not closed"},
        {"a ==", "column 5: a value is missing"},
        {"a =~ x", "column 6: a /regex/ is missing"},
        {"a =~ /x", "column 7: the regex is not closed by '/'"},
        {"a =~ /(/", "column 7: cannot compile '('"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        assert_null(when_parse(str_c(cases[i][0]), &err));
        if (!strstr(err_text(&err), cases[i][1]))
            fail_msg("%s: %s", cases[i][0], err_text(&err));
    }
    AUTO(buf) Buf deep = BUF_INIT;
    buf_add_fill(&deep, '!', 5000);
    AUTO(err) Err err = {0};
    assert_null(when_parse(buf_str(&deep), &err));
}

static void the_user_goes_before_the_defaults(void **state)
{
    World *w = *state;
    assert_string_equal(press(w, "ctrl+s"), "file.save");
    use_bindings(w,
                 "[ // mine\n"
                 "  {\"key\": \"ctrl+s\", \"command\": \"file.saveAll\"},\n"
                 "  {\"key\": \"Ctrl+Y\", \"command\": \"-edit.redo\"},\n"
                 "  {\"key\": \"f7\", \"command\": \"workbench.action.files.save\",\n"
                 "   \"when\": \"editorTextFocus\"},\n"
                 "  {\"key\": \"f7\", \"command\": \"find.open\", \"when\": \"terminalFocus\"},\n"
                 "  {\"key\": \"alt+7\", \"command\": \"noop\"},\n"
                 "  {\"command\": \"-find.open\"},\n"
                 "]\n");
    assert_int_equal(keymap_problems(w->keys), 0);
    assert_string_equal(press(w, "ctrl+s"), "file.saveAll");
    assert_string_equal(press(w, "ctrl+y"), "");
    assert_string_equal(press(w, "alt+shift+z"), "edit.redo");
    assert_string_equal(press(w, "f7"), "file.save");
    assert_string_equal(press(w, "alt+7"), "");
    assert_string_equal(press(w, "ctrl+f"), "");
    use_bindings(w, "");
    assert_string_equal(press(w, "ctrl+s"), "file.save");
    assert_string_equal(press(w, "alt+7"), "tab.openAtIndex");
}

static void the_palette_keeps_its_keys(void **state)
{
    World *w = *state;
    use_bindings(w, "[{\"key\": \"enter\", \"command\": \"file.save\"},"
                    " {\"key\": \"up\", \"command\": \"file.save\", \"when\": \"paletteOpen\"}]");
    assert_string_equal(press(w, "enter"), "file.save");
    palette_open(&w->ws->palette, ">");
    assert_string_equal(press(w, "enter"), "palette.accept");
    assert_string_equal(press(w, "up"), "file.save");
    palette_close(&w->ws->palette);
}

static void chords_have_any_length_and_may_be_prefixes(void **state)
{
    World *w = *state;
    use_bindings(w, "[{\"key\": \"f7 f7 a b c d\", \"command\": \"file.save\"},"
                    " {\"key\": \"f7 f7\", \"command\": \"file.saveAll\"},"
                    " {\"key\": \"ctrl+b\", \"command\": \"file.new\"},"
                    " {\"key\": \"ctrl+b x\", \"command\": \"file.open\"}]");
    assert_string_equal(press(w, "f7"), "…");
    assert_string_equal(press(w, "f7 f7"), "…");
    assert_string_equal(press(w, "f7 f7 a b c"), "…");
    assert_string_equal(press(w, "f7 f7 a b c d"), "file.save");
    assert_string_equal(press(w, "f7 f7 x"), "file.saveAll"); // and then x
    assert_string_equal(press(w, "f7 f7 escape"), "");
    assert_string_equal(press(w, "ctrl+b x"), "file.open");
    assert_string_equal(press(w, "ctrl+k s"), "file.saveAll");
    const Command *c = NULL;
    Str arg;
    press(w, "ctrl+b");
    assert_true(keymap_has_whole(w->keys));
    assert_true(keymap_take_whole(w->keys, &c, &arg));
    assert_string_equal(c->id, "file.new");
}

static void the_leader_can_be_another_key(void **state)
{
    World *w = *state;
    w->ws->options.leader = "ctrl+space";
    keymap_settle(w->keys);
    assert_string_equal(press(w, "ctrl+space s"), "file.saveAll");
    assert_string_equal(press(w, "ctrl+k"), "");
    w->ws->options.leader = "ctrl+nothing";
    keymap_settle(w->keys);
    assert_int_equal(keymap_problems(w->keys), 1);
    assert_string_equal(press(w, "ctrl+k s"), "file.saveAll");
    w->ws->options.leader = "ctrl+k";
}

static void each_bad_entry_is_one_sentence_and_the_rest_loads(void **state)
{
    World *w = *state;
    static const struct {
        const char *text, *sentence;
    } cases[] = {
        {"{}", "line 1, column 1: key bindings are an array [ ]; the default keys are used"},
        {"[1]", "line 1, column 2: an entry is an object { }"},
        {"[\n {\"key\": \"f7\"}]", "line 2, column 2: the entry has no \"command\""},
        {"[{\"command\": \"file.save\"}]", "line 1, column 2: the entry has no \"key\""},
        {"[{\"key\": 7, \"command\": \"file.save\"}]", "column 10: \"key\" must be a string"},
        {"[{\"key\": \"cmd+x\", \"command\": \"file.save\"}]",
         "column 10: key 'cmd+x': unknown modifier 'cmd' (ctrl, alt, shift)"},
        {"[{\"key\": \"\", \"command\": \"file.save\"}]", "column 10: \"key\" is empty"},
        {"[{\"key\": \"f7\", \"command\": \"git.pull.now\"}]",
         "column 27: there is no command 'git.pull.now' here"},
        {"[{\"key\": \"f7\", \"command\": \"file.save\", \"when\": \"a &&\"}]",
         "column 48: bad 'when' at column 5: a name is missing"},
        {"[{\"key\": \"f7\" \"command\": \"file.save\"}]",
         "line 1, column 15: expected ',' or '}' before \"command\""},
        {"[\n{\"key\": \"f7\"\n", "line 3, column 1: expected"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        use_bindings(w, cases[i].text);
        if (keymap_problems(w->keys) != 1)
            fail_msg("%s: %zu sentences", cases[i].text, keymap_problems(w->keys));
        if (!strstr(keymap_problem(w->keys, 0), cases[i].sentence))
            fail_msg("%s: %s", cases[i].text, keymap_problem(w->keys, 0));
    }
    use_bindings(w, "[{\"key\": \"f7\", \"command\": \"no.way\"},\n"
                    " {\"key\": \"nokey\", \"command\": \"file.save\"},\n"
                    " {\"key\": \"f7\", \"command\": \"file.save\"}]\n");
    assert_int_equal(keymap_problems(w->keys), 2);
    assert_string_equal(press(w, "f7"), "file.save");
    use_bindings(w, "[{\"key\": \"f7\", \"command\": \"no.way\"}\n oops]\n");
    assert_int_equal(keymap_problems(w->keys), 2);
    assert_non_null(strstr(keymap_problem(w->keys, 1), "line 2, column 2: 'oops' means"));
    use_bindings(w, "[{\"key\": \"f7\" \"command\": \"find.open\"},\n"
                    " {\"key\": \"f7\", \"command\": \"file.save\"}]\n");
    assert_int_equal(keymap_problems(w->keys), 1);
    assert_string_equal(press(w, "f7"), "file.save");
}

static void arguments_reach_the_command(void **state)
{
    (void)state;
    Arena arena = {0};
    UserRows rows = {0};
    Sentences problems = {0};
    keymap_read(STR("[{\"key\":\"a\",\"command\":\"cursorLeftSelect\"},"
                    "{\"key\":\"a\",\"command\":\"tab.openAtIndex\",\"args\":3},"
                    "{\"key\":\"a\",\"command\":\"cursor.left\",\"args\":\"select\"},"
                    "{\"key\":\"a\",\"command\":\"cursor.left\",\"args\":{\"x\":[1]}}]"),
                "x", &arena, &rows, &problems);
    static const char *const args[] = {"select", "3", "select", "{\"x\":[1]}"};
    assert_int_equal(problems.n, 0);
    assert_int_equal(rows.n, ARRAY_LEN(args));
    for (size_t i = 0; i < rows.n; i++)
        assert_string_equal(rows.p[i].row.arg, args[i]);
    vec_deinit(&rows);
    vec_deinit(&problems);
    arena_deinit(&arena);
}

static void names_of_vs_code_are_in_order_and_lead_somewhere(void **state)
{
    (void)state;
    static const char *const some[][2] = {
        {"workbench.action.showCommands", "palette.commands"},
        {"actions.find", "find.open"},
        {"workbench.view.explorer", "view.explorer"},
        {"undo", "edit.undo"},
    };
    const char *arg;
    for (size_t i = 0; i < ARRAY_LEN(some); i++) {
        const char *id = vscode_command(str_c(some[i][0]), &arg);
        assert_non_null(id);
        assert_string_equal(id, some[i][1]);
    }
    assert_null(vscode_command(STR("a"), &arg));
    assert_null(vscode_command(STR("zzz"), &arg));
}

static void tiers_are_those_that_terminals_have(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        int tier;
    } cases[] = {
        {"a", 0},
        {"A", 0},
        {"enter", 0},
        {"ctrl+a", 0},
        {"ctrl+h", 2},
        {"ctrl+i", 2},
        {"ctrl+m", 2},
        {"ctrl+space", 0},
        {"ctrl+\\", 0},
        {"ctrl+]", 0},
        {"ctrl+6", 0},
        {"ctrl+/", 0},
        {"ctrl+1", 2},
        {"ctrl+.", 2},
        {"alt+a", 0},
        {"alt+shift+a", 0},
        {"alt+shift+o", 2},
        {"alt+shift+p", 2},
        {"alt+[", 2},
        {"alt+.", 0},
        {"alt+enter", 0},
        {"shift+enter", 2},
        {"alt+backspace", 0},
        {"ctrl+backspace", 2},
        {"shift+tab", 0},
        {"ctrl+tab", 2},
        {"f12", 0},
        {"shift+f3", 1},
        {"up", 0},
        {"ctrl+up", 1},
        {"shift+delete", 1},
        {"ctrl+shift+p", 2},
        {"ctrl+shift+alt+down", 1},
        {"space", 0},
        {"escape", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Key k;
        assert_true(key_parse(str_c(cases[i].key), &k, NULL));
        if (key_tier(&k) != cases[i].tier)
            fail_msg("%s: tier %d", cases[i].key, key_tier(&k));
    }
}

static void shown_keys_are_those_the_terminal_sends(void **state)
{
    World *w = *state;
    use_bindings(w, "[{\"key\": \"ctrl+shift+x\", \"command\": \"file.save\"}]");
    ContextSet now = context_now(w->ws);
    static const char *const want[] = {"Ctrl+S", "Ctrl+S", "Ctrl+Shift+X"};
    for (int tier = 0; tier <= 2; tier++) {
        AUTO(buf) Buf out = BUF_INIT;
        w->ws->key_tier = tier;
        keymap_key_of(w->keys, "file.save", now, &out);
        assert_string_equal(buf_c(&out), want[tier]);
    }
    use_bindings(w, "[{\"key\": \"ctrl+s\", \"command\": \"find.open\"}]");
    AUTO(buf) Buf out = BUF_INIT;
    w->ws->key_tier = 1;
    keymap_key_of(w->keys, "file.save", now, &out);
    assert_string_equal(buf_c(&out), ""); // its key leads elsewhere now
}

static void presets_change_the_table_at_once(void **state)
{
    World *w = *state;
    static const struct {
        int preset;
        const char *keys, *command;
    } cases[] = {
        {KEYBOARD_VSCODE, "ctrl+k", "…"},
        {KEYBOARD_VSCODE, "ctrl+w", "tab.close"},
        {KEYBOARD_EMACS, "ctrl+k", "edit.killLine"},
        {KEYBOARD_EMACS, "ctrl+x", "…"},
        {KEYBOARD_EMACS, "ctrl+x ctrl+s", "file.save"},
        {KEYBOARD_EMACS, "ctrl+x x", ""},
        {KEYBOARD_EMACS, "ctrl+c s", "file.saveAll"},
        {KEYBOARD_EMACS, "f1", "palette.commands"},
        {KEYBOARD_NANO, "ctrl+k", "edit.cut"},
        {KEYBOARD_NANO, "ctrl+x", "tab.close"},
        {KEYBOARD_NANO, "alt+k s", "file.saveAll"},
        {KEYBOARD_VSCODE, "ctrl+k s", "file.saveAll"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        w->ws->options.keyboard_preset = cases[i].preset;
        keymap_settle(w->keys);
        if (strcmp(press(w, cases[i].keys), cases[i].command) != 0)
            fail_msg("%s: %s", cases[i].keys, press(w, cases[i].keys));
    }
}

static void escape_has_another_name_in_emacs(void **state)
{
    World *w = *state;
    Key g, got;
    assert_true(key_parse(STR("ctrl+g"), &g, NULL));
    got = keymap_alias(w->keys, context_now(w->ws), &g);
    assert_int_equal(got.kind, KEY_CHAR);
    w->ws->options.keyboard_preset = KEYBOARD_EMACS;
    keymap_settle(w->keys);
    got = keymap_alias(w->keys, context_now(w->ws), &g);
    assert_int_equal(got.kind, KEY_ESCAPE);
    got = keymap_alias(w->keys, CONTEXT_BIT(CTX_TERMINAL_FOCUS), &g);
    assert_int_equal(got.kind, KEY_CHAR);
    w->ws->options.keyboard_preset = KEYBOARD_VSCODE;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(when_follows_its_operators, set_up, tear_down),
        cmocka_unit_test(a_bad_when_is_said_with_its_column),
        cmocka_unit_test_setup_teardown(the_user_goes_before_the_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_palette_keeps_its_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(chords_have_any_length_and_may_be_prefixes, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_leader_can_be_another_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(each_bad_entry_is_one_sentence_and_the_rest_loads, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(presets_change_the_table_at_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(escape_has_another_name_in_emacs, set_up, tear_down),
        cmocka_unit_test(arguments_reach_the_command),
        cmocka_unit_test(names_of_vs_code_are_in_order_and_lead_somewhere),
        cmocka_unit_test(tiers_are_those_that_terminals_have),
        cmocka_unit_test_setup_teardown(shown_keys_are_those_the_terminal_sends, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
