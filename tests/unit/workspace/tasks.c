// Tasks: what is read of tasks.json and of build files, their variables, what runs after what.
#include "suite.h"

static void put_tasks(const World *w, const char *json)
{
    AUTO(free) char *dir = world_path(w, ".vscode");
    (void)mkdir(dir, 0755); // it may be there
    world_put(w, ".vscode/tasks.json", json);
}

static void read_tasks(World *w)
{
    tasks_read(w->ws, NULL, NULL);
    world_settle(w);
}

static void build_files_offer_what_they_name(void **state)
{
    static const struct {
        const char *name, *text, *want;
    } cases[] = {
        {"Makefile",
         "CC := gcc\n.PHONY: all\nall: x y\nx: ; cc\n%.o: %.c\n\ttab: no\n# c: d\nclean test: "
         "all\n",
         "make all\nmake x\nmake clean\nmake test\n"},
        {"package.json", "{\"scripts\": {\"build\": \"tsc\", \"a b\": \"x\", \"t:x\": \"y\"}}",
         "npm run build\nnpm run t:x\n"},
        {"package.json", "{\"scripts\": ", ""},
        {"justfile", "set x := 3\nbuild target='a': dep\n    echo\ntest:\n    x\n",
         "just build\njust test\n"},
        {"CMakePresets.json", "{\"buildPresets\": [{\"name\": \"dbg\"}, {\"name\": \"a;b\"}]}",
         "cmake --build --preset dbg\n"},
        {"Cargo.toml", "[package]\n", "cargo build\ncargo check\ncargo test\ncargo clippy\n"},
        {"go.mod", "module x\n", "go build ./...\ngo test ./...\ngo vet ./...\n"},
        {"pyproject.toml", "[tool.pytest.ini_options]\n", "pytest\n"},
        {"pyproject.toml", "[project]\n", ""},
        {"other.txt", "all: x\n", ""},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(buf) Buf got = BUF_INIT;
        TaskList found = {0};
        tasks_detect(str_c(cases[i].name), str_c(cases[i].text), &found);
        VEC_EACH (Task *, t, &found) {
            buf_addf(&got, "%s\n", (*t)->label);
            task_free(*t);
        }
        vec_deinit(&found);
        assert_string_equal(buf_c(&got), cases[i].want);
    }
}

static void variables_have_the_values_of_the_shown_file(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"plain $x {y}", "plain $x {y}"},
        {"${relativeFile}:${lineNumber}", "sub/a.tar.gz:3"},
        {"${fileBasename} ${fileBasenameNoExtension} ${fileExtname}", "a.tar.gz a.tar .gz"},
        {"${relativeFileDirname} ${fileDirnameBasename}", "sub sub"},
        {"${columnNumber}", "8"},
        {"${workspaceFolder:project}/x", NULL},
        {"${config:my.tool}", ""},
        {"[${selectedText}]", "[two]"},
        {"${workspaceFolderBasename}", "project"},
        {"${input:who}${pathSeparator}", "me/"},
        {"${env:HOME}", ""}, // a secret of the surroundings is not for a folder nobody trusts
    };
    World *w = *state;
    AUTO(free) char *sub = world_path(w, "sub");
    test_must(mkdir(sub, 0755) == 0, sub);
    world_put(w, "sub/a.tar.gz", "zero\none\none two\n");
    View *v = world_open(w, "sub/a.tar.gz");
    view_select(v, 13, 16);
    Map answers = {0};
    char who[] = "me";
    w->ws->options.trust_enabled = true;
    map_set(&answers, STR("who"), who);
    map_set(&w->ws->option_set.raw, STR("my.tool"), xstrdup("hammer"));
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        AUTO(free) char *got = task_expand(w->ws, cases[i].text, &answers, &err);
        AUTO(free) char *below = path_join(w->root, "x");
        assert_string_equal(got ? got : err_text(&err), cases[i].want ? cases[i].want : below);
    }
    AUTO(err) Err err = {0};
    w->ws->options.trust_enabled = false; // now it is trusted
    AUTO(free) char *value = task_expand(w->ws, "${config:my.tool}", &answers, &err);
    assert_string_equal(value, "hammer");
    assert_null(task_expand(w->ws, "${config:other}", &answers, &err));
    err_deinit(&err);
    assert_null(task_expand(w->ws, "a ${nothing} b", &answers, &err));
    assert_string_equal(err_text(&err), "'${nothing}' has no value here");
    assert_null(task_expand(w->ws, "a ${open", &answers, &err));
    map_deinit(&answers);
}

static void what_is_wrong_is_said_with_its_place_and_the_rest_is_read(void **state)
{
    World *w = *state;
    put_tasks(w, "{\"tasks\": [\n"
                 "  {\"label\": \"good\", \"command\": \"true\"},\n"
                 "  {\"label\": \"odd\", \"type\": \"x\", \"command\": \"y\"},\n"
                 "  {\"label\": \"good\", \"command\": \"again\"},\n"
                 "  {\"label\": \"none\"}, 7,\n"
                 "  {\"label\": \"last\", \"command\": \"a\", \"linux\": {\"command\": \"b\"}}]}");
    read_tasks(w);
    assert_int_equal(w->ws->tasks.set.all.n, 2);
    assert_string_equal(task_named(w->ws, "last")->command, "b");
    assert_string_equal(buf_c(&w->ws->tasks.told),
                        ".vscode/tasks.json:3:3: the type of a task must be 'shell', 'process' or "
                        "'npm'\n"
                        ".vscode/tasks.json:4:3: there is a task of this label already\n"
                        ".vscode/tasks.json:5:3: a task needs a 'command' or a 'dependsOn'\n"
                        ".vscode/tasks.json:5:22: a task must be an object\n");
    put_tasks(w, "{\"tasks\": [");
    read_tasks(w);
    assert_int_equal(w->ws->tasks.set.all.n, 0);
}

static void what_depends_on_itself_is_refused(void **state)
{
    World *w = *state;
    put_tasks(w, "{\"tasks\": [{\"label\": \"a\", \"dependsOn\": [\"b\"]},"
                 "{\"label\": \"b\", \"dependsOn\": \"a\"}, {\"label\": \"c\", \"dependsOn\": "
                 "\"no\"}]}");
    static const char *const cases[][2] = {{"a", "the task 'a' depends on itself"},
                                           {"c", "there is no task 'no'"},
                                           {"no", "there is no task 'no'"}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        task_start(w->ws, cases[i][0], (RunAllow){0});
        world_settle(w);
        assert_string_equal(last_message(w), cases[i][1]);
        assert_int_equal(w->ws->tasks.jobs.n, 0);
    }
}

static void the_build_task_is_the_one_marked_so(void **state)
{
    World *w = *state;
    world_put(w, "Makefile", "all:\n");
    read_tasks(w);
    assert_string_equal(task_for_build(w->ws)->label, "make all");
    put_tasks(w, "{\"tasks\": [{\"label\": \"x\", \"command\": \"x\", \"group\": \"build\"},"
                 "{\"label\": \"y\", \"command\": \"y\", \"group\": {\"kind\": \"build\", "
                 "\"isDefault\": true}}]}");
    read_tasks(w);
    assert_string_equal(task_for_build(w->ws)->label, "y");
}

static void tasks_of_the_user_come_behind_those_of_the_project(void **state)
{
    World *w = *state;
    w->ws->options.tasks = "{\"tasks\": [{\"label\": \"own\", \"command\": \"mine ${input:a}\"},"
                           "{\"label\": \"both\", \"command\": \"mine\"}, 3],"
                           "\"inputs\": [{\"id\": \"a\", \"type\": \"promptString\"}]}";
    put_tasks(w, "{\"tasks\": [{\"label\": \"both\", \"command\": \"the project's\"}]}");
    read_tasks(w);
    assert_int_equal(w->ws->tasks.set.all.n, 2);
    assert_string_equal(task_named(w->ws, "both")->command, "the project's");
    assert_string_equal(task_named(w->ws, "own")->source, "settings.json");
    assert_int_equal(w->ws->tasks.set.inputs.n, 1);
    assert_string_equal(buf_c(&w->ws->tasks.told),
                        "settings.json, tasks:1:97: a task must be an object\n");
}

static void what_a_run_is_allowed_is_read_from_words(void **state)
{
    static const struct {
        const char *text;
        RunAllow want;
        bool ok;
    } cases[] = {
        {"", {0}, true},
        {"network, writes", {.network = true, .writes = true}, true},
        {" timeout=120  memory=2048,pids=9 cpus=2 output=7 ",
         {.timeout_s = 120, .memory_mb = 2048, .procs = 9, .cpus = 2, .output_mb = 7},
         true},
        {"time jail", {.no_limit = true, .jailed = true}, true},
        {"network=1", {0}, false},
        {"memory", {0}, false},
        {"memory=0", {0}, false},
        {"memory=99999999999999999999", {0}, false},
        {"memory=-5", {0}, false},
        {"root", {0}, false},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        RunAllow got;
        assert_int_equal(run_allow_parse(str_c(cases[i].text), &got, &err), cases[i].ok);
        if (cases[i].ok)
            assert_memory_equal(&got, &cases[i].want, sizeof got);
        else
            assert_non_null(strstr(err_text(&err), "is nothing that a run can be allowed"));
    }
}

static void only_a_trusted_folder_leaves_the_jail(void **state)
{
    World *w = *state;
    Options *o = &w->ws->options;
    static const struct {
        int jail;
        bool trusted, open;
    } cases[] = {
        {RUN_JAIL_ALWAYS, true, false},   {RUN_JAIL_ALWAYS, false, false},
        {RUN_JAIL_UNTRUSTED, true, true}, {RUN_JAIL_UNTRUSTED, false, false},
        {RUN_JAIL_NEVER, true, true},     {RUN_JAIL_NEVER, false, false},
    };
    world_limit_runs(w);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        o->run_jail = cases[i].jail;
        o->trust_enabled = !cases[i].trusted; // the folder was not answered for
        assert_int_equal(runs_may_be_open(w->ws), cases[i].open);
        MUST(runs_start_line(w->ws, "test -w /usr || test -d /proc/1/fd && echo out $PPID",
                             (RunAllow){0}, &err));
        RunItem *r = runs_active(w->ws);
        assert_int_equal(r->open, cases[i].open);
        world_wait(w, r->summary);
        if (cases[i].open)
            assert_true(str_starts(str_c(r->usage), STR("outside the jail")));
        MUST(runs_start_line(w->ws, "exit 3", (RunAllow){.jailed = true}, &err));
        assert_false(runs_active(w->ws)->open);
        world_wait(w, runs_active(w->ws)->summary);
    }
}

static void what_is_waited_for_can_be_given_up(void **state)
{
    World *w = *state;
    world_use_jail();
    world_put(w, "a.txt", "text\n");
    View *v = world_open(w, "a.txt");
    assert_string_equal(workspace_waits_for(w->ws), "");
    assert_false(workspace_give_up(w->ws));
    MUST(pipe_start(v, STR("sleep 1000"), &err));
    assert_string_equal(workspace_waits_for(w->ws), "command");
    assert_true(workspace_give_up(w->ws));
    world_wait(w, !w->ws->pipe);
    assert_string_equal(workspace_waits_for(w->ws), "");
    expect_text(v, "text\n");
}

const struct CMUnitTest tasks_tests[] = {
    CASE(what_is_waited_for_can_be_given_up),
    CASE(tasks_of_the_user_come_behind_those_of_the_project),
    cmocka_unit_test(what_a_run_is_allowed_is_read_from_words),
    CASE(only_a_trusted_folder_leaves_the_jail),
    cmocka_unit_test(build_files_offer_what_they_name),
    CASE(variables_have_the_values_of_the_shown_file),
    CASE(what_is_wrong_is_said_with_its_place_and_the_rest_is_read),
    CASE(what_depends_on_itself_is_refused),
    CASE(the_build_task_is_the_one_marked_so),
};
const size_t tasks_tests_n = ARRAY_LEN(tasks_tests);
