// Names as lines: saving them renames, all or nothing.
#include "suite.h"

static Paths paths_of(const World *w, const char *const *names, size_t n)
{
    Paths out = {0};
    for (size_t i = 0; i < n; i++)
        vec_push(&out, world_path(w, names[i]));
    return out;
}

static View *open_names(World *w, const char *const *names, size_t n)
{
    MUST(bulk_rename_open(w->ws, w->root, paths_of(w, names, n), &err));
    return workspace_view(w->ws);
}

static void set_text(View *v, const char *text)
{
    text_replace(v->doc->text, 0, snap_size(text_now(v->doc->text)), str_c(text));
    view_sync(v);
}

static bool save(World *w, View *v, Err *err)
{
    bool ok = document_save(w->ws, v->doc, false, err);
    world_settle(w);
    return ok;
}

static void swaps_and_cycles_are_done_and_undone_as_one(void **state)
{
    World *w = *state;
    static const char *const names[] = {"a", "b", "c", "d"};
    for (size_t i = 0; i < 4; i++)
        world_put(w, names[i], names[i]);
    View *v = open_names(w, names, 4);
    expect_text(v, "a\nb\nc\nd\n");
    set_text(v, "b\nc\na\nnew\n");
    MUST(save(w, v, &err));
    world_expect(w, "b", "a");
    world_expect(w, "c", "b");
    world_expect(w, "a", "c");
    world_expect(w, "new", "d");
    assert_false(document_is_modified(v->doc));
    MUST(fileops_undo(w->ws, &err));
    world_settle(w);
    for (size_t i = 0; i < 4; i++)
        world_expect(w, names[i], names[i]);
}

static void names_with_any_bytes_are_written_so_that_they_can_be_read(void **state)
{
    World *w = *state;
    static const char *const names[] = {"a\nb", "c\\n", "d\xff"};
    for (size_t i = 0; i < 3; i++)
        world_put(w, names[i], names[i]);
    View *v = open_names(w, names, 3);
    expect_text(v, "a\\nb\nc\\\\n\nd\\xFF\n");
    set_text(v, "a\\tb\nc\\\\n\nd\\xFE\n");
    MUST(save(w, v, &err));
    world_expect(w, "a\tb", "a\nb");
    world_expect(w, "c\\n", "c\\n");
    world_expect(w, "d\xfe", "d\xff");
}

static void what_cannot_be_done_names_its_line_and_changes_nothing(void **state)
{
    World *w = *state;
    static const char *const names[] = {"a", "b"};
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"a\n", "1 lines for 2"},       {"x\n\n", "1 lines for 2"},
        {"x\nx\n", "lines 1 and 2"},    {"x\nother\n", "line 2: there is one"},
        {"..\nb\n", "line 1: '..'"},    {"none/x\nb\n", "line 1: there is no folder"},
        {"x\ny\nz\n", "3 lines for 2"},
    };
    world_put(w, "a", "a");
    world_put(w, "b", "b");
    world_put(w, "other", "o");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err why = {0};
        View *v = open_names(w, names, 2);
        set_text(v, cases[i].text);
        assert_false(save(w, v, &why));
        if (!strstr(err_text(&why), cases[i].want))
            fail_msg("'%s' does not tell '%s'", err_text(&why), cases[i].want);
        world_expect(w, "a", "a");
        world_expect(w, "b", "b");
        world_expect(w, "other", "o");
        workspace_close(w->ws, v);
    }
}

static void an_entry_that_vanished_stops_all(void **state)
{
    World *w = *state;
    static const char *const names[] = {"a", "b"};
    world_put(w, "a", "a");
    world_put(w, "b", "b");
    View *v = open_names(w, names, 2);
    set_text(v, "x\ny\n");
    AUTO(free) char *gone = world_path(w, "b");
    test_must(unlink(gone) == 0, gone);
    MUST(save(w, v, &err));
    world_expect(w, "a", "a");
    assert_true(document_is_modified(v->doc));
    assert_non_null(strstr(last_message(w), "'b': no such file"));
}

const struct CMUnitTest bulk_tests[] = {
    CASE(swaps_and_cycles_are_done_and_undone_as_one),
    CASE(names_with_any_bytes_are_written_so_that_they_can_be_read),
    CASE(what_cannot_be_done_names_its_line_and_changes_nothing),
    CASE(an_entry_that_vanished_stops_all),
};
const size_t bulk_tests_n = ARRAY_LEN(bulk_tests);
