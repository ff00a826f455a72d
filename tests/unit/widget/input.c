#include "widget/widget.h"
#include "groups.h"
#include "base/mem.h"
#include "base/width.h"

/* Type keys by name; "'text'" is typed letter by letter. */
static InputAnswer type(Input *in, const char *keys)
{
    InputAnswer last = INPUT_IGNORED;
    Str rest = str_c(keys), word;
    while (str_split(&rest, ' ', &word)) {
        Key k = {.kind = KEY_CHAR};
        if (word.n > 1 && word.p[0] == '\'') {
            for (size_t i = 1; i + 1 < word.n; i++) {
                k.cp = word.p[i] == '_' ? ' ' : (unsigned char)word.p[i];
                last = input_key(in, &k);
            }
            continue;
        }
        AUTO(err) Err err = {0};
        if (!key_parse(word, &k, &err))
            fail_msg("%s", err_text(&err));
        last = input_key(in, &k);
    }
    return last;
}

/* The text with | for the cursor and [ for the other end of the selection. */
static void picture(const Input *in, Buf *out)
{
    for (size_t i = 0; i <= in->text.n; i++) {
        if (i == in->anchor && in->anchor != in->cursor)
            buf_add_byte(out, '[');
        if (i == in->cursor)
            buf_add_byte(out, '|');
        if (i < in->text.n)
            buf_add_byte(out, in->text.p[i]);
    }
}

static void keys_edit_the_line(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *keys, *picture;
        InputAnswer answer;
    } cases[] = {
        {"typing", "", "'ab' shift+c", "abC|", INPUT_CHANGED},
        {"moving", "abc", "left left", "a|bc", INPUT_MOVED},
        {"home and end", "abc", "home right end left", "ab|c", INPUT_MOVED},
        {"erasing", "abc", "left backspace", "a|c", INPUT_CHANGED},
        {"erasing nothing", "abc", "home backspace", "|abc", INPUT_MOVED},
        {"deleting", "abc", "home delete", "|bc", INPUT_CHANGED},
        {"clusters are one", "e\xCC\x81x", "left backspace", "|x", INPUT_CHANGED},
        {"words", "one two-three", "ctrl+left", "one two-|three", INPUT_MOVED},
        {"words again", "one two-three", "ctrl+left alt+left ctrl+left", "one |two-three",
         INPUT_MOVED},
        {"words to the right", "one two", "home ctrl+right", "one| two", INPUT_MOVED},
        {"words at the end", "one  ", "home ctrl+right ctrl+right ctrl+right", "one  |",
         INPUT_MOVED},
        {"erasing a word", "one two", "alt+backspace", "one |", INPUT_CHANGED},
        {"erasing a word to the right", "one two", "home ctrl+delete", "| two", INPUT_CHANGED},
        {"the same with alt+d", "one two", "home alt+d alt+d", "|", INPUT_CHANGED},
        {"selecting", "abc", "shift+left shift+left", "a|bc[", INPUT_MOVED},
        {"selecting a word", "one two", "ctrl+shift+left", "one |two[", INPUT_MOVED},
        {"typing over a selection", "abc", "shift+home x", "x|", INPUT_CHANGED},
        {"erasing a selection", "abc", "shift+left backspace", "ab|", INPUT_CHANGED},
        {"leaving a selection to the left", "abc", "shift+left shift+left left", "a|bc",
         INPUT_MOVED},
        {"leaving a selection to the right", "abc", "home shift+right right", "a|bc", INPUT_MOVED},
        {"selecting all", "abc", "ctrl+a", "[abc|", INPUT_MOVED},
        {"copying", "abc", "ctrl+a ctrl+c", "[abc|", INPUT_COPY},
        {"copying nothing", "abc", "ctrl+c", "abc|", INPUT_IGNORED},
        {"cutting is the owner's", "abc", "ctrl+a ctrl+x", "[abc|", INPUT_CUT},
        {"so is pasting", "abc", "ctrl+v", "abc|", INPUT_PASTE},
        {"other keys are not its", "abc", "enter", "abc|", INPUT_IGNORED},
        {"escape is not its", "abc", "escape", "abc|", INPUT_IGNORED},
        {"up is not its", "abc", "up", "abc|", INPUT_IGNORED},
        {"other chords are not its", "abc", "ctrl+p", "abc|", INPUT_IGNORED},
        {"function keys are not its", "abc", "f3", "abc|", INPUT_IGNORED},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Input in = {0};
        AUTO(buf) Buf got = BUF_INIT;
        input_set(&in, str_c(cases[i].text));
        InputAnswer answer = type(&in, cases[i].keys);
        picture(&in, &got);
        if (strcmp(buf_c(&got), cases[i].picture) != 0 || answer != cases[i].answer)
            fail_msg("%s: '%s', answer %d", cases[i].name, buf_c(&got), (int)answer);
        input_deinit(&in);
    }
}

static void a_paste_stays_in_the_line(void **state)
{
    (void)state;
    Input in = {0};
    Key k = {.kind = KEY_PASTE, .text = STR("a\nb\r\nc")};
    assert_int_equal(input_key(&in, &k), INPUT_CHANGED);
    assert_string_equal(buf_c(&in.text), "a b  c");
    type(&in, "ctrl+a");
    input_insert(&in, STR(""));
    assert_int_equal(in.text.n, 0);
    input_deinit(&in);
}

static void the_selection_can_be_taken(void **state)
{
    (void)state;
    Input in = {0};
    input_set(&in, STR("one two"));
    assert_int_equal(input_selected(&in).n, 0);
    type(&in, "ctrl+shift+left");
    assert_true(str_eq_c(input_selected(&in), "two"));
    type(&in, "home ctrl+shift+right");
    assert_true(str_eq_c(input_selected(&in), "one"));
    input_deinit(&in);
}

static void check_row(const Surface *s, const char *want, const char *name)
{
    AUTO(buf) Buf got = BUF_INIT;
    for (int col = 0; col < surface_cols(s); col++)
        buf_add(&got, surface_text(s, 0, col));
    if (strcmp(buf_c(&got), want) != 0)
        fail_msg("%s: '%s'", name, buf_c(&got));
}

static void the_cursor_is_always_in_sight(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *keys, *row;
        int cursor;
    } cases[] = {
        {"short", "abc", "left", "#abc  #", 3},
        {"at the end of a long one", "abcdefgh", "left right", "#efgh #", 5},
        {"at its beginning", "abcdefgh", "home", "#abcde#", 1},
        {"back a little", "abcdefgh", "left left left left left", "#defgh#", 1},
        {"erasing shows what is before", "abcdefgh", "backspace backspace backspace", "#bcde #", 5},
        {"wide ones", "世界人中", "left", "#人中 #", 3},
        {"control characters", "a\x1b", "left right", "#a^[  #", 4},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        Input in = {0};
        Surface *s = surface_new(1, 7);
        surface_put(s, 0, 0, 7, STR("#######"), (Style){0});
        input_set(&in, str_c(cases[i].text));
        input_paint(&in, s, 0, 1, 5, (Style){0});
        Str rest = str_c(cases[i].keys), key;
        int cursor = 0;
        while (str_split(&rest, ' ', &key)) {
            AUTO(free) char *name = str_dup(key);
            type(&in, name);
            cursor = input_paint(&in, s, 0, 1, 5, (Style){0});
        }
        check_row(s, cases[i].row, cases[i].name);
        if (cursor != cases[i].cursor)
            fail_msg("%s: cursor at %d", cases[i].name, cursor);
        assert_int_equal(input_paint(&in, s, 0, 1, 0, (Style){0}), 1);
        surface_free(s);
        input_deinit(&in);
    }
}

static void the_selection_is_reversed(void **state)
{
    (void)state;
    Input in = {0};
    Surface *s = surface_new(1, 5);
    input_set(&in, STR("abcdefgh"));
    type(&in, "shift+left shift+left shift+home");
    input_paint(&in, s, 0, 0, 5, (Style){0});
    for (int col = 0; col < 5; col++)
        assert_int_equal(surface_cell(s, 0, col)->style.attrs, ATTR_REVERSE);
    type(&in, "left shift+right");
    input_paint(&in, s, 0, 0, 5, (Style){0});
    for (int col = 0; col < 5; col++)
        assert_int_equal(surface_cell(s, 0, col)->style.attrs, col == 0 ? ATTR_REVERSE : 0);
    surface_free(s);
    input_deinit(&in);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(keys_edit_the_line),         cmocka_unit_test(a_paste_stays_in_the_line),
    cmocka_unit_test(the_selection_can_be_taken), cmocka_unit_test(the_cursor_is_always_in_sight),
    cmocka_unit_test(the_selection_is_reversed),
};

const TestGroup input_tests = {tests, ARRAY_LEN(tests)};
