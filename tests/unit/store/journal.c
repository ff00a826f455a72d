// The journal of unsaved edits: what was written comes back whole, to the next one that lives.
#include "suite.h"
#include "db/db.h"

static void give(Buf *b, const char *text)
{
    buf_clear(b);
    buf_add_c(b, text);
}

// One entry as one batch; returns the number of the document.
static int64_t write_one(World *w, int64_t owner, JournalEntry *e)
{
    JournalBatch b = {.project = w->project, .owner = owner, .entries = e, .n = 1, .time_ms = 7};
    MUST(store_journal_write(w->store, &b, &err));
    return e->doc;
}

static void entry_deinit(JournalEntry *e)
{
    JournalEntries v = {0};
    vec_push(&v, *e);
    journal_entries_deinit(&v);
}

static int64_t begin(World *w)
{
    AUTO(err) Err err = {0};
    int64_t owner = store_journal_owner(w->store, &err);
    if (!owner)
        fail_msg("%s", err_text(&err));
    return owner;
}

// A document with a base, and n batches of one byte.
static int64_t write_document(World *w, int64_t owner, int n)
{
    JournalEntry e = {.path = xstrdup("a.c"), .base_nbytes = 4, .has_base = true};
    e.base_sum[0] = 9;
    give(&e.base, "base");
    give(&e.meta, "{}");
    give(&e.history, "undo");
    for (int i = 0; i < n; i++) {
        buf_clear(&e.ops);
        buf_add_byte(&e.ops, (char)('a' + i % 26));
        e.off = i;
        write_one(w, owner, &e);
    }
    int64_t doc = e.doc;
    entry_deinit(&e);
    return doc;
}

static void expect_ops(const JournalDoc *d, size_t n)
{
    assert_int_equal(d->ops.n, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(d->ops.p[i], 'a' + i % 26);
}

static void the_dead_leave_what_was_written(void **state)
{
    World *w = *state;
    write_document(w, begin(w), 1000);
    world_reopen(w); // the lock goes with the store
    JournalDocs docs = {0};
    MUST(store_journal_take(w->store, w->project, begin(w), &docs, &err));
    assert_int_equal(docs.n, 1);
    const JournalDoc *d = &docs.p[0];
    assert_string_equal(d->path, "a.c");
    assert_string_equal(buf_c(&d->base), "base");
    assert_string_equal(buf_c(&d->history), "undo");
    assert_int_equal(d->base_sum[0], 9);
    assert_int_equal(d->time_ms, 7);
    assert_true(d->has_base && !d->cut);
    expect_ops(d, 1000);
    journal_docs_deinit(&docs);
}

static void the_living_keep_what_is_theirs(void **state)
{
    World *w = *state;
    AUTO(err) Err why = {0};
    Store *other = store_open(w->db, &why);
    assert_non_null(other);
    write_document(w, begin(w), 3);
    int64_t me = store_journal_owner(other, &why);
    JournalDocs docs = {0};
    MUST(store_journal_take(other, w->project, me, &docs, &err));
    assert_int_equal(docs.n, 0);
    assert_int_equal(store_journal_waiting(other, w->project, &why), 0);
    store_close(steal(&w->store)); // it dies
    assert_int_equal(store_journal_waiting(other, w->project, &why), 1);
    MUST(store_journal_take(other, w->project, me, &docs, &err));
    assert_int_equal(docs.n, 1);
    journal_docs_deinit(&docs);
    // once: the next one finds nothing while its new owner lives
    world_reopen(w);
    JournalDocs again = {0};
    MUST(store_journal_take(w->store, w->project, begin(w), &again, &err));
    assert_int_equal(again.n, 0);
    journal_docs_deinit(&again);
    store_close(other);
}

static void what_is_dropped_is_gone_with_its_base(void **state)
{
    World *w = *state;
    int64_t me = begin(w);
    JournalEntry gone = {.doc = write_document(w, me, 5), .drop = true};
    write_one(w, me, &gone);
    world_reopen(w);
    JournalDocs docs = {0};
    MUST(store_journal_take(w->store, w->project, begin(w), &docs, &err));
    assert_int_equal(docs.n, 0);
    GcResult gc;
    MUST(store_gc(w->store, 0, &gc, &err));
    assert_int_equal(gc.ncontents, 0); // nothing was left to clean up
}

static void a_batch_that_fails_is_as_if_never_tried(void **state)
{
    World *w = *state;
    int64_t me = begin(w);
    JournalEntry v[2] = {{.path = xstrdup("new")}, {.path = xstrdup("known")}};
    v[1].doc = write_document(w, me, 2);
    v[1].off = 1; // is there already
    give(&v[0].ops, "x");
    give(&v[1].ops, "y");
    JournalBatch b = {.project = w->project, .owner = me, .entries = v, .n = 2};
    assert_false(store_journal_write(w->store, &b, NULL));
    assert_int_equal(v[0].doc, 0);
    world_reopen(w);
    JournalDocs docs = {0};
    MUST(store_journal_take(w->store, w->project, begin(w), &docs, &err));
    assert_int_equal(docs.n, 1);
    expect_ops(&docs.p[0], 2);
    journal_docs_deinit(&docs);
    entry_deinit(&v[0]);
    entry_deinit(&v[1]);
}

static void a_damaged_row_ends_what_comes_back(void **state)
{
    World *w = *state;
    AUTO(err) Err why = {0};
    write_document(w, begin(w), 10);
    store_close(steal(&w->store));
    Db *db = db_open(w->db, &why);
    assert_non_null(db);
    assert_true(db_exec(db, "UPDATE journal_rows SET data=x'00' WHERE off=6", &why));
    db_close(db);
    world_reopen(w);
    JournalDocs docs = {0};
    MUST(store_journal_take(w->store, w->project, begin(w), &docs, &err));
    assert_true(docs.p[0].cut);
    expect_ops(&docs.p[0], 6);
    journal_docs_deinit(&docs);
}

const struct CMUnitTest journal_tests[] = {
    CASE(the_dead_leave_what_was_written),       CASE(the_living_keep_what_is_theirs),
    CASE(what_is_dropped_is_gone_with_its_base), CASE(a_batch_that_fails_is_as_if_never_tried),
    CASE(a_damaged_row_ends_what_comes_back),
};
const size_t journal_tests_n = ARRAY_LEN(journal_tests);
