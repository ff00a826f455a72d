// Bytes as a table: where one stands, what typing does to them.
#include "suite.h"

static View *open_bytes(World *w, Str bytes)
{
    AUTO(free) char *path = world_path(w, "a.bin");
    MUST(fs_write(path, bytes, &err));
    View *v = world_open(w, "a.bin");
    if (!v->hex)
        MUST(hex_toggle(v, &err));
    return v;
}

static void expect_bytes(const View *v, Str want)
{
    AUTO(buf) Buf got = BUF_INIT;
    snap_add_to(text_now(v->doc->text), 0, snap_size(text_now(v->doc->text)), &got);
    assert_int_equal(got.n, want.n);
    assert_memory_equal(got.p, want.p, want.n);
}

static void typing_writes_over_bytes(void **state)
{
    View *v = open_bytes(*state, STR("\0\x11\x22"));
    MUST(hex_type(v, STR("aB3"), &err));
    expect_bytes(v, STR("\xAB\x31\x22"));
    assert_int_equal(v->hex->cursor, 1);
    assert_true(v->hex->low);
    MUST_FAIL(hex_type(v, STR("g"), &err));
    v->hex->ascii = true;
    MUST(hex_type(v, STR("xyz"), &err)); // goes on behind the end
    expect_bytes(v, STR("\xABxyz"));
    MUST_FAIL(hex_delete(v, false, &err));
    for (int i = 0; i < 3; i++)
        hex_undo(v, false, NULL);
    hex_undo(v, false, NULL);
    expect_bytes(v, STR("\0\x11\x22"));
}

static void inserting_makes_room(void **state)
{
    View *v = open_bytes(*state, STR("\0\x11"));
    v->hex->insert = true;
    hex_goto(v, 1, false);
    MUST(hex_type(v, STR("f"), &err));
    expect_bytes(v, STR("\0\xF0\x11"));
    MUST(hex_type(v, STR("e"), &err));
    expect_bytes(v, STR("\0\xFE\x11"));
    MUST(hex_delete(v, true, &err));
    expect_bytes(v, STR("\0\x11"));
    MUST(hex_paste(v, STR("01 02\n"), &err));
    expect_bytes(v, STR("\0\1\2\x11"));
    MUST_FAIL(hex_paste(v, STR("1"), &err));
    hex_goto(v, 0, false);
    hex_goto(v, 2, true);
    AUTO(buf) Buf copied = BUF_INIT;
    MUST(hex_copy(v, &copied, &err));
    assert_string_equal(buf_c(&copied), "00 01 02");
    MUST(hex_delete(v, false, &err));
    expect_bytes(v, STR("\x11"));
}

static void offsets_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        size_t off; // SIZE_MAX: is refused
    } cases[] = {{"5", 5},         {"010", 10},       {"0x10", 16},      {"+3", 13},
                 {"-3", 7},        {"-99", 0},        {"50%", 50},       {"100%", 100},
                 {"1000", 100},    {" 7 ", 7},        {"", SIZE_MAX},    {"x", SIZE_MAX},
                 {"5x", SIZE_MAX}, {"--5", SIZE_MAX}, {"+5%", SIZE_MAX}, {"200%", SIZE_MAX}};
    char bytes[100] = {0};
    View *v = open_bytes(*state, str_n(bytes, sizeof bytes));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        size_t off = SIZE_MAX;
        hex_goto(v, 10, false);
        bool ok = hex_parse_offset(v, str_c(cases[i].text), &off, &err);
        if (ok != (cases[i].off != SIZE_MAX) || (ok && off != cases[i].off))
            fail_msg("'%s': %d, %zu", cases[i].text, ok, off);
    }
}

static void a_macro_may_take_bytes_back(void **state)
{
    World *w = *state;
    View *v = open_bytes(w, STR("\0\x11"));
    MUST(hex_type(v, STR("f"), &err));
    macro_group(w->ws); // as while one plays
    MUST(hex_undo(v, false, &err));
    expect_bytes(v, STR("\0\x11"));
    macro_group(w->ws);
    MUST(hex_undo(v, true, &err));
    expect_bytes(v, STR("\xF0\x11"));
}

static void bytes_are_found_around_the_end(void **state)
{
    World *w = *state;
    View *v = open_bytes(w, STR("\0ab\0ab\0"));
    static const size_t at[] = {1, 4, 1};
    for (size_t i = 0; i < ARRAY_LEN(at); i++) {
        MUST(hex_find(v, i == 0 ? STR("61 62") : i == 1 ? STR("\"ab\"") : STR(""), &err));
        world_wait(w, !v->hex->finding);
        size_t start, end;
        hex_selection(v, &start, &end);
        assert_int_equal(start, at[i]);
        assert_int_equal(end, at[i] + 2);
        hex_goto(v, start, false);
    }
    MUST_FAIL(hex_find(v, STR("6"), &err));
}

static void text_is_safe_while_bytes_are_shown(void **state)
{
    World *w = *state;
    View *v = open_bytes(w, STR("text\n"));
    MUST_FAIL(view_type(v, STR("x"), &err));
    MUST(hex_toggle(v, &err));
    MUST(view_type(v, STR("x"), &err));
}

static void decoded_files_show_their_own_bytes(void **state)
{
    World *w = *state;
    View *v = open_bytes(w, STR("a\0\n\0"));
    expect_bytes(v, STR("a\0\n\0"));
    MUST(hex_type(v, STR("62"), &err));
    MUST_FAIL(hex_toggle(v, &err)); // the text would have to be read from the disk
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    MUST(hex_toggle(v, &err));
    expect_text(v, "b\n");
    assert_null(v->hex);
}

const struct CMUnitTest hex_tests[] = {
    CASE(typing_writes_over_bytes),
    CASE(inserting_makes_room),
    CASE(offsets_are_read_as_people_write_them),
    CASE(a_macro_may_take_bytes_back),
    CASE(bytes_are_found_around_the_end),
    CASE(text_is_safe_while_bytes_are_shown),
    CASE(decoded_files_show_their_own_bytes),
};
const size_t hex_tests_n = ARRAY_LEN(hex_tests);
