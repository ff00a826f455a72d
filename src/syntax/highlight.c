#include "base/clock.h"
#include "base/mem.h"
#include "syntax/capture.h"
#include "syntax/follow.h"

/* Remember what is on the screen: neighbouring pieces as one, a jump starts anew. */
static void note_seen(Syntax *x, Range r)
{
    enum { SCREEN_BYTES_MAX = 1 << 15 };
    Range both = {MIN(x->seen.start, r.start), MAX(x->seen.end, r.end)};
    bool apart = r.end < x->seen.start || r.start > x->seen.end;
    x->seen = apart || both.end - both.start > SCREEN_BYTES_MAX ? r : both;
}

/* Where the bytes now in [start, end) of the cover and the spans around them were in the parsed
 * text. */
static Range unmapped(const Cover *c, size_t start, size_t end)
{
    Range r = {edits_unmap_start(&c->edits, start), edits_unmap_end(&c->edits, end)};
    if (c->edits.n) { // a span that ends at r.start may have grown
        r.start -= r.start > 0;
        r.end++;
    }
    r.end = MIN(r.end, c->n);
    return r;
}

static void add_span(SyntaxSpans *out, size_t first, SyntaxSpan s)
{
    if (s.start >= s.end || s.capture == CAPTURE_NONE)
        return;
    SyntaxSpan *last = out->n > first ? &vec_last(out) : NULL;
    if (last && last->end == s.start && last->capture == s.capture)
        last->end = s.end;
    else
        vec_push(out, s);
}

/* Is all of the range covered, as far as there is text? */
static bool covers(const Cover *c, Range r)
{
    return !c->partial ||
           (r.start >= c->origin && edits_unmap_start(&c->edits, r.end - c->origin) <= c->n);
}

void syntax_color_brackets(Syntax *x, bool on)
{
    if (x->brackets == on)
        return;
    x->brackets = on;
    painted_deinit(&x->painted);
}

void syntax_highlight(Syntax *x, const Text *t, size_t start, size_t end, SyntaxSpans *out)
{
    static const atomic_bool never;
    syntax_follow(x, t);
    end = MIN(end, snap_size(text_now(t)));
    if (start >= end)
        return;
    note_seen(x, (Range){start, end});
    if (!x->layer)
        return;
    const Cover *c = &x->cover;
    x->unpainted |= !covers(c, (Range){start, end});
    start = MAX(start, c->origin);
    if (start >= end)
        return;
    PaintLimit limit = {&never, clock_mono_ns() + x->paint_ns_max};
    Range was = unmapped(c, start - c->origin, end - c->origin);
    PaintText text = {x->snap, c->start, x->brackets && c->start == 0};
    if (!painted_widen(&x->painted, x->layer, text, was, &limit))
        x->unpainted = true;
    size_t first = out->n;
    const SyntaxSpans *spans = &x->painted.spans;
    for (size_t i = spans_find(spans, was.start); i < spans->n && spans->p[i].start < was.end;
         i++) {
        SyntaxSpan s = spans->p[i];
        s.start = MAX(edits_map_start(&c->edits, s.start) + c->origin, start);
        s.end = MIN(edits_map_end(&c->edits, s.end) + c->origin, end);
        add_span(out, first, s);
    }
}
