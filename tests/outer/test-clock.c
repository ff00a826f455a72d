// The whole program on a machine whose clock is set back while one works: what was typed, what was
// saved and the order of the versions do not depend on it.
#include "outer.h"

#include "../lib/must.h"
#include "../lib/temp-dir.h"

#include "store/store.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/wait.h>

#include <cmocka.h>

#define SAVE "\x13"
#define QUIT "\x11"

enum {
    DAY_S = 24 * 60 * 60,
    HOUR_MS = 60 * 60 * 1000,
    KEPT_MS = 2000, // nothing is sent for so long: the edits are in the journal
};

// What the sanitizers bring must be the first library of a process, and would not let another be.
#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif
#else
enum { SANITIZED = 0 };
#endif

typedef struct {
    Outer o;
    OuterSetup setup;
    char *path, *preload, *shift; // owned
} Clocked;

// The clock of a program that runs is off by so much from its next call on.
static void set_clock(const Clocked *c, int64_t seconds)
{
    int fd = open(c->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644); // not cut: it is mapped
    test_must(fd >= 0, c->path);
    test_must(pwrite(fd, &seconds, sizeof seconds, 0) == (ssize_t)sizeof seconds, c->path);
    test_must(close(fd) == 0, c->path);
}

static void begin(Clocked *c)
{
    *c = (Clocked){.setup = {.term = "xterm-256color", .args = {"p/a.txt"}}};
    outer_begin(&c->o);
    outer_put(&c->o, "p/a.txt", STR("old\n"));
    c->path = xasprintf("%s/shift", c->o.home);
    c->shift = xasprintf("SHIFT_CLOCK=%s", c->path);
    c->preload = xstrdup("LD_PRELOAD=" SHIFT_CLOCK_LIBRARY);
    c->setup.set[0] = c->shift;
    c->setup.set[1] = c->preload;
    set_clock(c, 0);
    outer_start(&c->o, &c->setup);
    outer_see(&c->o, "old");
}

static void end(Clocked *c)
{
    outer_end(&c->o);
    free(c->path);
    free(c->preload);
    free(c->shift);
}

static void type(Clocked *c, const char *text, const char *line)
{
    outer_type(&c->o, str_c(text));
    outer_see(&c->o, line);
}

// The message of an earlier save may still stand there, so it is the file that tells.
static void save(Clocked *c, const char *text)
{
    enum { LOOK_MS = 50 };
    AUTO(free) char *path = xasprintf("%s/p/a.txt", c->o.home);
    AUTO(buf) Buf got = BUF_INIT;
    outer_type(&c->o, STR(SAVE));
    while (!str_eq_c(buf_str(&got), text)) {
        outer_quiet(&c->o, LOOK_MS);
        buf_clear(&got);
        temp_read(path, &got);
    }
    outer_quiet(&c->o, KEPT_MS);
}

static void kill_and_come_back(Clocked *c)
{
    outer_quiet(&c->o, KEPT_MS);
    test_must(kill(c->o.pid, SIGKILL) == 0, "kill");
    assert_true(WIFSIGNALED(outer_finish(&c->o)));
    outer_restart(&c->o, &c->setup);
    outer_see(&c->o, "Restored 1 unsaved file");
}

static void leave(Clocked *c)
{
    outer_type(&c->o, STR(QUIT));
    assert_int_equal(outer_finish(&c->o), 0);
}

typedef struct {
    const char *text;
    bool before_that; // its time lies a day before that of the version before it
} Expected;

// The newest versions of the file, the oldest of them first.
static void expect_versions(const Clocked *c, const Expected *expected, size_t n)
{
    AUTO(free) char *db = xasprintf("%s/.local/share/codelab/codelab.db", c->o.home);
    AUTO(free) char *path = xasprintf("%s/p/a.txt", c->o.home);
    AUTO(free) char *rel = NULL;
    int64_t project = 0;
    Versions all = {0}; // the newest first
    Store *s = NULL;
    MUST(s = store_open(db, &err));
    assert_string_equal(store_notice(s), "");
    MUST(store_locate(s, path, &project, &rel, &err));
    MUST(store_versions(s, project, str_c(rel), &all, &err));
    assert_true(all.n >= n);
    for (size_t i = 0; i < n; i++) {
        const Version *v = &all.p[n - 1 - i];
        AUTO(buf) Buf bytes = BUF_INIT;
        MUST(store_version_read(s, project, str_c(rel), v->n, NULL, &bytes, &err));
        assert_string_equal(buf_c(&bytes), expected[i].text);
        if (i > 0) {
            bool is_before = v->time_ms < v[1].time_ms - HOUR_MS;
            assert_int_equal(v->n, v[1].n + 1);
            assert_int_equal(is_before, expected[i].before_that);
        }
    }
    vec_deinit(&all);
    store_close(s);
}

static void versions_and_edits_stay_in_order_when_the_clock_jumps_back(void **state)
{
    static const Expected expected[] = {
        {"one old\n", false}, {"one two old\n", true}, {"one two three old\n", false}};
    Clocked c;
    (void)state;
    begin(&c);
    type(&c, "one ", "one old");
    save(&c, "one old\n");
    set_clock(&c, -DAY_S);
    type(&c, "two ", "one two old");
    save(&c, "one two old\n");
    type(&c, "three ", "one two three old");
    kill_and_come_back(&c);
    outer_see(&c.o, "one two three old");
    outer_check_file(&c.o, "p/a.txt", "one two old\n");
    save(&c, "one two three old\n");
    leave(&c);
    expect_versions(&c, expected, ARRAY_LEN(expected));
    end(&c);
}

static void edits_from_before_and_after_the_jump_come_back(void **state)
{
    static const Expected expected[] = {{"old\n", false}, {"one two three old\n", true}};
    Clocked c;
    (void)state;
    begin(&c);
    type(&c, "one ", "one old");
    outer_quiet(&c.o, KEPT_MS); // kept with the time of then
    set_clock(&c, -DAY_S);
    type(&c, "two ", "one two old");
    kill_and_come_back(&c);
    outer_see(&c.o, "one two old");
    set_clock(&c, -2 * DAY_S); // and what was kept is from days to come
    type(&c, "three ", "one two three old");
    kill_and_come_back(&c);
    outer_see(&c.o, "one two three old");
    outer_check_file(&c.o, "p/a.txt", "old\n");
    save(&c, "one two three old\n");
    leave(&c);
    expect_versions(&c, expected, ARRAY_LEN(expected));
    end(&c);
}

int main(void)
{
    if (SANITIZED) {
        puts("1..0 # SKIP no library may be loaded before the one of the sanitizers");
        return 0;
    }
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_and_edits_stay_in_order_when_the_clock_jumps_back),
        cmocka_unit_test(edits_from_before_and_after_the_jump_come_back),
    };
    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
