// The tests that failed last, a line each, in the user's cache.
#include "base/fs.h"
#include "base/hash.h"
#include "base/path.h"
#include "base/places.h"
#include "testing/inner.h"

static char *file_of(const char *root)
{
    uint8_t sum[HASH_NBYTES];
    char hex[HASH_HEX_MAX];
    hash_sha256(str_c(root), sum);
    hash_hex(sum, hex);
    AUTO(free) char *name = xasprintf("codelab/tests/%.16s.failed", hex);
    return place_cache(name);
}

bool test_failed_write(const char *root, const TestTree *t, Err *err)
{
    AUTO(buf) Buf out = BUF_INIT;
    AUTO(free) char *path = file_of(root);
    AUTO(free) char *dir = str_dup(path_dir(str_c(path)));
    for (TestNode *n = t->root.kids.n ? t->root.kids.p[0] : NULL; n;
         n = test_node_next(&t->root, n))
        if (n->state == TEST_FAILED || n->state == TEST_ERROR)
            buf_addf(&out, "%s\n", n->id);
    return fs_mkdirs(dir, err) && fs_write(path, buf_str(&out), err);
}

void test_failed_read(const char *root, TestWords *out)
{
    AUTO(buf) Buf text = BUF_INIT;
    AUTO(free) char *path = file_of(root);
    Str line;
    if (!fs_read(path, 16 << 20, &text, NULL))
        return;
    for (Str rest = buf_str(&text); str_split(&rest, '\n', &line);)
        if (line.n)
            vec_push(out, str_dup(line));
}
