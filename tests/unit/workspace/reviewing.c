// What a run wrote, decided and applied: with the real jail.
#include "suite.h"
#include "vt/vt.h"

static const char work[] = "sed -i -e 's/two/TWO/' -e 's/twelve/TWELVE/' notes.txt; rm gone.txt; "
                           "echo KEY=1 >.env; mkdir build; echo 1 >build/out; chmod +x tool.sh";
static const char notes[] = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\n"
                            "twelve\n";

// The folder, a run over it, and its review.
static void begin(World *w)
{
    world_limit_runs(w);
    w->ws->options.run_overlay = true;
    world_put(w, "notes.txt", notes);
    world_put(w, "gone.txt", "old\n");
    world_put(w, "tool.sh", "true\n");
    world_settle(w);
    MUST(runs_start_line(w->ws, work, (RunAllow){0}, &err));
    world_wait(w, runs_active(w->ws)->waits);
    reviewing_enter(w->ws);
    reviewing_open_newest(w->ws);
    world_wait(w, reviewing_is_on(w->ws));
    world_settle(w);
}

static ReviewRow *row(World *w, const char *name)
{
    Reviewing *r = &w->ws->reviewing;
    for (size_t i = 0; i < r->rows.n; i++)
        if (strcmp(r->rows.p[i].name, name) == 0) {
            reviewing_select(w->ws, i);
            world_settle(w);
            return &r->rows.p[i];
        }
    fail_msg("no row '%s'", name);
    return NULL;
}

static bool is_there(const World *w, const char *name)
{
    AUTO(free) char *path = world_path(w, name);
    return fs_exists(path);
}

static void apply(World *w)
{
    MUST(reviewing_apply(w->ws, &err));
    world_settle(w);
}

static void nothing_is_on_the_disk_before_it_is_applied(void **state)
{
    World *w = *state;
    begin(w);
    world_expect(w, "notes.txt", notes);
    assert_true(is_there(w, "gone.txt"));
    assert_false(is_there(w, ".env"));
    assert_non_null(strstr(runs_active(w->ws)->note, "Nothing on disk has changed"));
    MUST_FAIL(reviewing_apply(w->ws, &err));
}

static void hunks_are_applied_one_by_one(void **state)
{
    World *w = *state;
    begin(w);
    row(w, "notes.txt");
    assert_int_equal(reviewing_hunks(w->ws), 2);
    MUST(reviewing_decide_hunk(w->ws, true, &err));
    assert_int_equal(reviewing_hunk_sign(w->ws, 0), REVIEW_SIGN_ACCEPTED);
    assert_int_equal(reviewing_hunk(w->ws), 1); // it went on
    MUST(reviewing_decide_hunk(w->ws, false, &err));
    apply(w);
    world_expect(w, "notes.txt",
                 "one\nTWO\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\n");
    assert_true(is_there(w, "gone.txt"));
    MUST(reviewing_undo_apply(w->ws, &err));
    world_settle(w);
    world_expect(w, "notes.txt", notes);
}

// Those that want a yes of their own.
static void accept_rows(World *w)
{
    static const char *const names[] = {".env", "gone.txt", "tool.sh"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        row(w, names[i]);
        MUST(reviewing_decide_file(w->ws, true, &err));
    }
}

static void all_leaves_out_what_wants_a_look(void **state)
{
    World *w = *state;
    begin(w);
    MUST(reviewing_decide_all(w->ws, true, &err));
    assert_int_equal(row(w, ".env")->sign, REVIEW_SIGN_PENDING);
    assert_string_equal(row(w, ".env")->care, "secret");
    assert_string_equal(row(w, "gone.txt")->care, "deleted");
    assert_string_equal(row(w, "tool.sh")->care, "mode");
    apply(w);
    assert_true(is_there(w, "build/out"));
    assert_true(is_there(w, "gone.txt"));
    assert_false(is_there(w, ".env"));
    assert_true(reviewing_is_on(w->ws)); // they wait
    accept_rows(w);
    apply(w);
    assert_false(is_there(w, "gone.txt"));
    world_expect(w, ".env", "KEY=1\n");
    assert_false(reviewing_is_on(w->ws));
    assert_false(runs_active(w->ws)->waits);
}

static void decisions_are_taken_back_one_by_one(void **state)
{
    World *w = *state;
    begin(w);
    MUST(reviewing_decide_all(w->ws, true, &err));
    row(w, "notes.txt");
    MUST(reviewing_decide_file(w->ws, false, &err));
    assert_int_equal(row(w, "notes.txt")->sign, REVIEW_SIGN_REJECTED);
    MUST(reviewing_undo(w->ws, &err));
    assert_int_equal(row(w, "notes.txt")->sign, REVIEW_SIGN_ACCEPTED);
    MUST(reviewing_undo(w->ws, &err));
    assert_int_equal(row(w, "notes.txt")->sign, REVIEW_SIGN_PENDING);
    assert_int_equal(w->ws->reviewing.naccepted, 0);
    MUST_FAIL(reviewing_undo(w->ws, &err));
}

static void decisions_outlive_the_program(void **state)
{
    World *w = *state;
    begin(w);
    row(w, "gone.txt");
    MUST(reviewing_decide_file(w->ws, true, &err));
    world_settle(w);
    world_restart(w);
    reviewing_enter(w->ws);
    reviewing_open_newest(w->ws);
    world_wait(w, reviewing_is_on(w->ws));
    world_settle(w);
    assert_int_equal(row(w, "gone.txt")->sign, REVIEW_SIGN_ACCEPTED);
}

static void a_hunk_can_be_written_anew(void **state)
{
    World *w = *state;
    begin(w);
    row(w, "notes.txt");
    MUST(reviewing_edit(w->ws, &err));
    View *v = workspace_view(w->ws);
    expect_text(v, "TWO\n");
    (void)text_replace(v->doc->text, 0, 3, STR("Zwei"));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_int_equal(reviewing_hunk_sign(w->ws, 0), REVIEW_SIGN_ACCEPTED);
    apply(w);
    world_expect(w, "notes.txt",
                 "one\nZwei\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\n");
}

static void a_given_up_conflict_can_be_opened_again(void **state)
{
    World *w = *state;
    begin(w);
    world_put(w, "notes.txt", "one\nmine\nthree\n");
    row(w, "notes.txt");
    MUST(reviewing_decide_file(w->ws, true, &err));
    apply(w);
    world_wait(w, merging_is_shown(w->ws));
    workspace_close(w->ws, workspace_view(w->ws));
    world_settle(w);
    assert_string_equal(row(w, "notes.txt")->care, "conflict");
    MUST(reviewing_edit(w->ws, &err));
    world_wait(w, merging_is_shown(w->ws));
}

static void a_conflict_waits_until_it_is_resolved(void **state)
{
    World *w = *state;
    begin(w);
    world_put(w, "notes.txt", "one\nmine\nthree\n");
    row(w, "notes.txt");
    MUST(reviewing_decide_file(w->ws, true, &err));
    apply(w);
    world_wait(w, merging_is_shown(w->ws));             // at once
    world_expect(w, "notes.txt", "one\nmine\nthree\n"); // no mark of it is on the disk
    View *v = workspace_view(w->ws);
    MUST_FAIL(document_save(w->ws, v->doc, false, &err)); // the marks are there
    assert_int_equal(snap_row_at(text_now(v->doc->text), view_cursor(v)).n, 1); // the first mark
    MUST(merging_keep_all(w->ws, MERGE_KEEP_INCOMING, &err));
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_string_equal(row(w, "notes.txt")->right, "+2 -2");
    apply(w);
    world_expect(w, "notes.txt",
                 "one\nTWO\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\nTWELVE\n");
}

static void what_the_settings_name_needs_no_review(void **state)
{
    World *w = *state;
    static const char *const globs[] = {"build/**", "**/.env"};
    w->ws->options.run_auto_apply = (Texts){globs, ARRAY_LEN(globs)};
    begin(w);
    world_expect(w, "build/out", "1\n");
    assert_false(is_there(w, ".env")); // a secret does, whatever they name
    assert_true(is_there(w, "gone.txt"));
}

static void what_is_left_is_discarded_after_a_question(void **state)
{
    World *w = *state;
    begin(w);
    MUST(reviewing_discard(w->ws, &err));
    ask_answer(w->ws, 1, STR_NULL); // not now
    world_settle(w);
    assert_true(runs_active(w->ws)->waits);
    MUST(reviewing_discard(w->ws, &err));
    ask_answer(w->ws, 0, STR_NULL);
    world_settle(w);
    assert_false(runs_active(w->ws)->waits);
    assert_false(reviewing_is_on(w->ws));
    world_expect(w, "notes.txt", notes);
}

static bool screen_shows(const Screen *s, const char *text)
{
    AUTO(buf) Buf out = BUF_INIT;
    for (int row = 0; row < vt_rows(s->vt); row++)
        vt_row_text(s->vt, row, &out);
    return str_find(buf_str(&out), str_c(text)) >= 0;
}

static void a_jailed_terminal_that_is_closed_leaves_its_writes(void **state)
{
    World *w = *state;
    Options *o = &w->ws->options;
    world_limit_runs(w);
    o->terminal_jail = o->run_overlay = true;
    AUTO(err) Err err = {0};
    Terminal *t = terminal_new(w->ws, &(TerminalPlan){.rows = 10, .cols = 60}, &err);
    assert_non_null(t);
    Key paste = {.kind = KEY_PASTE, .text = STR("echo kept >by-hand; echo over-$((40+2))\n")};
    terminal_key(t, &paste);
    terminal_key(t, &(Key){.kind = KEY_ENTER});
    world_wait(w, screen_shows(&t->screen, "over-42"));
    terminal_close(w->ws, 0);
    world_settle(w);
    assert_false(is_there(w, "by-hand"));
    reviewing_enter(w->ws);
    reviewing_open_newest(w->ws);
    world_wait(w, reviewing_is_on(w->ws));
    assert_string_equal(row(w, "by-hand")->right, "+1 -0");
}

static void a_run_that_goes_on_when_the_program_ends_leaves_its_writes(void **state)
{
    World *w = *state;
    world_limit_runs(w);
    w->ws->options.run_overlay = true;
    world_put(w, "loop.sh", "echo kept >half-way; echo it-is-$((40+2)); sleep 25\n");
    View *v = world_open(w, "loop.sh");
    MUST(runs_start_document(w->ws, v->doc, &err));
    RunItem *r = runs_active(w->ws);
    assert_ptr_equal(runs_of_file(w->ws, v->doc->path), r);
    world_wait(w, screen_shows(&r->screen, "it-is-42"));
    world_stop(w);
    world_start(w);
    assert_false(is_there(w, "half-way"));
    reviewing_enter(w->ws);
    reviewing_open_newest(w->ws);
    world_wait(w, reviewing_is_on(w->ws));
    assert_string_equal(row(w, "half-way")->right, "+1 -0");
    assert_non_null(strstr(w->ws->reviewing.title, "run #"));
    assert_non_null(strstr(w->ws->reviewing.subtitle, "loop.sh"));
    assert_non_null(strstr(w->ws->reviewing.subtitle, "killed"));
}

static void a_form_asks_why_and_is_linked_to_what_was_applied(void **state)
{
    World *w = *state;
    AUTO(buf) Buf form = BUF_INIT;
    begin(w);
    MUST(reviewing_attach(w->ws, &err));
    row(w, "notes.txt");
    MUST(reviewing_decide_file(w->ws, true, &err));
    apply(w);
    View *v = workspace_view(w->ws);
    assert_non_null(v->doc->path);
    assert_non_null(strstr(v->doc->path, "decision-"));
    const Snap *s = text_now(v->doc->text);
    snap_add_to(s, 0, snap_size(s), &form);
    assert_true(str_find(buf_str(&form), STR("notes.txt@")) >= 0);
    assert_false(w->ws->reviewing.attach); // asked once
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    row(w, "gone.txt");
    MUST(reviewing_decide_file(w->ws, true, &err));
    apply(w);
    assert_null(workspace_view(w->ws)->doc->path); // no form: the review
}

const struct CMUnitTest reviewing_tests[] = {
    CASE(nothing_is_on_the_disk_before_it_is_applied),
    CASE(hunks_are_applied_one_by_one),
    CASE(all_leaves_out_what_wants_a_look),
    CASE(decisions_are_taken_back_one_by_one),
    CASE(decisions_outlive_the_program),
    CASE(a_hunk_can_be_written_anew),
    CASE(a_given_up_conflict_can_be_opened_again),
    CASE(a_conflict_waits_until_it_is_resolved),
    CASE(what_the_settings_name_needs_no_review),
    CASE(what_is_left_is_discarded_after_a_question),
    CASE(a_jailed_terminal_that_is_closed_leaves_its_writes),
    CASE(a_run_that_goes_on_when_the_program_ends_leaves_its_writes),
    CASE(a_form_asks_why_and_is_linked_to_what_was_applied),
};
const size_t reviewing_tests_n = ARRAY_LEN(reviewing_tests);
