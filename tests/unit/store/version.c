#include "suite.h"

static void versions_count_up_and_come_back(void **state)
{
    World *w = *state;
    assert_int_equal(world_save(w, "src/a.c", STR("one\n")), 1);
    assert_int_equal(world_save(w, "src/a.c", STR("two\n")), 2);
    assert_int_equal(world_save(w, "src/b.c", STR("one\n")), 1);
    assert_int_equal(world_save(w, "src/a.c", STR("")), 3);
    world_reopen(w);
    world_expect(w, "src/a.c", 1, STR("one\n"));
    world_expect(w, "src/a.c", 2, STR("two\n"));
    world_expect(w, "src/a.c", 0, STR(""));

    Versions versions = {0};
    MUST(store_versions(w->store, w->project, STR("src/a.c"), &versions, &err));
    assert_int_equal(versions.n, 3);
    assert_int_equal(versions.p[0].n, 3);
    assert_int_equal(versions.p[2].n, 1);
    assert_int_equal(versions.p[2].nbytes, 4);
    assert_int_equal(versions.p[2].mode, 0644);
    assert_string_equal(version_cause_name(versions.p[2].cause), "save");
    assert_string_equal(versions.p[2].hash,
                        "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806");
    vec_deinit(&versions);
}

static void the_same_bytes_add_nothing(void **state)
{
    World *w = *state;
    world_save(w, "a", STR("x"));
    assert_int_equal(world_save(w, "a", STR("x")), 1);
    assert_int_equal(world_save(w, "a", STR("y")), 2);
    assert_int_equal(world_save(w, "a", STR("x")), 3);
    assert_int_equal(world_count_versions(w, "a"), 3);
}

static void a_deletion_keeps_the_last_content(void **state)
{
    World *w = *state;
    Version v;
    world_save(w, "a", STR("x"));
    MUST(
        store_save_version(w->store, w->project, STR("a"), STR("x"), 0644, CAUSE_DELETE, &v, &err));
    assert_int_equal(v.n, 2);
    assert_int_equal(v.cause, CAUSE_DELETE);
    world_expect(w, "a", 0, STR("x"));
    Project p;
    MUST(store_project_find(w->store, w->tree, &p, &err));
    assert_int_equal(p.nfiles, 0);
    project_deinit(&p);
    assert_int_equal(world_save(w, "a", STR("x")), 3);
}

static void names_may_hold_any_bytes(void **state)
{
    World *w = *state;
    static const char *const names[] = {"new\nline", "\xff\xfe", "sp ace/\xc3\xa4",
                                        "'; DROP TABLE x"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        world_save(w, names[i], str_c(names[i]));
    world_reopen(w);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        world_expect(w, names[i], 1, str_c(names[i]));
}

static void paths_outside_the_project_are_refused(void **state)
{
    World *w = *state;
    static const char *const paths[] = {"",     "/etc/passwd", "../x", "a/../../x",
                                        "a//b", "./a",         "a/"};
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        AUTO(err) Err err = {0};
        assert_false(store_save_version(w->store, w->project, str_c(paths[i]), STR("x"), 0644,
                                        CAUSE_SAVE, NULL, &err));
        assert_non_null(strstr(err_text(&err), "is no path inside a project"));
    }
}

static void what_is_not_there_is_a_sentence(void **state)
{
    World *w = *state;
    AUTO(err) Err err = {0};
    AUTO(buf) Buf out = BUF_INIT;
    assert_false(store_version_read(w->store, w->project, STR("none"), 0, NULL, &out, &err));
    assert_string_equal(err_text(&err), "there is no history of 'none'");
    world_save(w, "a", STR("x"));
    assert_false(store_version_read(w->store, w->project, STR("a"), 7, NULL, &out, &err));
    assert_string_equal(err_text(&err), "cannot read version 7 of 'a': there is no such version");
    assert_false(
        store_save_version(w->store, 999, STR("a"), STR("x"), 0644, CAUSE_SAVE, NULL, &err));
    assert_string_equal(err_text(&err), "cannot record 'a' in history: "
                                        "the project is no longer in the database");
    assert_int_equal(world_count_versions(w, "none"), 0);
}

static void too_large_a_file_is_refused_with_its_limit(void **state)
{
    World *w = *state;
    size_t n = STORE_MAX_FILE_BYTES + 1;
    AUTO(free) char *bytes = xcalloc(1, n);
    AUTO(err) Err err = {0};
    assert_false(store_save_version(w->store, w->project, STR("big"), str_n(bytes, n), 0644,
                                    CAUSE_SAVE, NULL, &err));
    assert_string_equal(err_text(&err), "'big' is not kept in history: it is larger than 64 MB");
}

// A file edited at random many times: every version is there, and all together take little more
// room than the first.
static void many_versions_come_back_from_little_room(void **state)
{
    World *w = *state;
    enum { N = 200 };
    Buf contents[N];
    AUTO(buf) Buf text = BUF_INIT;
    uint32_t seed = 11;
    for (int i = 0; i < 2000; i++)
        buf_addf(&text, "line %d says %u\n", i, world_random(&seed));
    for (int i = 0; i < N; i++) {
        size_t at = world_random(&seed) % text.n;
        buf_splice(&text, at, MIN(text.n, at + world_random(&seed) % 9), STR("edit"));
        contents[i] = (Buf)BUF_INIT;
        buf_add(&contents[i], buf_str(&text));
        assert_int_equal(world_save(w, "t", buf_str(&text)), i + 1);
        if (i % 50 == 0)
            world_reopen(w);
    }
    world_reopen(w);
    for (int i = 0; i < N; i++) {
        int n = (int)(world_random(&seed) % N);
        world_expect(w, "t", n + 1, buf_str(&contents[n]));
    }
    store_close(w->store);
    struct stat st;
    assert_int_equal(stat(w->db, &st), 0);
    assert_in_range(st.st_size, 1, (off_t)text.n * 7); // plain zstd would take a hundred times that
    MUST(w->store = store_open(w->db, &err));
    for (int i = 0; i < N; i++)
        buf_deinit(&contents[i]);
}

static void sessions_settings_and_runs_are_kept(void **state)
{
    World *w = *state;
    AUTO(buf) Buf out = BUF_INIT;
    AUTO(err) Err none = {0};
    assert_false(store_session_get(w->store, w->project, &out, &none));
    assert_null(none.msg);
    MUST(store_session_put(w->store, w->project, STR("{\"a\":1}"), &err));
    MUST(store_session_put(w->store, w->project, STR("{\"a\":2}"), &err));
    MUST(store_setting_put(w->store, STR("key"), STR("value"), &err));
    Execution e = {.time_ms = 5,
                   .duration_ms = 7,
                   .command = (char *)"make",
                   .language = (char *)"c",
                   .status = (char *)"error",
                   .returncode = 2};
    MUST(store_execution_add(w->store, w->project, &e, STR("first"), &err));
    e.returncode = 0;
    MUST(store_execution_add(w->store, w->project, &e, STR("second"), &err));
    world_reopen(w);

    MUST(store_session_get(w->store, w->project, &out, &err));
    assert_string_equal(buf_c(&out), "{\"a\":2}");
    buf_clear(&out);
    MUST(store_setting_get(w->store, STR("key"), &out, &err));
    assert_string_equal(buf_c(&out), "value");
    assert_false(store_setting_get(w->store, STR("other"), &out, &none));

    Executions list = {0};
    MUST(store_execution_list(w->store, w->project, 10, &list, &err));
    assert_int_equal(list.n, 2);
    assert_int_equal(list.p[0].returncode, 0);
    assert_int_equal(list.p[1].returncode, 2);
    assert_string_equal(list.p[1].command, "make");
    buf_clear(&out);
    MUST(store_execution_output(w->store, list.p[1].id, &out, &err));
    assert_string_equal(buf_c(&out), "first");
    executions_deinit(&list);
}

static void a_run_gets_the_number_it_wants_unless_that_is_taken(void **state)
{
    World *w = *state;
    int64_t next = 0;
    Executions list = {0};
    char make[] = "make", none[] = "", error[] = "error", all[] = "all", ended[] = "exit 2";
    Execution wanted = {.id = 40, .command = make, .language = none, .status = error};
    Execution taken = wanted;
    wanted.origin = EXECUTION_TASK;
    wanted.subject = all;
    wanted.ended = ended;
    MUST(store_execution_add(w->store, w->project, &wanted, STR(""), &err));
    MUST(store_execution_add(w->store, w->project, &taken, STR(""), &err));
    assert_int_equal(wanted.id, 40);
    assert_int_equal(taken.id, 41);
    MUST(store_execution_next(w->store, &next, &err));
    assert_int_equal(next, 42);
    MUST(store_execution_list(w->store, w->project, 10, &list, &err));
    assert_int_equal(list.p[1].origin, EXECUTION_TASK);
    assert_string_equal(list.p[1].subject, "all");
    assert_string_equal(list.p[1].ended, "exit 2");
    assert_string_equal(list.p[0].used, "");
    executions_deinit(&list);
}

const struct CMUnitTest version_tests[] = {
    CASE(versions_count_up_and_come_back),
    CASE(the_same_bytes_add_nothing),
    CASE(a_deletion_keeps_the_last_content),
    CASE(names_may_hold_any_bytes),
    CASE(paths_outside_the_project_are_refused),
    CASE(what_is_not_there_is_a_sentence),
    CASE(too_large_a_file_is_refused_with_its_limit),
    CASE(many_versions_come_back_from_little_room),
    CASE(sessions_settings_and_runs_are_kept),
    CASE(a_run_gets_the_number_it_wants_unless_that_is_taken),
};
const size_t version_tests_n = ARRAY_LEN(version_tests);
