// The tree and the disk: what others do to folders while they are watched.
#include "suite.h"

static Entry *row_named(const World *w, const char *name)
{
    Explorer *x = w->ws->explorer;
    for (size_t i = 0; i < explorer_count(x); i++)
        if (strcmp(explorer_row(x, i)->name, name) == 0)
            return explorer_row(x, i);
    return NULL;
}

static void start(World *w)
{
    w->ws->layout.side_bar = true;
    world_settle(w);
}

static Entry *unfold(World *w, const char *name)
{
    Entry *e = row_named(w, name);
    assert_non_null(e);
    explorer_set_open(w->ws->explorer, e, true);
    world_settle(w);
    return e;
}

static void remove_tree(const World *w, const char *name)
{
    AUTO(free) char *path = world_path(w, name);
    MUST(fs_remove_tree(path, &err));
}

static void folders_come_first_and_ignored_entries_are_marked(void **state)
{
    World *w = *state;
    world_put(w, ".gitignore", "*.o\nout/\n");
    world_put(w, "b.c", "");
    world_put(w, "a.o", "");
    world_put(w, "out/x", "");
    world_put(w, "Src/y", "");
    start(w);
    static const struct {
        const char *name;
        bool ignored;
    } want[] = {
        {"out", true}, {"Src", false}, {".gitignore", false}, {"a.o", true}, {"b.c", false}};
    assert_int_equal(explorer_count(w->ws->explorer), ARRAY_LEN(want));
    for (size_t i = 0; i < ARRAY_LEN(want); i++) {
        const Entry *e = explorer_row(w->ws->explorer, i);
        assert_string_equal(e->name, want[i].name);
        assert_int_equal(e->ignored, want[i].ignored);
    }
    unfold(w, "out");
    assert_true(row_named(w, "x")->ignored);
}

static void a_file_made_by_others_appears(void **state)
{
    World *w = *state;
    start(w);
    world_put(w, "new.txt", "");
    world_wait(w, row_named(w, "new.txt"));
    remove_tree(w, "new.txt");
    world_wait(w, !row_named(w, "new.txt"));
}

static void a_folder_made_anew_is_watched_anew(void **state)
{
    World *w = *state;
    world_put(w, "build/old", "");
    start(w);
    unfold(w, "build");
    // both within one burst of events, as a build or a checkout does it
    remove_tree(w, "build");
    world_put(w, "build/first", "");
    world_wait(w, row_named(w, "first"));
    world_settle(w);
    world_put(w, "build/second", "");
    world_wait(w, row_named(w, "second"));
    assert_null(row_named(w, "old"));
}

static void the_selection_survives_the_loss_of_its_folder(void **state)
{
    World *w = *state;
    world_put(w, "d/sub/x", "");
    world_put(w, "e", "");
    start(w);
    unfold(w, "d");
    unfold(w, "sub");
    explorer_select(w->ws->explorer, 2);
    assert_string_equal(explorer_row(w->ws->explorer, 2)->name, "x");
    remove_tree(w, "d");
    world_wait(w, !row_named(w, "d"));
    assert_int_equal(explorer_count(w->ws->explorer), 1);
    assert_int_equal(explorer_selected(w->ws->explorer), 0);
}

static void links_in_a_circle_and_broken_ones_are_entries(void **state)
{
    World *w = *state;
    AUTO(free) char *self = world_path(w, "self");
    AUTO(free) char *broken = world_path(w, "broken");
    AUTO(free) char *up = world_path(w, "up");
    test_must(symlink("self", self) == 0 && symlink("nowhere", broken) == 0, self);
    test_must(symlink(".", up) == 0, up);
    start(w);
    assert_false(row_named(w, "self")->is_dir);
    assert_false(row_named(w, "broken")->is_dir);
    Entry *e = unfold(w, "up");
    for (int i = 0; i < 45; i++) { // deeper than the system follows links
        Entry *next = NULL;
        VEC_EACH (Entry *, k, &e->kids)
            if (strcmp((*k)->name, "up") == 0 && (*k)->is_dir)
                next = *k;
        if (!next)
            break;
        explorer_set_open(w->ws->explorer, next, true);
        world_settle(w);
        e = next;
    }
    assert_true(explorer_count(w->ws->explorer) > 100);
}

static void a_name_that_is_not_utf8_is_an_entry_that_opens(void **state)
{
    World *w = *state;
    world_put(w, "a\xFF.txt", "text\n");
    start(w);
    const Entry *e = row_named(w, "a\xFF.txt");
    assert_non_null(e);
    AUTO(free) char *path = entry_path(e);
    MUST(workspace_open(w->ws, path, &err));
    world_settle(w);
    expect_text(workspace_view(w->ws), "text\n");
}

static void what_cannot_be_listed_says_why(void **state)
{
    World *w = *state;
    world_put(w, "d/x", "");
    start(w);
    Entry *e = row_named(w, "d");
    remove_tree(w, "d");
    world_put(w, "d", "now a file");
    explorer_set_open(w->ws->explorer, e, true);
    explorer_settle(w->ws->explorer);
    while (loop_pending(w->loop))
        loop_turn(w->loop, -1);
    assert_non_null(e->problem);
    world_wait(w, row_named(w, "d") && !row_named(w, "d")->is_dir);
}

static void many_entries_are_merged_in_one_pass(void **state)
{
    World *w = *state;
    enum { MANY = 30000 };
    AUTO(free) char *dir = world_path(w, "many");
    test_must(mkdir(dir, 0755) == 0, dir);
    for (int i = 0; i < MANY; i++) {
        AUTO(free) char *path = xasprintf("%s/f%d", dir, i);
        test_must(mknod(path, S_IFREG | 0644, 0) == 0, path);
    }
    start(w);
    Entry *e = unfold(w, "many");
    assert_int_equal(e->kids.n, MANY);
    Entry *last = vec_last(&e->kids);
    remove_tree(w, "many/f0");
    world_wait(w, e->kids.n == MANY - 1);
    assert_ptr_equal(vec_last(&e->kids), last);
}

static void a_path_is_revealed_through_folders_that_are_closed(void **state)
{
    World *w = *state;
    world_put(w, "a/b/c/deep.txt", "");
    world_put(w, "z.txt", "");
    start(w);
    AUTO(free) char *path = world_path(w, "a/b/c/deep.txt");
    explorer_reveal(w->ws->explorer, path);
    world_wait(w, row_named(w, "deep.txt"));
    world_settle(w);
    const Explorer *x = w->ws->explorer;
    assert_string_equal(explorer_row(x, explorer_selected(x))->name, "deep.txt");
    assert_int_equal(entry_depth(explorer_row(x, explorer_selected(x))), 3);
}

const struct CMUnitTest explorer_tests[] = {
    CASE(folders_come_first_and_ignored_entries_are_marked),
    CASE(a_file_made_by_others_appears),
    CASE(a_folder_made_anew_is_watched_anew),
    CASE(the_selection_survives_the_loss_of_its_folder),
    CASE(links_in_a_circle_and_broken_ones_are_entries),
    CASE(a_name_that_is_not_utf8_is_an_entry_that_opens),
    CASE(what_cannot_be_listed_says_why),
    CASE(many_entries_are_merged_in_one_pass),
    CASE(a_path_is_revealed_through_folders_that_are_closed),
};
const size_t explorer_tests_n = ARRAY_LEN(explorer_tests);
