#include "groups.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/path.h"
#include "jail/helper/cgroup.h"

#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A folder that looks like the top of a version 2 tree, with this process in it. */
static char *make_tree(const char *controllers)
{
    char *dir = xstrdup("/tmp/codelab-test-cgroup-XXXXXX");
    assert_non_null(mkdtemp(dir));
    static const char *const names[] = {"cgroup.controllers", "cgroup.subtree_control"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO(free) char *path = path_join(dir, names[i]);
        assert_true(fs_write(path, str_c(controllers), NULL));
    }
    return dir;
}

static size_t groups_in(const char *dir)
{
    FsList list = {0};
    size_t n = 0;
    assert_true(fs_list(dir, &list, NULL));
    VEC_EACH (FsEntry, e, &list)
        n += str_starts(str_c(e->name), STR("codelab-"));
    fs_list_deinit(&list);
    return n;
}

static void a_group_without_limits_is_no_group(void **state)
{
    (void)state;
    static const char *const controllers[] = {"cpu io\n", "memory pids cpu\n"};
    for (size_t i = 0; i < ARRAY_LEN(controllers); i++) {
        AUTO(free) char *dir = make_tree(controllers[i]);
        Policy p = {.memory = 1 << 28, .procs = 64, .cpu_milli = 1000};
        Cgroup c;
        // A folder on a disk takes no limits, so what was made must go again.
        cgroup_make(&c, &p, dir);
        assert_int_equal(c.born_in, -1);
        assert_int_equal(groups_in(dir), 0);
        assert_false(cgroup_had_oom(&c));
        assert_true(cgroup_peak(&c) < 0);
        cgroup_remove(&c);
        assert_true(fs_remove_tree(dir, NULL));
    }
}

static void groups_of_the_dead_are_removed(void **state)
{
    (void)state;
    AUTO(free) char *dir = make_tree("memory pids\n");
    pid_t dead = fork();
    if (dead == 0)
        _exit(0);
    assert_int_equal(waitpid(dead, NULL, 0), dead);
    AUTO(free) char *left = xasprintf("%s/codelab-%d", dir, (int)dead);
    AUTO(free) char *used = xasprintf("%s/codelab-%d", dir, (int)getppid());
    assert_int_equal(mkdir(left, 0755), 0);
    assert_int_equal(mkdir(used, 0755), 0);
    Policy p = {.memory = 1 << 28, .procs = 64, .cpu_milli = 1000};
    Cgroup c;
    cgroup_make(&c, &p, dir);
    assert_false(fs_exists(left));
    assert_true(fs_exists(used));
    cgroup_remove(&c);
    assert_true(fs_remove_tree(dir, NULL));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_group_without_limits_is_no_group),
    cmocka_unit_test(groups_of_the_dead_are_removed),
};
const TestGroup group_tests = {tests, ARRAY_LEN(tests)};
