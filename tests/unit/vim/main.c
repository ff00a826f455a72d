#include "suite.h"

#include <string.h>

enum { TESTS_MAX = 16 };

int main(void)
{
    struct CMUnitTest all[TESTS_MAX];
    size_t n = ndiffer_tests + nline_tests;
    if (n > TESTS_MAX)
        return 1;
    memcpy(all, differ_tests, ndiffer_tests * sizeof *all);
    memcpy(all + ndiffer_tests, line_tests, nline_tests * sizeof *all);
    return _cmocka_run_group_tests("vim", all, n, NULL, NULL);
}
