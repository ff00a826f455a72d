// What a layer does becomes entries.
#include "suite.h"

#include "base/path.h"

#include <sys/un.h>

static const ReviewEntry *entry(const World *w, const char *path)
{
    return &w->r->entries.p[world_entry(w, path)];
}

static void every_kind_of_change_has_its_entry(void **state)
{
    World *w = *state;
    world_write(w, w->tree, "changed", "one\ntwo\n");
    world_write(w, w->tree, "deleted", "gone\n");
    world_write(w, w->tree, "mode", "same\n");
    world_write(w, w->tree, "retyped", "a file\n");
    world_write(w, w->layer, "changed", "one\n2\n3\n");
    world_write(w, w->layer, "added", "new\n");
    world_write(w, w->layer, "mode", "same\n");
    world_delete(w, "deleted");
    AUTO(free) char *mode = path_join(w->layer, "mode"), *link = path_join(w->layer, "retyped");
    AUTO(free) char *empty = path_join(w->layer, "empty");
    test_must(chmod(mode, 0755) == 0 && symlink("added", link) == 0 && mkdir(empty, 0755) == 0,
              "layer");
    world_take(w);
    assert_int_equal(w->r->entries.n, 6);
    assert_int_equal(entry(w, "changed")->change, REVIEW_CHANGED);
    assert_int_equal(entry(w, "changed")->nadded, 2);
    assert_int_equal(entry(w, "changed")->nremoved, 1);
    assert_int_equal(entry(w, "added")->change, REVIEW_ADDED);
    assert_int_equal(entry(w, "deleted")->change, REVIEW_DELETED);
    assert_int_equal(entry(w, "deleted")->nremoved, 1);
    assert_int_equal(entry(w, "mode")->change, REVIEW_MODE);
    assert_int_equal(entry(w, "mode")->after.mode, 0755);
    assert_int_equal(entry(w, "retyped")->change, REVIEW_RETYPED);
    assert_string_equal(entry(w, "retyped")->after.target, "added");
    assert_int_equal(entry(w, "empty")->after.thing, REVIEW_FOLDER);
    assert_int_equal(w->r->head.nadded, 3);
    assert_string_equal(w->r->head.command, "make test");
}

static void what_was_touched_but_not_changed_has_no_entry(void **state)
{
    World *w = *state;
    world_write(w, w->tree, "a", "same\n");
    world_write(w, w->layer, "a", "same\n");
    world_write(w, w->layer, "b", "new\n");
    world_take(w);
    assert_int_equal(w->r->entries.n, 1);
}

static void a_folder_that_hides_what_was_there_deletes_it(void **state)
{
    World *w = *state;
    world_write(w, w->tree, "d/kept", "1\n");
    world_write(w, w->tree, "d/gone", "2\n");
    world_write(w, w->tree, "d/e/deep", "3\n");
    world_hide(w, "d");
    world_write(w, w->layer, "d/kept", "one\n");
    world_take(w);
    assert_int_equal(w->r->entries.n, 3); // the folder d/e goes with what is in it
    assert_int_equal(entry(w, "d/kept")->change, REVIEW_CHANGED);
    assert_int_equal(entry(w, "d/gone")->change, REVIEW_DELETED);
    assert_int_equal(entry(w, "d/e/deep")->change, REVIEW_DELETED);
}

static void what_no_undo_could_bring_back_wants_care(void **state)
{
    World *w = *state;
    const char *const names[] = {"cut", "gone"};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        AUTO(free) char *path = path_join(w->tree, names[i]);
        world_write(w, w->tree, names[i], "");
        test_must(truncate(path, REVIEW_MAX_FILE + 1) == 0, path);
    }
    world_write(w, w->tree, "small", "1\n");
    world_write(w, w->layer, "cut", "short\n");
    world_write(w, w->layer, "small", "2\n");
    world_delete(w, "gone");
    world_take(w);
    assert_true(entry(w, "cut")->flags & REVIEW_FINAL);
    assert_true(entry(w, "gone")->flags & REVIEW_FINAL);
    assert_true(entry(w, "cut")->flags & REVIEW_BINARY);
    assert_false(entry(w, "small")->flags & REVIEW_FINAL);
    assert_int_equal(review_decide_all(w->r, STR_NULL, REVIEW_ACCEPTED, 0).n, 2);
    review_decide(w->r, world_entry(w, "cut"), REVIEW_ACCEPTED);
    assert_int_equal(entry(w, "cut")->state, REVIEW_ACCEPTED);
}

static void secrets_and_what_programs_obey_are_marked(void **state)
{
    static const struct {
        const char *path;
        unsigned flags;
    } cases[] = {
        {".env", REVIEW_SECRET},
        {"conf/server.pem", REVIEW_SECRET},
        {"keys/id_rsa", REVIEW_SECRET},
        {".git/hooks/pre-commit", REVIEW_TOOLS},
        {"sub/.GIT/config", REVIEW_TOOLS},
        {".vscode/tasks.json", REVIEW_TOOLS},
        {".codelab/settings.json", REVIEW_TOOLS},
        {".idea/x.xml", REVIEW_TOOLS},
        {".envrc", REVIEW_TOOLS},
        {"home/.bashrc", REVIEW_TOOLS},
        {"src/hooks/use.ts", 0},
        {"src/environment", 0},
        {"git/config", 0},
    };
    World *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        world_write(w, w->layer, cases[i].path, "x\n");
    world_take(w);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(entry(w, cases[i].path)->flags & REVIEW_CARE, cases[i].flags);
}

static void links_that_lead_out_are_marked(void **state)
{
    static const struct {
        const char *path, *target;
        bool leaves;
    } cases[] = {
        {"a", "/etc/passwd", true}, {"b", "../x", true},      {"d/c", "../x", false},
        {"d/e", "../../x", true},   {"f", "d/../../x", true}, {"g", "d/./../x", false},
        {"h", "x", false},          {"i", "d/../../a", true},
    };
    World *w = *state;
    world_write(w, w->layer, "d/x", "x\n");
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(free) char *full = path_join(w->layer, cases[i].path);
        test_must(symlink(cases[i].target, full) == 0, full);
    }
    world_take(w);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(!!(entry(w, cases[i].path)->flags & REVIEW_LEAVES), cases[i].leaves);
}

static void ignored_and_generated_folders_are_groups(void **state)
{
    World *w = *state;
    world_write(w, w->tree, ".gitignore", "logs/\n*.o\n");
    world_write(w, w->layer, "logs/a/b.txt", "x\n");
    world_write(w, w->layer, "src/__pycache__/m.pyc", "x\n");
    world_write(w, w->layer, "src/m.o", "x\n");
    world_write(w, w->layer, "src/m.c", "x\n");
    world_write(w, w->layer, "build/m", "x\n");
    world_take(w);
    assert_true(str_eq_c(review_group(entry(w, "logs/a/b.txt")), "logs/"));
    assert_true(str_eq_c(review_group(entry(w, "src/__pycache__/m.pyc")), "src/__pycache__/"));
    assert_true(str_eq_c(review_group(entry(w, "build/m")), "build/"));
    assert_int_equal(review_group(entry(w, "src/m.o")).n, 0);
    assert_true(entry(w, "src/m.o")->flags & REVIEW_IGNORED);
    assert_false(entry(w, "src/m.c")->flags & REVIEW_IGNORED);
}

static void pipes_and_set_id_bits_are_not_taken(void **state)
{
    World *w = *state;
    AUTO(free) char *pipe = path_join(w->layer, "pipe"), *tool = path_join(w->layer, "tool");
    test_must(mkfifo(pipe, 0644) == 0, pipe);
    world_write(w, w->layer, "tool", "x\n");
    test_must(chmod(tool, 06755) == 0, tool);
    world_take(w);
    assert_int_equal(w->r->entries.n, 1);
    assert_int_equal(entry(w, "tool")->after.mode, 0755);
    assert_non_null(strstr(w->r->head.notes, "'pipe' is a device, a pipe or a socket"));
    assert_non_null(strstr(w->r->head.notes, "'tool' loses its set-id bits"));
}

static void names_of_any_bytes_are_taken(void **state)
{
    static const char *const names[] = {"line\nfeed", "\xff\xfe", "-rf", "\x1b[2J", "a b\t\"c\\"};
    World *w = *state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        world_write(w, w->layer, names[i], "x\n");
    world_take(w);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        (void)world_entry(w, names[i]);
}

static void what_changed_on_the_disk_meanwhile_is_marked(void **state)
{
    World *w = *state;
    world_write(w, w->tree, "a", "one\n");
    world_write(w, w->layer, "a", "two\n");
    w->start_ms = 1;
    world_take(w);
    assert_true(entry(w, "a")->flags & REVIEW_MOVED);
}

static void a_layer_that_does_nothing_makes_no_review(void **state)
{
    World *w = *state;
    AUTO(fd) int upper = open(w->layer, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ReviewHead head = {.project = w->project, .id = 7};
    ReviewHeads all = {0};
    MUST(review_take(w->store, &head, w->tree, upper, &err));
    assert_int_equal(head.id, 0);
    MUST(store_review_list(w->store, 0, STORE_REVIEWS_ALL, &all, &err));
    assert_int_equal(all.n, 0);
}

const struct CMUnitTest take_tests[] = {
    CASE(every_kind_of_change_has_its_entry),
    CASE(what_was_touched_but_not_changed_has_no_entry),
    CASE(a_folder_that_hides_what_was_there_deletes_it),
    CASE(what_no_undo_could_bring_back_wants_care),
    CASE(secrets_and_what_programs_obey_are_marked),
    CASE(links_that_lead_out_are_marked),
    CASE(ignored_and_generated_folders_are_groups),
    CASE(pipes_and_set_id_bits_are_not_taken),
    CASE(names_of_any_bytes_are_taken),
    CASE(what_changed_on_the_disk_meanwhile_is_marked),
    CASE(a_layer_that_does_nothing_makes_no_review),
};
const size_t take_tests_n = ARRAY_LEN(take_tests);
