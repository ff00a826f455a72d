#include "suite.h"

static const uint8_t first[32] = {1}, second[32] = {2};

static void expect(World *w, const char *path, const uint8_t *hash, const char *want)
{
    AUTO(buf) Buf have = BUF_INIT;
    AUTO(err) Err err = {0};
    bool found = store_undo_get(w->store, w->project, str_c(path), hash, &have, &err);
    assert_null(err.msg);
    assert_int_equal(found, want != NULL);
    if (want)
        assert_string_equal(buf_c(&have), want);
}

static void put(World *w, const char *path, const uint8_t *hash, const char *undo)
{
    MUST(store_undo_put(w->store, w->project, str_c(path), hash, str_c(undo), &err));
}

static void undo_is_known_for_one_text_of_a_file(void **state)
{
    World *w = *state;
    put(w, "a", first, "what was done");
    put(w, "b", first, "something else");
    world_reopen(w);
    expect(w, "a", first, "what was done");
    expect(w, "b", first, "something else");
    expect(w, "a", second, NULL);
    expect(w, "c", first, NULL);
    put(w, "a", second, "done later");
    expect(w, "a", second, "done later");
    expect(w, "a", first, NULL);
}

static void old_ones_are_forgotten(void **state)
{
    World *w = *state;
    for (int i = 0; i < 1005; i++) {
        AUTO(free) char *path = xasprintf("file%d", i);
        put(w, path, first, path);
    }
    expect(w, "file4", first, NULL);
    expect(w, "file5", first, "file5");
    expect(w, "file1004", first, "file1004");
}

const struct CMUnitTest undo_tests[] = {
    CASE(undo_is_known_for_one_text_of_a_file),
    CASE(old_ones_are_forgotten),
};
const size_t undo_tests_n = ARRAY_LEN(undo_tests);
