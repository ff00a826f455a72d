// TAP 12 to 14: results, plans, bail-outs, comments, YAML blocks, nested ones by indentation.
#include "testing/inner.h"

// Blanks before the text, by four: how deep it is nested.
static int depth_of(Str *line)
{
    size_t n = 0;
    while (n < line->n && line->p[n] == ' ')
        n++;
    *line = str_from(*line, n);
    return (int)(n / 4);
}

// "SKIP why" or "TODO why" behind " # "; the description loses it.
static bool take_directive(Str *name, Str *why)
{
    ptrdiff_t hash = str_find(*name, STR(" # "));
    size_t skip = 3;
    if (hash < 0 && str_starts(*name, STR("# "))) {
        hash = 0;
        skip = 2;
    }
    Str d = hash < 0 ? STR_NULL : str_trim(str_from(*name, (size_t)hash + skip));
    bool is = d.n >= 4 && (strncasecmp(d.p, "skip", 4) == 0 || strncasecmp(d.p, "todo", 4) == 0);
    if (!is)
        return false;
    *why = str_trim(str_from(d, 4));
    *name = str_trim(str_upto(*name, (size_t)hash));
    return true;
}

// The names of the open parents and its own, joined.
static void add_path(const TestReader *r, int depth, Str name, Buf *out)
{
    for (size_t i = 0; i < r->suites.n && (int)i < depth; i++)
        buf_addf(out, "%s\n", r->suites.p[i]);
    buf_add(out, name);
}

// "# Subtest: name" comes before what is in it, one level deeper (TAP 14) or not (node).
static void open_suite(TestReader *r, int depth, Str name)
{
    while ((int)r->suites.n > depth)
        free(vec_pop(&r->suites));
    if ((int)r->suites.n == depth && depth < 16)
        vec_push(&r->suites, str_dup(name));
}

static void take_result(TestReader *r, int depth, Str rest, bool ok)
{
    Str why = STR_NULL;
    long long number = 0;
    size_t digits = 0;
    rest = str_trim(rest);
    while (digits < rest.n && rest.p[digits] >= '0' && rest.p[digits] <= '9')
        digits++;
    if (digits && str_to_i64(str_upto(rest, digits), &number))
        rest = str_trim(str_from(rest, digits));
    if (str_starts(rest, STR("- ")))
        rest = str_from(rest, 2);
    AUTO(free) char *numbered = xasprintf("test %lld", number ? number : (long long)++r->number);
    bool skipped = take_directive(&rest, &why);
    AUTO(buf) Buf path = BUF_INIT;
    add_path(r, depth, rest.n ? rest : str_c(numbered), &path);
    TestState s = skipped ? TEST_SKIPPED : ok ? TEST_PASSED : TEST_FAILED;
    TestNode *n = reader_put(r, str_c(r->within), buf_str(&path), "\n", s, -1);
    if (n && n->kids.n) { // the sum of what was in it
        n->state = TEST_QUEUED;
        n = NULL;
    }
    if (n)
        node_set_message(n, skipped ? why : STR_NULL);
    r->last = n;
    r->begun++;
    while ((int)r->suites.n > depth)
        free(vec_pop(&r->suites));
}

// A line of a YAML block or a comment behind a result.
static void take_detail(TestReader *r, Str line)
{
    double ms;
    if (str_starts(line, STR("duration_ms: "))) {
        AUTO(free) char *number = str_dup(str_from(line, 13));
        ms = strtod(number, NULL);
        r->last->ms = ms >= 0 && ms < 1e12 ? ms : -1;
        return;
    }
    if (r->last->state != TEST_FAILED)
        return;
    node_add_message(r->last, line);
    if (!r->last->fail_file)
        node_find_fail(r->last, str_c(r->root));
}

// The file is at its end: the next one has its own numbers.
static void end_file(TestReader *r)
{
    if (r->within && r->failing) {
        TestNode *n = reader_put(r, str_c(r->within), STR_NULL, "\n", TEST_ERROR, -1);
        if (n && !n->message)
            node_set_message(n, STR("bailed out"));
    }
    r->number = 0;
    r->begun = 0;
    r->last = NULL;
    r->message = r->failing = false;
    test_words_deinit(&r->suites);
}

bool tap_line(TestReader *r, Str line, Buf *text)
{
    Str s = line;
    if (!text) {
        end_file(r);
        return false;
    }
    int depth = depth_of(&s);
    if (r->message) { // in YAML
        if (str_eq_c(str_trim(s), "..."))
            r->message = false;
        else if (r->last)
            take_detail(r, str_trim(s));
    } else if (str_starts(s, STR("ok")) && (s.n == 2 || s.p[2] == ' ')) {
        take_result(r, depth, str_from(s, 2), true);
    } else if (str_starts(s, STR("not ok")) && (s.n == 6 || s.p[6] == ' ')) {
        take_result(r, depth, str_from(s, 6), false);
    } else if (str_starts(s, STR("Bail out!"))) {
        r->failing = true;
    } else if (str_starts(s, STR("# Subtest: "))) {
        open_suite(r, depth, str_from(s, 11));
    } else if (str_eq_c(str_trim(s), "---")) {
        r->message = true;
    } else if (r->last && str_starts(s, STR("#"))) {
        take_detail(r, str_trim(str_from(s, 1)));
    }
    return false;
}
