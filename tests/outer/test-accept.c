// What the interface promises of itself, asked of the whole program on a real terminal: its keys as
// plain bytes, where a copy goes, what is sent and how soon, that no cell is stale.
#include "outer.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

static void end_by_signal(Outer *o)
{
    assert_int_equal(kill(o->pid, SIGTERM), 0);
    outer_finish(o);
    outer_end(o);
}

/* The user's settings, before the start. */
static void put_settings(const Outer *o, const char *json)
{
    AUTO(free) char *config = xasprintf("%s/.config", o->home);
    AUTO(free) char *dir = xasprintf("%s/codelab", config);
    assert_int_equal(mkdir(config, 0700), 0);
    assert_int_equal(mkdir(dir, 0700), 0);
    outer_put(o, ".config/codelab/settings.json", str_c(json));
}

typedef struct {
    const char *bytes, *seen, *gone; // what then stands on the screen, and what no more; or NULL
} Step;

static void walk(Outer *o, const Step *steps, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        outer_type(o, str_c(steps[i].bytes));
        if (steps[i].seen)
            outer_see(o, steps[i].seen);
        if (steps[i].gone)
            outer_lose(o, steps[i].gone);
    }
}

// One after the other, each from where the one before has left things; the terminal answers
// nothing.
static void plain_bytes_reach_each_part(void **state)
{
    (void)state;
    static const Step steps[] = {
        {"\033OP", "Enter Choose", NULL},        // F1: the palette
        {"\033", "Ln 1, Col 1", "Enter Choose"}, // Esc closes it
        {"\x10", "Enter ", "F1 Commands"},       // ^P: files
        {"\033", "F1 Commands", NULL},           //
        {"\x06one", "Find: one", NULL},          // ^F
        {"\033", "F1 Commands", "Find:"},        //
        {"\033[B", "Ln 2", NULL},                // down
        {"\x0b\033[5~", NULL, NULL},             // ^K PgUp is nothing
        {"\x07", ":", "F1 Commands"},            // ^G: go to a line
        {"3\r", "Ln 3", NULL},                   //
        {"\033[1;2A", "sel", NULL},              // shift+up
        {"\033", "F1 Commands", "sel"},          //
        {"\x13", "Saved", NULL},                 // ^S
        {"\x0b,", "tabSize", NULL},              // ^K ,: the settings
        {"\033", "three", "tabSize"},
        {"\x0bz", "three", "F1 Commands"}, // ^K Z: zen
        {"\x0bz", "F1 Commands", NULL},    //
        {"\x1c", "three", NULL},           // ^\: split
        {"\x0bw", "F1 Commands", NULL},    // ^K W
        {"\033[21~", "Esc Close", NULL},   // F10: the menu
        {"\033", "F1 Commands", NULL},     //
        {"\x05", "EXPLORER", "^F Find"},   // ^E: the explorer
        {"\033", "^F Find", NULL},         //
        {"\x02", NULL, "EXPLORER"},        // ^B: no side bar
        {"\033t", "TERMINAL", NULL},       // alt+t
        {"echo t''yped\r", "typed", NULL}, // into the shell
        {"\033t", "F1 Commands", NULL},    // back
        {"\033p", NULL, "TERMINAL"},       // alt+p
    };
    Outer o;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("one two\ntwo\nthree\n"));
    outer_start(&o, &(OuterSetup){.term = "xterm-256color", .args = {"a.txt"}});
    outer_see(&o, "Ln 1, Col 1");
    walk(&o, steps, ARRAY_LEN(steps));
    end_by_signal(&o);
}

// Whatever the terminal calls its erase key, and both bytes that the key may send.
static void both_bytes_of_backspace_delete_one_character(void **state)
{
    (void)state;
    static const int erases[] = {0x7f, 0x08, 0x15, 'x'};
    static const char *const bytes[] = {"\x08", "\x7f"};
    for (size_t i = 0; i < ARRAY_LEN(erases); i++) {
        Outer o;
        outer_begin(&o);
        outer_put(&o, "a.txt", STR("abcdef\nend\n"));
        outer_start(&o,
                    &(OuterSetup){.term = "xterm-256color", .args = {"a.txt"}, .erase = erases[i]});
        outer_see(&o, "Ln 1, Col 1");
        outer_type(&o, STR("\033[C\033[C\033[C\033[C"));
        outer_see(&o, "Ln 1, Col 5");
        outer_type(&o, str_c(bytes[0]));
        outer_see(&o, "1 abcef");
        outer_see(&o, "Ln 1, Col 4");
        outer_type(&o, str_c(bytes[1]));
        outer_see(&o, "1 abef");
        outer_see(&o, "Ln 1, Col 3");
        outer_see(&o, "2 end");
        outer_type(&o, STR("x")); // no key of the terminal's, but a letter
        outer_see(&o, "1 abxef");
        end_by_signal(&o);
    }
}

// Commands whose keys such a terminal lacks, and some that have none at all.
static void poor_terminals_reach_commands_by_name(void **state)
{
    (void)state;
    static const char *const terms[] = {"linux", "screen", "vt100"};
    static const char *const names[] = {"Screen: Redraw", "Edit: Redo", "Fold: All",
                                        "View: Toggle Hint Bar", "File: Copy Path"};
    for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
        Outer o;
        outer_begin(&o);
        outer_put(&o, "a.txt", STR("one\n"));
        outer_start(&o, &(OuterSetup){.term = terms[i], .args = {"a.txt"}});
        outer_see(&o, "Ln 1, Col 1");
        for (size_t k = 0; k < ARRAY_LEN(names); k++) {
            outer_type(&o, STR("\033OP"));
            outer_see(&o, "Enter Choose");
            outer_type(&o, str_c(names[k]));
            AUTO(free) char *typed = xasprintf("> %s", names[k]);
            AUTO(free) char *row = xasprintf(" %s ", names[k]);
            outer_see(&o, typed);
            outer_see(&o, row);
            outer_type(&o, STR("\033"));
            outer_lose(&o, "Enter Choose");
        }
        end_by_signal(&o);
    }
}

static void a_copy_says_where_it_went(void **state)
{
    (void)state;
    Outer o;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("one\ntwo\n"));
    outer_start(&o, &(OuterSetup){.term = "vt100", .args = {"a.txt"}});
    outer_see(&o, "Ln 1, Col 1");
    outer_type(&o, STR("\x01\x03"));
    outer_see(&o, "Copied inside codelab only");
    end_by_signal(&o);
}

static void a_copy_inside_tmux_is_in_its_buffer(void **state)
{
    (void)state;
    static const char path[] = "/usr/bin/tmux";
    if (access(path, X_OK) != 0) {
        print_message("# SKIP there is no tmux\n");
        return;
    }
    Outer o;
    AUTO(buf) Buf got = BUF_INIT;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("one\ntwo\n"));
    AUTO(free) char *socket = xasprintf("%s/tmux", o.home);
    AUTO(free) char *show = xasprintf("%s -S %s save-buffer -", path, socket);
    AUTO(free) char *end = xasprintf("%s -S %s kill-server", path, socket);
    outer_start(&o, &(OuterSetup){.term = "xterm-256color",
                                  .program = path,
                                  .args = {"-S", socket, "-f", "/dev/null", "new-session", PROGRAM,
                                           "-n", "a.txt"}});
    outer_see(&o, "F1 Commands");
    outer_type(&o, STR("\x01\x03"));
    outer_see(&o, "(tmux)");
    FILE *f = popen(show, "r");
    assert_non_null(f);
    got.n = fread(buf_reserve(&got, 64), 1, 64, f);
    assert_int_equal(pclose(f), 0);
    assert_true(str_eq(buf_str(&got), STR("one\ntwo\n")));
    assert_int_equal(system(end), 0);
    outer_finish(&o);
    outer_end(&o);
}

/* A file of `lines` lines of C, shown. */
static void open_code(Outer *o, OuterSetup *s)
{
    enum { LINES = 200 };
    AUTO(buf) Buf text = BUF_INIT;
    for (int i = 0; i < LINES; i++)
        buf_addf(&text, "int variable_%d = %d; // a comment of a line\n", i, i);
    outer_put(o, "a.c", buf_str(&text));
    s->args[0] = "a.c";
    s->term = "xterm-256color";
    s->answers = true;
    outer_start(o, s);
    outer_see(o, "variable_10 ");
    outer_see(o, "Ln 1, Col 1");
    outer_quiet(o, 300);
}

static void what_changes_the_status_bar_alone_is_little(void **state)
{
    (void)state;
    enum { MOST = 300 };
    Outer o;
    outer_begin(&o);
    put_settings(&o, "{\"editor.occurrencesHighlight\": \"off\"}"); // changes the text, too
    open_code(&o, &(OuterSetup){.rows = 60, .cols = 200});
    for (int col = 2; col < 12; col++) {
        AUTO(free) char *there = xasprintf("Ln 1, Col %d ", col);
        size_t before = o.sent.n;
        outer_type(&o, STR("\033OC"));
        outer_see(&o, there);
        if (o.sent.n - before >= MOST)
            fail_msg("column %d: %zu bytes", col, o.sent.n - before);
    }
    end_by_signal(&o);
}

static void a_letter_costs_less_than_2_kb(void **state)
{
    (void)state;
    enum { MOST = 2048 };
    Outer o;
    outer_begin(&o);
    open_code(&o, &(OuterSetup){.rows = 40, .cols = 120});
    for (int col = 2; col < 12; col++) {
        AUTO(free) char *there = xasprintf("Ln 1, Col %d ", col);
        size_t before = o.sent.n;
        outer_type(&o, STR("q"));
        outer_see(&o, there);
        if (o.sent.n - before >= MOST)
            fail_msg("letter %d: %zu bytes", col - 1, o.sent.n - before);
    }
    end_by_signal(&o);
}

// What is still under way after the start may come late on a busy machine: one silence is waited
// for, and whoever blinks has none.
static void who_does_nothing_is_sent_nothing(void **state)
{
    (void)state;
    enum { SILENCE_MS = 3000, TRIES = 20 };
    Outer o;
    int tries = 0;
    outer_begin(&o);
    open_code(&o, &(OuterSetup){.rows = 60, .cols = 200});
    for (bool silent = false; !silent && tries < TRIES; tries++) {
        struct pollfd p = {.fd = o.fd, .events = POLLIN};
        silent = poll(&p, 1, SILENCE_MS) == 0;
        outer_quiet(&o, 0);
    }
    assert_true(tries < TRIES);
    end_by_signal(&o);
}

static size_t count(Str s, const char *what)
{
    size_t n = 0;
    for (ptrdiff_t at; (at = str_find(s, str_c(what))) >= 0; n++)
        s = str_from(s, (size_t)at + 1);
    return n;
}

// No clock: so many frames may come between a key and its echo, however long they take.
static void keys_are_echoed_at_once_while_the_panel_floods(void **state)
{
    (void)state;
    enum { KEYS = 40, FRAMES = 6 };
    Outer o;
    outer_begin(&o);
    put_settings(&o, "{\"ui.syncUpdate\": \"on\"}");
    open_code(&o, &(OuterSetup){.rows = 40, .cols = 120});
    outer_type(&o, STR("\033t"));
    outer_see(&o, "TERMINAL");
    outer_type(&o, STR("yes `seq -s. 40`\r"));
    outer_see(&o, "37.38.39.40");
    outer_type(&o, STR("\033t")); // to the editor
    outer_see(&o, "^F Find");
    for (int i = 0; i < KEYS; i++) {
        AUTO(free) char *there = xasprintf("Ln 1, Col %d ", i + 2);
        outer_quiet(&o, 0);
        size_t before = o.sent.n;
        outer_type(&o, STR("q"));
        outer_see(&o, there);
        size_t frames = count(str_from(buf_str(&o.sent), before), "\033[?2026h");
        if (frames > FRAMES)
            fail_msg("key %d: %zu frames came before its echo", i, frames);
    }
    assert_true(count(buf_str(&o.sent), "\033[?2026h") > 0);
    end_by_signal(&o);
}

/* Texts and looks of all cells; `v` may be fed later. */
static void add_cells(const Vt *v, Buf *out)
{
    for (int row = 0; row < vt_rows(v); row++) {
        for (int col = 0; col < vt_cols(v); col++) {
            VtCell c = vt_cell(v, row, col);
            bool blank = c.text.n == 0 || str_eq(c.text, STR(" "));
            if (c.width == 0)
                continue;
            buf_add(out, blank ? STR(" ") : c.text);
            buf_addf(out, "[%x.%x.%x]", blank && !(c.attrs & VT_REVERSE) ? 0 : c.fg, c.bg,
                     (unsigned)c.attrs);
        }
        buf_add_byte(out, '\n');
    }
}

/* Play until all of the screen was painted, in what was sent from `off` on. */
static void wait_for_all(Outer *o, size_t off)
{
    static const char clear[] = "\033[2J";
    outer_wait_sent(o, off, clear);
    ptrdiff_t at = str_find(str_from(buf_str(&o->sent), off), str_c(clear));
    outer_wait_sent(o, off + (size_t)at, "\033[?2026l");
}

/* The screen as it stands must be what painting all of it again gives. */
static void check_no_cell_is_stale(Outer *o, int step)
{
    AUTO(buf) Buf kept = BUF_INIT, anew = BUF_INIT;
    add_cells(o->vt, &kept);
    size_t before = o->sent.n;
    outer_type(o, STR("\x0b\x07")); // ^K ^G
    wait_for_all(o, before);
    add_cells(o->vt, &anew);
    if (!str_eq(buf_str(&kept), buf_str(&anew)))
        fail_msg("step %d, %dx%d: a cell is stale", step, vt_cols(o->vt), vt_rows(o->vt));
}

static unsigned random_of(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 8;
}

static void resizing_a_real_terminal_leaves_no_stale_cell(void **state)
{
    (void)state;
    enum { STEPS = 1000, EACH = 20 };
    Outer o;
    unsigned seed = 7;
    outer_begin(&o);
    put_settings(&o, "{\"ui.syncUpdate\": \"on\"}");
    open_code(&o, &(OuterSetup){.rows = 40, .cols = 120});
    for (int i = 1; i <= STEPS; i++) {
        int rows = 10 + (int)(random_of(&seed) % 60), cols = 40 + (int)(random_of(&seed) % 170);
        if (rows == vt_rows(o.vt) && cols == vt_cols(o.vt))
            continue;
        size_t before = o.sent.n;
        outer_resize(&o, rows, cols);
        wait_for_all(&o, before);
        before = o.sent.n;
        outer_type(&o, i % 50 <= 25 ? STR("\033OB") : STR("\033OA"));
        while (o.sent.n == before)
            outer_quiet(&o, 1);
        if (i % EACH == 0)
            check_no_cell_is_stale(&o, i);
    }
    end_by_signal(&o);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_bytes_reach_each_part),
        cmocka_unit_test(poor_terminals_reach_commands_by_name),
        cmocka_unit_test(both_bytes_of_backspace_delete_one_character),
        cmocka_unit_test(a_copy_says_where_it_went),
        cmocka_unit_test(a_copy_inside_tmux_is_in_its_buffer),
        cmocka_unit_test(what_changes_the_status_bar_alone_is_little),
        cmocka_unit_test(a_letter_costs_less_than_2_kb),
        cmocka_unit_test(who_does_nothing_is_sent_nothing),
        cmocka_unit_test(keys_are_echoed_at_once_while_the_panel_floods),
        cmocka_unit_test(resizing_a_real_terminal_leaves_no_stale_cell),
    };
    return cmocka_run_group_tests_name("accept", tests, NULL, NULL);
}
