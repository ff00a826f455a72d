#include "test-loop.h"

#include <fcntl.h>
#include <signal.h>

typedef struct {
    LoopFd *h;
    int fd;
    int ready, writable;
    bool free_when_ready;
} Probe;

static void on_ready(void *arg)
{
    Probe *p = arg;
    p->ready++;
    if (p->free_when_ready)
        loop_fd_free(steal(&p->h));
}

static void on_writable(void *arg)
{
    Probe *p = arg;
    p->writable++;
    loop_fd_want_write(p->h, false, NULL);
}

void a_pipe_is_ready_when_it_has_bytes_or_ends(void **state)
{
    (void)state;
    int fds[2];
    char c = 'x';
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    Loop *l = loop_new();
    Probe p = {0};
    p.h = loop_fd_new(l, fds[0], on_ready, &p);
    loop_turn(l, 0);
    assert_int_equal(p.ready, 0);
    assert_int_equal(write(fds[1], &c, 1), 1);
    loop_turn(l, -1);
    assert_int_equal(p.ready, 1);
    assert_int_equal(read(fds[0], &c, 1), 1);
    loop_turn(l, 0);
    assert_int_equal(p.ready, 1);
    close(fds[1]);
    loop_turn(l, -1);
    assert_int_equal(p.ready, 2);
    assert_int_equal(read(fds[0], &c, 1), 0);
    loop_fd_free(p.h);
    close(fds[0]);
    loop_free(l);
}

void a_paused_descriptor_is_silent(void **state)
{
    (void)state;
    int fds[2];
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    assert_int_equal(write(fds[1], "x", 1), 1);
    Loop *l = loop_new();
    Probe p = {0};
    p.h = loop_fd_new(l, fds[0], on_ready, &p);
    loop_fd_pause(p.h, true);
    loop_turn(l, 1);
    assert_int_equal(p.ready, 0);
    loop_fd_pause(p.h, false);
    loop_turn(l, -1);
    assert_int_equal(p.ready, 1);
    loop_fd_free(p.h);
    close(fds[0]);
    close(fds[1]);
    loop_free(l);
}

void writable_is_told_while_wanted(void **state)
{
    (void)state;
    int fds[2];
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    Loop *l = loop_new();
    Probe p = {0};
    p.h = loop_fd_new(l, fds[1], on_ready, &p);
    loop_turn(l, 0);
    assert_int_equal(p.writable, 0);
    loop_fd_want_write(p.h, true, on_writable);
    loop_turn(l, -1);
    loop_turn(l, 1);
    assert_int_equal(p.writable, 1);
    loop_fd_free(p.h);
    close(fds[0]);
    close(fds[1]);
    loop_free(l);
}

void a_broken_pipe_is_told_to_the_writer(void **state)
{
    (void)state;
    int fds[2];
    assert_int_equal(pipe2(fds, O_CLOEXEC | O_NONBLOCK), 0);
    char block[4096] = {0};
    while (write(fds[1], block, sizeof block) > 0)
        ; // until it is full
    Loop *l = loop_new();
    Probe p = {0};
    p.h = loop_fd_new(l, fds[1], on_ready, &p);
    loop_fd_want_write(p.h, true, on_writable);
    loop_turn(l, 0);
    assert_int_equal(p.writable, 0);
    close(fds[0]);
    turn_until(l, &p.writable, 1);
    loop_fd_free(p.h);
    close(fds[1]);
    loop_free(l);
}

void files_are_always_ready(void **state)
{
    (void)state;
    static const char *const paths[] = {"/dev/null", "/etc/passwd"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        int fd = open(paths[i], O_RDONLY | O_CLOEXEC);
        assert_true(fd >= 0);
        Loop *l = loop_new();
        Probe p = {0};
        p.h = loop_fd_new(l, fd, on_ready, &p);
        loop_turn(l, -1);
        loop_turn(l, -1);
        assert_int_equal(p.ready, 2);
        loop_fd_pause(p.h, true);
        loop_turn(l, 1);
        assert_int_equal(p.ready, 2);
        loop_fd_free(p.h);
        close(fd);
        loop_free(l);
    }
}

void a_handle_may_be_freed_in_its_own_callback(void **state)
{
    (void)state;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    int fds[2];
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    close(fds[1]);
    Loop *l = loop_new();
    Probe probes[2] = {{.free_when_ready = true}, {.free_when_ready = true}};
    probes[0].h = loop_fd_new(l, null, on_ready, &probes[0]);
    loop_fd_want_write(probes[0].h, true, on_writable);
    probes[1].h = loop_fd_new(l, fds[0], on_ready, &probes[1]);
    turn_until(l, &probes[0].ready, 1);
    turn_until(l, &probes[1].ready, 1);
    loop_turn(l, 0);
    assert_int_equal(probes[0].ready, 1);
    assert_int_equal(probes[0].writable, 0); // not after the free
    assert_int_equal(probes[1].ready, 1);
    loop_free(l);
    close(null);
    close(fds[0]);
}

void waiting_leaves_the_blocking_mode_alone(void **state)
{
    (void)state;
    int fds[2];
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    Loop *l = loop_new();
    int ready = 0;
    LoopFd *h = loop_fd_new(l, fds[0], count, &ready);
    assert_false(fcntl(fds[0], F_GETFL) & O_NONBLOCK);
    loop_fd_free(h);
    loop_free(l);
    assert_false(fcntl(fds[0], F_GETFL) & O_NONBLOCK);
    close(fds[0]);
    close(fds[1]);
}
