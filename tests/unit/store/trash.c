// The trash, and files that take their history along.
#include "suite.h"

#include "base/path.h"

#include <errno.h>
#include <sys/stat.h>

static char *in_tree(const World *w, const char *name)
{
    return path_join(w->tree, name);
}

static void put_in_tree(const World *w, const char *name, Str bytes)
{
    AUTO(free) char *path = in_tree(w, name);
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    MUST(fs_mkdirs(dir, &err));
    temp_write(path, bytes);
}

static void use_trash(const World *w)
{
    setenv("CODELAB_DATA", w->dir, 1);
}

static void what_was_deleted_comes_back_whole(void **state)
{
    World *w = *state;
    FsStat before, after;
    AUTO(free) char *id = NULL;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf target = BUF_INIT;
    use_trash(w);
    put_in_tree(w, "d/sub/a.sh", STR("#!/bin/sh\n"));
    AUTO(free) char *d = in_tree(w, "d");
    AUTO(free) char *a = in_tree(w, "d/sub/a.sh");
    AUTO(free) char *link = in_tree(w, "d/link");
    test_must(chmod(a, 0751) == 0 && symlink("sub/nowhere", link) == 0, a);
    MUST(fs_stat(a, &before, &err));
    MUST(trash_put(d, NULL, &id, &err));
    assert_false(fs_exists(d));
    MUST(trash_restore(id, d, NULL, &err));
    MUST(fs_stat(a, &after, &err));
    assert_int_equal(after.mode, before.mode);
    assert_int_equal(after.mtime_ns, before.mtime_ns);
    temp_read(a, &bytes);
    assert_string_equal(buf_c(&bytes), "#!/bin/sh\n");
    MUST(fs_link_read(link, &target, &err));
    assert_string_equal(buf_c(&target), "sub/nowhere");
    assert_false(trash_restore(id, d, NULL, NULL));
}

static void a_name_with_any_bytes_is_found_in_the_trash(void **state)
{
    World *w = *state;
    static const char name[] = "a\n\033[31m\xff";
    AUTO(free) char *id = NULL;
    TrashItems items = {0};
    use_trash(w);
    put_in_tree(w, name, STR("x"));
    AUTO(free) char *path = in_tree(w, name);
    MUST(trash_put(path, NULL, &id, &err));
    MUST(trash_list(&items, &err));
    assert_int_equal(items.n, 1);
    assert_string_equal(items.p[0].path, path);
    assert_string_equal(items.p[0].id, id);
    assert_false(items.p[0].is_dir);
    trash_items_deinit(&items);
}

static void nothing_is_restored_over_something_else(void **state)
{
    World *w = *state;
    AUTO(free) char *id = NULL;
    AUTO(buf) Buf bytes = BUF_INIT;
    use_trash(w);
    put_in_tree(w, "a", STR("old"));
    AUTO(free) char *a = in_tree(w, "a");
    MUST(trash_put(a, NULL, &id, &err));
    put_in_tree(w, "a", STR("new"));
    AUTO(err) Err why = {0};
    assert_false(trash_restore(id, a, NULL, &why));
    assert_int_equal(why.code, EEXIST);
    temp_read(a, &bytes);
    assert_string_equal(buf_c(&bytes), "new");
    AUTO(free) char *other = in_tree(w, "made/anew/a");
    MUST(trash_restore(id, other, NULL, &err));
    assert_true(fs_exists(other));
}

static void what_is_not_there_cannot_be_deleted_and_leaves_no_trace(void **state)
{
    World *w = *state;
    AUTO(free) char *id = NULL;
    AUTO(free) char *path = in_tree(w, "none");
    TrashItems items = {0};
    AUTO(err) Err why = {0};
    use_trash(w);
    assert_false(trash_put(path, NULL, &id, &why));
    assert_null(id);
    assert_int_equal(why.code, ENOENT);
    MUST(trash_list(&items, &err));
    assert_int_equal(items.n, 0);
    assert_false(trash_restore("../../etc", path, NULL, &why));
}

static void only_what_is_old_is_removed_for_good(void **state)
{
    World *w = *state;
    AUTO(free) char *id = NULL;
    size_t n;
    use_trash(w);
    put_in_tree(w, "d/a", STR("x"));
    AUTO(free) char *d = in_tree(w, "d");
    MUST(trash_put(d, NULL, &id, &err));
    AUTO(free) char *content = trash_content(id, NULL);
    MUST(trash_empty(strtoll(id, NULL, 16), &n, &err));
    assert_int_equal(n, 0);
    assert_true(fs_exists(content));
    MUST(trash_empty(strtoll(id, NULL, 16) + 1, &n, &err));
    assert_int_equal(n, 1);
    assert_false(fs_exists(content));
}

static void history_follows_a_file_to_its_new_path(void **state)
{
    World *w = *state;
    world_save(w, "a.c", STR("one"));
    world_save(w, "a.c", STR("two"));
    MUST(store_files_moved(w->store, w->project, STR("a.c"), STR("lib/b.c"), &err));
    assert_int_equal(world_count_versions(w, "a.c"), 0);
    assert_int_equal(world_count_versions(w, "lib/b.c"), 3);
    world_expect(w, "lib/b.c", 1, STR("one"));
    world_expect(w, "lib/b.c", 0, STR("two"));
}

static void history_follows_all_files_of_a_folder_and_no_others(void **state)
{
    World *w = *state;
    world_save(w, "src/a", STR("a"));
    world_save(w, "src/sub/b\xff", STR("b"));
    world_save(w, "src2/c", STR("c"));
    world_save(w, "src.txt", STR("t"));
    MUST(store_files_moved(w->store, w->project, STR("src"), STR("lib"), &err));
    world_expect(w, "lib/a", 0, STR("a"));
    world_expect(w, "lib/sub/b\xff", 0, STR("b"));
    world_expect(w, "src2/c", 0, STR("c"));
    world_expect(w, "src.txt", 0, STR("t"));
}

static void a_path_with_a_history_of_its_own_keeps_it(void **state)
{
    World *w = *state;
    world_save(w, "a", STR("of a"));
    world_save(w, "b", STR("of b"));
    MUST(store_files_moved(w->store, w->project, STR("a"), STR("b"), &err));
    world_expect(w, "a", 0, STR("of a"));
    world_expect(w, "b", 0, STR("of b"));
}

const struct CMUnitTest trash_tests[] = {
    CASE(what_was_deleted_comes_back_whole),
    CASE(a_name_with_any_bytes_is_found_in_the_trash),
    CASE(nothing_is_restored_over_something_else),
    CASE(what_is_not_there_cannot_be_deleted_and_leaves_no_trace),
    CASE(only_what_is_old_is_removed_for_good),
    CASE(history_follows_a_file_to_its_new_path),
    CASE(history_follows_all_files_of_a_folder_and_no_others),
    CASE(a_path_with_a_history_of_its_own_keeps_it),
};
const size_t trash_tests_n = ARRAY_LEN(trash_tests);
