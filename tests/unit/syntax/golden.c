#include "suite.h"

#include "base/fs.h"
#include "syntax/language.h"

#define SAMPLES TOP_SRCDIR "/tests/unit/syntax/samples"

/* The sample of a language stands in a file of its id. */
static Parsed open_sample(const char *language)
{
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(free) char *path = xasprintf("%s/%s", SAMPLES, language);
    assert_true(fs_read(path, 0, &bytes, NULL));
    Parsed p = parsed_new(language, buf_str(&bytes));
    assert_string_equal(syntax_problem(p.syntax), "");
    return p;
}

/* With ACCEPT_SPANS set in the environment what is seen becomes what is expected: read the diff. */
static void each_language_with_a_grammar_has_its_colours(void **state)
{
    (void)state;
    for (const Language *const *l = language_all(); *l; l++) {
        AUTO(buf) Buf got = BUF_INIT;
        AUTO(buf) Buf want = BUF_INIT;
        AUTO(free) char *path = xasprintf("%s/%s.spans", SAMPLES, (*l)->id);
        if (!(*l)->grammar)
            continue;
        Parsed p = open_sample((*l)->id);
        parsed_dump(&p, 0, SIZE_MAX, &got);
        parsed_free(&p);
        if (getenv("ACCEPT_SPANS"))
            assert_true(fs_write(path, buf_str(&got), NULL));
        assert_true(fs_read(path, 0, &want, NULL));
        assert_same_spans((*l)->id, &got, &want);
    }
}

/* The colours of [start, end) one byte each, 0 for none. */
static void spread(Parsed *p, size_t start, size_t end, uint16_t *out)
{
    SyntaxSpans spans = {0};
    syntax_highlight(p->syntax, p->text, start, end, &spans);
    VEC_EACH (SyntaxSpan, s, &spans)
        for (size_t i = s->start; i < s->end; i++)
            out[i] = s->capture;
    vec_deinit(&spans);
}

static void check_parts(const char *language)
{
    Parsed p = open_sample(language);
    size_t n = snap_size(text_now(p.text));
    for (size_t step = 1; step < 60; step = step * 3 + 1) {
        uint16_t *whole = NEW_ARRAY(uint16_t, n), *parts = NEW_ARRAY(uint16_t, n);
        spread(&p, 0, n, whole);
        for (size_t at = 0; at < n; at += step)
            spread(&p, at, at + step, parts);
        for (size_t k = 0; k < n; k++)
            if (whole[k] != parts[k])
                fail_msg("%s at %zu by %zu: %s, not %s", language, k, step,
                         syntax_capture_name(parts[k]), syntax_capture_name(whole[k]));
        free(whole);
        free(parts);
    }
    parsed_free(&p);
}

static void a_part_has_the_colours_of_the_whole(void **state)
{
    (void)state;
    for (const Language *const *l = language_all(); *l; l++)
        if ((*l)->grammar)
            check_parts((*l)->id);
}

const struct CMUnitTest golden_tests[] = {
    cmocka_unit_test(each_language_with_a_grammar_has_its_colours),
    cmocka_unit_test(a_part_has_the_colours_of_the_whole),
};
const size_t golden_tests_n = ARRAY_LEN(golden_tests);
