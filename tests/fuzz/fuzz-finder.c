/* Any query on any path: what is marked is what was looked for, and a search finds what scores. */
#include "finder/finder.h"
#include "base/bug.h"
#include "base/mem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void try_mode(const FinderQuery *q, Str path, FinderMode mode)
{
    static const atomic_bool never = false;
    FinderOffsets hits = {0};
    FinderTop top = {.max = 1};
    FinderPaths *p = finder_paths_new();
    int score = finder_score(q, path, mode, &hits);
    VEC_EACH (int, at, &hits)
        BUG_ON(*at < 0 || (size_t)*at >= path.n);
    BUG_ON(finder_score(q, path, mode, NULL) != score || (!score && hits.n));
    finder_paths_add(p, path);
    finder_search(q, p, mode, &top, &never);
    BUG_ON(mode == FINDER_STRICT && top.matched != (score > 0));
    BUG_ON(top.matched && top.best.p[0].score != score);
    finder_top_deinit(&top);
    finder_paths_free(p);
    vec_deinit(&hits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    Str in = str_n((const char *)data, MIN(n, (size_t)3000)), query;
    if (!str_split(&in, '\n', &query))
        return 0;
    FinderQuery *q = finder_query_new(query);
    try_mode(q, in, FINDER_STRICT);
    try_mode(q, in, FINDER_LOOSE);
    finder_query_free(q);
    return 0;
}
