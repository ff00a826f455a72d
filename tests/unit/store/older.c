// A database as the first codelab made it becomes one of this codelab's, with a way back.
#include "suite.h"

#include "db/db.h"

static const char first[] =
    "CREATE TABLE projects("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  dir BLOB NOT NULL UNIQUE,"
    "  name BLOB NOT NULL,"
    "  added_ms INTEGER NOT NULL,"
    "  opened_ms INTEGER NOT NULL);"
    "CREATE TABLE files("
    "  id INTEGER PRIMARY KEY,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  path BLOB NOT NULL,"
    "  kind INTEGER NOT NULL DEFAULT 0,"
    "  mode INTEGER NOT NULL DEFAULT 420,"
    "  present INTEGER NOT NULL DEFAULT 1,"
    "  skip INTEGER NOT NULL DEFAULT 0,"
    "  target BLOB,"
    "  nbytes INTEGER NOT NULL DEFAULT 0,"
    "  seen_ino INTEGER NOT NULL DEFAULT 0,"
    "  seen_mtime_ns INTEGER NOT NULL DEFAULT 0,"
    "  seen_ctime_ns INTEGER NOT NULL DEFAULT 0,"
    "  UNIQUE(project_id, path));"
    "CREATE TABLE blobs("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  hash BLOB NOT NULL UNIQUE,"
    "  nbytes INTEGER NOT NULL,"
    "  codec INTEGER NOT NULL,"
    "  base_id INTEGER REFERENCES blobs(id),"
    "  depth INTEGER NOT NULL,"
    "  chain_nbytes INTEGER NOT NULL,"
    "  data BLOB NOT NULL);"
    "CREATE INDEX blobs_base ON blobs(base_id) WHERE base_id IS NOT NULL;"
    "CREATE TABLE versions("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  file_id INTEGER NOT NULL REFERENCES files(id) ON DELETE CASCADE,"
    "  n INTEGER NOT NULL,"
    "  parent INTEGER,"
    "  time_ms INTEGER NOT NULL,"
    "  cause INTEGER NOT NULL,"
    "  mode INTEGER NOT NULL,"
    "  blob_id INTEGER NOT NULL REFERENCES blobs(id),"
    "  seal INTEGER,"
    "  UNIQUE(file_id, n));"
    "CREATE INDEX versions_blob ON versions(blob_id);"
    "CREATE TABLE sessions("
    "  project_id INTEGER PRIMARY KEY REFERENCES projects(id) ON DELETE CASCADE,"
    "  time_ms INTEGER NOT NULL,"
    "  json BLOB NOT NULL);"
    "CREATE TABLE settings(key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL);"
    "CREATE TABLE executions("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  project_id INTEGER NOT NULL REFERENCES projects(id) ON DELETE CASCADE,"
    "  time_ms INTEGER NOT NULL,"
    "  duration_ms INTEGER NOT NULL,"
    "  command BLOB NOT NULL,"
    "  language BLOB NOT NULL,"
    "  status BLOB NOT NULL,"
    "  returncode INTEGER NOT NULL,"
    "  output_nbytes INTEGER NOT NULL,"
    "  output_codec INTEGER NOT NULL,"
    "  output BLOB NOT NULL);"
    "CREATE INDEX executions_project ON executions(project_id, id);";

static void make_first(World *w)
{
    Db *db = NULL;
    AUTO(free)
    char *sql = xasprintf("INSERT INTO projects(dir, name, added_ms, opened_ms)"
                          " VALUES(CAST('%s' AS BLOB), CAST('of then' AS BLOB), 1, 1)",
                          w->tree);
    store_close(steal(&w->store));
    test_must(unlink(w->db) == 0, w->db);
    MUST(db = db_open(w->db, &err));
    MUST(db_migrate(db, (const char *const[]){first}, 1, &err));
    MUST(db_exec(db, sql, &err));
    db_close(db);
}

static bool count_backup(void *arg, const AuditEntry *e)
{
    int *n = arg;
    *n += str_eq(e->kind, STR("backup")) && fs_exists(e->subject.p);
    return true;
}

static void an_older_database_is_backed_up_which_is_noted_and_keeps_all(void **state)
{
    World *w = *state;
    Backups all = {0};
    Db *db = NULL;
    int noted = 0;
    make_first(w);
    MUST(w->store = store_open(w->db, &err));
    MUST(store_backups(w->store, &all, &err));
    assert_int_equal(all.n, 1);
    MUST(store_audit_each(w->store, 1, count_backup, &noted, &err));
    assert_int_equal(noted, 1);
    MUST(w->project = store_project_open(w->store, w->tree, &err));
    assert_int_equal(w->project, 1);
    world_save(w, "a", STR("one"));
    world_expect(w, "a", 0, STR("one"));
    MUST(db = db_open(all.p[0].path, &err)); // the way back: as it was
    assert_int_equal(db_version(db), 1);
    db_close(db);
    backups_deinit(&all);
    world_reopen(w);
    MUST(store_backups(w->store, &all, &err)); // once
    assert_int_equal(all.n, 1);
    backups_deinit(&all);
}

const struct CMUnitTest older_tests[] = {
    CASE(an_older_database_is_backed_up_which_is_noted_and_keeps_all),
};
const size_t older_tests_n = ARRAY_LEN(older_tests);
