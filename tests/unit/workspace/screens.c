// Screens: selecting, finding and following what a terminal shows.
#include "suite.h"
#include "vt/vt.h"

static Screen fed(int rows, int cols, const char *text)
{
    Screen s;
    screen_init(&s, rows, cols, 1000);
    vt_feed(s.vt, str_c(text));
    screen_settle(&s);
    screen_set_mode(&s, true);
    return s;
}

static void expect_at(const Screen *s, int row, int col)
{
    assert_int_equal(s->cur.row, row);
    assert_int_equal(s->cur.col, col);
}

static void finding_goes_up_and_around(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    Screen s = fed(4, 20, "one\r\ntwo\r\none two\r\nthree\r\nfour one\r\n$ ");
    screen_find_open(&s);
    screen_find_set(&s, STR("one"));
    expect_at(&s, 2, 5);
    assert_true(screen_find_step(&s, -1, &err));
    expect_at(&s, 0, 0);
    assert_true(screen_find_step(&s, -1, &err));
    expect_at(&s, -2, 0);
    assert_true(screen_find_step(&s, -1, &err)); // from the bottom again
    expect_at(&s, 2, 5);
    assert_true(screen_find_step(&s, 1, &err)); // and from the top
    expect_at(&s, -2, 0);
    screen_find_set(&s, STR("onx"));
    assert_string_equal(screen_find_problem(&s), "no match");
    screen_deinit(&s);
}

// Matches of "hit" in all rows, each of which is a line of its own.
static size_t naive_count(const Screen *s)
{
    size_t n = 0;
    for (int row = -(int)vt_scrollback(s->vt); row < vt_rows(s->vt); row++) {
        AUTO(buf) Buf text = BUF_INIT;
        vt_row_text(s->vt, row, &text);
        for (const char *p = buf_c(&text); (p = strstr(p, "hit")); p++)
            n++;
    }
    return n;
}

static size_t counted(Screen *s, size_t *current)
{
    bool more;
    while (!screen_count_settle(s))
        ;
    size_t n = screen_find_count(s, current, &more);
    assert_false(more);
    return n;
}

static void matches_are_counted_while_rows_come_and_go(void **state)
{
    (void)state;
    unsigned seed = 7;
    size_t current;
    Screen s;
    screen_init(&s, 6, 20, 40);
    screen_set_mode(&s, true);
    screen_find_open(&s);
    screen_find_set(&s, STR("hit"));
    for (int i = 0; i < 2000; i++) {
        static const char *const prints[] = {"hit",           "miss\r\n",  "hit hit\r\n",  "\r\n",
                                             "\033[H\033[2J", "\033[3A\r", "x\r\n\r\n\r\n"};
        seed = seed * 1103515245 + 12345;
        vt_feed(s.vt, str_c(prints[(seed >> 16) % ARRAY_LEN(prints)]));
        if (seed >> 28 == 3) {
            vt_feed(s.vt, STR("\r\n"));
            vt_resize(s.vt, 4 + (int)(seed >> 20 & 3), 20 + 10 * (int)(seed >> 22 & 1));
        }
        screen_settle(&s);
        if (seed >> 24 & 1)
            assert_int_equal(counted(&s, &current), naive_count(&s));
    }
    screen_deinit(&s);
}

static void the_match_at_the_cursor_has_a_number(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    size_t current;
    Screen s = fed(4, 20, "one\r\ntwo\r\none two\r\nthree\r\nfour one\r\n$ ");
    screen_find_open(&s);
    screen_find_set(&s, STR("one"));
    assert_int_equal(counted(&s, &current), 3);
    assert_int_equal(current, 3);
    assert_true(screen_find_step(&s, -1, &err));
    assert_int_equal(counted(&s, &current), 3);
    assert_int_equal(current, 2);
    screen_move(&s, 0, 1);
    assert_int_equal(counted(&s, &current), 3);
    assert_int_equal(current, 0);
    screen_find_set(&s, STR("none"));
    assert_int_equal(counted(&s, &current), 0);
    screen_deinit(&s);
}

static void capitals_count_if_wanted_or_typed(void **state)
{
    (void)state;
    Screen s = fed(4, 20, "Alpha\r\nbeta\r\n$ ");
    screen_find_open(&s);
    screen_find_set(&s, STR("alpha"));
    expect_at(&s, 0, 0);
    screen_find_options(&s)->match_case = true;
    screen_find_set(&s, STR("alpha"));
    assert_string_equal(screen_find_problem(&s), "no match");
    screen_find_options(&s)->match_case = false;
    screen_find_set(&s, STR("Beta"));
    assert_string_equal(screen_find_problem(&s), "no match");
    screen_find_options(&s)->regex = true;
    screen_find_set(&s, STR("b.t"));
    expect_at(&s, 1, 0);
    screen_find_set(&s, STR("("));
    assert_true(*screen_find_problem(&s));
    screen_deinit(&s);
}

static void a_match_may_go_on_in_the_next_row(void **state)
{
    (void)state;
    Screen s = fed(4, 5, "abcdefghij\r\n$ ");
    ScreenMatch m[4];
    screen_find_open(&s);
    screen_find_set(&s, STR("defg"));
    expect_at(&s, 0, 3);
    assert_int_equal(screen_find_in_row(&s, 0, m, 4), 1);
    assert_int_equal(m[0].start, 3);
    assert_int_equal(m[0].end, 4);
    assert_int_equal(screen_find_in_row(&s, 1, m, 4), 1);
    assert_int_equal(m[0].start, 0);
    assert_int_equal(m[0].end, 1);
    assert_int_equal(screen_find_in_row(&s, 2, m, 4), 0);
    screen_deinit(&s);
}

static void finding_minds_wide_characters(void **state)
{
    (void)state;
    Screen s = fed(4, 20,
                   "\xE6\xBC\xA2\xE6\xBC\xA2"
                   "ab\r\n$ ");
    ScreenMatch m[4];
    screen_find_open(&s);
    screen_find_set(&s, STR("ab"));
    expect_at(&s, 0, 4);
    screen_find_set(&s, STR("\xE6\xBC\xA2"
                            "a"));
    expect_at(&s, 0, 2);
    assert_int_equal(screen_find_in_row(&s, 0, m, 4), 1);
    assert_int_equal(m[0].end, 4);
    screen_deinit(&s);
}

// The whole scrollback against a search row by row.
static void finding_in_a_long_scrollback_misses_nothing(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    enum { ROWS = 2000, EACH = 7 };
    for (int i = 0; i < ROWS; i++)
        buf_addf(&text, i % EACH ? "row %d\r\n" : "hit %d\r\n", i);
    Screen s;
    screen_init(&s, 10, 20, 5000);
    vt_feed(s.vt, buf_str(&text));
    screen_settle(&s);
    screen_set_mode(&s, true);
    screen_find_open(&s);
    screen_find_set(&s, STR("hit"));
    for (int i = (ROWS - 1) / EACH * EACH; i >= 0; i -= EACH) {
        AUTO(buf) Buf row = BUF_INIT;
        AUTO(free) char *want = xasprintf("hit %d", i);
        vt_row_text(s.vt, s.cur.row, &row);
        assert_string_equal(buf_c(&row), want);
        assert_true(screen_find_step(&s, -1, &err));
    }
    screen_deinit(&s);
}

// More rows than a turn looks through: nothing holds the turn, nothing is missed.
static void finding_in_a_huge_scrollback_takes_turns(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    enum { ROWS = 60000 };
    buf_add_c(&text, "the needle\r\n");
    for (int i = 0; i < ROWS; i++)
        buf_addf(&text, "row %d\r\n", i);
    Screen s;
    screen_init(&s, 10, 20, 2 * ROWS);
    vt_feed(s.vt, buf_str(&text));
    screen_settle(&s);
    screen_set_mode(&s, true);
    screen_find_open(&s);
    screen_find_set(&s, STR("needle"));
    int turns = 0;
    for (; screen_find_is_busy(&s); turns++) {
        vt_feed(s.vt, STR("more\r\n")); // what comes meanwhile moves the rows
        screen_settle(&s);
        assert_true(screen_find_go_on(&s, &err));
    }
    assert_in_range(turns, 2, 10);
    expect_at(&s, -(int)vt_scrollback(s.vt), 4);
    screen_find_set(&s, STR("thread"));
    while (screen_find_is_busy(&s) && screen_find_go_on(&s, &err))
        continue;
    assert_string_equal(err_text(&err), "no match");
    screen_deinit(&s);
}

// As it is typed: each pattern is looked for from where the first was begun.
static void a_pattern_that_grows_goes_further_up(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    for (int i = 1; i <= 40; i++)
        buf_addf(&text, "row %d of Forty\r\n", i);
    buf_add_c(&text, "src/a.c:2:5: warning: b\r\n$ ");
    Screen s = fed(8, 80, buf_c(&text));
    screen_find_open(&s);
    const char *pattern = "row 1";
    for (size_t n = 1; n <= strlen(pattern); n++) {
        screen_find_set(&s, str_n(pattern, n));
        assert_string_equal(screen_find_problem(&s), "");
    }
    expect_at(&s, 7 - 23, 0);
    screen_deinit(&s);
}

static void expect_selected(const Screen *s, const char *want)
{
    AUTO(buf) Buf got = BUF_INIT;
    screen_selection(s, &got);
    assert_string_equal(buf_c(&got), want);
}

static void words_and_lines_are_selected_whole(void **state)
{
    (void)state;
    Screen s = fed(6, 10, "see src/main.c:12\r\nsecond line\r\n$ ");
    screen_select_start(&s, 0, 6, SCREEN_WORDS); // goes on in the next row
    expect_selected(&s, "src/main.c:12");
    screen_select_to(&s, 0, 1);
    expect_selected(&s, "see src/main.c:12");
    screen_select_start(&s, 3, 0, SCREEN_LINES);
    expect_selected(&s, "second line");
    screen_select_to(&s, 0, 0);
    expect_selected(&s, "see src/main.c:12\nsecond line");
    screen_select_start(&s, 0, 1, SCREEN_CELLS);
    screen_select_to(&s, 0, 2);
    expect_selected(&s, "ee");
    screen_deinit(&s);
}

static void the_selection_stays_on_its_text(void **state)
{
    (void)state;
    Screen s = fed(3, 10, "a\r\nbb\r\n");
    screen_select_start(&s, 1, 0, SCREEN_LINES);
    vt_feed(s.vt, STR("c\r\nd\r\ne\r\n"));
    screen_settle(&s);
    expect_selected(&s, "bb");
    screen_deinit(&s);
}

static void outputs_are_selected_between_marks(void **state)
{
    (void)state;
    Screen s = fed(4, 20,
                   "\033]133;A\a$ one\r\n\033]133;C\aout 1\r\nout 2\r\n\033]133;D;0\a"
                   "\033]133;A\a$ two\r\n\033]133;C\apart\033]133;D;1\a\033]133;A\a$ ");
    assert_true(screen_select_output(&s));
    expect_selected(&s, "part");
    screen_select_none(&s);
    assert_true(screen_to_command(&s, -1));
    assert_true(screen_to_command(&s, -1));
    assert_true(screen_select_output(&s));
    expect_selected(&s, "out 1\nout 2");
    screen_select_none(&s);
    while (screen_to_command(&s, -1))
        continue;
    assert_false(screen_to_command(&s, -1));
    screen_deinit(&s);
}

static void files_and_links_are_found_where_they_stand(void **state)
{
    World *w = *state;
    static const struct {
        const char *text;
        int col;
        bool near;
        const char *path, *url; // in the project; NULL: none
        int line, at;
    } cases[] = {
        {"main.c:3:7: error: no", 2, false, "main.c", NULL, 3, 7},
        {"main.c:3:7: error: no", 15, false, NULL, NULL, 0, 0},
        {"main.c:3:7: error: no", 15, true, "main.c", NULL, 3, 7},
        {"  File \"src/a.py\", line 14, in f", 12, false, "src/a.py", NULL, 14, 0},
        {"  --> src/a.rs:2:9", 10, false, "src/a.rs", NULL, 2, 9},
        {"\t/gone/x.go:3 +0x1d", 12, false, NULL, NULL, 0, 0},
        {"    at f (src/a.js:4:5)", 14, false, "src/a.js", NULL, 4, 5},
        {"src/a.ts(3,5): error TS1", 3, false, "src/a.ts", NULL, 3, 5},
        {"modified:   src/a.py", 14, false, "src/a.py", NULL, 0, 0},
        {"+++ b/src/a.py", 8, false, "src/a.py", NULL, 0, 0},
        {"see https://x.org/a_(b)?c=1, or", 8, false, NULL, "https://x.org/a_(b)?c=1", 0, 0},
        {"(http://x.org/).", 8, false, NULL, "http://x.org/", 0, 0},
        {"no link here", 4, false, NULL, NULL, 0, 0},
        {"\033]8;;file:///no/where%20\ahere\033]8;;\a", 1, false, NULL, "file:///no/where%20", 0,
         0},
        {"\033]8;;https://y.org/\ahere\033]8;;\a", 1, false, NULL, "https://y.org/", 0, 0},
    };
    static const char *const files[] = {"main.c", "src/a.py", "src/a.rs", "src/a.js", "src/a.ts"};
    for (size_t i = 0; i < ARRAY_LEN(files); i++)
        world_put(w, files[i], "x\n");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        ScreenLink link;
        Screen s = fed(4, 70, cases[i].text);
        bool found =
            screen_link_at(w->ws, &s, (ScreenPos){0, cases[i].col}, "", cases[i].near, &link);
        if (found != (cases[i].path || cases[i].url))
            fail_msg("'%s' leads %s", cases[i].text, found ? "somewhere" : "nowhere");
        if (cases[i].path) {
            AUTO(free) char *want = world_path(w, cases[i].path);
            assert_string_equal(link.path, want);
            assert_int_equal(link.line, cases[i].line);
            assert_int_equal(link.col, cases[i].at);
        }
        if (cases[i].url)
            assert_string_equal(link.url, cases[i].url);
        screen_link_deinit(&link);
        screen_deinit(&s);
    }
}

static void links_to_files_may_be_escaped(void **state)
{
    World *w = *state;
    ScreenLink link;
    world_put(w, "a b%\xC3\xA9.c", "x\n");
    AUTO(free) char *want = world_path(w, "a b%\xC3\xA9.c");
    AUTO(free) char *folder = world_path(w, "");
    AUTO(free)
    char *text = xasprintf("\033]8;;file://%s/a%%20b%%%%C3%%a9.c\ahere\033]8;;\a", folder);
    Screen s = fed(4, 70, text);
    assert_true(screen_link_at(w->ws, &s, (ScreenPos){0, 1}, "", false, &link));
    assert_non_null(link.path);
    assert_string_equal(link.path, want);
    screen_link_deinit(&link);
    screen_deinit(&s);
}

static void only_addresses_of_web_and_mail_are_opened_outside(void **state)
{
    World *w = *state;
    static const char *const good[] = {"https://x.org/", "HTTP://x.org", "ftp://x", "mailto:a@b.c"};
    static const char *const bad[] = {"--help",
                                      "-remote",
                                      "file:///tmp/a%20b.desktop",
                                      "javascript:f()",
                                      "ssh://-oX=y",
                                      "/bin/sh",
                                      "httpx://y",
                                      ""};
    setenv("BROWSER", "/bin/false", 1);
    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        if (!link_is_for_outside(good[i]))
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        AUTO(err) Err err = {0};
        if (link_is_for_outside(bad[i]) || link_open_outside(w->ws, bad[i], &err))
            fail_msg("%s", bad[i]);
    }
    unsetenv("BROWSER");
}

static void names_are_looked_for_where_the_shell_is(void **state)
{
    World *w = *state;
    world_put(w, "deep/down/b.c", "x\n");
    AUTO(free) char *cwd = world_path(w, "deep/down");
    ScreenLink link;
    Screen s = fed(4, 70, "b.c:1: warning");
    assert_true(screen_link_at(w->ws, &s, (ScreenPos){0, 0}, cwd, false, &link));
    AUTO(free) char *want = world_path(w, "deep/down/b.c");
    assert_string_equal(link.path, want);
    screen_link_deinit(&link);
    assert_false(screen_link_at(w->ws, &s, (ScreenPos){0, 0}, "", false, &link));
    screen_deinit(&s);
}

const struct CMUnitTest screens_tests[] = {
    cmocka_unit_test(finding_goes_up_and_around),
    cmocka_unit_test(matches_are_counted_while_rows_come_and_go),
    cmocka_unit_test(the_match_at_the_cursor_has_a_number),
    cmocka_unit_test(matches_are_counted_while_rows_come_and_go),
    cmocka_unit_test(the_match_at_the_cursor_has_a_number),
    cmocka_unit_test(capitals_count_if_wanted_or_typed),
    cmocka_unit_test(a_match_may_go_on_in_the_next_row),
    cmocka_unit_test(finding_minds_wide_characters),
    cmocka_unit_test(finding_in_a_long_scrollback_misses_nothing),
    cmocka_unit_test(finding_in_a_huge_scrollback_takes_turns),
    cmocka_unit_test(a_pattern_that_grows_goes_further_up),
    cmocka_unit_test(words_and_lines_are_selected_whole),
    cmocka_unit_test(the_selection_stays_on_its_text),
    cmocka_unit_test(outputs_are_selected_between_marks),
    CASE(files_and_links_are_found_where_they_stand),
    CASE(links_to_files_may_be_escaped),
    CASE(only_addresses_of_web_and_mail_are_opened_outside),
    CASE(names_are_looked_for_where_the_shell_is),
};
const size_t screens_tests_n = ARRAY_LEN(screens_tests);
