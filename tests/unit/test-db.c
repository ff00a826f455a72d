#include "db/db.h"

#include "base/mem.h"
#include "../lib/temp-dir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/wait.h>

#include <cmocka.h>

typedef struct {
    char *dir;  // owned
    char *path; // owned; of a database in it
} World;

static int set_up(void **state)
{
    World *w = NEW(World);
    w->dir = temp_dir_new();
    w->path = xasprintf("%s/x.db", w->dir);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    World *w = *state;
    temp_dir_free(w->dir);
    free(w->path);
    free(w);
    return 0;
}

static const char *const scripts[] = {
    "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, body BLOB);",
    "ALTER TABLE t ADD COLUMN extra INTEGER DEFAULT 7;"
    "CREATE TABLE child(id INTEGER PRIMARY KEY, t_id INTEGER NOT NULL REFERENCES t(id));",
};

static Db *must_open(const char *path)
{
    AUTO(err) Err err = {0};
    Db *db = db_open(path, &err);
    if (!db)
        fail_msg("%s", err_text(&err));
    return db;
}

static Db *open_with_tables(const char *path)
{
    Db *db = must_open(path);
    assert_true(db_migrate(db, scripts, ARRAY_LEN(scripts), NULL));
    return db;
}

static bool insert(Db *db, int64_t id, Str body)
{
    Stmt *q = db_stmt(db, "INSERT INTO t(id,name,body) VALUES(?,?,?)", NULL);
    assert_non_null(q);
    stmt_bind_i64(q, 1, id);
    stmt_bind_text(q, 2, STR("name"));
    stmt_bind_blob(q, 3, body);
    return stmt_run(q, NULL);
}

static int64_t count(Db *db, const char *sql)
{
    Stmt *q = db_stmt(db, sql, NULL);
    assert_non_null(q);
    assert_true(stmt_step(q, NULL));
    int64_t n = stmt_i64(q, 0);
    assert_true(stmt_end(q));
    return n;
}

static int64_t count_t(Db *db)
{
    return count(db, "SELECT count(*) FROM t");
}

static void a_new_database_is_private_and_is_kept(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    assert_true(insert(db, 1, STR("a\0b")));
    assert_int_equal(db_last_id(db), 1);
    db_close(db);
    struct stat st;
    assert_int_equal(stat(w->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);

    db = open_with_tables(w->path);
    Stmt *q = db_stmt(db, "SELECT id,name,body,extra,NULL,0.5 FROM t", NULL);
    assert_true(stmt_step(q, NULL));
    assert_int_equal(stmt_i64(q, 0), 1);
    assert_true(str_eq_c(stmt_text(q, 1), "name"));
    assert_true(str_eq(stmt_blob(q, 2), STR("a\0b")));
    assert_int_equal(stmt_i64(q, 3), 7);
    assert_true(stmt_is_null(q, 4));
    assert_true(stmt_f64(q, 5) > 0.4 && stmt_f64(q, 5) < 0.6);
    assert_false(stmt_step(q, NULL));
    assert_true(stmt_end(q));
    db_close(db);
}

static void transactions_nest(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    assert_true(db_begin(db, NULL));
    assert_true(insert(db, 1, STR("")));
    assert_true(db_begin_relaxed(db, NULL));
    assert_true(insert(db, 2, STR("")));
    db_rollback(db);
    assert_true(db_begin(db, NULL));
    assert_true(insert(db, 3, STR("")));
    assert_true(db_commit(db, NULL));
    assert_true(db_commit(db, NULL));
    assert_int_equal(count(db, "SELECT sum(id) FROM t"), 4);

    assert_true(db_begin(db, NULL));
    assert_true(insert(db, 9, STR("")));
    db_rollback(db);
    assert_int_equal(count_t(db), 2);
    db_close(db);
}

static void a_failed_statement_is_a_sentence_and_harms_nothing(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    AUTO(err) Err err = {0};
    assert_null(db_stmt(db, "SELECT nonsense FROM t", &err));
    assert_non_null(strstr(err_text(&err), "no such column: nonsense"));
    assert_true(insert(db, 1, STR("")));
    assert_false(insert(db, 1, STR("again")));
    assert_int_equal(db_problem(db), DB_FAILED);
    assert_true(insert(db, 2, STR("")));
    assert_false(db_exec(db, "INSERT INTO child(t_id) VALUES(77)", &err));
    assert_int_equal(count_t(db), 2);
    db_close(db);
}

static void a_newer_database_is_refused_and_left_alone(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    AUTO(err) Err err = {0};
    assert_false(db_migrate(db, scripts, 1, &err));
    assert_int_equal(db_problem(db), DB_NEWER);
    assert_non_null(strstr(err_text(&err), "written by a newer codelab; update codelab or set "
                                           "CODELAB_DATA to another folder"));
    assert_int_equal(count(db, "PRAGMA user_version"), 2);
    db_close(db);
}

static void a_migration_that_fails_changes_nothing(void **state)
{
    World *w = *state;
    static const char *const bad[] = {"CREATE TABLE a(x)", "CREATE TABLE b(x); NONSENSE"};
    Db *db = must_open(w->path);
    AUTO(err) Err err = {0};
    assert_false(db_migrate(db, bad, 2, &err));
    assert_non_null(strstr(err_text(&err), "cannot bring the database up to date"));
    assert_int_equal(count(db, "PRAGMA user_version"), 1);
    assert_int_equal(count(db, "SELECT count(*) FROM sqlite_master"), 1);
    db_close(db);
}

static void what_is_no_database_is_told_apart(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    temp_write(w->path, STR("this is not a database at all, it is a letter to a friend"));
    assert_null(db_open(w->path, &err));
    assert_int_equal(db_problem(NULL), DB_CORRUPT);

    AUTO(free) char *foreign = xasprintf("%s/foreign.db", w->dir);
    Db *db = open_with_tables(foreign);
    assert_true(db_exec(db, "PRAGMA application_id=42", NULL));
    db_close(db);
    assert_null(db_open(foreign, &err));
    assert_int_equal(db_problem(NULL), DB_FAILED);
    assert_non_null(strstr(err_text(&err), "is the database of another program"));

    AUTO(free) char *nowhere = xasprintf("%s/none/x.db", w->dir);
    assert_null(db_open(nowhere, &err));
    assert_int_equal(db_problem(NULL), DB_MISSING);
}

static void a_lock_of_somebody_else_is_waited_for_and_then_told(void **state)
{
    World *w = *state;
    Db *a = open_with_tables(w->path);
    Db *b = open_with_tables(w->path);
    db_set_busy_ms(b, 20);
    assert_true(db_begin(a, NULL));
    AUTO(err) Err err = {0};
    assert_false(db_begin(b, &err));
    assert_int_equal(db_problem(b), DB_LOCKED);
    assert_non_null(strstr(err_text(&err), "is locked by another program; try again"));
    assert_true(db_begin_read(b, NULL));
    assert_int_equal(count_t(b), 0);
    assert_true(insert(a, 1, STR("")));
    assert_true(db_commit(a, NULL));
    assert_int_equal(count_t(b), 0); // still its own view
    assert_true(db_commit(b, NULL));
    assert_int_equal(count_t(b), 1);
    db_close(a);
    db_close(b);
}

static void a_full_disk_undoes_the_whole_transaction(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    assert_true(insert(db, 1, STR("kept")));
    assert_true(db_exec(db, "PRAGMA max_page_count=20", NULL));
    AUTO(free) char *big = xcalloc(1, 1 << 20);
    assert_true(db_begin(db, NULL));
    assert_true(insert(db, 2, STR("goes")));
    assert_true(db_begin(db, NULL));
    assert_false(insert(db, 3, str_n(big, 1 << 20)));
    assert_int_equal(db_problem(db), DB_FULL);
    db_rollback(db);
    AUTO(err) Err err = {0};
    if (db_commit(db, &err)) // SQLite may undo the statement alone or all of it
        assert_int_equal(count_t(db), 2);
    else
        assert_int_equal(count_t(db), 1);
    assert_true(insert(db, 4, STR("goes on")));
    assert_true(db_check(db, NULL));
    db_close(db);
}

static void a_backup_is_a_whole_database(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    assert_true(insert(db, 1, STR("x")));
    AUTO(free) char *to = xasprintf("%s/copy.db", w->dir);
    assert_true(db_backup(db, to, NULL, NULL));
    AUTO(err) Err err = {0};
    assert_false(db_backup(db, to, NULL, &err));
    assert_non_null(strstr(err_text(&err), "it is there already"));
    db_close(db);
    Db *copy = open_with_tables(to);
    assert_int_equal(count_t(copy), 1);
    assert_true(db_check(copy, NULL));
    db_close(copy);
}

enum { ROWS = 3000, PAGE = 4096 };

// Rows of which each knows its own content: the id repeated.
static void fill(Db *db)
{
    int64_t words[40];
    assert_true(db_begin(db, NULL));
    for (int64_t id = 1; id <= ROWS; id++) {
        for (size_t i = 0; i < ARRAY_LEN(words); i++)
            words[i] = id;
        assert_true(insert(db, id, str_n((char *)words, sizeof words)));
    }
    assert_true(db_commit(db, NULL));
}

static void check_rows(Db *db)
{
    Stmt *q = db_stmt(db, "SELECT id,body FROM t", NULL);
    while (stmt_step(q, NULL)) {
        int64_t id = stmt_i64(q, 0);
        Str body = stmt_blob(q, 1);
        assert_int_equal(body.n, 40 * sizeof id);
        assert_memory_equal(body.p, &id, sizeof id);
    }
    assert_true(stmt_end(q));
}

static void damage(const char *path, long page, size_t nbytes)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    test_must(fd >= 0, path);
    char junk[PAGE];
    memset(junk, 0xA5, sizeof junk);
    test_must(pwrite(fd, junk, nbytes, page * PAGE) == (ssize_t)nbytes, path);
    test_must(close(fd) == 0, path);
}

static size_t salvage(const World *w, const char *name)
{
    AUTO(free) char *to = xasprintf("%s/%s", w->dir, name);
    Db *db = open_with_tables(to);
    size_t n = 0;
    AUTO(err) Err err = {0};
    if (!db_salvage(w->path, db, &n, &err))
        fail_msg("%s", err_text(&err));
    assert_int_equal(count(db, "SELECT count(*) FROM t"), n);
    check_rows(db);
    db_close(db);
    return n;
}

static void salvage_loses_only_the_rows_of_a_damaged_page(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    fill(db);
    db_close(db);
    assert_int_equal(salvage(w, "whole.db"), ROWS);
    damage(w->path, 60, PAGE);
    damage(w->path, 90, PAGE);
    damage(w->path, 91, 200);
    size_t n = salvage(w, "holes.db");
    assert_in_range(n, ROWS - 3 * 12, ROWS - 3 * 8); // some 11 rows a page
    struct stat before, after;
    assert_int_equal(stat(w->path, &before), 0);
    assert_int_equal(truncate(w->path, before.st_size / 2 + 100), 0);
    n = salvage(w, "cut.db");
    assert_in_range(n, ROWS / 2 - 100, ROWS / 2 + 50);
    assert_int_equal(stat(w->path, &after), 0);
    assert_int_equal(after.st_size, before.st_size / 2 + 100);
}

static void salvage_needs_neither_header_nor_trees(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    fill(db);
    // wide rows, so that the tree has a floor of inner pages, and one over several pages
    AUTO(free) char *big = xmalloc(50000);
    int64_t id = ROWS + 1;
    for (int i = 0; i < 50000; i += 8)
        memcpy(big + i, &id, 8);
    assert_true(insert(db, id, str_n(big, 50000)));
    db_close(db);
    for (long page = 0; page < 3; page++)
        damage(w->path, page, PAGE);
    AUTO(free) char *to = xasprintf("%s/new.db", w->dir);
    db = open_with_tables(to);
    size_t n = 0;
    assert_true(db_salvage(w->path, db, &n, NULL));
    assert_int_equal(n, ROWS + 1);
    Stmt *q = db_stmt(db, "SELECT body FROM t WHERE id=?", NULL);
    stmt_bind_i64(q, 1, id);
    assert_true(stmt_step(q, NULL));
    assert_true(str_eq(stmt_blob(q, 0), str_n(big, 50000)));
    assert_true(stmt_end(q));
    db_close(db);
}

static void salvage_of_letters_gives_nothing(void **state)
{
    World *w = *state;
    temp_write(w->path, STR("Dear friend, this was never a database."));
    assert_int_equal(salvage(w, "none.db"), 0);
}

static void orphans_go_with_their_own_children(void **state)
{
    World *w = *state;
    Db *db = open_with_tables(w->path);
    assert_true(insert(db, 1, STR("")));
    assert_true(db_exec(db,
                        "CREATE TABLE leaf(c INTEGER REFERENCES child(id));"
                        "PRAGMA foreign_keys=OFF;"
                        "INSERT INTO child(id,t_id) VALUES(1,1),(2,5);"
                        "INSERT INTO leaf VALUES(1),(2),(2)",
                        NULL));
    size_t n = 0;
    assert_true(db_drop_orphans(db, &n, NULL));
    assert_int_equal(n, 3);
    assert_int_equal(count(db, "SELECT count(*) FROM leaf"), 1);
    assert_int_equal(count(db, "PRAGMA foreign_keys"), 1);
    db_close(db);
}

// Every process opens, makes and migrates the same new database at once and adds a row.
static void many_processes_may_create_it_together(void **state)
{
    World *w = *state;
    enum { N = 6 };
    pid_t pids[N];
    for (int i = 0; i < N; i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            Db *db = db_open(w->path, NULL);
            bool ok = db && db_migrate(db, scripts, ARRAY_LEN(scripts), NULL) &&
                      db_begin(db, NULL) && insert(db, i + 1, STR("x")) && db_commit(db, NULL);
            db_close(db);
            _exit(ok ? 0 : 1);
        }
    }
    for (int i = 0; i < N; i++) {
        int status = -1;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
    Db *db = open_with_tables(w->path);
    assert_int_equal(count_t(db), N);
    db_close(db);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_new_database_is_private_and_is_kept),
        CASE(transactions_nest),
        CASE(a_failed_statement_is_a_sentence_and_harms_nothing),
        CASE(a_newer_database_is_refused_and_left_alone),
        CASE(a_migration_that_fails_changes_nothing),
        CASE(what_is_no_database_is_told_apart),
        CASE(a_lock_of_somebody_else_is_waited_for_and_then_told),
        CASE(a_full_disk_undoes_the_whole_transaction),
        CASE(a_backup_is_a_whole_database),
        CASE(salvage_loses_only_the_rows_of_a_damaged_page),
        CASE(salvage_needs_neither_header_nor_trees),
        CASE(salvage_of_letters_gives_nothing),
        CASE(orphans_go_with_their_own_children),
        CASE(many_processes_may_create_it_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
