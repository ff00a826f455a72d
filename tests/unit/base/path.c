#include "base/path.h"
#include "suite.h"

#include <stdlib.h>

static void paths_join_with_one_slash(void **state)
{
    (void)state;
    static const struct {
        const char *dir, *name, *joined;
    } cases[] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"", "b", "b"},
        {"/", "b", "/b"},  {"a", "/b", "/b"},  {"a", "b/c", "a/b/c"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(free) char *got = path_join(cases[i].dir, cases[i].name);
        assert_string_equal(got, cases[i].joined);
    }
}

static void paths_come_apart(void **state)
{
    (void)state;
    static const struct {
        const char *path, *dir, *base, *ext;
    } cases[] = {
        {"a.c", ".", "a.c", "c"},  {"/x", "/", "x", ""},
        {"/", "/", "", ""},        {"a/b.tar.gz", "a", "b.tar.gz", "gz"},
        {"a//b", "a", "b", ""},    {"a/b/", "a/b", "", ""},
        {"a.d/b", "a.d", "b", ""}, {"/home/.bashrc", "/home", ".bashrc", ""},
        {"//x", "/", "x", ""},     {"x.", ".", "x.", ""},
        {"", ".", "", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Str path = str_c(cases[i].path);
        AUTO(free) char *dir = str_dup(path_dir(path));
        AUTO(free) char *base = str_dup(path_base(path));
        AUTO(free) char *ext = str_dup(path_ext(path));
        assert_string_equal(dir, cases[i].dir);
        assert_string_equal(base, cases[i].base);
        assert_string_equal(ext, cases[i].ext);
    }
}

static void paths_become_normal(void **state)
{
    (void)state;
    static const struct {
        const char *cwd, *path, *normal;
    } cases[] = {
        {"/w", "a", "/w/a"},         {"/w", "./a/../b//c/", "/w/b/c"},
        {"/w", "/a/./b", "/a/b"},    {"/w", "../../..", "/"},
        {"/w", "/..", "/"},          {"/w", "", "/w"},
        {"/w", "~", "/home/ann"},    {"/w", "~/x", "/home/ann/x"},
        {"/w", "~bob", "/w/~bob"},   {"/", "a", "/a"},
        {"/w//v/", "a", "/w/v/a"},   {"/w", "...", "/w/..."},
        {"/w", "~/../x", "/home/x"}, {"/w", "a/..b", "/w/a/..b"},
    };
    setenv("HOME", "/home/ann/", 1);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(free) char *got = path_normal(cases[i].cwd, cases[i].path);
        assert_string_equal(got, cases[i].normal);
    }
    unsetenv("HOME");
    AUTO(free) char *homeless = path_normal("/w", "~/x");
    assert_string_equal(homeless, "/w/~/x");
}

static void a_path_lies_within_a_folder_or_not(void **state)
{
    (void)state;
    static const struct {
        const char *dir, *path, *within;
    } cases[] = {
        {"/a", "/a/b", "b"}, {"/a", "/ab", NULL},  {"/a", "/a", ""},
        {"/", "/a", "a"},    {"/a/b", "/a", NULL}, {"/a", "/a/b/c", "b/c"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *got = path_within(cases[i].dir, cases[i].path);
        if (cases[i].within)
            assert_string_equal(got, cases[i].within);
        else
            assert_null(got);
    }
}

static void home_is_shown_as_a_tilde(void **state)
{
    (void)state;
    static const struct {
        const char *path, *home, *pretty;
    } cases[] = {
        {"/home/ann/x", "/home/ann", "~/x"},
        {"/home/ann", "/home/ann", "~"},
        {"/home/anne", "/home/ann", "/home/anne"},
        {"/x", "/", "/x"},
        {"/x", "", "/x"},
        {"/x", NULL, "/x"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(free) char *got = path_pretty(cases[i].path, cases[i].home);
        assert_string_equal(got, cases[i].pretty);
    }
}

const struct CMUnitTest path_tests[] = {
    cmocka_unit_test(paths_join_with_one_slash),
    cmocka_unit_test(paths_come_apart),
    cmocka_unit_test(paths_become_normal),
    cmocka_unit_test(a_path_lies_within_a_folder_or_not),
    cmocka_unit_test(home_is_shown_as_a_tilde),
};
const size_t path_tests_n = ARRAY_LEN(path_tests);
