// Tests of the project.
#include "base/path.h"
#include "command/inner.h"

static bool start(Workspace *ws, const char *const *targets, Err *err)
{
    if (!command_save_edited(ws, err) || !tests_start(ws, targets, err))
        return false;
    output_show(ws, OUTPUT_TESTS);
    ws->layout.tab = PANEL_OUTPUT;
    if (!ws->layout.panel)
        layout_toggle_panel(&ws->layout);
    return true;
}

static bool run_all(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return start(ws, NULL, err);
}

// The shown file, relative to the project; NULL with a sentence.
static const char *shown_file(Workspace *ws, View **v, Err *err)
{
    *v = command_view(ws, err);
    if (!*v)
        return NULL;
    const char *path = (*v)->doc->path;
    const char *rel = path ? path_within(ws->root, path) : NULL;
    if (!rel || !*rel)
        err_set(err, "'%s' is no file of this project", (*v)->doc->title);
    return rel && *rel ? rel : NULL;
}

static bool run_file(Workspace *ws, Str arg, Err *err)
{
    View *v;
    const char *file = shown_file(ws, &v, err);
    (void)arg;
    return file && start(ws, (const char *const[]){file, NULL}, err);
}

enum { SCAN_MAX = 256 << 10 };

// The test or suite that the row lies in; owned, NULL: none.
static char *test_at(const View *v, const char *file, int row)
{
    AUTO(buf) Buf text = BUF_INIT;
    TestMarks marks = {0};
    const TestMark *at = NULL;
    const Snap *s = text_now(v->doc->text);
    snap_add_to(s, 0, MIN(snap_size(s), (size_t)SCAN_MAX), &text);
    test_scan(str_c(file), buf_str(&text), &marks);
    VEC_EACH (TestMark, m, &marks)
        if (m->row <= row)
            at = m;
    char *id = at ? xasprintf("%s::%s", file, at->id) : NULL;
    test_marks_deinit(&marks);
    return id;
}

static bool run_at_cursor(Workspace *ws, Str arg, Err *err)
{
    View *v;
    const char *file = shown_file(ws, &v, err);
    (void)arg;
    if (!file)
        return false;
    AUTO(free) char *id = test_at(v, file, (int)view_cursor_row(v).n);
    if (!id)
        return err_set(err, "there is no test at the cursor or above it");
    return start(ws, (const char *const[]){id, NULL}, err);
}

static bool run_failed(Workspace *ws, Str arg, Err *err)
{
    TestWords ids = {0};
    (void)arg;
    tests_failed(ws, &ids);
    vec_push(&ids, NULL);
    bool ok = ids.n > 1 ? start(ws, (const char *const *)ids.p, err)
                        : err_set(err, "no test failed when they ran last");
    test_words_deinit(&ids);
    return ok;
}

static bool stop(Workspace *ws, Str arg, Err *err)
{
    (void)arg;
    return tests_stop(ws) || err_set(err, "no tests are running");
}

const Command commands_test[] = {
    {"test.runAll", "Test: Run All", "Run all tests of the project in the jail", run_all},
    {"test.runAtCursor", "Test: Run at Cursor", "Run the test that the cursor is in",
     run_at_cursor},
    {"test.runFailed", "Test: Run Failed", "Run those tests again that failed last", run_failed},
    {"test.runFile", "Test: Run File", "Run the tests of the shown file", run_file},
    {"test.stop", "Test: Stop", "End the tests that run", stop},
    {0},
};
