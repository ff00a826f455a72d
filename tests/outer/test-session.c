// Sessions, from outside: terminals come, go and die; what was open stays.
#include "sessions.h"
#include "base/fs.h"
#include "base/path.h"
#include "../lib/temp-dir.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <cmocka.h>

static void detaching_gives_the_terminal_back_and_coming_back_finds_all_as_it_was(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    sessions_detach(&o);
    outer_check_given_back(&o, "detached");
    assert_true(sessions_list(&o, "detached"));
    assert_true(sessions_list(&o, "1 unsaved"));
    sessions_another(&o, &b);
    outer_start(&b, &sessions_bare);
    outer_see(&b, "xhello");
    outer_see(&b, "Back in");
    outer_type(&b, STR("y"));
    outer_see(&b, "xyhello");
    outer_type(&b, STR("\x13"));
    outer_see(&b, "Saved");
    outer_type(&b, STR("\x11"));
    assert_int_equal(outer_finish(&b), 0);
    outer_check_given_back(&b, "quit");
    outer_check_file(&o, "a.txt", "xyhello\n");
    sessions_leave(&b);
    sessions_finish(&o);
}

static void a_lost_terminal_loses_nothing(void **state)
{
    (void)state;
    static const int signals[] = {SIGHUP, SIGTERM, SIGKILL, 0};
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        Outer o, b;
        sessions_begin(&o);
        if (signals[i]) {
            assert_int_equal(kill(o.pid, signals[i]), 0);
        } else { // the line itself goes
            close(o.fd);
            close(o.slave);
            o.fd = o.slave = -1;
        }
        (void)outer_finish(&o);
        sessions_wait(&o, "detached", true);
        if (signals[i]) {
            outer_quiet(&o, 0);
            outer_check_given_back(&o, strsignal(signals[i]));
        }
        sessions_another(&o, &b);
        outer_start(&b, &sessions_bare);
        outer_see(&b, "xhello");
        outer_type(&b, STR("\013q"));
        assert_int_equal(outer_finish(&b), 0);
        sessions_leave(&b);
        sessions_finish(&o);
    }
}

static void a_second_terminal_takes_over(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    sessions_another(&o, &b);
    outer_start(&b, &(OuterSetup){.term = "screen", .session = true, .rows = 40, .cols = 120});
    outer_see(&b, "xhello");
    outer_see(&o, "moved to another terminal");
    assert_int_equal(outer_finish(&o), 0);
    outer_check_given_back(&o, "moved");
    outer_type(&b, STR("y"));
    outer_see(&b, "xyhello");
    sessions_detach(&b);
    outer_check_given_back(&b, "detached");
    sessions_leave(&b);
    sessions_finish(&o);
}

static void a_session_that_dies_gives_the_terminal_back_and_says_where_it_stands(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    assert_int_equal(kill(sessions_pid(&o), SIGKILL), 0);
    outer_see(&o, "has died");
    int status = outer_finish(&o);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
    outer_check_given_back(&o, "died");
    AUTO(buf) Buf none = BUF_INIT;
    assert_int_equal(sessions_words(&o, "-l", &none),
                     0); // its socket is there, and nobody behind it
    assert_string_equal(buf_c(&none), "");
    sessions_another(&o, &b);
    outer_start(&b, &sessions_with_file);
    outer_see(&b, "hello");
    outer_type(&b, STR("\x11"));
    outer_finish(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

static void terminals_of_all_kinds_and_sizes_come_and_go(void **state)
{
    (void)state;
    static const struct {
        const char *term;
        int rows, cols;
    } kinds[] = {{"xterm-256color", 24, 80},
                 {"vt100", 40, 120},
                 {"linux", 16, 60},
                 {"screen", 50, 132},
                 {"tmux-256color", 24, 80}};
    Outer o;
    sessions_begin(&o);
    outer_type(&o, STR("\013q"));
    (void)outer_finish(&o);
    for (size_t i = 0; i < 3 * ARRAY_LEN(kinds); i++) {
        size_t k = i % ARRAY_LEN(kinds);
        Outer b;
        sessions_another(&o, &b);
        outer_start(&b, &(OuterSetup){.term = kinds[k].term,
                                      .rows = kinds[k].rows,
                                      .cols = kinds[k].cols,
                                      .session = true,
                                      .answers = i % 2});
        outer_see(&b, "xhello");
        outer_resize(&b, 30, 100);
        outer_see(&b, "xhello");
        sessions_detach(&b);
        outer_check_given_back(&b, kinds[k].term);
        sessions_leave(&b);
    }
    sessions_finish(&o);
}

static void what_runs_in_a_terminal_goes_on(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    outer_type(&o, STR("\033t"));
    outer_see(&o, "1:");
    outer_type(&o,
               STR("for i in 1 2 3; do echo step-$i; done; while [ ! -e go ]; do sleep 0.1; done; "
                   "echo 'all' \"done\"\r"));
    outer_see(&o, "step-3");
    assert_int_equal(kill(o.pid, SIGHUP), 0);
    (void)outer_finish(&o);
    outer_put(&o, "go", STR(""));
    sessions_another(&o, &b);
    outer_start(&b, &sessions_bare);
    outer_see(&b, "step-3");
    outer_see(&b, "all done");
    outer_type(&b, STR("echo $CODELAB_SESSION | cut -c 1-13\r"));
    outer_see(&b, "codelab-test-");
    assert_int_equal(kill(b.pid, SIGHUP), 0);
    (void)outer_finish(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

static void stopping_the_client_gives_the_terminal_back_until_it_goes_on(void **state)
{
    (void)state;
    Outer o;
    sessions_begin(&o);
    assert_int_equal(kill(o.pid, SIGTSTP), 0);
    assert_true(WIFSTOPPED(outer_finish(&o)));
    outer_check_given_back(&o, "stopped");
    assert_false(outer_shows(&o, "xhello"));
    assert_int_equal(kill(o.pid, SIGCONT), 0);
    outer_see(&o, "xhello");
    outer_type(&o, STR("y"));
    outer_see(&o, "xyhello");
    outer_type(&o, STR("\013q"));
    outer_see(&o, SESSIONS_BACK);
    (void)outer_finish(&o);
    sessions_finish(&o);
}

static void the_folder_is_the_same_by_whatever_path(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    outer_type(&o, STR("\013q"));
    (void)outer_finish(&o);
    AUTO(free) char *link = xasprintf("%s/way", o.home);
    assert_int_equal(symlink(o.home, link), 0);
    sessions_another(&o, &b);
    outer_start(&b, &(OuterSetup){.term = "xterm-256color", .args = {"way"}, .session = true});
    outer_see(&b, "xhello");
    outer_type(&b, STR("\013q"));
    (void)outer_finish(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

static void type_line(Outer *o, const char *line)
{
    outer_type(o, str_c(line));
    outer_type(o, STR("\r"));
}

static void after_a_reboot_terminals_show_what_they_showed(void **state)
{
    (void)state;
    Outer o, b;
    outer_begin(&o);
    outer_put(&o, "a.txt", STR("hello\n"));
    outer_put(&o, "sub/b.txt", STR("below\n"));
    outer_start(&o, &sessions_with_file);
    outer_see(&o, "hello");
    outer_type(&o, STR("\033t"));
    outer_see(&o, "1:");
    type_line(&o, "cd sub; i=0; while [ $i -lt 100 ]; do echo \"line $i\"; i=$((i+1)); done");
    outer_see(&o, "line 99");
    assert_int_equal(kill(sessions_pid(&o), SIGTERM), 0);
    outer_see(&o, "was ended");
    (void)outer_finish(&o);
    outer_check_given_back(&o, "rebooted");
    sessions_another(&o, &b);
    outer_start(&b, &sessions_bare);
    outer_see(&b, "hello");
    outer_see(&b, "line 99");
    outer_see(&b, "[as it was;");
    outer_type(&b, STR("\033t")); // into the terminal
    type_line(&b, "ls");
    outer_see(&b, "b.txt");
    outer_type(&b, STR("\033[5;2~\033[5;2~\033[5;2~\033[5;2~")); // back in the scrollback
    outer_see(&b, "line 70");
    assert_int_equal(kill(b.pid, SIGHUP), 0);
    (void)outer_finish(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

static void quitting_with_something_to_lose_offers_to_detach(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    outer_type(&o, STR("\x11"));
    outer_see(&o, "Detach");
    outer_quiet(&o, SESSIONS_ANSWERABLE_MS);
    outer_type(&o, STR("\r"));
    outer_see(&o, SESSIONS_BACK);
    (void)outer_finish(&o);
    sessions_another(&o, &b);
    outer_start(&b, &sessions_bare);
    outer_see(&b, "xhello");
    outer_type(&b, STR("\x11"));
    outer_see(&b, "Detach");
    outer_quiet(&b, SESSIONS_ANSWERABLE_MS);
    outer_type(&b, STR("\t\r"));
    assert_int_equal(outer_finish(&b), 0);
    sessions_leave(&b);
    assert_false(sessions_list(&o, "tached"));
    sessions_another(&o, &b);
    outer_start(&b, &sessions_bare);
    outer_see(&b, "xhello"); // kept, though not saved
    sessions_detach(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

static void in_its_terminals_files_open_in_the_session_and_are_waited_for(void **state)
{
    (void)state;
    Outer o;
    sessions_begin(&o);
    outer_put(&o, ".gitconfig", STR("[user]\n\tname = A\n\temail = a@b.c\n"));
    outer_put(&o, "b.txt", STR("second file\n"));
    outer_type(&o, STR("\033t"));
    outer_see(&o, "1:");
    type_line(&o, "echo ready; " PROGRAM " b.txt; echo back=$?");
    outer_see(&o, "second file");
    outer_see(&o, "back=0");
    outer_type(&o, STR("\033t")); // the terminal again
    type_line(&o, "clear; git init -q . && git add b.txt && git commit -q; echo committed=$?");
    outer_see(&o, "Changes to be committed");
    assert_false(outer_shows(&o, "committed=0"));
    outer_type(&o, STR("the reason\x13"));
    outer_see(&o, "Saved");
    outer_type(&o, STR("\x17")); // close the tab
    outer_see(&o, "committed=0");
    AUTO(free) char *line = xasprintf("cd %s && HOME=%s git log --format=%%s", o.home, o.home);
    char subject[100] = "";
    FILE *f = popen(line, "r");
    assert_non_null(f);
    assert_non_null(fgets(subject, sizeof subject, f));
    assert_int_equal(pclose(f), 0);
    assert_string_equal(subject, "the reason\n");
    sessions_finish(&o);
}

static void as_the_editor_of_git_it_ends_when_the_file_is_closed(void **state)
{
    (void)state;
    Outer o;
    outer_begin(&o);
    outer_put(&o, ".gitconfig", STR("[user]\n\tname = A\n\temail = a@b.c\n"));
    outer_start(&o, &(OuterSetup){.term = "xterm-256color",
                                  .program = "/bin/sh",
                                  .set = {"GIT_EDITOR=" PROGRAM " -w"},
                                  .args = {"-c", "git init -q . && git commit -q --allow-empty && "
                                                 "git log --format=subject=%s"}});
    outer_see(&o, "COMMIT_EDITMSG");
    outer_type(&o, STR("outside\x13"));
    outer_see(&o, "Saved");
    outer_type(&o, STR("\x17"));
    outer_see(&o, "subject=outside");
    assert_int_equal(outer_finish(&o), 0);
    outer_check_given_back(&o, "closed");
    outer_end(&o);
}

static void options_of_the_command_line_hold_for_the_terminal_it_was_typed_at(void **state)
{
    (void)state;
    Outer o;
    sessions_begin(&o);
    outer_type(&o, STR("\013q"));
    (void)outer_finish(&o);
    static const struct {
        const char *args[5];
        const char *shown, *said;
        const char *sent, *unsent; // NULL: whatever
    } kinds[] = {
        {{"--ascii"}, "| Ln 1", "Back in", NULL, NULL},
        {{NULL}, "\xe2\x94\x82 Ln 1", "Back in", NULL, NULL},
        {{"--color", "16"}, "\xe2\x94\x82 Ln 1", "Back in", NULL, "38;2;"},
        {{"--color", "none"}, "\xe2\x94\x82 Ln 1", "Back in", NULL, "[38;"},
        {{"--color", "truecolor"}, "\xe2\x94\x82 Ln 1", "Back in", "38;2;", NULL},
        {{"-a", "--ascii", "--color", "none"}, "| Ln 1", "Back in", NULL, "[38;"},
        {{"--screen-reader"}, "xhello", "Back in", NULL, "\xe2\x94\x82"},
        {{"--log", "log.txt"}, "\xe2\x94\x82 Ln 1", "--log has no effect", NULL, NULL},
        {{"-R"}, "\xe2\x94\x82 Ln 1", "--read-only has no effect", NULL, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        Outer b;
        OuterSetup s = {.term = "xterm-256color", .session = true};
        sessions_another(&o, &b);
        memcpy(s.args, kinds[i].args, sizeof kinds[i].args);
        outer_start(&b, &s);
        outer_see(&b, kinds[i].said);
        outer_see(&b, kinds[i].shown);
        bool sent = !kinds[i].sent || outer_sent(&b, kinds[i].sent);
        if (!sent || (kinds[i].unsent && outer_sent(&b, kinds[i].unsent)))
            fail_msg("%s %s: in other colours or signs", s.args[0], s.args[1]);
        outer_type(&b, STR("\013q"));
        outer_see(&b, SESSIONS_BACK);
        (void)outer_finish(&b);
        sessions_leave(&b);
    }
    sessions_finish(&o);
}

static void who_comes_back_is_told_how_jobs_ended(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    outer_type(&o, STR("\033t"));
    outer_see(&o, "1:");
    type_line(&o, "sh -c 'echo be''gun; while [ ! -e go ]; do sleep 0.1; done'; exit 3");
    outer_see(&o, "begun");
    assert_int_equal(kill(o.pid, SIGHUP), 0);
    (void)outer_finish(&o);
    sessions_wait(&o, "1 job", true);
    outer_put(&o, "go", STR(""));
    sessions_wait(&o, "1 job", false);
    sessions_another(&o, &b);
    outer_start(&b, &(OuterSetup){.term = "xterm-256color", .session = true, .cols = 120});
    outer_see(&b, "(exit 3).");
    outer_see(&b, "sess ");
    assert_int_equal(kill(b.pid, SIGHUP), 0);
    (void)outer_finish(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

static void switching_goes_to_another_session_and_leaves_this_one_as_it_is(void **state)
{
    (void)state;
    Outer o;
    sessions_begin(&o);
    outer_put(&o, "sub/b.txt", STR("below\n"));
    outer_type(&o, STR("\013o"));
    outer_quiet(&o, 50);
    AUTO(free) char *line = xasprintf("%s/sub/", o.home);
    outer_type(&o, str_c(line));
    outer_see(&o, "this folder");
    outer_type(&o, STR("\r"));
    outer_see(&o, "sess sub");
    assert_false(outer_shows(&o, "xhello"));
    assert_true(sessions_list(&o, "sub  attached")); // what is seen is listed
    assert_true(sessions_list(&o, "1 unsaved"));
    line[strlen(line) - 4] = '\0';
    outer_type(&o, STR("\013o"));
    outer_quiet(&o, 50);
    outer_type(&o, str_c(line));
    outer_see(&o, "this folder");
    outer_type(&o, STR("\r"));
    outer_see(&o, "xhello");
    sessions_detach(&o);
    AUTO(buf) Buf said = BUF_INIT;
    AUTO(free) char *end = xasprintf("-k %s", o.home);
    assert_int_equal(sessions_words(&o, end, &said), 0);
    assert_int_equal(kill(sessions_pid(&o), SIGTERM), 0); // it hears signals as the first one does
    sessions_wait(&o, "sub  ", false);
    sessions_finish(&o);
}

static void names_that_are_wrong_are_said_so(void **state)
{
    (void)state;
    Outer o;
    outer_begin(&o);
    AUTO(buf) Buf out = BUF_INIT;
    assert_int_equal(sessions_words(&o, "-k nothing", &out), 3);
    assert_non_null(strstr(buf_c(&out), "there is no session 'nothing'"));
    buf_clear(&out);
    assert_int_equal(sessions_words(&o, "-a nothing", &out), 3);
    assert_int_equal(sessions_words(&o, "-k", &out), 2);
    assert_int_equal(sessions_words(&o, "-l --what", &out), 2);
    temp_dir_free(o.home);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(detaching_gives_the_terminal_back_and_coming_back_finds_all_as_it_was),
        cmocka_unit_test(a_lost_terminal_loses_nothing),
        cmocka_unit_test(a_second_terminal_takes_over),
        cmocka_unit_test(a_session_that_dies_gives_the_terminal_back_and_says_where_it_stands),
        cmocka_unit_test(terminals_of_all_kinds_and_sizes_come_and_go),
        cmocka_unit_test(what_runs_in_a_terminal_goes_on),
        cmocka_unit_test(stopping_the_client_gives_the_terminal_back_until_it_goes_on),
        cmocka_unit_test(the_folder_is_the_same_by_whatever_path),
        cmocka_unit_test(after_a_reboot_terminals_show_what_they_showed),
        cmocka_unit_test(quitting_with_something_to_lose_offers_to_detach),
        cmocka_unit_test(in_its_terminals_files_open_in_the_session_and_are_waited_for),
        cmocka_unit_test(as_the_editor_of_git_it_ends_when_the_file_is_closed),
        cmocka_unit_test(options_of_the_command_line_hold_for_the_terminal_it_was_typed_at),
        cmocka_unit_test(who_comes_back_is_told_how_jobs_ended),
        cmocka_unit_test(switching_goes_to_another_session_and_leaves_this_one_as_it_is),
        cmocka_unit_test(names_that_are_wrong_are_said_so),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
