#include "groups.h"
#include "base/mem.h"
#include "base/vec.h"

int main(void)
{
    const TestGroup groups[] = {keys_tests,  surface_tests,  paint_tests,
                                color_tests, terminal_tests, lent_tests};
    Vec(struct CMUnitTest) all = {0};
    for (size_t i = 0; i < ARRAY_LEN(groups); i++)
        for (size_t j = 0; j < groups[i].n; j++)
            vec_push(&all, groups[i].tests[j]);
    int failed = _cmocka_run_group_tests("tty", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
