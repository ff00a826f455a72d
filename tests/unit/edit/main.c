#include "suite.h"

char *text_bytes(const Text *t)
{
    AUTO(buf) Buf out = BUF_INIT;
    snap_add_to(text_now(t), 0, snap_size(text_now(t)), &out);
    return xstrdup(buf_c(&out));
}

void expect_marked(const char *name, const Text *t, const Selections *sel, const char *want)
{
    AUTO(free) char *bytes = text_bytes(t);
    AUTO(buf) Buf got = BUF_INIT;
    add_marked(str_c(bytes), sel, &got);
    if (strcmp(buf_c(&got), want) != 0)
        fail_msg("%s: '%s' instead of '%s'", name, buf_c(&got), want);
}

// With an argument only the tests whose names match that pattern.
int main(int argc, char **argv)
{
    Vec(struct CMUnitTest) all = {0};
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
#define SUITE_ADD(name)                         \
    for (size_t i = 0; i < name##_tests_n; i++) \
        vec_push(&all, name##_tests[i]);
    SUITES(SUITE_ADD)
    int failed = _cmocka_run_group_tests("edit", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
