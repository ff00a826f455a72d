#include "suite.h"

#include "db/db.h"

#include <sys/wait.h>

static void note(World *w, const char *subject)
{
    const AuditEntry e = {
        .kind = STR("run"), .subject = str_c(subject), .detail = STR("exit 0"), .time_ms = 5};
    MUST(store_audit_add(w->store, &e, &err));
}

static AuditCheck check(World *w)
{
    AuditCheck c;
    MUST(store_audit_check(w->store, &c, &err));
    return c;
}

static void change(World *w, const char *sql)
{
    Db *db = NULL;
    store_close(w->store);
    MUST(db = db_open(w->db, &err));
    MUST(db_exec(db, "DROP TRIGGER audits_stay; DROP TRIGGER audits_same;", &err));
    MUST(db_exec(db, sql, &err));
    db_close(db);
    MUST(w->store = store_open(w->db, &err));
}

static void fill(World *w, int n)
{
    for (int i = 1; i <= n; i++) {
        AUTO(free) char *subject = xasprintf("program %d", i);
        note(w, subject);
    }
}

static void an_untouched_log_is_whole(void **state)
{
    World *w = *state;
    AuditCheck c = check(w);
    assert_int_equal(c.nentries, 0);
    assert_false(c.no_head);
    fill(w, 20);
    world_reopen(w);
    c = check(w);
    assert_int_equal(c.nentries, 20);
    assert_int_equal(c.broken, 0);
    assert_int_equal(c.cut, 0);
    assert_int_equal(c.gaps, 0);
    assert_false(c.no_head);
}

static void every_change_is_noticed(void **state)
{
    World *w = *state;
    static const struct {
        const char *sql;
        int64_t broken, cut;
    } cases[] = {
        {"UPDATE audits SET subject=CAST('program 99' AS BLOB) WHERE id=7", 7, 0},
        {"UPDATE audits SET time_ms=6 WHERE id=3", 3, 0},
        {"UPDATE audits SET detail=CAST('exit 1' AS BLOB) WHERE id=10", 10, 0},
        // words that move from one column to the next
        {"UPDATE audits SET kind=CAST('ru' AS BLOB), subject=CAST('n' || subject AS BLOB)"
         " WHERE id=2",
         2, 0},
        {"UPDATE audits SET hash=zeroblob(32) WHERE id=10", 10, 0},
        {"DELETE FROM audits WHERE id=5", 5, 0},
        {"DELETE FROM audits WHERE id=1", 1, 0},
        {"DELETE FROM audits WHERE id>8", 0, 2},
        {"DELETE FROM audits", 0, 10},
        {"UPDATE audits SET id=id+100 WHERE id=10", 10, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        if (i > 0) {
            world_tear_down(state);
            world_set_up(state);
            w = *state;
        }
        fill(w, 10);
        change(w, cases[i].sql);
        AuditCheck c = check(w);
        if (c.broken != cases[i].broken || c.cut != cases[i].cut)
            fail_msg("%s: broken %d, cut %d", cases[i].sql, (int)c.broken, (int)c.cut);
    }
}

static void the_database_refuses_to_change_an_entry(void **state)
{
    World *w = *state;
    fill(w, 2);
    store_close(w->store);
    Db *db = NULL;
    MUST(db = db_open(w->db, &err));
    assert_false(db_exec(db, "DELETE FROM audits WHERE id=2", NULL));
    assert_false(db_exec(db, "UPDATE audits SET time_ms=0", NULL));
    db_close(db);
    MUST(w->store = store_open(w->db, &err));
    assert_int_equal(check(w).nentries, 2);
}

static void entries_that_were_lost_stay_told(void **state)
{
    World *w = *state;
    fill(w, 10);
    change(w, "DELETE FROM audits WHERE id>8");
    note(w, "goes on");
    AuditCheck c = check(w);
    assert_int_equal(c.nentries, 10); // with the one about the gap
    assert_int_equal(c.gaps, 1);
    assert_int_equal(c.broken, 0);
    assert_int_equal(c.cut, 0);
}

static void a_lost_head_is_told(void **state)
{
    World *w = *state;
    fill(w, 3);
    AUTO(free) char *head = xasprintf("%s/data/audit.head", w->dir);
    assert_int_equal(unlink(head), 0);
    assert_true(check(w).no_head);
    temp_write(head, STR("no head at all"));
    assert_true(check(w).no_head);
}

static void a_death_before_the_head_is_written_is_no_change(void **state)
{
    World *w = *state;
    AUTO(buf) Buf before = BUF_INIT;
    AUTO(free) char *head = xasprintf("%s/data/audit.head", w->dir);
    fill(w, 3);
    temp_read(head, &before);
    fill(w, 1);
    temp_write(head, buf_str(&before));
    AuditCheck c = check(w);
    assert_int_equal(c.broken + c.cut + c.gaps, 0);
    note(w, "goes on");
    c = check(w);
    assert_int_equal(c.broken + c.cut + c.gaps, 0);
}

// Several processes at once make one chain.
static void appends_of_many_stay_in_line(void **state)
{
    World *w = *state;
    enum { PROCESSES = 4, EACH = 25 };
    pid_t children[PROCESSES];
    fflush(NULL);
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            Store *s = store_open(w->db, NULL);
            bool ok = s != NULL;
            const AuditEntry e = {.kind = STR("run"), .subject = STR("x")};
            for (int k = 0; ok && k < EACH; k++)
                ok = store_audit_add(s, &e, NULL);
            _exit(!ok);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    AuditCheck c = check(w);
    assert_int_equal(c.nentries, PROCESSES * EACH);
    assert_int_equal(c.broken + c.cut + c.gaps, 0);
}

const struct CMUnitTest audit_tests[] = {
    CASE(an_untouched_log_is_whole),
    CASE(every_change_is_noticed),
    CASE(the_database_refuses_to_change_an_entry),
    CASE(entries_that_were_lost_stay_told),
    CASE(a_lost_head_is_told),
    CASE(a_death_before_the_head_is_written_is_no_change),
    CASE(appends_of_many_stay_in_line),
};
const size_t audit_tests_n = ARRAY_LEN(audit_tests);
