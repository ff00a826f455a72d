#include "syntax/paint.h"
#include "base/clock.h"
#include "base/mem.h"
#include "syntax/capture.h"
#include "syntax/rainbow.h"

enum { KEPT_BYTES_MAX = 1 << 16 }; // more than any screen holds

/* One run over a layer and what lies in it. */
typedef struct {
    const PaintLimit *limit;
    size_t start; // of the layer's text in text.snap
    bool brackets;
    bool stopped;
    TSQueryCursor *cursor;
    NodeText text;
    Marks marks; // scratch
} Brush;

/* A layer and the places of it that are wanted, in the whole text. */
typedef struct {
    const Layer *layer;
    size_t base; // where its offset 0 lies
    Range want;
} View;

static bool stop_asked(TSQueryCursorState *state)
{
    Brush *b = state->payload;
    b->stopped |= *b->limit->cancelled || clock_mono_ns() > b->limit->deadline_ns;
    return b->stopped;
}

static void add_marks(Brush *b, const View *v, const TSQueryMatch *m)
{
    const uint16_t *captures = v->layer->grammar->highlights.captures;
    for (uint16_t i = 0; i < m->capture_count; i++) {
        Mark mark = {
            .start = v->base + ts_node_start_byte(m->captures[i].node),
            .end = v->base + ts_node_end_byte(m->captures[i].node),
            .pattern = m->pattern_index,
            .capture = captures[m->captures[i].index],
        };
        bool wanted = mark.start < mark.end && mark.start < v->want.end && mark.end > v->want.start;
        if (wanted && mark.capture != CAPTURE_IGNORED)
            vec_push(&b->marks, mark);
    }
}

/* The spans of the layer itself. */
static void paint_own(Brush *b, const View *v, SyntaxSpans *out)
{
    const Query *q = &v->layer->grammar->highlights;
    TSQueryCursorOptions options = {.payload = b, .progress_callback = stop_asked};
    b->text.base = b->start + v->base;
    vec_clear(&b->marks);
    ts_query_cursor_set_byte_range(b->cursor, (uint32_t)(v->want.start - v->base),
                                   (uint32_t)(v->want.end - v->base));
    ts_query_cursor_exec_with_options(b->cursor, q->ts, ts_tree_root_node(v->layer->tree),
                                      &options);
    TSQueryMatch m;
    while (!b->stopped && ts_query_cursor_next_match(b->cursor, &m))
        if (query_holds(q, &m, &b->text))
            add_marks(b, v, &m);
    if (b->brackets && !b->stopped)
        rainbow_add(v->layer->tree, v->base, v->want, &b->marks);
    spans_flatten(&b->marks, v->want, out);
}

/* The places the layer of v speaks for. */
static void add_places(const View *v, Ranges *out)
{
    uint32_t n;
    TSRange *ranges = ts_tree_included_ranges(v->layer->tree, &n);
    for (uint32_t i = 0; i < n; i++) {
        Range r = {MAX(v->base + ranges[i].start_byte, v->want.start),
                   MIN(v->base + ranges[i].end_byte, v->want.end)};
        if (r.start < r.end)
            vec_push(out, r);
    }
    free(ranges);
}

static void paint_view(Brush *b, const View *v, SyntaxSpans *out);

/* Paint one inner layer: its spans behind `over`, and the places it takes from the layer around it
 * behind `taken`. */
static void paint_inner(Brush *b, const View *v, bool transparent, SyntaxSpans *over, Ranges *taken)
{
    SyntaxSpans spans = {0};
    Ranges places = {0};
    size_t first = over->n;
    paint_view(b, v, &spans);
    add_places(v, &places);
    spans_inside(&spans, &places, over);
    if (!transparent)
        VEC_EACH (Range, r, &places)
            vec_push(taken, *r);
    for (size_t i = first; transparent && i < over->n; i++)
        vec_push(taken, (Range){over->p[i].start, over->p[i].end});
    vec_deinit(&spans);
    vec_deinit(&places);
}

/* The layer of v with all that lies in it. */
static void paint_view(Brush *b, const View *v, SyntaxSpans *out)
{
    SyntaxSpans own = {0}, over = {0}, left = {0};
    Ranges taken = {0};
    paint_own(b, v, &own);
    const Layer *l = v->layer;
    size_t i = layer_find_inner(l, (uint32_t)(v->want.start - v->base));
    for (; i < l->inner.n && !b->stopped; i++) {
        const InnerLayer *in = &l->inner.p[i];
        size_t base = v->base + in->place.start;
        if (base >= v->want.end)
            break;
        Range want = {MAX(base, v->want.start), MIN(v->base + in->place.end, v->want.end)};
        paint_inner(b, &(View){in->layer, base, want}, in->transparent, &over, &taken);
    }
    spans_outside(&own, &taken, &left);
    spans_merge(&left, &over, out);
    vec_deinit(&own);
    vec_deinit(&over);
    vec_deinit(&left);
    vec_deinit(&taken);
}

static bool paint(const Layer *l, PaintText text, Range want, const PaintLimit *limit,
                  SyntaxSpans *out)
{
    if (want.start >= want.end)
        return true;
    Brush b = {.limit = limit, .start = text.start, .text = {.snap = text.snap}};
    b.brackets = text.brackets;
    b.cursor = ts_query_cursor_new();
    paint_view(&b, &(View){l, 0, want}, out);
    ts_query_cursor_delete(b.cursor);
    node_text_deinit(&b.text);
    vec_deinit(&b.marks);
    return !b.stopped;
}

void painted_deinit(Painted *p)
{
    vec_deinit(&p->spans);
    p->range = (Range){0};
}

/* What both ranges cover, or `want` alone if they are apart or it would be too much to keep. */
static Range joined(Range have, Range want)
{
    Range both = {MIN(have.start, want.start), MAX(have.end, want.end)};
    bool apart = want.end < have.start || want.start > have.end;
    return apart || both.end - both.start > KEPT_BYTES_MAX ? want : both;
}

bool painted_widen(Painted *p, const Layer *l, PaintText text, Range want, const PaintLimit *limit)
{
    if (p->range.start <= want.start && want.end <= p->range.end)
        return true;
    Range all = joined(p->range, want);
    if (all.start > p->range.start || all.end < p->range.end) {
        vec_clear(&p->spans);
        p->range = (Range){want.start, want.start};
    }
    SyntaxSpans spans = {0};
    bool done = paint(l, text, (Range){all.start, p->range.start}, limit, &spans);
    VEC_EACH (SyntaxSpan, s, &p->spans)
        vec_push(&spans, *s);
    done = done && paint(l, text, (Range){p->range.end, all.end}, limit, &spans);
    if (done) {
        vec_deinit(&p->spans);
        p->spans = spans;
        p->range = all;
    } else {
        vec_deinit(&spans);
    }
    return done;
}
