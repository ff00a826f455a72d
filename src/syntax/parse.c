#include "base/mem.h"
#include "syntax/layer.h"

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

static bool stop_asked(TSParseState *state)
{
    return *((const ParseRun *)state->payload)->cancelled;
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

/* The layer of `old` that stood where `in` is now; *i walks along. */
static InnerLayer *find_old(const Layer *old, const Injection *in, size_t *i)
{
    if (!old)
        return NULL;
    while (*i < old->inner.n && old->inner.p[*i].start < in->start)
        ++*i;
    InnerLayer *at = *i < old->inner.n ? &old->inner.p[*i] : NULL;
    return at && at->start == in->start && at->layer->grammar == in->grammar ? at : NULL;
}

static Layer *parse_layer(ParseRun *run, const Grammar *g, Extent extent, const Injection *in,
                          const Layer *old, int depth);

static Layer *parse_inner(ParseRun *run, Extent outer, const Injection *in, InnerLayer *was,
                          int depth)
{
    if (was && was->end == in->end && !was->layer->edited && same_ranges(was->layer->tree, in))
        return layer_ref(was->layer);
    Extent extent = {
        .snap = outer.snap, .start = outer.start + in->start, .n = in->end - in->start};
    return parse_layer(run, in->grammar, extent, in, was ? was->layer : NULL, depth + 1);
}

/* Add the layers inside l; false if cancelled. */
static bool parse_injections(ParseRun *run, Layer *l, Extent extent, const Layer *old, int depth)
{
    Injections found = {0};
    injections_find(run, l->grammar, l->tree, extent.start, &found);
    size_t at = 0;
    VEC_EACH (Injection, in, &found) {
        Layer *inner =
            *run->cancelled ? NULL : parse_inner(run, extent, in, find_old(old, in, &at), depth);
        if (!inner)
            break;
        vec_push(&l->inner, (InnerLayer){in->start, in->end, in->at, in->transparent, inner});
    }
    injections_deinit(&found);
    return !*run->cancelled;
}

static Layer *parse_layer(ParseRun *run, const Grammar *g, Extent extent, const Injection *in,
                          const Layer *old, int depth)
{
    TSTree *tree = parse_tree(run, g->language, extent, in, old ? old->tree : NULL);
    if (!tree)
        return NULL;
    Layer *l = layer_new(g, tree);
    if (depth == DEPTH_MAX || parse_injections(run, l, extent, old, depth))
        return l;
    layer_free(l);
    return NULL;
}

Layer *layer_parse(ParseRun *run, const Grammar *g, const Layer *old)
{
    Extent all = {.snap = run->snap, .n = snap_size(run->snap)};
    return parse_layer(run, g, all, NULL, old, 0);
}
