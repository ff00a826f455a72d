#include "suite.h"
#include "base/fs.h"
#include "syntax/language.h"

typedef struct {
    const char *name;
    const char *path, *first_line;
    const char *id; // NULL: unknown
} Case;

static const Case cases[] = {
    {"an extension tells the language", "/src/main.c", "", "c"},
    {"an extension counts in any case", "README.MD", "", "markdown"},
    {"a whole name tells it too", "/p/Makefile", "all:", "makefile"},
    {"a whole name comes before the extension", "/p/CMakeLists.txt", "", "cmake"},
    {"a name may have a free middle", "tsconfig.app.json", "", "jsonc"},
    {"a name may have a free end", "Dockerfile.dev", "FROM x", "dockerfile"},
    {"a pattern's free part is not everything", "Dockerfiles", "", NULL},
    {"the last extension counts", "a.py.txt", "", "plaintext"},
    {"without extension the interpreter tells", "run", "#!/bin/bash", "shellscript"},
    {"the interpreter's version is ignored", "run", "#!/usr/bin/python3.12", "python"},
    {"env is looked through", "run", "#!/usr/bin/env node", "javascript"},
    {"env's options are skipped", "run", "#!/usr/bin/env -S FOO=1 deno run\n", "javascript"},
    {"options of the interpreter are no names", "run", "#!/bin/sh -e", "shellscript"},
    {"an extension comes before the interpreter", "run.js", "#!/bin/sh", "javascript"},
    {"an emacs mode line comes before the extension", "vector.h", "// -*- C++ -*-", "cpp"},
    {"an emacs mode line may say mode:", "x", "# -*- coding: utf-8; mode: python -*-", "python"},
    {"a vim mode line tells", "x", "// vim: set ft=rust:", "rust"},
    {"a vim mode line may say filetype", "x.txt", "# vim: filetype=sh", "shellscript"},
    {"a mode nobody knows changes nothing", "x.c", "/* -*- frob -*- */", "c"},
    {"a build file without extension has its name", "pkg/BUILD", "", "starlark"},
    {"a Gemfile is Ruby", "Gemfile", "", "ruby"},
    {"a Makefile.PL is Perl", "Makefile.PL", "", "perl"},
    {"a Jenkinsfile is Groovy", "ci/Jenkinsfile.release", "", "groovy"},
    {"an .env file may have an ending", ".env.local", "", "properties"},
    {"a header of CUDA is no header of C", "kernel.cuh", "", "cuda-cpp"},
    {"two endings of OCaml are two languages", "a.mli", "", "ocaml.interface"},
    {"a template's last ending counts", "index.html.erb", "", "erb"},
    {"drawings are XML", "a.svg", "", "xml"},
    {"a settings file may have comments", ".vscode/settings.json", "", "jsonc"},
    {"a shell's own file is shell", ".bashrc", "", "shellscript"},
    {"gawk is awk", "run", "#!/usr/bin/gawk -f", "awk"},
    {"nothing tells nothing", "notes", "dear diary", NULL},
    {"an empty interpreter tells nothing", "x", "#!", NULL},
    {"an empty path tells nothing", "", "", NULL},
    {"a hidden file is no extension", ".c", "", NULL},
};

static void language_for_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const Case *c = &cases[i];
        const Language *l = language_for(str_c(c->path), str_c(c->first_line));
        const char *got = l ? language_id(l) : "unknown", *want = c->id ? c->id : "unknown";
        if (strcmp(got, want) != 0)
            fail_msg("%s: %s is %s", c->name, c->path, got);
    }
}

static void a_language_has_several_names(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"c", "c"},
        {"C++", "cpp"},
        {"py", "python"},
        {"bash", "shellscript"},
        {"js", "javascript"},
        {"golang", "go"},
        {"make", "makefile"},
        {"tsx", "typescriptreact"},
        {"jsx", "javascriptreact"},
        {"RUST", "rust"},
        {"yml", "yaml"},
        {"c#", "csharp"},
        {"objc", "objective-c"},
        {"pwsh", "powershell"},
        {"postgres", "sql"},
        {"dosini", "ini"},
        {"emacs-lisp", "elisp"},
        {"cuda", "cuda-cpp"},
    };
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const Language *l = language_named(str_c(names[i][0]));
        assert_non_null(l);
        assert_string_equal(language_id(l), names[i][1]);
    }
    assert_null(language_named(STR("")));
    assert_null(language_named(STR("no-such-language")));
    assert_null(language_named(STR("a name that is far longer than any language's name could be")));
}

static void every_row_can_be_found_and_is_whole(void **state)
{
    (void)state;
    size_t n = 0;
    for (const Language *const *l = language_all(); *l; l++, n++) {
        const char *open, *close;
        assert_true(language_named(str_c(language_id(*l))) == *l);
        assert_true(strlen(language_title(*l)) > 0);
        assert_int_equal(strlen(language_pairs(*l)) % 2, 0);
        assert_true(language_block_comment(*l, &open, &close) == (close != NULL));
    }
    assert_true(n > 60);
}

static void comments_are_known(void **state)
{
    (void)state;
    const char *open, *close;
    assert_string_equal(language_line_comment(language_named(STR("python"))), "#");
    assert_null(language_line_comment(language_named(STR("html"))));
    assert_true(language_block_comment(language_named(STR("html")), &open, &close));
    assert_string_equal(open, "<!--");
    assert_string_equal(close, "-->");
    assert_false(language_block_comment(language_named(STR("python")), &open, &close));
}

static void add_words(Buf *out, const char *list, const char *before)
{
    Str rest = str_c(list), word;
    while (str_split(&rest, ' ', &word))
        if (word.n)
            buf_addf(out, " `%s" STR_FMT "`", before, STR_ARG(word));
}

/* What the table of the languages in docs/ must say. */
static void add_table(Buf *out)
{
    buf_add_c(out, "# Languages\n\n"
                   "Known by their names, by the ends of their files' names, and by first lines "
                   "(`#!`, Emacs, vim).\n"
                   "Those with a grammar have colours; most also fold and have an outline.\n\n"
                   "| language | grammar | files |\n|---|---|---|\n");
    for (const Language *const *l = language_all(); *l; l++) {
        buf_addf(out, "| %s (`%s`) | %s |", (*l)->title, (*l)->id,
                 (*l)->grammar ? (*l)->grammar : "");
        add_words(out, (*l)->extensions, ".");
        add_words(out, (*l)->filenames, "");
        buf_add_c(out, " |\n");
    }
}

// Where what the page says of the editor's languages ends and of those that can be run begins.
static Str first_part(Str page)
{
    ptrdiff_t end = str_find(page, STR("\n# "));
    return end < 0 ? page : str_upto(page, (size_t)end + 1);
}

static void accept_table(const char *path, Str page, Str table)
{
    AUTO(buf) Buf all = BUF_INIT;
    buf_add(&all, table);
    buf_add(&all, str_from(page, first_part(page).n));
    assert_true(fs_write(path, buf_str(&all), NULL));
}

/* With ACCEPT_SPANS set in the environment the first part of the page is written anew. */
static void the_page_of_languages_is_up_to_date(void **state)
{
    (void)state;
    AUTO(buf) Buf want = BUF_INIT;
    AUTO(buf) Buf page = BUF_INIT;
    const char *path = TOP_SRCDIR "/docs/languages.md";
    add_table(&want);
    buf_add_c(&want, "\n");
    assert_true(fs_read(path, 0, &page, NULL));
    if (getenv("ACCEPT_SPANS")) {
        accept_table(path, buf_str(&page), buf_str(&want));
        return;
    }
    AUTO(free) char *have = str_dup(first_part(buf_str(&page)));
    assert_string_equal(have, buf_c(&want));
}

const struct CMUnitTest language_tests[] = {
    cmocka_unit_test(language_for_is_found),
    cmocka_unit_test(a_language_has_several_names),
    cmocka_unit_test(every_row_can_be_found_and_is_whole),
    cmocka_unit_test(comments_are_known),
    cmocka_unit_test(the_page_of_languages_is_up_to_date),
};
const size_t language_tests_n = ARRAY_LEN(language_tests);
