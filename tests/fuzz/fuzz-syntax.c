// The first byte names the language, the rest are steps: type, delete, paint, start a parse, end
// one. However old the tree is, spans are in order and within what was asked for.
#include "base/bug.h"
#include "base/mem.h"
#include "syntax/syntax.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

// The others are here for their scanners.
static const char *const languages[] = {
    "json",        "c",          "markdown",   "html",
    "python",      "javascript", "yaml",       "ruby",
    "php",         "perl",       "lua",        "haskell",
    "ocaml",       "swift",      "scala",      "csharp",
    "groovy",      "hcl",        "julia",      "kotlin",
    "luau",        "odin",       "r",          "scss",
    "sql",         "svelte",     "vue",        "toml",
    "xml",         "dtd",        "elixir",     "starlark",
    "dart",        "awk",        "powershell", "erb",
    "cuda-cpp",    "ini",        "makefile",   "rust",
    "css",         "cpp",        "typescript", "typescriptreact",
    "shellscript",
};

typedef struct {
    Str rest;
    Text *text;
    Syntax *syntax;
    SyntaxJob *job;
} World;

static size_t take(World *w, size_t below)
{
    size_t v = 0;
    for (int i = 0; i < 2 && w->rest.n; i++, w->rest = str_from(w->rest, 1))
        v = v << 8 | (unsigned char)w->rest.p[0];
    return v % below;
}

static void type_or_delete(World *w)
{
    size_t n = snap_size(text_now(w->text));
    size_t start = take(w, n + 1), end = MIN(n, start + take(w, 12));
    size_t len = take(w, 200);
    Str with = str_upto(w->rest, len);
    w->rest = str_from(w->rest, with.n);
    text_replace(w->text, start, end, with);
}

static void paint(World *w)
{
    size_t n = snap_size(text_now(w->text)), at = take(w, n + 2), end = at + take(w, 200);
    SyntaxSpans spans = {0};
    syntax_highlight(w->syntax, w->text, at, end, &spans);
    VEC_EACH (SyntaxSpan, s, &spans) {
        BUG_ON(s->start < at || s->start >= s->end || s->end > MIN(end, n));
        BUG_ON(s->capture == 0 || s->capture >= syntax_capture_count());
        at = s->end;
    }
    vec_deinit(&spans);
}

static void look(World *w)
{
    size_t n = snap_size(text_now(w->text)), off = take(w, n + 1), other = 0;
    if (syntax_match_bracket(w->syntax, w->text, off, &other))
        BUG_ON(other >= n || other == off);
    int step = syntax_indent_after(w->syntax, w->text, off);
    BUG_ON(step < -1 || step > 1);
    if (syntax_between_brackets(w->syntax, w->text, off))
        BUG_ON(off == 0 || off >= n);
}

static void look_at_folds(World *w)
{
    size_t rows = snap_line_count(text_now(w->text)).n, first = take(w, rows), last;
    last = first + take(w, 50);
    SyntaxFolds folds = {0};
    SyntaxFold around;
    syntax_folds(w->syntax, w->text, 4, first, last, &folds);
    size_t at = first;
    VEC_EACH (SyntaxFold, f, &folds) {
        BUG_ON(f->row < at || f->row >= last || f->end_row <= f->row || f->end_row >= rows);
        at = f->row + 1;
    }
    vec_deinit(&folds);
    if (syntax_fold_around(w->syntax, w->text, 4, first, &around))
        BUG_ON(around.row > first || around.end_row < first || around.end_row >= rows);
}

static void look_at_symbols(World *w)
{
    size_t size = snap_size(text_now(w->text)), off = take(w, size + 1);
    ptrdiff_t at = syntax_symbol_at(w->syntax, w->text, off);
    for (int i = 0; at >= 0; i++) {
        BUG_ON((size_t)at >= syntax_symbol_count(w->syntax, w->text) || i > 10000);
        SyntaxSymbol s = syntax_symbol(w->syntax, w->text, (size_t)at);
        BUG_ON(s.start > s.end || s.end > size || s.name_start > s.name_end || s.name_end > size);
        BUG_ON(s.parent >= at);
        at = s.parent;
    }
}

static void select_more(World *w)
{
    size_t size = snap_size(text_now(w->text)), off = take(w, size + 1), start = off, end = off;
    size_t was = 0;
    while (syntax_expand(w->syntax, w->text, &start, &end)) {
        BUG_ON(start > off || end < off || end > size || end - start <= was);
        was = end - start;
    }
    if (syntax_reindent(w->syntax, w->text, off, &start))
        BUG_ON(start >= size);
}

static void end_job(World *w)
{
    if (w->job)
        syntax_job_done(w->syntax, w->job);
    w->job = NULL;
    BUG_ON(*syntax_problem(w->syntax));
}

static void start_job(World *w)
{
    const atomic_bool never = false;
    end_job(w);
    w->job = syntax_job_new(w->syntax, w->text);
    if (w->job)
        syntax_job_run(w->job, &never);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    syntax_set_grammar_dir(TOP_BUILDDIR "/grammars");
    const Language *l = language_named(str_c(languages[data[0] % ARRAY_LEN(languages)]));
    World w = {.rest = str_n((const char *)data + 1, n - 1)};
    w.text = text_new();
    w.syntax = syntax_new(l);
    syntax_color_brackets(w.syntax, data[0] & 0x80);
    static void (*const steps[])(World *) = {type_or_delete, type_or_delete, paint,
                                             look,           look_at_folds,  look_at_symbols,
                                             select_more,    start_job,      end_job};
    while (w.rest.n)
        steps[take(&w, ARRAY_LEN(steps))](&w);
    syntax_free(w.syntax);
    syntax_job_free(w.job);
    text_free(w.text);
    return 0;
}
