#include "suite.h"

#include "base/vec.h"
#include "syntax/follow.h"

Parsed parsed_new(const char *language, Str bytes)
{
    const Language *l = language_named(str_c(language));
    assert_non_null(l);
    Parsed p = {text_new_from(bytes), syntax_new(l)};
    p.syntax->paint_ns_max = INT64_MAX / 2; // no test may hang on the clock
    parsed_settle(&p);
    return p;
}

void parsed_free(Parsed *p)
{
    syntax_free(p->syntax);
    text_free(p->text);
}

void parsed_settle(Parsed *p)
{
    const atomic_bool never = false;
    SyntaxJob *job;
    while ((job = syntax_job_new(p->syntax, p->text))) {
        syntax_job_run(job, &never);
        assert_true(syntax_job_done(p->syntax, job));
    }
}

static void add_escaped(Buf *out, Str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '\n')
            buf_add_c(out, "\\n");
        else
            buf_add_byte(out, s.p[i]);
    }
}

void parsed_dump(Parsed *p, size_t start, size_t end, Buf *out)
{
    SyntaxSpans spans = {0};
    syntax_highlight(p->syntax, p->text, start, end, &spans);
    size_t at = start, last = MIN(end, snap_size(text_now(p->text)));
    VEC_EACH (SyntaxSpan, s, &spans) {
        AUTO(buf) Buf bytes = BUF_INIT;
        assert_in_range(s->start, at, last);
        assert_in_range(s->end, s->start + 1, last);
        assert_in_range(s->capture, 1, syntax_capture_count() - 1);
        snap_add_to(text_now(p->text), s->start, s->end, &bytes);
        add_escaped(out, buf_str(&bytes));
        buf_addf(out, "|%s\n", syntax_capture_name(s->capture));
        at = s->end;
    }
    vec_deinit(&spans);
}

void parsed_dump_shape(Parsed *p, Buf *out)
{
    static const char *const kinds[] = {"block", "comment", "imports", "region"};
    const Snap *now = text_now(p->text);
    SyntaxFolds folds = {0};
    syntax_folds(p->syntax, p->text, 4, 0, snap_line_count(now).n, &folds);
    VEC_EACH (SyntaxFold, f, &folds)
        buf_addf(out, "fold %zu-%zu %s\n", f->row, f->end_row, kinds[f->kind]);
    vec_deinit(&folds);
    for (size_t i = 0; i < syntax_symbol_count(p->syntax, p->text); i++) {
        AUTO(buf) Buf name = BUF_INIT;
        SyntaxSymbol s = syntax_symbol(p->syntax, p->text, i);
        assert_in_range(s.end, s.start, snap_size(now));
        assert_in_range(s.name_end, s.name_start, snap_size(now));
        snap_add_to(now, s.name_start, s.name_end, &name);
        buf_add_fill(out, ' ', 2 * (size_t)s.depth);
        buf_addf(out, "%s ", symbol_kind_name(s.kind));
        add_escaped(out, buf_str(&name));
        buf_addf(out, " %zu\n", snap_row_at(now, s.name_start).n);
    }
}

void assert_same_spans(const char *name, const Buf *got, const Buf *want)
{
    Str rest = buf_str(got), rest_wanted = buf_str(want), line, wanted;
    if (str_eq(rest, rest_wanted))
        return;
    for (size_t n = 1;; n++) {
        bool more = str_split(&rest, '\n', &line);
        bool more_wanted = str_split(&rest_wanted, '\n', &wanted);
        if (!more || !more_wanted || !str_eq(line, wanted))
            fail_msg("%s, span %zu: " STR_FMT ", not " STR_FMT, name, n,
                     STR_ARG(more ? line : STR("nothing")),
                     STR_ARG(more_wanted ? wanted : STR("nothing")));
    }
}

int main(void)
{
    Vec(struct CMUnitTest) all = {0};
#define SUITE_ADD(name)                         \
    for (size_t i = 0; i < name##_tests_n; i++) \
        vec_push(&all, name##_tests[i]);
    SUITES(SUITE_ADD)
    syntax_set_grammar_dir(GRAMMARS);
    int failed = _cmocka_run_group_tests("syntax", all.p, all.n, NULL, NULL);
    vec_deinit(&all);
    return failed;
}
