// What comes back of the edits of one who died, held against what the file holds by then.
#include "suite.h"
#include "store/store.h"
#include "workspace/journal-inner.h"

// One who had typed `ops` behind `base`, of which the first `mark` bytes were being saved (0: no
// save began), and died.
typedef struct {
    const char *base, *typed;
    size_t mark;
} Dead;

static void put_sum(const Text *t, uint8_t sum[HASH_NBYTES])
{
    journal_base_sum(text_now(t), sum);
}

static void describe(const Dead *d, JournalEntry *e)
{
    Text *t = text_new();
    size_t n = strlen(d->base);
    text_replace(t, 0, 0, str_c(d->base));
    text_mark_saved(t);
    TextLog *log = text_log_new(t);
    *e = (JournalEntry){.path = xstrdup("a.txt"), .has_base = true, .base_nbytes = (int64_t)n};
    buf_add_c(&e->base, d->base);
    buf_add_c(&e->meta, "{\"title\": \"a.txt\", \"encoding\": \"utf8\", \"onDisk\": true,"
                        " \"disk\": \"0 0 0 0 0 33188\"}");
    put_sum(t, e->base_sum);
    for (size_t i = 0; d->typed[i]; i++) {
        text_replace(t, n + i, n + i, str_n(d->typed + i, 1));
        if (i + 1 == d->mark) {
            e->marked = true;
            e->mark_off = (int64_t)text_log_ops(log)->n;
            e->mark_nbytes = (int64_t)snap_size(text_now(t));
            put_sum(t, e->mark_sum);
        }
    }
    buf_add(&e->history, text_log_history(log));
    text_log_take(log, &e->ops);
    text_free(t);
}

// ... and the start after that, of which the view of the file is returned.
static View *start_after(World *w, const Dead *d, const char *file)
{
    JournalEntries all = {0};
    JournalEntry e;
    world_stop(w);
    world_put(w, "a.txt", file);
    describe(d, &e);
    vec_push(&all, e);
    Store *s = store_open(NULL, NULL);
    assert_non_null(s);
    JournalBatch b = {.project = store_project_open(s, w->root, NULL),
                      .owner = store_journal_owner(s, NULL),
                      .entries = all.p,
                      .n = 1};
    MUST(store_journal_write(s, &b, &err));
    store_close(s);
    journal_entries_deinit(&all);
    world_start(w);
    View *v = world_open(w, "a.txt");
    world_settle(w);
    return v;
}

static void edits_of_the_dead_are_back(void **state)
{
    World *w = *state;
    View *v = start_after(w, &(Dead){"one", " two", 0}, "one");
    expect_text(v, "one two");
    assert_true(document_is_modified(v->doc));
    assert_false(v->doc->conflict);
}

static void a_save_that_nobody_heard_of_was_one(void **state)
{
    World *w = *state;
    View *v = start_after(w, &(Dead){"one", " two", 4}, "one two");
    expect_text(v, "one two");
    assert_false(document_is_modified(v->doc));
    assert_false(v->doc->conflict);
}

static void what_was_typed_during_such_a_save_is_unsaved(void **state)
{
    World *w = *state;
    View *v = start_after(w, &(Dead){"one", " two three", 4}, "one two");
    expect_text(v, "one two three");
    assert_true(document_is_modified(v->doc));
    assert_false(v->doc->conflict);
    while (view_undo(v, NULL))
        assert_true(document_is_modified(v->doc)); // rather once too often than saved by mistake
    while (view_redo(v, NULL))
        ;
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_null(ask_shown(w->ws));
    world_expect(w, "a.txt", "one two three");
}

static void a_save_that_came_to_nothing_was_none(void **state)
{
    World *w = *state;
    View *v = start_after(w, &(Dead){"one", " two", 4}, "one");
    expect_text(v, "one two");
    assert_true(document_is_modified(v->doc));
    assert_false(v->doc->conflict);
}

static void edits_in_a_text_that_is_another_by_now_ask(void **state)
{
    World *w = *state;
    View *v = start_after(w, &(Dead){"one", " two", 4}, "another");
    expect_text(v, "one two");
    assert_true(v->doc->conflict);
    world_expect(w, "a.txt", "another");
}

static void a_log_that_grows_begins_anew(void **state)
{
    World *w = *state;
    enum { BYTES = 400000, TIMES = 6 };
    AUTO(buf) Buf text = BUF_INIT;
    w->ws->options.hot_exit = true;
    w->ws->keep_unsaved = true;
    world_put(w, "a.txt", "old");
    View *v = world_open(w, "a.txt");
    for (size_t i = 0; i < BYTES; i++)
        buf_add_byte(&text, (char)('a' + i * i % 26));
    for (int i = 0; i < TIMES; i++) {
        view_type(v, buf_str(&text), NULL);
        journal_flush(w->ws);
        world_wait(w, !journal_is_behind(w->ws));
        MUST(view_undo(v, &err));
        view_type(v, STR("new "), NULL);
    }
    journal_flush(w->ws);
    world_wait(w, !journal_is_behind(w->ws));
    assert_in_range(v->doc->journal.nkept, 0, 4 * BYTES);
    world_stop(w);
    world_start(w);
    world_settle(w);
    v = world_open(w, "a.txt");
    world_settle(w);
    expect_text(v, "new new new new new new old");
    assert_true(document_is_modified(v->doc));
    assert_false(v->doc->conflict);
}

static void expect_version(Store *s, int64_t project, int64_t n, Str want)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    Version v;
    MUST(store_version_read(s, project, STR("a.txt"), n, &v, &bytes, &err));
    assert_true(str_eq(buf_str(&bytes), want));
    assert_int_equal(v.cause, CAUSE_EXTERNAL);
    assert_int_equal(v.mode, 0640);
}

static void what_the_edits_began_with_becomes_a_version_once(void **state)
{
    World *w = *state;
    Text *t = text_new();
    size_t n;
    const Encoding *latin1 = encoding_find(STR("iso88591"));
    Store *s = store_open(NULL, NULL);
    int64_t project = store_project_open(s, w->root, NULL);
    text_replace(t, 0, 0, STR("caf\xc3\xa9"));
    RecoverBase b = {"a.txt", text_now(t), {.encoding = &encoding_all(&n)[0]}, 0640};
    int64_t first = recover_keep_base(s, project, b);
    expect_version(s, project, first, STR("caf\xc3\xa9"));
    b.coding.encoding = latin1;
    int64_t second = recover_keep_base(s, project, b); // in the bytes that the file had
    expect_version(s, project, second, STR("caf\xe9"));
    assert_int_equal(recover_keep_base(s, project, b), second);
    b.coding.encoding = &encoding_all(&n)[0];
    assert_int_equal(recover_keep_base(s, project, b), first);
    text_replace(t, 0, 0, STR("\xe6\x97\xa5"));
    b.base = text_now(t);
    b.coding.encoding = latin1;
    assert_int_equal(recover_keep_base(s, project, b), 0); // which has no such character
    text_free(t);
    store_close(s);
}

const struct CMUnitTest recover_tests[] = {
    CASE(edits_of_the_dead_are_back),
    CASE(a_save_that_nobody_heard_of_was_one),
    CASE(what_was_typed_during_such_a_save_is_unsaved),
    CASE(a_save_that_came_to_nothing_was_none),
    CASE(a_log_that_grows_begins_anew),
    CASE(edits_in_a_text_that_is_another_by_now_ask),
    CASE(what_the_edits_began_with_becomes_a_version_once),
};
const size_t recover_tests_n = ARRAY_LEN(recover_tests);
