/* Whatever a runner prints, the sums of the tree hold. */
#include "base/bug.h"
#include "testing/testing.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    size_t kits = 0, tests = 0;
    AUTO(buf) Buf text = BUF_INIT;
    Cover cover = {.root = "/p"};
    if (n == 0)
        return 0;
    while (test_kit_all(kits))
        kits++;
    TestTree *t = test_tree_new();
    TestReader *r =
        test_reader_new(test_kit_all((size_t)(data[0] + 256 - 97) % kits), "/p", t, &cover);
    Str bytes = str_n((const char *)data + 1, n - 1);
    size_t piece = 1 + data[0] % 61;
    for (; bytes.n; bytes = str_from(bytes, piece))
        test_reader_feed(r, str_upto(bytes, piece), &text);
    test_reader_end(r, &text);
    for (TestNode *x = t->root.kids.n ? t->root.kids.p[0] : NULL; x;
         x = test_node_next(&t->root, x)) {
        tests += test_node_is_test(x);
        BUG_ON(test_tree_find(t, str_c(x->id)) != x);
    }
    BUG_ON(tests != test_node_total(&t->root));
    TestMarks marks = {0};
    test_scan(STR("a.test.js"), buf_str(&text), &marks);
    test_marks_deinit(&marks);
    test_reader_free(r);
    test_tree_free(t);
    cover_deinit(&cover);
    return 0;
}
