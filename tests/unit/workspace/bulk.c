// Names as lines: saving them renames, all or nothing.
#include "base/hash.h"
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

// As a process that was killed leaves it: what stepped aside, and the note of it.
static void put_note(const World *w, const char *const (*rows)[3], size_t n, long pid)
{
    uint8_t sum[HASH_NBYTES];
    char hex[HASH_HEX_MAX];
    AUTO(buf) Buf note = BUF_INIT;
    hash_sha256(str_c(w->root), sum);
    hash_hex(sum, hex);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < 3; k++) {
            AUTO(free) char *path = world_path(w, rows[i][k]);
            buf_add(&note, str_n(path, strlen(path) + 1));
        }
    AUTO(free) char *dir = xasprintf("%s/data/renames", w->dir);
    AUTO(free) char *file = xasprintf("%s/%s-%ld", dir, hex, pid);
    MUST(fs_mkdirs(dir, &err));
    MUST(fs_write(file, buf_str(&note), &err));
}

static bool is_there(const World *w, const char *name)
{
    AUTO(free) char *path = world_path(w, name);
    return fs_exists(path);
}

static void what_a_killed_renaming_left_aside_is_put_back(void **state)
{
    World *w = *state;
    static const char *const rows[][3] = {
        {".codelab-rename-9-0", "a", "b"},    // nothing moved yet
        {".codelab-rename-9-1", "c", "d"},    // another one took its old name
        {".codelab-rename-9-2", "e", "f"},    // both names are taken
        {".codelab-rename-9-3", "g", "h"},    // it had arrived
        {"innocent", "i", "j"},               // none of ours
        {"../.codelab-rename-9-4", "k", "l"}, // not in the folder
    };
    static const char *const files[] = {".codelab-rename-9-0",
                                        ".codelab-rename-9-1",
                                        "c",
                                        ".codelab-rename-9-2",
                                        "e",
                                        "f",
                                        "h",
                                        "innocent",
                                        "../.codelab-rename-9-4"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        world_put(w, files[i], files[i]);
    put_note(w, rows, ARRAY_LEN(rows), 999999999);
    world_restart(w);
    world_expect(w, "a", ".codelab-rename-9-0");
    world_expect(w, "d", ".codelab-rename-9-1");
    world_expect(w, "c", "c");
    world_expect(w, "e", "e");
    world_expect(w, "f", "f");
    world_expect(w, "h", "h");
    assert_true(is_there(w, ".codelab-rename-9-2"));
    assert_true(is_there(w, "innocent"));
    assert_true(is_there(w, "../.codelab-rename-9-4"));
    assert_non_null(strstr(last_message(w), "1 entry is still called .codelab-rename-"));
    AUTO(free) char *in_way = world_path(w, "e");
    test_must(unlink(in_way) == 0, in_way);
    world_restart(w); // tried again
    world_expect(w, "e", ".codelab-rename-9-2");
}

static void a_renaming_under_way_elsewhere_is_left_alone(void **state)
{
    World *w = *state;
    static const char *const rows[][3] = {{".codelab-rename-9-0", "a", "b"}};
    world_put(w, rows[0][0], "x");
    put_note(w, rows, 1, getpid());
    world_restart(w);
    assert_true(is_there(w, rows[0][0]));
}

static void a_renaming_that_went_well_leaves_no_note(void **state)
{
    World *w = *state;
    static const char *const names[] = {"a", "b"};
    FsList list = {0};
    world_put(w, "a", "a");
    world_put(w, "b", "b");
    View *v = open_names(w, names, 2);
    set_text(v, "b\na\n");
    MUST(save(w, v, &err));
    world_expect(w, "a", "b");
    AUTO(free) char *dir = xasprintf("%s/data/renames", w->dir);
    MUST(fs_list(dir, &list, &err));
    assert_int_equal(list.n, 0);
    fs_list_deinit(&list);
}

const struct CMUnitTest bulk_tests[] = {
    CASE(what_a_killed_renaming_left_aside_is_put_back),
    CASE(a_renaming_under_way_elsewhere_is_left_alone),
    CASE(a_renaming_that_went_well_leaves_no_note),
    CASE(swaps_and_cycles_are_done_and_undone_as_one),
    CASE(names_with_any_bytes_are_written_so_that_they_can_be_read),
    CASE(what_cannot_be_done_names_its_line_and_changes_nothing),
    CASE(an_entry_that_vanished_stops_all),
};
const size_t bulk_tests_n = ARRAY_LEN(bulk_tests);
