#include "test-loop.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>

typedef struct {
    LoopChild *child;
    int ended, status;
    LoopChild **also_free;
} Ending;

static void on_end(void *arg, int status)
{
    Ending *e = arg;
    e->ended++;
    e->status = status;
    if (e->also_free)
        loop_child_free(steal(e->also_free));
}

static const LoopSpawn quiet = {.stdin_fd = -1, .stdout_fd = -1, .stderr_fd = -1};

/* Run argv to its end; its output is appended. */
static int run(const LoopSpawn *how, const char *const *argv, Buf *out)
{
    int fds[2];
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    Loop *l = loop_new();
    LoopSpawn s = *how;
    s.argv = argv;
    s.stdout_fd = fds[1];
    Ending e = {0};
    AUTO(err) Err err = {0};
    e.child = loop_child_new(l, &s, on_end, &e, &err);
    assert_string_equal(err_text(&err), "");
    close(fds[1]);
    read_all(fds[0], out);
    close(fds[0]);
    turn_until(l, &e.ended, 1);
    assert_false(loop_child_kill(e.child, SIGTERM));
    loop_child_free(e.child);
    loop_free(l);
    return e.status;
}

#define ARGV(...) ((const char *const[]){__VA_ARGS__, NULL})

void a_child_tells_how_it_ended(void **state)
{
    (void)state;
    AUTO(buf) Buf out = {0};
    assert_int_equal(run(&quiet, ARGV("sh", "-c", "echo hi; exit 3"), &out), 3 << 8);
    assert_string_equal(buf_c(&out), "hi\n");
    int status = run(&quiet, ARGV("sh", "-c", "kill -9 $$"), &out);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    LoopSpawn here = quiet;
    here.cwd = "/";
    here.envp = ARGV("A=b");
    buf_clear(&out);
    assert_int_equal(run(&here, ARGV("sh", "-c", "pwd; echo $A"), &out), 0);
    assert_string_equal(buf_c(&out), "/\nb\n");
}

void a_program_that_cannot_start_is_one_sentence(void **state)
{
    (void)state;
    char script[] = "/tmp/test-loop-XXXXXX";
    int fd = mkstemp(script);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "#!/nowhere/sh\n", 14), 14);
    assert_int_equal(fchmod(fd, 0700), 0);
    close(fd);
    AUTO(free)
    char *no_interpreter =
        xasprintf("cannot start '%s': the interpreter it names does not exist", script);
    const struct {
        const char *program, *cwd, *message;
        int code;
    } cases[] = {
        {"x-no-such", NULL, "cannot start 'x-no-such': no such file or directory", ENOENT},
        {"/x/y", NULL, "cannot start '/x/y': no such file or directory", ENOENT},
        {"/etc/passwd", NULL, "cannot start '/etc/passwd': permission denied", EACCES},
        {"", NULL, "cannot start '': no such file or directory", ENOENT},
        {"true", "/x", "cannot start 'true' in '/x': no such file or directory", ENOENT},
        {script, NULL, no_interpreter, ENOENT},
    };
    Loop *l = loop_new();
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        LoopSpawn s = quiet;
        s.argv = ARGV(cases[i].program);
        s.cwd = cases[i].cwd;
        assert_null(loop_child_new(l, &s, on_end, NULL, &err));
        assert_string_equal(err_text(&err), cases[i].message);
        assert_int_equal(err.code, cases[i].code);
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); // nothing is left to reap
    }
    loop_free(l);
    unlink(script);
}

void the_program_is_found_in_the_path_it_gets(void **state)
{
    (void)state;
    char dir[] = "/tmp/test-loop-XXXXXX";
    assert_non_null(mkdtemp(dir));
    AUTO(free) char *tool = xasprintf("%s/sh-of-ours", dir);
    AUTO(free) char *path = xasprintf("PATH=/nowhere:%s", dir);
    assert_int_equal(symlink("/bin/sh", tool), 0);
    LoopSpawn s = quiet;
    s.envp = ARGV(path);
    AUTO(buf) Buf out = {0};
    assert_int_equal(run(&s, ARGV("sh-of-ours", "-c", "echo found"), &out), 0);
    assert_string_equal(buf_c(&out), "found\n");
    unlink(tool);
    rmdir(dir);
}

void a_child_has_only_the_descriptors_it_was_given(void **state)
{
    (void)state;
    int kept[] = {70, 9};
    int lost[] = {8, 10, 69, 71, 500};
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        assert_int_equal(dup3(STDIN_FILENO, kept[i], O_CLOEXEC), kept[i]);
    for (size_t i = 0; i < ARRAY_LEN(lost); i++)
        assert_int_equal(dup2(STDIN_FILENO, lost[i]), lost[i]); // inheritable
    LoopSpawn s = quiet;
    s.keep_fds = kept;
    s.nkeep = ARRAY_LEN(kept);
    AUTO(buf) Buf out = {0};
    const char *list = "for f in 0 1 2 8 9 10 69 70 71 500; do"
                       " [ -e /proc/$$/fd/$f ] && echo $f; done; true";
    assert_int_equal(run(&s, ARGV("sh", "-c", list), &out), 0);
    assert_string_equal(buf_c(&out), "0\n1\n2\n9\n70\n");
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        close(kept[i]);
    for (size_t i = 0; i < ARRAY_LEN(lost); i++)
        close(lost[i]);
}

/* stdout goes to what is our descriptor 0, and stdin comes from what is our descriptor 1. */
void standard_descriptors_may_be_swapped(void **state)
{
    (void)state;
    int in[2], out[2];
    assert_int_equal(pipe2(in, O_CLOEXEC), 0);
    assert_int_equal(pipe2(out, O_CLOEXEC), 0);
    int saved[] = {dup(0), dup(1)};
    assert_int_equal(dup2(out[1], 0), 0);
    assert_int_equal(dup2(in[0], 1), 1);
    Loop *l = loop_new();
    LoopSpawn s = {.argv = ARGV("cat"), .stdin_fd = 1, .stdout_fd = 0, .stderr_fd = -1};
    Ending e = {0};
    e.child = loop_child_new(l, &s, on_end, &e, NULL);
    dup2(saved[0], 0);
    dup2(saved[1], 1);
    close(saved[0]);
    close(saved[1]);
    close(in[0]);
    close(out[1]);
    assert_non_null(e.child);
    assert_int_equal(write(in[1], "through", 7), 7);
    close(in[1]);
    AUTO(buf) Buf got = {0};
    read_all(out[0], &got);
    close(out[0]);
    assert_string_equal(buf_c(&got), "through");
    turn_until(l, &e.ended, 1);
    loop_child_free(e.child);
    loop_free(l);
}

void a_child_starts_with_fresh_signals(void **state)
{
    (void)state;
    sigset_t term, old;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, &old);
    void (*pipe_was)(int) = signal(SIGPIPE, SIG_IGN);
    AUTO(buf) Buf out = {0};
    int status = run(&quiet, ARGV("grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"), &out);
    signal(SIGPIPE, pipe_was);
    sigprocmask(SIG_SETMASK, &old, NULL);
    assert_int_equal(status, 0);
    // Signals 32 and 33 are glibc's own; its posix_spawn, by which make starts us, ignores them.
    const unsigned long long glibc = 3ull << 31;
    unsigned long long blocked, ignored;
    assert_int_equal(sscanf(buf_c(&out), "SigBlk: %llx SigIgn: %llx", &blocked, &ignored), 2);
    assert_int_equal(blocked, 0);
    assert_int_equal(ignored & ~glibc, 0);
}

void a_session_is_killed_with_its_children(void **state)
{
    (void)state;
    int fds[2];
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    Loop *l = loop_new();
    LoopSpawn s = quiet;
    s.argv = ARGV("sh", "-c", "sleep 1000 & echo $!; wait");
    s.stdout_fd = fds[1];
    s.own_session = true;
    Ending e = {0};
    e.child = loop_child_new(l, &s, on_end, &e, NULL);
    assert_non_null(e.child);
    close(fds[1]);
    char pid[16];
    assert_true(read(fds[0], pid, sizeof pid) > 1); // the inner one runs
    assert_true(loop_child_kill(e.child, SIGTERM));
    AUTO(buf) Buf rest = {0};
    read_all(fds[0], &rest); // ends only when both are gone
    turn_until(l, &e.ended, 1);
    assert_true(WIFSIGNALED(e.status));
    loop_child_free(e.child);
    close(fds[0]);
    loop_free(l);
}

void a_freed_child_is_reaped_in_silence(void **state)
{
    (void)state;
    Loop *l = loop_new();
    LoopSpawn s = quiet;
    s.argv = ARGV("cat");
    int in[2];
    assert_int_equal(pipe2(in, O_CLOEXEC), 0);
    s.stdin_fd = in[0];
    Ending e = {0};
    e.child = loop_child_new(l, &s, on_end, &e, NULL);
    pid_t pid = loop_child_pid(e.child);
    loop_child_free(e.child);
    assert_int_equal(kill(pid, 0), 0); // left alone
    close(in[0]);
    close(in[1]); // now it ends
    while (kill(pid, 0) == 0)
        loop_turn(l, -1);
    assert_int_equal(e.ended, 0);
    loop_free(l);
}

void an_ended_callback_may_free_other_children(void **state)
{
    (void)state;
    Loop *l = loop_new();
    LoopSpawn s = quiet;
    s.argv = ARGV("true");
    Ending a = {0}, b = {0};
    a.also_free = &b.child;
    b.also_free = &a.child;
    a.child = loop_child_new(l, &s, on_end, &a, NULL);
    b.child = loop_child_new(l, &s, on_end, &b, NULL);
    siginfo_t info; // both have ended, and both are to be told in one turn
    assert_int_equal(waitid(P_PID, (id_t)loop_child_pid(a.child), &info, WEXITED | WNOWAIT), 0);
    assert_int_equal(waitid(P_PID, (id_t)loop_child_pid(b.child), &info, WEXITED | WNOWAIT), 0);
    while (a.ended + b.ended == 0)
        loop_turn(l, -1);
    loop_turn(l, 0);
    assert_int_equal(a.ended + b.ended, 1);
    loop_child_free(a.child);
    loop_child_free(b.child);
    loop_free(l);
}

static void read_some(void *arg)
{
    (void)arg;
}

/* Output of a program on a terminal, to its end. */
static void run_on_pty(const char *script, int resize_rows, Buf *out)
{
    Loop *l = loop_new();
    LoopSpawn s = quiet;
    s.argv = ARGV("sh", "-c", script);
    int master = -1;
    Ending e = {0};
    e.child = loop_pty_new(l, &s, 33, 101, on_end, &e, &master, NULL);
    assert_non_null(e.child);
    assert_true(fcntl(master, F_GETFL) & O_NONBLOCK);
    assert_true(fcntl(master, F_GETFD) & FD_CLOEXEC);
    LoopFd *h = loop_fd_new(l, master, read_some, NULL);
    bool resized = false;
    while (true) {
        loop_turn(l, -1);
        ssize_t n = read(master, buf_reserve(out, 4096), 4096);
        if (n == 0 || (n < 0 && errno == EIO))
            break;
        out->n += n > 0 ? (size_t)n : 0;
        if (resize_rows && !resized && out->n && str_find(buf_str(out), STR("ready")) >= 0) {
            loop_pty_resize(master, resize_rows, 101);
            resized = true;
        }
    }
    buf_add_c(out, "");
    loop_fd_free(h);
    close(master);
    turn_until(l, &e.ended, 1);
    assert_int_equal(e.status, 0);
    loop_child_free(e.child);
    loop_free(l);
}

void a_pty_is_the_controlling_terminal_with_its_size(void **state)
{
    (void)state;
    AUTO(buf) Buf out = {0};
    run_on_pty("stty size </dev/tty; stty -a | grep -o '[-]*iutf8'", 0, &out);
    assert_string_equal(buf_c(&out), "33 101\r\niutf8\r\n");
}

void a_resized_pty_tells_its_program(void **state)
{
    (void)state;
    AUTO(buf) Buf out = {0};
    run_on_pty("trap 'stty size; exit 0' WINCH; echo ready; while :; do read x; done", 7, &out);
    assert_string_equal(buf_c(&out), "ready\r\n7 101\r\n");
}
