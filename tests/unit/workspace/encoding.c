// Files of other encodings: shown as text, saved as they were, opened again as something else.
#include "suite.h"

static void put_bytes(const World *w, const char *name, Str bytes)
{
    AUTO(free) char *path = world_path(w, name);
    MUST(fs_write(path, bytes, &err));
}

static void expect_bytes(const World *w, const char *name, Str want)
{
    AUTO(buf) Buf got = BUF_INIT;
    AUTO(free) char *path = world_path(w, name);
    MUST(fs_read(path, 0, &got, &err));
    assert_int_equal(got.n, want.n);
    assert_memory_equal(got.p, want.p, want.n);
}

static void files_come_back_byte_for_byte(void **state)
{
    World *w = *state;
    static const struct {
        const char *name;
        Str bytes;
        const char *text;
        Str with_x; // after an x was typed at the start
    } cases[] = {
        {"utf8", STR("\xC3\xA9\n"), "\u00E9\n", STR("x\xC3\xA9\n")},
        {"bom", STR("\xEF\xBB\xBF\xC3\xA9\n"), "\u00E9\n", STR("\xEF\xBB\xBFx\xC3\xA9\n")},
        {"broken", STR("\xE9\xFF\n"), "\xE9\xFF\n", STR("x\xE9\xFF\n")},
        {"utf16", STR("a\0\n\0"), "a\n", STR("x\0a\0\n\0")},
        {"utf16 odd",
         STR("\xFF\xFE"
             "a\0b"),
         "a\xF4\x90\x81\xA2", STR("\xFF\xFEx\0a\0b")},
        {"returns", STR("a\rb\r"), "a\nb\n", STR("xa\rb\r")},
        {"utf16 returns", STR("a\0\r\0b\0"), "a\nb", STR("x\0a\0\r\0b\0")},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        put_bytes(w, cases[i].name, cases[i].bytes);
        View *v = world_open(w, cases[i].name);
        expect_text(v, cases[i].text);
        MUST(view_type(v, STR("x"), &err));
        MUST(document_save(w->ws, v->doc, false, &err));
        world_settle(w);
        expect_bytes(w, cases[i].name, cases[i].with_x);
        MUST(document_reload(w->ws, v->doc, &err));
        assert_false(document_is_modified(v->doc));
    }
}

static void a_reload_notices_another_encoding(void **state)
{
    World *w = *state;
    put_bytes(w, "a.txt", STR("a\0b\0"));
    View *v = world_open(w, "a.txt");
    expect_text(v, "ab");
    put_bytes(w, "a.txt", STR("\xC3\xA9\r"));
    MUST(document_reload(w->ws, v->doc, &err));
    expect_text(v, "\u00E9\n");
    assert_string_equal(v->doc->coding.encoding->id, "utf8");
    assert_true(v->doc->coding.cr);
}

static void reopening_keeps_the_line(void **state)
{
    World *w = *state;
    put_bytes(w, "a.txt", STR("one\ntw\xF6\nthree\n"));
    View *v = world_open(w, "a.txt");
    view_goto_line(v, 2, 3);
    MUST(document_reopen(v->doc, encoding_find(STR("latin1")), &err));
    expect_text(v, "one\ntw\u00F6\nthree\n");
    assert_int_equal(view_cursor_row(v).n, 2);
    assert_int_equal(view_cursor_col(v), 3);
    assert_false(document_is_modified(v->doc));
    MUST(view_type(v, STR("!"), &err));
    MUST_FAIL(document_reopen(v->doc, encoding_find(STR("koi8r")), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    expect_bytes(w, "a.txt", STR("one\ntw\xF6\nthr!ee\n"));
}

static void what_an_encoding_lacks_is_not_saved(void **state)
{
    World *w = *state;
    put_bytes(w, "a.txt", STR("caf\xE9\n"));
    View *v = world_open(w, "a.txt");
    MUST(document_reopen(v->doc, encoding_find(STR("windows1252")), &err));
    MUST(view_type(v, STR("\u65E5"), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    expect_bytes(w, "a.txt", STR("caf\xE9\n"));
    assert_true(document_is_modified(v->doc));
    assert_non_null(ask_shown(w->ws));
    ask_answer(w->ws, 0, STR_NULL); // as UTF-8 then
    world_settle(w);
    world_expect(w, "a.txt",
                 "\u65E5"
                 "caf\u00E9\n");
    assert_string_equal(v->doc->coding.encoding->id, "utf8");
    assert_false(document_is_modified(v->doc));
}

static void what_an_encoding_lacks_is_saved_where_the_user_said(void **state)
{
    World *w = *state;
    put_bytes(w, "a.txt", STR("caf\xE9\n"));
    View *v = world_open(w, "a.txt");
    AUTO(free) char *to = world_path(w, "b.txt");
    MUST(document_reopen(v->doc, encoding_find(STR("windows1252")), &err));
    MUST(view_type(v, STR("\u65E5"), &err));
    MUST(document_save_as(w->ws, v->doc, to, false, &err));
    world_settle(w);
    assert_non_null(ask_shown(w->ws));
    ask_answer(w->ws, 0, STR_NULL); // as UTF-8 then
    world_settle(w);
    expect_bytes(w, "a.txt", STR("caf\xE9\n"));
    world_expect(w, "b.txt",
                 "\u65E5"
                 "caf\u00E9\n");
    assert_string_equal(v->doc->path, to);
    assert_false(document_is_modified(v->doc));
}

static void a_file_replaced_while_it_is_decoded_is_read_again(void **state)
{
    World *w = *state;
    AUTO(buf) Buf bytes = BUF_INIT;
    for (int i = 0; i < 700000; i++)
        buf_add(&bytes, str_n("l\0i\0n\0e\0\xE9\0\n\0", 12));
    AUTO(free) char *cache = world_path(w, ".cache");
    setenv("XDG_CACHE_HOME", cache, 1);
    put_bytes(w, "a.txt", buf_str(&bytes));
    View *v = world_open(w, "a.txt");
    assert_non_null(v->doc->decoding);
    put_bytes(w, "a.txt", str_n("n\0e\0w\0\n\0", 8));
    v->doc->check_disk = true;
    MUST_FAIL(document_reload(w->ws, v->doc, &err)); // not yet
    world_wait(w, !v->doc->decoding && !v->doc->check_disk && !v->doc->reloading);
    expect_text(v, "new\n");
    assert_false(document_is_modified(v->doc));
}

static void line_ends_changed_while_saving_are_not_saved_yet(void **state)
{
    World *w = *state;
    put_bytes(w, "a.txt", STR("a\nb\n"));
    View *v = world_open(w, "a.txt");
    MUST(document_save(w->ws, v->doc, false, &err));
    MUST(document_set_eol(v->doc, EOL_CR, &err));
    world_settle(w);
    assert_int_equal(v->doc->eol, EOL_CR);
    assert_true(document_is_modified(v->doc));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    expect_bytes(w, "a.txt", STR("a\rb\r"));
    assert_false(document_is_modified(v->doc));
}

static void a_reload_takes_changed_line_ends_back(void **state)
{
    World *w = *state;
    put_bytes(w, "a.txt", STR("a\nb\n"));
    View *v = world_open(w, "a.txt");
    MUST(document_set_eol(v->doc, EOL_CR, &err));
    world_settle(w);
    assert_true(document_is_modified(v->doc));
    MUST(document_reload(w->ws, v->doc, &err));
    assert_false(document_is_modified(v->doc));
}

static void a_large_file_is_decoded_by_a_worker(void **state)
{
    World *w = *state;
    enum { LINES = 600000 };
    AUTO(buf) Buf bytes = BUF_INIT;
    for (int i = 0; i < LINES; i++)
        buf_add(&bytes, str_n("l\0i\0n\0e\0\xE9\0\r\0\n\0", 14));
    AUTO(free) char *cache = world_path(w, ".cache");
    setenv("XDG_CACHE_HOME", cache, 1);
    put_bytes(w, "a.txt", buf_str(&bytes));
    View *v = world_open(w, "a.txt");
    MUST_FAIL(view_type(v, STR("x"), &err)); // only its start is there
    MUST_FAIL(document_save(w->ws, v->doc, false, &err));
    view_goto_line(v, 1000, 2);
    world_wait(w, !v->doc->decoding);
    assert_int_equal(snap_size(text_now(v->doc->text)), LINES * 8);
    assert_int_equal(view_cursor_row(v).n, 1000);
    assert_int_equal(v->doc->eol, EOL_CRLF);
    MUST(view_type(v, STR("x"), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    buf_splice(&bytes, 1000 * 14 + 4, 1000 * 14 + 4, str_n("x\0", 2));
    expect_bytes(w, "a.txt", buf_str(&bytes));
}

static void new_files_take_the_encoding_that_is_wanted(void **state)
{
    World *w = *state;
    w->ws->options.encoding = "utf8bom";
    View *v = world_open(w, "new.txt");
    MUST(view_type(v, STR("a"), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "new.txt",
                 "\xEF\xBB\xBF"
                 "a");
    v = world_open(w, "other.txt");
    MUST(document_set_charset(v->doc, STR("utf-16be"), &err));
    MUST(view_type(v, STR("a"), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    expect_bytes(w, "other.txt", STR("\xFE\xFF\0a"));
    MUST_FAIL(document_set_charset(v->doc, STR("klingon"), &err));
}

static void line_ends_are_converted_in_one_step(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\r\ntwo\nthree\rfour\n");
    View *v = world_open(w, "a.txt");
    assert_int_equal(v->doc->eol, EOL_MIXED);
    view_goto_line(v, 1, 2);
    MUST(document_set_eol(v->doc, EOL_CRLF, &err));
    world_settle(w);
    world_wait(w, !v->doc->converting);
    expect_text(v, "one\r\ntwo\r\nthree\r\nfour\r\n");
    assert_int_equal(v->doc->eol, EOL_CRLF);
    assert_int_equal(view_cursor(v), 7);
    MUST(view_newline(v, &err));
    expect_text(v, "one\r\ntw\r\no\r\nthree\r\nfour\r\n");
    MUST(view_undo(v, &err));
    MUST(view_undo(v, &err));
    expect_text(v, "one\r\ntwo\nthree\rfour\n");
    assert_false(document_is_modified(v->doc));
}

static void line_ends_become_returns_in_the_file(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one\r\ntwo\n");
    View *v = world_open(w, "a.txt");
    MUST(document_set_eol(v->doc, EOL_CR, &err));
    world_wait(w, !v->doc->converting);
    expect_text(v, "one\ntwo\n");
    assert_true(document_is_modified(v->doc));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "a.txt", "one\rtwo\r");
    assert_false(document_is_modified(v->doc));
    MUST(document_set_eol(v->doc, EOL_LF, &err));
    world_wait(w, !v->doc->converting);
    assert_true(document_is_modified(v->doc));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "a.txt", "one\ntwo\n");
}

static void saving_tidies_and_leaves_the_cursor(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "one  \ntwo\t\n\n\n");
    w->ws->options.trim_trailing_whitespace = true;
    w->ws->options.trim_final_newlines = true;
    View *v = world_open(w, "a.txt");
    view_goto_line(v, 1, 1);
    MUST(view_type(v, STR("x"), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "a.txt", "one\ntxwo\n");
    assert_int_equal(view_cursor(v), 6);
    assert_false(document_is_modified(v->doc));
}

static void new_files_take_the_line_end_that_is_wanted(void **state)
{
    World *w = *state;
    w->ws->options.new_eol = NEW_EOL_CRLF;
    View *v = world_open(w, "new.txt");
    assert_int_equal(v->doc->eol, EOL_CRLF);
    MUST(view_newline(v, &err));
    expect_text(v, "\r\n");
}

const struct CMUnitTest encoding_tests[] = {
    CASE(files_come_back_byte_for_byte),
    CASE(a_reload_notices_another_encoding),
    CASE(reopening_keeps_the_line),
    CASE(what_an_encoding_lacks_is_not_saved),
    CASE(what_an_encoding_lacks_is_saved_where_the_user_said),
    CASE(a_file_replaced_while_it_is_decoded_is_read_again),
    CASE(line_ends_changed_while_saving_are_not_saved_yet),
    CASE(a_reload_takes_changed_line_ends_back),
    CASE(a_large_file_is_decoded_by_a_worker),
    CASE(new_files_take_the_encoding_that_is_wanted),
    CASE(line_ends_are_converted_in_one_step),
    CASE(line_ends_become_returns_in_the_file),
    CASE(saving_tidies_and_leaves_the_cursor),
    CASE(new_files_take_the_line_end_that_is_wanted),
};
const size_t encoding_tests_n = ARRAY_LEN(encoding_tests);
