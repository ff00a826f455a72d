#include "base/mem.h"
#include "syntax/guard.h"
#include "syntax/structure.h"

#include <time.h>

enum {
    DEPTH_MAX = 4, // languages inside languages: Markdown, HTML, JavaScript, CSS
    UTF8_BYTES_MAX = 4,
};

/* The part of the snapshot a layer covers. */
typedef struct {
    const Snap *snap;
    size_t start, n;
    char seam[64]; // bytes from both sides of a seam between two chunks
} Extent;

/* The parser asks again where a chunk ends within a character: it must then get the whole of it. */
static Str across_seam(Extent *x, size_t off, size_t left)
{
    return str_n(x->seam, snap_read(x->snap, off, x->seam, MIN(sizeof x->seam, left)));
}

static const char *read_extent(void *payload, uint32_t byte, TSPoint position, uint32_t *n)
{
    (void)position;
    Extent *x = payload;
    *n = 0;
    if (byte >= x->n)
        return "";
    size_t chunk_start, off = x->start + byte, left = x->n - byte;
    Str chunk = snap_chunk(x->snap, off, &chunk_start);
    chunk = str_upto(str_from(chunk, off - chunk_start), left);
    if (chunk.n < UTF8_BYTES_MAX && chunk.n < left)
        chunk = across_seam(x, off, left);
    *n = (uint32_t)chunk.n;
    return chunk.n ? chunk.p : "";
}

static int64_t thread_cpu_ns(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t) == 0 ? t.tv_sec * 1000000000LL + t.tv_nsec
                                                           : 0;
}

bool parse_run_stopped(const ParseRun *run)
{
    return *run->cancelled || run->too_slow || run->too_deep;
}

bool parse_run_ended(ParseRun *run)
{
    run->too_slow |= thread_cpu_ns() > run->cpu_ns_end;
    return parse_run_stopped(run);
}

static bool stop_asked(TSParseState *state)
{
    return parse_run_ended(state->payload);
}

/* NULL if cancelled. */
static TSTree *parse_tree(ParseRun *run, const TSLanguage *language, Extent extent,
                          const Injection *in, const TSTree *old)
{
    bool ok =
        ts_parser_set_language(run->parser, language) &&
        ts_parser_set_included_ranges(run->parser, in ? in->ranges : NULL, in ? in->n_ranges : 0);
    BUG_ON(!ok); // the ABI was checked and the ranges are in order
    TSInput input = {.payload = &extent, .read = read_extent, .encoding = TSInputEncodingUTF8};
    TSParseOptions options = {.payload = run, .progress_callback = stop_asked};
    TSTree *tree = ts_parser_parse_with_options(run->parser, old, input, options);
    if (!tree)
        ts_parser_reset(run->parser);
    return tree;
}

static bool same_ranges(const TSTree *tree, const Injection *in)
{
    uint32_t n;
    TSRange *ranges = ts_tree_included_ranges(tree, &n);
    bool same = n == in->n_ranges;
    for (uint32_t i = 0; same && i < n; i++)
        same = ranges[i].start_byte == in->ranges[i].start_byte &&
               ranges[i].end_byte == in->ranges[i].end_byte;
    free(ranges);
    return same;
}

static Layer *parse_layer(ParseRun *run, const Grammar *g, Extent extent, const Injection *in,
                          const Layer *old, int depth);

/* The inner layer for `in`, which starts where `was` did (NULL: none did); NULL if cancelled. */
static Layer *parse_inner(ParseRun *run, Extent outer, const Injection *in, const InnerLayer *was,
                          int depth)
{
    if (parse_run_stopped(run))
        return NULL;
    const Layer *old = was && was->layer->grammar == in->grammar ? was->layer : NULL;
    if (old && was->place.end == in->place.end && !old->edited && same_ranges(old->tree, in))
        return layer_ref(was->layer);
    Extent extent = {.snap = outer.snap,
                     .start = outer.start + in->place.start,
                     .n = in->place.end - in->place.start};
    return parse_layer(run, in->grammar, extent, in, old, depth + 1);
}

static bool meet(Stretch a, Stretch b)
{
    return a.start < b.end && b.start < a.end;
}

/* Widen s until no injection of `old` is half in it: each is judged by all its nodes or not at all.
 */
static Stretch widen_to_whole(Stretch s, const Layer *old)
{
    for (bool grown = true; grown;) {
        grown = false;
        VEC_EACH (const InnerLayer, inner, &old->inner) {
            Stretch b = inner->because;
            if (!meet(s, b) || (s.start <= b.start && b.end <= s.end))
                continue;
            s = (Stretch){MIN(s.start, b.start), MAX(s.end, b.end)};
            grown = true;
        }
    }
    return s;
}

/* Where injections, folds and symbols may be other ones than in `old`: around what was edited and
 * what means something else now. */
static Stretch where_changed(const Layer *l, const Layer *old)
{
    if (!old->edited)
        return (Stretch){0, UINT32_MAX};
    Stretch s = old->touched;
    uint32_t n;
    TSRange *changed = ts_tree_get_changed_ranges(old->tree, l->tree, &n);
    for (uint32_t i = 0; i < n; i++) {
        s.start = MIN(s.start, changed[i].start_byte);
        s.end = MAX(s.end, changed[i].end_byte);
    }
    free(changed);
    s.start -= s.start > 0; // so that a place where something was deleted is not empty
    s.end += s.end < UINT32_MAX;
    return s;
}

/* Take over the inner layers of `old`, from *i on, that lie before `before` and that `where` has
 * nothing to do with. */
static void keep_inner(Layer *l, const Layer *old, size_t *i, uint32_t before, Stretch where)
{
    for (; old && *i < old->inner.n && old->inner.p[*i].place.start < before; ++*i) {
        const InnerLayer *inner = &old->inner.p[*i];
        uint32_t end = l->inner.n ? vec_last(&l->inner).place.end : 0;
        if (meet(inner->because, where) || inner->place.start < end || inner->place.end > before)
            continue;
        layer_ref(inner->layer);
        vec_push(&l->inner, *inner);
    }
}

/* How many languages are around, and where the layer has changed. */
typedef struct {
    int depth;
    Stretch where;
} Depth;

/* Add the layers inside l; false if cancelled. */
static bool parse_injections(ParseRun *run, Layer *l, Extent extent, const Layer *old,
                             Depth in_depth)
{
    Injections found = {0};
    Stretch where = old ? widen_to_whole(in_depth.where, old) : in_depth.where;
    int depth = in_depth.depth;
    injections_find(run, l, extent.start, where, &found);
    size_t at = 0;
    VEC_EACH (Injection, in, &found) {
        size_t start = extent.start + in->place.start;
        if (!guard_allows(in->grammar->name, extent.snap, start, in->place.end - in->place.start))
            continue;
        keep_inner(l, old, &at, in->place.start, where);
        bool was = old && at < old->inner.n && old->inner.p[at].place.start == in->place.start;
        Layer *inner = parse_inner(run, extent, in, was ? &old->inner.p[at] : NULL, depth);
        if (!inner)
            break;
        vec_push(&l->inner, (InnerLayer){in->place, in->because, in->at, in->transparent, inner});
    }
    keep_inner(l, old, &at, UINT32_MAX, where);
    injections_deinit(&found);
    return !parse_run_stopped(run);
}

static Layer *parse_layer(ParseRun *run, const Grammar *g, Extent extent, const Injection *in,
                          const Layer *old, int depth)
{
    TSTree *tree = parse_tree(run, g->language, extent, in, old ? old->tree : NULL);
    if (!tree)
        return NULL;
    Layer *l = layer_new(g, tree);
    bool shaped = !run->colours_only && structure_is_known(g);
    bool leaf = depth == DEPTH_MAX || !g->injections.ts;
    Stretch where = {0, UINT32_MAX};
    if (old && (shaped || !leaf))
        where = where_changed(l, old);
    if (shaped)
        l->structure = structure_new(run, l, extent.start, old, where);
    if (leaf || parse_injections(run, l, extent, old, (Depth){depth, where}))
        return l;
    layer_free(l);
    return NULL;
}

Layer *layer_parse(ParseRun *run, const Grammar *g, const Layer *old, size_t start, size_t n)
{
    Extent all = {.snap = run->snap, .start = start, .n = n};
    run->cpu_ns_end = thread_cpu_ns() + run->cpu_ns_max;
    run->too_deep = !guard_allows(g->name, all.snap, start, n);
    return run->too_deep ? NULL : parse_layer(run, g, all, NULL, old, 0);
}
