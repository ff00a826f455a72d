// Random trees, held against a search that tries each place of each file.
#include "suite.h"

#include "base/path.h"

typedef struct {
    char *path; // owned
    Buf bytes;  // owned
} Written;
typedef Vec(Written) Tree;

static uint32_t chance(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % n;
}

static void add_file(World *w, Tree *tree, uint32_t *seed)
{
    Written f = {0};
    size_t n = chance(seed, 3) ? chance(seed, 300) : chance(seed, 100000);
    for (size_t i = 0; i < n; i++)
        buf_add_byte(&f.bytes, "abAB \n"[chance(seed, 6)]);
    f.path =
        xasprintf("%c/%c/f%zu", 'a' + (char)chance(seed, 3), 'a' + (char)chance(seed, 3), tree->n);
    world_file(w, f.path, buf_str(&f.bytes));
    vec_push(tree, f);
}

static char fold(char c, bool ignore)
{
    return ignore && c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_letter(Str s, size_t at)
{
    return at < s.n && (s.p[at] | 0x20) >= 'a' && (s.p[at] | 0x20) <= 'z';
}

static bool is_at(Str s, size_t at, const FindQuery *q)
{
    for (size_t i = 0; i < q->pattern.n; i++)
        if (at + i >= s.n ||
            fold(s.p[at + i], q->ignore_case) != fold(q->pattern.p[i], q->ignore_case))
            return false;
    size_t end = at + q->pattern.n;
    bool cuts = (at && is_letter(s, at - 1) && is_letter(s, at)) ||
                (is_letter(s, end - 1) && is_letter(s, end));
    return !q->whole_word || !cuts;
}

static void naive(const Written *f, const FindQuery *q, Buf *out)
{
    Str s = buf_str(&f->bytes);
    size_t row = 0, line = 0;
    for (size_t at = 0; at < s.n;) {
        bool hit = is_at(s, at, q);
        if (hit)
            buf_addf(out, "%s:%zu:%zu:\n", f->path, row, at - line);
        for (size_t n = hit ? q->pattern.n : 1; n > 0; n--, at++)
            if (s.p[at] == '\n') {
                row++;
                line = at + 1;
            }
    }
}

static int by_path(const void *a, const void *b)
{
    const Written *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static void it_finds_what_a_naive_search_finds(void **state)
{
    static const char *const patterns[] = {"a", "ab", "aB b", "A", "b\na", "aabb"};
    World *w = *state;
    Tree tree = {0};
    uint32_t seed = 5;
    for (int i = 0; i < 60; i++)
        add_file(w, &tree, &seed);
    qsort(tree.p, tree.n, sizeof *tree.p, by_path);
    w->query.line_bytes = 0;
    for (size_t i = 0; i < ARRAY_LEN(patterns) * 4; i++) {
        AUTO(buf) Buf want = BUF_INIT;
        w->query.find = (FindQuery){.ignore_case = i & 1, .whole_word = i & 2};
        w->workers = 1 + i % 4;
        world_search(w, patterns[i / 4]);
        VEC_EACH (Written, f, &tree)
            naive(f, &w->query.find, &want);
        world_expect(w, buf_c(&want));
    }
    VEC_EACH (Written, f, &tree) {
        free(f->path);
        buf_deinit(&f->bytes);
    }
    vec_deinit(&tree);
}

const struct CMUnitTest naive_tests[] = {CASE(it_finds_what_a_naive_search_finds)};
const size_t naive_tests_n = ARRAY_LEN(naive_tests);
