// The layer against the real vim, and against what the real vim said once.
#include "suite.h"

#include <stdio.h>

enum { RANDOM_CASES = 600 };

static void add_case(Cases *cases, const char *text, int line, int col, const char *commands)
{
    vec_push(cases, ((Case){xstrdup(text), xstrdup(commands), line, col}));
}

static void random_cases(Cases *out, unsigned seed, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Case c;
        case_make(&seed, &c);
        add_case(out, c.text, c.line, c.col, c.commands);
        free(c.text);
        free(c.commands);
    }
}

static void show(const Case *c, const Result *got, const Result *want)
{
    fprintf(stderr, "%d:%d %s\n--- text\n%s\n--- vim (%d:%d)\n%s\n--- here (%d:%d)\n%s\n\n",
            c->line, c->col, c->commands, c->text, want->line, want->col, want->text, got->line,
            got->col, got->text);
}

static size_t compare(const Cases *cases, const Results *wants, bool tell)
{
    size_t bad = 0;
    for (size_t i = 0; i < cases->n; i++) {
        World w;
        world_new(&w);
        Result got = world_play(&w, &cases->p[i]);
        if (!result_equal(&got, &wants->p[i]) && bad++ < 400 && tell)
            show(&cases->p[i], &got, &wants->p[i]);
        result_deinit(&got);
        world_free(&w);
    }
    return bad;
}

// In 100 random cases so many may differ: blocks over lines that are too short for them, and counts
// of objects over empty lines (docs/vim.md).
enum { ALLOWED_PERCENT = 2 };

static void random_commands_do_what_vim_does(void **state)
{
    const char *seed = getenv("VIM_SEED"), *count = getenv("VIM_CASES");
    Cases cases = {0};
    Results wants = {0};
    (void)state;
    random_cases(&cases, seed ? (unsigned)strtoul(seed, NULL, 10) : 1,
                 count ? strtoul(count, NULL, 10) : RANDOM_CASES);
    bool there = vim_plays(&cases, &wants);
    size_t bad = there ? compare(&cases, &wants, getenv("VIM_SEED") != NULL) : 0;
    size_t allowed = cases.n * ALLOWED_PERCENT / 100;
    if (bad)
        fprintf(stderr, "%zu of %zu differ\n", bad, cases.n);
    cases_deinit(&cases);
    results_deinit(&wants);
    if (there)
        assert_in_range(bad, 0, allowed);
    else
        printf("# SKIP there is no vim to compare with\n");
}

// What vim said once
// -------------------------------------------------------------------------------

static void add_escaped(FILE *f, const char *s)
{
    for (; *s; s++)
        if (*s == '\n')
            fputs("\\n", f);
        else if (*s == '\t')
            fputs("\\t", f);
        else if (*s == '\\')
            fputs("\\\\", f);
        else
            fputc(*s, f);
}

static char *unescaped(Str s)
{
    Buf out = BUF_INIT;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\\' && i + 1 < s.n)
            buf_add_byte(&out, s.p[++i] == 'n' ? '\n' : s.p[i] == 't' ? '\t' : '\\');
        else
            buf_add_byte(&out, s.p[i]);
    return buf_take(&out);
}

// Those of fresh cases that agree are added to the table: VIM_RECORD=FILE VIM_SEED=7 test-vim.
static void record(const char *path, unsigned seed)
{
    Cases cases = {0};
    Results wants = {0};
    FILE *f = fopen(path, "a");
    assert_non_null(f);
    random_cases(&cases, seed, RANDOM_CASES);
    assert_true(vim_plays(&cases, &wants));
    for (size_t i = 0; i < cases.n; i++) {
        const Case *c = &cases.p[i];
        World w;
        world_new(&w);
        Result got = world_play(&w, c);
        if (result_equal(&got, &wants.p[i])) {
            fprintf(f, "%d\t%d\t%d\t%d\t%s\t", c->line, c->col, got.line, got.col, c->commands);
            add_escaped(f, c->text);
            fputc('\t', f);
            add_escaped(f, got.text);
            fputc('\n', f);
        }
        result_deinit(&got);
        world_free(&w);
    }
    fclose(f);
    cases_deinit(&cases);
    results_deinit(&wants);
}

static int number(Str *rest)
{
    Str one;
    long long n = 0;
    assert_true(str_split(rest, '\t', &one) && str_to_i64(one, &n));
    return (int)n;
}

static void read_table(const char *path, Cases *cases, Results *wants)
{
    char line[8192];
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        Str rest = str_n(line, strlen(line) - 1), keys, text;
        Case c = {0};
        Result r = {0};
        if (line[0] == '#')
            continue;
        c.line = number(&rest);
        c.col = number(&rest);
        r.line = number(&rest);
        r.col = number(&rest);
        assert_true(str_split(&rest, '\t', &keys));
        ptrdiff_t tab = str_find_byte(rest, '\t');
        assert_true(tab >= 0);
        text = str_upto(rest, (size_t)tab);
        c.commands = str_dup(keys);
        c.text = unescaped(text);
        r.text = unescaped(str_from(rest, (size_t)tab + 1));
        vec_push(cases, c);
        vec_push(wants, r);
    }
    fclose(f);
}

static void what_vim_said_once_still_holds(void **state)
{
    const char *top = getenv("top_srcdir"), *to = getenv("VIM_RECORD"), *seed = getenv("VIM_SEED");
    AUTO(free) char *path = xasprintf("%s/tests/unit/vim/recorded.txt", top ? top : "..");
    Cases cases = {0};
    Results wants = {0};
    (void)state;
    if (to)
        record(to, seed ? (unsigned)strtoul(seed, NULL, 10) : 1);
    read_table(path, &cases, &wants);
    size_t bad = compare(&cases, &wants, true), n = cases.n;
    cases_deinit(&cases);
    results_deinit(&wants);
    assert_true(n > 300);
    assert_int_equal(bad, 0);
}

const struct CMUnitTest differ_tests[] = {
    cmocka_unit_test(random_commands_do_what_vim_does),
    cmocka_unit_test(what_vim_said_once_still_holds),
};
const size_t ndiffer_tests = sizeof differ_tests / sizeof differ_tests[0];
