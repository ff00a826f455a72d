// The default keys: those of the table, in every terminal, as the bytes that terminals send.
#include "base/fs.h"
#include "command/command.h"
#include "loop/loop.h"
#include "tty/keys.h"
#include "vt/vt.h"
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
} World;

static int set_up(void **state)
{
    World *w = NEW(World);
    w->loop = loop_new();
    w->ws = workspace_new(w->loop, "/nonexistent");
    w->ws->option_set.no_files = true;
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
    free(w);
    return 0;
}

static const struct {
    const char *keys, *command;
} table[] = {
#define ROW(keys, command) {keys, command},
#include "default-keys.def"
#undef ROW
};

// Is there a default row of these keys for that command?
static bool is_bound(const char *keys, const char *command)
{
    size_t n;
    const Binding *rows = keymap_defaults(&n);
    for (size_t i = 0; i < n; i++) {
        Str a = str_c(keys), b = str_c(rows[i].keys), x, y;
        bool same = strcmp(rows[i].command, command) == 0;
        while (same && str_split(&a, ' ', &x)) {
            Key k, l;
            same = str_split(&b, ' ', &y) && key_parse(x, &k, NULL) && key_parse(y, &l, NULL) &&
                   key_eq(&k, &l);
        }
        if (same && b.n == 0)
            return true;
    }
    return false;
}

static void commands_have_the_keys_of_the_table(void **state)
{
    (void)state;
    int missing = 0;
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (command_find(str_c(table[i].command)) && !is_bound(table[i].keys, table[i].command)) {
            print_error("%s is not bound to %s\n", table[i].keys, table[i].command);
            missing++;
        }
    assert_int_equal(missing, 0);
}

static int tier_of(const char *keys)
{
    int tier = 0;
    Str rest = str_c(keys), part;
    while (str_split(&rest, ' ', &part)) {
        Key k;
        assert_true(key_parse(part, &k, NULL));
        tier = MAX(tier, key_tier(&k));
    }
    return tier;
}

static bool has_plain_key(const char *command)
{
    size_t n;
    const Binding *rows = keymap_defaults(&n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(rows[i].command, command) == 0 && tier_of(rows[i].keys) == 0)
            return true;
    return false;
}

static void every_command_with_a_key_has_one_in_every_terminal(void **state)
{
    (void)state;
    size_t n;
    int without = 0;
    const Binding *rows = keymap_defaults(&n);
    for (size_t i = 0; i < n; i++) {
        bool may = strcmp(rows[i].command, "terminal.scrollUp") == 0 ||
                   strcmp(rows[i].command, "terminal.next") == 0;
        if (!may && !has_plain_key(rows[i].command)) {
            print_error("%s has no key that every terminal sends\n", rows[i].command);
            without++;
        }
    }
    assert_int_equal(without, 0);
}

// What a terminal without any protocol sends.
static void add_bytes(const Key *k, Buf *out)
{
    static const char *const named[] = {
        [KEY_ENTER] = "\r",       [KEY_TAB] = "\t",          [KEY_BACKSPACE] = "\x7f",
        [KEY_ESCAPE] = "\x1b",    [KEY_UP] = "\x1b[A",       [KEY_DOWN] = "\x1b[B",
        [KEY_RIGHT] = "\x1b[C",   [KEY_LEFT] = "\x1b[D",     [KEY_HOME] = "\x1b[H",
        [KEY_END] = "\x1b[F",     [KEY_PAGE_UP] = "\x1b[5~", [KEY_PAGE_DOWN] = "\x1b[6~",
        [KEY_INSERT] = "\x1b[2~", [KEY_DELETE] = "\x1b[3~"};
    static const char *const f[] = {"OP",   "OQ",   "OR",   "OS",   "[15~", "[17~",
                                    "[18~", "[19~", "[20~", "[21~", "[23~", "[24~"};
    static const char controls[][2] = {
        {' ', 0}, {'\\', 0x1c}, {']', 0x1d}, {'6', 0x1e}, {'/', 0x1f}};
    if (k->mods & MOD_ALT)
        buf_add_byte(out, '\x1b');
    if (k->kind == KEY_TAB && k->mods & MOD_SHIFT) {
        buf_add_c(out, "\x1b[Z");
    } else if (k->kind >= KEY_F1) {
        buf_addf(out, "\x1b%s", f[k->kind - KEY_F1]);
    } else if (k->kind != KEY_CHAR) {
        buf_add_c(out, named[k->kind]);
    } else if (!(k->mods & MOD_CTRL)) {
        buf_add_byte(out, (char)k->cp);
    } else if (k->cp >= 'a' && k->cp <= 'z') {
        buf_add_byte(out, (char)(k->cp & 0x1f));
    } else {
        for (size_t i = 0; i < ARRAY_LEN(controls); i++)
            if ((char)k->cp == controls[i][0])
                buf_add_byte(out, controls[i][1]);
    }
}

// All flags that a condition asks for: where it is meant to hold.
static ContextSet place_of(const KeyRow *r)
{
    ContextSet set = CONTEXT_BIT(CTX_ALWAYS);
    for (int c = 1; r->when && c < CTX_COUNT; c++)
        if (when_asks_for(r->when, c))
            set |= CONTEXT_BIT(c);
    return set;
}

static void check_bytes(const World *w, const KeyRow *r)
{
    Keys parser;
    Key got[4], k;
    size_t n = 0;
    keys_init(&parser);
    for (size_t i = 0; i < r->nkeys; i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        add_bytes(&keymap_keys_of(w->keys, r)[i], &bytes);
        keys_feed(&parser, buf_str(&bytes), 0);
        keys_expire(&parser); // a lone Esc
        while (keys_next(&parser, &k) && n < ARRAY_LEN(got))
            got[n++] = key_normal(&k);
    }
    keys_deinit(&parser);
    ContextSet now = place_of(r);
    const KeyRow *hit = n == r->nkeys ? keymap_lookup(w->keys, got, n, now) : NULL;
    bool holds = !r->when || when_holds(r->when, now, w->ws);
    if (holds && (!hit || hit->rank < r->rank || hit->nkeys != n))
        fail_msg("%s does not reach %s: %s", r->row->keys, r->row->command,
                 hit ? hit->row->command : "nothing");
}

static void bytes_of_plain_keys_run_the_command(void **state)
{
    World *w = *state;
    size_t n, checked = 0;
    const KeyRow *rows = keymap_rows(w->keys, &n);
    for (size_t i = 0; i < n; i++)
        if (rows[i].tier == 0) {
            check_bytes(w, &rows[i]);
            checked++;
        }
    assert_true(checked > 200);
}

static void both_bytes_of_backspace_delete_one_character(void **state)
{
    World *w = *state;
    static const char *const bytes[] = {"\x08", "\x7f"};
    for (size_t i = 0; i < ARRAY_LEN(bytes); i++) {
        Keys parser;
        Key k, other;
        Str arg;
        const Command *c = NULL;
        keys_init(&parser);
        keys_feed(&parser, str_c(bytes[i]), 0);
        assert_true(keys_next(&parser, &k));
        assert_int_equal(keymap_feed(w->keys, w->ws, &k, &c, &arg), KEYMAP_HIT);
        assert_string_equal(c->id, "edit.deleteLeft");
        assert_false(keys_next(&parser, &other));
        keys_deinit(&parser);
    }
}

// Keys in a terminal -------------------------------------------------------------------------

typedef enum { AT_PROMPT = 1, FULL_SCREEN = 2, CAPTURED = 4 } Typing;
enum { ANYWHERE = AT_PROMPT | FULL_SCREEN | CAPTURED };

// Which keys codelab keeps from a program, in which states; all others are the program's.
static const struct {
    const char *keys;
    int kept; // Typing
    const char *command;
} terminal_keys[] = {
    {"alt+shift+c", ANYWHERE, "terminal.toggleCapture"},
    {"alt+t", AT_PROMPT | FULL_SCREEN, "terminal.toggle"},
    {"alt+p", AT_PROMPT | FULL_SCREEN, "panel.toggle"},
    {"f1", AT_PROMPT, "palette.commands"},
    {"f6", AT_PROMPT, "focus.nextPart"},
    {"shift+f6", AT_PROMPT, "focus.previousPart"},
    {"alt+v", AT_PROMPT, "terminal.paste"},
    {"alt+shift+v", AT_PROMPT, "terminal.scrollMode"},
    {"alt+shift+w", AT_PROMPT, "terminal.split"},
    {"shift+pageup", AT_PROMPT, "terminal.scrollUp"},
    {"ctrl+pagedown", AT_PROMPT, "terminal.next"},
    // what shells, editors and multiplexers live on
    {"ctrl+q", 0, NULL},
    {"ctrl+w", 0, NULL},
    {"ctrl+s", 0, NULL},
    {"ctrl+k", 0, NULL},
    {"ctrl+p", 0, NULL},
    {"ctrl+c", 0, NULL},
    {"ctrl+d", 0, NULL},
    {"ctrl+z", 0, NULL},
    {"ctrl+r", 0, NULL},
    {"ctrl+f", 0, NULL},
    {"ctrl+b", 0, NULL},
    {"ctrl+o", 0, NULL},
    {"ctrl+x", 0, NULL},
    {"ctrl+\\", 0, NULL},
    {"ctrl+space", 0, NULL},
    {"escape", 0, NULL},
    {"tab", 0, NULL},
    {"shift+tab", 0, NULL},
    {"enter", 0, NULL},
    {"backspace", 0, NULL},
    {"up", 0, NULL},
    {"pageup", 0, NULL},
    {"f2", 0, NULL},
    {"f5", 0, NULL},
    {"f10", 0, NULL},
    {"alt+b", 0, NULL},
    {"alt+f", 0, NULL},
    {"alt+d", 0, NULL},
    {"alt+1", 0, NULL},
    {"alt+.", 0, NULL},
    {"alt+m", 0, NULL},
    {"/", 0, NULL},
    {"v", 0, NULL},
    {"space", 0, NULL},
};

static int set_up_terminal(void **state)
{
    AUTO(err) Err err = {0};
    set_up(state);
    World *w = *state;
    w->ws->options.terminal_jail = false;
    w->ws->options.shell = "/bin/cat";
    w->ws->options.terminal_cwd = "/";
    layout_resize(&w->ws->layout, 40, 120);
    bool opened = terminal_new(w->ws, &(TerminalPlan){.rows = 10, .cols = 40}, &err);
    w->ws->options.shell = "";
    command_run(w->ws, "terminal.toggle");
    if (!opened)
        fail_msg("%s", err_text(&err));
    return 0;
}

static void type_as(World *w, Typing state)
{
    Terminal *t = terminal_active(w->ws);
    vt_feed(t->screen.vt, state == FULL_SCREEN ? STR("\033[?1049h") : STR("\033[?1049l"));
    t->captured = state == CAPTURED;
}

// The command that codelab keeps the key for, NULL: it is the program's.
static const Command *kept_for(World *w, const char *name)
{
    AUTO(err) Err err = {0};
    const Command *c = NULL;
    Key k;
    Str arg;
    assert_true(key_parse(str_c(name), &k, &err));
    KeymapAnswer answer = keymap_feed(w->keys, w->ws, &k, &c, &arg);
    keymap_cancel(w->keys);
    return answer == KEYMAP_HIT && c && command_is_kept(w->ws, c) ? c : NULL;
}

static void a_program_gets_all_keys_but_those_of_the_table(void **state)
{
    World *w = *state;
    for (Typing typing = AT_PROMPT; typing <= CAPTURED; typing = (Typing)(typing * 2)) {
        type_as(w, typing);
        assert_non_null(command_typed_terminal(w->ws));
        for (size_t i = 0; i < ARRAY_LEN(terminal_keys); i++) {
            const Command *c = kept_for(w, terminal_keys[i].keys);
            const char *want = terminal_keys[i].kept & typing ? terminal_keys[i].command : NULL;
            if (!want != !c || (c && strcmp(c->id, want) != 0))
                fail_msg("%s in state %d: %s", terminal_keys[i].keys, typing, c ? c->id : "-");
        }
    }
}

// Nothing that a program says of itself lets a captured key go, and no setting.
static void captured_keys_stay_with_the_program(void **state)
{
    World *w = *state;
    Terminal *t = terminal_active(w->ws);
    static const char *const skipped[] = {"palette.commands"};
    w->ws->options.skip_shell = (Texts){.p = skipped, .n = 1};
    assert_non_null(kept_for(w, "f1"));
    t->captured = true;
    assert_null(kept_for(w, "f1"));
    vt_feed(t->screen.vt, STR("\033[?1049h\033[?1000h\033c"));
    assert_null(kept_for(w, "f1"));
    assert_non_null(kept_for(w, "alt+shift+c"));
    w->ws->options.skip_shell = (Texts){0};
}

// By codelab's names and by VS Code's; what stands last counts.
static void settings_say_which_keys_a_program_does_not_get(void **state)
{
    World *w = *state;
    static const char *const skipped[] = {"nav.nextProblem", "workbench.action.quickOpen",
                                          "-workbench.action.showCommands", "-focus.nextPart",
                                          "focus.nextPart"};
    assert_null(kept_for(w, "f8"));
    assert_null(kept_for(w, "ctrl+p"));
    w->ws->options.skip_shell = (Texts){.p = skipped, .n = ARRAY_LEN(skipped)};
    assert_non_null(kept_for(w, "f8"));
    assert_non_null(kept_for(w, "ctrl+p"));
    assert_null(kept_for(w, "f1"));
    assert_non_null(kept_for(w, "f6"));
    w->ws->options.skip_shell = (Texts){0};
}

static bool is_found(World *w, const Command *c)
{
    AUTO(free) char *query = xasprintf("> %s", c->title);
    bool found = false;
    palette_open(&w->ws->palette, query);
    palette_fill(w->ws, w->keys);
    VEC_EACH (PaletteRow, r, &w->ws->palette.rows)
        found = found || strcmp(r->value, c->id) == 0;
    palette_close(&w->ws->palette);
    return found;
}

// What is only for bytes, differences and snippets is listed where these are.
static bool is_elsewhere(const char *id)
{
    static const char *const areas[] = {"palette.", "hex.", "diff.", "snippet."};
    for (size_t i = 0; i < ARRAY_LEN(areas); i++)
        if (str_starts(str_c(id), str_c(areas[i])))
            return true;
    return false;
}

static void commands_without_a_plain_key_are_in_the_palette(void **state)
{
    World *w = *state;
    size_t n;
    const Command *const *all = command_all(&n);
    w->ws->key_tier = 0;
    for (size_t i = 0; i < n; i++)
        if (!has_plain_key(all[i]->id) && !is_elsewhere(all[i]->id) && !is_found(w, all[i]))
            fail_msg("%s can be reached neither by a key nor in the palette", all[i]->id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_have_the_keys_of_the_table),
        cmocka_unit_test(every_command_with_a_key_has_one_in_every_terminal),
        cmocka_unit_test_setup_teardown(bytes_of_plain_keys_run_the_command, set_up, tear_down),
        cmocka_unit_test_setup_teardown(both_bytes_of_backspace_delete_one_character, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_program_gets_all_keys_but_those_of_the_table,
                                        set_up_terminal, tear_down),
        cmocka_unit_test_setup_teardown(captured_keys_stay_with_the_program, set_up_terminal,
                                        tear_down),
        cmocka_unit_test_setup_teardown(settings_say_which_keys_a_program_does_not_get,
                                        set_up_terminal, tear_down),
        cmocka_unit_test_setup_teardown(commands_without_a_plain_key_are_in_the_palette, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
