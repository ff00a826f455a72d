// The log of what is done to a text: another text that is told the same becomes the same, states
// and all, at every point where the log is cut.
#include "test-text.h"

static void add_all(const Text *t, Buf *out)
{
    snap_add_to(text_now(t), 0, snap_size(text_now(t)), out);
}

static void type(Text *t, Chance *c)
{
    size_t at = chance(c, snap_size(text_now(t)) + 1);
    for (size_t i = chance(c, 40) + 1; i > 0; i--, at++)
        text_replace(t, at, at, STR("x"));
}

static void erase(Text *t, Chance *c)
{
    for (size_t i = chance(c, 10); i > 0 && snap_size(text_now(t)); i--) {
        size_t end = snap_size(text_now(t)) / 2 + 1;
        text_replace(t, end - 1, end, STR_NULL);
    }
}

static void paste(Text *t, Chance *c)
{
    AUTO(buf) Buf with = BUF_INIT;
    size_t size = snap_size(text_now(t)), a = chance(c, size + 1), b = a + chance(c, 20);
    chance_bytes(c, 50, &with);
    text_undo_break(t);
    text_replace(t, a, MIN(b, size), buf_str(&with));
}

static void edit_many(Text *t, Chance *c)
{
    Vec(TextSplice) v = {0};
    size_t at = 0, size = snap_size(text_now(t)), step = 1 + chance(c, 30);
    for (; at + 1 < size; at += 1 + step)
        vec_push(&v, (TextSplice){at, at + chance(c, 2), STR("m")});
    text_replace_many(t, v.p, v.n);
    vec_deinit(&v);
}

static void rewrite(Text *t, Chance *c)
{
    TextRewrite *r = text_rewrite_line_ends(text_now(t), chance(c, 2), NULL);
    text_rewrite_apply(t, r);
}

static void walk_states(Text *t, Chance *c)
{
    size_t off;
    switch (chance(c, 4)) {
    case 0:
        text_redo(t, &off);
        break;
    case 1:
        text_state_go(t, chance(c, text_state_count(t)), &off);
        break;
    default:
        text_undo(t, &off);
    }
}

static void edit_in_group(Text *t, Chance *c)
{
    text_group_begin(t);
    for (size_t i = chance(c, 4); i > 0; i--)
        chance(c, 2) ? paste(t, c) : type(t, c);
    if (chance(c, 20) == 0) // more than undo keeps one by one
        for (int i = 0; i < 300; i++)
            text_replace(t, (size_t)i % (snap_size(text_now(t)) + 1),
                         (size_t)i % (snap_size(text_now(t)) + 1), STR("-"));
    if (chance(c, 3) == 0)
        edit_many(t, c);
    text_group_end(t);
}

static void do_something(Text *t, Chance *c)
{
    static void (*const things[])(Text *, Chance *) = {
        type, type, erase, paste, edit_many, rewrite, walk_states, walk_states, edit_in_group,
    };
    things[chance(c, ARRAY_LEN(things))](t, c);
    if (chance(c, 2))
        text_undo_break(t);
    text_stamp(t, (int64_t)chance(c, 1u << 20));
}

static void expect_same(const Text *t, const Text *twin)
{
    AUTO(buf) Buf want = BUF_INIT, have = BUF_INIT;
    add_all(t, &want);
    add_all(twin, &have);
    assert_true(str_eq(buf_str(&want), buf_str(&have)));
}

// Every state that leads to the present one, and those of other branches that the log knows.
static void expect_same_states(Text *t, Text *twin, Chance *c)
{
    size_t off;
    assert_int_equal(text_state_count(twin), text_state_count(t));
    assert_int_equal(text_state(twin), text_state(t));
    for (int i = 0; i < 20; i++) {
        size_t to = chance(c, text_state_count(t));
        text_state_go(t, to, &off);
        text_state_go(twin, to, &off);
        expect_same(t, twin);
        assert_true(text_state_stamp(twin, to) == text_state_stamp(t, to));
    }
    text_check(twin);
}

static Text *twin_of(const TextLog *l)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    snap_add_to(text_log_base(l), 0, snap_size(text_log_base(l)), &bytes);
    return text_new_from(buf_str(&bytes));
}

void a_log_makes_the_same_text_again(void **state)
{
    (void)state;
    Chance c = {11};
    for (int round = 0; round < 300; round++) {
        Text *t = text_new_from(STR("the text as it began\nwith lines\r\nof two kinds\n"));
        AUTO(buf) Buf ops = BUF_INIT;
        for (size_t i = chance(&c, 2) * chance(&c, 20); i > 0; i--)
            do_something(t, &c); // before it is logged
        TextLog *l = text_log_new(t);
        for (size_t i = chance(&c, 30); i > 0; i--) {
            do_something(t, &c);
            if (chance(&c, 3) == 0)
                text_log_take(l, &ops);
        }
        text_log_take(l, &ops);
        Text *twin = twin_of(l);
        assert_int_equal(text_log_replay(twin, text_log_history(l), buf_str(&ops)), ops.n);
        expect_same(t, twin);
        if (text_log_is_begun(l))
            expect_same_states(t, twin, &c);
        text_free(t);
        text_free(twin);
    }
}

void a_log_that_was_replayed_is_logged_alike(void **state)
{
    (void)state;
    Chance c = {12};
    for (int round = 0; round < 100; round++) {
        Text *t = text_new_from(STR("some text\n"));
        for (int i = 0; i < 5; i++)
            do_something(t, &c);
        TextLog *l = text_log_new(t);
        for (int i = 0; i < 15; i++)
            do_something(t, &c);
        Text *twin = twin_of(l);
        TextLog *again = text_log_new(twin);
        text_log_replay(twin, text_log_history(l), buf_str(text_log_ops(l)));
        Text *third = twin_of(again);
        Str ops = buf_str(text_log_ops(again));
        assert_int_equal(text_log_replay(third, text_log_history(again), ops), ops.n);
        expect_same(t, third);
        expect_same_states(t, third, &c);
        text_free(t);
        text_free(twin);
        text_free(third);
    }
}

// The text after a step, and how long the log was then.
typedef struct {
    Buf bytes;
    size_t nlog;
} Step;

static void expect_step(const Text *t, const Step *want)
{
    AUTO(buf) Buf have = BUF_INIT;
    add_all(t, &have);
    assert_true(str_eq(buf_str(&want->bytes), buf_str(&have)));
}

void a_log_cut_anywhere_is_a_text_that_was(void **state)
{
    (void)state;
    Chance c = {13};
    for (int round = 0; round < 100; round++) {
        Text *t = text_new_from(STR("the text as it began\n"));
        TextLog *l = text_log_new(t);
        AUTO(buf) Buf ops = BUF_INIT;
        Step steps[20] = {0};
        for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
            do_something(t, &c);
            text_log_take(l, &ops); // as a batch does
            steps[i].nlog = ops.n;
            add_all(t, &steps[i].bytes);
        }
        size_t cut = chance(&c, ops.n + 1), last = 0, nth = 0;
        for (size_t i = 0; i < ARRAY_LEN(steps) && steps[i].nlog <= cut; i++)
            last = steps[nth = i].nlog;
        Text *at_step = twin_of(l), *within = twin_of(l);
        assert_int_equal(text_log_replay(at_step, STR_NULL, str_upto(buf_str(&ops), last)), last);
        if (last)
            expect_step(at_step, &steps[nth]);
        size_t good = text_log_replay(within, STR_NULL, str_upto(buf_str(&ops), cut));
        assert_true(good >= last && good <= cut); // nothing of an older batch is missing
        text_check(within);
        for (size_t i = 0; i < ARRAY_LEN(steps); i++)
            buf_deinit(&steps[i].bytes);
        text_free(t);
        text_free(at_step);
        text_free(within);
    }
}

void typing_costs_a_log_little(void **state)
{
    (void)state;
    Text *t = text_new();
    TextLog *l = text_log_new(t);
    for (size_t i = 0; i < 3200; i++)
        text_replace(t, i, i, STR("x"));
    assert_true(text_log_ops(l)->n < 3200 + 100 * 8);
    assert_int_equal(snap_size(text_log_base(l)), 0);
    text_free(t);
}

void two_logs_begin_where_they_were_made(void **state)
{
    (void)state;
    Text *t = text_new_from(STR("ab"));
    TextLog *first = text_log_new(t);
    text_replace(t, 2, 2, STR("c"));
    text_undo_break(t);
    TextLog *second = text_log_new(t);
    size_t off;
    text_undo(t, &off);
    text_replace(t, 0, 0, STR("z"));
    Text *a = twin_of(first), *b = twin_of(second);
    assert_int_equal(snap_size(text_log_base(second)), 3);
    text_log_replay(a, text_log_history(first), buf_str(text_log_ops(first)));
    text_log_replay(b, text_log_history(second), buf_str(text_log_ops(second)));
    expect_same(t, a);
    expect_same(t, b);
    text_log_free(first);
    text_replace(t, 0, 0, STR("y"));
    text_free(t);
    text_free(a);
    text_free(b);
}

void a_log_without_its_base_tells_what_was_put_in(void **state)
{
    (void)state;
    Text *t = text_new_from(STR("one two"));
    TextLog *l = text_log_new(t);
    AUTO(buf) Buf words = BUF_INIT;
    size_t off;
    text_replace(t, 4, 7, STR("2\n"));
    text_undo_break(t);
    text_replace_many(t, (TextSplice[]){{0, 0, STR("a")}, {1, 2, STR("bc")}}, 2);
    text_undo(t, &off);
    Str ops = buf_str(text_log_ops(l));
    assert_int_equal(text_log_tell(ops, &words), ops.n);
    assert_string_equal(buf_c(&words), "--- at byte 4, in place of 3 bytes:\n2\n"
                                       "--- at byte 0:\na\n"
                                       "--- at byte 1, in place of 1 bytes:\nbc\n"
                                       "--- a step of undo or redo\n");
    text_free(t);
}
