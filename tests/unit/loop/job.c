#include "test-loop.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/wait.h>

typedef struct {
    Loop *l;
    pthread_t worker, finisher;
    int input, output;
    int done;
    bool cancelled;
    bool again; // queue another one from done
    bool started;
} Work;

static void square(void *job, const atomic_bool *cancelled)
{
    Work *w = job;
    (void)cancelled;
    w->worker = pthread_self();
    w->output = w->input * w->input;
}

static void until_cancelled(void *job, const atomic_bool *cancelled)
{
    Work *w = job;
    __atomic_store_n(&w->started, true, __ATOMIC_RELEASE);
    loop_wake(w->l);
    while (!*cancelled)
        usleep(100); // stands for the work
}

static void done(void *job, bool cancelled)
{
    Work *w = job;
    w->finisher = pthread_self();
    w->cancelled = cancelled;
    w->done++;
    if (w->again) {
        w->again = false;
        loop_job_new(w->l, until_cancelled, done, w);
    }
}

void jobs_come_back_on_the_main_thread(void **state)
{
    (void)state;
    Loop *l = loop_new();
    Work works[20] = {{.input = 0}};
    for (int i = 0; i < 20; i++) {
        works[i] = (Work){.l = l, .input = i};
        loop_job_new(l, square, done, &works[i]);
    }
    assert_int_equal(loop_pending(l), 20);
    for (int i = 0; i < 20; i++) {
        turn_until(l, &works[i].done, 1);
        assert_int_equal(works[i].output, i * i);
        assert_false(works[i].cancelled);
        assert_true(pthread_equal(works[i].finisher, pthread_self()));
        assert_false(pthread_equal(works[i].worker, pthread_self()));
    }
    assert_int_equal(loop_pending(l), 0);
    loop_free(l);
}

void a_job_waits_for_the_next_turn(void **state)
{
    (void)state;
    Loop *l = loop_new();
    Work early = {.l = l, .input = 3}, late = {.l = l, .input = 4};
    loop_turn(l, 0);
    LoopJob *j = loop_job_new(l, square, done, &early);
    loop_job_new(l, square, done, &late);
    loop_job_cancel(j); // before any thread knows of it
    assert_int_equal(loop_pending(l), 2);
    assert_int_equal(early.done, 0);
    turn_until(l, &early.done, 1);
    turn_until(l, &late.done, 1);
    assert_true(early.cancelled);
    assert_false(late.cancelled);
    assert_int_equal(late.output, 16);
    assert_int_equal(loop_pending(l), 0);
    loop_free(l);
}

void a_running_job_sees_that_it_is_cancelled(void **state)
{
    (void)state;
    Loop *l = loop_new();
    Work w = {.l = l};
    LoopJob *j = loop_job_new(l, until_cancelled, done, &w);
    while (!__atomic_load_n(&w.started, __ATOMIC_ACQUIRE))
        loop_turn(l, -1);
    assert_int_equal(loop_pending(l), 1);
    loop_job_cancel(j);
    turn_until(l, &w.done, 1);
    assert_true(w.cancelled);
    assert_int_equal(loop_pending(l), 0);
    loop_free(l);
}

void freeing_the_loop_brings_every_job_back(void **state)
{
    (void)state;
    Loop *l = loop_new();
    Work works[40] = {{.input = 0}};
    for (size_t i = 0; i < ARRAY_LEN(works); i++) {
        works[i].l = l;
        loop_job_new(l, until_cancelled, done, &works[i]);
    }
    loop_free(l);
    for (size_t i = 0; i < ARRAY_LEN(works); i++) {
        assert_int_equal(works[i].done, 1);
        assert_true(works[i].cancelled);
    }
}

void a_job_queued_by_done_of_a_dying_loop_comes_back(void **state)
{
    (void)state;
    Loop *l = loop_new();
    Work w = {.l = l, .again = true};
    loop_job_new(l, square, done, &w);
    loop_free(l);
    assert_int_equal(w.done, 2);
    assert_true(w.cancelled);
}

static int count_threads(void)
{
    int n = 0;
    DIR *d = opendir("/proc/self/task");
    assert_non_null(d);
    for (const struct dirent *e = readdir(d); e; e = readdir(d))
        n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

static void drop_byte(void *arg)
{
    char c;
    assert_int_equal(read(*(int *)arg, &c, 1), 1);
}

static int threads_after_events(void)
{
    int fds[2];
    Loop *l = loop_new();
    Work w = {.l = l};
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    LoopFd *h = loop_fd_new(l, fds[0], drop_byte, &fds[0]);
    loop_job_new(l, square, done, &w);
    assert_int_equal(write(fds[1], "x", 1), 1);
    loop_turn(l, -1);
    int n = count_threads();
    loop_fd_free(h);
    turn_until(l, &w.done, 1);
    return n;
}

/* Runs in a child of its own, as the threads of earlier tests stay. */
void what_is_ready_comes_before_a_job_starts(void **state)
{
    (void)state;
    pid_t pid = fork();
    if (pid == 0)
        _exit(threads_after_events());
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
}

/* Runs in a child of its own, as the threads of earlier tests stay. */
void no_thread_is_started_in_the_turn_of_the_first_job(void **state)
{
    (void)state;
    pid_t pid = fork();
    if (pid == 0) {
        Loop *l = loop_new();
        Work w = {.l = l};
        loop_turn(l, 1);
        loop_job_new(l, square, done, &w);
        _exit(count_threads());
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
}
