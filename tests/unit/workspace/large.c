// Large files, which are read on demand: what is open must stay right whatever happens to the file.
#include "workspace/view-rows.h"
#include "suite.h"

#include <sys/stat.h>

enum { LARGE = 3 << 20 };

static void fill_lines(Buf *b, size_t nbytes)
{
    for (size_t i = 0; b->n < nbytes; i++)
        buf_addf(b, "line %zu of many\n", i);
}

// A large file, opened; *bytes is what it holds.
static View *open_large(World *w, const char *name, Buf *bytes)
{
    fill_lines(bytes, LARGE);
    world_put(w, name, buf_c(bytes));
    return world_open(w, name);
}

static void expect_bytes(const View *v, const Buf *want)
{
    AUTO(buf) Buf got = BUF_INIT;
    const Snap *s = text_now(v->doc->text);
    snap_add_to(s, 0, snap_size(s), &got);
    if (!str_eq(buf_str(&got), buf_str(want)))
        fail_msg("%zu bytes, not the %zu wanted", got.n, want->n);
}

static void edit(View *v, Buf *model, size_t off, const char *with)
{
    view_goto(v, off);
    MUST(view_insert(v, str_c(with), &err));
    buf_splice(model, off, off, str_c(with));
}

static void save(World *w, View *v, const Buf *model)
{
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_false(document_is_modified(v->doc));
    AUTO(buf) Buf got = BUF_INIT;
    MUST(fs_read(v->doc->path, 0, &got, &err));
    assert_true(str_eq(buf_str(&got), buf_str(model)));
    size_t start, end;
    assert_false(snap_next_lost(text_now(v->doc->text), 0, &start, &end));
    expect_bytes(v, model);
}

// Edits and saves again and again, then all the way back.
static void save_often(World *w, View *v, Buf *model)
{
    AUTO(buf) Buf first = BUF_INIT;
    buf_add(&first, buf_str(model));
    size_t files = 0;
    for (int i = 0; i < 4; i++) {
        edit(v, model, (size_t)(i * 700001), i % 2 ? "wedge" : "more\nlines\n");
        edit(v, model, model->n, "end\n");
        save(w, v, model);
        if (i == 0)
            files = world_descriptors(w);
    }
    assert_int_equal(world_descriptors(w), files);
    while (view_undo(v, NULL))
        ;
    expect_bytes(v, &first);
    save(w, v, &first);
}

static void a_file_opened_anew_while_it_is_compared_can_be_reloaded_again(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    MUST(document_reload(w->ws, v->doc, &err));
    assert_non_null(v->doc->reloading);
    MUST(document_reopen_raw(v->doc, &err));
    assert_null(v->doc->reloading);
    world_settle(w);
    buf_add_c(&model, "more\n");
    world_put(w, "a.log", buf_c(&model));
    MUST(document_reload(w->ws, v->doc, &err));
    world_settle(w);
    expect_bytes(v, &model);
}

static void a_reload_under_way_at_the_end_is_given_up(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    MUST(document_set_eol(v->doc, EOL_CRLF, &err));
    MUST(document_reload(w->ws, v->doc, &err));
    assert_non_null(v->doc->reloading);
    world_stop(w); // and no job is touched that is gone
}

static void a_large_file_stays_right_when_it_is_replaced(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    save_often(w, v, &model);
}

static void a_large_file_stays_right_when_it_is_written_in_place(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    AUTO(free) char *path = world_path(w, "a.log");
    AUTO(free) char *other = world_path(w, "b.log");
    test_must(link(path, other) == 0, other);
    save_often(w, v, &model);
    struct stat st;
    test_must(stat(path, &st) == 0, path);
    assert_int_equal(st.st_nlink, 2); // it was in place
}

static void a_large_file_that_others_append_to_is_saved_when_the_user_says_so(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    edit(v, &model, 1000, "mine ");
    AUTO(free) char *path = world_path(w, "a.log");
    FILE *f = fopen(path, "a");
    test_must(f && fputs("appended by another\n", f) >= 0 && fclose(f) == 0, path);
    world_settle(w);
    expect_bytes(v, &model);
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_non_null(ask_shown(w->ws));
    assert_string_equal(ask_shown(w->ws)->choices[0], "Overwrite");
    ask_answer(w->ws, 0, STR_NULL);
    world_settle(w);
    AUTO(buf) Buf got = BUF_INIT;
    MUST(fs_read(path, 0, &got, &err));
    assert_true(str_eq(buf_str(&got), buf_str(&model)));
}

// What another program makes of a file, in place.
static void overwrite(const World *w, const char *name, const Buf *bytes)
{
    AUTO(free) char *path = world_path(w, name);
    FILE *f = fopen(path, "r+");
    test_must(f && fwrite(bytes->p, 1, bytes->n, f) == bytes->n && fflush(f) == 0 &&
                  ftruncate(fileno(f), (off_t)bytes->n) == 0 && fclose(f) == 0,
              path);
}

static void what_others_append_comes_in_as_one_edit(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    view_goto(v, 1234567);
    buf_add_c(&model, "appended\nby another\n");
    overwrite(w, "a.log", &model);
    world_wait(w, snap_size(text_now(v->doc->text)) == model.n);
    expect_bytes(v, &model);
    assert_false(document_is_modified(v->doc));
    assert_int_equal(view_cursor(v), 1234567);
    MUST(view_undo(v, &err));
    assert_int_equal(snap_size(text_now(v->doc->text)), model.n - strlen("appended\nby another\n"));
}

static void who_stands_at_the_end_of_a_log_sees_what_comes(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    view_goto(v, model.n);
    view_reveal(v);
    for (int i = 0; i < 50; i++)
        buf_add_c(&model, "appended\n");
    overwrite(w, "a.log", &model);
    world_wait(w, snap_size(text_now(v->doc->text)) == model.n);
    view_sync(v);
    view_reveal(v);
    RowLayout l = view_layout(v);
    assert_int_equal(view_cursor(v), model.n);
    assert_in_range(row_distance(&l, row_at(&l, v->top), model.n, 1000), 0, v->rows - 1);
}

static void what_others_change_comes_in_as_one_edit(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    AUTO(buf) Buf old = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    buf_add(&old, buf_str(&model));
    view_goto(v, LARGE - 1000);
    buf_splice(&model, 1000000, 1000010, STR("of another length"));
    AUTO(free) char *path = world_path(w, "a.log");
    MUST(fs_write(path, buf_str(&model), &err)); // another file takes its place
    world_wait(w, snap_size(text_now(v->doc->text)) == model.n);
    expect_bytes(v, &model);
    assert_int_equal(view_cursor(v), LARGE - 1000 + 7);
    MUST(view_undo(v, &err));
    expect_bytes(v, &old);
}

static void what_is_left_of_a_lost_file_can_be_saved(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    AUTO(buf) Buf shorter = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    edit(v, &model, 0, "mine ");
    fill_lines(&shorter, LARGE / 3);
    overwrite(w, "a.log", &shorter);
    world_settle(w);
    // whatever way it is saved, the file of the other program is only replaced when the user says
    // so
    MUST(document_save(w->ws, v->doc, true, &err));
    world_settle(w);
    const Ask *ask = ask_shown(w->ws);
    assert_non_null(ask);
    assert_string_equal(ask->choices[0], "Save the Rest");
    assert_non_null(strstr(ask->text, "stretch"));
    world_expect(w, "a.log", buf_c(&shorter));
    ask_answer(w->ws, 0, STR_NULL);
    world_settle(w);
    AUTO(free) char *rescued = world_path(w, "a.log.rescued");
    assert_string_equal(v->doc->path, rescued);
    AUTO(buf) Buf got = BUF_INIT;
    MUST(fs_read(rescued, 0, &got, &err));
    assert_int_equal(got.n, model.n);
    assert_memory_equal(got.p, model.p, LARGE / 3 - 65536);
    assert_int_equal(got.p[got.n - 1], '?');
    world_expect(w, "a.log", buf_c(&shorter));
}

static void a_lost_file_can_be_reloaded_and_saved_again(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    AUTO(buf) Buf shorter = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    edit(v, &model, 0, "mine ");
    fill_lines(&shorter, LARGE / 3);
    overwrite(w, "a.log", &shorter);
    world_settle(w);
    MUST(document_reload(w->ws, v->doc, &err));
    world_settle(w);
    expect_bytes(v, &shorter);
    edit(v, &shorter, 10, "again");
    save(w, v, &shorter);
}

static void what_is_no_file_is_refused_with_a_reason(void **state)
{
    World *w = *state;
    AUTO(free) char *pipe_path = world_path(w, "pipe");
    test_must(mkfifo(pipe_path, 0600) == 0, pipe_path);
    const char *const cases[][2] = {
        {pipe_path, "it is a pipe"},
        {"/dev/null", "it is a device"},
        {w->root, "it is a folder"},
        {"/proc/self/mem", "cannot read"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        assert_false(workspace_open(w->ws, cases[i][0], &err));
        if (!strstr(err_text(&err), cases[i][1]))
            fail_msg("%s: %s", cases[i][0], err_text(&err));
    }
}

static void files_of_the_kernel_are_read_to_their_end(void **state)
{
    World *w = *state;
    MUST(workspace_open(w->ws, "/proc/self/status", &err));
    assert_true(snap_size(text_now(workspace_view(w->ws)->doc->text)) > 100);
    AUTO(err) Err err = {0};
    assert_false(workspace_open(w->ws, "/proc/self/pagemap", &err)); // has no end
    assert_true(*err_text(&err));
}

static void a_line_far_down_is_gone_to_when_lines_are_counted(void **state)
{
    World *w = *state;
    AUTO(buf) Buf bytes = BUF_INIT;
    fill_lines(&bytes, 48 << 20);
    world_put(w, "a.log", buf_c(&bytes));
    View *v = world_open(w, "a.log");
    view_goto_line(v, 2000000, 5);
    world_settle(w);
    // nothing was painted, so nobody asked for the count
    document_dispatch(w->ws, v->doc);
    world_settle(w);
    LineCount at = view_cursor_row(v);
    assert_true(at.exact && at.n == 2000000);
    assert_int_equal(view_cursor_col(v), 5);
}

static void a_line_of_the_counted_part_is_gone_to_at_once(void **state)
{
    World *w = *state;
    AUTO(buf) Buf bytes = BUF_INIT;
    fill_lines(&bytes, 48 << 20);
    world_put(w, "a.log", buf_c(&bytes));
    View *v = world_open(w, "a.log");
    assert_false(snap_count_lines(text_now(v->doc->text), 16 << 20));
    view_goto_line(v, 500000, 0);
    assert_false(v->about.waits);
    assert_int_equal(view_cursor_row(v).n, 500000);
    assert_false(snap_line_count(text_now(v->doc->text)).exact);
}

static void rows_end_where_a_line_may_go_on(void **state)
{
    enum { HUGE_LINE = 48 << 20 };
    World *w = *state;
    AUTO(buf) Buf bytes = BUF_INIT;
    while (bytes.n < HUGE_LINE)
        buf_add_c(&bytes, "no end ");
    buf_add_c(&bytes, "\nlast");
    world_put(w, "a.log", buf_c(&bytes));
    View *v = world_open(w, "a.log");
    RowLayout l = view_layout(v);
    Row top = row_at(&l, 0), low = row_at(&l, HUGE_LINE / 2);
    assert_false(row_next(&l, &top));
    assert_true(row_is_open(&l, &top));
    assert_false(row_prev(&l, &low));
    assert_true(snap_count_lines(l.s, SIZE_MAX));
    top = row_at(&l, 0);
    low = row_at(&l, HUGE_LINE / 2);
    assert_int_equal(low.start, 0);
    assert_int_equal(low.end, bytes.n - 5);
    assert_true(row_next(&l, &top));
    assert_int_equal(top.end, bytes.n);
    assert_false(row_is_open(&l, &top));
}

const struct CMUnitTest large_tests[] = {
    CASE(a_reload_under_way_at_the_end_is_given_up),
    CASE(a_large_file_stays_right_when_it_is_replaced),
    CASE(a_file_opened_anew_while_it_is_compared_can_be_reloaded_again),
    CASE(a_large_file_stays_right_when_it_is_written_in_place),
    CASE(a_large_file_that_others_append_to_is_saved_when_the_user_says_so),
    CASE(what_others_append_comes_in_as_one_edit),
    CASE(who_stands_at_the_end_of_a_log_sees_what_comes),
    CASE(what_others_change_comes_in_as_one_edit),
    CASE(what_is_left_of_a_lost_file_can_be_saved),
    CASE(a_lost_file_can_be_reloaded_and_saved_again),
    CASE(what_is_no_file_is_refused_with_a_reason),
    CASE(files_of_the_kernel_are_read_to_their_end),
    CASE(a_line_far_down_is_gone_to_when_lines_are_counted),
    CASE(a_line_of_the_counted_part_is_gone_to_at_once),
    CASE(rows_end_where_a_line_may_go_on),
};
const size_t large_tests_n = ARRAY_LEN(large_tests);
