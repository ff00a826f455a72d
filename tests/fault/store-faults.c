// The store under trouble: killed while it saves, full disks, missing rights, locks of others.
// FAULT_ROUNDS in the environment says how often to kill (40).
#include "store/store.h"

#include "../lib/faults.h"
#include "../lib/must.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

typedef struct {
    char *dir; // owned
    char *db;  // owned; path of the database
    int acks;  // pipe: the number of each save that returned
} World;

static int set_up(void **state)
{
    World *w = NEW(World);
    w->dir = temp_dir_new();
    w->db = xasprintf("%s/data/codelab.db", w->dir);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    temp_dir_free(w->dir);
    free(w->db);
    free(w);
    return 0;
}

// The content of version n: some kilobytes, each unlike the one before in a few places.
static void content(int64_t n, Buf *out)
{
    for (int64_t i = 0; i < 300; i++)
        buf_addf(out, "line %lld of %lld\n", (long long)i, (long long)(i == n % 300 ? n : i * i));
    buf_addf(out, "this is version %lld\n", (long long)n);
}

static bool save(Store *s, int64_t project, int64_t n, Version *v, Err *err)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    content(n, &bytes);
    return store_save_version(s, project, STR("f"), buf_str(&bytes), 0644, CAUSE_SAVE, v, err);
}

// Saves on until killed.
static int save_for_ever(void *arg)
{
    World *w = arg;
    Store *s = store_open(w->db, NULL);
    FAULTS_REQUIRE(s);
    int64_t project = store_project_open(s, w->dir, NULL);
    FAULTS_REQUIRE(project);
    Versions versions = {0};
    FAULTS_REQUIRE(store_versions(s, project, STR("f"), &versions, NULL));
    for (int64_t n = versions.n ? versions.p[0].n + 1 : 1;; n++) {
        Version v;
        FAULTS_REQUIRE(save(s, project, n, &v, NULL) && v.n == n);
        FAULTS_REQUIRE(write(w->acks, &n, sizeof n) == sizeof n);
    }
}

// A child saves; it is killed `us` after the first save that it reports.  Returns the last report.
static int64_t kill_while_saving(World *w, long us)
{
    int fds[2];
    test_must(pipe(fds) == 0, "pipe");
    w->acks = fds[1];
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        _exit(save_for_ever(w));
    close(fds[1]);
    int64_t n = 0, last = 0;
    bool started = read(fds[0], &last, sizeof last) == sizeof last;
    const struct timespec pause = {.tv_nsec = us * 1000};
    nanosleep(&pause, NULL);
    kill(pid, SIGKILL);
    while (read(fds[0], &n, sizeof n) == sizeof n)
        last = n;
    close(fds[0]);
    int status;
    test_must(waitpid(pid, &status, 0) == pid, "waitpid");
    assert_true(started);
    assert_true(WIFSIGNALED(status));
    return last;
}

// All up to `last` are there, and perhaps the one that was just being saved.
static void expect_all(const World *w, int64_t last)
{
    Store *s = NULL;
    int64_t project = 0;
    Versions versions = {0};
    MUST(s = store_open(w->db, &err));
    assert_string_equal(store_notice(s), "");
    MUST(project = store_project_open(s, w->dir, &err));
    MUST(store_versions(s, project, STR("f"), &versions, &err));
    assert_in_range(versions.n, last, last + 1);
    for (int64_t n = 1; n <= (int64_t)versions.n; n++) {
        AUTO(buf) Buf have = BUF_INIT, want = BUF_INIT;
        content(n, &want);
        MUST(store_version_read(s, project, STR("f"), n, NULL, &have, &err));
        assert_true(str_eq(buf_str(&have), buf_str(&want)));
    }
    vec_deinit(&versions);
    store_close(s);
}

static void no_save_that_returned_is_lost_by_a_kill(void **state)
{
    World *w = *state;
    int64_t last = 0;
    for (int i = 0, n = faults_rounds(40); i < n; i++) {
        last = kill_while_saving(w, i * 7919 % 5000);
        if (i % 10 == 9 || i == n - 1)
            expect_all(w, last);
    }
}

// Saves until the disk is full, in which nothing is harmed; works on once there is room.
static int fill_the_disk(void *arg)
{
    World *w = arg;
    AUTO(free) char *ballast = xasprintf("%s/ballast", w->dir);
    AUTO(free) char *much = xcalloc(1, 256 << 10);
    if (!faults_own_mounts() || mount("none", w->dir, "tmpfs", 0, "size=1500k") != 0)
        return FAULTS_UNABLE;
    temp_write(ballast, str_n(much, 256 << 10));
    AUTO(err) Err err = {0};
    Store *s = store_open(w->db, &err);
    FAULTS_REQUIRE(s);
    int64_t project = store_project_open(s, "/p", &err), n = 0;
    FAULTS_REQUIRE(project);
    while (save(s, project, n + 1, NULL, &err))
        n++;
    FAULTS_REQUIRE(n > 3);
    FAULTS_REQUIRE(strstr(err_text(&err), "no space left on the disk"));
    for (int64_t i = 1; i <= n; i++) {
        AUTO(buf) Buf have = BUF_INIT, want = BUF_INIT;
        content(i, &want);
        FAULTS_REQUIRE(store_version_read(s, project, STR("f"), i, NULL, &have, &err));
        FAULTS_REQUIRE(str_eq(buf_str(&have), buf_str(&want)));
    }
    FAULTS_REQUIRE(unlink(ballast) == 0);
    Version v;
    FAULTS_REQUIRE(save(s, project, n + 1, &v, &err) && v.n == n + 1);
    store_close(s);
    return 0;
}

static void a_full_disk_harms_nothing(void **state)
{
    int result = faults_child(fill_the_disk, *state);
    if (result == FAULTS_UNABLE)
        print_message("# this machine lets nobody mount a small disk\n");
    else
        assert_int_equal(result, 0);
}

// Where no small disk can be mounted, files that may not grow come close.
static int hit_the_size_limit(void *arg)
{
    World *w = arg;
    AUTO(err) Err err = {0};
    Store *s = store_open(w->db, &err);
    FAULTS_REQUIRE(s);
    int64_t project = store_project_open(s, "/p", &err), n = 0;
    FAULTS_REQUIRE(project && signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    const struct rlimit limit = {600 << 10, RLIM_INFINITY};
    FAULTS_REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
    while (save(s, project, n + 1, NULL, &err))
        n++;
    FAULTS_REQUIRE(n > 3 && *err_text(&err));
    const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
    FAULTS_REQUIRE(setrlimit(RLIMIT_FSIZE, &none) == 0);
    Version v;
    FAULTS_REQUIRE(save(s, project, n + 1, &v, &err) && v.n == n + 1);
    store_close(s);
    return write(w->acks, &v.n, sizeof v.n) == sizeof v.n ? 0 : 1;
}

static void files_that_may_not_grow_harm_nothing(void **state)
{
    World *w = *state;
    int fds[2];
    int64_t last = 0;
    test_must(pipe(fds) == 0, "pipe");
    w->acks = fds[1];
    assert_int_equal(faults_child(hit_the_size_limit, w), 0);
    assert_int_equal(read(fds[0], &last, sizeof last), sizeof last);
    close(fds[0]);
    close(fds[1]);
    Store *s = NULL;
    Project p;
    MUST(s = store_open(w->db, &err));
    MUST(store_project_find(s, "/p", &p, &err));
    for (int64_t n = 1; n <= last; n++) {
        AUTO(buf) Buf have = BUF_INIT, want = BUF_INIT;
        content(n, &want);
        MUST(store_version_read(s, p.id, STR("f"), n, NULL, &have, &err));
        assert_true(str_eq(buf_str(&have), buf_str(&want)));
    }
    project_deinit(&p);
    store_close(s);
}

static int restore_onto_a_small_disk(void *arg)
{
    World *w = arg;
    AUTO(free) char *small = xasprintf("%s/small", w->dir);
    AUTO(free) char *to = xasprintf("%s/to", small);
    AUTO(free) char *noise = xmalloc(400 << 10);
    AUTO(err) Err err = {0};
    FAULTS_REQUIRE(mkdir(small, 0755) == 0);
    if (!faults_own_mounts() || mount("none", small, "tmpfs", 0, "size=128k") != 0)
        return FAULTS_UNABLE;
    for (uint32_t i = 0, x = 1; i < 400 << 10; i++, x = x * 1664525u + 1013904223u)
        noise[i] = (char)(x >> 24);
    Store *s = store_open(w->db, &err);
    FAULTS_REQUIRE(s);
    int64_t project = store_project_open(s, "/p", &err), n;
    FAULTS_REQUIRE(
        store_save_version(s, project, STR("a"), STR("fits"), 0644, CAUSE_SAVE, NULL, &err));
    FAULTS_REQUIRE(store_save_version(s, project, STR("b"), str_n(noise, 400 << 10), 0644,
                                      CAUSE_SAVE, NULL, &err));
    FAULTS_REQUIRE(!store_project_restore(s, project, to, &n, &err));
    FAULTS_REQUIRE(strstr(err_text(&err), "no space left on device"));
    FAULTS_REQUIRE(rmdir(to) == 0); // empty again
    store_close(s);
    return 0;
}

static void a_restore_that_does_not_fit_leaves_nothing_behind(void **state)
{
    int result = faults_child(restore_onto_a_small_disk, *state);
    if (result == FAULTS_UNABLE)
        print_message("# this machine lets nobody mount a small disk\n");
    else
        assert_int_equal(result, 0);
}

static int open_without_rights(void *arg)
{
    World *w = arg;
    AUTO(err) Err err = {0};
    FAULTS_REQUIRE(faults_become_nobody());
    FAULTS_REQUIRE(!store_open(w->db, &err));
    FAULTS_REQUIRE(strstr(err_text(&err), "read-only") || strstr(err_text(&err), "permission"));
    return 0;
}

static void a_folder_that_may_not_be_written_is_a_sentence(void **state)
{
    World *w = *state;
    AUTO(free) char *data = xasprintf("%s/data", w->dir);
    test_must(chmod(w->dir, 0755) == 0, w->dir);
    Store *s = NULL;
    MUST(s = store_open(w->db, &err));
    store_close(s);
    test_must(chmod(data, 0555) == 0, data);
    assert_int_equal(faults_child(open_without_rights, w), 0);
    test_must(chmod(w->db, 0444) == 0, w->db);
    assert_int_equal(faults_child(open_without_rights, w), 0);
    test_must(chmod(data, 0000) == 0, data);
    assert_int_equal(faults_child(open_without_rights, w), 0);
    test_must(chmod(data, 0755) == 0, data);
    AUTO(free) char *below = xasprintf("%s/none/deep/codelab.db", data);
    World nowhere = {.db = below};
    test_must(chmod(data, 0555) == 0, data);
    assert_int_equal(faults_child(open_without_rights, &nowhere), 0);
    test_must(chmod(data, 0755) == 0, data);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(no_save_that_returned_is_lost_by_a_kill),
        CASE(a_full_disk_harms_nothing),
        CASE(files_that_may_not_grow_harm_nothing),
        CASE(a_restore_that_does_not_fit_leaves_nothing_behind),
        CASE(a_folder_that_may_not_be_written_is_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
