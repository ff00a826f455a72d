// Sessions where something is not as it should be: other versions, programs in the jail, a death
// without a word; and what one costs that nobody looks at.
#include "sessions.h"
#include "session/session.h"
#include "tty/tty.h"
#include "../lib/temp-dir.h"

#include <dirent.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <utmp.h>

#include <cmocka.h>

enum { KEPT_MS = 5000, IDLE_MS = 1500, OTHER_VERSION = SESSION_VERSION + 41 };

static SessionLink *call(const char *home)
{
    SessionPlace place;
    (void)setenv("XDG_RUNTIME_DIR", home, 1);
    test_must(session_place_init(&place, home, NULL), "session_place_init");
    SessionLink *l = session_call(&place, NULL);
    session_place_deinit(&place);
    return l;
}

// A client of another codelab: speaks the protocol, has another version; becomes ours where the
// session says that it is to begin again.  Its exit code is the session's.
static _Noreturn void be_other_client(const Outer *o)
{
    SessionFrame *f = NEW(SessionFrame);
    bool gone = false;
    test_must(login_tty(o->slave) == 0, "login_tty");
    SessionLink *l = call(o->home);
    TtyLoan *loan = tty_loan_new(STDIN_FILENO, STDOUT_FILENO, NULL);
    test_must(l && loan, "no session to call");
    int fds[] = {STDIN_FILENO, STDOUT_FILENO, tty_loan_fd(loan)};
    Str fields[] = {STR("0.0.1"), STR("TERM=xterm-256color"), STR("LANG=C.UTF-8")};
    (void)session_send_fds(l, SESSION_ATTACH, fields, ARRAY_LEN(fields), fds, ARRAY_LEN(fds));
    while (session_await(l, f, -1, &gone))
        if (f->kind == SESSION_AGAIN || f->kind == SESSION_BYE)
            break;
    tty_loan_take_back(loan);
    bool again = f->kind == SESSION_AGAIN;
    if (f->kind == SESSION_BYE)
        (void)printf(STR_FMT "\n", STR_ARG(session_field(f, 1)));
    while (session_await(l, f, -1, &gone))
        ;
    if (again)
        (void)puts("begin again");
    (void)fflush(stdout);
    _exit(gone ? 0 : 1);
}

static void start_other(Outer *o)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    test_must(openpty(&o->fd, &o->slave, NULL, NULL, &size) == 0, "openpty");
    test_must(tcgetattr(o->slave, &o->before) == 0, "tcgetattr");
    test_must(fcntl(o->fd, F_SETFL, O_NONBLOCK) == 0, "fcntl");
    o->vt = vt_new(24, 80, 0);
    o->pid = fork();
    test_must(o->pid >= 0, "fork");
    if (o->pid == 0)
        be_other_client(o);
}

static void another_version_is_offered_to_begin_again_or_to_keep_the_old(void **state)
{
    (void)state;
    Outer o, b, c;
    sessions_begin(&o);
    outer_type(&o, STR("\x13"));
    outer_see(&o, "Saved");
    sessions_detach(&o);
    sessions_another(&o, &b);
    start_other(&b);
    outer_see(&b, "codelab 0.0.1.");
    outer_see(&b, "Restart session");
    outer_quiet(&b, SESSIONS_ANSWERABLE_MS);
    outer_type(&b, STR("\r")); // what is safe: Keep old
    outer_lose(&b, "Restart session");
    outer_see(&b, "xhello");
    sessions_detach(&b);
    sessions_leave(&b);
    assert_true(sessions_list(&o, "detached"));
    sessions_another(&o, &c);
    start_other(&c);
    outer_see(&c, "Restart session");
    outer_quiet(&c, SESSIONS_ANSWERABLE_MS);
    outer_type(&c, STR("\033[Z\r"));
    outer_see(&c, "begin again");
    assert_int_equal(outer_finish(&c), 0);
    outer_check_given_back(&c, "restarted");
    assert_false(sessions_list(&o, "tached"));
    sessions_leave(&c);
    sessions_finish(&o);
}

// A frame of a version to come.
static void send_other(SessionLink *l, SessionKind kind)
{
    AUTO(buf) Buf out = BUF_INIT;
    test_must(session_frame_write(&out, kind, NULL, 0, 0), "session_frame_write");
    out.p[4] = (char)OTHER_VERSION;
    assert_int_equal(write(session_link_fd(l), out.p, out.n), out.n);
}

static void a_client_of_another_protocol_is_refused_but_may_ask_and_end(void **state)
{
    (void)state;
    Outer o;
    AUTO(free) SessionFrame *f = NEW(SessionFrame);
    bool gone;
    sessions_begin(&o);
    sessions_detach(&o);
    SessionLink *l = call(o.home);
    send_other(l, SESSION_ATTACH);
    assert_true(session_await(l, f, -1, &gone));
    assert_int_equal(f->kind, SESSION_OTHER);
    assert_int_equal(session_number(f, 0, 0), SESSION_VERSION);
    assert_false(session_await(l, f, -1, &gone));
    session_link_free(l);
    l = call(o.home);
    send_other(l, SESSION_INFO);
    assert_true(session_await(l, f, -1, &gone));
    assert_int_equal(f->kind, SESSION_INFO);
    send_other(l, SESSION_END);
    assert_true(session_await(l, f, -1, &gone));
    assert_int_equal(f->kind, SESSION_BYE);
    session_link_free(l);
    sessions_finish(&o);
}

// Stands in for a session of a codelab to come.
static void a_session_of_another_protocol_is_told_apart(void **state)
{
    (void)state;
    Outer o;
    AUTO(free) SessionFrame *f = NEW(SessionFrame);
    AUTO(buf) Buf out = BUF_INIT;
    bool gone;
    SessionPlace place;
    outer_begin(&o);
    (void)setenv("XDG_RUNTIME_DIR", o.home, 1);
    assert_true(session_place_init(&place, o.home, NULL));
    int listener = session_listen(&place, NULL);
    assert_true(listener >= 0);
    outer_start(&o, &sessions_bare);
    struct pollfd p = {.fd = listener, .events = POLLIN};
    assert_int_equal(poll(&p, 1, -1), 1);
    SessionLink *l = session_link_new(session_accept(listener));
    assert_true(session_await(l, f, -1, &gone));
    assert_int_equal(f->kind, SESSION_ATTACH);
    assert_true(session_frame_write(&out, SESSION_OTHER, (Str[]){STR("42"), STR("9.9")}, 2, 0));
    out.p[4] = (char)OTHER_VERSION;
    assert_int_equal(write(session_link_fd(l), out.p, out.n), out.n);
    outer_see(&o, "is one of codelab 9.9");
    outer_see(&o, "codelab -k");
    int status = outer_finish(&o);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    outer_check_given_back(&o, "other");
    session_link_free(l);
    close(listener);
    session_unlisten(&place);
    session_place_deinit(&place);
    outer_end(&o);
}

static void two_folders_have_a_session_each(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    outer_put(&o, "sub/b.txt", STR("below\n"));
    AUTO(free) char *sub = xasprintf("%s/sub", o.home);
    OuterSetup of_sub = {.term = "xterm-256color", .args = {sub, "sub/b.txt"}, .session = true};
    sessions_another(&o, &b);
    outer_start(&b, &of_sub);
    outer_see(&b, "below");
    outer_type(&b, STR("y"));
    outer_see(&b, "ybelow");
    sessions_detach(&b);
    sessions_detach(&o);
    sessions_wait(&o, "sub  detached", true);
    outer_restart(&b, &(OuterSetup){.term = "xterm-256color", .args = {"sub"}, .session = true});
    outer_see(&b, "ybelow");
    outer_restart(&o, &sessions_bare);
    outer_see(&o, "xhello");
    assert_false(outer_shows(&o, "ybelow"));
    AUTO(buf) Buf said = BUF_INIT;
    assert_int_equal(sessions_words(&o, "-k sub", &said), 0);
    outer_see(&b, "was ended");
    (void)outer_finish(&b);
    outer_type(&o, STR("z"));
    outer_see(&o, "xzhello");
    sessions_detach(&o);
    sessions_leave(&b);
    sessions_finish(&o);
}

static void after_a_kill_terminals_show_what_they_showed(void **state)
{
    (void)state;
    Outer o, b;
    sessions_begin(&o);
    outer_type(&o, STR("\033t"));
    outer_see(&o, "1:");
    outer_type(&o, STR("i=0; while [ $i -lt 100 ]; do echo \"line $i\"; i=$((i+1)); done\r"));
    outer_see(&o, "line 99");
    outer_quiet(&o, KEPT_MS); // what is older than a second is kept, on a busy machine, too
    assert_int_equal(kill(sessions_pid(&o), SIGKILL), 0);
    outer_see(&o, "has died");
    (void)outer_finish(&o);
    sessions_another(&o, &b);
    outer_start(&b, &sessions_bare);
    outer_see(&b, "xhello");
    outer_see(&b, "line 99");
    outer_see(&b, "[as it was;");
    assert_int_equal(kill(b.pid, SIGHUP), 0);
    (void)outer_finish(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

// In a folder that is not trusted they are in the jail.
static void what_a_terminal_in_the_jail_showed_is_kept_as_well(void **state)
{
    (void)state;
    const OuterSetup of_p = {.term = "xterm-256color", .args = {"p"}, .session = true};
    Outer o, b;
    outer_begin(&o);
    outer_put(&o, ".local/share/codelab/trust", STR(""));
    outer_put(&o, "p/a.txt", STR("hello\n"));
    outer_start(&o, &of_p);
    outer_see(&o, "Explorer");
    outer_type(&o, STR("\033t"));
    outer_see(&o, "terminal jailed");
    outer_type(&o, STR("echo in''side\r"));
    outer_see(&o, "inside");
    outer_quiet(&o, KEPT_MS);
    assert_int_equal(kill(sessions_pid(&o), SIGKILL), 0);
    outer_see(&o, "has died");
    (void)outer_finish(&o);
    sessions_another(&o, &b);
    outer_start(&b, &of_p);
    outer_see(&b, "inside");
    outer_see(&b, "[as it was;");
    assert_int_equal(kill(b.pid, SIGHUP), 0);
    (void)outer_finish(&b);
    sessions_leave(&b);
    sessions_finish(&o);
}

// Times that the threads of a process stopped running, so far.
static long long switches(pid_t pid)
{
    AUTO(free) char *path = xasprintf("/proc/%d/task", (int)pid);
    long long sum = 0;
    DIR *dir = opendir(path);
    test_must(dir != NULL, path);
    for (struct dirent *e; (e = readdir(dir));) {
        AUTO(free) char *name = xasprintf("%s/%s/status", path, e->d_name);
        FILE *f = e->d_name[0] != '.' ? fopen(name, "r") : NULL;
        char line[256];
        long long n;
        while (f && fgets(line, sizeof line, f))
            if (sscanf(line, "voluntary_ctxt_switches: %lld", &n) == 1)
                sum += n;
        if (f)
            (void)fclose(f);
    }
    closedir(dir);
    return sum;
}

// What it had to do when it was left may take its time; one that wakes up by itself never gets by.
static void nobody_attached_and_nothing_to_do_is_no_wake_up_at_all(void **state)
{
    (void)state;
    Outer o;
    sessions_begin(&o);
    outer_type(&o, STR("\033t"));
    outer_see(&o, "1:");
    outer_type(&o, STR("\033t"));
    sessions_detach(&o);
    pid_t pid = sessions_pid(&o);
    for (long long before, after = switches(pid);;) {
        before = after;
        (void)poll(NULL, 0, IDLE_MS);
        after = switches(pid);
        if (before == after)
            break;
    }
    sessions_finish(&o);
}

// The session's socket by all ways that a program could try.
static int probe(int argc, char **argv)
{
    int reached = 0;
    for (int i = 1; i < argc; i++) {
        AUTO(err) Err err = {0};
        SessionPlace place;
        (void)setenv("XDG_RUNTIME_DIR", argv[i], 1);
        const char *id = getenv("CODELAB_SESSION");
        bool named = session_place_named(&place, str_c(id ? id : argv[argc - 1]), &err);
        SessionLink *l = named ? session_call(&place, &err) : NULL;
        reached += l != NULL;
        session_link_free(l);
        session_place_deinit(&place);
    }
    for (int fd = 0; fd < 1024; fd++) {
        int domain = 0;
        socklen_t n = sizeof domain;
        reached += fd > 2 && getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &n) == 0;
    }
    (void)printf("verdict: %s\n", reached ? "reached" : "out of reach");
    return 0;
}

static void put_probe(const Outer *o)
{
    AUTO(free)
    char *line = xasprintf("mkdir %s/inner && cp /proc/%d/exe %s/inner/probe", o->home,
                           (int)getpid(), o->home);
    assert_int_equal(system(line), 0);
}

static void no_program_in_the_jail_reaches_the_session(void **state)
{
    (void)state;
    Outer o;
    outer_begin(&o);
    char *runtime = temp_dir_new(); // not in the folder, which the jail shows
    AUTO(free) char *set = xasprintf("XDG_RUNTIME_DIR=%s", runtime);
    char *home = o.home;
    put_probe(&o);
    outer_start(
        &o, &(OuterSetup){
                .term = "xterm-256color", .session = true, .set = {set}, .rows = 40, .cols = 120});
    outer_see(&o, "Welcome");
    outer_type(&o, STR("\033t"));
    outer_see(&o, "1:");
    AUTO(free) char *out = xasprintf("clear; cd inner; ./probe %s $CODELAB_SESSION\r", runtime);
    outer_type(&o, str_c(out));
    outer_see(&o, "verdict: reached"); // so that the other verdict says something
    AUTO(free)
    char *in = xasprintf("clear; id=$CODELAB_SESSION; " PROGRAM
                         " run -- /bin/sh -c \"CODELAB_SESSION=$id ./probe %s $id\"\r",
                         runtime);
    outer_type(&o, str_c(in));
    outer_see(&o, "verdict: out of reach");
    assert_int_equal(kill(o.pid, SIGHUP), 0);
    (void)outer_finish(&o);
    o.home = runtime;
    sessions_wait(&o, "detached", true);
    sessions_end(&o);
    temp_dir_free(runtime);
    o.home = home;
    outer_end(&o);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(another_version_is_offered_to_begin_again_or_to_keep_the_old),
        cmocka_unit_test(a_client_of_another_protocol_is_refused_but_may_ask_and_end),
        cmocka_unit_test(a_session_of_another_protocol_is_told_apart),
        cmocka_unit_test(two_folders_have_a_session_each),
        cmocka_unit_test(after_a_kill_terminals_show_what_they_showed),
        cmocka_unit_test(what_a_terminal_in_the_jail_showed_is_kept_as_well),
        cmocka_unit_test(nobody_attached_and_nothing_to_do_is_no_wake_up_at_all),
        cmocka_unit_test(no_program_in_the_jail_reaches_the_session),
    };
    if (argc > 2)
        return probe(argc, argv);
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
