#include "suite.h"

#include "../../lib/temp-dir.h"

/* A folder of grammars in which only JSON has a module. */
static int world_setup(void **state)
{
    char *dir = temp_dir_new();
    AUTO(free) char *module = xasprintf("%s/json.so", dir);
    AUTO(free) char *queries = xasprintf("%s/json", dir);
    *state = dir;
    syntax_set_grammar_dir(dir);
    return symlink(GRAMMARS "/json.so", module) || mkdir(queries, 0700);
}

static int world_teardown(void **state)
{
    syntax_set_grammar_dir(GRAMMARS);
    temp_dir_free(*state);
    return 0;
}

static void put(void **state, const char *name, const char *bytes)
{
    AUTO(free) char *path = xasprintf("%s/%s", (const char *)*state, name);
    temp_write(path, str_c(bytes));
}

/* The problem of a text in that language, with the folder's name cut out. */
static char *problem_of(void **state, const char *language)
{
    Parsed p = parsed_new(language, STR("[1]"));
    const char *problem = syntax_problem(p.syntax);
    const char *dir = strstr(problem, *state);
    char *out = dir ? xasprintf("%.*s%s", (int)(dir - problem), problem, dir + strlen(*state))
                    : xstrdup(problem);
    SyntaxSpans spans = {0};
    syntax_highlight(p.syntax, p.text, 0, 3, &spans);
    if (*problem)
        assert_int_equal(spans.n, 0);
    assert_null(syntax_job_new(p.syntax, p.text));
    text_replace(p.text, 0, 0, STR(" "));
    if (*problem)
        assert_null(syntax_job_new(p.syntax, p.text));
    vec_deinit(&spans);
    parsed_free(&p);
    return out;
}

static void assert_problem(void **state, const char *language, const char *want)
{
    AUTO(free) char *got = problem_of(state, language);
    assert_string_equal(got, want);
}

static void a_missing_module_is_one_sentence(void **state)
{
    assert_problem(state, "c", "cannot load grammar 'c': there is no '/c.so'");
}

static void a_file_that_is_no_module_is_one_sentence(void **state)
{
    put(state, "c.so", "this is no module");
    assert_problem(state, "c", "cannot load grammar 'c': /c.so: file too short");
}

static void a_module_without_its_symbol_is_one_sentence(void **state)
{
    AUTO(free) char *path = xasprintf("%s/go.so", (const char *)*state);
    assert_int_equal(symlink(GRAMMARS "/json.so", path), 0);
    assert_problem(state, "go",
                   "cannot load grammar 'go': '/go.so' has no symbol 'tree_sitter_go'");
}

static void a_missing_query_is_one_sentence(void **state)
{
    assert_problem(state, "json",
                   "cannot load grammar 'json': cannot open '/json/highlights.scm': "
                   "no such file or directory");
}

static void an_error_in_a_query_names_file_and_line(void **state)
{
    put(state, "json/highlights.scm", "; fine\n(string) @string\n(strng) @string\n");
    assert_problem(
        state, "json",
        "cannot load grammar 'json': 'json/highlights.scm' line 3: unknown node 'strng'");
}

static void an_error_in_an_inherited_query_names_that_file(void **state)
{
    put(state, "json/base.scm", "(string) @string\n(number feld: (_)) @a");
    put(state, "json/highlights.scm", "; inherits: json/base\n(number) @number\n");
    assert_problem(state, "json",
                   "cannot load grammar 'json': 'json/base.scm' line 2: unknown field 'feld:'");
}

static void a_query_that_inherits_itself_is_refused(void **state)
{
    put(state, "json/highlights.scm", "; inherits: json/highlights\n");
    assert_problem(state, "json",
                   "cannot load grammar 'json': '/json/highlights.scm' inherits itself");
}

static void a_bad_expression_in_a_query_is_one_sentence(void **state)
{
    put(state, "json/highlights.scm", "((string) @s (#match? @s \"(\"))");
    assert_problem(state, "json",
                   "cannot load grammar 'json': cannot compile '(': "
                   "missing closing parenthesis at column 2");
}

static void a_bad_injection_query_is_one_sentence(void **state)
{
    put(state, "json/highlights.scm", "(string) @string");
    put(state, "json/injections.scm", "(nothing) @injection.content");
    assert_problem(
        state, "json",
        "cannot load grammar 'json': 'json/injections.scm' line 1: unknown node 'nothing'");
}

static void a_language_without_grammar_has_no_problem(void **state)
{
    assert_problem(state, "dockerfile", "");
}

/* What a query makes of a text. */
typedef struct {
    const char *name, *query, *text, *spans;
} Case;

#define TEXT "{\"a\": \"a\", \"b\": 1, \"cc\": [\"b\"]}"

static const Case cases[] = {
    {"a string is compared", "((string) @x (#eq? @x \"\\\"b\\\"\"))", TEXT, "\"b\"|x\n\"b\"|x\n"},
    {"a comparison may be negated", "((number) @x (#not-eq? @x \"2\"))", TEXT, "1|x\n"},
    {"two captures are compared", "((pair key: (_) @x value: (_) @y) (#eq? @x @y))", TEXT,
     "\"a\"|x\n\"a\"|y\n"},
    {"two captures may have to differ", "((pair key: (_) @x value: (number) @y) (#not-eq? @x @y))",
     TEXT, "\"b\"|x\n1|y\n"},
    {"an expression is matched", "((string) @x (#match? @x \"c+\"))", TEXT, "\"cc\"|x\n"},
    {"an expression may have to miss", "((string) @x (#not-match? @x \"[ab]\"))", TEXT,
     "\"cc\"|x\n"},
    {"a Lua pattern is matched", "((string) @x (#lua-match? @x \"^.%l%l\"))", TEXT, "\"cc\"|x\n"},
    {"one of several words", "((number) @x (#any-of? @x \"2\" \"1\"))", TEXT, "1|x\n"},
    {"none of several words", "((number) @x (#not-any-of? @x \"2\" \"1\"))", TEXT, ""},
    {"the parent counts", "((string) @x (#has-parent? @x array))", TEXT, "\"b\"|x\n"},
    {"an ancestor counts", "((string) @x (#has-ancestor? @x array document))", "[\"a\"]",
     "\"a\"|x\n"},
    {"an ancestor may be unwanted", "((string) @x (#not-has-ancestor? @x array))", "[\"a\"]", ""},
    {"all nodes of a capture must fit", "((pair key: (_) @x value: (_) @x) (#match? @x \"a\"))",
     "{\"a\": \"b\", \"ca\": \"a\"}", "\"ca\"|x\n\"a\"|x\n"},
    {"one node is enough with any-", "((pair key: (_) @x value: (_) @x) (#any-match? @x \"a\"))",
     "{\"a\": \"b\", \"c\": \"c\"}", "\"a\"|x\n\"b\"|x\n"},
    {"several predicates must all hold", "((string) @x (#match? @x \"a\") (#has-parent? @x array))",
     TEXT, ""},
    {"what nobody knows holds", "((number) @x (#is-not? local) (#frob? @x))", TEXT, "1|x\n"},
    {"a private capture paints nothing", "(number) @_x", TEXT, ""},
    {"the later pattern shows", "(number) @x (number) @y", TEXT, "1|y\n"},
    {"the inner node shows", "(array) @x (string) @y", "[\"a\"]", "[|x\n\"a\"|y\n]|x\n"},
    {"none leaves a gap", "(array) @x (string) @none", "[\"a\"]", "[|x\n]|x\n"},
    {"what is inherited comes first", "; inherits: json/base\n(number) @y", "[1, null]",
     "1|y\nnull|x\n"},
};

/* Each case needs a folder of its own, as a grammar is loaded once. */
static void check_case(const Case *c)
{
    void *state;
    AUTO(buf) Buf got = BUF_INIT;
    assert_int_equal(world_setup(&state), 0);
    put(&state, "json/base.scm", "(number) @x (null) @x");
    put(&state, "json/highlights.scm", c->query);
    Parsed p = parsed_new("json", str_c(c->text));
    buf_add_c(&got, syntax_problem(p.syntax));
    parsed_dump(&p, 0, SIZE_MAX, &got);
    parsed_free(&p);
    world_teardown(&state);
    if (strcmp(buf_c(&got), c->spans) != 0)
        fail_msg("%s: %s", c->name, buf_c(&got));
}

static void queries_mean_what_they_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_case(&cases[i]);
}

#define world_test(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

const struct CMUnitTest grammar_tests[] = {
    world_test(a_missing_module_is_one_sentence),
    world_test(a_file_that_is_no_module_is_one_sentence),
    world_test(a_module_without_its_symbol_is_one_sentence),
    world_test(a_missing_query_is_one_sentence),
    world_test(an_error_in_a_query_names_file_and_line),
    world_test(an_error_in_an_inherited_query_names_that_file),
    world_test(a_query_that_inherits_itself_is_refused),
    world_test(a_bad_expression_in_a_query_is_one_sentence),
    world_test(a_bad_injection_query_is_one_sentence),
    world_test(a_language_without_grammar_has_no_problem),
    cmocka_unit_test(queries_mean_what_they_say),
};
const size_t grammar_tests_n = ARRAY_LEN(grammar_tests);
