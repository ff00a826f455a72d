#include "base/mem.h"
#include "syntax/capture.h"
#include "syntax/follow.h"

/* One call of syntax_highlight. */
typedef struct {
    Syntax *x;
    NodeText text;
} Paint;

/* A layer and the places of it that are wanted, in the whole text. */
typedef struct {
    const Layer *layer;
    size_t base; // where its offset 0 lies
    Range want;
} View;

static void add_marks(Paint *p, const View *v, const TSQueryMatch *m)
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
            vec_push(&p->x->marks, mark);
    }
}

/* The spans of the layer itself. */
static void paint_own(Paint *p, const View *v, SyntaxSpans *out)
{
    const Query *q = &v->layer->grammar->highlights;
    TSQueryCursor *cursor = p->x->cursor;
    p->text.base = v->base;
    vec_clear(&p->x->marks);
    ts_query_cursor_set_byte_range(cursor, (uint32_t)(v->want.start - v->base),
                                   (uint32_t)(v->want.end - v->base));
    ts_query_cursor_exec(cursor, q->ts, ts_tree_root_node(v->layer->tree));
    TSQueryMatch m;
    while (ts_query_cursor_next_match(cursor, &m))
        if (query_holds(q, &m, &p->text))
            add_marks(p, v, &m);
    spans_flatten(&p->x->marks, v->want, out);
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

static void paint_view(Paint *p, const View *v, SyntaxSpans *out);

/* Paint one inner layer: its spans behind `over`, and the places it takes from the layer around it
 * behind `taken`. */
static void paint_inner(Paint *p, const View *v, bool transparent, SyntaxSpans *over, Ranges *taken)
{
    SyntaxSpans spans = {0};
    Ranges places = {0};
    size_t first = over->n;
    paint_view(p, v, &spans);
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
static void paint_view(Paint *p, const View *v, SyntaxSpans *out)
{
    SyntaxSpans own = {0}, over = {0}, left = {0};
    Ranges taken = {0};
    paint_own(p, v, &own);
    const Layer *l = v->layer;
    for (size_t i = layer_find_inner(l, (uint32_t)(v->want.start - v->base)); i < l->inner.n; i++) {
        const InnerLayer *in = &l->inner.p[i];
        size_t base = v->base + in->place.start;
        if (base >= v->want.end)
            break;
        Range want = {MAX(base, v->want.start), MIN(v->base + in->place.end, v->want.end)};
        paint_inner(p, &(View){in->layer, base, want}, in->transparent, &over, &taken);
    }
    spans_outside(&own, &taken, &left);
    spans_merge(&left, &over, out);
    vec_deinit(&own);
    vec_deinit(&over);
    vec_deinit(&left);
    vec_deinit(&taken);
}

void syntax_highlight(Syntax *x, const Text *t, size_t start, size_t end, SyntaxSpans *out)
{
    syntax_follow(x, t);
    end = MIN(end, snap_size(text_now(t)));
    if (!x->layer || start >= end)
        return;
    Paint p = {.x = x, .text = {.snap = text_now(t)}};
    SyntaxSpans spans = {0};
    paint_view(&p, &(View){x->layer, 0, {start, end}}, &spans);
    VEC_EACH (SyntaxSpan, s, &spans)
        if (s->capture != CAPTURE_NONE)
            vec_push(out, *s);
    vec_deinit(&spans);
    node_text_deinit(&p.text);
}
