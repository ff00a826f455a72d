#include "base/glob.h"
#include "suite.h"

static void patterns_match_paths(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *path;
        bool git, vscode;
    } cases[] = {
        {"", "", true, true},
        {"", "a", false, false},
        {"a", "a", true, true},
        {"*.c", "a.c", true, true},
        {"*.c", "d/a.c", false, false},
        {"*", "", true, true},
        {"a*b*c", "aXbYc", true, true},
        {"a*b*c", "aXbYd", false, false},
        {"a?c", "abc", true, true},
        {"a?c", "a/c", false, false},
        {"?", "\xC3\xA9", false, true},
        {"??", "\xC3\xA9", true, false},
        {"**", "a/b/c", true, true},
        {"**/x", "x", true, true},
        {"**/x", "a/b/x", true, true},
        {"**/x", "a/bx", false, false},
        {"a/**/b", "a/b", true, true},
        {"a/**/b", "a/x/y/b", true, true},
        {"a/**/b", "a/x/yb", false, false},
        {"a/**", "a/b/c", true, true},
        {"a/**", "a", false, true},
        {"a/**", "ab", false, false},
        {"a**b", "axxb", true, true},
        {"a**b", "ax/xb", false, false},
        {"**/a*/**/*.c", "x/ab/y/z/f.c", true, true},
        {"**/a/**/b/**/c", "a/x/b/b/x/c", true, true},
        {"**/*.min.*/**", "d/x.min.js/y", true, true},
        {"*/b", "a/b", true, true},
        {"[abc]", "b", true, true},
        {"[a-c]x", "bx", true, true},
        {"[!a-c]", "b", false, false},
        {"[^a-c]", "d", true, true},
        {"[]a]", "]", true, true},
        {"[!]]", "a", true, true},
        {"[a-]", "-", true, true},
        {"[a-", "a", false, false},
        {"a[/]b", "a/b", false, false},
        {"a[!x]b", "a/b", false, false},
        {"[[:digit:]]", "7", true, true},
        {"[[:digit:]x]", "x", true, true},
        {"[[:nonsense:]x]", "x", false, false},
        {"[[:x]", ":", true, true},
        {"[\xC3\xA0-\xC3\xBF]", "\xC3\xA9", false, true},
        {"\\*", "*", true, false},
        {"\\*", "x", false, false},
        {"a\\", "a", false, false},
        {"[\\]]", "]", true, false},
        {"*.{c,h}", "a.h", false, true},
        {"*.{c,h}", "a.o", false, false},
        {"{a,b{c,d}}e", "bde", false, true},
        {"{a,b{c,d}}e", "be", false, false},
        {"{,a}b", "b", false, true},
        {"a{b", "a{b", true, false},
        {"{**/*.js,**/*.ts}", "x/y.ts", false, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Str pattern = str_c(cases[i].pattern), path = str_c(cases[i].path);
        bool git = glob_match(pattern, path, GLOB_GIT);
        bool vscode = glob_match(pattern, path, GLOB_VSCODE);
        if (git != cases[i].git || vscode != cases[i].vscode)
            fail_msg("'%s' on '%s': git %d, vscode %d", cases[i].pattern, cases[i].path, git,
                     vscode);
    }
}

// The meaning of the pattern spelled out, at any cost.
static bool slow_match(const char *start, const char *p, const char *t)
{
    if (!*p)
        return !*t;
    if (p[0] == '*' && p[1] == '*' && (p == start || p[-1] == '/')) {
        if (!p[2])
            return true;
        if (p[2] == '/') {
            if (slow_match(start, p + 3, t))
                return true;
            for (; *t; t++)
                if (*t == '/' && slow_match(start, p + 3, t + 1))
                    return true;
            return false;
        }
    }
    if (*p == '*')
        return slow_match(start, p + 1, t) || (*t && *t != '/' && slow_match(start, p, t + 1));
    return *t && (*p == '?' ? *t != '/' : *p == *t) && slow_match(start, p + 1, t + 1);
}

static void random_text(char *out, size_t max, const char *letters, uint64_t *seed)
{
    size_t n = next_random(seed) % max, kinds = strlen(letters);
    for (size_t i = 0; i < n; i++)
        out[i] = letters[next_random(seed) % kinds];
    out[n] = '\0';
}

static void random_patterns_mean_what_they_say(void **state)
{
    (void)state;
    uint64_t seed = 2;
    int hits = 0;
    for (int i = 0; i < 200000; i++) {
        char pattern[10], path[10];
        random_text(pattern, sizeof pattern, "ab//*?**", &seed);
        random_text(path, sizeof path, "aab/", &seed);
        if (strstr(pattern, "***")) // how many stars make a ** is not said
            continue;
        bool expected = slow_match(pattern, pattern, path);
        if (glob_match(str_c(pattern), str_c(path), GLOB_GIT) != expected)
            fail_msg("'%s' on '%s' is not %d", pattern, path, expected);
        hits += expected;
    }
    assert_true(hits > 1000);
}

static void hostile_patterns_end(void **state)
{
    (void)state;
    AUTO(buf) Buf stars = BUF_INIT;
    AUTO(buf) Buf braces = BUF_INIT;
    AUTO(buf) Buf path = BUF_INIT;
    for (int i = 0; i < 50; i++) {
        buf_add_c(&stars, "**/a*");
        buf_add_c(&braces, "{a,a}");
        buf_add_c(&path, "aaaaaaaaaaaaaaaaaa/");
    }
    buf_add_c(&stars, "b");
    assert_false(glob_match(buf_str(&stars), buf_str(&path), GLOB_GIT));
    assert_false(glob_match(buf_str(&braces), buf_str(&path), GLOB_VSCODE));
}

const struct CMUnitTest glob_tests[] = {
    cmocka_unit_test(patterns_match_paths),
    cmocka_unit_test(random_patterns_mean_what_they_say),
    cmocka_unit_test(hostile_patterns_end),
};
const size_t glob_tests_n = ARRAY_LEN(glob_tests);
