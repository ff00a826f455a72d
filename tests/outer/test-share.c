// Several terminals on one session: all see the same, the smallest gives the size, and what becomes
// of one of them is nothing to the others.
#include "sessions.h"

#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/wait.h>

#include <cmocka.h>

static const OuterSetup wide = {
    .term = "xterm-256color", .session = true, .answers = true, .rows = 40, .cols = 120};
static const OuterSetup small = {
    .term = "xterm-256color", .session = true, .answers = true, .rows = 16, .cols = 60};

static void begin(Outer *o, const char *share)
{
    AUTO(free) char *json = xasprintf("{\"session.share\": \"%s\"}\n", share);
    outer_begin(o);
    outer_put(o, ".config/codelab/settings.json", str_c(json));
    outer_put(o, "a.txt", STR("hello\n"));
    outer_start(o, &(OuterSetup){.term = "xterm-256color",
                                 .args = {"a.txt"},
                                 .session = true,
                                 .answers = true,
                                 .rows = 30,
                                 .cols = 100});
    outer_see(o, "hello");
    outer_type(o, STR("x"));
    outer_see(o, "xhello");
}

static void join(const Outer *o, Outer *b, const OuterSetup *s)
{
    sessions_another(o, b);
    outer_start(b, s);
    outer_see(b, "xhello");
}

static void all_see_the_same_and_all_may_type(void **state)
{
    (void)state;
    Outer o, b;
    begin(&o, "full");
    join(&o, &b, &wide);
    outer_see(&o, "2 clients");
    outer_see(&b, "2 clients");
    assert_true(sessions_list(&o, "2 clients"));
    assert_true(sessions_list(&o, "100x30  xterm-256color"));
    assert_true(sessions_list(&o, "120x40  xterm-256color"));
    outer_type(&b, STR("y"));
    outer_see(&b, "xyhello");
    outer_see(&o, "xyhello");
    outer_type(&o, STR("z"));
    outer_see(&b, "xyzhello");
    sessions_detach(&b);
    outer_check_given_back(&b, "detached");
    outer_see(&o, "has gone; 1 client");
    outer_lose(&o, "2 clients");
    outer_type(&o, STR("\x13"));
    outer_see(&o, "Saved");
    outer_check_file(&o, "a.txt", "xyzhello\n");
    sessions_leave(&b);
    sessions_detach(&o);
    outer_check_given_back(&o, "detached");
    sessions_finish(&o);
}

static void the_smallest_gives_the_size_while_it_looks(void **state)
{
    (void)state;
    Outer o, b;
    begin(&o, "full");
    join(&o, &b, &wide);
    outer_see(&b, "100 x 30: the smallest of the 2 terminals");
    assert_false(outer_shows(&o, "the smallest of"));
    outer_resize(&b, 16, 60);
    outer_see(&o, "60 x 16: the smallest of the 2 terminals");
    outer_lose(&b, "the smallest of");
    outer_see(&b, "xhello");
    assert_int_equal(kill(b.pid, SIGTSTP), 0); // it does not look any more
    assert_true(WIFSTOPPED(outer_finish(&b)));
    outer_check_given_back(&b, "stopped");
    outer_lose(&o, "the smallest of");
    outer_type(&o, STR("y"));
    outer_see(&o, "xyhello");
    assert_int_equal(kill(b.pid, SIGCONT), 0);
    outer_see(&b, "xyhello");
    outer_see(&o, "60 x 16: the smallest of the 2 terminals");
    sessions_detach(&b);
    outer_lose(&o, "the smallest of");
    sessions_leave(&b);
    sessions_finish(&o);
}

static void beside_the_cells_of_all_there_is_nothing_to_click(void **state)
{
    (void)state;
    Outer o, b;
    begin(&o, "full");
    join(&o, &b, &wide);
    outer_see(&b, "the smallest of");
    outer_see(&b, "Col 2");
    outer_type(&b, STR("\033[<0;110;1M\033[<0;110;1m")); // right of the edge
    outer_type(&b, STR("\033[<0;40;36M\033[<0;40;36m")); // below it
    outer_type(&b, STR("\033[C"));
    outer_see(&b, "Col 3");
    sessions_leave(&b);
    sessions_finish(&o);
}

static void one_that_dies_leaves_the_others(void **state)
{
    (void)state;
    static const int signals[] = {SIGHUP, SIGTERM, SIGKILL, 0};
    Outer o;
    begin(&o, "full");
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        Outer b;
        join(&o, &b, &small);
        outer_see(&o, "60 x 16: the smallest");
        if (signals[i]) {
            assert_int_equal(kill(b.pid, signals[i]), 0);
            (void)outer_finish(&b);
        } else { // the line itself goes
            int status;
            close(b.fd);
            close(b.slave);
            b.fd = b.slave = -1;
            assert_int_equal(waitpid(b.pid, &status, 0), b.pid);
        }
        outer_lose(&o, "the smallest of");
        if (signals[i]) {
            outer_quiet(&b, 0);
            outer_check_given_back(&b, strsignal(signals[i]));
        }
        sessions_leave(&b);
    }
    outer_type(&o, STR("y"));
    outer_see(&o, "xyhello");
    sessions_finish(&o);
}

// The one that was there first has no more to say than the others.
static void the_first_may_go_before_the_others(void **state)
{
    (void)state;
    Outer o, b;
    begin(&o, "full");
    join(&o, &b, &wide);
    assert_int_equal(kill(o.pid, SIGKILL), 0);
    (void)outer_finish(&o);
    outer_lose(&b, "the smallest of");
    outer_type(&b, STR("y"));
    outer_see(&b, "xyhello");
    assert_false(sessions_list(&o, "100x30"));
    sessions_detach(&b);
    assert_true(sessions_list(&o, "detached"));
    outer_restart(&b, &wide);
    outer_see(&b, "Back in");
    sessions_detach(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

static void half_a_key_of_one_is_no_key_of_another(void **state)
{
    (void)state;
    static const char *const halves[] = {"\033[", "\xE2\x82", "\033[200~never ended", "\033]52;c;",
                                         "\033[<0;5;"};
    for (size_t i = 0; i < ARRAY_LEN(halves); i++) {
        Outer o, b;
        begin(&o, "full");
        join(&o, &b, &wide);
        outer_see(&b, "the smallest of");
        outer_type(&b, str_c(halves[i]));
        outer_type(&o, STR("B"));
        outer_see(&o, "xBhello");
        outer_see(&b, "xBhello");
        sessions_leave(&b);
        sessions_finish(&o);
    }
}

static void one_that_never_reads_holds_up_nobody(void **state)
{
    (void)state;
    Outer o, b;
    begin(&o, "full");
    sessions_another(&o, &b);
    outer_start(&b, &(OuterSetup){.term = "xterm-256color", .session = true});
    outer_see(&o, "2 clients"); // of which nothing is read
    outer_type(&o, STR("\033t"));
    outer_see(&o, "1:");
    outer_type(&o, STR("i=0; while [ $i -lt 3000 ]; do echo \"$i of many lines\"; i=$((i+1)); "
                       "done; echo 'all' done\r"));
    outer_see(&o, "all done");
    outer_type(&o, STR("\033t"));
    for (int i = 0; i < 50; i++) {
        outer_type(&o, STR("y"));
        AUTO(free) char *col = xasprintf("Col %d ", 3 + i);
        outer_see(&o, col);
    }
    outer_see(&b, "2999 of many lines"); // once it reads again
    outer_see(&b, "Col 52 ");
    sessions_detach(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

// Bytes as a broken line brings them, without the keys by which one leaves.
static void add_rubbish(Buf *out, size_t n)
{
    uint32_t seed = 12345;
    while (out->n < n) {
        seed = seed * 1664525 + 1013904223;
        char c = (char)(seed >> 24);
        if (!strchr("qQcC\x03\x11", c))
            buf_add_byte(out, c);
    }
}

static void who_watches_can_do_nothing_but_leave(void **state)
{
    (void)state;
    enum { RUBBISH = 64 << 10 };
    Outer o, b;
    AUTO(buf) Buf rubbish = BUF_INIT;
    begin(&o, "readOnly");
    join(&o, &b, &wide);
    outer_see(&b, "watching, q leaves");
    assert_false(outer_shows(&o, "watching, q"));
    assert_true(sessions_list(&o, "watching"));
    add_rubbish(&rubbish, RUBBISH);
    outer_type(&b, buf_str(&rubbish));
    while (b.typed.n)
        outer_quiet(&b, 1);
    outer_type(&o, STR("y"));
    outer_see(&o, "xyhello");
    outer_see(&b, "xyhello");
    outer_quiet(&b, 600); // what is half a sequence ends
    outer_type(&b, STR("\033[201~q"));
    outer_see(&b, SESSIONS_BACK);
    assert_int_equal(outer_finish(&b), 0);
    outer_check_given_back(&b, "watched");
    outer_see(&o, "has gone");
    outer_type(&o, STR("\x13"));
    outer_see(&o, "Saved");
    outer_check_file(&o, "a.txt", "xyhello\n");
    sessions_leave(&b);
    sessions_finish(&o);
}

static void the_weakest_says_in_what_colors_and_signs_all_is_drawn(void **state)
{
    (void)state;
    Outer o, b;
    begin(&o, "full");
    outer_see(&o, "\xe2\x94\x82 Ln 1");
    join(&o, &b, &(OuterSetup){.term = "linux", .session = true, .rows = 40, .cols = 120});
    outer_see(&o, "| Ln 1");
    sessions_detach(&b);
    outer_check_given_back(&b, "console");
    outer_see(&o, "\xe2\x94\x82 Ln 1");
    sessions_leave(&b);
    join(&o, &b, &(OuterSetup){.term = "xterm-256color", .session = true, .args = {"--ascii"}});
    outer_see(&o, "| Ln 1");
    assert_int_equal(kill(b.pid, SIGKILL), 0);
    (void)outer_finish(&b);
    outer_see(&o, "\xe2\x94\x82 Ln 1");
    sessions_leave(&b);
    sessions_finish(&o);
}

static void choose(Outer *o, const char *way)
{
    outer_type(o, STR("\033OP")); // F1
    outer_see(o, "> ");
    outer_type(o, STR("session: share\r"));
    outer_see(o, "All take part");
    outer_type(o, str_c(way));
    outer_see(o, way);
    outer_type(o, STR("\r"));
}

static void a_command_shares_and_ends_it(void **state)
{
    (void)state;
    Outer o, b;
    begin(&o, "off");
    choose(&o, "All take");
    outer_see(&o, "each terminal may type");
    join(&o, &b, &wide);
    outer_see(&o, "2 clients");
    choose(&o, "Others w");
    outer_see(&b, "watching, q leaves");
    choose(&o, "Not sh");
    outer_see(&b, "is not shared any more");
    assert_int_equal(outer_finish(&b), 0);
    outer_check_given_back(&b, "not shared");
    outer_lose(&o, "2 clients");
    outer_type(&o, STR("y"));
    outer_see(&o, "xyhello");
    sessions_leave(&b);
    sessions_finish(&o);
}

static void who_quits_is_told_that_others_look_on(void **state)
{
    (void)state;
    Outer o, b;
    begin(&o, "full");
    outer_type(&o, STR("\x13"));
    outer_see(&o, "Saved");
    join(&o, &b, &wide);
    outer_see(&o, "2 clients");
    outer_type(&b, STR("\x11"));
    outer_see(&b, "2 terminals show this session.");
    outer_quiet(&b, SESSIONS_ANSWERABLE_MS);
    outer_type(&b, STR("\r")); // what is safe: Detach
    outer_see(&b, SESSIONS_BACK);
    assert_int_equal(outer_finish(&b), 0);
    outer_lose(&o, "2 terminals show");
    outer_restart(&b, &wide);
    outer_see(&b, "xhello");
    outer_type(&b, STR("\x11"));
    outer_see(&b, "2 terminals show this session.");
    outer_quiet(&b, SESSIONS_ANSWERABLE_MS);
    outer_type(&b, STR("\t\r"));
    assert_int_equal(outer_finish(&b), 0);
    outer_see(&o, "the session was ended");
    assert_int_equal(outer_finish(&o), 0);
    outer_check_given_back(&o, "ended");
    sessions_leave(&b);
    sessions_finish(&o);
}

static void only_so_many_may_come(void **state)
{
    (void)state;
    enum { MOST = 16 };
    Outer o, all[MOST];
    begin(&o, "full");
    for (int i = 0; i < MOST - 1; i++)
        join(&o, &all[i], &wide);
    outer_see(&o, "16 clients");
    sessions_another(&o, &all[MOST - 1]);
    outer_start(&all[MOST - 1], &wide);
    outer_see(&all[MOST - 1], "16 terminals show session");
    int status = outer_finish(&all[MOST - 1]);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
    outer_check_given_back(&all[MOST - 1], "refused");
    outer_type(&o, STR("y"));
    outer_see(&o, "xyhello");
    for (int i = 0; i < MOST; i++)
        sessions_leave(&all[i]);
    sessions_finish(&o);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_see_the_same_and_all_may_type),
        cmocka_unit_test(the_smallest_gives_the_size_while_it_looks),
        cmocka_unit_test(beside_the_cells_of_all_there_is_nothing_to_click),
        cmocka_unit_test(one_that_dies_leaves_the_others),
        cmocka_unit_test(the_first_may_go_before_the_others),
        cmocka_unit_test(half_a_key_of_one_is_no_key_of_another),
        cmocka_unit_test(one_that_never_reads_holds_up_nobody),
        cmocka_unit_test(who_watches_can_do_nothing_but_leave),
        cmocka_unit_test(the_weakest_says_in_what_colors_and_signs_all_is_drawn),
        cmocka_unit_test(a_command_shares_and_ends_it),
        cmocka_unit_test(who_quits_is_told_that_others_look_on),
        cmocka_unit_test(only_so_many_may_come),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
