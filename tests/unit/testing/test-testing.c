// What real runners printed is read whole, however it is cut; what is broken does no harm.
#include "base/fs.h"
#include "base/path.h"
#include "testing/testing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>

// "state id at line, failed in file:line" of each test, a line each.
static void dump(const TestTree *t, Buf *out)
{
    const TestNode *n = t->root.kids.n ? t->root.kids.p[0] : NULL;
    for (; n; n = test_node_next(&t->root, (TestNode *)n)) {
        if (!test_node_is_test(n))
            continue;
        buf_addf(out, "%s %s", test_state_name(n->state), n->id);
        if (n->line)
            buf_addf(out, " at %d", n->line);
        if (n->fail_file)
            buf_addf(out, ", failed in %s:%d", n->fail_file, n->fail_line);
        buf_add_c(out, n->message ? ", with words\n" : "\n");
    }
}

typedef struct {
    const char *kit, *tree;
} Recorded;

static const Recorded recorded[] = {
#include "trees.inc"
};

static void read_stream(const char *kit, Buf *out)
{
    AUTO(free)
    char *path = xasprintf("%s/tests/unit/testing/streams/%s", getenv("top_srcdir"), kit);
    assert_true(fs_read(path, 0, out, NULL));
}

static TestTree *read_pieces(const Recorded *r, Str bytes, size_t piece, Buf *text)
{
    AUTO(free) char *root = xasprintf("/p/%s", r->kit);
    TestTree *t = test_tree_new();
    TestReader *reader = test_reader_new(test_kit_named(str_c(r->kit)), root, t, NULL);
    for (; bytes.n; bytes = str_from(bytes, piece))
        test_reader_feed(reader, str_upto(bytes, piece), text);
    test_reader_end(reader, text);
    test_reader_free(reader);
    return t;
}

static void what_real_runners_print_becomes_a_tree(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(recorded); i++) {
        AUTO(buf) Buf bytes = BUF_INIT;
        AUTO(buf) Buf text = BUF_INIT;
        AUTO(buf) Buf seen = BUF_INIT;
        read_stream(recorded[i].kit, &bytes);
        TestTree *t = read_pieces(&recorded[i], buf_str(&bytes), bytes.n, &text);
        dump(t, &seen);
        if (getenv("SHOW_TREES"))
            printf("%s\n%s\n", recorded[i].kit, buf_c(&seen));
        else
            assert_string_equal(buf_c(&seen), recorded[i].tree);
        assert_int_equal(str_find_byte(buf_str(&text), 0x1e), -1); // people see no records
        test_tree_free(t);
    }
}

static void it_does_not_matter_how_a_stream_is_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(recorded); i++)
        for (size_t piece = 1; piece < 200; piece = piece * 3 + 1) {
            AUTO(buf) Buf bytes = BUF_INIT;
            AUTO(buf) Buf text = BUF_INIT;
            AUTO(buf) Buf seen = BUF_INIT;
            read_stream(recorded[i].kit, &bytes);
            TestTree *t = read_pieces(&recorded[i], buf_str(&bytes), piece, &text);
            dump(t, &seen);
            assert_true(getenv("SHOW_TREES") || strcmp(buf_c(&seen), recorded[i].tree) == 0);
            test_tree_free(t);
        }
}

static void sums_of_a_tree_are_those_of_its_tests(void **state)
{
    (void)state;
    Str ab[] = {STR("a"), STR("b")}, ac[] = {STR("a"), STR("c")};
    TestTree *t = test_tree_new();
    TestNode *b = test_tree_put(t, STR("f.py"), ab, 2), *c = test_tree_put(t, STR("f.py"), ac, 2);
    assert_ptr_equal(test_tree_put(t, STR("f.py"), ab, 2), b);
    test_tree_set(t, b, TEST_PASSED);
    test_tree_set(t, c, TEST_RUNNING);
    assert_int_equal(test_node_total(&t->root), 2);
    assert_int_equal(test_node_state(b->parent), TEST_RUNNING);
    test_tree_set(t, c, TEST_FAILED);
    assert_int_equal(test_node_state(&t->root), TEST_FAILED);
    assert_int_equal(t->root.counts[TEST_FAILED], 1);
    assert_int_equal(t->root.counts[TEST_PASSED], 1);
    assert_string_equal(c->id, "f.py::a::c");
    test_tree_free(t);
}

static void a_run_that_is_stopped_leaves_nothing_running(void **state)
{
    (void)state;
    AUTO(buf) Buf text = BUF_INIT;
    static const Recorded one = {"pytest", ""};
    TestTree *t = read_pieces(
        &one, STR("\x1e{\"file\":\"a.py\",\"path\":[\"x\"],\"state\":\"running\"}\nhello"), 7,
        &text);
    assert_int_equal(t->root.counts[TEST_RUNNING], 0);
    assert_int_equal(t->root.counts[TEST_QUEUED], 1);
    assert_string_equal(buf_c(&text), "hello\n");
    test_tree_free(t);
}

static void a_target_that_leads_out_or_is_an_option_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {"/etc", "../x", "a/../../b", "-x", "", "a\nb"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        AUTO(err) Err err = {0};
        TestCommand c;
        const char *targets[] = {wrong[i], NULL};
        assert_false(test_command(&(TestAsk){test_kit_all(0), targets, false}, &c, &err));
        assert_non_null(strstr(err_text(&err), "is no test"));
    }
}

static const char *env_of(const TestCommand *c, const char *name)
{
    VEC_EACH (char *, e, &c->env)
        if (strncmp(*e, name, strlen(name)) == 0)
            return *e + strlen(name);
    return "";
}

static void one_test_is_told_as_its_framework_wants_it(void **state)
{
    (void)state;
    static const struct {
        const char *kit, *target, *last, *pattern;
    } cases[] = {
        {"pytest", "t/a.py::A::b", "t/a.py::A::b", ""},
        {"jest", "a.test.js::add (x)::y", "a.test.js", "^(add \\(x\\) y)$"},
        {"go", "p/a_test.go::TestA::one", "./p", "^TestA$/^one$"},
        {"cargo", "src/lib.rs::tests::a", "tests::a", ""},
        {"ctest", "CMakeLists.txt::a.b", "", "^(a\\.b)$"},
        {"junit", "T.java::p.T::m", "p.T#m", ""},
        {"phpunit", "T.php::T::m", "T.php", "^(T::m)( .*)?$"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        TestCommand c;
        const char *targets[] = {cases[i].target, NULL};
        assert_true(test_command(&(TestAsk){test_kit_named(str_c(cases[i].kit)), targets, false},
                                 &c, NULL));
        assert_string_equal(vec_last(&c.argv), cases[i].last);
        assert_string_equal(env_of(&c, "CODELAB_PATTERN="), cases[i].pattern);
        test_command_deinit(&c);
    }
}

static void junit_xml_with_entities_of_its_own_is_refused(void **state)
{
    (void)state;
    AUTO(err) Err err = {0};
    TestTree *t = test_tree_new();
    assert_false(test_read_junit(STR("<!DOCTYPE a [<!ENTITY b \"c\">]><testsuite>&b;</testsuite>"),
                                 t, &err));
    assert_true(
        test_read_junit(STR("<testsuites><testsuite name='s'><testcase name='a' time='0.5'/>"
                            "<testcase name='b'><failure message='no'>x.py:3: bad</failure>"
                            "</testcase></testsuite></testsuites>"),
                        t, &err));
    AUTO(buf) Buf seen = BUF_INIT;
    dump(t, &seen);
    assert_string_equal(buf_c(&seen), "passed s::a\nfailed s::b, failed in x.py:3, with words\n");
    test_tree_free(t);
}

static void nested_tap_is_a_tree(void **state)
{
    (void)state;
    static const Recorded one = {"tap", ""};
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(buf) Buf seen = BUF_INIT;
    TestTree *t = read_pieces(&one,
                              STR("\x1e{\"within\":\"t/a.t\"}\nTAP version 14\n# Subtest: outer\n"
                                  "    ok 1 - inner\n    not ok 2 - other\n      ---\n"
                                  "      at: t/a.t:7\n      ...\n    1..2\nnot ok 1 - outer\n"
                                  "ok 2 # TODO later\nBail out! no disk\n\x1e{\"within\":\"\"}\n"),
                              1000, &text);
    dump(t, &seen);
    assert_string_equal(buf_c(&seen), "passed t/a.t::outer::inner\n"
                                      "failed t/a.t::outer::other, failed in t/a.t:7, with words\n"
                                      "skipped t/a.t::test 2, with words\n");
    assert_int_equal(test_tree_find(t, STR("t/a.t"))->state, TEST_ERROR);
    test_tree_free(t);
}

static void scan_gives(const char *file, const char *text, const char *expected)
{
    AUTO(buf) Buf seen = BUF_INIT;
    TestMarks m = {0};
    test_scan(str_c(file), str_c(text), &m);
    VEC_EACH (TestMark, x, &m)
        buf_addf(&seen, "%d %s%s\n", x->row, x->id, x->suite ? " /" : "");
    test_marks_deinit(&m);
    assert_string_equal(buf_c(&seen), expected);
}

static void tests_are_seen_in_texts(void **state)
{
    (void)state;
    scan_gives("a.py",
               "class TestA:\n    def test_b(self):\n        pass\n\ndef test_c():\n    pass\n",
               "0 TestA /\n1 TestA::test_b\n4 test_c\n");
    scan_gives("a.py", "class Other:\n    x = 1\n", "");
    scan_gives("a_test.go", "func TestA(t *testing.T) {\n}\nfunc helper() {\n}\n", "0 TestA\n");
    scan_gives("lib.rs", "fn add() {}\nmod tests {\n    #[test]\n    fn adds() {\n    }\n}\n",
               "1 tests /\n3 tests::adds\n");
    scan_gives("a.test.ts",
               "describe('add', () => {\n  it(\"adds\", () => {\n  });\n});\ntest('x', f)\n",
               "0 add /\n1 add::adds\n4 x\n");
    scan_gives("FooTest.java", "class FooTest {\n    @Test\n    void adds() {\n    }\n}\n",
               "0 FooTest /\n2 FooTest::adds\n");
    scan_gives("a_spec.rb", "RSpec.describe 'a' do\n  it 'b' do\n  end\nend\n", "0 a /\n1 a::b\n");
    scan_gives("ATest.php", "final class ATest {\n    public function testB(): void\n",
               "0 ATest /\n1 ATest::testB\n");
    scan_gives("a.txt", "def test_b():\n", "");
}

static void lines_are(Cover *c, const char *file, const char *expected)
{
    AUTO(buf) Buf seen = BUF_INIT;
    const CoverFile *f = cover_file(c, str_c(file));
    assert_non_null(f);
    for (int i = 0; i < f->nlines; i++)
        if (f->hits[i] != COVER_NONE)
            buf_addf(&seen, "%d:%d ", i + 1, f->hits[i]);
    assert_string_equal(buf_c(&seen), expected);
}

static void coverage_of_each_format_is_read(void **state)
{
    (void)state;
    Cover c = {.root = "/p"};
    int hit, total;
    assert_true(
        cover_read(&c, STR("lcov"), STR("TN:\nSF:/p/a.c\nDA:1,2\nDA:3,0\nend_of_record\n"), NULL));
    assert_true(
        cover_read(&c, STR("lcov"), STR("SF:a.c\nDA:1,1\nDA:4,1,x\nend_of_record\n"), NULL));
    lines_are(&c, "a.c", "1:3 3:0 4:1 ");
    assert_true(cover_read(
        &c, STR("go-cover"),
        STR("mode: set\nb.go:1.10,3.5 1 1\nb.go:3.5,5.2 1 0\nb.go:1.10,3.5 1 1\n"), NULL));
    lines_are(&c, "b.go", "1:1 2:1 3:1 4:0 5:0 ");
    assert_true(cover_read(
        &c, STR("coverage.py"),
        STR("{\"files\":{\"d.py\":{\"executed_lines\":[1,2],\"missing_lines\":[5]}}}"), NULL));
    lines_are(&c, "d.py", "1:1 2:1 5:0 ");
    assert_true(
        cover_read(&c, STR("gcov"),
                   STR("{\"current_working_directory\":\"/p/src\",\"files\":[{\"file\":\"e.c\","
                       "\"lines\":[{\"line_number\":2,\"count\":7}]},{\"file\":\"/usr/x.h\","
                       "\"lines\":[{\"line_number\":2,\"count\":7}]}]}\n"),
                   NULL));
    lines_are(&c, "src/e.c", "2:7 ");
    assert_true(cover_read(&c, STR("ruby"), STR("{\"/p/f.rb\":{\"lines\":[1,null,0]}}"), NULL));
    lines_are(&c, "f.rb", "1:1 3:0 ");
    cover_sum(&c, &hit, &total);
    assert_int_equal(total, 3 + 5 + 3 + 1 + 2);
    assert_int_equal(hit, 2 + 3 + 2 + 1 + 1);
    assert_int_equal(cover_percent(999, 1000), 99);
    assert_false(cover_read(&c, STR("lcov"), STR("nothing"), NULL));
    assert_false(cover_read(&c, STR("coverage.py"), STR("{"), NULL));
    assert_false(cover_read(&c, STR("unknown"), STR(""), NULL));
    cover_deinit(&c);
}

static void coverage_out_of_the_project_is_left_out(void **state)
{
    (void)state;
    Cover c = {.root = "/p"};
    assert_true(cover_read(&c, STR("lcov"), STR("SF:/q/a.c\nDA:1,2\nSF:../x.c\nDA:1,1\n"), NULL));
    assert_int_equal(c.files.n, 0);
    cover_deinit(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_real_runners_print_becomes_a_tree),
        cmocka_unit_test(it_does_not_matter_how_a_stream_is_cut),
        cmocka_unit_test(sums_of_a_tree_are_those_of_its_tests),
        cmocka_unit_test(a_run_that_is_stopped_leaves_nothing_running),
        cmocka_unit_test(a_target_that_leads_out_or_is_an_option_is_refused),
        cmocka_unit_test(one_test_is_told_as_its_framework_wants_it),
        cmocka_unit_test(junit_xml_with_entities_of_its_own_is_refused),
        cmocka_unit_test(nested_tap_is_a_tree),
        cmocka_unit_test(tests_are_seen_in_texts),
        cmocka_unit_test(coverage_of_each_format_is_read),
        cmocka_unit_test(coverage_out_of_the_project_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
