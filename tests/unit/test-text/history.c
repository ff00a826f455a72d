// Undo states that outlive their text, as bytes.
#include "test-text.h"

static void add_all(const Text *t, Buf *out)
{
    snap_add_to(text_now(t), 0, snap_size(text_now(t)), out);
}

// Edits of all kinds, steps back, branches.
static Text *make_history(Chance *c, int steps)
{
    size_t off;
    Text *t = text_new_from(STR("the text as it began\nwith lines\n"));
    for (int i = 0; i < steps; i++) {
        AUTO(buf) Buf with = BUF_INIT;
        size_t size = snap_size(text_now(t)), a = chance(c, size + 1), b = a + chance(c, 5);
        chance_bytes(c, 8, &with);
        switch (chance(c, 6)) {
        case 0:
            text_undo(t, &off);
            break;
        case 1:
            if (!text_redo(t, &off))
                text_undo(t, &off);
            break;
        case 2:
            if (size > 8) {
                TextSplice v[] = {{0, 1, buf_str(&with)}, {3, 3, STR("+")}, {5, 8, STR("")}};
                text_replace_many(t, v, ARRAY_LEN(v));
            }
            break;
        default:
            text_undo_break(t);
            text_replace(t, a, MIN(b, size), buf_str(&with));
        }
        text_stamp(t, i + 1);
    }
    return t;
}

// A text of the same bytes that is given the history of t.
static Text *twin_of(const Text *t, Str packed)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    add_all(t, &bytes);
    Text *twin = text_new_from(buf_str(&bytes));
    assert_true(text_history_unpack(twin, packed));
    text_check(twin);
    return twin;
}

void history_comes_back_from_bytes(void **state)
{
    (void)state;
    Chance c = {3};
    for (int round = 0; round < 60; round++) {
        AUTO(buf) Buf packed = BUF_INIT;
        size_t off;
        Text *t = make_history(&c, 5 + round);
        if (!text_history_pack(t, SIZE_MAX, &packed)) {
            text_free(t);
            continue;
        }
        Text *twin = twin_of(t, buf_str(&packed));
        assert_false(text_is_modified(twin));
        assert_int_equal(text_state_count(twin), text_state_count(t));
        assert_int_equal(text_state(twin), text_state(t));
        for (size_t i = 0; i < text_state_count(t); i++) {
            AUTO(buf) Buf want = BUF_INIT, have = BUF_INIT;
            size_t to = chance(&c, text_state_count(t));
            text_state_go(t, to, &off);
            text_state_go(twin, to, &off);
            add_all(t, &want);
            add_all(twin, &have);
            assert_true(str_eq(buf_str(&want), buf_str(&have)));
            assert_true(text_state_stamp(twin, to) == text_state_stamp(t, to));
            text_check(twin);
        }
        text_free(t);
        text_free(twin);
    }
}

void a_small_room_keeps_what_is_near(void **state)
{
    (void)state;
    Chance c = {5};
    Text *t = make_history(&c, 200);
    AUTO(buf) Buf all = BUF_INIT, some = BUF_INIT;
    size_t off, steps = 0;
    assert_true(text_history_pack(t, SIZE_MAX, &all));
    assert_true(text_history_pack(t, 500, &some));
    assert_true(some.n < 600 && some.n < all.n);
    Text *twin = twin_of(t, buf_str(&some));
    while (text_undo(twin, &off)) { // the same steps back, if not as many
        AUTO(buf) Buf want = BUF_INIT, have = BUF_INIT;
        assert_true(text_undo(t, &off));
        add_all(t, &want);
        add_all(twin, &have);
        assert_true(str_eq(buf_str(&want), buf_str(&have)));
        steps++;
    }
    assert_true(steps > 3);
    assert_true(text_is_modified(twin));
    text_free(t);
    text_free(twin);
}

void damaged_history_is_refused(void **state)
{
    (void)state;
    Chance c = {7};
    Text *t = make_history(&c, 60);
    AUTO(buf) Buf packed = BUF_INIT, bytes = BUF_INIT;
    add_all(t, &bytes);
    assert_true(text_history_pack(t, SIZE_MAX, &packed));
    for (size_t n = 0; n < packed.n; n++) {
        Text *other = text_new_from(buf_str(&bytes));
        assert_false(text_history_unpack(other, str_upto(buf_str(&packed), n)));
        text_free(other);
    }
    for (int i = 0; i < 3000; i++) { // flipped bits: refused, or at least consistent
        AUTO(buf) Buf broken = BUF_INIT;
        Text *other = text_new_from(buf_str(&bytes));
        buf_add(&broken, buf_str(&packed));
        broken.p[chance(&c, broken.n)] ^= (char)(1 << chance(&c, 8));
        if (text_history_unpack(other, buf_str(&broken))) {
            size_t off;
            text_check(other);
            for (size_t k = 0; k < text_state_count(other); k++)
                text_state_go(other, chance(&c, text_state_count(other)), &off);
            text_check(other);
        }
        text_free(other);
    }
    Text *longer = text_new_from(STR("another text"));
    assert_false(text_history_unpack(longer, buf_str(&packed)));
    text_free(longer);
    text_free(t);
}

void new_edits_go_on_from_old_history(void **state)
{
    (void)state;
    size_t off;
    AUTO(buf) Buf packed = BUF_INIT, now = BUF_INIT;
    Text *t = text_new_from(STR("a"));
    text_replace(t, 1, 1, STR("b"));
    assert_true(text_history_pack(t, SIZE_MAX, &packed));
    Text *twin = twin_of(t, buf_str(&packed));
    text_replace(twin, 2, 2, STR("c"));
    assert_true(text_is_modified(twin));
    assert_true(text_undo(twin, &off)); // not one step with the old edit
    assert_false(text_is_modified(twin));
    assert_true(text_undo(twin, &off));
    add_all(twin, &now);
    assert_string_equal(buf_c(&now), "a");
    assert_false(text_history_unpack(twin, buf_str(&packed))); // it has one
    text_free(t);
    text_free(twin);
}
