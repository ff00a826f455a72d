// The tree and the disk: what others do to folders while they are watched.
#include "suite.h"

static size_t find_row(const World *w, const char *name)
{
    const Explorer *x = w->ws->explorer;
    for (size_t i = 0; i < explorer_count(x); i++)
        if (strcmp(explorer_row(x, i).name, name) == 0)
            return i;
    return SIZE_MAX;
}

static bool has_row(const World *w, const char *name)
{
    return find_row(w, name) != SIZE_MAX;
}

static ExplorerRow row_named(const World *w, const char *name)
{
    assert_true(has_row(w, name));
    return explorer_row(w->ws->explorer, find_row(w, name));
}

static void start(World *w)
{
    w->ws->layout.side_bar = true;
    world_settle(w);
}

static void unfold(World *w, const char *name)
{
    assert_true(has_row(w, name));
    explorer_set_open(w->ws->explorer, find_row(w, name), true);
    world_settle(w);
}

static void expect_rows(const World *w, const char *const *names, size_t n)
{
    const Explorer *x = w->ws->explorer;
    assert_int_equal(explorer_count(x), n);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(explorer_row(x, i).name, names[i]);
}

#define EXPECT_ROWS(w, ...)                              \
    expect_rows((w), (const char *const[]){__VA_ARGS__}, \
                sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

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
        ExplorerRow r = explorer_row(w->ws->explorer, i);
        assert_string_equal(r.name, want[i].name);
        assert_int_equal(r.ignored, want[i].ignored);
    }
    unfold(w, "out");
    assert_true(row_named(w, "x").ignored);
}

static void a_file_made_by_others_appears(void **state)
{
    World *w = *state;
    start(w);
    world_put(w, "new.txt", "");
    world_wait(w, has_row(w, "new.txt"));
    remove_tree(w, "new.txt");
    world_wait(w, !has_row(w, "new.txt"));
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
    world_wait(w, has_row(w, "first"));
    world_settle(w);
    world_put(w, "build/second", "");
    world_wait(w, has_row(w, "second"));
    assert_false(has_row(w, "old"));
}

static void what_the_settings_do_not_watch_is_read_when_it_is_opened(void **state)
{
    World *w = *state;
    static const char *const patterns[] = {"**/node_modules/**", "out"};
    w->ws->options.watcher_exclude = (Texts){patterns, 2};
    world_put(w, "node_modules/a", "");
    world_put(w, "node_modules/b", "");
    world_put(w, "out/in/c", "");
    world_put(w, "out/d", "");
    start(w);
    unfold(w, "node_modules");
    unfold(w, "out");
    unfold(w, "in");
    world_put(w, "node_modules/late", "");
    world_put(w, "out/in/later", "");
    world_put(w, "last", "");
    world_wait(w, has_row(w, "last"));
    world_settle(w);
    assert_false(has_row(w, "late") || has_row(w, "later"));
    explorer_set_open(w->ws->explorer, find_row(w, "node_modules"), false);
    unfold(w, "node_modules");
    assert_true(has_row(w, "late"));
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
    assert_string_equal(explorer_row(w->ws->explorer, 2).name, "x");
    remove_tree(w, "d");
    world_wait(w, !has_row(w, "d"));
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
    assert_true(row_named(w, "self").broken);
    assert_true(row_named(w, "broken").broken);
    assert_string_equal(row_named(w, "broken").target, "nowhere");
    assert_false(row_named(w, "up").broken);
    unfold(w, "up");
    for (int depth = 1; depth < 60; depth++) { // deeper than the system follows links
        const Explorer *x = w->ws->explorer;
        size_t i = 0;
        while (i < explorer_count(x) && explorer_row(x, i).depth < depth)
            i++;
        while (i < explorer_count(x) && strcmp(explorer_row(x, i).name, "up") != 0)
            i++;
        if (i == explorer_count(x) || !explorer_row(x, i).is_dir)
            break;
        explorer_set_open(w->ws->explorer, i, true);
        world_settle(w);
    }
    assert_true(explorer_count(w->ws->explorer) > 100);
}

static void a_name_that_is_not_utf8_is_an_entry_that_opens(void **state)
{
    World *w = *state;
    world_put(w, "a\xFF.txt", "text\n");
    start(w);
    AUTO(free) char *path = explorer_path(w->ws->explorer, find_row(w, "a\xFF.txt"));
    MUST(workspace_open(w->ws, path, &err));
    world_settle(w);
    expect_text(workspace_view(w->ws), "text\n");
}

static void what_cannot_be_listed_says_why(void **state)
{
    World *w = *state;
    world_put(w, "d/x", "");
    start(w);
    remove_tree(w, "d");
    world_put(w, "d", "now a file");
    explorer_set_open(w->ws->explorer, find_row(w, "d"), true);
    explorer_settle(w->ws->explorer);
    while (loop_pending(w->loop))
        loop_turn(w->loop, -1);
    assert_string_equal(row_named(w, "d").problem, "not a directory");
    world_wait(w, has_row(w, "d") && !row_named(w, "d").is_dir);
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
    unfold(w, "many");
    const Explorer *x = w->ws->explorer;
    assert_int_equal(explorer_count(x), MANY + 1);
    assert_string_equal(explorer_row(x, 1).name, "f0");
    assert_string_equal(explorer_row(x, 11).name, "f10"); // digits by their value
    explorer_select(w->ws->explorer, MANY);
    remove_tree(w, "many/f0");
    world_wait(w, explorer_count(x) == MANY);
    assert_int_equal(explorer_selected(x), MANY - 1);
}

static void a_path_is_revealed_through_folders_that_are_closed(void **state)
{
    World *w = *state;
    world_put(w, "a/b/c/deep.txt", "");
    world_put(w, "z.txt", "");
    start(w);
    AUTO(free) char *path = world_path(w, "a/b/c/deep.txt");
    explorer_reveal(w->ws->explorer, path);
    world_wait(w, has_row(w, "deep.txt"));
    world_settle(w);
    const Explorer *x = w->ws->explorer;
    assert_string_equal(explorer_row(x, explorer_selected(x)).name, "deep.txt");
    assert_int_equal(explorer_row(x, explorer_selected(x)).depth, 3);
}

static void folders_that_hold_one_folder_share_its_row(void **state)
{
    World *w = *state;
    w->ws->options.compact_folders = true;
    world_put(w, "a/b/c/x", "");
    world_put(w, "d/x", "");
    start(w);
    EXPECT_ROWS(w, "a/b/c", "d");
    unfold(w, "a/b/c");
    EXPECT_ROWS(w, "a/b/c", "x", "d");
    AUTO(free) char *path = explorer_path(w->ws->explorer, 1);
    AUTO(free) char *want = world_path(w, "a/b/c/x");
    assert_string_equal(path, want);
    world_put(w, "a/b/second", ""); // what ends it is in none of the listed folders
    world_wait(w, has_row(w, "a/b") && has_row(w, "second"));
    EXPECT_ROWS(w, "a/b", "c", "second", "d");
    remove_tree(w, "a/b/second");
    world_wait(w, has_row(w, "a/b/c") && has_row(w, "x"));
    EXPECT_ROWS(w, "a/b/c", "x", "d");
}

static void entries_are_sorted_as_the_setting_says(void **state)
{
    World *w = *state;
    world_put(w, "b.txt", "");
    world_put(w, "a/x", "");
    world_put(w, "c.md", "");
    AUTO(free) char *old = world_path(w, "b.txt");
    const struct timespec past[] = {{1000, 0}, {1000, 0}};
    test_must(utimensat(AT_FDCWD, old, past, 0) == 0, old);
    static const struct {
        ExplorerSort sort;
        const char *names[3];
    } cases[] = {
        {SORT_DEFAULT, {"a", "b.txt", "c.md"}},     {SORT_MIXED, {"a", "b.txt", "c.md"}},
        {SORT_FILES_FIRST, {"b.txt", "c.md", "a"}}, {SORT_TYPE, {"a", "c.md", "b.txt"}},
        {SORT_MODIFIED, {"a", "c.md", "b.txt"}},
    };
    start(w);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        w->ws->options.explorer_sort = cases[i].sort;
        explorer_refresh(w->ws->explorer);
        world_settle(w);
        expect_rows(w, cases[i].names, 3);
    }
}

static void what_the_settings_exclude_is_no_row(void **state)
{
    World *w = *state;
    static const char *const patterns[] = {"**/*.o", "**/.git"};
    w->ws->options.files_exclude = (Texts){patterns, 2};
    world_put(w, "a.o", "");
    world_put(w, ".git/config", "");
    world_put(w, "d/b.o", "");
    world_put(w, "d/c", "");
    start(w);
    unfold(w, "d");
    EXPECT_ROWS(w, "d", "c");
}

static void a_filter_shows_matches_with_the_folders_above_them(void **state)
{
    World *w = *state;
    world_put(w, "src/http/server.c", "");
    world_put(w, "src/main.c", "");
    world_put(w, "docs/other.md", "");
    start(w);
    explorer_filter(w->ws->explorer, STR("svr"));
    world_wait(w, !explorer_is_filtering(w->ws->explorer));
    EXPECT_ROWS(w, "src", "http", "server.c");
    assert_int_equal(explorer_selected(w->ws->explorer), 2);
    AUTO(free) char *path = explorer_path(w->ws->explorer, 2);
    AUTO(free) char *want = world_path(w, "src/http/server.c");
    assert_string_equal(path, want);
    explorer_filter(w->ws->explorer, STR("src/mai"));
    world_wait(w, !explorer_is_filtering(w->ws->explorer));
    EXPECT_ROWS(w, "src", "main.c");
    explorer_filter(w->ws->explorer, STR_NULL);
    world_settle(w);
    world_settle(w);
    EXPECT_ROWS(w, "docs", "src", "http", "main.c");
    assert_int_equal(explorer_selected(w->ws->explorer), 3);
}

static void a_folder_that_may_not_be_read_says_so_in_its_row(void **state)
{
    World *w = *state;
    AUTO(free) char *dir = world_path(w, "secret");
    world_put(w, "secret/x", "");
    test_must(chmod(dir, 0) == 0, dir);
    start(w);
    unfold(w, "secret");
    // nothing is shut to root
    if (geteuid() != 0)
        assert_string_equal(row_named(w, "secret").problem, "permission denied");
    test_must(chmod(dir, 0755) == 0, dir);
}

const struct CMUnitTest explorer_tests[] = {
    CASE(folders_come_first_and_ignored_entries_are_marked),
    CASE(a_file_made_by_others_appears),
    CASE(a_folder_made_anew_is_watched_anew),
    CASE(what_the_settings_do_not_watch_is_read_when_it_is_opened),
    CASE(the_selection_survives_the_loss_of_its_folder),
    CASE(links_in_a_circle_and_broken_ones_are_entries),
    CASE(a_name_that_is_not_utf8_is_an_entry_that_opens),
    CASE(what_cannot_be_listed_says_why),
    CASE(many_entries_are_merged_in_one_pass),
    CASE(a_path_is_revealed_through_folders_that_are_closed),
    CASE(folders_that_hold_one_folder_share_its_row),
    CASE(entries_are_sorted_as_the_setting_says),
    CASE(what_the_settings_exclude_is_no_row),
    CASE(a_filter_shows_matches_with_the_folders_above_them),
    CASE(a_folder_that_may_not_be_read_says_so_in_its_row),
};
const size_t explorer_tests_n = ARRAY_LEN(explorer_tests);
