// Trees under trouble: killed while they are copied, moved or deleted, full disks, missing rights,
// file systems that may only be read.  FAULT_ROUNDS in the environment says how often to kill (20).
#include "store/store.h"

#include "../lib/faults.h"

#include "base/path.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

enum { FILES = 400, FOLDERS = 20, ROUNDS = 20 };

typedef struct {
    char *dir, *tree; // owned
} World;

static int set_up(void **state)
{
    World *w = NEW(World);
    w->dir = temp_dir_new();
    w->tree = path_join(w->dir, "tree");
    setenv("CODELAB_DATA", w->dir, 1);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    temp_dir_free(w->dir);
    free(w->tree);
    free(w);
    return 0;
}

static void make_tree(const char *top)
{
    for (int i = 0; i < FILES; i++) {
        AUTO(free) char *path = xasprintf("%s/d%d/f%d", top, i % FOLDERS, i);
        AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
        AUTO(free) char *text = xasprintf("content of %d\n", i);
        test_must(fs_mkdirs_mode(dir, 0755, NULL), dir);
        temp_write(path, str_c(text));
    }
}

// All files are there with what they held, and nothing else is.
static bool is_whole(const char *top)
{
    FsCount n = {0};
    fs_count_tree(top, NULL, &n);
    for (int i = 0; i < FILES; i++) {
        AUTO(free) char *path = xasprintf("%s/d%d/f%d", top, i % FOLDERS, i);
        AUTO(free) char *text = xasprintf("content of %d\n", i);
        AUTO(buf) Buf bytes = BUF_INIT;
        if (!fs_read(path, 0, &bytes, NULL) || !str_eq_c(buf_str(&bytes), text))
            return false;
    }
    return n.files == FILES && n.folders == FOLDERS + 1;
}

// Run `body` in a child and kill it a while after; a different while each round.
static void kill_in_the_middle(void (*body)(const World *w), const World *w, int round)
{
    fflush(NULL);
    pid_t pid = fork();
    test_must(pid >= 0, "fork");
    if (pid == 0) {
        body(w);
        _exit(0);
    }
    const struct timespec pause = {.tv_nsec = 200000L * round};
    nanosleep(&pause, NULL);
    kill(pid, SIGKILL);
    test_must(waitpid(pid, NULL, 0) == pid, "waitpid");
}

static void trash_tree(const World *w)
{
    char *id;
    (void)trash_put(w->tree, NULL, &id, NULL);
}

static bool is_in_trash(void)
{
    TrashItems items = {0};
    bool found = false;
    if (trash_list(&items, NULL))
        VEC_EACH (TrashItem, t, &items) {
            AUTO(free) char *path = trash_content(t->id, NULL);
            found = found || is_whole(path);
        }
    trash_items_deinit(&items);
    return found;
}

static void a_kill_in_a_delete_leaves_a_whole_tree_somewhere(void **state)
{
    const World *w = *state;
    for (int i = 0; i < faults_rounds(ROUNDS); i++) {
        if (!fs_exists(w->tree))
            make_tree(w->tree);
        kill_in_the_middle(trash_tree, w, i);
        assert_true(is_whole(w->tree) || is_in_trash());
    }
}

static void copy_tree(const World *w)
{
    AUTO(free) char *to = path_join(w->dir, "copy");
    (void)fs_copy_whole(w->tree, to, NULL, NULL);
}

static void a_kill_in_a_copy_leaves_no_half_copy_under_its_name(void **state)
{
    const World *w = *state;
    AUTO(free) char *copy = path_join(w->dir, "copy");
    make_tree(w->tree);
    for (int i = 0; i < faults_rounds(ROUNDS); i++) {
        kill_in_the_middle(copy_tree, w, i * 3);
        assert_true(is_whole(w->tree));
        assert_true(!fs_exists(copy) || is_whole(copy));
        if (fs_exists(copy))
            assert_true(fs_remove_tree(copy, NULL));
    }
}

// Another file system at dir/other, for this process and its children; of so many bytes.
static bool mount_other(const World *w, const char *options)
{
    AUTO(free) char *at = path_join(w->dir, "other");
    return faults_own_mounts() && mkdir(at, 0755) == 0 &&
           mount("tmpfs", at, "tmpfs", 0, options) == 0;
}

static void carry_tree(const World *w)
{
    AUTO(free) char *to = path_join(w->dir, "other/tree");
    (void)fs_carry(w->tree, to, NULL, NULL);
}

static int kill_carrying(void *arg)
{
    const World *w = arg;
    AUTO(free) char *there = path_join(w->dir, "other/tree");
    if (!mount_other(w, "size=64m"))
        return FAULTS_UNABLE;
    for (int i = 0; i < faults_rounds(ROUNDS); i++) {
        (void)fs_remove_tree(w->tree, NULL);
        (void)fs_remove_tree(there, NULL);
        make_tree(w->tree);
        kill_in_the_middle(carry_tree, w, i * 3);
        FAULTS_REQUIRE(is_whole(w->tree) || is_whole(there));
    }
    return 0;
}

static int fill_up(void *arg)
{
    const World *w = arg;
    AUTO(err) Err err = {0};
    AUTO(free) char *there = path_join(w->dir, "other/tree");
    AUTO(free) char *other = path_join(w->dir, "other");
    FsList left = {0};
    if (!mount_other(w, "size=64k"))
        return FAULTS_UNABLE;
    make_tree(w->tree);
    FAULTS_REQUIRE(!fs_carry(w->tree, there, NULL, &err));
    FAULTS_REQUIRE(err.code == ENOSPC && strstr(err_text(&err), "no space left"));
    FAULTS_REQUIRE(is_whole(w->tree));
    FAULTS_REQUIRE(fs_list(other, &left, NULL) && left.n == 0);
    return 0;
}

static int read_only(void *arg)
{
    const World *w = arg;
    AUTO(err) Err err = {0};
    AUTO(free) char *other = path_join(w->dir, "other"), *tree = path_join(other, "tree");
    char *id, *top;
    if (!mount_other(w, "size=64m"))
        return FAULTS_UNABLE;
    make_tree(tree);
    if (mount("none", other, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0)
        return FAULTS_UNABLE;
    AUTO(free) char *name = path_join(other, "new/file"), *moved = path_join(other, "moved");
    FAULTS_REQUIRE(!fs_make(name, false, &top, &err) && err.code == EROFS);
    FAULTS_REQUIRE(!fs_move(tree, moved, &err) && err.code == EROFS);
    FAULTS_REQUIRE(!trash_put(tree, NULL, &id, &err) && err.code == EROFS);
    FAULTS_REQUIRE(is_whole(tree));
    return 0;
}

static int without_rights(void *arg)
{
    const World *w = arg;
    AUTO(err) Err err = {0};
    AUTO(free) char *data = path_join(w->dir, "data"), *moved = path_join(w->dir, "moved");
    AUTO(free) char *inner = path_join(w->tree, "d0"), *out = path_join(w->tree, "d1/in");
    char *id;
    make_tree(w->tree);
    FAULTS_REQUIRE(mkdir(data, 0777) == 0 && chmod(data, 0777) == 0 && chmod(w->dir, 0755) == 0);
    setenv("CODELAB_DATA", data, 1);
    if (!faults_become_nobody())
        return FAULTS_UNABLE;
    FAULTS_REQUIRE(!fs_move(w->tree, moved, &err) && err.code == EACCES);
    FAULTS_REQUIRE(!fs_move(inner, out, &err) && err.code == EACCES);
    FAULTS_REQUIRE(!trash_put(inner, NULL, &id, &err) && err.code == EACCES);
    FAULTS_REQUIRE(is_whole(w->tree));
    return 0;
}

static void in_child(void **state, int (*body)(void *arg))
{
    int got = faults_child(body, *state);
    if (got != FAULTS_UNABLE)
        assert_int_equal(got, 0);
}

static void a_kill_between_file_systems_leaves_a_whole_tree_somewhere(void **state)
{
    in_child(state, kill_carrying);
}

static void a_full_disk_changes_nothing_and_says_so(void **state)
{
    in_child(state, fill_up);
}

static void a_read_only_file_system_changes_nothing_and_says_so(void **state)
{
    in_child(state, read_only);
}

static void missing_rights_change_nothing_and_are_told(void **state)
{
    in_child(state, without_rights);
}

static void a_name_that_is_too_long_is_told(void **state)
{
    const World *w = *state;
    char name[300];
    AUTO(err) Err err = {0};
    char *top;
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    AUTO(free) char *path = xasprintf("%s/new/%s", w->dir, name);
    AUTO(free) char *above = path_join(w->dir, "new");
    assert_false(fs_make(path, false, &top, &err));
    assert_int_equal(err.code, ENAMETOOLONG);
    assert_false(fs_exists(above));
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_kill_in_a_delete_leaves_a_whole_tree_somewhere),
        CASE(a_kill_in_a_copy_leaves_no_half_copy_under_its_name),
        CASE(a_kill_between_file_systems_leaves_a_whole_tree_somewhere),
        CASE(a_full_disk_changes_nothing_and_says_so),
        CASE(a_read_only_file_system_changes_nothing_and_says_so),
        CASE(missing_rights_change_nothing_and_are_told),
        CASE(a_name_that_is_too_long_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
