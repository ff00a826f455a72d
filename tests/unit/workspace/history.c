// Local history: what is recorded of what is done to files, and the rows that are made of it.
#include "suite.h"

#include "base/mem.h"
#include "workspace/git-marks.h"

#include <time.h>

// A folder that says it is a project, all of which history wants to know.
static void begin(World *w)
{
    world_put(w, ".codelab/mark", "");
    w->ws->options.history_on = w->ws->options.history_external = true;
    w->ws->layout.side_bar = true;
    w->ws->layout.side = SIDE_HISTORY;
    layout_resize(&w->ws->layout, 40, 120);
}

// "save a.c;open a.c;", the newest first; without headings.
static char *rows_now(World *w)
{
    Buf out = BUF_INIT;
    history_show_project(w->ws);
    world_settle(w);
    VEC_EACH (const HistoryRow, r, &w->ws->history.rows)
        if (r->kind != HISTORY_ROW_DAY)
            buf_addf(&out, "%s %s;", r->text, r->path);
    return buf_take(&out);
}

static void expect_rows(World *w, const char *want)
{
    AUTO(free) char *rows = rows_now(w);
    assert_string_equal(rows, want);
}

static void do_one(World *w, FileVerb verb, FileStepKind kind, const char *from, const char *to)
{
    FileSteps s = {0};
    AUTO(free) char *a = from ? world_path(w, from) : NULL;
    AUTO(free) char *b = to ? world_path(w, to) : NULL;
    file_steps_add(&s, kind, a, b);
    fileops_do(w->ws, (FileRequest){.verb = verb, .subject = "it", .steps = s});
    world_settle(w);
}

static void what_is_done_to_files_is_recorded_with_its_cause(void **state)
{
    World *w = *state;
    begin(w);
    world_put(w, "a.c", "1\n");
    world_open(w, "a.c");
    world_settle(w);
    expect_rows(w, "open a.c;");
    do_one(w, FILES_RENAME, FILE_MOVE, "a.c", "b.c");
    expect_rows(w, "rename b.c;open b.c;");
    MUST(fileops_undo(w->ws, &err));
    expect_rows(w, "rename a.c;rename a.c;open a.c;");
    do_one(w, FILES_DELETE, FILE_TRASH, "a.c", NULL);
    expect_rows(w, "delete a.c;rename a.c;rename a.c;open a.c;");
    MUST(fileops_undo(w->ws, &err));
    expect_rows(w, "restore a.c;delete a.c;rename a.c;rename a.c;open a.c;");
}

static void a_folder_that_comes_back_is_recorded_file_by_file(void **state)
{
    World *w = *state;
    begin(w);
    world_put(w, "d/a.c", "1\n");
    world_put(w, "d/e/b.c", "2\n");
    do_one(w, FILES_DELETE, FILE_TRASH, "d", NULL);
    MUST(fileops_undo(w->ws, &err));
    AUTO(free) char *rows = rows_now(w);
    assert_non_null(strstr(rows, "restore d/a.c;"));
    assert_non_null(strstr(rows, "restore d/e/b.c;"));
    assert_non_null(strstr(rows, "delete d/e/b.c;"));
}

static void what_a_run_writes_bears_its_number(void **state)
{
    World *w = *state;
    begin(w);
    world_limit_runs(w);
    world_put(w, "a.c", "1\n");
    world_open(w, "a.c");
    world_settle(w);
    MUST(runs_start_line(w->ws, "echo 2 >a.c; echo 1 >new.c",
                         (RunAllow){.writes = true, .jailed = true}, &err));
    world_wait(w, runs_active(w->ws)->summary);
    world_settle(w);
    world_expect(w, "a.c", "2\n");
    AUTO(free) char *rows = rows_now(w);
    assert_non_null(strstr(rows, "run#1 a.c;"));
    assert_non_null(strstr(rows, "run#1 new.c;"));
    assert_null(strstr(rows, "external"));
}

#define HASH_A "3f9c1a2d5e6f708192a3b4c5d6e7f8091a2b3c4d"
#define HASH_B "8899aabbccddeeff00112233445566778899aabb"

static void commits_are_read_from_a_reflog(void **state)
{
    static const struct {
        const char *line, *want; // id, seconds, subject, * if it amends
    } cases[] = {
        {HASH_A " " HASH_B " A B <a@b> 1700000000 +0100\tcommit: begin",
         "8899aab 1700000000 begin"},
        {HASH_A " " HASH_B " A <a@b> 5 +0100\tcommit (initial): x: y", "8899aab 5 x: y"},
        {HASH_A " " HASH_B " A <a@b> 5 +0100\tcommit (amend): x", "8899aab 5 x*"},
        {HASH_A " " HASH_B " A > B <a@b> 5 +0100\tmerge it: Fast-forward",
         "8899aab 5 Fast-forward"},
        {HASH_A " " HASH_B " <a@b> 5 +0100\tpull", "8899aab 5 "},
        {HASH_A " " HASH_B " A <a@b> 5 +0100\tcheckout: moving from a to b", ""},
        {HASH_A " " HASH_B " A <a@b> 5 +0100\treset: moving to HEAD~1", ""},
        {HASH_A " " HASH_B " A <a@b> -5 +0100\tcommit: before all", ""},
        {HASH_A " " HASH_B " A <a@b> 999999999999999 +0100\tcommit: after all", ""},
        {HASH_A " 8899AABB A <a@b> 5 +0100\tcommit: short", ""},
        {HASH_A " " HASH_B " A <a@b> 5 +0100 commit: no tab", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        GitMarks marks = {0};
        AUTO(buf) Buf got = BUF_INIT;
        git_marks_parse(str_c(cases[i].line), &marks);
        VEC_EACH (const GitMark, m, &marks)
            buf_addf(&got, "%s %lld %s%s", m->id, (long long)(m->time_ms / 1000), m->subject,
                     m->amends ? "*" : "");
        assert_string_equal(buf_c(&got), cases[i].want);
        git_marks_deinit(&marks);
    }
}

static size_t marks_of(const World *w, const char *dir)
{
    AUTO(free) char *path = world_path(w, dir);
    GitMarks marks = {0};
    git_marks_read(path, &marks);
    size_t n = marks.n;
    git_marks_deinit(&marks);
    return n;
}

static void a_repository_is_found_from_below_and_through_a_worktree(void **state)
{
    static const char line[] = HASH_A " " HASH_B " A <a@b> 5 +0100\tcommit: x\n";
    World *w = *state;
    AUTO(buf) Buf many = BUF_INIT;
    assert_int_equal(marks_of(w, "."), 0);
    world_put(w, "r/.git/logs/HEAD", line);
    world_put(w, "r/sub/x", "");
    world_put(w, "r/.git/worktrees/t/logs/HEAD", "");
    world_put(w, "t/.git", "gitdir: ../r/.git/worktrees/t\n");
    assert_int_equal(marks_of(w, "r"), 1);
    assert_int_equal(marks_of(w, "r/sub"), 1);
    assert_int_equal(marks_of(w, "t"), 0);
    world_put(w, "t/.git", "gitdir: ../r/.git\n");
    assert_int_equal(marks_of(w, "t"), 1);
    world_put(w, "t/.git", "gitdir: /nowhere/at/all\n");
    assert_int_equal(marks_of(w, "t"), 0);
    for (int i = 0; i < 2000; i++)
        buf_add_c(&many, line);
    world_put(w, "r/.git/logs/HEAD", buf_c(&many)); // the end of it is enough
    assert_true(marks_of(w, "r") > 400 && marks_of(w, "r") < 2000);
}

static void put_commits(World *w, int64_t newest_s, const char *second)
{
    AUTO(free)
    char *log = xasprintf(HASH_A " " HASH_A " A <a@b> 1000 +0000\tcommit: long ago\n" //
                          HASH_A " " HASH_A " A <a@b> %lld +0000\tcommit: one\n"      //
                          HASH_A " " HASH_B " A <a@b> %lld +0000\t%s\n",
                          (long long)newest_s, (long long)newest_s + 1, second);
    world_put(w, ".git/logs/HEAD", log);
}

static void a_commit_stands_above_the_version_it_took(void **state)
{
    World *w = *state;
    begin(w);
    world_put(w, "a.c", "1\n");
    world_open(w, "a.c");
    world_settle(w);
    put_commits(w, time(NULL) + 5, "commit: two");
    expect_rows(w, "git 3f9c1a2 ;open a.c;"); // the first of those that have it
    put_commits(w, time(NULL) + 5, "commit (amend): one");
    expect_rows(w, "git 8899aab ;open a.c;"); // unless another took its place
    history_move(w->ws, -2);
    assert_int_equal(history_row(w->ws)->kind, HISTORY_ROW_GIT);
    assert_int_equal(history_row(w->ws)->moment, w->ws->history.rows.p[1].moment);
    MUST(history_show_tree(w->ws, &err));
    world_settle(w);
    assert_int_equal(w->ws->history.counts.files, 1);
}

static void a_filter_shows_versions_of_its_causes(void **state)
{
    World *w = *state;
    begin(w);
    world_put(w, "a.c", "1\n");
    View *v = world_open(w, "a.c");
    world_settle(w);
    MUST(view_insert(v, STR("x"), &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    expect_rows(w, "save a.c;open a.c;");
    history_set_filter(w->ws, 1);
    expect_rows(w, "save a.c;");
    history_set_filter(w->ws, history_filters_n); // all again
    expect_rows(w, "save a.c;open a.c;");
}

static void a_tree_and_what_was_found_lead_back(void **state)
{
    World *w = *state;
    begin(w);
    world_put(w, "a.c", "needle\n");
    world_open(w, "a.c");
    expect_rows(w, "open a.c;");
    assert_false(history_back(w->ws));
    history_search(w->ws, STR("needle"));
    world_settle(w);
    assert_int_equal(w->ws->history.rows.n, 1);
    assert_string_equal(w->ws->history.rows.p[0].text, "1: needle");
    MUST(history_show_tree(w->ws, &err));
    MUST_FAIL(history_show_tree(w->ws, &err));
    world_settle(w);
    assert_int_equal(w->ws->history.rows.p[0].kind, HISTORY_ROW_WHOLE);
    assert_true(history_back(w->ws));
    assert_int_equal(w->ws->history.scope, HISTORY_PROJECT);
    history_search(w->ws, STR("nowhere"));
    world_settle(w);
    assert_int_equal(w->ws->history.rows.n, 0);
    assert_null(history_row(w->ws));
}

static void points_are_named_and_taken_away(void **state)
{
    World *w = *state;
    begin(w);
    world_put(w, "a.c", "1\n");
    world_open(w, "a.c");
    expect_rows(w, "open a.c;");
    MUST_FAIL(history_unmark(w->ws, &err)); // no point is selected
    MUST(history_mark(w->ws, STR("before it"), &err));
    expect_rows(w, "before it ;open a.c;");
    history_select(w->ws, 0);
    MUST(history_unmark(w->ws, &err));
    expect_rows(w, "open a.c;");
}

const struct CMUnitTest history_tests[] = {
    CASE(what_is_done_to_files_is_recorded_with_its_cause),
    CASE(a_folder_that_comes_back_is_recorded_file_by_file),
    CASE(what_a_run_writes_bears_its_number),
    CASE(commits_are_read_from_a_reflog),
    CASE(a_repository_is_found_from_below_and_through_a_worktree),
    CASE(a_commit_stands_above_the_version_it_took),
    CASE(a_filter_shows_versions_of_its_causes),
    CASE(a_tree_and_what_was_found_lead_back),
    CASE(points_are_named_and_taken_away),
};
const size_t history_tests_n = ARRAY_LEN(history_tests);
