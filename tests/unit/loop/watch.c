#include "test-loop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

typedef struct {
    char dir[32];
    Loop *l;
    LoopWatch *watch;
    int told;
    bool free_when_told;
    Buf names; // each with a comma, equal neighbours once
    Buf last;
} Watcher;

static void on_change(void *arg, const char *name)
{
    Watcher *w = arg;
    w->told++;
    if (!str_eq_c(buf_str(&w->last), name) || w->told == 1) {
        buf_clear(&w->last);
        buf_add_c(&w->last, name);
        buf_addf(&w->names, "%s,", name);
    }
    if (w->free_when_told)
        loop_watch_free(steal(&w->watch));
}

static void make_dir(Watcher *w)
{
    strcpy(w->dir, "/tmp/test-loop-XXXXXX");
    assert_non_null(mkdtemp(w->dir));
}

static void start(Watcher *w, Loop *l, const char *path)
{
    w->l = l;
    AUTO(err) Err err = {0};
    w->watch = loop_watch_new(l, path, on_change, w, &err);
    assert_string_equal(err_text(&err), "");
}

static void stop(Watcher *w)
{
    loop_watch_free(w->watch);
    buf_deinit(&w->names);
    buf_deinit(&w->last);
}

static void write_file(const char *dir, const char *name, int flags)
{
    AUTO(free) char *path = xasprintf("%s/%s", dir, name);
    AUTO(fd) int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "x", 1), 1);
}

static void remove_file(const char *dir, const char *name)
{
    AUTO(free) char *path = xasprintf("%s/%s", dir, name);
    assert_int_equal(unlink(path), 0);
}

/* Turn until a change of `name` was told. */
static void turn_until_named(Watcher *w, const char *name)
{
    while (!str_eq_c(buf_str(&w->last), name) || w->told == 0)
        loop_turn(w->l, -1);
}

void a_folder_tells_of_its_entries(void **state)
{
    (void)state;
    Watcher w = {.told = 0};
    make_dir(&w);
    write_file(w.dir, "old", 0);
    Loop *l = loop_new();
    start(&w, l, w.dir);
    loop_turn(l, 0);
    assert_int_equal(w.told, 0);
    write_file(w.dir, "new", 0);
    AUTO(free) char *from = xasprintf("%s/old", w.dir);
    AUTO(free) char *to = xasprintf("%s/moved", w.dir);
    assert_int_equal(rename(from, to), 0);
    turn_until_named(&w, "moved");
    remove_file(w.dir, "moved");
    remove_file(w.dir, "new");
    turn_until_named(&w, "new");
    assert_string_equal(buf_c(&w.names), "new,old,moved,new,");
    stop(&w);
    loop_free(l);
    rmdir(w.dir);
}

void a_file_tells_of_each_write(void **state)
{
    (void)state;
    Watcher w = {.told = 0};
    make_dir(&w);
    write_file(w.dir, "log", 0);
    AUTO(free) char *path = xasprintf("%s/log", w.dir);
    AUTO(fd) int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
    Loop *l = loop_new();
    start(&w, l, path);
    assert_int_equal(write(fd, "y", 1), 1); // and it stays open
    turn_until(l, &w.told, 1);
    assert_string_equal(buf_c(&w.names), ",");
    stop(&w);
    loop_free(l);
    remove_file(w.dir, "log");
    rmdir(w.dir);
}

void a_folder_that_goes_is_told_with_an_empty_name(void **state)
{
    (void)state;
    Watcher w = {.told = 0};
    make_dir(&w);
    Loop *l = loop_new();
    start(&w, l, w.dir);
    assert_int_equal(rmdir(w.dir), 0);
    turn_until_named(&w, "");
    loop_turn(l, 0);
    stop(&w); // after the kernel dropped it
    loop_free(l);
}

void two_watches_of_one_folder_both_hear(void **state)
{
    (void)state;
    Watcher a = {.told = 0};
    Watcher b = {.told = 0};
    make_dir(&a);
    Loop *l = loop_new();
    start(&a, l, a.dir);
    start(&b, l, a.dir);
    write_file(a.dir, "one", 0);
    turn_until_named(&a, "one");
    turn_until_named(&b, "one");
    stop(&a); // the other goes on
    write_file(a.dir, "two", 0);
    turn_until_named(&b, "two");
    stop(&b);
    loop_free(l);
    remove_file(a.dir, "one");
    remove_file(a.dir, "two");
    rmdir(a.dir);
}

void a_watch_may_be_freed_while_it_is_told(void **state)
{
    (void)state;
    Watcher w = {.free_when_told = true};
    make_dir(&w);
    Loop *l = loop_new();
    start(&w, l, w.dir);
    write_file(w.dir, "f", 0); // several events
    turn_until(l, &w.told, 1);
    loop_turn(l, 0);
    assert_int_equal(w.told, 1);
    stop(&w);
    loop_free(l);
    remove_file(w.dir, "f");
    rmdir(w.dir);
}

void a_watch_of_nothing_is_one_sentence(void **state)
{
    (void)state;
    Loop *l = loop_new();
    AUTO(err) Err err = {0};
    assert_null(loop_watch_new(l, "/nowhere", on_change, NULL, &err));
    assert_string_equal(err_text(&err), "cannot watch '/nowhere': no such file or directory");
    assert_int_equal(err.code, ENOENT);
    loop_free(l);
}

typedef struct {
    Watcher w; // first: what is told goes there
    int begun;
    int code;
} Later;

static void on_begun(void *arg, const Err *err)
{
    Later *x = arg;
    x->begun++;
    x->code = err->code;
}

static void start_later(Later *x, Loop *l, const char *path)
{
    LoopWatcher who = {on_begun, on_change, x};
    x->w.l = l;
    x->w.watch = loop_watch_later(l, path, &who, NULL);
    assert_non_null(x->w.watch);
}

void a_watch_may_begin_on_another_thread(void **state)
{
    (void)state;
    Later x = {.begun = 0};
    make_dir(&x.w);
    Loop *l = loop_new();
    start_later(&x, l, x.w.dir);
    turn_until(l, &x.begun, 1);
    assert_int_equal(x.code, 0);
    write_file(x.w.dir, "new", 0);
    turn_until_named(&x.w, "new");
    remove_file(x.w.dir, "new");
    stop(&x.w);
    loop_free(l);
    rmdir(x.w.dir);
}

void a_watch_that_cannot_begin_says_why(void **state)
{
    (void)state;
    Later x = {.begun = 0};
    Loop *l = loop_new();
    start_later(&x, l, "/nowhere");
    turn_until(l, &x.begun, 1);
    assert_int_equal(x.code, ENOENT);
    stop(&x.w);
    loop_free(l);
}

void a_watch_freed_while_another_of_its_folder_begins_leaves_that_alone(void **state)
{
    (void)state;
    Later first = {.begun = 0}, second = {.begun = 0}, third = {.begun = 0};
    make_dir(&first.w);
    Loop *l = loop_new();
    start_later(&first, l, first.w.dir);
    turn_until(l, &first.begun, 1);
    start_later(&second, l, first.w.dir);
    start_later(&third, l, first.w.dir);
    stop(&first.w);
    stop(&second.w);
    turn_until(l, &third.begun, 1);
    assert_int_equal(second.begun, 0);
    write_file(first.w.dir, "new", 0);
    turn_until_named(&third.w, "new");
    remove_file(first.w.dir, "new");
    stop(&third.w);
    loop_free(l);
    rmdir(first.w.dir);
}
