#include "suite.h"

#include <errno.h>

static Decision made(const char *title)
{
    return (Decision){.title = xstrdup(title),
                      .context = xstrdup("a\n## Decision\nb"),
                      .decision = xstrdup("we do"),
                      .consequences = xstrdup(""),
                      .author = xstrdup("ada"),
                      .model = xstrdup("local/m")};
}

static void add_link(Decision *d, const char *path, int64_t n)
{
    DecisionLink l = {.path = xstrdup(path), .n = n};
    vec_push(&d->links, l);
}

static int64_t record(World *w, const char *title, const char *path, int64_t n)
{
    Decision d = made(title);
    if (path)
        add_link(&d, path, n);
    MUST(store_decision_put(w->store, w->project, &d, &err));
    int64_t number = d.n;
    decision_deinit(&d);
    return number;
}

static Decision get(World *w, int64_t n)
{
    Decision d;
    MUST(store_decision_get(w->store, w->project, n, &d, &err));
    return d;
}

static void a_decision_comes_back_with_the_hashes_of_its_changes(void **state)
{
    World *w = *state;
    Version one = {0}, two = {0};
    MUST(store_save_version(w->store, w->project, STR("a"), STR("1\n"), 0644, CAUSE_SAVE, &one,
                            &err));
    MUST(
        store_save_version(w->store, w->project, STR("a"), STR("2\n"), 0644, CAUSE_AI, &two, &err));
    assert_int_equal(record(w, "first", "a", 2), 1);
    assert_int_equal(record(w, "second", NULL, 0), 2);
    world_reopen(w);
    Decision d = get(w, 1);
    assert_string_equal(d.title, "first");
    assert_string_equal(d.author, "ada");
    assert_string_equal(d.model, "local/m");
    assert_string_equal(d.context, "a\n## Decision\nb");
    assert_int_equal(d.status, DECISION_ACCEPTED);
    assert_int_equal(d.links.n, 1);
    assert_string_equal(d.links.p[0].hash_before, one.hash);
    assert_string_equal(d.links.p[0].hash_after, two.hash);
    decision_deinit(&d);
}

static void what_cannot_be_is_refused_and_nothing_is_left_of_it(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    Decision d = made("t");
    add_link(&d, "missing", 1);
    assert_false(store_decision_put(w->store, w->project, &d, &err));
    assert_non_null(strstr(err_text(&err), "there is no version 1 of 'missing'"));
    decision_deinit(&d);
    static const char *const titles[] = {"", "  ", "two\nlines", "\x1b[2J"};
    for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
        d = made(titles[i]);
        assert_false(store_decision_put(w->store, w->project, &d, NULL));
        decision_deinit(&d);
    }
    d = made("t");
    d.status = DECISION_SUPERSEDED;
    assert_false(store_decision_put(w->store, w->project, &d, NULL));
    decision_deinit(&d);
    assert_false(store_decision_get(w->store, w->project, 1, &d, NULL));
    assert_int_equal(record(w, "t", NULL, 0), 1);
}

static void a_form_that_is_saved_again_is_the_same_decision(void **state)
{
    World *w = *state;
    for (int i = 0; i < 2; i++) {
        Decision d = made(i ? "better" : "first");
        d.form = xstrdup("new-1.md");
        MUST(store_decision_put(w->store, w->project, &d, &err));
        assert_int_equal(d.n, 1);
        decision_deinit(&d);
    }
    Decision d = get(w, 1);
    assert_string_equal(d.title, "better");
    decision_deinit(&d);
}

static bool put_form(World *w, const char *title, bool replaces, Err *err)
{
    Decision d = made(title);
    d.form = xstrdup("new-1.md");
    d.replaces = replaces;
    bool ok = store_decision_put(w->store, w->project, &d, err);
    assert_int_equal(d.n, 1);
    decision_deinit(&d);
    return ok;
}

static void what_was_changed_since_its_form_was_recorded_is_left_alone(void **state)
{
    World *w = *state;
    AUTO(err) Err why = {0};
    assert_true(put_form(w, "first", false, NULL));
    assert_true(put_form(w, "second", false, NULL));
    Decision d = get(w, 1);
    free(d.title);
    d.title = xstrdup("changed by another");
    MUST(store_decision_put(w->store, w->project, &d, &err));
    decision_deinit(&d);
    assert_false(put_form(w, "third", false, &why));
    assert_int_equal(why.code, ESTALE);
    d = get(w, 1);
    assert_string_equal(d.title, "changed by another");
    decision_deinit(&d);
    assert_true(put_form(w, "third", true, NULL));
    assert_true(put_form(w, "fourth", false, NULL));
    d = get(w, 1);
    assert_string_equal(d.title, "fourth");
    decision_deinit(&d);
}

static void superseding_shows_from_both_sides_and_never_in_a_ring(void **state)
{
    World *w = *state;
    for (int i = 0; i < 3; i++)
        record(w, "t", NULL, 0);
    MUST(store_decision_supersede(w->store, w->project, 1, 2, &err));
    MUST(store_decision_supersede(w->store, w->project, 2, 3, &err));
    assert_false(store_decision_supersede(w->store, w->project, 3, 1, NULL));
    assert_false(store_decision_supersede(w->store, w->project, 3, 3, NULL));
    assert_false(store_decision_supersede(w->store, w->project, 3, 9, NULL));
    Decision d = get(w, 2);
    assert_int_equal(d.status, DECISION_SUPERSEDED);
    assert_int_equal(d.superseded_by, 3);
    assert_int_equal(d.supersedes.n, 1);
    assert_int_equal(d.supersedes.p[0], 1);
    // taken back
    d.status = DECISION_ACCEPTED;
    MUST(store_decision_put(w->store, w->project, &d, &err));
    decision_deinit(&d);
    d = get(w, 2);
    assert_int_equal(d.superseded_by, 0);
    decision_deinit(&d);
}

static size_t count(World *w, DecisionQuery q)
{
    Decisions all = {0};
    MUST(store_decisions(w->store, w->project, &q, &all, &err));
    size_t n = all.n;
    decisions_deinit(&all);
    return n;
}

static void decisions_are_found_by_words_file_and_status(void **state)
{
    World *w = *state;
    char path[] = "b";
    const DecisionLink first = {.path = path, .n = 1}, newest = {.path = path};
    world_save(w, "a", STR("1"));
    world_save(w, "b", STR("1"));
    record(w, "use a Lock", "a", 1);
    record(w, "no lock at all", "b", 1);
    record(w, "other", "b", 1);
    MUST(store_decision_supersede(w->store, w->project, 1, 2, &err));
    assert_int_equal(count(w, (DecisionQuery){0}), 3);
    assert_int_equal(count(w, (DecisionQuery){.text = STR("LOCK")}), 2);
    assert_int_equal(count(w, (DecisionQuery){.text = STR("local/m")}), 3);
    assert_int_equal(count(w, (DecisionQuery){.path = STR("b")}), 2);
    assert_int_equal(count(w, (DecisionQuery){.status = 1u << DECISION_SUPERSEDED}), 1);
    assert_int_equal(count(w, (DecisionQuery){.text = STR("lock"), .path = STR("b")}), 1);
    MUST(store_decision_unlink(w->store, w->project, 2, &first, &err));
    assert_int_equal(count(w, (DecisionQuery){.path = STR("b")}), 1);
    MUST(store_decision_link(w->store, w->project, 2, &newest, &err));
    assert_int_equal(count(w, (DecisionQuery){.path = STR("b")}), 2);
}

static void versions_of_a_decision_are_never_let_go(void **state)
{
    World *w = *state;
    char text[16];
    for (int i = 1; i <= 40; i++) {
        snprintf(text, sizeof text, "%d\n", i);
        world_save(w, "a", str_c(text));
    }
    record(w, "t", "a", 7);
    HistoryLimits limits = {.max_entries = 3, .now_ms = INT64_C(4102444800000), .max_days = 1};
    HistoryTrimmed done = {.more = true};
    while (done.more)
        MUST(store_history_trim(w->store, w->project, &limits, &done, &err));
    assert_int_equal(world_count_versions(w, "a"), 3);
    world_expect(w, "a", 6, STR("6\n"));
    world_expect(w, "a", 7, STR("7\n"));
    world_expect(w, "a", 0, STR("40\n"));
}

static char *page(World *w, int64_t project, int64_t n)
{
    Decision d;
    AUTO(buf) Buf out = BUF_INIT;
    MUST(store_decision_get(w->store, project, n, &d, &err));
    MUST(store_decision_page(w->store, project, &d, &out, &err));
    decision_deinit(&d);
    return buf_take(&out);
}

static void a_page_tells_all_of_it(void **state)
{
    World *w = *state;
    world_save(w, "a", STR("1\n```\n"));
    world_save(w, "a", STR("2\n```\n"));
    MUST(store_save_version(w->store, w->project, STR("a"), STR("2\n```\n"), 0644, CAUSE_DELETE,
                            NULL, &err));
    record(w, "why", "a", 2);
    record(w, "gone", "a", 3);
    AUTO(free) char *text = page(w, w->project, 1);
    static const char *const parts[] = {"# ADR-001: why\n",     "- Status: accepted\n",
                                        "- Author: ada\n",      "- Model: local/m\n",
                                        "## Decision\n\nwe do", "### a@2\n",
                                        "\n````diff\n",         "\n-1\n+2\n ```\n````\n"};
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        assert_non_null(strstr(text, parts[i]));
    assert_null(strstr(text, "## Consequences")); // empty
    AUTO(free) char *gone = page(w, w->project, 2);
    assert_non_null(strstr(gone, "- After: no such file\n"));
    assert_non_null(strstr(gone, "\n-2\n"));
}

static void an_archive_carries_decisions(void **state)
{
    World *w = *state;
    AUTO(free) char *file = xasprintf("%s/p.codelab", w->dir);
    AUTO(free) char *to = xasprintf("%s/to", w->dir);
    world_save(w, "a", STR("1\n"));
    world_save(w, "a", STR("2\n"));
    record(w, "one", "a", 2);
    record(w, "two", NULL, 0);
    MUST(store_decision_supersede(w->store, w->project, 1, 2, &err));
    AUTO(free) char *want = page(w, w->project, 1);
    for (int history = 0; history < 2; history++) {
        ExportResult e;
        ImportResult i;
        MUST(store_project_export(w->store, w->project, file, history, &e, &err));
        MUST(store_project_import(w->store, file, &(ImportPlace){to, NULL}, &i, &err));
        AUTO(free) char *have = page(w, i.project, 1);
        if (history)
            assert_string_equal(have, want);
        assert_non_null(strstr(have, "superseded by ADR-002"));
        assert_non_null(strstr(have, "### a@2"));
        MUST(fs_remove_tree(to, &err));
        MUST(store_project_remove(w->store, i.project, &err));
        GcResult gone;
        MUST(store_gc(w->store, INT64_MAX, &gone, &err));
    }
}

static void forms_are_read_as_they_were_written(void **state)
{
    Decision d = made("a title"), back = {0};
    AUTO(buf) Buf form = BUF_INIT;
    (void)state;
    add_link(&d, "b@c d.c", 12);
    decision_form_write(&d, &form);
    MUST(decision_form_read(buf_str(&form), &back, &err));
    assert_string_equal(back.title, "a title");
    assert_string_equal(back.context, d.context);
    assert_string_equal(back.model, "local/m");
    assert_string_equal(back.links.p[0].path, "b@c d.c");
    assert_int_equal(back.links.p[0].n, 12);
    decision_deinit(&d);
    decision_deinit(&back);
}

static void a_form_that_is_none_tells_its_line(void **state)
{
    static const struct {
        const char *form, *told;
    } cases[] = {
        {"", "no title"},
        {"# \n", "no title"},
        {"# t\nStatus: maybe\n", "line 2: a status is"},
        {"# t\nChange: a\n", "line 2: a change is written"},
        {"# t\nChange: @3\n", "line 2: a change is written"},
        {"# t\n\nhello\n", "line 3: before the first heading"},
        {"# t\n## Context\n## Context\n", "line 3: this heading"},
        {"# t\n<!-- no end\n", "a remark has no end"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        Decision d = {0};
        assert_false(decision_form_read(str_c(cases[i].form), &d, &err));
        if (!strstr(err_text(&err), cases[i].told))
            fail_msg("'%s' instead of '%s'", err_text(&err), cases[i].told);
        decision_deinit(&d);
    }
}

static void files_are_called_by_number_and_title(void **state)
{
    static const struct {
        int64_t n;
        const char *title, *name;
    } cases[] = {
        {14, "Use a lock", "0014-use-a-lock.md"},
        {1, "../../etc/passwd", "0001-etc-passwd.md"},
        {12345, "…", "12345.md"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Decision d = {.n = cases[i].n, .title = xstrdup(cases[i].title)};
        AUTO(free) char *name = decision_file_name(&d);
        assert_string_equal(name, cases[i].name);
        decision_deinit(&d);
    }
}

const struct CMUnitTest decision_tests[] = {
    CASE(a_decision_comes_back_with_the_hashes_of_its_changes),
    CASE(what_cannot_be_is_refused_and_nothing_is_left_of_it),
    CASE(a_form_that_is_saved_again_is_the_same_decision),
    CASE(what_was_changed_since_its_form_was_recorded_is_left_alone),
    CASE(superseding_shows_from_both_sides_and_never_in_a_ring),
    CASE(decisions_are_found_by_words_file_and_status),
    CASE(versions_of_a_decision_are_never_let_go),
    CASE(a_page_tells_all_of_it),
    CASE(an_archive_carries_decisions),
    cmocka_unit_test(forms_are_read_as_they_were_written),
    cmocka_unit_test(a_form_that_is_none_tells_its_line),
    cmocka_unit_test(files_are_called_by_number_and_title),
};
const size_t decision_tests_n = ARRAY_LEN(decision_tests);
