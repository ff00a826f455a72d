#include "suite.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/path.h"

#include <sys/sysmacros.h>
#include <sys/xattr.h>

int world_set_up(void **state)
{
    World *w = NEW(World);
    w->dir = temp_dir_new();
    w->tree = path_join(w->dir, "tree");
    w->layer = path_join(w->dir, "layer");
    test_must(mkdir(w->tree, 0755) == 0 && mkdir(w->layer, 0755) == 0, w->tree);
    AUTO(free) char *db = path_join(w->dir, "data/codelab.db");
    MUST(w->store = store_open(db, &err));
    MUST(w->project = store_project_open(w->store, w->tree, &err));
    *state = w;
    return 0;
}

int world_tear_down(void **state)
{
    World *w = *state;
    review_free(w->r);
    store_close(w->store);
    temp_dir_free(w->dir);
    free(w->tree);
    free(w->layer);
    free(w);
    return 0;
}

static char *place(const char *top, const char *path)
{
    char *full = path_join(top, path);
    AUTO(free) char *dir = str_dup(path_dir(str_c(full)));
    test_must(fs_mkdirs_mode(dir, 0755, NULL), dir);
    return full;
}

void world_write(const World *w, const char *top, const char *path, const char *text)
{
    (void)w;
    AUTO(free) char *full = place(top, path);
    temp_write(full, str_c(text));
}

void world_delete(const World *w, const char *path)
{
    AUTO(free) char *full = place(w->layer, path);
    test_must(mknod(full, S_IFCHR, makedev(0, 0)) == 0, full);
}

void world_hide(const World *w, const char *path)
{
    AUTO(free) char *inside = path_join(path, "x");
    AUTO(free) char *full = place(w->layer, inside);
    full[strlen(full) - 2] = '\0';
    test_must(setxattr(full, "user.overlay.opaque", "y", 1, 0) == 0, full);
}

void world_take(World *w)
{
    AUTO(fd) int upper = open(w->layer, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ReviewHead head = {.project = w->project,
                       .run = 42,
                       .command = (char *)"make test",
                       .status = (char *)"success",
                       .duration_ms = 3100,
                       .time_ms = w->start_ms ? w->start_ms : clock_wall_ms() + 1000};
    MUST(review_take(w->store, &head, w->tree, upper, &err));
    assert_int_not_equal(head.id, 0);
    review_free(w->r);
    MUST(w->r = review_open(w->store, head.id, &err));
    for (size_t i = 0; i < w->r->entries.n; i++)
        MUST(review_text_read(w->r, i, w->store, &err));
}

void world_reopen(World *w)
{
    int64_t id = w->r->head.id;
    AUTO(free) char *db = path_join(w->dir, "data/codelab.db");
    review_free(w->r);
    w->r = NULL;
    store_close(w->store);
    MUST(w->store = store_open(db, &err));
    MUST(w->r = review_open(w->store, id, &err));
    for (size_t i = 0; i < w->r->entries.n; i++)
        MUST(review_text_read(w->r, i, w->store, &err));
}

size_t world_entry(const World *w, const char *path)
{
    ptrdiff_t i = review_find(w->r, str_c(path));
    if (i < 0)
        fail_msg("there is no entry '%s'", path);
    return (size_t)i;
}

void world_expect(const World *w, const char *path, const char *text)
{
    AUTO(buf) Buf have = BUF_INIT;
    AUTO(free) char *full = path_join(w->tree, path);
    if (!text) {
        assert_int_not_equal(access(full, F_OK), 0);
        return;
    }
    temp_read(full, &have);
    assert_string_equal(buf_c(&have), text);
}

void world_apply(World *w, ReviewOutcome *out)
{
    MUST(review_save(w->r, w->store, &err));
    MUST(review_apply(w->store, w->r->head.id, out, &err));
    world_reopen(w);
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
    int failed = _cmocka_run_group_tests("review", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
