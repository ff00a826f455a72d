#include "base/ignore.h"
#include "base/fs.h"
#include "base/path.h"
#include "suite.h"

#include "base/vec.h"

#include <stdlib.h>

static void put(const char *dir, const char *name, const char *text)
{
    AUTO(free) char *path = path_join(dir, name);
    AUTO(free) char *parent = str_dup(path_dir(str_c(path)));
    assert_true(fs_mkdirs(parent, NULL));
    FILE *f = fopen(path, "w"); // fs_write would flush each one to the disk
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
}

static void lines_mean_what_git_says(void **state)
{
    const char *dir = *state;
    static const struct {
        const char *lines, *path;
        bool is_dir, ignored;
    } cases[] = {
        {"*.o\n", "a.o", false, true},
        {"*.o\n", "d/e/a.o", false, true},
        {"*.o\r\n", "a.o", false, true},
        {"\xEF\xBB\xBF*.o", "a.o", false, true},
        {"# a.o\n", "a.o", false, false},
        {"\\#a\n", "#a", false, true},
        {"*.o\n!keep.o\n", "keep.o", false, false},
        {"!keep.o\n*.o\n", "keep.o", false, true},
        {"build/\n", "build", true, true},
        {"build/\n", "build", false, false},
        {"build/\n", "d/build/x", false, true},
        {"build/\n!build/x\n", "build/x", false, true},
        {"build/*\n!build/x\n", "build/x", false, false},
        {"/a\n", "a", false, true},
        {"/a\n", "d/a", false, false},
        {"d/a\n", "d/a", false, true},
        {"d/a\n", "x/d/a", false, false},
        {"**/d/a\n", "x/d/a", false, true},
        {"d/**\n", "d/x/y", false, true},
        {"d/**\n", "d", true, false},
        {"a  \n", "a", false, true},
        {"a\\ \n", "a ", false, true},
        {"\n   \n", "a", false, false},
        {"/\n", "a", false, false},
        {"!\n", "a", false, false},
        {"\\!a\n", "!a", false, true},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        put(dir, ".gitignore", cases[i].lines);
        Ignore *ig = ignore_new(dir);
        if (ignore_match(ig, cases[i].path, cases[i].is_dir) != cases[i].ignored)
            fail_msg("'%s' with '%s' is not %d", cases[i].path, cases[i].lines, cases[i].ignored);
        ignore_free(ig);
    }
}

static void deeper_files_and_weaker_lists_count(void **state)
{
    const char *dir = *state;
    put(dir, "home/git/ignore", "*.user\n");
    AUTO(free) char *home = path_join(dir, "home");
    setenv("XDG_CONFIG_HOME", home, 1);
    put(dir, "top/.git/info/exclude", "*.local\n");
    put(dir, "top/.gitignore", "*.o\n!x.local\n/root/secret\n");
    put(dir, "top/root/.gitignore", "!keep.o\n");
    put(dir, "top/root/sub/.gitignore", "*\n!keep.o\n");
    put(dir, "top/root/other/.git/info/exclude", "*.mine\n");
    static const struct {
        const char *path;
        bool ignored;
    } cases[] = {
        {"a.o", true},        {"keep.o", false},      {"sub/a.c", true},      {"sub/keep.o", false},
        {"sub/d/a.c", true},  {"a.local", true},      {"x.local", false},     {"secret", true},
        {"a.user", true},     {"sub/secret", true},   {"d/a.o", true},        {"a.mine", false},
        {"other/a.o", false}, {"other/a.mine", true}, {"other/a.user", true},
    };
    AUTO(free) char *root = path_join(dir, "top/root");
    Ignore *ig = ignore_new(root);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        if (ignore_match(ig, cases[i].path, false) != cases[i].ignored)
            fail_msg("%s is not %d", cases[i].path, cases[i].ignored);
    ignore_free(ig);
    unsetenv("XDG_CONFIG_HOME");
}

static void a_second_worktree_shares_the_exclude_list(void **state)
{
    const char *dir = *state;
    put(dir, "main/.git/info/exclude", "*.local\n");
    put(dir, "main/.git/worktrees/two/commondir", "../..\n");
    put(dir, "two/.git", "gitdir: ../main/.git/worktrees/two\n");
    AUTO(free) char *root = path_join(dir, "two");
    Ignore *ig = ignore_new(root);
    assert_true(ignore_match(ig, "a.local", false));
    assert_false(ignore_match(ig, "a.c", false));
    ignore_free(ig);
}

// One random line of an ignore file, of parts that make the rules meet each other.
static void add_random_line(Buf *b, uint64_t *seed)
{
    static const char *const parts[] = {
        "a",   "b",    "c",   "a",    "b",    "ab", "*",  "?",   "/", "/", "/", "**",
        "**/", "/**/", "/**", "[ab]", "[!a]", "a*", "*b", "\\a", "!", " ", "#",
    };
    if (next_random(seed) % 4 == 0)
        buf_add_byte(b, '!');
    if (next_random(seed) % 4 == 0)
        buf_add_byte(b, '/');
    for (uint32_t n = 1 + next_random(seed) % 4; n > 0; n--)
        buf_add_c(b, parts[next_random(seed) % ARRAY_LEN(parts)]);
    if (next_random(seed) % 4 == 0)
        buf_add_byte(b, '/');
    buf_add_byte(b, '\n');
}

typedef struct {
    const char *root;
    Buf asked; // paths, a NUL after each
    Vec(bool) is_dir;
    uint64_t seed;
} Tree;

static void grow_tree(Tree *t, const char *rel, int depth)
{
    static const char *const names[] = {"a", "b", "c", "ab", "abc"};
    AUTO(free) char *dir = path_join(t->root, rel);
    if (next_random(&t->seed) % 3 == 0) {
        AUTO(buf) Buf lines = BUF_INIT;
        for (int i = 0; i < 4; i++)
            add_random_line(&lines, &t->seed);
        put(dir, ".gitignore", buf_c(&lines));
    }
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO(free) char *path = path_join(rel, names[i]);
        bool is_dir = depth < 3 && next_random(&t->seed) % 3 == 0;
        buf_add(&t->asked, str_n(path, strlen(path) + 1));
        vec_push(&t->is_dir, is_dir);
        if (is_dir)
            grow_tree(t, path, depth + 1);
        else
            put(t->root, path, "");
    }
}

// Compare with the answers of git, which has one line (with the rule's source) for each path asked:
// source NUL line NUL pattern NUL path NUL, the first three empty or a "!" rule when not ignored.
static void compare(const Tree *t, Str answers, Str asked)
{
    Ignore *ig = ignore_new(t->root);
    Str path, field[4];
    for (size_t i = 0; str_split(&asked, '\0', &path) && path.n; i++) {
        for (int k = 0; k < 4; k++)
            assert_true(str_split(&answers, '\0', &field[k]));
        assert_true(str_eq(field[3], path));
        bool ignored = field[2].n && field[2].p[0] != '!';
        if (ignore_match(ig, path.p, t->is_dir.p[i]) != ignored)
            fail_msg("git says %d for '%s' because of " STR_FMT ":" STR_FMT " '" STR_FMT "'",
                     ignored, path.p, STR_ARG(field[0]), STR_ARG(field[1]), STR_ARG(field[2]));
    }
    ignore_free(ig);
}

static void random_trees_agree_with_git(void **state)
{
    const char *dir = *state;
    if (system("git --version >/dev/null 2>&1") != 0)
        return; // the tables above must do
    setenv("HOME", dir, 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    Tree t = {.seed = 3};
    for (int round = 0; round < 20; round++) {
        AUTO(free) char *root = xasprintf("%s/r%d", dir, round);
        AUTO(free) char *in = path_join(dir, "asked"), *out = path_join(dir, "answers");
        AUTO(free)
        char *ask = xasprintf("git init -q --template= '%s' && git -C '%s' check-ignore --no-index "
                              "-z -v -n --stdin <'%s' >'%s'",
                              root, root, in, out);
        AUTO(buf) Buf answers = BUF_INIT;
        t.root = root;
        buf_clear(&t.asked);
        vec_clear(&t.is_dir);
        grow_tree(&t, "", 0);
        assert_true(fs_write(in, buf_str(&t.asked), NULL));
        int status = system(ask);
        assert_true(status == 0 || status == 256); // 1: nothing is ignored
        assert_true(fs_read(out, 0, &answers, NULL));
        compare(&t, buf_str(&answers), buf_str(&t.asked));
    }
    buf_deinit(&t.asked);
    vec_deinit(&t.is_dir);
}

const struct CMUnitTest ignore_tests[] = {
    scratch_test(lines_mean_what_git_says),
    scratch_test(deeper_files_and_weaker_lists_count),
    scratch_test(a_second_worktree_shares_the_exclude_list),
    scratch_test(random_trees_agree_with_git),
};
const size_t ignore_tests_n = ARRAY_LEN(ignore_tests);
