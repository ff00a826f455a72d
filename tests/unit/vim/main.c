#include "suite.h"

int main(void)
{
    int bad = _cmocka_run_group_tests("vim against vim", differ_tests, ndiffer_tests, NULL, NULL);
    bad += _cmocka_run_group_tests("command lines", line_tests, nline_tests, NULL, NULL);
    return bad;
}
