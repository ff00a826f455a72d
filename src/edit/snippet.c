// A snippet as text, and the places where one goes on typing.
#include "edit/snippet-inner.h"

#include <limits.h>

enum { MAX_DEPTH = 60, MAX_BYTES = 1 << 20, MAX_PARTS = 20000 };

typedef struct {
    const Snippet *snippet;
    const SnippetPlace *place;
    Buf *out;
    SnippetStops *stops;
    int depth, parts; // within each other, and in all
} Expansion;

// The part that gives stop `number` its text: the first with a default or a choice.
static const SnippetPart *find_default(const SnippetPart *part, int number)
{
    for (; part; part = part->next) {
        if (part->kind == PART_STOP && part->number == number &&
            (part->has_default || part->nchoices))
            return part;
        const SnippetPart *in = find_default(part->child, number);
        if (in)
            return in;
    }
    return NULL;
}

// Lines after the first get the indent of where the snippet goes; a tab is one step of indent.
static void add_text(const Expansion *x, Str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\r')
            continue;
        if (text.p[i] == '\n') {
            buf_add(x->out, x->place->eol);
            buf_add(x->out, x->place->indent);
        } else if (text.p[i] == '\t') {
            buf_add(x->out, x->place->tab);
        } else {
            buf_add_byte(x->out, text.p[i]);
        }
    }
}

static void add_parts(Expansion *x, const SnippetPart *part);

static void add_stop(Expansion *x, const SnippetPart *part)
{
    const SnippetPart *from = part;
    size_t index = x->stops->n, start = x->out->n;
    if (!part->has_default && !part->nchoices)
        from = find_default(x->snippet->first, part->number);
    vec_push(x->stops, (SnippetStop){.number = part->number, .start = start, .part = part});
    if (from && from->nchoices)
        add_text(x, from->choices[0]);
    else if (from)
        add_parts(x, from->child);
    x->stops->p[index].end = x->out->n;
}

static void add_variable(Expansion *x, const SnippetPart *part)
{
    AUTO(buf) Buf value = BUF_INIT, changed = BUF_INIT;
    bool known = x->place->variable && x->place->variable(x->place->arg, part->text, &value);
    if (known && value.n && part->transform) {
        snippet_transform(part->transform, buf_str(&value), &changed);
        add_text(x, buf_str(&changed));
    } else if (value.n) {
        add_text(x, buf_str(&value));
    } else if (part->has_default) {
        add_parts(x, part->child);
    } else if (!known) {
        add_text(x, part->text);
    }
}

static void add_parts(Expansion *x, const SnippetPart *part)
{
    if (x->depth >= MAX_DEPTH)
        return; // a default that holds itself
    x->depth++;
    for (; part && x->out->n < MAX_BYTES && x->parts++ < MAX_PARTS; part = part->next) {
        if (part->kind == PART_TEXT)
            add_text(x, part->text);
        else if (part->kind == PART_STOP)
            add_stop(x, part);
        else
            add_variable(x, part);
    }
    x->depth--;
}

void snippet_expand(const Snippet *s, const SnippetPlace *place, Buf *out, SnippetStops *stops)
{
    size_t start = out->n;
    bool has_end = false;
    Expansion x = {.snippet = s, .place = place, .out = out, .stops = stops};
    add_parts(&x, s->first);
    VEC_EACH (SnippetStop, stop, stops) {
        stop->start -= start;
        stop->end -= start;
        has_end |= stop->number == 0;
    }
    if (!has_end)
        vec_push(stops, (SnippetStop){.start = out->n - start, .end = out->n - start});
}

bool snippet_stop_transform(const SnippetStop *stop, Str value, Buf *out)
{
    if (!stop->part || !stop->part->transform)
        return false;
    snippet_transform(stop->part->transform, value, out);
    return true;
}

const Str *snippet_choices(const SnippetStop *stop, size_t *n)
{
    *n = stop->part ? stop->part->nchoices : 0;
    return *n ? stop->part->choices : NULL;
}

// 0 comes last.
static int rank(int number)
{
    return number ? number : INT_MAX;
}

int snippet_next_stop(const SnippetStops *stops, int number, bool back)
{
    int best = -1, from = rank(number);
    VEC_EACH (const SnippetStop, s, stops) {
        int r = rank(s->number);
        if ((back ? r < from : r > from) && (best < 0 || (back ? r > rank(best) : r < rank(best))))
            best = s->number;
    }
    return best;
}

void snippet_map_stops(SnippetStops *stops, int active, const TextEdit *e)
{
    size_t n = 0;
    bool passed = false; // an active stop that begins at the edit
    VEC_EACH (SnippetStop, s, stops) {
        SnippetStop m = *s;
        bool is_active = s->number == active, empty = s->start == s->end;
        m.start = text_map(e, s->start, !is_active && (!empty || passed));
        m.end = text_map(e, s->end, is_active || (empty && passed));
        passed |= is_active && s->start <= e->start && s->end >= e->start;
        bool gone = e->old_end > e->start && e->start < s->start && e->old_end > s->end;
        if (m.end < m.start)
            m.end = m.start;
        if (!gone)
            stops->p[n++] = m;
    }
    stops->n = n;
}
