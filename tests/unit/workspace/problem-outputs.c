// What the matchers find in outputs of real tools: tests/unit/workspace/outputs/NAME.txt, and what
// they should beside it in NAME.want (ACCEPT_OUTPUTS=1 writes it anew: read the difference).
#include "suite.h"

#include "workspace/problem-scan.h"

#include <stdio.h>

static const char *outputs_dir(void)
{
    const char *top = getenv("top_srcdir");
    static char dir[4096];
    snprintf(dir, sizeof dir, "%s/tests/unit/workspace/outputs", top ? top : "..");
    return dir;
}

static void add_place(const FindingPlace *p, Buf *out)
{
    static const char units[] = "bcut";
    buf_addf(out, "%s:%d", p->file ? p->file : "(the file that runs)", p->at.row + 1);
    if (p->at.col >= 0)
        buf_addf(out, ":%d%c", p->at.col + 1, units[p->at.unit]);
    if (p->at.end_row >= 0)
        buf_addf(out, "-%d", p->at.end_col + 1);
}

static void add_finding(const Finding *f, Buf *out)
{
    buf_addf(out, "%c ", severity_letter(f->severity));
    add_place(&f->places.p[0], out);
    buf_addf(out, " %s", f->message);
    if (f->code)
        buf_addf(out, " [%s]", f->code);
    buf_addf(out, " (%s)\n", f->matcher->label);
    for (size_t i = 1; i < f->places.n; i++) {
        buf_add_c(out, "    from ");
        add_place(&f->places.p[i], out);
        buf_add_c(out, "\n");
    }
    VEC_EACH (const FindingPlace, n, &f->notes) {
        buf_add_c(out, "    note ");
        add_place(n, out);
        buf_addf(out, " %s\n", n->note);
    }
}

static void take_all(ProblemScan *s, Buf *out)
{
    Finding f;
    while (problem_scan_take(s, &f)) {
        add_finding(&f, out);
        finding_deinit(&f);
    }
}

// In pieces of so many bytes.
static void scan(const MatcherSet *set, Str text, size_t piece, Buf *out)
{
    ProblemScan *s = problem_scan_new(set);
    for (size_t at = 0; at < text.n; at += piece) {
        problem_scan_feed(s, str_upto(str_from(text, at), piece), INT64_MAX);
        take_all(s, out);
    }
    problem_scan_flush(s, true);
    take_all(s, out);
    problem_scan_free(s);
}

static void check_one(const MatcherSet *set, const char *name)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf want = BUF_INIT;
    AUTO(buf) Buf whole = BUF_INIT;
    AUTO(buf) Buf bytes = BUF_INIT;
    AUTO(free) char *path = xasprintf("%s/%s.txt", outputs_dir(), name);
    AUTO(free) char *expected = xasprintf("%s/%s.want", outputs_dir(), name);
    MUST(fs_read(path, 0, &text, &err));
    scan(set, buf_str(&text), SIZE_MAX / 2, &whole);
    scan(set, buf_str(&text), 1, &bytes);
    assert_string_equal(buf_c(&bytes), buf_c(&whole));
    if (getenv("ACCEPT_OUTPUTS"))
        MUST(fs_write(expected, buf_str(&whole), &err));
    MUST(fs_read(expected, 0, &want, &err));
    if (strcmp(buf_c(&want), buf_c(&whole)) != 0)
        fail_msg("%s:\n%s\nbut should be:\n%s", name, buf_c(&whole), buf_c(&want));
}

static void each_tool_is_understood(void **state)
{
    FsList all = {0};
    (void)state;
    MatcherSet *set = matchers_new();
    MUST(fs_list(outputs_dir(), &all, &err));
    VEC_EACH (const FsEntry, e, &all) {
        if (!str_ends(str_c(e->name), STR(".txt")))
            continue;
        AUTO(free) char *name = xstrndup(e->name, strlen(e->name) - 4);
        check_one(set, name);
    }
    assert_true(all.n > 40);
    fs_list_deinit(&all);
    matchers_free(set);
}

static void every_built_in_expression_compiles(void **state)
{
    (void)state;
    MatcherSet *set = matchers_new();
    for (size_t i = 0; i < matchers_count(set); i++) {
        const Matcher *m = matchers_get(set, i);
        for (size_t k = 0; k < m->nlines; k++) {
            AUTO(err) Err err = {0};
            Regex *r = regex_new(str_c(m->line[k].expression), &err);
            if (!r)
                fail_msg("%s: %s", m->name, err_text(&err));
            regex_free(r);
        }
    }
    matchers_free(set);
}

static MatcherSet *matchers_of(const char *json, Err *err)
{
    JsonDoc *doc = json_parse(str_c(json), err);
    if (!doc)
        return NULL;
    MatcherSet *set = matchers_new_empty();
    matchers_add(set, json_root(doc), err);
    json_free(doc);
    return set;
}

static void matchers_of_vs_code_are_understood(void **state)
{
    static const struct {
        const char *json, *text, *want;
    } cases[] = {
        {"\"$gcc\"", "a.c:3:5: error: x\n", "E a.c:3:5b x (gcc)\n"},
        {"[\"$tsc\",\"$gcc\"]", "a.ts(3,5): error TS1: x\n", "E a.ts:3:5b x [TS1] (tsc)\n"},
        {"{\"owner\":\"own\",\"pattern\":{\"regexp\":\"^(.*):(\\\\d+):(\\\\d+):\\\\s+(.*)$\","
         "\"file\":1,\"line\":2,\"column\":3,\"message\":4},\"severity\":\"warning\"}",
         "x.foo:3:5: odd\n", "W x.foo:3:5b odd (own)\n"},
        {"{\"owner\":\"l\",\"pattern\":{\"regexp\":\"^(\\\\S+)\\\\((\\\\d+,\\\\d+,\\\\d+,\\\\d+)"
         "\\\\) (.*)$\","
         "\"file\":1,\"location\":2,\"message\":3}}",
         "x.foo(3,5,3,9) odd\n", "E x.foo:3:5b-9 odd (l)\n"},
        {"{\"owner\":\"s\",\"pattern\":[{\"regexp\":\"^FILE (.*)$\",\"file\":1},"
         "{\"regexp\":\"^ +(\\\\d+) (\\\\w+) (.*)$\",\"line\":1,\"severity\":2,\"message\":3,"
         "\"loop\":true}]}",
         "FILE a.x\n  3 warning one\n  4 error two\nother\n  5 error three\n",
         "W a.x:3 one (s)\nE a.x:4 two (s)\n"},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        AUTO(buf) Buf got = BUF_INIT;
        MatcherSet *set = matchers_of(cases[i].json, &err);
        assert_string_equal(err_text(&err), "");
        scan(set, str_c(cases[i].text), SIZE_MAX / 2, &got);
        assert_string_equal(buf_c(&got), cases[i].want);
        matchers_free(set);
    }
}

static void what_is_wrong_in_a_matcher_is_said_and_the_rest_taken(void **state)
{
    static const struct {
        const char *json, *said;
        size_t taken;
    } cases[] = {
        {"\"$nothing\"", "there is no problem matcher '$nothing'", 0},
        {"[\"$nothing\",\"$go\"]", "there is no problem matcher '$nothing'", 2},
        {"3", "a problem matcher must be a name or an object, not a number", 0},
        {"{\"pattern\":{}}", "a pattern of the problem matcher has no 'regexp'", 0},
        {"{\"pattern\":[]}", "a problem matcher has no pattern, or more than 32", 0},
        {"{\"pattern\":{\"regexp\":\"(\"}}",
         "in a problem matcher: cannot compile '(': missing closing parenthesis at column 2", 0},
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        AUTO(err) Err err = {0};
        MatcherSet *set = matchers_of(cases[i].json, &err);
        assert_string_equal(err_text(&err), cases[i].said);
        assert_int_equal(matchers_count(set), cases[i].taken);
        matchers_free(set);
    }
}

static void a_background_task_begins_anew(void **state)
{
    AUTO(err) Err err = {0};
    (void)state;
    MatcherSet *set = matchers_of("{\"base\":\"$tsc\",\"background\":{\"beginsPattern\":\"^START\","
                                  "\"endsPattern\":\"^END\"}}",
                                  &err);
    ProblemScan *s = problem_scan_new(set);
    AUTO(buf) Buf got = BUF_INIT;
    problem_scan_feed(s, STR("START\na.ts(1,2): error TS1: x\nEND\n"), INT64_MAX);
    assert_true(problem_scan_began(s));
    assert_false(problem_scan_is_working(s));
    take_all(s, &got); // what was held back for notes came with the end
    assert_string_equal(buf_c(&got), "E a.ts:1:2b x [TS1] (tsc)\n");
    problem_scan_feed(s, STR("START\n"), INT64_MAX);
    assert_true(problem_scan_is_working(s));
    problem_scan_free(s);
    matchers_free(set);
}

static void a_line_without_end_costs_no_memory(void **state)
{
    AUTO(buf) Buf piece = BUF_INIT;
    AUTO(buf) Buf got = BUF_INIT;
    (void)state;
    MatcherSet *set = matchers_new();
    ProblemScan *s = problem_scan_new(set);
    buf_add_fill(&piece, 'x', 1 << 16);
    problem_scan_feed(s, STR("a.c:1:2: error: "), INT64_MAX);
    for (int i = 0; i < 64; i++)
        problem_scan_feed(s, buf_str(&piece), INT64_MAX);
    problem_scan_flush(s, true);
    take_all(s, &got);
    assert_true(got.n > 0 && got.n < 2 * SCAN_LINE_MAX);
    problem_scan_free(s);
    matchers_free(set);
}

static void an_expression_that_gives_up_is_dropped_for_that_run_and_said_once(void **state)
{
    static const char hard[] =
        "{\"pattern\":{\"regexp\":\"^(a+)+([0-9])$\",\"file\":1,\"line\":2}}";
    AUTO(err) Err err = {0};
    AUTO(buf) Buf text = BUF_INIT;
    (void)state;
    MatcherSet *set = matchers_of(hard, &err);
    ProblemScan *s = problem_scan_new(set);
    for (int i = 0; i < 20; i++) {
        buf_add_fill(&text, 'a', 60);
        buf_add_c(&text, "!\n");
    }
    matchers_begin(set);
    assert_null(matchers_dropped(set));
    problem_scan_feed(s, buf_str(&text), INT64_MAX);
    assert_non_null(matchers_dropped(set));
    assert_null(matchers_dropped(set));
    matchers_begin(set); // the next run tries it again
    assert_false(matchers_get(set, 0)->line[0].bad);
    problem_scan_free(s);
    matchers_free(set);
}

static void time_that_is_up_ends_a_piece_behind_its_line(void **state)
{
    Str text = STR("a.c:1:2: error: x\nb.c:3:4: error: y\n");
    AUTO(buf) Buf got = BUF_INIT;
    (void)state;
    MatcherSet *set = matchers_new();
    ProblemScan *s = problem_scan_new(set);
    assert_int_equal(problem_scan_feed(s, text, 0), 18);
    assert_int_equal(problem_scan_feed(s, str_from(text, 18), 0), 18);
    problem_scan_flush(s, true);
    take_all(s, &got);
    assert_non_null(strstr(buf_c(&got), "E a.c:1:2"));
    assert_non_null(strstr(buf_c(&got), "E b.c:3:4"));
    problem_scan_free(s);
    matchers_free(set);
}

const struct CMUnitTest outputs_tests[] = {
    cmocka_unit_test(an_expression_that_gives_up_is_dropped_for_that_run_and_said_once),
    cmocka_unit_test(time_that_is_up_ends_a_piece_behind_its_line),
    cmocka_unit_test(each_tool_is_understood),
    cmocka_unit_test(every_built_in_expression_compiles),
    cmocka_unit_test(matchers_of_vs_code_are_understood),
    cmocka_unit_test(what_is_wrong_in_a_matcher_is_said_and_the_rest_taken),
    cmocka_unit_test(a_background_task_begins_anew),
    cmocka_unit_test(a_line_without_end_costs_no_memory),
};
const size_t outputs_tests_n = ARRAY_LEN(outputs_tests);
