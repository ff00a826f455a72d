// File operations: all or nothing, undone by what they kept; documents follow.
#include "suite.h"

#include "base/fs-tree.h"

#include <sys/stat.h>
#include <unistd.h>

static void expect_gone(const World *w, const char *name)
{
    FsStat st;
    AUTO(free) char *path = world_path(w, name);
    assert_false(fs_lstat(path, &st, NULL));
}

static void add(const World *w, FileSteps *s, FileStepKind kind, const char *from, const char *to)
{
    AUTO(free) char *a = from ? world_path(w, from) : NULL;
    AUTO(free) char *b = to ? world_path(w, to) : NULL;
    file_steps_add(s, kind, a, b);
}

static void run(World *w, FileVerb verb, FileSteps steps)
{
    fileops_do(w->ws, (FileRequest){.verb = verb, .subject = "it", .steps = steps});
    world_settle(w);
}

static void do_one(World *w, FileVerb verb, FileStepKind kind, const char *from, const char *to)
{
    FileSteps s = {0};
    add(w, &s, kind, from, to);
    run(w, verb, s);
}

static void undo(World *w)
{
    MUST(fileops_undo(w->ws, &err));
    world_settle(w);
}

static void redo(World *w)
{
    MUST(fileops_redo(w->ws, &err));
    world_settle(w);
}

static void a_new_file_brings_its_folders_and_takes_them_back(void **state)
{
    World *w = *state;
    world_put(w, "a/old", "");
    do_one(w, FILES_CREATE, FILE_MAKE, NULL, "a/b/c/new.txt");
    world_expect(w, "a/b/c/new.txt", "");
    undo(w);
    expect_gone(w, "a/b");
    world_expect(w, "a/old", "");
    redo(w);
    world_expect(w, "a/b/c/new.txt", "");
}

static void a_move_into_a_link_to_its_own_folder_is_none(void **state)
{
    World *w = *state;
    FileSteps s = {0};
    world_put(w, "a/one", "1");
    world_put(w, "two", "2");
    AUTO(free) char *link = world_path(w, "link");
    assert_int_equal(symlink("a", link), 0);
    add(w, &s, FILE_MOVE, "a/one", "link/one");
    vec_last(&s).free_name = true;
    add(w, &s, FILE_MOVE, "two", "link/two");
    vec_last(&s).free_name = true;
    run(w, FILES_MOVE, s);
    world_expect(w, "a/one", "1");
    world_expect(w, "a/two", "2");
    expect_gone(w, "a/one copy");
    undo(w);
    world_expect(w, "a/one", "1");
    world_expect(w, "two", "2");
}

static void undoing_a_new_file_keeps_what_others_put_beside_it(void **state)
{
    World *w = *state;
    do_one(w, FILES_CREATE, FILE_MAKE, NULL, "d/new.txt");
    world_put(w, "d/other", "theirs");
    undo(w);
    expect_gone(w, "d/new.txt");
    world_expect(w, "d/other", "theirs");
}

static void nothing_is_written_over(void **state)
{
    World *w = *state;
    world_put(w, "a", "of a");
    world_put(w, "b", "of b");
    do_one(w, FILES_RENAME, FILE_MOVE, "a", "b");
    world_expect(w, "a", "of a");
    world_expect(w, "b", "of b");
    assert_non_null(strstr(last_message(w), "cannot rename it: file exists"));
    do_one(w, FILES_CREATE, FILE_MAKE, NULL, "b");
    world_expect(w, "b", "of b");
    MUST_FAIL(fileops_undo(w->ws, &err));
}

static void a_paste_onto_a_name_in_use_takes_a_free_one(void **state)
{
    World *w = *state;
    FileSteps s = {0};
    world_put(w, "a.tar.gz", "1");
    world_put(w, "a copy.tar.gz", "2");
    world_put(w, ".rc", "3");
    add(w, &s, FILE_COPY, "a.tar.gz", "a.tar.gz");
    add(w, &s, FILE_COPY, ".rc", ".rc");
    s.p[0].free_name = s.p[1].free_name = true;
    run(w, FILES_COPY, s);
    world_expect(w, "a copy 2.tar.gz", "1");
    world_expect(w, "a copy.tar.gz", "2");
    world_expect(w, ".rc copy", "3");
    undo(w);
    expect_gone(w, "a copy 2.tar.gz");
    world_expect(w, "a.tar.gz", "1");
}

static void if_one_step_fails_none_is_taken(void **state)
{
    World *w = *state;
    FileSteps s = {0};
    world_put(w, "a", "of a");
    world_put(w, "d/x", "of x");
    add(w, &s, FILE_MOVE, "a", "b");
    add(w, &s, FILE_TRASH, "d", NULL);
    add(w, &s, FILE_MAKE, NULL, "new/file");
    add(w, &s, FILE_COPY, "b", "copy");
    add(w, &s, FILE_MOVE, "vanished", "c");
    run(w, FILES_MOVE, s);
    world_expect(w, "a", "of a");
    world_expect(w, "d/x", "of x");
    expect_gone(w, "b");
    expect_gone(w, "new");
    expect_gone(w, "copy");
    assert_non_null(strstr(last_message(w), "'vanished': no such file"));
}

static void names_can_be_swapped_and_swapped_back(void **state)
{
    World *w = *state;
    FileSteps s = {0};
    world_put(w, "a", "of a");
    world_put(w, "b", "of b");
    add(w, &s, FILE_MOVE, "a", "tmp");
    add(w, &s, FILE_MOVE, "b", "a");
    add(w, &s, FILE_MOVE, "tmp", "b");
    run(w, FILES_RENAME, s);
    world_expect(w, "a", "of b");
    world_expect(w, "b", "of a");
    undo(w);
    world_expect(w, "a", "of a");
    world_expect(w, "b", "of b");
}

static void a_folder_does_not_go_into_itself(void **state)
{
    World *w = *state;
    world_put(w, "d/x", "1");
    do_one(w, FILES_MOVE, FILE_MOVE, "d", "d/sub");
    world_expect(w, "d/x", "1");
    assert_non_null(strstr(last_message(w), "a folder cannot go into itself"));
    do_one(w, FILES_COPY, FILE_COPY, "d", "d/copy");
    world_expect(w, "d/copy/x", "1");
    expect_gone(w, "d/copy/copy");
}

static void a_copy_keeps_what_a_file_is(void **state)
{
    World *w = *state;
    FsStat before, after;
    world_put(w, "d/run.sh", "#!/bin/sh\n");
    AUTO(free) char *a = world_path(w, "d/run.sh"), *b = world_path(w, "e/run.sh");
    AUTO(free) char *hole = world_path(w, "d/hole"), *hole2 = world_path(w, "e/hole");
    AUTO(free) char *link = world_path(w, "d/link"), *link2 = world_path(w, "e/link");
    const struct timespec past[] = {{1000, 5}, {2000, 7}};
    test_must(chmod(a, 0751) == 0 && utimensat(AT_FDCWD, a, past, 0) == 0, a);
    test_must(symlink("run.sh", link) == 0, link);
    temp_write(hole, STR("x"));
    test_must(truncate(hole, 64 << 20) == 0, hole);
    do_one(w, FILES_COPY, FILE_COPY, "d", "e");
    MUST(fs_stat(a, &before, &err));
    MUST(fs_stat(b, &after, &err));
    assert_int_equal(before.mode, after.mode);
    assert_int_equal(before.mtime_ns, after.mtime_ns);
    struct stat st;
    test_must(lstat(hole2, &st) == 0, hole2);
    assert_int_equal(st.st_size, 64 << 20);
    assert_true(st.st_blocks * 512 < 8 << 20);
    AUTO(buf) Buf target = BUF_INIT;
    MUST(fs_link_read(link2, &target, &err));
    assert_string_equal(buf_c(&target), "run.sh");
}

static void an_open_document_follows_its_file_with_its_edits(void **state)
{
    World *w = *state;
    world_put(w, "src/a.c", "one\n");
    View *v = world_open(w, "src/a.c");
    MUST(view_type(v, STR("new "), &err));
    do_one(w, FILES_RENAME, FILE_MOVE, "src", "lib");
    AUTO(free) char *path = world_path(w, "lib/a.c");
    assert_string_equal(v->doc->path, path);
    expect_text(v, "new one\n");
    assert_true(document_is_modified(v->doc));
    assert_false(v->doc->gone || v->doc->conflict);
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    world_expect(w, "lib/a.c", "new one\n");
    expect_gone(w, "src");
    undo(w);
    world_expect(w, "src/a.c", "new one\n");
    assert_string_equal(path_base(str_c(v->doc->path)).p, "a.c");
    assert_false(v->doc->gone);
}

static void a_deleted_file_that_is_open_can_be_saved_again(void **state)
{
    World *w = *state;
    world_put(w, "a.c", "one\n");
    View *v = world_open(w, "a.c");
    MUST(view_type(v, STR("new "), &err));
    do_one(w, FILES_DELETE, FILE_TRASH, "a.c", NULL);
    expect_gone(w, "a.c");
    assert_true(v->doc->gone);
    expect_text(v, "new one\n");
    MUST(document_save(w->ws, v->doc, true, &err));
    world_settle(w);
    world_expect(w, "a.c", "new one\n");
    assert_false(v->doc->gone);
    // the old one cannot come back over it
    MUST(fileops_undo(w->ws, &err));
    world_settle(w);
    world_expect(w, "a.c", "new one\n");
}

static void a_bookmark_of_a_closed_file_follows_it(void **state)
{
    World *w = *state;
    world_put(w, "d/a.c", "one\ntwo\n");
    View *v = world_open(w, "d/a.c");
    MUST(bookmark_toggle(w->ws, v, &err));
    workspace_close(w->ws, v);
    do_one(w, FILES_RENAME, FILE_MOVE, "d", "e");
    MUST(bookmark_step(w->ws, 1, &err));
    AUTO(free) char *path = world_path(w, "e/a.c");
    assert_string_equal(workspace_view(w->ws)->doc->path, path);
}

/* Random operations and undos against a model, which is a map from names to contents: a folder of
 * files "0" … "7", each of which holds its first name. */
enum { NAMES = 8, STEPS = 400 };
typedef struct {
    int held[NAMES]; // the number that file holds, -1: there is none
} Model;

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static void expect_model(const World *w, const Model *m)
{
    for (int i = 0; i < NAMES; i++) {
        AUTO(free) char *name = xasprintf("d/%d", i), *want = xasprintf("%d", m->held[i]);
        if (m->held[i] < 0)
            expect_gone(w, name);
        else
            world_expect(w, name, want);
    }
}

static void random_operations_and_undos_agree_with_a_model(void **state)
{
    World *w = *state;
    Model history[STEPS + 1];
    size_t at = 0, newest = 0;
    uint32_t seed = 7;
    for (int i = 0; i < NAMES; i++) {
        AUTO(free) char *name = xasprintf("d/%d", i), *text = xasprintf("%d", i);
        history[0].held[i] = i < NAMES / 2 ? i : -1;
        if (i < NAMES / 2)
            world_put(w, name, text);
    }
    for (int n = 0; n < STEPS; n++) {
        int a = (int)(next_random(&seed) % NAMES), b = (int)(next_random(&seed) % NAMES);
        uint32_t what = next_random(&seed) % 8;
        AUTO(free) char *from = xasprintf("d/%d", a), *to = xasprintf("d/%d", b);
        Model m = history[at];
        if (what < 2 && at > 0) {
            undo(w);
            at--;
        } else if (what == 2 && at < newest) {
            redo(w);
            at++;
        } else if (at == 90) { // no more than can be undone
            continue;
        } else if (what < 5) {
            do_one(w, FILES_RENAME, FILE_MOVE, from, to);
            if (m.held[a] >= 0 && m.held[b] < 0) {
                m.held[b] = m.held[a];
                m.held[a] = -1;
                history[newest = ++at] = m;
            }
        } else if (what < 7) {
            do_one(w, FILES_COPY, FILE_COPY, from, to);
            if (m.held[a] >= 0 && m.held[b] < 0) {
                m.held[b] = m.held[a];
                history[newest = ++at] = m;
            }
        } else {
            do_one(w, FILES_DELETE, FILE_TRASH, from, NULL);
            if (m.held[a] >= 0) {
                m.held[a] = -1;
                history[newest = ++at] = m;
            }
        }
        expect_model(w, &history[at]);
    }
    for (; at > 0; at--)
        undo(w);
    expect_model(w, &history[at]);
}

const struct CMUnitTest fileops_tests[] = {
    CASE(a_new_file_brings_its_folders_and_takes_them_back),
    CASE(a_move_into_a_link_to_its_own_folder_is_none),
    CASE(undoing_a_new_file_keeps_what_others_put_beside_it),
    CASE(nothing_is_written_over),
    CASE(a_paste_onto_a_name_in_use_takes_a_free_one),
    CASE(if_one_step_fails_none_is_taken),
    CASE(names_can_be_swapped_and_swapped_back),
    CASE(a_folder_does_not_go_into_itself),
    CASE(a_copy_keeps_what_a_file_is),
    CASE(an_open_document_follows_its_file_with_its_edits),
    CASE(a_deleted_file_that_is_open_can_be_saved_again),
    CASE(a_bookmark_of_a_closed_file_follows_it),
    CASE(random_operations_and_undos_agree_with_a_model),
};
const size_t fileops_tests_n = ARRAY_LEN(fileops_tests);
