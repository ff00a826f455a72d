#include "suite.h"

#include "base/fs.h"
#include "base/vec.h"

#include <sys/stat.h>

int scratch_setup(void **state)
{
    const char *tmp = getenv("TMPDIR");
    char *dir = xasprintf("%s/codelab-test-XXXXXX", tmp ? tmp : "/tmp");
    *state = dir;
    return mkdtemp(dir) && chmod(dir, 0755) == 0 ? 0 : -1;
}

int scratch_teardown(void **state)
{
    bool ok = fs_remove_tree(*state, NULL);
    free(*state);
    return ok ? 0 : -1;
}

int main(void)
{
    Vec(struct CMUnitTest) all = {0};
#define SUITE_ADD(name)                         \
    for (size_t i = 0; i < name##_tests_n; i++) \
        vec_push(&all, name##_tests[i]);
    SUITES(SUITE_ADD)
    int failed = _cmocka_run_group_tests("base", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
