#include "suite.h"

static void a_folder_is_one_project(void **state)
{
    World *w = *state;
    AUTO(free) char *link_path = xasprintf("%s/link", w->dir);
    AUTO(free) char *dotted = xasprintf("%s/./tree/", w->dir);
    assert_int_equal(symlink("tree", link_path), 0);
    int64_t id = 0;
    MUST(id = store_project_open(w->store, link_path, &err));
    assert_int_equal(id, w->project);
    MUST(id = store_project_open(w->store, dotted, &err));
    assert_int_equal(id, w->project);
    Projects list = {0};
    MUST(store_project_list(w->store, &list, &err));
    assert_int_equal(list.n, 1);
    assert_string_equal(list.p[0].dir, w->tree);
    assert_string_equal(list.p[0].name, "tree");
    assert_true(list.p[0].dir_exists);
    projects_deinit(&list);
}

static void projects_are_found_by_folder_or_name(void **state)
{
    World *w = *state;
    Project p;
    MUST(store_project_find(w->store, "tree", &p, &err));
    assert_int_equal(p.id, w->project);
    project_deinit(&p);
    AUTO(err) Err why = {0};
    assert_false(store_project_find(w->store, "other", &p, &why));
    assert_string_equal(err_text(&why), "no project 'other' is known");
    int64_t id = 0;
    MUST(id = store_project_open(w->store, "/gone/tree", &err));
    assert_false(store_project_find(w->store, "tree", &p, &why));
    assert_non_null(strstr(err_text(&why), "2 projects are called 'tree'"));
    MUST(store_project_find(w->store, "/gone/tree", &p, &err));
    assert_int_equal(p.id, id);
    assert_false(p.dir_exists);
    project_deinit(&p);
}

static void a_file_belongs_to_the_innermost_project(void **state)
{
    World *w = *state;
    AUTO(free) char *inner = xasprintf("%s/inner", w->tree);
    test_must(mkdir(inner, 0755) == 0, inner);
    AUTO(free) char *link_path = xasprintf("%s/way", w->dir);
    assert_int_equal(symlink("tree", link_path), 0);
    int64_t id = 0;
    MUST(id = store_project_open(w->store, inner, &err));
    const struct {
        const char *below; // of w->dir
        int64_t project;
        const char *rel;
    } cases[] = {
        {"tree/a.c", w->project, "a.c"},  {"tree/deep/er/a.c", w->project, "deep/er/a.c"},
        {"tree/inner/a.c", id, "a.c"},    {"tree/inner/../b.c", w->project, "b.c"},
        {"way/inner/x/a.c", id, "x/a.c"}, {"a.c", 0, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(free) char *path = xasprintf("%s/%s", w->dir, cases[i].below);
        AUTO(err) Err err = {0};
        AUTO(free) char *rel = NULL;
        int64_t project = 0;
        assert_int_equal(store_locate(w->store, path, &project, &rel, &err), cases[i].rel != NULL);
        assert_null(err.msg);
        assert_int_equal(project, cases[i].project);
        if (cases[i].rel)
            assert_string_equal(rel, cases[i].rel);
    }
}

static void removing_forgets_what_nobody_else_has(void **state)
{
    World *w = *state;
    AUTO(buf) Buf text = BUF_INIT;
    uint32_t seed = 5;
    for (int i = 0; i < 30000; i++)
        buf_addf(&text, "%u\n", world_random(&seed));
    int64_t other = 0;
    MUST(other = store_project_open(w->store, "/other", &err));
    // the other project shares a content in the middle of a chain of deltas
    for (int i = 0; i < 10; i++) {
        text.p[i * 1000]++;
        world_save(w, "t", buf_str(&text));
        if (i == 5)
            MUST(store_save_version(w->store, other, STR("u"), buf_str(&text), 0644, CAUSE_SAVE,
                                    NULL, &err));
    }
    AUTO(buf) Buf shared = BUF_INIT, again = BUF_INIT;
    MUST(store_version_read(w->store, other, STR("u"), 1, NULL, &shared, &err));
    GcResult gone;
    MUST(store_project_remove(w->store, w->project, &err));
    MUST(store_gc(w->store, INT64_MAX, &gone, &err));
    assert_int_equal(gone.nprojects, 1);
    MUST(w->project = store_project_open(w->store, w->tree, &err));
    world_reopen(w);
    MUST(store_version_read(w->store, other, STR("u"), 1, NULL, &again, &err));
    assert_true(str_eq(buf_str(&shared), buf_str(&again)));
    AUTO(err) Err why = {0};
    assert_false(store_project_remove(w->store, 99, &why));
    assert_string_equal(err_text(&why),
                        "cannot remove the project: it is no longer in the database");
}

const struct CMUnitTest project_tests[] = {
    CASE(a_folder_is_one_project),
    CASE(projects_are_found_by_folder_or_name),
    CASE(a_file_belongs_to_the_innermost_project),
    CASE(removing_forgets_what_nobody_else_has),
};
const size_t project_tests_n = ARRAY_LEN(project_tests);
