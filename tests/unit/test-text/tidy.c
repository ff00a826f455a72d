#include "test-text.h"

// Apply the rewrite; expects `want`, and that nothing is put when nothing changes.
static void expect(const char *name, Text *t, TextRewrite *r, const char *want)
{
    AUTO(buf) Buf got = BUF_INIT;
    bool changes = text_rewrite_count(r) > 0;
    text_rewrite_apply(t, r);
    snap_add_to(text_now(t), 0, snap_size(text_now(t)), &got);
    if (strcmp(buf_c(&got), want) != 0)
        fail_msg("%s: '%s'", name, buf_c(&got));
    if (changes != (text_rev(t) > 0))
        fail_msg("%s: changes %d", name, changes);
    text_free(t);
}

void line_ends_are_rewritten(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *lf, *crlf;
    } cases[] = {
        {"nothing", "", "", ""},
        {"no line end", "abc", "abc", "abc"},
        {"LF", "a\nb\n", "a\nb\n", "a\r\nb\r\n"},
        {"CRLF", "a\r\nb\r\n", "a\nb\n", "a\r\nb\r\n"},
        {"CR", "a\rb\r", "a\nb\n", "a\r\nb\r\n"},
        {"all of them", "\r\r\n\n\r", "\n\n\n\n", "\r\n\r\n\r\n\r\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Text *t = text_new_from(str_c(cases[i].text));
        expect(cases[i].name, t, text_rewrite_line_ends(text_now(t), false, NULL), cases[i].lf);
        t = text_new_from(str_c(cases[i].text));
        expect(cases[i].name, t, text_rewrite_line_ends(text_now(t), true, NULL), cases[i].crlf);
    }
}

void indents_are_rewritten(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        TextIndent how;
        const char *want;
    } cases[] = {
        {"nothing", "", {true, 4, 4}, ""},
        {"spaces become tabs", "a\n    b\n        c", {true, 4, 4}, "a\n\tb\n\t\tc"},
        {"what is left over stays spaces", "      a\n", {true, 4, 4}, "\t  a\n"},
        {"narrower steps", "  a\n    b\n", {true, 8, 2}, "\ta\n\t\tb\n"},
        {"tabs become spaces", "\ta\n\t\tb", {false, 4, 4}, "    a\n        b"},
        {"a tab goes to the next stop", " \ta", {false, 4, 4}, "    a"},
        {"mixed ones are written well", " \t  \ta", {true, 4, 4}, "\t\ta"},
        {"only the indent is touched", "    a    b", {true, 4, 4}, "\ta    b"},
        {"lines of blanks, too", "    \n\t", {true, 4, 4}, "\t\n\t"},
        {"before CRLF", "    \r\n    a\r\n", {true, 4, 4}, "\t\r\n\ta\r\n"},
        {"done already", "\ta\n\t b\n", {true, 4, 4}, "\ta\n\t b\n"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Text *t = text_new_from(str_c(cases[i].text));
        expect(cases[i].name, t, text_rewrite_indent(text_now(t), cases[i].how, NULL),
               cases[i].want);
    }
}

void many_empty_lines_at_the_end_go(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    buf_add_c(&text, "a");
    buf_add_fill(&text, '\n', 10000);
    Text *t = text_new_from(buf_str(&text));
    TextTidy how = {.final_lines = true};
    expect("lines", t, text_rewrite_tidy(text_now(t), how, NULL), "a\n");
    t = text_new_from(str_from(buf_str(&text), 1));
    how.blanks = true;
    expect("nothing else", t, text_rewrite_tidy(text_now(t), how, NULL), "");
}

void texts_are_tidied(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        TextTidy how;
        const char *text, *want;
    } cases[] = {
        {"nothing to do", {true, true, true, false}, "a\nb\n", "a\nb\n"},
        {"an empty text stays empty", {true, true, true, false}, "", ""},
        {"blanks before line ends go",
         {true, false, false, false},
         "a \n\tb\t \r\n \nc ",
         "a\n\tb\r\n\nc"},
        {"a line end is added", {false, false, true, false}, "a", "a\n"},
        {"as the others are", {false, false, true, true}, "a\r\nb", "a\r\nb\r\n"},
        {"behind what was trimmed", {true, false, true, false}, "a ", "a\n"},
        {"but not behind a line of blanks", {true, false, true, false}, "a\n  ", "a\n"},
        {"empty lines at the end go", {false, true, false, false}, "a\n\n\n", "a\n"},
        {"the first end stays as it is", {false, true, false, false}, "a\r\n\n\r\n", "a\r\n"},
        {"none is added without need", {false, true, false, false}, "a", "a"},
        {"all of it", {true, true, true, false}, "a \n \n\t\n", "a\n"},
        {"nothing but blanks", {true, true, true, false}, " \n \n", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Text *t = text_new_from(str_c(cases[i].text));
        expect(cases[i].name, t, text_rewrite_tidy(text_now(t), cases[i].how, NULL), cases[i].want);
    }
}
