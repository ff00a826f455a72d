// Archives under trouble: killed while one is taken in, disks that are full.
// FAULT_ROUNDS in the environment says how often to kill (40).
#include "store/store.h"

#include "base/clock.h"

#include "../lib/faults.h"
#include "../lib/must.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

enum { FILES = 60, VERSIONS = 5, ROUNDS = 40 };

typedef struct {
    char *dir, *db, *file, *to; // owned
    int64_t project;
} World;

static void fill(World *w, Store *s)
{
    MUST(w->project = store_project_open(s, "/p", &err));
    for (int i = 0; i < FILES * VERSIONS; i++) {
        AUTO(buf) Buf text = BUF_INIT;
        AUTO(free) char *path = xasprintf("d%d/f%d", i % FILES % 7, i % FILES);
        for (int k = 0; k < 200; k++)
            buf_addf(&text, "%d: line %d of %d\n", k * i * 7919, k, i);
        MUST(store_save_version(s, w->project, str_c(path), buf_str(&text), 0644, CAUSE_SAVE, NULL,
                                &err));
    }
}

static int set_up(void **state)
{
    World *w = NEW(World);
    ExportResult e;
    Store *s = NULL;
    w->dir = temp_dir_new();
    w->db = xasprintf("%s/data/codelab.db", w->dir);
    w->file = xasprintf("%s/p.codelab", w->dir);
    w->to = xasprintf("%s/there/p", w->dir);
    MUST(s = store_open(w->db, &err));
    fill(w, s);
    MUST(store_project_export(s, w->project, w->file, true, &e, &err));
    store_close(s);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    temp_dir_free(w->dir);
    free(w->db);
    free(w->file);
    free(w->to);
    free(w);
    return 0;
}

static int import_once(void *arg)
{
    World *w = arg;
    ImportResult r;
    const ImportPlace place = {w->to, w->dir};
    Store *s = store_open(w->db, NULL);
    FAULTS_REQUIRE(s);
    FAULTS_REQUIRE(store_project_import(s, w->file, &place, &r, NULL));
    store_close(s);
    return 0;
}

static bool is_project(Store *s, const char *dir, Project *out)
{
    return store_project_find(s, dir, out, NULL);
}

static size_t count(const char *dir)
{
    FsCount n = {0};
    fs_count_tree(dir, NULL, &n);
    return n.files;
}

// Whole or not there, in the database and on the disk; then all is as before.
static bool expect_whole_or_nothing(World *w)
{
    Store *s = NULL;
    Project p = {0};
    MUST(s = store_open(w->db, &err));
    bool there = is_project(s, w->to, &p);
    if (there) {
        VerifyResult v;
        ProjectStats stats;
        MUST(store_project_stats(s, p.id, &stats, &err));
        assert_int_equal(stats.nversions, FILES * VERSIONS);
        MUST(store_verify(s, p.id, &v, &err));
        assert_int_equal(v.damaged.n, 0);
        verify_result_deinit(&v);
        assert_true(fs_is_dir(w->to));
        MUST(store_project_remove(s, p.id, &err));
        MUST(store_gc(s, INT64_MAX, &(GcResult){0}, &err));
        project_deinit(&p);
    }
    if (fs_exists(w->to)) {
        assert_int_equal(count(w->to), FILES);
        MUST(fs_remove_tree(w->to, &err));
    }
    store_close(s);
    return there;
}

static void death_in_an_import_leaves_no_half_project(void **state)
{
    World *w = *state;
    int whole = 0;
    // deaths are spread over as long as one takes
    int64_t began = clock_mono_ns();
    assert_int_equal(faults_child(import_once, w), 0);
    int64_t lasts = clock_mono_ns() - began;
    assert_true(expect_whole_or_nothing(w));
    for (int i = 0; i < faults_rounds(ROUNDS); i++) {
        fflush(NULL);
        pid_t pid = fork();
        if (pid == 0)
            _exit(import_once(w));
        const struct timespec pause = {.tv_nsec = lasts * 11 / 10 * i / faults_rounds(ROUNDS) %
                                                  1000000000};
        nanosleep(&pause, NULL);
        kill(pid, SIGKILL);
        int status;
        test_must(waitpid(pid, &status, 0) == pid, "waitpid");
        whole += expect_whole_or_nothing(w);
    }
    print_message("# of %d imports killed, %d were done\n", faults_rounds(ROUNDS), whole);
    // what a death left on the disk goes with the next import
    assert_int_equal(faults_child(import_once, w), 0);
    AUTO(free) char *above = xasprintf("%s/there", w->dir);
    FsList list = {0};
    MUST(fs_list(above, &list, &err));
    assert_int_equal(list.n, 1);
    fs_list_deinit(&list);
    assert_true(expect_whole_or_nothing(w));
}

static int export_onto_a_small_disk(void *arg)
{
    World *w = arg;
    ExportResult e;
    AUTO(err) Err err = {0};
    AUTO(free) char *small = xasprintf("%s/small", w->dir);
    AUTO(free) char *to = xasprintf("%s/a.codelab", small);
    FAULTS_REQUIRE(mkdir(small, 0755) == 0);
    if (!faults_own_mounts() || mount("none", small, "tmpfs", 0, "size=16k") != 0)
        return FAULTS_UNABLE;
    Store *s = store_open(w->db, NULL);
    FAULTS_REQUIRE(s);
    FAULTS_REQUIRE(!store_project_export(s, w->project, to, true, &e, &err));
    FAULTS_REQUIRE(strstr(err_text(&err), "no space left on device"));
    FAULTS_REQUIRE(count(small) == 0);
    store_close(s);
    return 0;
}

static int import_onto_a_small_disk(void *arg)
{
    World *w = arg;
    ImportResult r;
    Project p;
    AUTO(err) Err err = {0};
    AUTO(free) char *small = xasprintf("%s/little", w->dir);
    AUTO(free) char *to = xasprintf("%s/p", small);
    FAULTS_REQUIRE(mkdir(small, 0755) == 0);
    if (!faults_own_mounts() || mount("none", small, "tmpfs", 0, "size=64k") != 0)
        return FAULTS_UNABLE;
    const ImportPlace place = {to, w->dir};
    Store *s = store_open(w->db, NULL);
    FAULTS_REQUIRE(s);
    FAULTS_REQUIRE(!store_project_import(s, w->file, &place, &r, &err));
    FAULTS_REQUIRE(strstr(err_text(&err), "no space left on device"));
    FAULTS_REQUIRE(!fs_exists(to) && !is_project(s, to, &p));
    FsList list = {0};
    FAULTS_REQUIRE(fs_list(small, &list, NULL) && list.n == 0);
    store_close(s);
    return 0;
}

static void expect_child(int (*run)(void *), World *w)
{
    int result = faults_child(run, w);
    if (result == FAULTS_UNABLE)
        print_message("# this machine lets nobody mount a small disk\n");
    else
        assert_int_equal(result, 0);
}

static void a_full_disk_leaves_no_half_archive(void **state)
{
    expect_child(export_onto_a_small_disk, *state);
}

static void a_full_disk_leaves_no_half_project(void **state)
{
    expect_child(import_onto_a_small_disk, *state);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(death_in_an_import_leaves_no_half_project),
        CASE(a_full_disk_leaves_no_half_archive),
        CASE(a_full_disk_leaves_no_half_project),
    };
    return cmocka_run_group_tests_name("archive faults", tests, NULL, NULL);
}
