#include "suite.h"

#include "db/db.h"

static char *folder(World *w, const char *name)
{
    char *path = xasprintf("%s/%s", w->dir, name);
    (void)mkdir(path, 0755); // it may be there
    return path;
}

static char *dir_of(World *w, int64_t project)
{
    Project p = {0};
    MUST(store_project_get(w->store, project, &p, &err));
    char *dir = xstrdup(p.dir);
    project_deinit(&p);
    return dir;
}

static size_t count_projects(World *w)
{
    Projects all = {0};
    MUST(store_project_list(w->store, &all, &err));
    size_t n = all.n;
    projects_deinit(&all);
    return n;
}

static void a_folder_that_was_moved_is_the_same_project(void **state)
{
    World *w = *state;
    AUTO(free) char *elsewhere = xasprintf("%s/deep", w->dir);
    AUTO(free) char *there = xasprintf("%s/deep/garden", w->dir);
    int64_t id = 0;
    world_save(w, "a", STR("x"));
    assert_int_equal(mkdir(elsewhere, 0755), 0);
    assert_int_equal(rename(w->tree, there), 0);
    MUST(id = store_project_open(w->store, there, &err));
    assert_int_equal(id, w->project);
    AUTO(free) char *dir = dir_of(w, id);
    assert_string_equal(dir, there);
    Project p = {0};
    MUST(store_project_find(w->store, "garden", &p, &err)); // a name nobody chose follows
    project_deinit(&p);
    world_expect(w, "a", 1, STR("x"));
    assert_int_equal(count_projects(w), 1);
}

static void a_name_that_was_chosen_stays_when_the_folder_moves(void **state)
{
    World *w = *state;
    AUTO(free) char *there = xasprintf("%s/other", w->dir);
    Project p = {0};
    MUST(store_project_rename(w->store, w->project, STR("my garden"), &err));
    assert_int_equal(rename(w->tree, there), 0);
    MUST(store_project_open(w->store, there, &err));
    MUST(store_project_find(w->store, "my garden", &p, &err));
    assert_string_equal(p.dir, there);
    project_deinit(&p);
}

static void a_copy_is_a_project_of_its_own(void **state)
{
    World *w = *state;
    AUTO(free) char *copy = xasprintf("%s/copy", w->dir);
    AUTO(free) char *file = xasprintf("%s/a", w->tree);
    int64_t id = 0, nfiles;
    temp_write(file, STR("x"));
    MUST(store_project_scan(w->store, w->project, &nfiles, &err));
    MUST(fs_copy_tree(w->tree, copy, NULL, &err));
    MUST(id = store_project_open(w->store, copy, &err));
    assert_int_not_equal(id, w->project);
    // also when the first one is gone by then
    AUTO(free) char *second = xasprintf("%s/second", w->dir);
    MUST(fs_copy_tree(copy, second, NULL, &err));
    MUST(fs_remove_tree(copy, &err));
    int64_t other = 0;
    MUST(other = store_project_open(w->store, second, &err));
    assert_int_not_equal(other, id);
    assert_int_not_equal(other, w->project);
}

static void a_new_folder_in_the_old_place_does_not_take_the_moved_one(void **state)
{
    World *w = *state;
    AUTO(free) char *there = xasprintf("%s/moved", w->dir);
    int64_t id = 0;
    assert_int_equal(rename(w->tree, there), 0);
    AUTO(free) char *again = folder(w, "tree");
    MUST(id = store_project_open(w->store, there, &err));
    assert_int_equal(id, w->project);
    MUST(id = store_project_open(w->store, again, &err));
    assert_int_not_equal(id, w->project);
}

static void a_project_is_told_where_its_folder_is(void **state)
{
    World *w = *state;
    AUTO(free) char *there = folder(w, "there");
    AUTO(free) char *taken = folder(w, "taken");
    AUTO(err) Err why = {0};
    MUST(store_project_open(w->store, taken, &err));
    MUST(store_project_move(w->store, w->project, there, &err));
    AUTO(free) char *dir = dir_of(w, w->project);
    assert_string_equal(dir, there);
    assert_false(store_project_move(w->store, w->project, taken, &why));
    assert_non_null(strstr(err_text(&why), "is another project"));
}

static void names_that_could_be_taken_for_something_else_are_refused(void **state)
{
    World *w = *state;
    static const char *const names[] = {"", "a/b", "..", ".hidden", "-f"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO(err) Err why = {0};
        assert_false(store_project_rename(w->store, w->project, str_c(names[i]), &why));
        assert_non_null(strstr(err_text(&why), "is no name for a project"));
    }
}

static void what_was_removed_can_be_taken_back(void **state)
{
    World *w = *state;
    RemovedProjects gone = {0};
    Project p = {0};
    world_save(w, "a", STR("x"));
    MUST(store_project_remove(w->store, w->project, &err));
    assert_int_equal(count_projects(w), 0);
    assert_false(store_project_find(w->store, "tree", &p, NULL));
    MUST(store_project_removed(w->store, &gone, &err));
    assert_int_equal(gone.n, 1);
    assert_string_equal(gone.p[0].dir, w->tree);
    removed_projects_deinit(&gone);
    MUST(store_project_take_back(w->store, w->project, &err));
    assert_int_equal(count_projects(w), 1);
    world_expect(w, "a", 1, STR("x"));
    // opening the folder does the same
    MUST(store_project_remove(w->store, w->project, &err));
    int64_t id = 0;
    MUST(id = store_project_open(w->store, w->tree, &err));
    assert_int_equal(id, w->project);
    assert_int_equal(count_projects(w), 1);
}

static void what_was_removed_long_ago_is_forgotten(void **state)
{
    World *w = *state;
    GcResult gone;
    AUTO(buf) Buf big = BUF_INIT;
    uint32_t seed = 9;
    for (int i = 0; i < 400000; i++)
        buf_add_byte(&big, (char)world_random(&seed));
    world_save(w, "a", buf_str(&big));
    MUST(store_gc(w->store, INT64_MAX, &gone, &err)); // nothing was removed
    assert_int_equal(gone.nprojects, 0);
    assert_int_equal(gone.ncontents, 0);
    world_expect(w, "a", 1, buf_str(&big));
    MUST(store_project_remove(w->store, w->project, &err));
    MUST(store_gc(w->store, 1000, &gone, &err)); // not so long ago
    assert_int_equal(gone.nprojects, 0);
    MUST(store_gc(w->store, INT64_MAX, &gone, &err));
    assert_int_equal(gone.nprojects, 1);
    assert_int_equal(gone.ncontents, 1);
    assert_true(gone.nfreed > 50000);
    assert_false(store_project_take_back(w->store, w->project, NULL) &&
                 store_project_get(w->store, w->project, &(Project){0}, NULL));
}

static void verify_names_the_file_whose_content_is_damaged(void **state)
{
    World *w = *state;
    VerifyResult v = {0};
    for (int i = 0; i < 5; i++) {
        AUTO(free) char *path = xasprintf("f%d", i);
        AUTO(free) char *text = xasprintf("content of file %d", i);
        world_save(w, path, str_c(text));
    }
    world_save(w, "f3", STR("another content of file 3"));
    MUST(store_verify(w->store, 0, &v, &err));
    assert_int_equal(v.nversions, 6);
    assert_int_equal(v.damaged.n, 0);
    verify_result_deinit(&v);
    store_close(w->store);
    Db *db = NULL;
    MUST(db = db_open(w->db, &err));
    MUST(db_exec(db,
                 "UPDATE blobs SET data=CAST('content of file X' AS BLOB)"
                 " WHERE id=(SELECT blob_id FROM versions JOIN files ON files.id=file_id"
                 "  WHERE path=CAST('f2' AS BLOB));"
                 "UPDATE versions SET n=7 WHERE n=2",
                 &err));
    db_close(db);
    MUST(w->store = store_open(w->db, &err));
    MUST(store_verify(w->store, w->project, &v, &err));
    assert_int_equal(v.nversions, 6);
    assert_int_equal(v.damaged.n, 2);
    assert_string_equal(v.damaged.p[0].path, "f2");
    assert_int_equal(v.damaged.p[0].n, 1);
    assert_string_equal(v.damaged.p[0].why, "its content in the database is damaged");
    assert_string_equal(v.damaged.p[0].project, w->tree);
    assert_string_equal(v.damaged.p[1].path, "f3");
    assert_int_equal(v.damaged.p[1].n, 7);
    verify_result_deinit(&v);
}

const struct CMUnitTest upkeep_tests[] = {
    CASE(a_folder_that_was_moved_is_the_same_project),
    CASE(a_name_that_was_chosen_stays_when_the_folder_moves),
    CASE(a_copy_is_a_project_of_its_own),
    CASE(a_new_folder_in_the_old_place_does_not_take_the_moved_one),
    CASE(a_project_is_told_where_its_folder_is),
    CASE(names_that_could_be_taken_for_something_else_are_refused),
    CASE(what_was_removed_can_be_taken_back),
    CASE(what_was_removed_long_ago_is_forgotten),
    CASE(verify_names_the_file_whose_content_is_damaged),
};
const size_t upkeep_tests_n = ARRAY_LEN(upkeep_tests);
