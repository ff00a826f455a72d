// cargo test, in libtest's lines: what is there since Rust 1.0 and scripts count on.
#include "testing/inner.h"

// "     Running unittests src/lib.rs (target/…)", "     Running tests/it.rs (…)", "   Doc-tests
// name"
static bool take_target(TestReader *r, Str line)
{
    Str s = str_trim(line);
    if (str_starts(s, STR("Doc-tests "))) {
        free(r->file);
        r->file = xstrdup("doc-tests");
        return true;
    }
    ptrdiff_t open = str_find(s, STR(" ("));
    if (!str_starts(s, STR("Running ")) || open < 0)
        return false;
    s = str_trim(str_from(str_upto(s, (size_t)open), 8));
    if (str_starts(s, STR("unittests ")))
        s = str_from(s, 10);
    free(r->file);
    r->file = str_dup(short_path(str_c(r->root), s));
    return true;
}

static TestNode *node_of(TestReader *r, Str name, TestState s)
{
    Str file = str_c(r->file ? r->file : "src"), base = name;
    ptrdiff_t at;
    while ((at = str_find(base, STR("::"))) >= 0)
        base = str_from(base, (size_t)at + 2);
    TestNode *n = reader_put(r, file, name, "::", s, -1);
    if (n && !n->line && !str_eq_c(file, "doc-tests"))
        reader_place(r, n, base);
    return n;
}

// "test tests::adds ... ok"
static bool take_result(TestReader *r, Str line)
{
    static const struct {
        const char *word;
        TestState state;
    } ends[] = {{"ok", TEST_PASSED}, {"FAILED", TEST_FAILED}, {"ignored", TEST_SKIPPED}};
    ptrdiff_t dots = str_find(line, STR(" ... "));
    if (!str_starts(line, STR("test ")) || dots < 5)
        return false;
    Str name = str_n(line.p + 5, (size_t)dots - 5),
        end = str_trim(str_from(line, (size_t)dots + 5));
    if (str_ends(name, STR(" - should panic")))
        name.n -= 15;
    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_starts(end, str_c(ends[i].word)))
            (void)node_of(r, name, ends[i].state); // NULL: the tree is full, and says so
    return true;
}

// "---- tests::adds stdout ----"
static bool take_heading(TestReader *r, Str line)
{
    Str s = line;
    if (!str_starts(s, STR("---- ")) || !str_ends(s, STR(" ----")))
        return false;
    s = str_n(s.p + 5, s.n - 10);
    ptrdiff_t blank = str_rfind_byte(s, ' ');
    r->last = blank > 0 ? node_of(r, str_upto(s, (size_t)blank), TEST_FAILED) : NULL;
    return true;
}

bool cargo_line(TestReader *r, Str line, Buf *text)
{
    (void)text;
    if (take_target(r, line) || take_result(r, line)) {
        r->last = NULL;
    } else if (str_eq_c(line, "failures:") || str_starts(line, STR("test result:"))) {
        r->last = NULL;
    } else if (!take_heading(r, line) && r->last) {
        node_add_message(r->last, line);
        if (!r->last->fail_file)
            node_find_fail(r->last, str_c(r->root));
    }
    return false; // people read the same
}
