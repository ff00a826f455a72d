// Unsaved edits in a file, where there is no database to be had.
#include "suite.h"
#include "store/inner.h"

#include "base/fs.h"
#include "base/path.h"

#include <sys/stat.h>

static int set_up(void **state)
{
    world_set_up(state);
    const World *w = *state;
    AUTO(free) char *data = path_join(w->dir, "data");
    AUTO(free) char *run = path_join(w->dir, "run");
    test_must(mkdir(run, 0700) == 0, run);
    setenv("CODELAB_DATA", data, 1);
    setenv("XDG_RUNTIME_DIR", run, 1);
    return 0;
}

static int tear_down(void **state)
{
    unsetenv("CODELAB_DATA");
    unsetenv("XDG_RUNTIME_DIR");
    return world_tear_down(state);
}

static JournalEntry entry(int64_t doc, int64_t off, const char *ops)
{
    JournalEntry e = {.doc = doc, .off = off, .base_nbytes = 4, .has_base = true, .marked = true};
    e.path = xstrdup("a.c");
    e.mark_off = 2;
    e.mark_nbytes = 6;
    e.mark_sum[31] = 7;
    e.base_sum[0] = 9;
    buf_add_c(&e.base, "base");
    buf_add_c(&e.meta, "{}");
    buf_add_c(&e.history, "undo");
    buf_add_c(&e.ops, ops);
    return e;
}

static void spill(JournalSpill *s, const char *root, JournalEntry e)
{
    JournalEntries all = {0};
    vec_push(&all, e);
    JournalBatch b = {.entries = all.p, .n = 1, .time_ms = 7};
    MUST(journal_spill_write(s, root, &b, &err));
    journal_entries_deinit(&all);
}

// Of one document, as the next one to start finds it: its edits, "" if there is none.
static void expect_left(World *w, const char *ops)
{
    JournalDocs docs = {0};
    int64_t me = store_journal_owner(w->store, NULL);
    MUST(journal_spill_take(w->store, w->project, "/p", me, &err));
    MUST(store_journal_take(w->store, w->project, me, &docs, &err));
    assert_int_equal(docs.n, *ops != '\0');
    if (docs.n) {
        assert_string_equal(buf_c(&docs.p[0].ops), ops);
        assert_false(docs.p[0].cut);
    }
    journal_docs_deinit(&docs);
}

static void what_the_dead_spilled_is_taken_in_once(void **state)
{
    World *w = *state;
    JournalSpill *s = journal_spill_new(NULL);
    assert_non_null(s);
    spill(s, "/p", entry(0, 0, "old"));
    spill(s, "/p", entry(0, 0, "all of it"));
    assert_int_equal(journal_spills_waiting(), 0); // it lives
    journal_spill_free(s);
    assert_int_equal(journal_spills_waiting(), 1);
    expect_left(w, "all of it");
    assert_int_equal(journal_spills_waiting(), 0);
    expect_left(w, "all of it"); // from the database now
}

static void of_another_folder_it_stays(void **state)
{
    World *w = *state;
    JournalSpill *s = journal_spill_new(NULL);
    spill(s, "/q", entry(0, 0, "theirs"));
    journal_spill_free(s);
    expect_left(w, "");
    assert_int_equal(journal_spills_waiting(), 1);
}

static void what_was_cleared_leaves_nothing(void **state)
{
    (void)state;
    JournalSpill *s = journal_spill_new(NULL);
    spill(s, "/p", entry(0, 0, "x"));
    journal_spill_clear(s);
    journal_spill_free(s);
    assert_int_equal(journal_spills_waiting(), 0);
}

static void it_goes_on_where_the_database_ends(void **state)
{
    World *w = *state;
    JournalEntries all = {0};
    vec_push(&all, entry(0, 0, "in the database, "));
    JournalBatch b = {.project = w->project,
                      .owner = store_journal_owner(w->store, NULL),
                      .entries = all.p,
                      .n = 1};
    MUST(store_journal_write(w->store, &b, &err));
    int64_t doc = all.p[0].doc, n = (int64_t)all.p[0].ops.n;
    journal_entries_deinit(&all);
    world_reopen(w); // its owner is dead
    JournalSpill *s = journal_spill_new(NULL);
    spill(s, "/p", entry(doc, n, "and in the file"));
    journal_spill_free(s);
    expect_left(w, "in the database, and in the file");
    s = journal_spill_new(NULL);
    spill(s, "/p", entry(doc, n, "and in the file")); // written, and not cleared any more
    journal_spill_free(s);
    expect_left(w, "in the database, and in the file");
    s = journal_spill_new(NULL);
    spill(s, "/p", entry(doc + 1, 3, "of a document that is gone"));
    journal_spill_free(s);
    expect_left(w, "in the database, and in the file");
}

static void where_the_first_place_is_full_another_takes_it(void **state)
{
    World *w = *state;
    AUTO(free) char *dir = store_dir(NULL);
    AUTO(free) char *place = path_join(dir, "unsaved");
    JournalSpill *s = journal_spill_new(NULL);
    assert_true(fs_is_dir(place));
    MUST(fs_remove_tree(place, &err)); // as good as one that cannot be written
    spill(s, "/p", entry(0, 0, "elsewhere"));
    assert_false(fs_is_dir(place));
    journal_spill_free(s);
    expect_left(w, "elsewhere");
}

static void any_bytes_are_a_batch_or_are_not(void **state)
{
    (void)state;
    AUTO(buf) Buf bytes = BUF_INIT;
    JournalEntries all = {0};
    Spilled out;
    vec_push(&all, entry(3, 1, "ops"));
    spill_pack("/p", &(JournalBatch){.entries = all.p, .n = 1, .time_ms = 7}, &bytes);
    assert_true(spill_unpack(buf_str(&bytes), &out));
    assert_int_equal(out.entries.n, 1);
    const JournalEntry *e = &out.entries.p[0];
    assert_true(e->doc == 3 && e->off == 1 && e->marked && e->has_base && !e->drop);
    assert_true(e->mark_off == 2 && e->mark_nbytes == 6 && e->mark_sum[31] == 7);
    assert_string_equal(buf_c(&e->history), "undo");
    spilled_deinit(&out);
    for (size_t n = 0; n < bytes.n; n++) {
        assert_false(spill_unpack(str_n(bytes.p, n), &out));
        spilled_deinit(&out);
    }
    for (size_t i = 0; i < bytes.n; i++) {
        bytes.p[i] ^= 0x10;
        assert_false(spill_unpack(buf_str(&bytes), &out));
        spilled_deinit(&out);
        bytes.p[i] ^= 0x10;
    }
    journal_entries_deinit(&all);
}

#define SPILL_CASE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
const struct CMUnitTest spill_tests[] = {
    SPILL_CASE(what_the_dead_spilled_is_taken_in_once),
    SPILL_CASE(of_another_folder_it_stays),
    SPILL_CASE(what_was_cleared_leaves_nothing),
    SPILL_CASE(it_goes_on_where_the_database_ends),
    SPILL_CASE(where_the_first_place_is_full_another_takes_it),
    SPILL_CASE(any_bytes_are_a_batch_or_are_not),
};
const size_t spill_tests_n = ARRAY_LEN(spill_tests);
