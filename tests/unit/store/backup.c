#include "suite.h"

#include "db/db.h"

#include <signal.h>
#include <sys/wait.h>

static Backup make(World *w, int keep)
{
    Backup b = {0};
    MUST(store_backup(w->store, keep, &b, &err));
    assert_non_null(b.path);
    return b;
}

static size_t count(World *w)
{
    Backups all = {0};
    MUST(store_backups(w->store, &all, &err));
    size_t n = all.n;
    backups_deinit(&all);
    return n;
}

static void a_backup_is_for_its_user_alone(void **state)
{
    World *w = *state;
    FsStat st;
    (void)umask(0);
    Backup b = make(w, 3);
    MUST(fs_stat(b.path, &st, &err));
    assert_int_equal(st.mode & 0777, 0600);
    AUTO(free) char *dir = xasprintf("%s/data/backups", w->dir);
    MUST(fs_stat(dir, &st, &err));
    assert_int_equal(st.mode & 0777, 0700);
    (void)umask(022);
    backup_deinit(&b);
}

static void the_newest_stay(void **state)
{
    World *w = *state;
    assert_int_equal(count(w), 0);
    for (int i = 0; i < 5; i++) {
        Backup b = make(w, 3);
        Backups all = {0};
        MUST(store_backups(w->store, &all, &err));
        assert_string_equal(all.p[0].path, b.path);
        backups_deinit(&all);
        backup_deinit(&b);
    }
    assert_int_equal(count(w), 3);
}

static void a_backup_holds_what_was_saved_before(void **state)
{
    World *w = *state;
    world_save(w, "a", STR("one"));
    Backup b = make(w, 3);
    world_save(w, "a", STR("two"));
    Store *s = NULL;
    int64_t project = 0;
    AUTO(buf) Buf text = BUF_INIT;
    MUST(s = store_open(b.path, &err));
    MUST(project = store_project_open(s, w->tree, &err));
    MUST(store_version_read(s, project, STR("a"), 0, NULL, &text, &err));
    assert_string_equal(buf_c(&text), "one");
    store_close(s);
    backup_deinit(&b);
}

// What another writes meanwhile neither waits nor begins the copy anew.
static void others_write_while_it_is_made(void **state)
{
    World *w = *state;
    AUTO(buf) Buf big = BUF_INIT;
    uint32_t seed = 1;
    for (int i = 0; i < 3000000; i++)
        buf_add_byte(&big, (char)(world_random(&seed) >> 8));
    world_save(w, "big", buf_str(&big));
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        Store *s = store_open(w->db, NULL);
        int64_t project = s ? store_project_open(s, w->tree, NULL) : 0;
        for (int64_t i = 0; project && getppid() != 1; i++)
            if (!store_save_version(s, project, STR("other"), str_n((const char *)&i, sizeof i),
                                    0644, CAUSE_SAVE, NULL, NULL))
                break;
        _exit(1);
    }
    for (int i = 0; i < 5; i++) {
        Backup b = make(w, 2);
        assert_true(b.nbytes > 2000000);
        backup_deinit(&b);
    }
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void a_stopped_backup_leaves_nothing(void **state)
{
    World *w = *state;
    atomic_bool cancel = true;
    AUTO(err) Err why = {0};
    Backup b;
    store_set_cancel(w->store, &cancel);
    assert_false(store_backup(w->store, 3, &b, &why));
    store_set_cancel(w->store, NULL);
    assert_int_equal(count(w), 0);
    AUTO(free) char *dir = xasprintf("%s/data/backups", w->dir);
    FsList list = {0};
    MUST(fs_list(dir, &list, &err));
    assert_int_equal(list.n, 1); // the lock
    fs_list_deinit(&list);
}

static void damage_file(const char *path, const char *sql)
{
    Db *db = NULL;
    MUST(db = db_open(path, &err));
    MUST(db_exec(db, sql, &err));
    db_close(db);
}

static void contents_are_healed_from_a_backup(void **state)
{
    World *w = *state;
    HealResult r;
    world_save(w, "a", STR("content of a, rather long, so that it matters"));
    world_save(w, "a", STR("content of a, rather long, so that it mattered"));
    Backup b = make(w, 3);
    world_save(w, "b", STR("newer than the backup"));
    store_close(w->store);
    damage_file(w->db, "UPDATE blobs SET data=CAST('nonsense' AS BLOB)");
    MUST(w->store = store_open(w->db, &err));
    MUST(store_heal(w->store, &r, &err));
    assert_int_equal(r.ncontents, 3);
    assert_int_equal(r.nhealed, 2);
    assert_int_equal(r.nlost, 1);
    world_expect(w, "a", 1, STR("content of a, rather long, so that it matters"));
    world_expect(w, "a", 2, STR("content of a, rather long, so that it mattered"));
    backup_deinit(&b);
}

static void a_lost_database_is_filled_up_from_a_backup(void **state)
{
    World *w = *state;
    world_save(w, "a", STR("one"));
    Backup b = make(w, 3);
    store_close(w->store);
    temp_write(w->db, STR("noise where the database was, and nothing else in it at all"));
    MUST(w->store = store_open(w->db, &err));
    assert_non_null(strstr(store_notice(w->store), "taken from a backup"));
    world_expect(w, "a", 1, STR("one"));
    backup_deinit(&b);
}

static void a_damaged_database_pushes_no_backup_out(void **state)
{
    World *w = *state;
    AUTO(err) Err why = {0};
    for (int i = 0; i < 40; i++) {
        AUTO(free) char *path = xasprintf("file %d", i);
        world_save(w, path, str_c(path));
    }
    Backup b = make(w, 1);
    world_reopen(w);
    FILE *f = fopen(w->db, "r+");
    assert_non_null(f);
    for (long page = 3; page < 12; page++)
        assert_true(fseek(f, page * 4096, SEEK_SET) == 0 && fwrite("junkjunk", 8, 1, f) == 1);
    assert_int_equal(fclose(f), 0);
    assert_false(store_backup(w->store, 1, NULL, &why));
    assert_int_equal(count(w), 1);
    assert_true(fs_exists(b.path));
    backup_deinit(&b);
}

const struct CMUnitTest backup_tests[] = {
    CASE(a_backup_is_for_its_user_alone),
    CASE(the_newest_stay),
    CASE(a_backup_holds_what_was_saved_before),
    CASE(others_write_while_it_is_made),
    CASE(a_stopped_backup_leaves_nothing),
    CASE(contents_are_healed_from_a_backup),
    CASE(a_lost_database_is_filled_up_from_a_backup),
    CASE(a_damaged_database_pushes_no_backup_out),
};
const size_t backup_tests_n = ARRAY_LEN(backup_tests);
