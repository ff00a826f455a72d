#include "suite.h"

/* A word in a text of one language, and what another one makes of it. */
typedef struct {
    const char *name, *language, *text, *word, *capture;
} Case;

static const Case cases[] = {
    {"a script is JavaScript", "html", "<script>const x = 1;</script>", "const", "keyword"},
    {"a module is JavaScript", "html", "<script type=\"module\">import 'x'</script>", "import",
     "keyword.control"},
    {"a script may be JSON", "html", "<script type=\"application/json\">[null]</script>", "null",
     "constant.builtin"},
    {"a script may be TypeScript", "html", "<script lang=\"ts\">let x: string</script>", "string",
     "type.builtin"},
    {"a style is CSS", "html", "<style>p { color: red; }</style>", "color", "property"},
    {"a style attribute is CSS", "html", "<p style=\"color: red\">", "red", "constant"},
    {"an event's attribute is JavaScript", "html", "<p onclick=\"return go()\">", "return",
     "keyword.control"},
    {"front matter is YAML", "markdown", "---\ntitle: x\n---\n# a\n", "title", "property"},
    {"front matter between pluses is TOML", "markdown", "+++\ntitle = 1\n+++\n", "title",
     "property"},
    {"a fence names its language", "markdown", "```rb\nputs 1\n```\n", "puts", "function.builtin"},
    {"a fence may name it in braces", "markdown", "```{.haskell}\nmain = do x\n```\n", "main",
     "function"},
    {"a fence within a list", "markdown", "- a\n\n  ```sql\n  select 1\n  ```\n", "select",
     "keyword"},
    {"the tag of a template says what it is", "javascript", "x = css`p { color: red }`", "color",
     "property"},
    {"a tagged query is SQL", "typescript", "x = sql`select 1`", "select", "keyword"},
    {"a remark may say it instead", "javascript", "x = /* sql */ `select 1`", "select", "keyword"},
    {"a regular expression has its own marks", "javascript", "x = /a+/", "+", "operator"},
    {"so have Ruby's", "ruby", "x = /a+/", "+", "operator"},
    {"a heredoc says what it holds", "ruby", "x = <<~SQL\n  select 1\nSQL\n", "select", "keyword"},
    {"PHP stands in HTML", "php", "<b><?php return 1 ?></b>", "b", "tag"},
    {"a heredoc of PHP says it too", "php", "<?php $x = <<<SQL\nselect 1\nSQL;\n", "select",
     "keyword"},
    {"ERB holds Ruby", "erb", "<b><%= nil %></b>", "nil", "constant.builtin"},
    {"EJS holds JavaScript", "ejs", "<b><% if (x) { %></b>", "if", "keyword.control"},
    {"a template ends what it did not begin", "erb", "<% x %></section>", "section", "tag"},
    {"a component's script says its language", "vue", "<script lang=\"ts\">let x: string</script>",
     "string", "type.builtin"},
    {"a component's style says it too", "vue", "<style lang=\"scss\">@include x;</style>",
     "@include", "keyword.control"},
    {"double braces hold an expression", "vue", "<p>{{ null }}</p>", "null", "constant.builtin"},
    {"so do directives", "vue", "<p :a=\"null\" />", "null", "constant.builtin"},
    {"single braces do in Svelte", "svelte", "<p>{null}</p>", "null", "constant.builtin"},
    {"a block's condition is an expression", "svelte", "{#if null}<p/>{/if}", "null",
     "constant.builtin"},
    {"a recipe is for the shell", "makefile", "a:\n\tif true; then x; fi\n", "then",
     "keyword.control"},
    {"a sigil may hold HTML", "elixir", "~H\"\"\"\n<b>x</b>\n\"\"\"\n", "b", "tag"},
};

static void check_case(const Case *c)
{
    SyntaxSpans spans = {0};
    Parsed p = parsed_new(c->language, str_c(c->text));
    size_t at = (size_t)(strstr(c->text, c->word) - c->text);
    syntax_highlight(p.syntax, p.text, at, at + 1, &spans);
    const char *got = spans.n ? syntax_capture_name(spans.p[0].capture) : "nothing";
    if (strcmp(got, c->capture) != 0)
        fail_msg("%s: '%s' is %s, not %s", c->name, c->word, got, c->capture);
    vec_deinit(&spans);
    parsed_free(&p);
}

static void parts_in_another_language_have_its_colours(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_case(&cases[i]);
}

static void a_place_is_in_the_language_of_its_part(void **state)
{
    (void)state;
    static const struct {
        const char *language, *text, *before, *want;
    } rows[] = {
        {"html", "<p>\n<script>\nlet x = /a/;\n</script>\n", "let", "javascript"},
        {"html", "<p>\n<script>\nlet x = /a/;\n</script>\n", "/a/", "javascript"},
        {"html", "<p>\n<script>\nlet x = /a/;\n</script>\n", "<p>", "html"},
        {"html", "<p>\n<script>\nlet x = /a/;\n</script>\n", "</script>", "html"},
        {"html", "<style>\np {}\n</style>\n", "p {", "css"},
        {"vue", "<script lang=\"ts\">\nlet x\n</script>\n", "let", "typescript"},
        {"markdown", "a *b*\n\n```py\nx = 1\n```\n", "x = 1", "python"},
        {"markdown", "a *b*\n\n```py\nx = 1\n```\n", "*b*", "markdown"},
        {"jsonc", "[1]", "1", "jsonc"},
        {"plaintext", "a", "a", "plaintext"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        Parsed p = parsed_new(rows[i].language, str_c(rows[i].text));
        size_t at = (size_t)(strstr(rows[i].text, rows[i].before) - rows[i].text);
        const Language *got = syntax_language_at(p.syntax, p.text, at);
        if (strcmp(language_id(got), rows[i].want) != 0)
            fail_msg("'%s' in %s is %s", rows[i].before, rows[i].language, language_id(got));
        parsed_free(&p);
    }
}

const struct CMUnitTest embedded_tests[] = {
    cmocka_unit_test(parts_in_another_language_have_its_colours),
    cmocka_unit_test(a_place_is_in_the_language_of_its_part),
};
const size_t embedded_tests_n = ARRAY_LEN(embedded_tests);
