#include "groups.h"

#include "base/mem.h"
#include "base/vec.h"

int main(void)
{
    const TestGroup groups[] = {policy_tests, report_tests, sanitize_tests, filter_tests,
                                gate_tests,   group_tests,  blocked_tests};
    Vec(struct CMUnitTest) all = {0};
    for (size_t i = 0; i < ARRAY_LEN(groups); i++)
        for (size_t j = 0; j < groups[i].n; j++)
            vec_push(&all, groups[i].tests[j]);
    int failed = _cmocka_run_group_tests("jail", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
