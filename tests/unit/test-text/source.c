// Sources: what is read when, and what happens when it cannot be.
#include "test-text.h"

#include <pthread.h>

static void fill_lines(Buf *b, size_t nbytes)
{
    for (size_t i = 0; b->n < nbytes; i++)
        buf_addf(b, "line %zu of many\n", i);
}

void opening_a_source_reads_nothing(void **state)
{
    (void)state;
    MemSource m = {0};
    fill_lines(&m.bytes, 10 << 20);
    size_t size = m.bytes.n;
    Text *t = text_new_source(mem_source(&m));
    assert_int_equal(snap_size(text_now(t)), size);
    assert_false(snap_line_count(text_now(t)).exact);
    assert_int_equal(m.reads, 0);
    char screen[4096];
    snap_read(text_now(t), 0, screen, sizeof screen);
    assert_int_equal(m.reads, 1);
    // to the end, and type there
    size_t last = snap_line_start(text_now(t), size, SIZE_MAX);
    assert_int_equal(last, size);
    text_replace(t, size, size, STR("end"));
    size_t end = size + 3;
    assert_int_equal(snap_line_start(text_now(t), end, SIZE_MAX), size);
    assert_true(m.reads <= 3);
    text_replace(t, size / 2, size / 2, STR("mid"));
    assert_true(m.reads <= 4);
    text_free(t);
    buf_deinit(&m.bytes);
}

void lines_are_estimated_until_read(void **state)
{
    (void)state;
    Chance c = {1};
    MemSource m = {0};
    fill_lines(&m.bytes, 3 << 20);
    Str all = buf_str(&m.bytes);
    size_t rows = naive_rows_before(all, all.n);
    Text *t = text_new_source(mem_source(&m));
    Snap *old = text_snapshot(t);
    text_replace(t, 1000000, 1000000, STR("x\ny"));
    LineCount guess = snap_line_count(text_now(t));
    assert_false(guess.exact);
    assert_true(guess.n > rows / 2 && guess.n < rows * 2);
    size_t before = 0;
    for (size_t off = 0; off < all.n; off += 4321) { // guesses never go back
        LineCount at = snap_row_at(text_now(t), off);
        assert_true(at.n >= before && at.n < snap_line_count(text_now(t)).n);
        before = at.n;
    }
    // what one snapshot learns, the others know
    while (!snap_count_lines(old, 1 << 18))
        ;
    unsigned reads = m.reads;
    LineCount exact = snap_line_count(text_now(t));
    assert_true(exact.exact && exact.n == rows + 2);
    assert_int_equal(m.reads, reads);
    assert_same(old, all, &c);
    snap_free(old);
    text_free(t);
    buf_deinit(&m.bytes);
}

void a_source_that_fails_shows_question_marks(void **state)
{
    (void)state;
    Chance c = {1};
    MemSource m = {.fails_from = 500000};
    fill_lines(&m.bytes, 1 << 20);
    AUTO(buf) Buf want = BUF_INIT;
    size_t good = m.fails_from / 65536 * 65536;
    buf_add(&want, str_upto(buf_str(&m.bytes), good));
    buf_add_fill(&want, '?', m.bytes.n - good);
    Text *t = text_new_source(mem_source(&m));
    assert_false(text_source_failed(t));
    assert_same(text_now(t), buf_str(&want), &c);
    assert_true(text_source_failed(t) && snap_source_failed(text_now(t)));
    // what failed once stays so, even if it could be read now
    m.fails_from = UINT64_MAX;
    assert_same(text_now(t), buf_str(&want), &c);
    text_free(t);
    buf_deinit(&m.bytes);
}

void a_source_that_changes_is_noticed(void **state)
{
    (void)state;
    MemSource m = {0};
    fill_lines(&m.bytes, 40 << 20); // more than is cached
    Text *t = text_new_source(mem_source(&m));
    while (!snap_count_lines(text_now(t), SIZE_MAX))
        ;
    char byte[2];
    snap_read(text_now(t), 100, byte, 1);
    for (size_t off = 1 << 20; off < m.bytes.n; off += 1 << 16)
        snap_read(text_now(t), off, byte, 1);
    assert_false(text_source_failed(t));
    m.bytes.p[70000] ^= 1;
    snap_read(text_now(t), 70000, byte, 1);
    assert_int_equal(byte[0], '?');
    assert_true(text_source_failed(t));
    // counts and content no longer agree there; every question still has an answer
    const Snap *s = text_now(t);
    for (size_t row = 0; row < 10000; row++) {
        size_t start = snap_row_start(s, row);
        assert_true(start <= snap_line_end(s, start, SIZE_MAX));
        assert_true(snap_line_start(s, start, SIZE_MAX) <= start);
    }
    for (size_t off = 65000; off < 70000; off += 7)
        text_replace(t, off, off + 3, STR("\n"));
    text_check(t);
    text_free(t);
    buf_deinit(&m.bytes);
}

typedef struct {
    Snap *snap; // its own reference
    Buf bytes;  // what it holds, owned
    uint64_t seed;
} Reader;

static void *read_along(void *arg)
{
    Reader *r = arg;
    Chance c = {r->seed};
    assert_same(r->snap, buf_str(&r->bytes), &c);
    snap_free(r->snap);
    return NULL;
}

void threads_read_while_the_text_is_edited(void **state)
{
    (void)state;
    enum { THREADS = 4, ROUNDS = 5, EDITS = 200 };
    Chance c = {2};
    MemSource m = {0};
    AUTO(buf) Buf bytes = BUF_INIT;
    fill_lines(&m.bytes, 300000);
    buf_add(&bytes, buf_str(&m.bytes));
    Text *t = text_new_source(mem_source(&m));
    for (int round = 0; round < ROUNDS; round++) {
        Reader readers[THREADS] = {0};
        pthread_t threads[THREADS];
        for (size_t i = 0; i < THREADS; i++) {
            readers[i].seed = chance(&c, 1000);
            buf_add(&readers[i].bytes, buf_str(&bytes));
            // two threads share each snapshot
            readers[i].snap = i % 2 ? snap_ref(readers[i - 1].snap) : text_snapshot(t);
            if (i % 2)
                assert_int_equal(pthread_create(&threads[i - 1], NULL, read_along, &readers[i - 1]),
                                 0);
            if (i % 2)
                assert_int_equal(pthread_create(&threads[i], NULL, read_along, &readers[i]), 0);
        }
        for (int i = 0; i < EDITS; i++) {
            size_t start = chance(&c, bytes.n + 1), n = MIN(bytes.n - start, (size_t)3);
            text_replace(t, start, start + n, STR("e\n"));
            buf_splice(&bytes, start, start + n, STR("e\n"));
            snap_line_count(text_now(t));
        }
        for (size_t i = 0; i < THREADS; i++) {
            pthread_join(threads[i], NULL);
            buf_deinit(&readers[i].bytes);
        }
    }
    assert_same(text_now(t), buf_str(&bytes), &c);
    text_free(t);
    buf_deinit(&m.bytes);
}

typedef struct {
    Snap *snap; // its own reference
    Str bytes;
    uint64_t seed;
    bool ok;
} Reviewer;

// Reads here and there, and counts lines in between.
static void *review(void *arg)
{
    Reviewer *r = arg;
    Chance c = {r->seed};
    r->ok = true;
    for (int i = 0; i < 2000; i++) {
        char out[300];
        size_t off = chance(&c, r->bytes.n), start = 0;
        size_t n = snap_read(r->snap, off, out, sizeof out);
        r->ok &= n == MIN(sizeof out, r->bytes.n - off) && memcmp(out, r->bytes.p + off, n) == 0;
        Str chunk = snap_chunk(r->snap, off, &start);
        r->ok &= memcmp(chunk.p, r->bytes.p + start, chunk.n) == 0;
        if (i % 10 == 0)
            snap_count_lines(r->snap, 1 << 16);
    }
    snap_free(r->snap);
    return NULL;
}

void threads_share_a_cache_smaller_than_the_source(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    MemSource m = {0};
    fill_lines(&m.bytes, 24 << 20);
    Text *t = text_new_source(mem_source(&m));
    Reviewer reviewers[THREADS];
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; i++) {
        reviewers[i] = (Reviewer){text_snapshot(t), buf_str(&m.bytes), i, false};
        assert_int_equal(pthread_create(&threads[i], NULL, review, &reviewers[i]), 0);
    }
    // the last one to leave gives the source back
    text_free(t);
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_true(reviewers[i].ok);
    }
    assert_int_equal(m.released, 1);
    buf_deinit(&m.bytes);
}

void sources_share_the_memory_they_are_given(void **state)
{
    (void)state;
    enum { TEXTS = 3, BYTES = 8 << 20, BLOCK = 1 << 16 };
    MemSource m[TEXTS] = {0};
    Text *t[TEXTS];
    char byte;
    TextCache *cache = text_cache_new(16 * BLOCK);
    for (size_t i = 0; i < TEXTS; i++) {
        fill_lines(&m[i].bytes, BYTES);
        m[i].cache = cache;
        t[i] = text_new_source(mem_source(&m[i]));
    }
    for (size_t off = 0; off < BYTES; off += BLOCK)
        for (size_t i = 0; i < TEXTS; i++)
            snap_read(text_now(t[i]), off, &byte, 1);
    // what was used last is still there, what came long before is read again
    unsigned reads = m[0].reads;
    snap_read(text_now(t[0]), BYTES - BLOCK, &byte, 1);
    assert_int_equal(m[0].reads, reads);
    snap_read(text_now(t[0]), 0, &byte, 1);
    assert_int_equal(m[0].reads, reads + 1);
    // the first to leave takes its blocks along
    text_free(t[0]);
    text_cache_set(cache, 0);
    reads = m[1].reads;
    snap_read(text_now(t[1]), BYTES / 2, &byte, 1);
    assert_int_equal(m[1].reads, reads + 1);
    text_cache_free(cache); // they hold it
    for (size_t i = 0; i < TEXTS; i++) {
        if (i)
            text_free(t[i]);
        buf_deinit(&m[i].bytes);
    }
}
