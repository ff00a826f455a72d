#include "base/mem.h"
#include "command/command.h"
#include "store/store.h"
#include "workspace/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void every_binding_names_a_command_and_parses(void **state)
{
    (void)state;
    size_t n;
    const Binding *rows = keymap_defaults(&n);
    assert_true(n > 100);
    for (size_t i = 0; i < n; i++) {
        AUTO(err) Err err = {0};
        assert_non_null(command_find(str_c(rows[i].command)));
        When *w = when_parse(str_c(rows[i].when), &err);
        assert_non_null(w);
        when_free(w);
        Str keys = str_c(rows[i].keys), part;
        while (str_split(&keys, ' ', &part)) {
            Key k;
            if (!key_parse(part, &k, &err))
                fail_msg("%s: %s", rows[i].keys, err_text(&err));
        }
    }
}

// These start replies of terminals, or belong to Backspace, Tab and Enter.
static void forbidden_keys_are_unbound(void **state)
{
    (void)state;
    static const char *const forbidden[] = {"alt+shift+o", "alt+shift+p", "alt+shift+x", "alt+[",
                                            "alt+]",       "alt+\\",      "alt+^",       "alt+_"};
    size_t n;
    const Binding *rows = keymap_defaults(&n);
    for (size_t i = 0; i < n; i++)
        for (size_t f = 0; f < ARRAY_LEN(forbidden); f++)
            assert_string_not_equal(rows[i].keys, forbidden[f]);
}

static void command_ids_are_areas_and_verbs(void **state)
{
    (void)state;
    size_t n;
    const Command *const *all = command_all(&n);
    for (size_t i = 0; i < n; i++) {
        Str rest = str_c(all[i]->id), area = STR_NULL;
        assert_true(str_split(&rest, '.', &area));
        assert_true(area.n > 0 && rest.n > 0 && str_find_byte(rest, '.') < 0);
        assert_true(all[i]->title && *all[i]->title && all[i]->help && *all[i]->help);
        if (i)
            assert_true(strcmp(all[i - 1]->id, all[i]->id) < 0);
    }
}

static void names_that_commands_had_still_find_them(void **state)
{
    (void)state;
    static const char *const names[][2] = {{"diff.next", "nav.nextChange"},
                                           {"diff.previous", "nav.previousChange"},
                                           {"edit.undoTree", "history.undoTree"}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const Command *c = command_find(str_c(names[i][0]));
        assert_non_null(c);
        assert_string_equal(c->id, names[i][1]);
    }
    assert_null(command_find(STR("diff.nextest")));
}

static void fuzzy_prefers_runs_and_word_starts(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *better, *worse; // worse NULL: must not match
    } cases[] = {
        {"save", "File: Save", "Find: Search Above Every"},
        {"tp", "Toggle Panel", "stop"},
        {"main", "src/main.c", "src/domain/x.c"},
        {"etc hosts", "etc/hosts", NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Str p = str_c(cases[i].pattern);
        int better = cases[i].better ? fuzzy_match(p, str_c(cases[i].better), NULL) : 0;
        int worse = cases[i].worse ? fuzzy_match(p, str_c(cases[i].worse), NULL) : 0;
        if (cases[i].better) {
            if (better <= 0 || better <= worse)
                fail_msg("%s: %d, %d", cases[i].pattern, better, worse);
        } else {
            assert_int_equal(worse, 0);
        }
    }
}

static void keys_are_shown_as_people_write_them(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"ctrl+k s", "Ctrl+K S"},
                                           {"alt+shift+t", "Alt+Shift+T"},
                                           {"f1", "F1"},
                                           {"ctrl+pagedown", "Ctrl+PgDn"},
                                           {"alt+.", "Alt+."},
                                           {"escape", "Esc"}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf out = BUF_INIT;
        keymap_pretty(str_c(cases[i][0]), &out);
        assert_string_equal(buf_c(&out), cases[i][1]);
    }
}

static bool overlap(Rect a, Rect b)
{
    return a.rows > 0 && b.rows > 0 && a.cols > 0 && b.cols > 0 && a.row < b.row + b.rows &&
           b.row < a.row + a.rows && a.col < b.col + b.cols && b.col < a.col + a.cols;
}

static bool fits(const Layout *l, Rect a)
{
    return a.rows >= 0 && a.cols >= 0 && a.row >= 0 && a.col >= 0 && a.row + a.rows <= l->rows &&
           a.col + a.cols <= l->cols;
}

static void check_areas(const Layout *l)
{
    Areas x = layout_areas(l);
    const Rect all[] = {x.side_bar, x.editors, x.panel, x.hints, x.status};
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        if (!fits(l, all[i]))
            fail_msg("part %zu does not fit %dx%d", i, l->cols, l->rows);
        for (size_t k = 0; k < i; k++)
            if (overlap(all[i], all[k]))
                fail_msg("parts %zu and %zu overlap at %dx%d", i, k, l->cols, l->rows);
    }
}

static void parts_never_overlap_or_leave_the_screen(void **state)
{
    (void)state;
    for (int rows = 1; rows <= 70; rows += 3)
        for (int cols = 1; cols <= 220; cols += 7)
            for (int bits = 0; bits < 32; bits++) {
                Layout l;
                layout_init(&l);
                l.hint_bar = bits & 1;
                layout_resize(&l, rows, cols);
                if (bits & 2)
                    layout_toggle_panel(&l);
                if (bits & 4)
                    layout_toggle_side_bar(&l);
                if (bits & 8)
                    layout_next_part(&l, 1);
                layout_set_look(&l, &(LayoutLook){.narrow = 100,
                                                  .wide = 160,
                                                  .side_right = bits & 1,
                                                  .menu_bar = bits & 4,
                                                  .no_status = bits & 8,
                                                  .panel_rows = bits & 16 ? 50 : 0});
                l.panel_max = l.panel && (bits & 16);
                layout_resize_part(&l, FOCUS_PANEL, 100);
                layout_resize_part(&l, FOCUS_SIDE_BAR, -100);
                check_areas(&l);
            }
}

static void secrets_are_the_same_with_settings_and_without(void **state)
{
    (void)state;
    const Setting *s = setting_find(STR("history.exclude"));
    AUTO(buf) Buf want = BUF_INIT;
    for (size_t i = 0; i < store_secrets_n; i++)
        buf_addf(&want, "%s\"%s\": true", i ? ", " : "{", store_secrets[i]);
    buf_add_byte(&want, '}');
    assert_string_equal(s->preset, buf_c(&want));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_binding_names_a_command_and_parses),
        cmocka_unit_test(forbidden_keys_are_unbound),
        cmocka_unit_test(command_ids_are_areas_and_verbs),
        cmocka_unit_test(names_that_commands_had_still_find_them),
        cmocka_unit_test(fuzzy_prefers_runs_and_word_starts),
        cmocka_unit_test(keys_are_shown_as_people_write_them),
        cmocka_unit_test(secrets_are_the_same_with_settings_and_without),
        cmocka_unit_test(parts_never_overlap_or_leave_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
