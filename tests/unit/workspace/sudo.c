// Saving by sudo; here one that asks nothing, or says no.
#include "suite.h"
#include "workspace/inner.h"

#include <sys/stat.h>
#include <unistd.h>

// Some program stands in for it; it is called with "tee" and the file.
static void put_sudo(const World *w, const char *program)
{
    AUTO(free) char *dir = path_join(w->dir, "bin");
    AUTO(free) char *tool = path_join(dir, "sudo");
    AUTO(free) char *path = xasprintf("%s:/usr/bin:/bin", dir);
    MUST(fs_mkdirs(dir, &err));
    test_must(symlink(program, tool) == 0, tool);
    setenv("PATH", path, 1);
    setenv("XDG_RUNTIME_DIR", w->dir, 1);
}

static View *edited(World *w)
{
    world_put(w, "a.txt", "one\n");
    View *v = world_open(w, "a.txt");
    MUST(view_type(v, STR("two "), &err));
    return v;
}

static void until_told(World *w)
{
    size_t n = w->ws->messages.all.n;
    while (w->ws->messages.all.n == n)
        world_turn(w);
}

// Nothing of the text lies about any more.
static void expect_no_rest(const World *w)
{
    AUTO(free) char *pattern = xasprintf("ls -d %s/codelab-save-* 2>/dev/null", w->dir);
    FILE *f = popen(pattern, "r");
    assert_non_null(f);
    assert_int_equal(fgetc(f), EOF);
    pclose(f);
}

static void another_program_writes_the_file_and_the_text_is_saved(void **state)
{
    World *w = *state;
    put_sudo(w, "/usr/bin/env");
    View *v = edited(w);
    AUTO(free) char *path = world_path(w, "a.txt");
    test_must(chmod(path, 0640) == 0, path);
    world_settle(w);
    MUST(document_save_elevated(w->ws, v->doc, &err));
    MUST_FAIL(document_save_elevated(w->ws, v->doc, &err));
    until_told(w);
    world_expect(w, "a.txt", "two one\n");
    assert_string_equal(last_message(w), "Saved a.txt");
    assert_false(document_is_modified(v->doc));
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    world_settle(w);
    assert_int_equal(w->ws->terminals.all.n, 0);
    expect_no_rest(w);
}

static void what_is_refused_stays_unsaved(void **state)
{
    World *w = *state;
    put_sudo(w, "/bin/false");
    View *v = edited(w);
    MUST(document_save_elevated(w->ws, v->doc, &err));
    until_told(w);
    world_expect(w, "a.txt", "one\n");
    assert_true(document_is_modified(v->doc));
    assert_int_equal(w->ws->terminals.all.n, 1);
    expect_no_rest(w);
}

static void a_terminal_that_is_closed_saves_nothing(void **state)
{
    World *w = *state;
    put_sudo(w, "/usr/bin/yes");
    View *v = edited(w);
    MUST(document_save_elevated(w->ws, v->doc, &err));
    while (w->ws->terminals.all.n == 0)
        world_turn(w);
    terminal_close(w->ws, 0);
    world_settle(w);
    assert_true(document_is_modified(v->doc));
    expect_no_rest(w);
}

static void what_others_wrote_is_not_written_over(void **state)
{
    World *w = *state;
    put_sudo(w, "/usr/bin/env");
    View *v = edited(w);
    world_put(w, "a.txt", "somebody else's\n");
    MUST_FAIL(document_save_elevated(w->ws, v->doc, &err));
    workspace_new_file(w->ws);
    MUST_FAIL(document_save_elevated(w->ws, workspace_view(w->ws)->doc, &err));
    expect_no_rest(w);
}

const struct CMUnitTest sudo_tests[] = {
    CASE(another_program_writes_the_file_and_the_text_is_saved),
    CASE(what_is_refused_stays_unsaved),
    CASE(a_terminal_that_is_closed_saves_nothing),
    CASE(what_others_wrote_is_not_written_over),
};
const size_t sudo_tests_n = ARRAY_LEN(sudo_tests);
