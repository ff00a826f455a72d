// Saving: what may happen while a worker writes, and what must never be lost.
#include "suite.h"
#include "db/db.h"
#include "store/store.h"

static bool type(View *v, const char *text)
{
    return view_type(v, str_c(text), NULL);
}

static void edits_made_while_saving_are_saved_by_a_second_save(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    View *v = world_open(w, "a.txt");
    type(v, "one");
    MUST(document_save(w->ws, v->doc, false, &err));
    type(v, " two");
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "a.txt", "one two");
    assert_false(document_is_modified(v->doc));
}

static void edits_made_while_saving_stay_unsaved(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    View *v = world_open(w, "a.txt");
    type(v, "one");
    MUST(document_save(w->ws, v->doc, false, &err));
    type(v, " two");
    world_settle(w);
    world_expect(w, "a.txt", "one");
    assert_true(document_is_modified(v->doc));
    MUST(view_undo(v, &err));
    expect_text(v, "one");
    assert_false(document_is_modified(v->doc)); // that is what the file holds
    MUST(view_undo(v, &err));
    expect_text(v, "");
    assert_true(document_is_modified(v->doc));
}

static void a_new_name_is_taken_when_the_file_is_written(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "text\n");
    View *v = world_open(w, "a.txt");
    AUTO(free) char *to = world_path(w, "sub/b.txt");
    AUTO(free) char *in_the_way = world_path(w, "a.txt/x");
    MUST(document_save_as(w->ws, v->doc, in_the_way, false, &err));
    world_settle(w);
    assert_null(ask_shown(w->ws));
    assert_string_equal(v->doc->title, "a.txt");
    MUST(document_save_as(w->ws, v->doc, to, false, &err));
    world_settle(w);
    assert_string_equal(v->doc->path, to);
    world_expect(w, "sub/b.txt", "text\n");
    assert_false(document_is_modified(v->doc));
}

static void a_file_that_exists_is_only_replaced_when_the_user_says_so(void **state)
{
    World *w = *state;
    world_put(w, "other.txt", "precious\n");
    workspace_new_file(w->ws);
    View *v = workspace_view(w->ws);
    type(v, "mine");
    AUTO(free) char *to = world_path(w, "other.txt");
    for (int choice = 1; choice >= 0; choice--) {
        MUST(document_save_as(w->ws, v->doc, to, false, &err));
        world_settle(w);
        world_expect(w, "other.txt", "precious\n");
        assert_null(v->doc->path);
        assert_non_null(ask_shown(w->ws));
        assert_string_equal(ask_shown(w->ws)->choices[choice], choice ? "Cancel" : "Overwrite");
        ask_answer(w->ws, choice, STR_NULL);
        world_settle(w);
    }
    world_expect(w, "other.txt", "mine");
    assert_string_equal(v->doc->path, to);
    assert_false(document_is_modified(v->doc));
}

static void a_save_does_not_reach_the_document_that_was_opened_after_it(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    View *v = world_open(w, "a.txt");
    type(v, "one");
    MUST(document_save(w->ws, v->doc, false, &err));
    workspace_close_tab(w->ws, 0);
    v = world_open(w, "a.txt"); // as it was before the save
    assert_false(v->doc->saving);
    world_settle(w);
    world_expect(w, "a.txt", "one");
    world_wait(w, snap_size(text_now(v->doc->text)) == 3); // and sees the change
    expect_text(v, "one");
}

static void a_read_only_document_is_not_saved(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "no newline");
    w->ws->options.insert_final_newline = true;
    View *v = world_open(w, "a.txt");
    v->doc->read_only = true;
    MUST_FAIL(document_save(w->ws, v->doc, false, &err));
    expect_text(v, "no newline");
    world_expect(w, "a.txt", "no newline");
}

static void the_last_newline_leaves_the_cursor_where_it_is(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    w->ws->options.insert_final_newline = true;
    View *v = world_open(w, "a.txt");
    type(v, "abc");
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "a.txt", "abc\n");
    assert_int_equal(view_cursor(v), 3);
    assert_false(view_has_selection(v));
}

static void a_folder_that_vanished_is_made_again(void **state)
{
    World *w = *state;
    world_put(w, "sub/a.txt", "");
    View *v = world_open(w, "sub/a.txt");
    type(v, "kept");
    AUTO(free) char *sub = world_path(w, "sub");
    MUST(fs_remove_tree(sub, &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "sub/a.txt", "kept");
}

static void a_file_changed_by_others_asks_before_it_is_overwritten(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "old\n");
    View *v = world_open(w, "a.txt");
    type(v, "mine ");
    world_put(w, "a.txt", "theirs\n");
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "a.txt", "theirs\n");
    assert_non_null(ask_shown(w->ws));
    ask_answer(w->ws, 0, STR_NULL);
    world_settle(w);
    world_expect(w, "a.txt", "mine old\n");
}

static void a_save_that_fails_keeps_both_texts(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "old\n");
    View *v = world_open(w, "a.txt");
    type(v, "mine ");
    AUTO(free) char *path = world_path(w, "a.txt");
    test_must(unlink(path) == 0 && mkdir(path, 0755) == 0, path);
    v->doc->close_when_saved = v->doc->run_when_saved = w->ws->quit_when_saved = true;
    MUST(document_save(w->ws, v->doc, true, &err));
    world_settle(w);
    expect_text(v, "mine old\n");
    assert_true(document_is_modified(v->doc));
    assert_false(w->ws->quit_when_saved || w->ws->quit);
    assert_int_equal(w->ws->group->tabs.n, 1);
    assert_int_equal(w->ws->runs.all.n, 0);
}

static void a_save_under_way_at_the_end_is_finished(void **state)
{
    World *w = *state;
    world_put(w, "a.sh", "");
    View *v = world_open(w, "a.sh");
    type(v, "echo hi\n");
    MUST(document_save(w->ws, v->doc, false, &err));
    v->doc->run_when_saved = true; // but nothing is started any more
    world_stop(w);
    world_expect(w, "a.sh", "echo hi\n");
}

static void a_conflict_found_at_the_end_asks_nobody(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "old\n");
    View *v = world_open(w, "a.txt");
    type(v, "mine ");
    world_put(w, "a.txt", "theirs\n");
    MUST(document_save(w->ws, v->doc, false, &err));
    world_stop(w); // leaks nothing
    world_expect(w, "a.txt", "theirs\n");
}

static void one_file_has_one_document_whatever_leads_to_it(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "text\n");
    AUTO(free) char *link = world_path(w, "link.txt");
    test_must(symlink("a.txt", link) == 0, link);
    const View *first = world_open(w, "a.txt");
    assert_ptr_equal(world_open(w, "link.txt"), first);
    assert_int_equal(w->ws->documents.n, 1);
    workspace_new_file(w->ws);
    MUST_FAIL(document_save_as(w->ws, workspace_view(w->ws)->doc, link, true, &err));
}

static void a_save_before_the_kept_undo_came_leaves_the_document_clean(void **state)
{
    World *w = *state;
    world_put(w, "a.txt", "");
    type(world_open(w, "a.txt"), "one");
    MUST(document_save(w->ws, workspace_view(w->ws)->doc, false, &err));
    world_settle(w);
    world_restart(w);
    View *v = workspace_view(w->ws);
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_false(document_is_modified(v->doc));
    if (text_state_count(v->doc->text) > 1) {
        MUST(view_undo(v, &err));
        assert_true(document_is_modified(v->doc));
    }
}

static void a_version_waits_for_the_lock_of_another(void **state)
{
    World *w = *state;
    AUTO(free) char *dir = store_dir(NULL);
    AUTO(free) char *path = path_join(dir, "codelab.db");
    AUTO(buf) Buf kept = BUF_INIT;
    w->ws->options.history_on = true;
    world_put(w, "a.txt", "");
    View *v = world_open(w, "a.txt");
    world_settle(w);
    Db *other = db_open(path, NULL);
    MUST(db_begin(other, &err));
    type(v, "text");
    MUST(document_save(w->ws, v->doc, false, &err));
    world_wait(w, strstr(last_message(w), "locks the database"));
    world_expect(w, "a.txt", "text"); // the file does not wait
    db_rollback(other);
    db_close(other);
    world_settle(w);
    Store *s = store_open(path, NULL);
    MUST(store_version_read(s, store_project_open(s, w->root, NULL), STR("a.txt"), 0, NULL, &kept,
                            &err));
    store_close(s);
    assert_true(str_eq_c(buf_str(&kept), "text"));
}

const struct CMUnitTest save_tests[] = {
    CASE(edits_made_while_saving_are_saved_by_a_second_save),
    CASE(edits_made_while_saving_stay_unsaved),
    CASE(a_new_name_is_taken_when_the_file_is_written),
    CASE(a_file_that_exists_is_only_replaced_when_the_user_says_so),
    CASE(a_save_does_not_reach_the_document_that_was_opened_after_it),
    CASE(a_read_only_document_is_not_saved),
    CASE(the_last_newline_leaves_the_cursor_where_it_is),
    CASE(a_folder_that_vanished_is_made_again),
    CASE(a_file_changed_by_others_asks_before_it_is_overwritten),
    CASE(a_save_that_fails_keeps_both_texts),
    CASE(a_save_under_way_at_the_end_is_finished),
    CASE(a_conflict_found_at_the_end_asks_nobody),
    CASE(one_file_has_one_document_whatever_leads_to_it),
    CASE(a_save_before_the_kept_undo_came_leaves_the_document_clean),
    CASE(a_version_waits_for_the_lock_of_another),
};
const size_t save_tests_n = ARRAY_LEN(save_tests);
