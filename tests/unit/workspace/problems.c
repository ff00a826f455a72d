// The store of problems: sources, limits, places that follow edits, going from one to the next.
#include "suite.h"

#include <stdio.h>

enum { STEPS = 2000, LINES = 60 };

static void add(World *w, const char *source, const char *file, Severity s, int row, int col)
{
    AUTO(free) char *path = world_path(w, file);
    Problem p = {.severity = s,
                 .at = {.row = row, .col = col, .end_row = -1},
                 .message = xasprintf("%c in row %d", severity_letter(s), row)};
    problems_add(w->ws->problems, problems_source(w->ws->problems, source), path, &p);
}

static void put_lines(const World *w, const char *name)
{
    AUTO(buf) Buf text = BUF_INIT;
    for (int i = 0; i < LINES; i++)
        buf_addf(&text, "  word%d other\n", i);
    world_put(w, name, buf_c(&text));
}

static const ProblemFile *file(const World *w, const char *name)
{
    AUTO(free) char *path = world_path(w, name);
    return problems_file(w->ws->problems, path);
}

static void a_source_replaces_only_its_own(void **state)
{
    World *w = *state;
    Problems *ps = w->ws->problems;
    AUTO(free) char *a = world_path(w, "a.c");
    add(w, "run x", "a.c", SEVERITY_ERROR, 1, 2);
    add(w, "task y", "a.c", SEVERITY_WARNING, 2, 2);
    add(w, "run x", "b.c", SEVERITY_ERROR, 3, 2);
    assert_int_equal(problems_count(ps, SEVERITY_ERROR), 2);
    Problem fresh = {.severity = SEVERITY_HINT, .message = xstrdup("new")};
    problems_replace(ps, problems_source(ps, "run x"), a, &fresh, 1);
    assert_int_equal(problems_count(ps, SEVERITY_ERROR), 1);
    assert_int_equal(problems_count(ps, SEVERITY_HINT), 1);
    assert_int_equal(file(w, "a.c")->all.n, 2);
    problems_clear(ps, problems_source(ps, "run x"), NULL);
    assert_int_equal(problems_total(ps), 1);
    assert_null(file(w, "b.c"));
}

static void what_was_said_before_is_not_kept_twice(void **state)
{
    World *w = *state;
    for (int i = 0; i < 3; i++)
        add(w, "run", "a.c", SEVERITY_ERROR, 1, 2);
    assert_int_equal(problems_total(w->ws->problems), 1);
    add(w, "task", "a.c", SEVERITY_ERROR, 1, 2); // another one says it too
    assert_int_equal(problems_total(w->ws->problems), 2);
}

static void too_many_are_refused_and_counted(void **state)
{
    World *w = *state;
    for (int i = 0; i < PROBLEMS_MAX + 7; i++)
        add(w, "run", i % 2 ? "a.c" : "b.c", SEVERITY_ERROR, i, 0);
    assert_int_equal(problems_total(w->ws->problems), PROBLEMS_MAX);
    assert_int_equal(problems_refused(w->ws->problems), 7);
    problems_clear_all(w->ws->problems);
    assert_int_equal(problems_total(w->ws->problems), 0);
    assert_int_equal(problems_refused(w->ws->problems), 0);
}

static void columns_count_as_the_source_counts_them(void **state)
{
    static const struct {
        const char *line;
        ProblemPlace at;
        const char *want;
    } cases[] = {
        {"int foo;", {0, 4, -1, 0, COLS_BYTES}, "foo"},
        {"\treturn foo;", {0, 15, 0, 18, COLS_CELLS}, "foo"},
        {"\xC3\xA9\xF0\x9F\x98\x80 foo", {0, 4, 0, 7, COLS_UTF16}, "foo"},
        {"    f(x", {0, 2, -1, 0, COLS_TEXT}, "x"},
        {"  all of it", {0, -1, -1, 0, COLS_BYTES}, "all of it"},
        {"foo(", {0, 4, -1, 0, COLS_BYTES}, "("},
        {"foo", {0, 900, 0, 999, COLS_BYTES}, ""},
        {"one\ntwo", {9, 1, -1, 0, COLS_BYTES}, "wo"},
        {"", {0, 3, -1, 0, COLS_BYTES}, ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf got = BUF_INIT;
        size_t start, end;
        Text *t = text_new_from(str_c(cases[i].line));
        problem_place(text_now(t), &cases[i].at, &start, &end);
        snap_add_to(text_now(t), start, end, &got);
        if (strcmp(buf_c(&got), cases[i].want) != 0)
            fail_msg("case %zu: '%s' instead of '%s'", i, buf_c(&got), cases[i].want);
        text_free(t);
    }
}

// Marks in the text itself are the model: each problem stands at the letter that it began at.
static void places_follow_edits_and_outlive_their_tab(void **state)
{
    World *w = *state;
    put_lines(w, "a.c");
    for (int i = 0; i < LINES; i++)
        add(w, "run", "a.c", SEVERITY_ERROR, i, 2);
    View *v = world_open(w, "a.c");
    srand(7);
    for (int i = 0; i < STEPS; i++) {
        size_t line = snap_row_start(text_now(v->doc->text), (size_t)(rand() % LINES));
        text_replace(v->doc->text, line, line + (size_t)(rand() % 2),
                     rand() % 2 ? STR("  ") : STR(" "));
        if (i % 7 == 0)
            text_replace(v->doc->text, 0, 0, STR("\n"));
        problems_settle(w->ws);
    }
    for (int round = 0; round < 2; round++) {
        size_t seen = 0;
        VEC_EACH (const Problem, p, &file(w, "a.c")->all) {
            char c = 0;
            snap_read(text_now(v->doc->text), p->start, &c, 1);
            assert_true(c == 'w' || c == ' '); // a line may have lost all its blanks but one
            seen++;
        }
        assert_int_equal(seen, LINES);
        text_replace(v->doc->text, 0, 0, STR("x\n"));
        problems_settle(w->ws);
    }
    int row = 0;
    problems_detach(w->ws, v->doc);
    VEC_EACH (const Problem, p, &file(w, "a.c")->all) {
        assert_true(p->at.row >= row);
        row = p->at.row;
    }
    problems_attach(w->ws, v->doc);
    assert_int_equal(file(w, "a.c")->doc, v->doc->id);
}

static void steps_lead_over_all_files_and_around(void **state)
{
    static const struct {
        int dir;
        const char *title;
        size_t row;
    } steps[] = {{1, "a.c", 3},  {1, "a.c", 7},  {1, "b.c", 2},  {1, "a.c", 3},
                 {-1, "b.c", 2}, {-1, "a.c", 7}, {-1, "a.c", 3}, {-1, "b.c", 2}};
    World *w = *state;
    put_lines(w, "a.c");
    put_lines(w, "b.c");
    MUST_FAIL(problems_step(w->ws, 1, &err));
    add(w, "run", "b.c", SEVERITY_WARNING, 2, 2);
    add(w, "run", "a.c", SEVERITY_WARNING, 3, 2);
    add(w, "run", "a.c", SEVERITY_ERROR, 7, 2);
    world_open(w, "a.c");
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        MUST(problems_step(w->ws, steps[i].dir, &err));
        const View *v = workspace_view(w->ws);
        assert_string_equal(v->doc->title, steps[i].title);
        assert_int_equal(view_cursor_row(v).n, steps[i].row);
    }
    assert_string_equal(last_message(w), "W W in row 2");
}

static void the_list_filters_folds_and_keeps_its_place(void **state)
{
    World *w = *state;
    ProblemList *l = &w->ws->problem_list;
    add(w, "run", "a.c", SEVERITY_WARNING, 9, 0);
    add(w, "run", "a.c", SEVERITY_ERROR, 10, 0);
    add(w, "run", "b.c", SEVERITY_ERROR, 1, 0);
    problems_settle(w->ws);
    problem_list_settle(w->ws);
    assert_int_equal(l->rows.n, 5);
    l->selected = 2; // the warning: errors come first
    add(w, "run", "a.c", SEVERITY_ERROR, 1, 0);
    problems_settle(w->ws);
    problem_list_settle(w->ws);
    assert_int_equal(l->selected, 3);
    problem_list_set_filter(l, STR("A.C !9"));
    problem_list_settle(w->ws);
    assert_int_equal(l->rows.n, 3);
    problem_list_set_filter(l, STR_NULL);
    problem_list_toggle(l, SEVERITY_ERROR);
    problem_list_settle(w->ws);
    assert_int_equal(l->rows.n, 2);
    problem_list_toggle(l, SEVERITY_ERROR);
    problem_list_fold(w->ws, 0, true);
    problem_list_settle(w->ws);
    assert_int_equal(l->rows.n, 3);
    AUTO(buf) Buf text = BUF_INIT;
    problem_list_text(w->ws, 2, &text);
    assert_string_equal(buf_c(&text), "b.c:2:1: error: E in row 1");
}

static void a_feed_finds_the_files_that_are_meant(void **state)
{
    World *w = *state;
    AUTO(free) char *own = world_path(w, "sub/b.py");
    AUTO(free) char *sub = world_path(w, "sub");
    test_must(mkdir(sub, 0755) == 0, sub);
    world_put(w, "a.c", "int x;\n");
    world_put(w, "sub/b.py", "x\ny\n");
    ProblemFeed *f = problem_feed_new(w->ws, w->ws->matchers,
                                      (ProblemOrigin){.source = "run", .cwd = sub, .file = own});
    problem_feed_bytes(f,
                       STR("a.c:1:5: error: of the root\nb.py:2:1: error: of the folder\n"
                           "no.c:1:1: error: of nobody\n  File \"/usr/lib/x.py\", line 3\n"
                           "  File \"b.py\", line 1, in f\n  File \"/usr/bin/env\", line 9\n"
                           "ValueError: innermost of the project\n"),
                       INT64_MAX);
    problem_feed_flush(f, true);
    assert_int_equal(file(w, "a.c")->all.n, 1);
    assert_int_equal(file(w, "sub/b.py")->all.n, 2);
    assert_int_equal(problem_feed_count(f, SEVERITY_ERROR), 3);
    assert_int_equal(problems_total(w->ws->problems), 3);
    problem_feed_free(f);
    f = problem_feed_new(w->ws, w->ws->matchers,
                         (ProblemOrigin){.source = "run", .cwd = sub, .file = own});
    assert_int_equal(problems_total(w->ws->problems), 0); // it is run again
    problem_feed_free(f);
}

const struct CMUnitTest problems_tests[] = {
    CASE(a_source_replaces_only_its_own),
    CASE(what_was_said_before_is_not_kept_twice),
    CASE(too_many_are_refused_and_counted),
    cmocka_unit_test(columns_count_as_the_source_counts_them),
    CASE(places_follow_edits_and_outlive_their_tab),
    CASE(steps_lead_over_all_files_and_around),
    CASE(the_list_filters_folds_and_keeps_its_place),
    CASE(a_feed_finds_the_files_that_are_meant),
};
const size_t problems_tests_n = ARRAY_LEN(problems_tests);
