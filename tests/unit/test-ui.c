// The screen as a whole, at every size there may be.
#include "command/command.h"
#include "command/keymap.h"
#include "base/clock.h"
#include "loop/loop.h"
#include "ui/inner.h"
#include "ui/ui.h"
#include "workspace/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { ROWS_MAX = 70, COLS_MAX = 210, STEPS = 1000 };

typedef struct {
    Loop *loop;
    Workspace *ws;
    Ui *ui;
} World;

static int set_up(void **state)
{
    World *w = NEW(World);
    w->loop = loop_new();
    w->ws = workspace_new(w->loop, "/nonexistent");
    w->ws->option_set.no_files = true;
    settings_load(w->ws);
    w->ui = ui_new(w->ws, TTY_COLOR_TRUE, true);
    for (int i = 0; i < 12; i++)
        workspace_new_file(w->ws);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    ui_free(w->ui);
    workspace_free(w->ws);
    loop_free(w->loop);
    free(w);
    return 0;
}

static void press(World *w, const char *name)
{
    Key k;
    assert_true(key_parse(str_c(name), &k, NULL));
    ui_key(w->ui, &k);
}

static void invoke(World *w, const char *id)
{
    const Command *c = command_find(str_c(id));
    assert_non_null(c);
    command_invoke(w->ws, c, STR_NULL);
}

static void no_part_leaves_the_screen(const Layout *l)
{
    Areas a = layout_areas(l);
    const Rect parts[] = {a.menu, a.side_bar, a.editors, a.panel, a.hints, a.status};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
        Rect r = parts[i];
        if (r.rows < 0 || r.cols < 0 || r.row < 0 || r.col < 0 || r.row + r.rows > l->rows ||
            r.col + r.cols > l->cols)
            fail_msg("%dx%d: part %zu is %d,%d %dx%d", l->cols, l->rows, i, r.row, r.col, r.rows,
                     r.cols);
    }
}

static void is_the_same(const Surface *got, const Surface *want, int step)
{
    for (int row = 0; row < surface_rows(want); row++)
        for (int col = 0; col < surface_cols(want); col++) {
            const Cell *a = surface_cell(got, row, col), *b = surface_cell(want, row, col);
            bool same = a->width == b->width && a->style.fg == b->style.fg &&
                        a->style.bg == b->style.bg && a->style.attrs == b->style.attrs &&
                        str_eq(surface_text(got, row, col), surface_text(want, row, col));
            if (!same)
                fail_msg("step %d, %dx%d: the cell at %d,%d is stale", step, surface_cols(want),
                         surface_rows(want), row, col);
        }
}

// What may be on the screen besides texts.
static void change_something(World *w, unsigned r)
{
    static const char *const commands[] = {
        "view.toggleSideBar", "panel.output",    "panel.maximize",   "view.zen",
        "group.split",        "group.splitDown", "hintbar.toggle",   "focus.nextPart",
        "find.open",          "find.close",      "tab.close",        "file.new",
        "view.resizeRight",   "view.resizeUp",   "view.resetLayout", "panel.toggle",
        "notifications.show", "palette.close",
    };
    static const char *const keys[] = {"f10", "escape", "down", "right", "f1", "a"};
    Options *o = &w->ws->options;
    if (r % 3 == 0) {
        invoke(w, commands[r / 3 % ARRAY_LEN(commands)]);
    } else if (r % 3 == 1) {
        press(w, keys[r / 3 % ARRAY_LEN(keys)]);
    } else {
        o->menu_bar ^= r / 3 % 7 == 0;
        o->status_bar ^= r / 3 % 11 == 0;
        o->side_bar_location ^= r / 3 % 5 == 0;
        o->show_tabs = (int)(r / 3 % 3);
    }
    if (r % 41 == 0)
        message_say(w->ws, MESSAGE_ERROR, "step %u went wrong", r);
}

static unsigned random_of(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 8;
}

// A surface keeps its cells as it is resized: whatever is not drawn over would be seen.
static void resizing_leaves_no_stale_cell(void **state)
{
    World *w = *state;
    Surface *s = surface_new(24, 80);
    unsigned seed = 1;
    for (int i = 0; i < STEPS; i++) {
        int rows = 1 + (int)(random_of(&seed) % ROWS_MAX);
        int cols = 1 + (int)(random_of(&seed) % COLS_MAX);
        change_something(w, random_of(&seed));
        workspace_settle(w->ws);
        ui_settle(w->ui);
        surface_resize(s, rows, cols);
        UiCursor at = ui_paint(w->ui, s);
        Surface *fresh = surface_new(rows, cols);
        ui_paint(w->ui, fresh);
        is_the_same(s, fresh, i);
        no_part_leaves_the_screen(&w->ws->layout);
        assert_true(at.shape == CURSOR_HIDDEN ||
                    (at.row >= 0 && at.row < rows && at.col >= 0 && at.col <= cols));
        surface_free(fresh);
    }
    surface_free(s);
}

// Each of the sizes that the classes meet at, one after the other.
static void every_size_is_drawn(void **state)
{
    World *w = *state;
    Surface *s = surface_new(1, 1);
    for (int rows = 1; rows <= 24; rows++)
        for (int cols = 1; cols <= 102; cols++) {
            surface_resize(s, rows, cols);
            ui_paint(w->ui, s);
            no_part_leaves_the_screen(&w->ws->layout);
        }
    surface_free(s);
}

static size_t rows_of(const Menu *m)
{
    size_t n = 0;
    VEC_EACH (MenuArea, a, &m->areas) {
        assert_true(a->rows.n > 0);
        VEC_EACH (MenuRow, r, &a->rows)
            assert_non_null(command_find(str_c(r->command)));
        n += a->rows.n;
    }
    return n;
}

// But for what belongs to the palette and to what is not shown.
static void all_commands_stand_in_the_main_menu(void **state)
{
    World *w = *state;
    size_t n, elsewhere = 0;
    const Command *const *all = command_all(&n);
    Keymap *m = keymap_new(w->ws);
    for (size_t i = 0; i < n; i++)
        elsewhere += strncmp(all[i]->id, "palette.", 8) == 0 ||
                     strncmp(all[i]->id, "hex.", 4) == 0 || strncmp(all[i]->id, "diff.", 5) == 0 ||
                     strncmp(all[i]->id, "snippet.", 8) == 0 ||
                     strncmp(all[i]->id, "history.", 8) == 0;
    menu_open(&w->ws->menu, MENU_MAIN);
    menu_fill(w->ws, m);
    size_t rows = rows_of(&w->ws->menu);
    assert_true(rows > n - elsewhere);
    assert_true(rows <= n);
    keymap_free(m);
}

static void every_part_has_a_menu_of_its_own(void **state)
{
    World *w = *state;
    Keymap *m = keymap_new(w->ws);
    static const Focus parts[] = {FOCUS_EDITOR, FOCUS_SIDE_BAR, FOCUS_PANEL};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        for (int tab = 0; tab < PANEL_TAB_COUNT; tab++)
            for (int side = 0; side < SIDE_COUNT; side++) {
                w->ws->layout.tab = (PanelTab)tab;
                w->ws->layout.side = (SideView)side;
                w->ws->layout.focus = parts[i];
                menu_open(&w->ws->menu, MENU_CONTEXT);
                menu_fill(w->ws, m);
                assert_int_equal(w->ws->menu.areas.n, 1);
                assert_true(rows_of(&w->ws->menu) >= 3);
            }
    w->ws->layout.focus = FOCUS_EDITOR;
    menu_open(&w->ws->menu, MENU_CONTEXT);
    w->ws->menu.titles = true;
    menu_fill(w->ws, m);
    assert_string_equal(w->ws->menu.areas.p[0].name, "Tab");
    keymap_free(m);
}

static void zen_leaves_the_editor_and_gives_back_what_was_there(void **state)
{
    World *w = *state;
    Layout *l = &w->ws->layout;
    layout_resize(l, 40, 120);
    layout_focus(l, FOCUS_PANEL);
    Areas before = layout_areas(l);
    layout_toggle_zen(l);
    Areas zen = layout_areas(l);
    assert_int_equal(zen.side_bar.rows + zen.panel.rows + zen.hints.rows + zen.status.rows, 0);
    assert_int_equal(zen.editors.rows, 40);
    assert_int_equal(zen.editors.cols, 120);
    assert_int_equal(l->focus, FOCUS_EDITOR);
    layout_toggle_zen(l);
    Areas after = layout_areas(l);
    assert_memory_equal(&before, &after, sizeof before);
    layout_resize_part(l, FOCUS_SIDE_BAR, 10);
    layout_resize_part(l, FOCUS_PANEL, 5);
    layout_reset_part(l, FOCUS_SIDE_BAR);
    layout_reset_part(l, FOCUS_PANEL);
    after = layout_areas(l);
    assert_memory_equal(&before, &after, sizeof before);
}

static void add_row(const Surface *s, int row, Buf *out)
{
    for (int col = 0; col < surface_cols(s); col++)
        if (surface_cell(s, row, col)->width) {
            Str text = surface_text(s, row, col);
            buf_add(out, text.n ? text : STR(" "));
        }
}

// The title stands on the screen whole, or cut with an ellipsis, and the frame at its right.
static bool is_whole_or_cut(const Surface *s, const char *title)
{
    enum { HEAD = 12 };
    Str head = str_upto(str_c(title), HEAD);
    for (int row = 4; row < surface_rows(s); row++) { // below the line that was typed
        AUTO(buf) Buf line = BUF_INIT;
        add_row(s, row, &line);
        ptrdiff_t at = str_find(buf_str(&line), head);
        if (at < 0)
            continue;
        Str rest = str_from(buf_str(&line), (size_t)at);
        if ((str_starts(rest, str_c(title)) || str_find(rest, STR("\xe2\x80\xa6")) > 0) &&
            str_find(rest, STR("\xe2\x94\x82")) > 0)
            return true;
    }
    return false;
}

// At 80 columns, the longest included.
static void every_title_fits_or_is_cut(void **state)
{
    World *w = *state;
    Surface *s = surface_new(24, 80);
    size_t n;
    const Command *const *all = command_all(&n);
    for (size_t i = 0; i < n; i++) {
        AUTO(free) char *query = xasprintf("> %s", all[i]->title);
        if (strncmp(all[i]->id, "palette.", 8) == 0)
            continue; // they work on the palette itself, which does not list them
        palette_open(&w->ws->palette, query);
        workspace_settle(w->ws);
        ui_settle(w->ui);
        ui_paint(w->ui, s);
        if (w->ws->palette.rows.n && !is_whole_or_cut(s, all[i]->title))
            fail_msg("%s neither fits nor ends in an ellipsis", all[i]->title);
    }
    surface_free(s);
}

// Whatever is said, and however loud.
static void messages_of_any_length_are_cut(void **state)
{
    World *w = *state;
    Surface *s = surface_new(24, 80);
    static const MessageLevel levels[] = {MESSAGE_RESULT, MESSAGE_WARNING, MESSAGE_ERROR};
    for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
        char letters[301] = "", some[6] = "";
        memset(letters, 'u' + (int)i, sizeof letters - 1);
        memset(some, 'u' + (int)i, sizeof some - 1);
        message_say(w->ws, levels[i], "%s", letters);
        workspace_settle(w->ws);
        ui_settle(w->ui);
        ui_paint(w->ui, s);
        bool cut = false;
        for (int row = 0; row < 24; row++) {
            AUTO(buf) Buf line = BUF_INIT;
            add_row(s, row, &line);
            cut = cut || (str_find(buf_str(&line), str_c(some)) >= 0 &&
                          str_find(buf_str(&line), STR("\xe2\x80\xa6")) > 0);
        }
        if (!cut)
            fail_msg("level %d is not cut", (int)levels[i]);
    }
    surface_free(s);
}

// Another run began while one went on: the time beside its number is its own.
static void a_run_is_timed_from_its_own_start(void **state)
{
    World *w = *state;
    const int64_t second = 1000000000;
    RunItem first = {.number = 1, .start_ns = clock_mono_ns() - 5000 * second};
    RunItem other = {.number = 2, .start_ns = clock_mono_ns()};
    RunItem *all[] = {&first, &other};
    AUTO(buf) Buf before = BUF_INIT, after = BUF_INIT;
    w->ui->busy = "run";
    w->ui->busy_ns = first.start_ns;
    for (size_t i = 0; i < 2; i++)
        vec_push(&w->ws->runs.all, all[i]);
    w->ws->runs.active = 0;
    ui_busy_text(w->ui, "run", &before);
    w->ws->runs.active = 1;
    ui_busy_text(w->ui, "run", &after);
    w->ws->runs.all.n = 0;
    w->ws->runs.active = 0;
    w->ui->busy = "";
    assert_true(str_find(buf_str(&before), STR(" 50")) >= 0);
    assert_true(str_find(buf_str(&after), STR(" 50")) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_title_fits_or_is_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(messages_of_any_length_are_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_run_is_timed_from_its_own_start, set_up, tear_down),
        cmocka_unit_test_setup_teardown(resizing_leaves_no_stale_cell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_size_is_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_commands_stand_in_the_main_menu, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_part_has_a_menu_of_its_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(zen_leaves_the_editor_and_gives_back_what_was_there, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
