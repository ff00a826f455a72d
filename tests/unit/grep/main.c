#include "suite.h"

#include "base/fs.h"
#include "base/path.h"

#include <pthread.h>

int world_set_up(void **state)
{
    World *w = NEW(World);
    w->dir = temp_dir_new();
    w->root = "";
    w->workers = 2;
    w->query.use_ignore = true;
    w->query.line_bytes = 200;
    *state = w;
    return 0;
}

static void forget(World *w)
{
    VEC_EACH (GrepFile *, f, &w->found)
        grep_file_free(*f);
    vec_clear(&w->found);
    buf_clear(&w->lines);
}

int world_tear_down(void **state)
{
    World *w = *state;
    forget(w);
    vec_deinit(&w->found);
    buf_deinit(&w->lines);
    temp_dir_free(w->dir);
    free(w);
    return 0;
}

char *world_path(const World *w, const char *path)
{
    return path_join(w->dir, path);
}

void world_file(World *w, const char *path, Str bytes)
{
    AUTO(free) char *full = world_path(w, path);
    AUTO(free) char *dir = str_dup(path_dir(str_c(full)));
    test_must(fs_mkdirs(dir, NULL), dir);
    temp_write(full, bytes);
}

static void *work(void *arg)
{
    while (grep_worker_run(arg, NULL))
        ;
    grep_worker_free(arg);
    return NULL;
}

static int by_path(const void *a, const void *b)
{
    const GrepFile *const *x = a, *const *y = b;
    return strcmp((*x)->path, (*y)->path);
}

static void note(World *w)
{
    if (w->found.n)
        qsort(w->found.p, w->found.n, sizeof *w->found.p, by_path);
    VEC_EACH (GrepFile *, f, &w->found)
        VEC_EACH (GrepMatch, m, &(*f)->matches)
            buf_addf(&w->lines, "%s:%zu:%zu:" STR_FMT "\n", (*f)->path, m->row, m->col,
                     STR_ARG(grep_line(*f, m)));
}

void world_search(World *w, const char *pattern)
{
    AUTO(err) Err err = {0};
    AUTO(free) char *root = world_path(w, w->root);
    pthread_t threads[8];
    forget(w);
    w->query.find.pattern = str_c(pattern);
    Grep *g = grep_new(root, &w->query, &err);
    if (!g)
        fail_msg("%s", err_text(&err));
    if (w->prepare)
        w->prepare(g);
    for (size_t i = 0; i < w->workers; i++)
        test_must(pthread_create(&threads[i], NULL, work, grep_worker_new(g)) == 0, "thread");
    for (size_t i = 0; i < w->workers; i++)
        pthread_join(threads[i], NULL);
    grep_take(g, SIZE_MAX, &w->found);
    w->counts = grep_counts(g);
    grep_free(g);
    note(w);
}

void world_expect(const World *w, const char *lines)
{
    assert_string_equal(buf_c(&w->lines), lines);
}

int main(void)
{
    Vec(struct CMUnitTest) all = {0};
#define SUITE_ADD(name)                         \
    for (size_t i = 0; i < name##_tests_n; i++) \
        vec_push(&all, name##_tests[i]);
    SUITES(SUITE_ADD)
    int failed = _cmocka_run_group_tests("grep", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
