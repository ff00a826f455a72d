#include "suite.h"

/* Texts that stay right under their edits, so that there is one tree for each of them and a parse
 * from the old tree must end in the same colours as one from nothing. */

typedef struct {
    const char *language;
    const char *const *lines; // the text is made of these, by chance
    size_t n_lines;
} Kind;

#define KIND(id, table)             \
    {                               \
        id, table, ARRAY_LEN(table) \
    }

static const char *const c_lines[] = {
    "int x = 1;\n",
    "static const char *s = \"a\\n\";\n",
    "// a comment\n",
    "/* two\n   lines */\n",
    "int f(int a, Point *b)\n{\n    return a ? b->x : MAX(a, 2);\n}\n",
    "#define TWICE(x) ((x) * 2)\n",
    "\n",
};
static const char *const json_lines[] = {
    "1,\n", "\"a string\",\n", "{\"key\": [true, null]},\n", "// comment\n", "[[], {}],\n", "\n",
};
static const char *const markdown_lines[] = {
    "# A `heading`\n\n",
    "Some *text* and [a link](x).\n\n",
    "> quoted **text**\n> goes on\n\n",
    "```c\nint x = 1;\n```\n\n",
    "- one\n- two *em*\n\n",
    "```python\ndef f(a):\n    return \"a\"\n```\n\n",
};
static const char *const html_lines[] = {
    "<p class=\"a\">text</p>\n",
    "<script>const a = 1;</script>\n",
    "<style>p { color: red; }</style>\n",
    "<!-- comment -->\n",
    "<div><b onclick=\"go(1)\">x</b></div>\n",
};
static const char *const python_lines[] = {
    "x = [1, 2]\n",
    "def f(a, *b):\n    if a:\n        return f\"{a} and {b}\"\n",
    "class A(B):\n    \"\"\"doc\"\"\"\n    x: int = 1\n",
    "# comment\n",
    "print(\"hello\")\n",
    "\n",
};

static const char *const rust_lines[] = {
    "fn f(a: u8) -> Vec<u8> {\n    vec![a, g(b)]\n}\n",
    "/// doc\nstruct A<'a> { b: &'a str }\n",
    "const C: &str = concat!(\"a\", stringify!(x));\n",
    "// comment\n",
};
static const char *const javascript_lines[] = {
    "const a = html`<b>${x}</b>`;\n",      "function f({ a, b }) { return `x ${a}`; }\n",
    "const s = css`p { color: red; }`;\n", "/* comment */\n",
    "class A extends B { #c = 1; }\n",
};

static const Kind kinds[] = {
    KIND("c", c_lines),
    KIND("json", json_lines),
    KIND("markdown", markdown_lines),
    KIND("html", html_lines),
    KIND("python", python_lines),
    KIND("rust", rust_lines),
    KIND("javascript", javascript_lines),
};

/* Where each piece of the text ends, so that edits put whole pieces in place of whole pieces. */
typedef Vec(size_t) Ends;

/* Replace some pieces by others. */
static void edit(Parsed *p, const Kind *k, Ends *ends, uint64_t *seed)
{
    size_t from = random_below(seed, ends->n + 1);
    size_t count = MIN(random_below(seed, 3), ends->n - from);
    size_t start = from ? ends->p[from - 1] : 0;
    size_t end = from + count ? ends->p[from + count - 1] : 0;
    AUTO(buf) Buf with = BUF_INIT;
    Ends added = {0};
    for (size_t i = random_below(seed, 3); i > 0; i--) {
        buf_add_c(&with, k->lines[random_below(seed, k->n_lines)]);
        vec_push(&added, start + with.n);
    }
    text_replace(p->text, start, MAX(start, end), buf_str(&with));
    vec_remove(ends, from, count);
    VEC_EACH (size_t, later, ends)
        if (later >= ends->p + from)
            *later += with.n - (MAX(start, end) - start);
    for (size_t i = 0; i < added.n; i++)
        vec_insert(ends, from + i, added.p[i]);
    vec_deinit(&added);
}

static void assert_as_fresh(Parsed *p, const Kind *k)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    AUTO(buf) Buf want = BUF_INIT;
    snap_add_to(text_now(p->text), 0, snap_size(text_now(p->text)), &bytes);
    Parsed fresh = parsed_new(k->language, buf_str(&bytes));
    parsed_dump(p, 0, SIZE_MAX, &got);
    parsed_dump(&fresh, 0, SIZE_MAX, &want);
    assert_same_spans(k->language, &got, &want);
    buf_clear(&got);
    buf_clear(&want);
    parsed_dump_shape(p, &got);
    parsed_dump_shape(&fresh, &want);
    assert_same_spans(k->language, &got, &want);
    parsed_free(&fresh);
}

static void a_parse_from_the_old_tree_is_one_from_nothing(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        Parsed p = parsed_new(kinds[i].language, STR(""));
        Ends ends = {0};
        for (int round = 0; round < 60; round++) {
            for (size_t n = random_below(&seed, 4); n > 0; n--)
                edit(&p, &kinds[i], &ends, &seed);
            parsed_settle(&p);
            assert_as_fresh(&p, &kinds[i]);
        }
        vec_deinit(&ends);
        parsed_free(&p);
    }
}

static void undo_brings_the_old_colours_back(void **state)
{
    (void)state;
    AUTO(buf) Buf before = BUF_INIT;
    AUTO(buf) Buf after = BUF_INIT;
    Parsed p = parsed_new("c", STR("int x; // a\nchar y;\n"));
    parsed_dump(&p, 0, SIZE_MAX, &before);
    text_replace(p.text, 0, 0, STR("/* open\n"));
    parsed_settle(&p);
    size_t off;
    assert_true(text_undo(p.text, &off));
    parsed_settle(&p);
    parsed_dump(&p, 0, SIZE_MAX, &after);
    assert_string_equal(buf_c(&before), buf_c(&after));
    parsed_free(&p);
}

/* A letter's two bytes come in one by one, so that they lie in two pieces of the text. */
static void a_letter_in_two_pieces_is_one_letter(void **state)
{
    (void)state;
    for (size_t pad = 0; pad < 3; pad++) {
        AUTO(buf) Buf got = BUF_INIT;
        Parsed p = parsed_new("c", STR("int x;"));
        text_replace(p.text, 5, 5, STR("\xc3"));
        text_undo_break(p.text);
        text_replace(p.text, 0, 0, str_upto(STR("   "), pad));
        text_replace(p.text, 6 + pad, 6 + pad, STR("\xa9"));
        parsed_settle(&p);
        parsed_dump(&p, 0, SIZE_MAX, &got);
        assert_string_equal(buf_c(&got),
                            "int|type.builtin\nx\xc3\xa9|variable\n;|punctuation.delimiter\n");
        parsed_free(&p);
    }
}

const struct CMUnitTest incremental_tests[] = {
    cmocka_unit_test(a_parse_from_the_old_tree_is_one_from_nothing),
    cmocka_unit_test(a_letter_in_two_pieces_is_one_letter),
    cmocka_unit_test(undo_brings_the_old_colours_back),
};
const size_t incremental_tests_n = ARRAY_LEN(incremental_tests);
