// Edits and motions: text with [ ] around the selection (| alone: the cursor), before and after.
#include "suite.h"

// The text without its marks; the selection goes to *anchor and *cursor.
static char *unmark(const char *marked, size_t *anchor, size_t *cursor)
{
    AUTO(buf) Buf out = BUF_INIT;
    *anchor = *cursor = 0;
    for (const char *p = marked; *p; p++) {
        if (*p == '|')
            *anchor = *cursor = out.n;
        else if (*p == '[')
            *anchor = out.n;
        else if (*p == ']')
            *cursor = out.n;
        else
            buf_add_byte(&out, *p);
    }
    return xstrdup(buf_c(&out));
}

static View *view_of(World *w, const char *marked)
{
    size_t anchor, cursor;
    AUTO(free) char *text = unmark(marked, &anchor, &cursor);
    world_put(w, "a.txt", text);
    View *v = world_open(w, "a.txt");
    view_select(v, anchor, cursor);
    return v;
}

static void expect_marked(const View *v, const char *name, const char *want)
{
    size_t anchor, cursor;
    AUTO(free) char *text = unmark(want, &anchor, &cursor);
    AUTO(buf) Buf got = BUF_INIT;
    snap_add_to(text_now(v->doc->text), 0, snap_size(text_now(v->doc->text)), &got);
    if (strcmp(buf_c(&got), text) != 0 || view_primary(v)->anchor != anchor ||
        view_cursor(v) != cursor)
        fail_msg("%s: text '%s', selection %zu to %zu", name, buf_c(&got), view_primary(v)->anchor,
                 view_cursor(v));
}

static void moves_lead_where_they_should(void **state)
{
    static const struct {
        const char *name, *before;
        Move move;
        bool select;
        const char *after;
    } cases[] = {
        {"left stops at the start", "|ab", MOVE_LEFT, false, "|ab"},
        {"right goes over a line end of two bytes", "a|\r\nb", MOVE_RIGHT, false, "a\r\n|b"},
        {"left goes over it as well", "a\r\n|b", MOVE_LEFT, false, "a|\r\nb"},
        {"right takes a letter with its accent", "|e\xCC\x81x", MOVE_RIGHT, false, "e\xCC\x81|x"},
        {"left of a selection is its start", "a[bc]d", MOVE_LEFT, false, "a|bcd"},
        {"right of a selection is its end", "a[bc]d", MOVE_RIGHT, false, "abc|d"},
        {"selecting goes on from the anchor", "a[b]cd", MOVE_RIGHT, true, "a[bc]d"},
        {"down keeps the column", "abc|d\nefghi", MOVE_DOWN, false, "abcd\nefg|hi"},
        {"down to a shorter line is its end", "abcd|\nx\n", MOVE_DOWN, false, "abcd\nx|\n"},
        {"... before a line end of two bytes", "abcd|\nx\r\n", MOVE_DOWN, false, "abcd\nx|\r\n"},
        {"down in the last line is the end", "a|b", MOVE_DOWN, false, "ab|"},
        {"up in the first line is the start", "a|b", MOVE_UP, false, "|ab"},
        {"down counts a tab as columns", "abcd|e\n\tx", MOVE_DOWN, false, "abcde\n\t|x"},
        {"home is the text, then the line", "  a|b", MOVE_LINE_START, false, "  |ab"},
        {"home again", "  |ab", MOVE_LINE_START, false, "|  ab"},
        {"the end is before \\r\\n", "|ab\r\nc", MOVE_LINE_END, false, "ab|\r\nc"},
        {"the end of an empty line", "\r\n|\r\nx", MOVE_LINE_END, false, "\r\n|\r\nx"},
        {"the top", "a\nb|", MOVE_TOP, false, "|a\nb"},
        {"the bottom, selecting", "a|\nb", MOVE_BOTTOM, true, "a[\nb]"},
        {"a word to the right", "|one two", MOVE_WORD_RIGHT, false, "one| two"},
        {"a word to the left", "one two|", MOVE_WORD_LEFT, false, "one |two"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        World *w = *state;
        View *v = view_of(w, cases[i].before);
        view_move(v, cases[i].move, cases[i].select);
        expect_marked(v, cases[i].name, cases[i].after);
        workspace_close_tab(w->ws, 0);
    }
}

static bool delete_left(View *v, Err *err)
{
    return view_delete(v, MOVE_LEFT, err);
}

static bool delete_right(View *v, Err *err)
{
    return view_delete(v, MOVE_RIGHT, err);
}

static bool type_x(View *v, Err *err)
{
    return view_type(v, STR("x"), err);
}

static bool paste_lines(View *v, Err *err)
{
    return view_paste(v, STR("1\n2\r\n3\r4"), err);
}

static bool tab(View *v, Err *err)
{
    return view_indent(v, false, err);
}

static bool outdent(View *v, Err *err)
{
    return view_indent(v, true, err);
}

static const struct {
    const char *name, *before;
    bool (*edit)(View *v, Err *err);
    const char *after;
} edits[] = {
    {"typing replaces the selection", "a[bc]d", type_x, "ax|d"},
    {"Backspace takes \\r\\n at once", "a\r\n|b", delete_left, "a|b"},
    {"Del takes \\r\\n at once", "a|\r\nb", delete_right, "a|b"},
    {"Backspace at the start does nothing", "|a", delete_left, "|a"},
    {"Backspace in an indent goes to the tab stop", "      |x", delete_left, "    |x"},
    {"Backspace after text takes one blank", "a     |x", delete_left, "a    |x"},
    {"a new line keeps the indent", "  a|b", view_newline, "  a\n  |b"},
    {"a new line in \\r\\n text", "  a|\r\nb", view_newline, "  a\r\n  |\r\nb"},
    {"a new line replaces the selection", "  [ab]c", view_newline, "  \n  |c"},
    {"pasted line ends become the text's", "a|\r\nb", paste_lines, "a1\r\n2\r\n3\r\n4|\r\nb"},
    {"a line goes with its end", "a\nb|c\nd", view_delete_line, "a\nd|"},
    {"the last line takes the end before it", "a\nb|c", view_delete_line, "a|"},
    {"... also one of two bytes", "a\r\nb|c", view_delete_line, "a|"},
    {"lines of a selection go", "a\n[b\nc]\nd", view_delete_line, "a\nd|"},
    {"a line that the selection only touches stays", "[a\n]b\nc", view_delete_line, "|b\nc"},
    {"the only line becomes empty", "ab|c", view_delete_line, "|"},
    {"Tab goes to the next stop", "ab|", tab, "ab  |"},
    {"lines are indented", "a[b\nc]d", tab, "    a[b\n    c]d"},
    {"blank lines stay blank", "a[b\n\nc]d", tab, "    a[b\n\n    c]d"},
    {"... also with \\r\\n", "a[b\r\n\r\nc]d", tab, "    a[b\r\n\r\n    c]d"},
    {"a line only touched is not indented", "[a\n]b", tab, "    [a\n]b"},
    {"a short indent is taken whole", "  a|b", outdent, "a|b"},
    {"a tab is one indent", "\ta|b", outdent, "a|b"},
    {"nothing to take", "a|b", outdent, "a|b"},
};

static void edits_make_what_they_should(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
        World *w = *state;
        View *v = view_of(w, edits[i].before);
        MUST(edits[i].edit(v, &err));
        expect_marked(v, edits[i].name, edits[i].after);
        workspace_close_tab(w->ws, 0);
    }
}

static void every_edit_is_undone_and_done_again(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
        World *w = *state;
        size_t at, to;
        View *v = view_of(w, edits[i].before);
        AUTO(free) char *before = unmark(edits[i].before, &at, &to);
        AUTO(free) char *after = unmark(edits[i].after, &at, &to);
        MUST(edits[i].edit(v, &err));
        if (strcmp(before, after) != 0) {
            MUST(view_undo(v, &err));
            expect_text(v, before);
            MUST(view_redo(v, &err));
        }
        expect_text(v, after);
        workspace_close_tab(w->ws, 0);
    }
}

static void a_read_only_text_takes_no_edit(void **state)
{
    World *w = *state;
    View *v = view_of(w, "a\n|b\n");
    MUST(view_type(v, STR("x"), &err));
    v->doc->read_only = true;
    for (size_t i = 0; i < ARRAY_LEN(edits); i++)
        MUST_FAIL(edits[i].edit(v, &err));
    MUST_FAIL(view_undo(v, &err));
    v->doc->read_only = false;
    MUST(view_undo(v, &err));
    v->doc->read_only = true;
    MUST_FAIL(view_redo(v, &err));
    expect_text(v, "a\nb\n");
}

static void offsets_follow_the_edits_of_others(void **state)
{
    World *w = *state;
    View *v = view_of(w, "one\ntw[o\nth]ree\n");
    text_replace(v->doc->text, 0, 0, STR("zero\n"));
    view_sync(v);
    expect_marked(v, "inserted before", "zero\none\ntw[o\nth]ree\n");
    text_replace(v->doc->text, 0, snap_size(text_now(v->doc->text)), STR("x"));
    view_sync(v);
    assert_true(view_cursor(v) <= 1 && view_primary(v)->anchor <= 1 && v->top <= 1);
}

// A character whose last bytes are those of the one before must not be cut in two.
static void a_reload_keeps_characters_whole(void **state)
{
    World *w = *state;
    View *v = view_of(w, "aX|Y\xC3\xA9z\n");
    world_put(w, "a.txt", "a\xC4\xA9z\n");
    MUST(document_reload(w->ws, v->doc, &err));
    view_sync(v);
    if (view_cursor(v) != 1 && view_cursor(v) != 3)
        fail_msg("cursor at %zu", view_cursor(v));
    expect_text(v, "a\xC4\xA9z\n");
}

const struct CMUnitTest view_tests[] = {
    CASE(moves_lead_where_they_should),        CASE(edits_make_what_they_should),
    CASE(every_edit_is_undone_and_done_again), CASE(a_read_only_text_takes_no_edit),
    CASE(offsets_follow_the_edits_of_others),  CASE(a_reload_keeps_characters_whole),
};
const size_t view_tests_n = ARRAY_LEN(view_tests);
