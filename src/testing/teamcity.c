// TeamCity's service messages, as PHPUnit and others write them:
// ##teamcity[testFailed name='x' message='…' details='…' flowId='1']
#include "testing/inner.h"

// |' |n |r || |[ |] and |0xNNNN; what is unknown stays as it is.
static void unescape(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '|' || i + 1 == s.n) {
            buf_add_byte(out, s.p[i]);
            continue;
        }
        char c = s.p[++i];
        if (c == 'n')
            buf_add_byte(out, '\n');
        else if (c == '0' && i + 5 < s.n && s.p[i + 1] == 'x')
            i += 5; // of no use to us
        else if (c != 'r')
            buf_add_byte(out, c);
    }
}

// The value of an attribute, "" without it.
static void attribute(Str line, const char *name, Buf *out)
{
    AUTO(free) char *key = xasprintf(" %s='", name);
    ptrdiff_t at = str_find(line, str_c(key));
    buf_clear(out);
    if (at < 0)
        return;
    Str rest = str_from(line, (size_t)at + strlen(key));
    size_t end = 0;
    while (end < rest.n && rest.p[end] != '\'')
        end += rest.p[end] == '|' ? 2 : 1;
    unescape(str_upto(rest, end), out);
}

// "php_qn:///p/FooTest.php::\FooTest::testIt" names the file.
static void take_hint(TestReader *r, Str line)
{
    AUTO(buf) Buf hint = BUF_INIT;
    attribute(line, "locationHint", &hint);
    Str s = buf_str(&hint);
    ptrdiff_t at = str_find(s, STR("://"));
    if (at < 0)
        return;
    s = str_from(s, (size_t)at + 3);
    ptrdiff_t end = str_find(s, STR("::"));
    free(r->file);
    r->file = str_dup(short_path(str_c(r->root), end < 0 ? s : str_upto(s, (size_t)end)));
    free(r->now);
    Str class = end < 0 ? STR_NULL : str_from(s, (size_t)end + 2);
    end = str_find(class, STR("::"));
    class = end < 0 ? class : str_upto(class, (size_t)end);
    r->now = str_dup(str_starts(class, STR("\\")) ? str_from(class, 1) : class);
}

static TestNode *node_of(TestReader *r, Str line, TestState s)
{
    AUTO(buf) Buf name = BUF_INIT;
    AUTO(buf) Buf path = BUF_INIT;
    attribute(line, "name", &name);
    if (r->now && *r->now) // suites are named after folders and data sets, too
        buf_addf(&path, "%s\n", r->now);
    buf_add(&path, buf_str(&name));
    return reader_put(r, str_c(r->file), buf_str(&path), "\n", s, -1);
}

static void take_failure(TestReader *r, TestNode *n, Str line)
{
    AUTO(buf) Buf what = BUF_INIT;
    AUTO(buf) Buf more = BUF_INIT;
    attribute(line, "message", &what);
    attribute(line, "details", &more);
    buf_addf(&what, "\n%s", buf_c(&more));
    node_set_message(n, buf_str(&what));
    if (n->state == TEST_FAILED)
        node_find_fail(n, str_c(r->root));
    r->last = n;
}

static void take_end(TestReader *r, Str line)
{
    AUTO(buf) Buf ms = BUF_INIT;
    TestState state = r->failing ? TEST_FAILED : r->message ? TEST_SKIPPED : TEST_PASSED;
    TestNode *n = node_of(r, line, state);
    attribute(line, "duration", &ms);
    if (!n)
        return;
    n->ms = ms.n ? strtod(buf_c(&ms), NULL) : -1;
}

static bool is(Str line, const char *what)
{
    Str s = str_from(line, strlen("##teamcity["));
    size_t n = strlen(what);
    return str_starts(s, str_c(what)) && s.n > n && s.p[n] == ' ';
}

static void take_message(TestReader *r, Str line)
{
    TestNode *n;
    if (is(line, "testSuiteStarted")) {
        take_hint(r, line);
    } else if (is(line, "testStarted")) {
        r->failing = r->message = false;
        take_hint(r, line);
        if ((n = node_of(r, line, TEST_RUNNING)))
            node_set_message(n, STR_NULL);
    } else if (is(line, "testFailed")) {
        r->failing = true;
        if ((n = node_of(r, line, TEST_FAILED)))
            take_failure(r, n, line);
    } else if (is(line, "testIgnored")) {
        r->message = true;
        if ((n = node_of(r, line, TEST_SKIPPED)))
            take_failure(r, n, line);
        if (n && !n->message)
            node_set_message(n, STR("skipped"));
    } else if (is(line, "testFinished")) {
        take_end(r, line);
    }
}

bool teamcity_line(TestReader *r, Str line, Buf *text)
{
    if (!str_starts(line, STR("##teamcity[")))
        return false;
    size_t before = r->tree->root.counts[TEST_FAILED];
    take_message(r, line);
    if (r->tree->root.counts[TEST_FAILED] > before && r->last)
        buf_addf(text, "%s\n%s\n\n", r->last->id, r->last->message ? r->last->message : "");
    return true;
}
