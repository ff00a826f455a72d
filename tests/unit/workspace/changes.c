// What differs from what git has; what there is to say of a place.
#include "suite.h"
#include "workspace/clip-program.h"
#include "workspace/inner.h"

static void git(const World *w, const char *a, const char *b)
{
    const char *const argv[] = {"git", "-C", w->root, "-c", "user.name=a", "-c", "user.email=a@b",
                                a,     b,    NULL};
    test_must(clip_program_run(argv, STR(""), NULL), a);
}

static void put_lines(const World *w, const char *name, int n)
{
    AUTO(buf) Buf text = BUF_INIT;
    for (int i = 1; i <= n; i++)
        buf_addf(&text, "line %d\n", i);
    world_put(w, name, buf_c(&text));
}

// A file of 30 lines that git has; its view.
static View *open_known(World *w)
{
    put_lines(w, "a.txt", 30);
    git(w, "init", "-q");
    git(w, "add", "a.txt");
    View *v = world_open(w, "a.txt");
    world_settle(w);
    return v;
}

static void edit(World *w, View *v, const char *from, const char *to)
{
    AUTO(buf) Buf text = BUF_INIT;
    const Snap *s = text_now(v->doc->text);
    snap_add_to(s, 0, snap_size(s), &text);
    ptrdiff_t at = str_find(buf_str(&text), str_c(from));
    test_must(at >= 0, from);
    view_select(v, (size_t)at, (size_t)at + strlen(from));
    MUST(view_paste(v, str_c(to), &err));
    world_settle(w);
}

static void lines_are_marked_as_they_are_edited(void **state)
{
    World *w = *state;
    View *v = open_known(w);
    assert_int_equal(git_changes_at(v->doc, 2), CHANGE_NONE);
    edit(w, v, "line 3\n", "three\n");
    edit(w, v, "line 10\n", "");
    edit(w, v, "line 20\n", "line 20\nmore\nand more\n");
    assert_int_equal(git_changes_at(v->doc, 1), CHANGE_NONE);
    assert_int_equal(git_changes_at(v->doc, 2), CHANGE_MODIFIED);
    assert_int_equal(git_changes_at(v->doc, 3), CHANGE_NONE);
    assert_int_equal(git_changes_at(v->doc, 8), CHANGE_DELETED);
    assert_int_equal(git_changes_at(v->doc, 9), CHANGE_NONE);
    assert_int_equal(git_changes_at(v->doc, 19), CHANGE_ADDED);
    assert_int_equal(git_changes_at(v->doc, 20), CHANGE_ADDED);
    assert_int_equal(git_changes_at(v->doc, 21), CHANGE_NONE);
    MUST(view_undo(v, &err));
    world_settle(w);
    assert_int_equal(git_changes_at(v->doc, 20), CHANGE_NONE);
}

static void steps_go_from_change_to_change_round_the_ends(void **state)
{
    World *w = *state;
    View *v = open_known(w);
    static const size_t forth[] = {2, 8, 2}, back[] = {8, 2};
    edit(w, v, "line 3\n", "three\n");
    edit(w, v, "line 10\n", "");
    view_goto(v, 0);
    for (size_t i = 0; i < ARRAY_LEN(forth); i++) {
        MUST(git_changes_step(w->ws, v, 1, &err));
        assert_int_equal(view_cursor_row(v).n, forth[i]);
    }
    for (size_t i = 0; i < ARRAY_LEN(back); i++) {
        MUST(git_changes_step(w->ws, v, -1, &err));
        assert_int_equal(view_cursor_row(v).n, back[i]);
    }
}

static void what_git_takes_is_no_change_once_one_comes_back(void **state)
{
    World *w = *state;
    View *v = open_known(w);
    edit(w, v, "line 3\n", "three\n");
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    git(w, "add", "a.txt");
    w->ws->away = true;
    world_settle(w);
    w->ws->away = false;
    world_settle(w);
    assert_int_equal(git_changes_at(v->doc, 2), CHANGE_NONE);
    MUST_FAIL(git_changes_step(w->ws, v, 1, &err));
}

static void nothing_is_known_where_git_has_nothing(void **state)
{
    World *w = *state;
    put_lines(w, "b.txt", 3);
    View *v = world_open(w, "b.txt");
    world_settle(w);
    MUST_FAIL(git_changes_step(w->ws, v, 1, &err));
    (void)open_known(w);
    v = world_open(w, "b.txt");
    edit(w, v, "line 1", "one");
    assert_int_equal(git_changes_at(v->doc, 0), CHANGE_NONE);
    MUST_FAIL(git_changes_step(w->ws, v, 1, &err));
    w->ws->options.git_on = false;
    MUST_FAIL(git_changes_step(w->ws, v, 1, &err));
}

static void a_place_tells_what_git_had_there(void **state)
{
    World *w = *state;
    View *v = open_known(w);
    edit(w, v, "line 3\n", "three\n");
    size_t off = snap_row_start(text_now(v->doc->text), 2);
    assert_true(hover_open(w->ws, v, off, HOVER_BY_KEY));
    assert_string_equal(buf_c(&w->ws->hover.text), "git has\n- line 3");
    assert_true(hover_is_of(w->ws, v));
    assert_false(hover_open(w->ws, v, 0, HOVER_BY_KEY));
    assert_false(hover_is_of(w->ws, v));
    assert_true(hover_open(w->ws, v, off, HOVER_OF_LINE));
    edit(w, v, "three", "3");
    assert_false(hover_is_of(w->ws, v));
}

static void colours_are_read_as_style_sheets_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        size_t at;
        int want; // -1: none
        size_t start, end;
    } cases[] = {
        {"a #a0f b", 3, 0xaa00ff, 2, 6},
        {"#12AbCd", 0, 0x12abcd, 0, 7},
        {"x: #12abcd80;", 11, 0x12abcd, 3, 12},
        {"x: #a0f8;", 3, 0xaa00ff, 3, 8},
        {"rgb(1, 2, 300)", 0, 0x0102ff, 0, 14},
        {"c: rgb(1,2,3);", 12, 0x010203, 3, 13},
        {"#12", 1, -1, 0, 0},
        {"#define", 2, -1, 0, 0},
        {"#12345", 2, -1, 0, 0},
        {"#1234567890", 2, -1, 0, 0},
        {"id#abc", 3, -1, 0, 0},
        {"rgb(1, 2)", 2, -1, 0, 0},
        {"rgb(1, 2, 3", 2, -1, 0, 0},
        {"abc", 1, -1, 0, 0},
        {"", 0, -1, 0, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        size_t start = 0, end = 0;
        uint8_t c[3] = {0};
        bool got = hover_color(str_c(cases[i].line), cases[i].at, &start, &end, c);
        assert_int_equal(got ? c[0] << 16 | c[1] << 8 | c[2] : -1, cases[i].want);
        assert_int_equal(start, cases[i].start);
        assert_int_equal(end, cases[i].end);
    }
}

const struct CMUnitTest changes_tests[] = {
    CASE(lines_are_marked_as_they_are_edited),
    CASE(steps_go_from_change_to_change_round_the_ends),
    CASE(what_git_takes_is_no_change_once_one_comes_back),
    CASE(nothing_is_known_where_git_has_nothing),
    CASE(a_place_tells_what_git_had_there),
    CASE(colours_are_read_as_style_sheets_write_them),
};
const size_t changes_tests_n = ARRAY_LEN(changes_tests);
