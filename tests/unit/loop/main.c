#include "test-loop.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>

void turn_until(Loop *l, const int *n, int want)
{
    while (*n < want)
        loop_turn(l, -1);
}

void count(void *arg)
{
    ++*(int *)arg;
}

void read_all(int fd, Buf *out)
{
    ssize_t n = 0;
    while ((n = read(fd, buf_reserve(out, 4096), 4096)) > 0)
        out->n += (size_t)n;
    buf_add_c(out, ""); // keeps the NUL
}

void a_turn_without_waiting_returns(void **state)
{
    (void)state;
    Loop *l = loop_new();
    loop_turn(l, 0);
    loop_turn(l, 1);
    assert_int_equal(loop_pending(l), 0);
    loop_free(l);
}

static void *wake(void *l)
{
    loop_wake(l);
    return NULL;
}

void a_wake_from_another_thread_ends_the_sleep(void **state)
{
    (void)state;
    Loop *l = loop_new();
    loop_wake(l); // before the sleep begins
    loop_turn(l, -1);
    pthread_t t;
    assert_int_equal(pthread_create(&t, NULL, wake, l), 0);
    loop_turn(l, -1);
    pthread_join(t, NULL);
    loop_free(l);
}

void timers_fire_once_and_end_the_sleep(void **state)
{
    (void)state;
    Loop *l = loop_new();
    int fired = 0;
    LoopTimer *t = loop_timer_new(l, count, &fired);
    loop_timer_set(t, 0);
    loop_turn(l, -1); // a due timer must not be followed by a sleep
    assert_int_equal(fired, 1);
    loop_turn(l, 1);
    assert_int_equal(fired, 1);
    loop_timer_set(t, 1);
    turn_until(l, &fired, 2);
    loop_timer_free(t);
    loop_free(l);
}

void a_timer_set_anew_forgets_the_old_time(void **state)
{
    (void)state;
    Loop *l = loop_new();
    int never = 0, fired = 0;
    LoopTimer *t = loop_timer_new(l, count, &never);
    LoopTimer *other = loop_timer_new(l, count, &fired);
    loop_timer_set(t, 1);
    loop_timer_set(t, 1000000);
    loop_timer_set(other, 5);
    turn_until(l, &fired, 1);
    assert_int_equal(never, 0);
    loop_timer_set(t, 1);
    loop_timer_set(t, -1);
    loop_timer_set(other, 5);
    turn_until(l, &fired, 2);
    assert_int_equal(never, 0);
    loop_timer_free(t);
    loop_timer_free(other);
    loop_free(l);
}

void a_freed_timer_never_fires(void **state)
{
    (void)state;
    Loop *l = loop_new();
    int fired = 0;
    LoopTimer *t = loop_timer_new(l, count, &fired);
    loop_timer_set(t, 0);
    loop_timer_free(t);
    loop_turn(l, 5);
    loop_turn(l, 5);
    assert_int_equal(fired, 0);
    loop_free(l);
}

static void caught(void *arg, int signo)
{
    *(int *)arg = signo;
}

void signals_arrive_in_a_turn(void **state)
{
    (void)state;
    Loop *l = loop_new();
    int got = 0;
    LoopSignal *s = loop_signal_new(l, SIGUSR1, caught, &got);
    assert_int_equal(raise(SIGUSR1), 0);
    assert_int_equal(got, 0);
    turn_until(l, &got, SIGUSR1);
    assert_int_equal(got, SIGUSR1);
    loop_signal_free(s);
    loop_free(l);
}

#define LOOP_TEST_ROW(name) cmocka_unit_test(name),

int main(void)
{
    alarm(300); // so that a loop that sleeps for ever is a failure and not a hang
    const struct CMUnitTest tests[] = {LOOP_TESTS(LOOP_TEST_ROW)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
