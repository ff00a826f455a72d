// Large files, which are read on demand: what is open must stay right whatever happens to the file.
#include "suite.h"

#include <dirent.h>
#include <sys/stat.h>

enum { LARGE = 3 << 20 };

static void fill_lines(Buf *b, size_t nbytes)
{
    for (size_t i = 0; b->n < nbytes; i++)
        buf_addf(b, "line %zu of many\n", i);
}

// A large file, opened; *bytes is what it holds.
static View *open_large(World *w, const char *name, Buf *bytes)
{
    fill_lines(bytes, LARGE);
    world_put(w, name, buf_c(bytes));
    return world_open(w, name);
}

static void expect_bytes(const View *v, const Buf *want)
{
    AUTO(buf) Buf got = BUF_INIT;
    const Snap *s = text_now(v->doc->text);
    snap_add_to(s, 0, snap_size(s), &got);
    if (!str_eq(buf_str(&got), buf_str(want)))
        fail_msg("%zu bytes, not the %zu wanted", got.n, want->n);
}

static void edit(View *v, Buf *model, size_t off, const char *with)
{
    view_goto(v, off);
    MUST(view_insert(v, str_c(with), &err));
    buf_splice(model, off, off, str_c(with));
}

static void save(World *w, View *v, const Buf *model)
{
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_false(document_is_modified(v->doc));
    AUTO(buf) Buf got = BUF_INIT;
    MUST(fs_read(v->doc->path, 0, &got, &err));
    assert_true(str_eq(buf_str(&got), buf_str(model)));
    assert_false(text_source_failed(v->doc->text));
    expect_bytes(v, model);
}

static size_t open_files(void)
{
    size_t n = 0;
    DIR *d = opendir("/proc/self/fd");
    while (d && readdir(d))
        n++;
    closedir(d);
    return n;
}

// Edits and saves again and again, then all the way back.
static void save_often(World *w, View *v, Buf *model)
{
    AUTO(buf) Buf first = BUF_INIT;
    buf_add(&first, buf_str(model));
    size_t files = 0;
    for (int i = 0; i < 4; i++) {
        edit(v, model, (size_t)(i * 700001), i % 2 ? "wedge" : "more\nlines\n");
        edit(v, model, model->n, "end\n");
        save(w, v, model);
        if (i == 0)
            files = open_files();
    }
    assert_int_equal(open_files(), files);
    while (view_undo(v, NULL))
        ;
    expect_bytes(v, &first);
    save(w, v, &first);
}

static void a_large_file_stays_right_when_it_is_replaced(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    save_often(w, v, &model);
}

static void a_large_file_stays_right_when_it_is_written_in_place(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    AUTO(free) char *path = world_path(w, "a.log");
    AUTO(free) char *other = world_path(w, "b.log");
    test_must(link(path, other) == 0, other);
    save_often(w, v, &model);
    struct stat st;
    test_must(stat(path, &st) == 0, path);
    assert_int_equal(st.st_nlink, 2); // it was in place
}

static void a_large_file_that_others_append_to_is_saved_when_the_user_says_so(void **state)
{
    World *w = *state;
    AUTO(buf) Buf model = BUF_INIT;
    View *v = open_large(w, "a.log", &model);
    edit(v, &model, 1000, "mine ");
    AUTO(free) char *path = world_path(w, "a.log");
    FILE *f = fopen(path, "a");
    test_must(f && fputs("appended by another\n", f) >= 0 && fclose(f) == 0, path);
    world_settle(w);
    expect_bytes(v, &model);
    MUST(document_save(w->ws, v->doc, false, &err));
    world_settle(w);
    assert_non_null(ask_shown(w->ws));
    assert_string_equal(ask_shown(w->ws)->choices[0], "Overwrite");
    ask_answer(w->ws, 0, STR_NULL);
    world_settle(w);
    AUTO(buf) Buf got = BUF_INIT;
    MUST(fs_read(path, 0, &got, &err));
    assert_true(str_eq(buf_str(&got), buf_str(&model)));
}

const struct CMUnitTest large_tests[] = {
    CASE(a_large_file_stays_right_when_it_is_replaced),
    CASE(a_large_file_stays_right_when_it_is_written_in_place),
    CASE(a_large_file_that_others_append_to_is_saved_when_the_user_says_so),
};
const size_t large_tests_n = ARRAY_LEN(large_tests);
