#include "suite.h"

#include "syntax/follow.h"

typedef struct {
    const char *name;
    const char *language;
    const char *text; // '|' stands at the place asked about
    int answer;       // step, or the partner's offset without the '|', -1 for none
} Case;

/* The text without its '|', and where that was. */
static Parsed open_at_bar(const Case *c, size_t *off)
{
    AUTO(buf) Buf text = BUF_INIT;
    buf_add_c(&text, c->text);
    *off = text.n; // the last one, as texts have some of their own
    while (text.p[--*off] != '|')
        ;
    buf_splice(&text, *off, *off + 1, STR(""));
    return parsed_new(c->language, buf_str(&text));
}

static const Case brackets[] = {
    {"an opening one finds its closing one", "c", "int f|(int a) {}", 11},
    {"a closing one finds its opening one", "c", "int f(int a|) {}", 5},
    {"inner ones are passed over", "c", "int a = |((1) + (2));", 18},
    {"brackets in strings do not count", "c", "int a = f|(\")\");", 13},
    {"brackets in comments do not count", "c", "f|(a /* ) */, b);", 14},
    {"within a string only the string counts", "c", "char *s = \"|(a) b\"; int f();", 13},
    {"a string's bracket finds no partner outside", "c", "f(\"|(\");", -1},
    {"another bracket is no partner", "c", "int a[] = |{1, (2)};", 17},
    {"a bracket without partner has none", "json", "|[1, 2", -1},
    {"no bracket is no bracket", "c", "|int f();", -1},
    {"the end is no bracket", "c", "int f();|", -1},
    {"an injected language has its own", "html", "<script>f|(\")\")</script>", 13},
    {"tags are brackets too", "html", "|<p class=\"a\">", 12},
    {"without a grammar brackets are counted", "dockerfile", "a = $|(b (c) d)", 13},
    {"and counted backwards", "dockerfile", "a = $(b (c) d|)", 5},
    {"a language without brackets has none", "plaintext", "|(a)", -1},
};

static void brackets_find_their_partner(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(brackets); i++) {
        size_t off, other = 0;
        Parsed p = open_at_bar(&brackets[i], &off);
        bool found = syntax_match_bracket(p.syntax, p.text, off, &other);
        int got = found ? (int)other : -1;
        if (got != brackets[i].answer)
            fail_msg("%s: %d, not %d", brackets[i].name, got, brackets[i].answer);
        parsed_free(&p);
    }
}

static void a_long_list_has_its_brackets_at_its_ends(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    buf_add_c(&text, "[0");
    for (int i = 0; i < 20000; i++)
        buf_add_c(&text, ", \"]\"");
    buf_add_c(&text, "]");
    Parsed p = parsed_new("json", buf_str(&text));
    size_t other;
    assert_true(syntax_match_bracket(p.syntax, p.text, 0, &other));
    assert_int_equal(other, text.n - 1);
    assert_true(syntax_match_bracket(p.syntax, p.text, text.n - 1, &other));
    assert_int_equal(other, 0);
    parsed_free(&p);
}

static void brackets_are_found_in_an_old_tree(void **state)
{
    (void)state;
    size_t other;
    Parsed p = parsed_new("c", STR("int f(int a);"));
    text_replace(p.text, 11, 11, STR(", int (*b)(void)"));
    assert_true(syntax_match_bracket(p.syntax, p.text, 5, &other));
    assert_int_equal(other, 27);
    text_replace(p.text, 27, 28, STR("x"));
    assert_false(syntax_match_bracket(p.syntax, p.text, 5, &other) && other == 27);
    parsed_free(&p);
}

static const Case steps[] = {
    {"a plain line keeps its indent", "c", "int a;|", 0},
    {"an open brace goes deeper", "c", "int main(void) {|", 1},
    {"two open brackets go deeper once", "javascript", "call(function () {|", 1},
    {"a closed block goes nowhere", "c", "struct a { int b; };|", 0},
    {"a leading closer was moved before", "c", "}|", 0},
    {"else between braces goes deeper", "c", "} else {|", 1},
    {"a bracket closed here that was opened before goes back", "c", "    b);|", -1},
    {"a condition's last line before a block keeps its indent", "c", "    b) {|", 0},
    {"a brace in a string is no brace", "c", "puts(\"{\");|", 0},
    {"a brace in a character is no brace", "c", "c = '{';|", 0},
    {"an escaped quote ends nothing", "c", "puts(\"\\\"{\");|", 0},
    {"a brace in a comment is no brace", "c", "a(); // {|", 0},
    {"a comment behind a brace hides nothing", "c", "if (a) { // why|", 1},
    {"a block comment is passed over", "c", "if (a) { /* } */|", 1},
    {"only what is before the cursor counts", "c", "int f(|int a) {", 1},
    {"a closer behind the cursor comes along", "c", "int f() {|}", 0},
    {"but more of a list is to come before its end", "c", "foo(a,|)", 1},
    {"also in an array", "javascript", "x = [1,|]", 1},
    {"a parenthesis behind its opening one comes along", "c", "foo(|)", 0},
    {"a lone closer behind the cursor goes back", "c", "a();|}", -1},
    {"a case goes deeper", "c", "case 1:|", 1},
    {"a label does not", "c", "out:|", 0},
    {"a colon goes deeper in Python", "python", "if a:|", 1},
    {"also with a comment behind it", "python", "if a:  # why|", 1},
    {"but not within brackets' contents", "python", "a[1:]|", 0},
    {"return ends a block in Python", "python", "    return a|", -1},
    {"returned is not return", "python", "    returned = a|", 0},
    {"an open list in a return goes deeper", "python", "    return [|", 1},
    {"then goes deeper in a shell", "shellscript", "if true; then|", 1},
    {"authen does not", "shellscript", "echo authen|", 0},
    {"a line in a long string keeps its indent", "python", "\"\"\"\nif a:|\n\"\"\"", 0},
    {"a line in a long comment keeps its indent", "c", "/*\n * if (a) {|\n */", 0},
    {"a lifetime opens no string in Rust", "rust", "fn f<'a>(x: &'a str) {|", 1},
    {"an empty line keeps its indent", "c", "|", 0},
    {"the line counts, not the one before it", "c", "if (a) {\n    b();|", 0},
    {"a condition without a brace goes deeper for one line", "c", "if (a)|", 1},
    {"else too", "java", "} else|", 1},
    {"and the line behind it goes back", "c", "if (a)\n    b();|", -1},
    {"a loop that ends in its line does not", "c", "while (a());|", 0},
    {"an object in an array goes deeper", "json", "[{|", 1},
    {"a rule goes deeper in CSS", "css", "p > a {|", 1},
    {"a struct goes deeper in Rust", "rust", "struct A {|", 1},
    {"a case goes deeper in Go", "go", "case 1:|", 1},
    {"a key without value goes deeper in YAML", "yaml", "a:|", 1},
    {"a key with a value does not", "yaml", "a: b|", 0},
    {"an element that is open goes deeper", "html", "<ul class=\"a\">|", 1},
    {"one that ends in its line does not", "html", "<li>a</li>|", 0},
    {"one that has no end does not", "html", "<br>|", 0},
    {"a tag over several lines goes deeper", "html", "<ul|", 1},
    {"def goes deeper in Ruby", "ruby", "def f(a)|", 1},
    {"a block with arguments too", "ruby", "a.each do |b, c||", 1},
    {"a modifier does not", "ruby", "return if a|", 0},
    {"rescue goes deeper", "ruby", "rescue Error => e|", 1},
    {"a function goes deeper in Lua", "lua", "local function f(a)|", 1},
    {"one that ends in its line does not", "lua", "f(function() return 1 end)|", 0},
    {"the pattern of a case goes deeper in a shell", "shellscript", "    a|b)|", 1},
    {"its end goes back", "shellscript", "        b ;;|", -1},
    {"without a grammar brackets count too", "dockerfile", "a = $(foo \\|", 1},
};

static void a_new_line_stands_where_it_should(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        size_t off;
        Parsed p = open_at_bar(&steps[i], &off);
        int got = syntax_indent_after(p.syntax, p.text, off);
        if (got != steps[i].answer)
            fail_msg("%s: %d", steps[i].name, got);
        parsed_free(&p);
    }
}

static void a_line_too_long_to_read_keeps_its_indent(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    buf_add_fill(&text, '{', 10000);
    Parsed p = parsed_new("c", buf_str(&text));
    assert_int_equal(syntax_indent_after(p.syntax, p.text, 10000), 0);
    assert_int_equal(syntax_indent_after(p.syntax, p.text, 100), 1);
    parsed_free(&p);
}

static void between_brackets_is_known(void **state)
{
    (void)state;
    static const Case places[] = {
        {"between braces", "c", "int f() {|}", 1},
        {"with blanks before the closer", "c", "{|  }", 1},
        {"not between others", "c", "{|]", 0},
        {"not at the start", "c", "|}", 0},
        {"not at the end", "c", "{|", 0},
        {"not before the next line's", "c", "{|\n}", 0},
        {"not between closers", "c", "}|}", 0},
        {"not without brackets", "plaintext", "{|}", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        size_t off;
        Parsed p = open_at_bar(&places[i], &off);
        if (syntax_between_brackets(p.syntax, p.text, off) != places[i].answer)
            fail_msg("%s", places[i].name);
        parsed_free(&p);
    }
}

/* '^' stands before the line that the one of '|' should stand as; without it there is no such line.
 */
static const Case alike[] = {
    {"a closing brace stands as the line of its opening one", "c", "^f(a) {\n    b();\n    }|", 0},
    {"one in another block", "java", "a {\n  ^b() {\n      d();\n      }|", 0},
    {"a brace behind code stays", "c", "a {\n    b; }|", 0},
    {"else in Python", "python", "^if a:\n    b\n    else:|", 0},
    {"elif behind a nested block", "python", "^if a:\n    for b in c:\n        d\n    elif:|", 0},
    {"except in Python", "python", "^try:\n    b\n    except A:|", 0},
    {"else where it is right already", "python", "if a:\n    b\nelse:|", 0},
    {"a dictionary's key stays", "python", "x = {\n    a:|", 0},
    {"end in Ruby", "ruby", "^def f\n  if a\n    b\n  end\n  end|", 0},
    {"end of a block in Ruby", "ruby", "^a.each do\n  b\n  end|", 0},
    {"else in Ruby", "ruby", "def f\n  ^if a\n    b\n    else|", 0},
    {"what only begins like end stays", "ruby", "def f\n  ending|", 0},
    {"end in Lua", "lua", "^local f = function(a)\n  if b then c() end\n  end|", 0},
    {"until in Lua", "lua", "^repeat\n  a()\n  until|", 0},
    {"fi in a shell", "shellscript", "^if a; then\n    b\n    fi|", 0},
    {"done over an inner loop", "shellscript",
     "^for a in b; do\n  while c; do\n    d\n  done\n  done|", 0},
    {"esac in a shell", "shellscript", "^case a in\n    b) c ;;\n    esac|", 0},
    {"case stands as the case before", "c", "switch (a) {\n^case 1:\n    b();\n    case 2:|", 0},
    {"over a block within it", "c", "switch (a) {\n^case 1: {\n    b();\n}\n    case 2:|", 0},
    {"a first case stays", "c", "switch (a) {\n    case 1:|", 0},
    {"a closing tag", "html", "^<ul>\n  <li>a</li>\n  </ul>|", 0},
    {"a closing tag over one of its name", "html", "^<p>\n  <p>\n  </p>\n  </p>|", 0},
    {"a word without a block stays", "ruby", "  end|", 0},
    {"a bracket without a partner stays", "c", "  }|", 0},
    {"plain text stays", "plaintext", "a\n  end|", 0},
};

static void a_line_that_ends_a_block_stands_as_its_first_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(alike); i++) {
        AUTO(buf) Buf text = BUF_INIT;
        buf_add_c(&text, alike[i].text);
        ptrdiff_t want = str_find_byte(buf_str(&text), '^');
        if (want >= 0)
            buf_splice(&text, (size_t)want, (size_t)want + 1, STR(""));
        size_t off = (size_t)str_find_byte(buf_str(&text), '|'), like = 0;
        buf_splice(&text, off, off + 1, STR(""));
        Parsed p = parsed_new(alike[i].language, buf_str(&text));
        size_t lead = want < 0 ? 0 : snap_line_start(text_now(p.text), (size_t)want, SIZE_MAX);
        bool found = syntax_reindent(p.syntax, p.text, off, &like);
        if (found != (want >= 0) || (found && like != lead))
            fail_msg("%s: %s %zu", alike[i].name, found ? "as" : "not as", like);
        parsed_free(&p);
    }
}

typedef struct {
    const char *name, *language, *text;
    const char *want; // the depth of each bracket, 1 to 3, in order
} RainbowCase;

static const RainbowCase rainbows[] = {
    {"each depth has its colour, and a pair one", "c", "int a = ((1) + f(b[2]));", "12223321"},
    {"brackets in strings and comments have none", "c", "f(\"(\" /* ( */);", "11"},
    {"what was closed before does not count", "c", "void f(int a) { g(a); }", "111221"},
    {"a substitution in a string", "javascript", "f(`a${[b]}`)", "1223321"},
    {"an injected language begins anew", "html", "<script>f(a)</script>", "11"},
    {"an array in an object", "json", "{\"a\": [[1]]}", "123321"},
};

/* The numbers of the bracket captures in [start, end). */
static void add_depths(Parsed *p, size_t start, size_t end, Buf *out)
{
    SyntaxSpans spans = {0};
    syntax_highlight(p->syntax, p->text, start, end, &spans);
    VEC_EACH (SyntaxSpan, s, &spans) {
        const char *name = syntax_capture_name(s->capture);
        if (strncmp(name, "bracket.", 8) == 0)
            buf_add_fill(out, name[8], s->end - s->start);
    }
    vec_deinit(&spans);
}

static void brackets_have_the_colour_of_their_depth(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rainbows); i++) {
        AUTO(buf) Buf whole = BUF_INIT;
        AUTO(buf) Buf parts = BUF_INIT;
        Parsed p = parsed_new(rainbows[i].language, str_c(rainbows[i].text));
        add_depths(&p, 0, SIZE_MAX, &whole);
        assert_int_equal(whole.n, 0);
        syntax_color_brackets(p.syntax, true);
        add_depths(&p, 0, SIZE_MAX, &whole);
        if (!str_eq_c(buf_str(&whole), rainbows[i].want))
            fail_msg("%s: %s", rainbows[i].name, buf_c(&whole));
        for (size_t at = 0; at < strlen(rainbows[i].text); at++) {
            painted_deinit(&p.syntax->painted);
            add_depths(&p, at, at + 1, &parts);
        }
        assert_string_equal(buf_c(&parts), rainbows[i].want);
        parsed_free(&p);
    }
}

const struct CMUnitTest structure_tests[] = {
    cmocka_unit_test(brackets_find_their_partner),
    cmocka_unit_test(a_long_list_has_its_brackets_at_its_ends),
    cmocka_unit_test(brackets_are_found_in_an_old_tree),
    cmocka_unit_test(a_new_line_stands_where_it_should),
    cmocka_unit_test(a_line_too_long_to_read_keeps_its_indent),
    cmocka_unit_test(between_brackets_is_known),
    cmocka_unit_test(a_line_that_ends_a_block_stands_as_its_first_one),
    cmocka_unit_test(brackets_have_the_colour_of_their_depth),
};
const size_t structure_tests_n = ARRAY_LEN(structure_tests);
