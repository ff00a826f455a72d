// ctest: "    Start 1: name", "1/3 Test #1: name ......   Passed    0.01 sec", then what it
// printed.
#include "testing/inner.h"

static TestNode *node_of(TestReader *r, Str name, TestState s, double ms)
{
    Str file = STR("CMakeLists.txt");
    int line = 0;
    (void)places_find(&r->places, name, &file, &line); // else it is of the first one
    TestNode *n = reader_put(r, file, name, "\n", s, ms);
    if (n && line)
        node_set_place(n, file, line);
    return n;
}

static bool take_start(TestReader *r, Str line)
{
    Str s = str_trim(line);
    ptrdiff_t colon = str_find(s, STR(": "));
    if (!str_starts(s, STR("Start ")) || colon < 0)
        return false;
    r->last = NULL;
    (void)node_of(r, str_trim(str_from(s, (size_t)colon + 2)), TEST_RUNNING, -1);
    return true;
}

static TestState state_of(Str end)
{
    if (str_starts(end, STR("Passed")))
        return TEST_PASSED;
    if (str_find(end, STR("Not Run (Disabled)")) >= 0 || str_find(end, STR("Skipped")) >= 0)
        return TEST_SKIPPED;
    if (str_find(end, STR("Not Run")) >= 0 || str_find(end, STR("Exception")) >= 0)
        return TEST_ERROR;
    return TEST_FAILED;
}

// "***Failed    0.01 sec": the number before "sec".
static double ms_of(Str end)
{
    ptrdiff_t sec = str_rfind_byte(end, ' ');
    if (!str_ends(end, STR(" sec")) || sec < 1)
        return -1;
    Str head = str_trim(str_upto(end, (size_t)sec));
    ptrdiff_t blank = str_rfind_byte(head, ' ');
    AUTO(free) char *number = str_dup(str_from(head, (size_t)(blank + 1)));
    double s = strtod(number, NULL);
    return s >= 0 && s < 1e9 ? s * 1000 : -1;
}

static bool take_end(TestReader *r, Str line)
{
    ptrdiff_t at = str_find(line, STR(" Test "));
    ptrdiff_t colon = str_find(line, STR(": "));
    if (at < 0 || colon < at || str_find(str_upto(line, (size_t)at), STR("/")) < 0)
        return false;
    Str s = str_from(line, (size_t)colon + 2);
    ptrdiff_t dots = str_find(s, STR(" .."));
    if (dots < 0)
        return false;
    Str name = str_upto(s, (size_t)dots), end = str_from(s, (size_t)dots);
    while (end.n && strchr(" .*", end.p[0]))
        end = str_from(end, 1);
    TestState state = state_of(end);
    r->last = node_of(r, name, state, ms_of(str_trim(end)));
    if (r->last)
        node_set_message(r->last, state == TEST_FAILED || state == TEST_ERROR ? end : STR_NULL);
    if (state == TEST_PASSED || state == TEST_SKIPPED)
        r->last = NULL;
    return true;
}

bool ctest_line(TestReader *r, Str line, Buf *text)
{
    (void)text;
    bool over = str_find(line, STR("% tests passed")) > 0 ||
                str_starts(str_trim(line), STR("Errors while running CTest"));
    if (over) {
        r->last = NULL;
    } else if (!take_end(r, line) && !take_start(r, line) && r->last) {
        node_add_message(r->last, line);
        if (!r->last->fail_file)
            node_find_fail(r->last, str_c(r->root));
    }
    return false;
}
