// Which files of a tree are looked at.
#include "suite.h"

#include <errno.h>

static void hidden_files_are_left_out_unless_asked_for(void **state)
{
    World *w = *state;
    world_file(w, ".h/a", STR("x"));
    world_file(w, ".b", STR("x"));
    world_file(w, "c", STR("x"));
    world_search(w, "x");
    world_expect(w, "c:0:0:x\n");
    w->query.hidden = true;
    world_search(w, "x");
    world_expect(w, ".b:0:0:x\n.h/a:0:0:x\nc:0:0:x\n");
}

static void what_git_ignores_is_left_out(void **state)
{
    World *w = *state;
    world_file(w, ".git/info/exclude", STR("secret\n"));
    world_file(w, ".gitignore", STR("*.o\n/build/\n"));
    world_file(w, "a.o", STR("x"));
    world_file(w, "a.c", STR("x"));
    world_file(w, "build/b.c", STR("x"));
    world_file(w, "sub/build/b.c", STR("x"));
    world_file(w, "sub/.gitignore", STR("!keep.o\nb.*\n"));
    world_file(w, "sub/keep.o", STR("x"));
    world_file(w, "sub/.ignore", STR("c\n"));
    world_file(w, "sub/c", STR("x"));
    world_file(w, "sub/deep/secret", STR("x"));
    world_search(w, "x");
    world_expect(w, "a.c:0:0:x\nsub/keep.o:0:0:x\n");
    w->query.use_ignore = false;
    world_search(w, "x");
    assert_int_equal(w->counts.files, 7);
}

static void rules_above_the_folder_hold_in_it(void **state)
{
    World *w = *state;
    world_file(w, ".git/HEAD", STR(""));
    world_file(w, ".gitignore", STR("/sub/a\n"));
    world_file(w, "sub/a", STR("x"));
    world_file(w, "sub/b", STR("x"));
    w->root = "sub";
    world_search(w, "x");
    world_expect(w, "b:0:0:x\n");
}

static void globs_choose_the_files(void **state)
{
    World *w = *state;
    world_file(w, "src/a.c", STR("x"));
    world_file(w, "src/a.h", STR("x"));
    world_file(w, "doc/a.c", STR("x"));
    world_file(w, "node_modules/a.c", STR("x"));
    w->query.include = STR("*.c, !doc");
    w->query.exclude_always = STR("**/node_modules");
    world_search(w, "x");
    world_expect(w, "src/a.c:0:0:x\n");
    w->query.include = STR("");
    w->query.exclude = STR("src/**");
    world_search(w, "x");
    world_expect(w, "doc/a.c:0:0:x\n");
}

static void links_are_not_followed(void **state)
{
    World *w = *state;
    AUTO(free) char *loop = world_path(w, "d/loop"), *link = world_path(w, "link");
    world_file(w, "d/a", STR("x"));
    test_must(symlink("..", loop) == 0 && symlink("d/a", link) == 0, "symlink");
    world_search(w, "x");
    world_expect(w, "d/a:0:0:x\n");
}

static void pipes_are_never_opened(void **state)
{
    World *w = *state;
    AUTO(free) char *pipe = world_path(w, "pipe");
    world_file(w, "a", STR("x"));
    test_must(mkfifo(pipe, 0600) == 0, "mkfifo");
    world_search(w, "x");
    world_expect(w, "a:0:0:x\n");
    assert_int_equal(w->counts.unreadable, 0);
    const char *const only[] = {"pipe", "a", "gone", NULL};
    w->query.only = only;
    world_search(w, "x");
    world_expect(w, "a:0:0:x\n");
    assert_int_equal(w->counts.unreadable, 1);
}

static void names_may_hold_any_bytes(void **state)
{
    World *w = *state;
    world_file(w, "new\nline", STR("x"));
    world_file(w, "\x1b[2J\xFF", STR("x"));
    world_search(w, "x");
    world_expect(w, "\x1b[2J\xFF:0:0:x\nnew\nline:0:0:x\n");
}

static void one_file_can_be_the_root(void **state)
{
    World *w = *state;
    world_file(w, "a", STR("x"));
    world_file(w, "b", STR("x"));
    w->root = "b";
    world_search(w, "x");
    world_expect(w, ":0:0:x\n");
}

static void large_files_are_read_in_stretches(void **state)
{
    World *w = *state;
    AUTO(buf) Buf bytes = BUF_INIT;
    size_t size = (size_t)65 << 20;
    buf_add_fill(&bytes, '\n', size);
    memcpy(bytes.p + size - 8, "needle", 6);
    world_file(w, "large", buf_str(&bytes));
    world_search(w, "needle");
    const GrepMatch *m = &w->found.p[0]->matches.p[0];
    assert_int_equal(m->start, size - 8);
    assert_int_equal(m->row, size - 8);
    assert_int_equal(m->col, 0);
}

static void add_texts(Grep *g)
{
    Text *edited = text_new_from(STR("new x")), *unsaved = text_new_from(STR("x, too"));
    grep_add_text(g, "a", text_now(edited), 7, true);
    grep_add_text(g, "b.c", text_now(unsaved), 8, false);
    grep_add_text(g, "b.h", text_now(unsaved), 9, false);
    text_free(edited);
    text_free(unsaved);
}

static void open_texts_stand_for_their_files(void **state)
{
    World *w = *state;
    world_file(w, "a", STR("old x\nx\n"));
    w->query.exclude = STR("*.h");
    w->prepare = add_texts;
    world_search(w, "x");
    world_expect(w, "a:0:4:new x\nb.c:0:0:x, too\n");
    assert_int_equal(w->found.p[0]->tag, 7);
}

static void a_cancelled_search_ends(void **state)
{
    World *w = *state;
    atomic_bool cancelled = true;
    world_file(w, "a", STR("x"));
    w->query.find.pattern = STR("x");
    Grep *g = grep_new(w->dir, &w->query, NULL);
    GrepWorker *worker = grep_worker_new(g);
    assert_false(grep_worker_run(worker, &cancelled));
    grep_worker_free(worker);
    grep_take(g, SIZE_MAX, &w->found);
    assert_int_equal(w->found.n, 0);
    grep_free(g);
}

static void a_folder_that_may_not_be_read_is_counted(void **state)
{
    World *w = *state;
    AUTO(free) char *shut = world_path(w, "shut"), *file = world_path(w, "file");
    world_file(w, "shut/a", STR("x"));
    world_file(w, "file", STR("x"));
    test_must(chmod(shut, 0) == 0 && chmod(file, 0) == 0, "chmod");
    world_search(w, "x");
    // nothing is shut to root
    assert_int_equal(w->counts.unreadable, geteuid() ? 2 : 0);
    test_must(chmod(shut, 0700) == 0, "chmod");
}

static void deep_trees_are_walked(void **state)
{
    World *w = *state;
    AUTO(buf) Buf path = BUF_INIT;
    for (int i = 0; i < 300; i++)
        buf_add_c(&path, "dir/");
    buf_add_c(&path, "a");
    world_file(w, buf_c(&path), STR("x"));
    world_search(w, "x");
    assert_int_equal(w->counts.matches, 1);
}

const struct CMUnitTest tree_tests[] = {
    CASE(hidden_files_are_left_out_unless_asked_for),
    CASE(what_git_ignores_is_left_out),
    CASE(rules_above_the_folder_hold_in_it),
    CASE(globs_choose_the_files),
    CASE(links_are_not_followed),
    CASE(pipes_are_never_opened),
    CASE(names_may_hold_any_bytes),
    CASE(one_file_can_be_the_root),
    CASE(large_files_are_read_in_stretches),
    CASE(open_texts_stand_for_their_files),
    CASE(a_cancelled_search_ends),
    CASE(a_folder_that_may_not_be_read_is_counted),
    CASE(deep_trees_are_walked),
};
const size_t tree_tests_n = ARRAY_LEN(tree_tests);
