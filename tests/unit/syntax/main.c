#include "suite.h"

#include "base/vec.h"

int main(void)
{
    Vec(struct CMUnitTest) all = {0};
#define SUITE_ADD(name)                         \
    for (size_t i = 0; i < name##_tests_n; i++) \
        vec_push(&all, name##_tests[i]);
    SUITES(SUITE_ADD)
    int failed = _cmocka_run_group_tests("syntax", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
