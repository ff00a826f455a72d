#include "suite.h"

#include "base/fs.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>

// A picture of a tree as text: kind, mode, name and content of everything, sorted.
static void picture(const char *dir, const char *rel, Buf *out)
{
    AUTO(free) char *full = *rel ? path_join(dir, rel) : xstrdup(dir);
    struct stat st;
    test_must(lstat(full, &st) == 0, full);
    buf_addf(out, "[%s] %o ", rel, S_ISLNK(st.st_mode) ? 0120000 : st.st_mode);
    if (S_ISREG(st.st_mode))
        temp_read(full, out);
    if (S_ISLNK(st.st_mode)) {
        ssize_t n = readlink(full, buf_reserve(out, 4096), 4096);
        test_must(n >= 0, full);
        out->n += (size_t)n;
    }
    buf_add_byte(out, '\n');
    struct dirent **list;
    int n = S_ISDIR(st.st_mode) ? scandir(full, &list, NULL, alphasort) : 0;
    test_must(n >= 0, full);
    for (int i = 0; i < n; i++) {
        AUTO(free) char *below = path_join(rel, list[i]->d_name);
        if (strcmp(list[i]->d_name, ".") != 0 && strcmp(list[i]->d_name, "..") != 0)
            picture(dir, below, out);
        free(list[i]);
    }
    if (S_ISDIR(st.st_mode))
        free(list);
}

static void put(const World *w, const char *rel, Str bytes)
{
    AUTO(free) char *full = path_join(w->tree, rel);
    AUTO(free) char *dir = str_dup(path_dir(str_c(full)));
    MUST(fs_mkdirs(dir, &err));
    temp_write(full, bytes);
}

static void drop(const World *w, const char *rel)
{
    AUTO(free) char *full = path_join(w->tree, rel);
    MUST(fs_remove_tree(full, &err));
}

static int64_t scan(World *w)
{
    int64_t n = -1;
    MUST(store_project_scan(w->store, w->project, &n, &err));
    return n;
}

// Delete the folder, bring it back and see that nothing differs.
static void expect_same_after_restore(World *w)
{
    AUTO(buf) Buf before = BUF_INIT, after = BUF_INIT;
    picture(w->tree, "", &before);
    MUST(fs_remove_tree(w->tree, &err));
    int64_t n;
    MUST(store_project_restore(w->store, w->project, w->tree, &n, &err));
    picture(w->tree, "", &after);
    assert_string_equal(buf_c(&before), buf_c(&after));
    assert_int_equal(before.n, after.n);
}

typedef struct {
    World *w;
    uint32_t seed;
    int nmade;
} Maker;

static char *random_name(Maker *m)
{
    static const char *const odd[] = {"a b",      "\xff\xfe", "new\nline", "-x",
                                      "\xc3\xa4", "...",      "#",         "*"};
    uint32_t r = world_random(&m->seed);
    return xasprintf("%s%d", r % 3 ? "n" : odd[r / 3 % ARRAY_LEN(odd)], m->nmade++);
}

static void random_bytes(Maker *m, Buf *out)
{
    size_t n = world_random(&m->seed) % 4 ? world_random(&m->seed) % 3000 : 0;
    while (out->n < n)
        buf_add_byte(out, (char)(world_random(&m->seed) % (n % 2 ? 256 : 7)));
}

static void make_random(Maker *m, const char *rel, int depth)
{
    static const mode_t modes[] = {0644, 0600, 0755, 0444, 0700, 0, 04755, 0664};
    for (uint32_t i = world_random(&m->seed) % 7; i > 0; i--) {
        AUTO(free) char *name = random_name(m);
        AUTO(free) char *below = path_join(rel, name);
        AUTO(free) char *full = path_join(m->w->tree, below);
        AUTO(buf) Buf bytes = BUF_INIT;
        uint32_t r = world_random(&m->seed);
        if (r % 4 == 0 && depth < 6) {
            test_must(mkdir(full, 0755) == 0, full);
            make_random(m, below, depth + 1);
            test_must(chmod(full, r % 8 ? 0755 : 0750) == 0, full);
        } else if (r % 4 == 1 && r % 3 == 0) {
            test_must(symlink(r % 2 ? "../nowhere \xff" : ".", full) == 0, full);
        } else {
            random_bytes(m, &bytes);
            temp_write(full, buf_str(&bytes));
            mode_t mode = modes[r / 8 % ARRAY_LEN(modes)];
            // only root could read it back
            test_must(chmod(full, geteuid() ? mode | 0400 : mode) == 0, full);
        }
    }
}

static void random_trees_come_back_byte_for_byte(void **state)
{
    World *w = *state;
    Maker m = {.w = w, .seed = 20240131};
    for (int round = 0; round < 12; round++) {
        make_random(&m, "", 0);
        scan(w);
        expect_same_after_restore(w);
        assert_int_equal(scan(w), 0); // the same contents again
    }
    assert_true(m.nmade > 50);
}

static void a_scan_takes_what_is_new_changed_or_gone(void **state)
{
    World *w = *state;
    put(w, "a", STR("1"));
    put(w, "d/b", STR("1"));
    assert_int_equal(scan(w), 2);
    assert_int_equal(scan(w), 0);
    put(w, "a", STR("2"));
    put(w, "c", STR("3"));
    drop(w, "d");
    assert_int_equal(scan(w), 3);
    world_expect(w, "a", 1, STR("1"));
    world_expect(w, "a", 2, STR("2"));
    world_expect(w, "d/b", 0, STR("1"));
    Versions versions = {0};
    MUST(store_versions(w->store, w->project, STR("d/b"), &versions, &err));
    assert_int_equal(versions.n, 2);
    assert_int_equal(versions.p[0].cause, CAUSE_DELETE);
    assert_int_equal(versions.p[1].cause, CAUSE_SCAN);
    vec_clear(&versions);
    MUST(store_versions(w->store, w->project, STR("a"), &versions, &err));
    assert_int_equal(versions.p[0].cause, CAUSE_EXTERNAL);
    vec_deinit(&versions);
    expect_same_after_restore(w);
}

static void a_file_may_become_a_folder_and_a_link(void **state)
{
    World *w = *state;
    AUTO(free) char *x = path_join(w->tree, "x");
    put(w, "x", STR("file"));
    put(w, "other/y", STR("there"));
    scan(w);
    drop(w, "x");
    put(w, "x/y", STR("below"));
    scan(w);
    expect_same_after_restore(w);
    drop(w, "x");
    test_must(symlink("other", x) == 0, x); // x/y is there still, through the link
    scan(w);
    expect_same_after_restore(w);
    drop(w, "x");
    put(w, "x", STR("file"));
    scan(w);
    expect_same_after_restore(w);
    world_expect(w, "x", 1, STR("file"));
    assert_int_equal(world_count_versions(w, "x"), 3); // file, gone, file
}

static void what_git_ignores_is_left_out(void **state)
{
    World *w = *state;
    put(w, ".gitignore", STR("*.o\n/build/\n"));
    put(w, "a.c", STR("c"));
    put(w, "a.o", STR("o"));
    put(w, "build/x", STR("x"));
    put(w, ".git/HEAD", STR("ref"));
    assert_int_equal(scan(w), 2);
    assert_int_equal(world_count_versions(w, "a.o"), 0);
    // but what was saved by hand stays, and changes are seen
    world_save(w, "build/x", STR("x"));
    put(w, "build/x", STR("changed"));
    assert_int_equal(scan(w), 1);
    world_expect(w, "build/x", 0, STR("changed"));
}

static void the_database_is_not_taken_into_itself(void **state)
{
    World *w = *state;
    int64_t n = 0;
    put(w, "a", STR("1"));
    MUST(w->project = store_project_open(w->store, w->dir, &err));
    MUST(store_project_scan(w->store, w->project, &n, &err));
    assert_int_equal(n, 1);
    world_expect(w, "tree/a", 1, STR("1"));
}

static void an_emptied_or_missing_folder_loses_nothing(void **state)
{
    World *w = *state;
    put(w, "a", STR("1"));
    put(w, "d/b", STR("2"));
    scan(w);
    drop(w, "");
    test_must(mkdir(w->tree, 0755) == 0, w->tree);
    assert_int_equal(scan(w), 0);
    test_must(rmdir(w->tree) == 0, w->tree);
    int64_t n;
    AUTO(err) Err why = {0};
    assert_false(store_project_scan(w->store, w->project, &n, &why));
    assert_non_null(strstr(err_text(&why), "no such file or directory"));
    MUST(store_project_restore(w->store, w->project, w->tree, &n, &err));
    assert_int_equal(n, 2);
}

static void a_folder_that_holds_something_is_not_written_to(void **state)
{
    World *w = *state;
    put(w, "a", STR("1"));
    scan(w);
    int64_t n;
    AUTO(err) Err why = {0};
    assert_false(store_project_restore(w->store, w->project, w->tree, &n, &why));
    assert_non_null(strstr(err_text(&why), "is not empty"));
    put(w, "a", STR("mine"));
    AUTO(free) char *file = path_join(w->tree, "a");
    assert_false(store_project_restore(w->store, w->project, file, &n, &why));
    AUTO(buf) Buf kept = BUF_INIT;
    temp_read(file, &kept);
    assert_string_equal(buf_c(&kept), "mine");
}

static void what_cannot_be_taken_is_told(void **state)
{
    World *w = *state;
    AUTO(free) char *pipe_path = path_join(w->tree, "pipe");
    AUTO(free) char *big = path_join(w->tree, "big");
    put(w, "a", STR("1"));
    put(w, "big", STR(""));
    test_must(mkfifo(pipe_path, 0600) == 0, pipe_path);
    test_must(truncate(big, STORE_MAX_FILE_BYTES + 1) == 0, big);
    assert_int_equal(scan(w), 1);
    SkippedFiles skipped = {0};
    MUST(store_project_skipped(w->store, w->project, &skipped, &err));
    assert_int_equal(skipped.n, 2);
    assert_string_equal(skipped.p[0].path, "big");
    assert_string_equal(skipped.p[0].why, "it is larger than 64 MB");
    assert_string_equal(skipped.p[1].path, "pipe");
    skipped_files_deinit(&skipped);

    AUTO(free) char *to = path_join(w->dir, "elsewhere/deep");
    int64_t n = 0;
    AUTO(err) Err why = {0};
    assert_false(store_project_restore(w->store, w->project, to, &n, &why));
    assert_int_equal(n, 1);
    assert_non_null(strstr(err_text(&why), "one file could not be restored: "
                                           "'big' was never taken into history"));
    drop(w, "big");
    put(w, "big", STR("small now"));
    assert_int_equal(scan(w), 1);
    MUST(store_project_skipped(w->store, w->project, &skipped, &err));
    assert_int_equal(skipped.n, 1);
    skipped_files_deinit(&skipped);
}

static void a_scan_can_be_stopped_and_taken_up_again(void **state)
{
    World *w = *state;
    atomic_bool cancel = true;
    int64_t n;
    put(w, "a", STR("1"));
    store_set_cancel(w->store, &cancel);
    AUTO(err) Err why = {0};
    assert_false(store_project_scan(w->store, w->project, &n, &why));
    assert_int_equal(why.code, ECANCELED);
    cancel = false;
    assert_int_equal(scan(w), 1);
    store_set_cancel(w->store, NULL);
    expect_same_after_restore(w);
}

static void folders_without_rights_are_restored_too(void **state)
{
    World *w = *state;
    AUTO(free) char *locked = path_join(w->tree, "locked");
    put(w, "locked/in", STR("1"));
    test_must(chmod(locked, 0555) == 0, locked);
    scan(w);
    AUTO(free) char *to = path_join(w->dir, "copy");
    int64_t n;
    MUST(store_project_restore(w->store, w->project, to, &n, &err));
    AUTO(buf) Buf want = BUF_INIT, have = BUF_INIT;
    picture(w->tree, "", &want);
    picture(to, "", &have);
    assert_string_equal(buf_c(&want), buf_c(&have));
    AUTO(free) char *copied = path_join(to, "locked");
    test_must(chmod(copied, 0755) == 0 && chmod(locked, 0755) == 0, copied);
}

const struct CMUnitTest tree_tests[] = {
    CASE(random_trees_come_back_byte_for_byte),
    CASE(a_scan_takes_what_is_new_changed_or_gone),
    CASE(a_file_may_become_a_folder_and_a_link),
    CASE(what_git_ignores_is_left_out),
    CASE(the_database_is_not_taken_into_itself),
    CASE(an_emptied_or_missing_folder_loses_nothing),
    CASE(a_folder_that_holds_something_is_not_written_to),
    CASE(what_cannot_be_taken_is_told),
    CASE(a_scan_can_be_stopped_and_taken_up_again),
    CASE(folders_without_rights_are_restored_too),
};
const size_t tree_tests_n = ARRAY_LEN(tree_tests);
