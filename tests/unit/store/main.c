#include "suite.h"

int world_set_up(void **state)
{
    World *w = NEW(World);
    w->dir = temp_dir_new();
    w->db = xasprintf("%s/data/codelab.db", w->dir);
    w->tree = xasprintf("%s/tree", w->dir);
    test_must(mkdir(w->tree, 0755) == 0, w->tree);
    MUST(w->store = store_open(w->db, &err));
    MUST(w->project = store_project_open(w->store, w->tree, &err));
    *state = w;
    return 0;
}

int world_tear_down(void **state)
{
    World *w = *state;
    store_close(w->store);
    temp_dir_free(w->dir);
    free(w->db);
    free(w->tree);
    free(w);
    return 0;
}

void world_reopen(World *w)
{
    store_close(w->store);
    MUST(w->store = store_open(w->db, &err));
}

int64_t world_save(World *w, const char *path, Str bytes)
{
    Version v = {0};
    MUST(store_save_version(w->store, w->project, str_c(path), bytes, 0644, CAUSE_SAVE, &v, &err));
    return v.n;
}

void world_expect(World *w, const char *path, int64_t n, Str want)
{
    AUTO(buf) Buf have = BUF_INIT;
    MUST(store_version_read(w->store, w->project, str_c(path), n, NULL, &have, &err));
    assert_int_equal(have.n, want.n);
    if (want.n)
        assert_memory_equal(have.p, want.p, want.n);
}

int64_t world_count_versions(World *w, const char *path)
{
    Versions versions = {0};
    MUST(store_versions(w->store, w->project, str_c(path), &versions, &err));
    int64_t n = (int64_t)versions.n;
    vec_deinit(&versions);
    return n;
}

uint32_t world_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

int main(void)
{
    Vec(struct CMUnitTest) all = {0};
#define SUITE_ADD(name)                         \
    for (size_t i = 0; i < name##_tests_n; i++) \
        vec_push(&all, name##_tests[i]);
    SUITES(SUITE_ADD)
    int failed = _cmocka_run_group_tests("store", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
