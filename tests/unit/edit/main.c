#include "suite.h"

char *unmark(const char *marked, Selections *sel)
{
    AUTO(buf) Buf out = BUF_INIT;
    size_t open = 0;
    vec_clear(&sel->v);
    sel->primary = 0;
    for (const char *p = marked; *p; p++) {
        if (*p == '|')
            vec_push(&sel->v, selection_at(out.n));
        else if (*p == '[' || *p == '<')
            open = out.n;
        else if (*p == ']')
            vec_push(&sel->v, selection_of(open, out.n));
        else if (*p == '>')
            vec_push(&sel->v, selection_of(out.n, open));
        else if (*p == '!')
            sel->primary = sel->v.n - 1;
        else
            buf_add_byte(&out, *p);
    }
    if (sel->v.n == 0)
        vec_push(&sel->v, selection_at(0));
    return xstrdup(buf_c(&out));
}

void add_marked(Str text, const Selections *sel, Buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < sel->v.n; i++) {
        const Selection *x = &sel->v.p[i];
        size_t start = selection_start(x), end = selection_end(x);
        bool back = x->head < x->anchor;
        buf_add(out, str_n(text.p + at, start - at));
        buf_add_c(out, start == end ? "|" : back ? "<" : "[");
        buf_add(out, str_n(text.p + start, end - start));
        buf_add_c(out, start == end ? "" : back ? ">" : "]");
        buf_add_c(out, i && i == sel->primary ? "!" : "");
        at = end;
    }
    buf_add(out, str_from(text, at));
}

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
