#include "groups.h"
#include "base/mem.h"
#include "base/vec.h"

int main(void)
{
    const TestGroup groups[] = {theme_tests, input_tests,  text_tests,    list_tests,
                                tabs_tests,  dialog_tests, capture_tests, contrast_tests};
    Vec(struct CMUnitTest) all = {0};
    for (size_t i = 0; i < ARRAY_LEN(groups); i++)
        for (size_t j = 0; j < groups[i].n; j++)
            vec_push(&all, groups[i].tests[j]);
    int failed = _cmocka_run_group_tests("widget", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
