#include "suite.h"

#include "db/db.h"

#include <dirent.h>

// The first entry of the data folder whose name contains `part`; owned, NULL if none.
static char *find_beside(const World *w, const char *part)
{
    AUTO(free) char *data = xasprintf("%s/data", w->dir);
    DIR *dir = opendir(data);
    test_must(dir != NULL, data);
    char *found = NULL;
    for (struct dirent *d; !found && (d = readdir(dir));)
        if (strstr(d->d_name, part))
            found = xasprintf("%s/%s", data, d->d_name);
    closedir(dir);
    return found;
}

static void junk(const char *path, off_t at, size_t n)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    test_must(fd >= 0, path);
    AUTO(free) char *bytes = xmalloc(n);
    memset(bytes, 0x5A, n);
    test_must(pwrite(fd, bytes, n, at) == (ssize_t)n, path);
    test_must(close(fd) == 0, path);
}

static void the_place_follows_the_environment(void **state)
{
    World *w = *state;
    static const struct {
        const char *data, *xdg; // below the test's folder; NULL = unset
        const char *want;
    } cases[] = {
        {"d", "x", "d/codelab.db"},
        {NULL, "x", "x/codelab/codelab.db"},
        {NULL, NULL, "home/.local/share/codelab/codelab.db"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(free) char *data = xasprintf("%s/%s", w->dir, cases[i].data ? cases[i].data : "");
        AUTO(free) char *xdg = xasprintf("%s/%s", w->dir, cases[i].xdg ? cases[i].xdg : "");
        AUTO(free) char *home = xasprintf("%s/home", w->dir);
        AUTO(free) char *want = xasprintf("%s/%s", w->dir, cases[i].want);
        setenv("CODELAB_DATA", cases[i].data ? data : "", 1);
        setenv("XDG_DATA_HOME", cases[i].xdg ? xdg : "relative is ignored", 1);
        setenv("HOME", home, 1);
        Store *s = NULL;
        MUST(s = store_open(NULL, &err));
        assert_string_equal(store_path(s), want);
        assert_string_equal(store_notice(s), "");
        store_close(s);
    }
}

static void make_text(Buf *out, int i)
{
    for (int j = 0; j < 30; j++)
        buf_addf(out, "%d %d\n", i, i * j * 7919 % 1000);
}

static void fill_files(World *w, int n)
{
    for (int i = 0; i < n; i++) {
        AUTO(free) char *name = xasprintf("f%d", i);
        AUTO(buf) Buf text = BUF_INIT;
        make_text(&text, i);
        world_save(w, name, buf_str(&text));
    }
}

// What can be read must be right.
static int count_readable(World *w, int n)
{
    int found = 0;
    for (int i = 0; i < n; i++) {
        AUTO(free) char *name = xasprintf("f%d", i);
        AUTO(buf) Buf have = BUF_INIT, want = BUF_INIT;
        if (!store_version_read(w->store, w->project, str_c(name), 1, NULL, &have, NULL))
            continue;
        make_text(&want, i);
        assert_true(str_eq(buf_str(&have), buf_str(&want)));
        found++;
    }
    return found;
}

static void a_damaged_database_is_set_aside_and_salvaged(void **state)
{
    World *w = *state;
    enum { N = 2000 };
    fill_files(w, N);
    store_close(w->store);
    struct stat st;
    assert_int_equal(stat(w->db, &st), 0);
    assert_int_equal(truncate(w->db, st.st_size / 2), 0);
    MUST(w->store = store_open(w->db, &err));
    assert_non_null(strstr(store_notice(w->store), "the database was damaged; what could be read"));
    AUTO(free) char *broken = find_beside(w, ".broken-");
    assert_non_null(broken);
    Project lost = {0}; // contents whose names were in the half that is gone
    (void)store_project_find(w->store, "recovered", &lost, NULL);
    assert_in_range(count_readable(w, N) + lost.nfiles, N / 3, N - 1);
    project_deinit(&lost);
    world_reopen(w);
    assert_string_equal(store_notice(w->store), "");
    assert_int_equal(world_save(w, "new", STR("work goes on")), 1);
}

static void a_lost_header_costs_nothing(void **state)
{
    World *w = *state;
    fill_files(w, 500);
    store_close(w->store);
    junk(w->db, 0, 4096);
    MUST(w->store = store_open(w->db, &err));
    assert_non_null(strstr(store_notice(w->store), "was saved"));
    assert_int_equal(count_readable(w, 500), 500);
    Projects list = {0};
    MUST(store_project_list(w->store, &list, &err));
    assert_int_equal(list.n, 1);
    projects_deinit(&list);
}

// Rows of the table of removals are told from all others by their shape alone.
static void a_removed_project_stays_removed_where_the_header_is_lost(void **state)
{
    World *w = *state;
    RemovedProjects removed = {0};
    Projects list = {0};
    fill_files(w, 5);
    MUST(store_project_remove(w->store, w->project, &err));
    store_close(w->store);
    junk(w->db, 0, 4096);
    MUST(w->store = store_open(w->db, &err));
    MUST(store_project_list(w->store, &list, &err));
    assert_int_equal(list.n, 0);
    MUST(store_project_removed(w->store, &removed, &err));
    assert_int_equal(removed.n, 1);
    assert_int_equal(removed.p[0].id, w->project);
    removed_projects_deinit(&removed);
    projects_deinit(&list);
}

typedef struct {
    char table[32];
    int64_t n;
    char types[32][2]; // 'i', 'b', … and whether NULL may stand there
} Shape;

static void read_shape(Db *db, Shape *out)
{
    Stmt *q = NULL;
    MUST(q = db_stmt(db, "SELECT lower(type), \"notnull\", pk FROM pragma_table_info(?)", &err));
    stmt_bind_text(q, 1, str_c(out->table));
    for (out->n = 0; stmt_step(q, NULL); out->n++) {
        char type = stmt_text(q, 0).p[0];
        bool is_rowid = type == 'i' && stmt_i64(q, 2) != 0;
        out->types[out->n][0] = is_rowid ? '-' : type;
        out->types[out->n][1] = is_rowid || stmt_i64(q, 1) == 0;
    }
    stmt_end(q);
}

// A row might stand in either.
static bool are_alike(const Shape *a, const Shape *b)
{
    for (int64_t i = 0; i < a->n; i++)
        if (a->types[i][0] != b->types[i][0] && !(a->types[i][1] && b->types[i][1]))
            return false;
    return a->n == b->n;
}

// What single pages give back is put where its shape fits.
static void no_two_tables_have_rows_of_one_shape(void **state)
{
    World *w = *state;
    Db *db = NULL;
    Stmt *q = NULL;
    Vec(Shape) all = {0};
    MUST(db = db_open(w->db, &err));
    MUST(q = db_stmt(db,
                     "SELECT name FROM sqlite_master WHERE type='table'"
                     " AND name NOT LIKE 'sqlite~_%' ESCAPE '~'",
                     &err));
    while (stmt_step(q, NULL)) {
        Shape shape = {0};
        snprintf(shape.table, sizeof shape.table, STR_FMT, STR_ARG(stmt_text(q, 0)));
        vec_push(&all, shape);
    }
    stmt_end(q);
    VEC_EACH (Shape, x, &all)
        read_shape(db, x);
    for (size_t i = 0; i < all.n; i++)
        for (size_t k = 0; k < i; k++)
            if (are_alike(&all.p[i], &all.p[k]))
                fail_msg("rows of %s and of %s cannot be told apart", all.p[i].table,
                         all.p[k].table);
    assert_true(all.n > 10);
    vec_deinit(&all);
    db_close(db);
}

static void letters_in_place_of_a_database_start_anew(void **state)
{
    World *w = *state;
    store_close(w->store);
    temp_write(w->db, STR("Dear friend, this is no database, whatever its name may say."));
    MUST(w->store = store_open(w->db, &err));
    assert_non_null(strstr(store_notice(w->store), "history starts anew"));
    AUTO(free) char *broken = find_beside(w, ".broken-");
    assert_non_null(broken);
    AUTO(buf) Buf kept = BUF_INIT;
    temp_read(broken, &kept);
    assert_true(str_starts(buf_str(&kept), STR("Dear friend")));
    MUST(w->project = store_project_open(w->store, w->tree, &err));
    assert_int_equal(world_save(w, "a", STR("x")), 1);
}

static void damage_is_not_repaired_under_somebody_else(void **state)
{
    World *w = *state;
    world_reopen(w); // so that all of it is in the file and nothing in the log
    junk(w->db, 0, 4096);
    AUTO(err) Err err = {0};
    assert_null(store_open(w->db, &err));
    assert_non_null(
        strstr(err_text(&err), "cannot repair the database while another codelab uses it"));
    assert_null(find_beside(w, ".broken-"));
    world_reopen(w);
    assert_true(store_notice(w->store)[0] != '\0');
}

static void damage_that_is_met_is_repaired_at_the_next_start(void **state)
{
    World *w = *state;
    AUTO(buf) Buf text = BUF_INIT;
    uint32_t seed = 9;
    for (int i = 0; i < 100000; i++)
        buf_addf(&text, "%u\n", world_random(&seed));
    world_save(w, "a", buf_str(&text));
    world_save(w, "small", STR("here"));
    store_close(w->store);
    struct stat st;
    assert_int_equal(stat(w->db, &st), 0);
    junk(w->db, st.st_size / 2 / 4096 * 4096, 4096); // in the middle of the large content
    MUST(w->store = store_open(w->db, &err));
    assert_string_equal(store_notice(w->store), "");
    AUTO(err) Err err = {0};
    AUTO(buf) Buf out = BUF_INIT;
    assert_false(store_version_read(w->store, w->project, STR("a"), 1, NULL, &out, &err));
    assert_non_null(strstr(err_text(&err), "damaged"));
    world_expect(w, "small", 1, STR("here"));
    text.p[0]++;
    assert_int_equal(world_save(w, "a", buf_str(&text)), 2); // not packed against the damaged one
    world_reopen(w);
    assert_true(store_notice(w->store)[0] != '\0');
    world_expect(w, "a", 2, buf_str(&text));
    world_expect(w, "small", 1, STR("here"));
    world_reopen(w);
    assert_string_equal(store_notice(w->store), "");
}

static void a_newer_database_is_left_alone(void **state)
{
    World *w = *state;
    store_close(w->store);
    w->store = NULL;
    int fd = open(w->db, O_WRONLY | O_CLOEXEC);
    test_must(fd >= 0, w->db);
    static const char version[4] = {0, 0, 3, 1}; // user_version, in the header of every database
    test_must(pwrite(fd, version, 4, 60) == 4, w->db);
    test_must(close(fd) == 0, w->db);
    AUTO(err) Err err = {0};
    assert_null(store_open(w->db, &err));
    assert_non_null(strstr(err_text(&err), "written by a newer codelab"));
    assert_null(find_beside(w, ".broken-"));
}

static void two_may_use_it_at_once(void **state)
{
    World *w = *state;
    Store *other = NULL;
    MUST(other = store_open(w->db, &err));
    for (int i = 0; i < 20; i++) {
        AUTO(free) char *text = xasprintf("version %d", i);
        World x = *w;
        x.store = i % 2 ? other : w->store;
        assert_int_equal(world_save(&x, "a", str_c(text)), i + 1);
    }
    store_close(other);
    world_expect(w, "a", 20, STR("version 19"));
}

const struct CMUnitTest open_tests[] = {
    CASE(the_place_follows_the_environment),
    CASE(a_damaged_database_is_set_aside_and_salvaged),
    CASE(a_lost_header_costs_nothing),
    CASE(a_removed_project_stays_removed_where_the_header_is_lost),
    CASE(no_two_tables_have_rows_of_one_shape),
    CASE(letters_in_place_of_a_database_start_anew),
    CASE(damage_is_not_repaired_under_somebody_else),
    CASE(damage_that_is_met_is_repaired_at_the_next_start),
    CASE(a_newer_database_is_left_alone),
    CASE(two_may_use_it_at_once),
};
const size_t open_tests_n = ARRAY_LEN(open_tests);
