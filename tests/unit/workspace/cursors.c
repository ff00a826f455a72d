// Edits and motions at several cursors: texts with their selections marked, before and after.
#include "suite.h"

#include "../../lib/marks.h"

static View *view_of(World *w, const char *marked)
{
    AUTO(selections) Selections sel = {0};
    AUTO(free) char *text = unmark(marked, &sel);
    world_put(w, "a.txt", text);
    View *v = world_open(w, "a.txt");
    view_select_all(v, &sel);
    return v;
}

static void expect_marked(const View *v, const char *name, const char *want)
{
    AUTO(buf) Buf bytes = BUF_INIT, got = BUF_INIT;
    snap_add_to(text_now(v->doc->text), 0, snap_size(text_now(v->doc->text)), &bytes);
    add_marked(buf_str(&bytes), &v->sel, &got);
    if (strcmp(buf_c(&got), want) != 0)
        fail_msg("%s: '%s' instead of '%s'", name, buf_c(&got), want);
}

static void every_cursor_moves(void **state)
{
    static const struct {
        const char *name, *before;
        Move move;
        bool select;
        const char *after;
    } cases[] = {
        {"right", "|ab|c\n", MOVE_RIGHT, false, "a|bc|\n"},
        {"cursors that meet are one", "|a|!b", MOVE_LEFT, false, "|ab"},
        {"selecting", "a|b\nc|!d", MOVE_RIGHT, true, "a[b]\nc[d]!"},
        {"selections that meet are one", "a|b|!c", MOVE_BOTTOM, true, "a[bc]"},
        {"to the sides of selections", "a[bc]d<e>f", MOVE_LEFT, false, "a|bcd|ef"},
        {"down, each in its column", "ab|c\nx\na|bc\n", MOVE_DOWN, false, "abc\nx|\nabc\n|"},
        {"line ends", "a|b\n|c\n", MOVE_LINE_END, false, "ab|\nc|\n"},
        {"words", "|one two |three", MOVE_WORD_RIGHT, false, "one| two three|"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        World *w = *state;
        View *v = view_of(w, cases[i].before);
        view_move(v, cases[i].move, cases[i].select);
        expect_marked(v, cases[i].name, cases[i].after);
        workspace_close_tab(w->ws, 0);
    }
}

static void columns_outlive_short_lines(void **state)
{
    View *v = view_of(*state, "abcd|\n\nefgh|!\n\nijklm\n");
    view_move(v, MOVE_DOWN, false);
    view_move(v, MOVE_DOWN, false);
    expect_marked(v, "down twice", "abcd\n\nefgh|\n\nijkl|!m\n");
}

static bool type_x(View *v, Err *err)
{
    return view_type(v, STR("x"), err);
}

static bool backspace(View *v, Err *err)
{
    return view_delete(v, MOVE_LEFT, err);
}

static bool delete_word(View *v, Err *err)
{
    return view_delete(v, MOVE_WORD_LEFT, err);
}

static bool paste_two(View *v, Err *err)
{
    return view_paste(v, STR("1\n2\n"), err);
}

static bool tab(View *v, Err *err)
{
    return view_indent(v, false, err);
}

static bool outdent(View *v, Err *err)
{
    return view_indent(v, true, err);
}

static bool cut_and_paste(View *v, Err *err)
{
    if (!view_cut(v, err))
        return false;
    view_move(v, MOVE_LINE_END, false);
    return view_paste_clipboard(v, err);
}

static bool copy_then_paste_at_one(View *v, Err *err)
{
    if (!view_copy_text(v, err))
        return false;
    view_goto(v, 0);
    return view_paste_clipboard(v, err);
}

static const struct {
    const char *name, *before;
    bool (*edit)(View *v, Err *err);
    const char *after;
    bool many_steps;
} edits[] = {
    {"typing", "a|b\n[cd]e|!", type_x, "ax|b\nx|ex|!", false},
    {"Backspace", "ab|c|!\n|d", backspace, "a|d", false},
    {"Backspace at selections and cursors", "a[bc]d|!e", backspace, "a|e", false},
    {"a tab stop each", "      |a\n    |b", backspace, "    |a\n|b", false},
    {"words that overlap", "one t|wo|! three|", delete_word, "one | |", false},
    {"new lines with the indent of each", "  a|b\nc|!d", view_newline, "  a\n  |b\nc\n|!d", false},
    {"a new line leaves no indent behind", "  a\n  |\n    |!\n", view_newline,
     "  a\n\n  |\n\n    |!\n", false},
    {"nor blanks in front of the text", "  f(a,|   b)|! \t", view_newline, "  f(a,\n  |b)\n  |!",
     false},
    {"cursors among blanks stay apart", "  |  |!  x", view_newline, "  \n  |\n    |!x", false},
    {"two lines to two cursors", "a|\nb|!\n", paste_two, "a1|\nb2|!\n", false},
    {"two lines to three cursors", "a|\nb|!\nc|", paste_two, "a1\n2\n|\nb1\n2\n|!\nc1\n2\n|",
     false},
    {"lines go", "a|b\nc|d\nef\ng|!h", view_delete_line, "e|f", false},
    {"lines next to each other go as one", "a|a\nb|!b\nccc\n", view_delete_line, "c|cc\n", false},
    {"all lines go", "a|a\nb|b", view_delete_line, "|", false},
    {"a tab stop for each cursor", "a|\nabc|!", tab, "a   |\nabc |!", false},
    {"two in one line, by where they stood", "a|b|c\nd|", tab, "a   |b  |c\nd   |", false},
    {"lines of all selections", "a[b\nc]d\ne\n|!f", tab, "    a[b\n    c]d\ne\n    |!f", false},
    {"out again", "    a|b|\n    c\n  d|!", outdent, "a|b|\n    c\nd|!", false},
    {"cut here, pasted there", "[a]b\n[c]!d", cut_and_paste, "ba|\ndc|!", true},
    {"lines cut here, pasted there", "a|\nb\nc|!\nd\n", cut_and_paste, "a\nb|\nc\nd|!\n", true},
    {"copied at two, pasted at one", "x[a]y[b]!", copy_then_paste_at_one, "a\nb|xayb", false},
    {"... also lines", "x|a\ny|!b", copy_then_paste_at_one, "xa\nyb\n|xa\nyb", false},
    {"... and a mixture", "[x]a\ny|!b", copy_then_paste_at_one, "x\nyb|xa\nyb", false},
};

static void edits_are_made_at_every_cursor(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
        World *w = *state;
        View *v = view_of(w, edits[i].before);
        MUST(edits[i].edit(v, &err));
        expect_marked(v, edits[i].name, edits[i].after);
        workspace_close_tab(w->ws, 0);
    }
}

static void undo_brings_back_the_selections(void **state)
{
    for (size_t i = 0; i < ARRAY_LEN(edits); i++) {
        World *w = *state;
        View *v = view_of(w, edits[i].before);
        if (!edits[i].many_steps && edits[i].edit != copy_then_paste_at_one) {
            MUST(edits[i].edit(v, &err));
            view_goto(v, 0); // wherever the cursor went since
            MUST(view_undo(v, &err));
            expect_marked(v, edits[i].name, edits[i].before);
            view_goto(v, 0);
            MUST(view_redo(v, &err));
            expect_marked(v, edits[i].name, edits[i].after);
        }
        workspace_close_tab(w->ws, 0);
    }
}

static void runs_at_several_cursors_undo_together(void **state)
{
    View *v = view_of(*state, "a|\n[b]!\nc|\n");
    for (const char *p = "words"; *p; p++)
        MUST(view_type(v, str_n(p, 1), &err));
    expect_marked(v, "typed", "awords|\nwords|!\ncwords|\n");
    for (int i = 0; i < 3; i++)
        MUST(view_delete(v, MOVE_LEFT, &err));
    MUST(view_undo(v, &err));
    expect_marked(v, "undo of deleting", "awords|\nwords|!\ncwords|\n");
    MUST(view_undo(v, &err));
    expect_marked(v, "undo of typing", "a|\n[b]!\nc|\n");
    MUST(view_redo(v, &err));
    expect_marked(v, "redo", "awords|\nwords|!\ncwords|\n");
}

const struct CMUnitTest cursors_tests[] = {
    CASE(every_cursor_moves),
    CASE(columns_outlive_short_lines),
    CASE(edits_are_made_at_every_cursor),
    CASE(undo_brings_back_the_selections),
    CASE(runs_at_several_cursors_undo_together),
};
const size_t cursors_tests_n = ARRAY_LEN(cursors_tests);
