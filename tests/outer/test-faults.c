// The editor where the machine fails it: full disks, folders that may only be read, a database that
// another program locks, files that another editor writes, a clock that jumps back.  What is told
// is one sentence, what was typed stays, and all goes on once the trouble is over.
#include "outer.h"

#include "../lib/faults.h"
#include "../lib/must.h"

#include "base/path.h"
#include "db/db.h"
#include "store/store.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>

#include <cmocka.h>

// A dialog takes no answer for so long, as it may have come in the middle of typing.
enum { ANSWERABLE_MS = 400, VERSION_MS = 50 };

#define SAVE "\x13"
#define QUIT "\x11"

static const OuterSetup setup = {.term = "xterm-256color", .args = {"-n", "p/a.txt"}};

static void expect_file(const Outer *o, const char *name, const char *bytes)
{
    AUTO(free) char *path = xasprintf("%s/%s", o->home, name);
    AUTO(buf) Buf got = BUF_INIT;
    temp_read(path, &got);
    assert_string_equal(buf_c(&got), bytes);
}

// The file alone lies in its folder.
static void expect_alone(const Outer *o)
{
    AUTO(free) char *dir = xasprintf("%s/p", o->home);
    FsList list = {0};
    MUST(fs_list(dir, &list, &err));
    VEC_EACH (FsEntry, e, &list)
        assert_true(strcmp(e->name, "a.txt") == 0 || strcmp(e->name, "ballast") == 0);
    fs_list_deinit(&list);
}

static char *database(const Outer *o)
{
    return xasprintf("%s/.local/share/codelab/codelab.db", o->home);
}

// How many versions a.txt has that hold such a text.
static size_t count_versions(const Outer *o, const char *text)
{
    AUTO(free) char *db = database(o);
    AUTO(free) char *path = xasprintf("%s/p/a.txt", o->home);
    AUTO(free) char *rel = NULL;
    int64_t project = 0;
    Versions all = {0};
    Store *s = NULL;
    size_t n = 0;
    MUST(s = store_open(db, &err));
    assert_string_equal(store_notice(s), "");
    MUST(store_locate(s, path, &project, &rel, &err));
    MUST(store_versions(s, project, str_c(rel), &all, &err));
    VEC_EACH (Version, v, &all) {
        AUTO(buf) Buf bytes = BUF_INIT;
        MUST(store_version_read(s, project, str_c(rel), v->n, NULL, &bytes, &err));
        n += str_eq_c(buf_str(&bytes), text);
    }
    vec_deinit(&all);
    store_close(s);
    return n;
}

static void leave(Outer *o)
{
    outer_quiet(o, VERSION_MS);
    outer_type(o, STR(QUIT));
    assert_int_equal(outer_finish(o), 0);
}

// In a mount namespace of the test's own: `name` of the home on a disk of so many bytes.
static void small_disk(const Outer *o, const char *name, const char *size)
{
    AUTO(free) char *at = *name ? xasprintf("%s/%s", o->home, name) : xstrdup(o->home);
    test_must(mkdir(at, 0755) == 0 || fs_is_dir(at), at);
    test_must(mount("none", at, "tmpfs", 0, size) == 0, at);
}

static void unmount(const Outer *o, const char *name)
{
    AUTO(free) char *at = *name ? xasprintf("%s/%s", o->home, name) : xstrdup(o->home);
    test_must(umount2(at, MNT_DETACH) == 0, at);
}

// Until not one byte more goes in.
static void fill_disk(const Outer *o, const char *name)
{
    char bytes[4096] = {0};
    AUTO(free) char *path = xasprintf("%s/%s", o->home, name);
    AUTO(fd) int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    test_must(fd >= 0, path);
    while (write(fd, bytes, sizeof bytes) > 0)
        ;
}

static void make_room(const Outer *o, const char *name)
{
    AUTO(free) char *path = xasprintf("%s/%s", o->home, name);
    test_must(unlink(path) == 0, path);
}

static bool can_mount;

static bool may_mount(void)
{
    if (!can_mount)
        print_message("# SKIP this machine lets nobody mount a small disk\n");
    return can_mount;
}

static void begin(Outer *o)
{
    outer_begin(o);
    outer_put(o, "p/a.txt", STR("old\n"));
}

static void a_full_disk_keeps_the_old_file_and_the_edits(void **state)
{
    Outer o;
    (void)state;
    if (!may_mount())
        return;
    outer_begin(&o);
    small_disk(&o, "p", "size=64k");
    outer_put(&o, "p/a.txt", STR("old\n"));
    fill_disk(&o, "p/ballast");
    outer_start(&o, &setup);
    outer_see(&o, "old");
    outer_type(&o, STR("new "));
    outer_see(&o, "new old");
    outer_type(&o, STR(SAVE));
    outer_see(&o, "left on device");
    assert_true(outer_shows(&o, "new old"));
    expect_file(&o, "p/a.txt", "old\n");
    expect_alone(&o);
    make_room(&o, "p/ballast");
    outer_type(&o, STR(SAVE));
    outer_see(&o, "Saved a.txt");
    expect_file(&o, "p/a.txt", "new old\n");
    leave(&o);
    unmount(&o, "p");
    outer_end(&o);
}

static void a_full_disk_below_the_database_is_told_once(void **state)
{
    Outer o;
    (void)state;
    if (!may_mount())
        return;
    begin(&o);
    small_disk(&o, ".local/share/codelab", "size=900k");
    outer_start(&o, &setup);
    outer_see(&o, "old");
    outer_quiet(&o, 500); // the database is made
    fill_disk(&o, ".local/share/codelab/ballast");
    outer_type(&o, STR("new "));
    outer_see(&o, "new old");
    outer_type(&o, STR(SAVE));
    outer_see(&o, "history is not kept");
    outer_quiet(&o, 1000); // what else would be told
    assert_false(outer_shows(&o, "no version of"));
    assert_false(outer_shows(&o, "the open tabs"));
    assert_false(outer_shows(&o, "would be lost"));
    expect_file(&o, "p/a.txt", "new old\n");
    make_room(&o, ".local/share/codelab/ballast");
    outer_type(&o, STR("more "));
    outer_see(&o, "new more old");
    outer_type(&o, STR(SAVE));
    outer_see(&o, "is kept again");
    leave(&o);
    assert_int_equal(count_versions(&o, "new more old\n"), 1);
    unmount(&o, ".local/share/codelab");
    outer_end(&o);
}

static void a_folder_that_may_only_be_read_is_told(void **state)
{
    Outer o;
    (void)state;
    if (!may_mount())
        return;
    outer_begin(&o);
    small_disk(&o, "p", "size=64k");
    outer_put(&o, "p/a.txt", STR("old\n"));
    AUTO(free) char *at = xasprintf("%s/p", o.home);
    test_must(mount("none", at, NULL, MS_REMOUNT | MS_RDONLY, NULL) == 0, at);
    outer_start(&o, &setup);
    outer_see(&o, "old");
    outer_type(&o, STR("new "));
    outer_quiet(&o, VERSION_MS);
    outer_type(&o, STR(SAVE));
    outer_see(&o, "read-only");
    expect_file(&o, "p/a.txt", "old\n");
    test_must(mount("none", at, NULL, MS_REMOUNT, NULL) == 0, at);
    outer_quiet(&o, VERSION_MS);
    outer_type(&o, STR(QUIT));
    static const char *const asked[] = {"not saved", NULL};
    if (outer_see_one(&o, asked) == 0) {
        outer_quiet(&o, ANSWERABLE_MS);
        outer_type(&o, STR("d"));
    }
    assert_int_equal(outer_finish(&o), 0);
    unmount(&o, "p");
    outer_end(&o);
}

static void a_locked_database_is_told_once_and_versions_catch_up(void **state)
{
    Outer o;
    Db *other = NULL;
    (void)state;
    begin(&o);
    AUTO(free) char *path = database(&o);
    Store *s = NULL;
    MUST(s = store_open(path, &err));
    store_close(s);
    MUST(other = db_open(path, &err));
    MUST(db_begin(other, &err));
    outer_start(&o, &setup);
    outer_see(&o, "old");
    outer_type(&o, STR("new "));
    outer_see(&o, "new old");
    outer_type(&o, STR(SAVE));
    outer_see(&o, "Saved a.txt");
    outer_type(&o, STR("more "));
    outer_see(&o, "new more old");
    outer_see(&o, "another program locks the database");
    outer_quiet(&o, 1000); // what else would be told
    assert_false(outer_shows(&o, "would be lost"));
    assert_false(outer_shows(&o, "no version of"));
    expect_file(&o, "p/a.txt", "new old\n");
    db_rollback(other);
    db_close(other);
    outer_see(&o, "is kept again");
    outer_type(&o, STR(SAVE));
    outer_see(&o, "Saved a.txt");
    leave(&o);
    assert_int_equal(count_versions(&o, "new old\n"), 1);
    assert_int_equal(count_versions(&o, "new more old\n"), 1);
    outer_end(&o);
}

// Another terminal of the same home.
// A database that another locks, an editor with an edit that its file took instead.
static Db *begin_locked(Outer *o)
{
    static const OuterSetup logged = {.term = "xterm-256color",
                                      .args = {"-n", "--log", "log", "p/a.txt"}};
    Db *other = NULL;
    begin(o);
    AUTO(free) char *path = database(o);
    AUTO(free) char *log = path_join(o->home, "log");
    Store *s = NULL;
    bool kept = false;
    MUST(s = store_open(path, &err));
    store_close(s);
    MUST(other = db_open(path, &err));
    MUST(db_begin(other, &err));
    outer_start(o, &logged);
    outer_see(o, "old");
    outer_type(o, STR("new "));
    while (!kept) {
        AUTO(buf) Buf text = BUF_INIT;
        outer_quiet(o, 10);
        kept = fs_read(log, 0, &text, NULL) &&
               str_find(buf_str(&text), STR("a file holds the edits")) >= 0;
    }
    return other;
}

static void expect_back(Outer *o, Db *other)
{
    db_rollback(other);
    db_close(other);
    for (int i = 0; i < 2; i++) { // from the file, then from the database
        outer_restart(o, &setup);
        outer_see(o, "new old");
        outer_see(o, "Restored 1 unsaved file");
        outer_quiet(o, VERSION_MS);
        kill(o->pid, SIGKILL);
        (void)outer_finish(o);
    }
    expect_file(o, "p/a.txt", "old\n");
    outer_end(o);
}

static void edits_that_no_database_takes_outlive_a_kill(void **state)
{
    Outer o;
    (void)state;
    Db *other = begin_locked(&o);
    kill(o.pid, SIGKILL);
    (void)outer_finish(&o);
    expect_back(&o, other);
}

static void edits_that_no_database_takes_are_kept_by_who_quits(void **state)
{
    Outer o;
    (void)state;
    Db *other = begin_locked(&o);
    outer_type(&o, STR(QUIT));
    outer_see(&o, "Keep unsaved");
    outer_quiet(&o, ANSWERABLE_MS);
    outer_type(&o, STR("\r"));
    assert_int_equal(outer_finish(&o), 0);
    expect_back(&o, other);
}

static void begin_beside(const Outer *first, Outer *o)
{
    *o = (Outer){.home = first->home, .fd = -1, .slave = -1};
    outer_start(o, &setup);
    outer_see(o, "old");
}

static void end_beside(Outer *o)
{
    o->home = temp_dir_new(); // outer_end() removes one, and the other's is still in use
    outer_end(o);
}

static void of_two_editors_none_overwrites_the_other(void **state)
{
    Outer a, b;
    (void)state;
    begin(&a);
    outer_start(&a, &setup);
    outer_see(&a, "old");
    begin_beside(&a, &b);
    outer_type(&b, STR("theirs "));
    outer_see(&b, "theirs old");
    outer_type(&a, STR("mine "));
    outer_see(&a, "mine old");
    outer_type(&a, STR(SAVE));
    outer_see(&a, "Saved a.txt");
    outer_see(&b, "was changed by");
    outer_type(&b, STR(SAVE));
    outer_see(&b, "File changed on disk");
    assert_true(outer_shows(&b, "theirs old"));
    expect_file(&a, "p/a.txt", "mine old\n");
    outer_quiet(&b, ANSWERABLE_MS);
    outer_type(&b, STR("o"));
    outer_see(&b, "Saved a.txt");
    outer_see(&a, "theirs old"); // nothing was unsaved there
    leave(&b);
    end_beside(&b);
    leave(&a);
    assert_int_equal(count_versions(&a, "mine old\n"), 1);
    assert_int_equal(count_versions(&a, "theirs old\n"), 1);
    outer_end(&a);
}

int main(void)
{
    can_mount = faults_own_mounts();
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_disk_keeps_the_old_file_and_the_edits),
        cmocka_unit_test(a_full_disk_below_the_database_is_told_once),
        cmocka_unit_test(a_folder_that_may_only_be_read_is_told),
        cmocka_unit_test(a_locked_database_is_told_once_and_versions_catch_up),
        cmocka_unit_test(edits_that_no_database_takes_outlive_a_kill),
        cmocka_unit_test(edits_that_no_database_takes_are_kept_by_who_quits),
        cmocka_unit_test(of_two_editors_none_overwrites_the_other),
    };
    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
