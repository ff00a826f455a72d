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
        {"${relativeFileDirname}", "sub"},
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
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        AUTO(free) char *got = task_expand(w->ws, cases[i].text, &answers, &err);
        assert_string_equal(got ? got : err_text(&err), cases[i].want);
    }
    AUTO(err) Err err = {0};
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

const struct CMUnitTest tasks_tests[] = {
    cmocka_unit_test(build_files_offer_what_they_name),
    CASE(variables_have_the_values_of_the_shown_file),
    CASE(what_is_wrong_is_said_with_its_place_and_the_rest_is_read),
    CASE(what_depends_on_itself_is_refused),
    CASE(the_build_task_is_the_one_marked_so),
};
const size_t tasks_tests_n = ARRAY_LEN(tasks_tests);
