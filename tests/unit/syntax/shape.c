#include "suite.h"

#include "base/fs.h"
#include "syntax/follow.h"
#include "syntax/language.h"

#define SAMPLES TOP_SRCDIR "/tests/unit/syntax/samples"

static const char *const samples[] = {
    "c",        "cpp",  "python", "javascript", "javascriptreact", "typescript", "typescriptreact",
    "go",       "rust", "java",   "json",       "shellscript",     "html",       "css",
    "markdown", "ruby", "yaml",   "php",        "kotlin",          "lua",        "elixir",
};

/* The sample of a language stands in a file of its id. */
static Parsed open_sample(const char *language)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(free) char *path = xasprintf("%s/%s", SAMPLES, language);
    assert_true(fs_read(path, 0, &bytes, NULL));
    return parsed_new(language, buf_str(&bytes));
}

/* With ACCEPT_SPANS set in the environment what is seen becomes what is expected: read the diff. */
static void each_language_with_a_grammar_has_its_shape(void **state)
{
    (void)state;
    for (const Language *const *l = language_all(); *l; l++) {
        AUTO(buf) Buf got = BUF_INIT;
        AUTO(buf) Buf want = BUF_INIT;
        AUTO(free) char *path = xasprintf("%s/%s.shape", SAMPLES, (*l)->id);
        if (!(*l)->grammar)
            continue;
        Parsed p = open_sample((*l)->id);
        parsed_dump_shape(&p, &got);
        parsed_free(&p);
        if (getenv("ACCEPT_SPANS"))
            assert_true(fs_write(path, buf_str(&got), NULL));
        assert_true(fs_read(path, 0, &want, NULL));
        assert_same_spans((*l)->id, &got, &want);
    }
}

/* Every grammar that says anything of its structure says it in queries that compile. */
static void the_queries_compile(void **state)
{
    (void)state;
    static const char *const kinds[] = {"folds", "outline"};
    for (const Language *const *l = language_all(); *l; l++) {
        const Grammar *g = (*l)->grammar ? grammar_get((*l)->grammar, NULL) : NULL;
        for (size_t k = 0; g && k < ARRAY_LEN(kinds); k++) {
            AUTO(free) char *path = xasprintf(GRAMMARS "/%s/%s.scm", g->name, kinds[k]);
            if (fs_exists(path) && !grammar_query(g, (GrammarQuery)k))
                fail_msg("'%s' does not compile", path);
        }
    }
}

static void assert_same_items(const char *name, const StructureItems *a, const StructureItems *b)
{
    for (size_t i = 0; i < MAX(a->n, b->n); i++) {
        bool same = i < a->n && i < b->n &&
                    memcmp(&a->p[i].at, &b->p[i].at, sizeof(Stretch)) == 0 &&
                    memcmp(&a->p[i].inner, &b->p[i].inner, sizeof(Stretch)) == 0 &&
                    a->p[i].row == b->p[i].row && a->p[i].end_row == b->p[i].end_row &&
                    a->p[i].parent == b->p[i].parent && a->p[i].kind == b->p[i].kind;
        if (!same)
            fail_msg("%s: item %zu of %zu and %zu differs", name, i, a->n, b->n);
    }
}

/* What was carried along under edits is what a look at the whole tree finds. */
static void assert_structure_is_whole(const char *name, const Snap *snap, const Layer *l,
                                      size_t base)
{
    const atomic_bool never = false;
    ParseRun run = {.snap = snap, .cancelled = &never, .cpu_ns_end = INT64_MAX};
    bool known = structure_is_known(l->grammar);
    Stretch all = {0, UINT32_MAX};
    Structure *fresh = known ? structure_new(&run, l, base, NULL, all) : NULL;
    assert_int_equal(!fresh, !l->structure);
    if (fresh) {
        assert_same_items(name, &l->structure->folds, &fresh->folds);
        assert_same_items(name, &l->structure->symbols, &fresh->symbols);
    }
    structure_free(fresh);
    VEC_EACH (InnerLayer, inner, &l->inner)
        assert_structure_is_whole(name, snap, inner->layer, base + inner->place.start);
}

static void scribble(Text *t, uint64_t *seed)
{
    static const char *const pieces[] = {"",    "x",    "\n", "\"", "{",    "}",  "`", "/*",
                                         "```", "\n# ", "<",  "(",  "\xff", "//", "*/"};
    size_t n = snap_size(text_now(t));
    size_t start = random_below(seed, n + 1);
    size_t len = random_below(seed, 10) ? random_below(seed, 4) : random_below(seed, 200);
    text_replace(t, start, MIN(start + len, n),
                 str_c(pieces[random_below(seed, ARRAY_LEN(pieces))]));
}

static void a_structure_under_edits_is_one_from_nothing(void **state)
{
    (void)state;
    uint64_t seed = 11;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        Parsed p = open_sample(samples[i]);
        for (int round = 0; round < 150; round++) {
            for (size_t k = random_below(&seed, 4) + 1; k > 0; k--)
                scribble(p.text, &seed);
            AUTO(buf) Buf dump = BUF_INIT;
            if (random_below(&seed, 4) == 0)
                parsed_dump_shape(&p, &dump); // while the tree is old
            parsed_settle(&p);
            assert_structure_is_whole(samples[i], p.syntax->snap, p.syntax->layer, 0);
        }
        parsed_free(&p);
    }
}

typedef struct {
    const char *name, *language, *text, *want;
} ShapeCase;

static const ShapeCase shapes[] = {
    {"a block hides what is before its closing brace", "c", "void f(void)\n{\n    g();\n}\n",
     "fold 0-2 block\nfunction f 0\n"},
    {"a block in one row does not fold", "c", "void f(void) { g(); }\n", "function f 0\n"},
    {"a brace behind code hides its row too", "c", "int a[] = {1,\n2,\n3};\n",
     "fold 0-2 block\nvariable a 0\n"},
    {"comments in rows next to each other fold as one", "c", "// a\n// b\n\n// c\n",
     "fold 0-1 comment\n"},
    {"so do includes", "c", "#include <a.h>\n#include <b.h>\n#include \"c.h\"\nint x;\n",
     "fold 0-2 imports\nvariable x 3\n"},
    {"a condition of the preprocessor hides up to its end", "c", "#if A\nint a;\nint b;\n#endif\n",
     "fold 0-2 block\nvariable a 1\nvariable b 2\n"},
    {"a region folds", "c", "// #region one\nint a;\n// #endregion\n",
     "fold 0-2 region\nvariable a 1\n"},
    {"a region within a region", "python",
     "# region a\n# region b\nx\n# endregion\ny\n# endregion\n",
     "fold 0-5 region\nfold 1-3 region\n"},
    {"an end without a begin counts for nothing", "c",
     "// endregion\n// region\nint a;\n// endregion\n",
     "fold 0-1 comment\nfold 1-3 region\nvariable a 2\n"},
    {"what does not end is no region", "c", "// #region\nint a;\n", "variable a 1\n"},
    {"a word that begins like it is none", "c", "// regional\nint a;\n// endregion\n",
     "variable a 1\n"},
    {"an indented block ends with its last line", "python",
     "def f():\n    a\n    b\n\n\ndef g():\n    c\n",
     "fold 0-2 block\nfold 5-6 block\nfunction f 0\nfunction g 5\n"},
    {"methods lie in their class", "python",
     "class A:\n    x = 1\n    def f(self):\n        pass\n",
     "fold 0-3 block\nfold 2-3 block\nclass A 0\n  field x 1\n  method f 2\n"},
    {"without a grammar indentation folds", "plaintext", "a\n  b\n\n    c\nd\n",
     "fold 0-3 block\nfold 1-3 block\n"},
    {"tabs go to the next stop", "plaintext", "a\n  b\n\tc\nd\n",
     "fold 0-2 block\nfold 1-2 block\n"},
    {"empty lines do not fold", "plaintext", "\n\n\n", ""},
    {"an empty text has no shape", "c", "", ""},
};

static void texts_have_their_shape(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        AUTO(buf) Buf got = BUF_INIT;
        Parsed p = parsed_new(shapes[i].language, str_c(shapes[i].text));
        parsed_dump_shape(&p, &got);
        if (!str_eq_c(buf_str(&got), shapes[i].want))
            fail_msg("%s:\n%s", shapes[i].name, buf_c(&got));
        parsed_free(&p);
    }
}

/* syntax_fold_around() finds the last fold of the list with the row in it. */
static void assert_folds_around(const char *name, Syntax *x, const Text *t)
{
    SyntaxFolds all = {0};
    size_t rows = snap_line_count(text_now(t)).n;
    syntax_folds(x, t, 4, 0, rows, &all);
    for (size_t row = 0; row < rows; row++) {
        const SyntaxFold *want = NULL;
        SyntaxFold got;
        VEC_EACH (SyntaxFold, f, &all)
            if (f->row <= row && row <= f->end_row)
                want = f;
        bool found = syntax_fold_around(x, t, 4, row, &got);
        bool same = want ? found && got.row == want->row && got.end_row == want->end_row : !found;
        if (!same)
            fail_msg("%s, row %zu: %zu-%zu, not %zu-%zu", name, row, found ? got.row : 0,
                     found ? got.end_row : 0, want ? want->row : 0, want ? want->end_row : 0);
    }
    vec_deinit(&all);
}

static void the_fold_around_a_row_is_the_innermost(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        Parsed p = open_sample(samples[i]);
        assert_folds_around(samples[i], p.syntax, p.text);
        assert_folds_around("by indentation", NULL, p.text);
        parsed_free(&p);
    }
}

/* A window has the folds of the whole that start in it. */
static void a_window_has_its_part_of_the_folds(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(samples); i++) {
        Parsed p = open_sample(samples[i]);
        size_t rows = snap_line_count(text_now(p.text)).n;
        for (int tree = 0; tree < 2; tree++) {
            SyntaxFolds all = {0}, parts = {0};
            Syntax *x = tree ? p.syntax : NULL;
            syntax_folds(x, p.text, 4, 0, rows, &all);
            for (size_t row = 0; row < rows; row += 3)
                syntax_folds(x, p.text, 4, row, MIN(row + 3, rows), &parts);
            assert_int_equal(parts.n, all.n);
            for (size_t k = 0; k < all.n; k++) {
                assert_int_equal(parts.p[k].row, all.p[k].row);
                assert_int_equal(parts.p[k].end_row, all.p[k].end_row);
            }
            vec_deinit(&all);
            vec_deinit(&parts);
        }
        parsed_free(&p);
    }
}

static void the_symbols_around_a_place_are_known(void **state)
{
    (void)state;
    Parsed p = parsed_new("python", STR("class A:\n    def f(self):\n        pass\n\nx = 1\n"));
    assert_int_equal(syntax_symbol_at(p.syntax, p.text, 0), 0);
    assert_int_equal(syntax_symbol_at(p.syntax, p.text, 35), 1);
    assert_int_equal(syntax_symbol(p.syntax, p.text, 1).parent, 0);
    assert_int_equal(syntax_symbol_at(p.syntax, p.text, 39), -1);
    text_replace(p.text, 0, 0, STR("\n\n"));
    assert_int_equal(syntax_symbol_at(p.syntax, p.text, 37), 1);
    assert_int_equal(syntax_symbol_at(p.syntax, p.text, 0), -1);
    assert_int_equal(syntax_symbol_at(NULL, p.text, 0), -1);
    assert_int_equal(syntax_symbol_count(NULL, p.text), 0);
    parsed_free(&p);
}

/* '[' and ']' of the text's own are not used: « begins, » ends what is selected. */
typedef struct {
    const char *name, *language, *text;
    const char *steps; // what is selected step by step, '|' between
} ExpandCase;

static const ExpandCase expansions[] = {
    {"a word, a call, a statement", "c", "void f(void) { go«»(1); }",
     "go|go(1)|go(1);| go(1); |{ go(1); }|void f(void) { go(1); }"},
    {"a part of a word first", "c", "int some«»Word_part;",
     "Word|someWord_part|int someWord_part;"},
    {"a part that the cursor begins", "c", "int some«»_Word;", "some_Word|int some_Word;"},
    {"a word in a string, the string, its quotes", "c", "f(\"one t«»wo\");",
     "two|one two|\"one two\"|(\"one two\")|f(\"one two\")|f(\"one two\");"},
    {"a word in a comment, the comment", "c", "// one t«»wo\nint a;",
     "two|// one two|// one two\\nint a;"},
    {"contents of brackets before the brackets", "python", "a[f(x, «»y)]",
     "y|x, y|(x, y)|f(x, y)|[f(x, y)]|a[f(x, y)]"},
    {"a selection grows from what it is", "c", "int a = «1 + 2» + 3;",
     "1 + 2 + 3|a = 1 + 2 + 3|int a = 1 + 2 + 3;"},
    {"an injected language by its own tree", "html", "<b><script>f(«»1)</script></b>",
     "1|(1)|f(1)|<script>f(1)</script>|<b><script>f(1)</script></b>"},
    {"words, brackets and lines without a tree", "plaintext", "  a (b [c«»])\nd",
     "c|[c]|b [c]|(b [c])|a (b [c])|  a (b [c])\\n|  a (b [c])\\nd"},
    {"nothing is larger than all", "plaintext", "«ab»", ""},
};

static void add_selected(const Text *t, size_t start, size_t end, Buf *out)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    snap_add_to(text_now(t), start, end, &bytes);
    buf_add_c(out, out->n ? "|" : "");
    for (size_t i = 0; i < bytes.n; i++)
        buf_add(out, bytes.p[i] == '\n' ? STR("\\n") : str_n(bytes.p + i, 1));
}

static size_t cut_mark(Buf *text, const char *mark)
{
    size_t at = (size_t)str_find(buf_str(text), str_c(mark));
    buf_splice(text, at, at + strlen(mark), STR(""));
    return at;
}

static void a_selection_grows_by_syntax(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(expansions); i++) {
        const ExpandCase *c = &expansions[i];
        AUTO(buf) Buf text = BUF_INIT;
        AUTO(buf) Buf got = BUF_INIT;
        buf_add_c(&text, c->text);
        size_t start = cut_mark(&text, "«"), end = cut_mark(&text, "»");
        Parsed p = parsed_new(c->language, buf_str(&text));
        while (syntax_expand(p.syntax, p.text, &start, &end))
            add_selected(p.text, start, end, &got);
        if (!str_eq_c(buf_str(&got), c->steps))
            fail_msg("%s: %s", c->name, buf_c(&got));
        parsed_free(&p);
    }
}

const struct CMUnitTest shape_tests[] = {
    cmocka_unit_test(the_queries_compile),
    cmocka_unit_test(texts_have_their_shape),
    cmocka_unit_test(a_window_has_its_part_of_the_folds),
    cmocka_unit_test(the_fold_around_a_row_is_the_innermost),
    cmocka_unit_test(the_symbols_around_a_place_are_known),
    cmocka_unit_test(a_selection_grows_by_syntax),
    cmocka_unit_test(each_language_with_a_grammar_has_its_shape),
    cmocka_unit_test(a_structure_under_edits_is_one_from_nothing),
};
const size_t shape_tests_n = ARRAY_LEN(shape_tests);
