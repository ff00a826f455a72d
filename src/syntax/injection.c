#include "base/mem.h"
#include "syntax/language.h"
#include "syntax/layer.h"

/* One search for injections. */
typedef struct {
    const Query *query;
    NodeText text;
    const Grammar **by_pattern; // owned; what #set! injection.language means, once looked up
} Search;

/* The grammar a name in the text stands for, NULL if there is none that works. */
static const Grammar *grammar_meant(Str name)
{
    const char *known = language_grammar_for(name);
    return known ? grammar_get(known, NULL) : NULL;
}

static const Grammar *grammar_of_match(Search *s, const TSQueryMatch *m)
{
    const char *fixed = s->query->patterns[m->pattern_index].injection_language;
    const Grammar **cached = &s->by_pattern[m->pattern_index];
    if (fixed && !*cached)
        *cached = grammar_meant(str_c(fixed));
    if (fixed)
        return *cached;
    for (uint16_t i = 0; i < m->capture_count; i++)
        if (m->captures[i].index == s->query->injection_language)
            return grammar_meant(node_text(&s->text, m->captures[i].node));
    return NULL;
}

static void add_range(Injection *in, TSRange r)
{
    if (r.start_byte >= r.end_byte)
        return;
    in->ranges = xrealloc(in->ranges, in->n_ranges + 1, sizeof *in->ranges);
    in->ranges[in->n_ranges++] = r;
}

/* Add the content without its named children (the others are its punctuation). */
static void add_content(Injection *in, TSNode content, bool include_children)
{
    TSRange gap = {
        .start_byte = ts_node_start_byte(content) - in->place.start,
        .start_point = point_from(in->at, ts_node_start_point(content)),
    };
    TSTreeCursor cursor = ts_tree_cursor_new(content);
    bool more = !include_children && ts_node_named_child_count(content) > 0 &&
                ts_tree_cursor_goto_first_child(&cursor);
    for (; more; more = ts_tree_cursor_goto_next_sibling(&cursor)) {
        TSNode child = ts_tree_cursor_current_node(&cursor);
        if (!ts_node_is_named(child))
            continue;
        gap.end_byte = ts_node_start_byte(child) - in->place.start;
        gap.end_point = point_from(in->at, ts_node_start_point(child));
        add_range(in, gap);
        gap.start_byte = ts_node_end_byte(child) - in->place.start;
        gap.start_point = point_from(in->at, ts_node_end_point(child));
    }
    ts_tree_cursor_delete(&cursor);
    gap.end_byte = ts_node_end_byte(content) - in->place.start;
    gap.end_point = point_from(in->at, ts_node_end_point(content));
    add_range(in, gap);
}

static void widen(Stretch *s, TSNode node)
{
    s->start = MIN(s->start, ts_node_start_byte(node));
    s->end = MAX(s->end, ts_node_end_byte(node));
}

/* All contents of one match are one text. */
static void add_match(Search *s, const TSQueryMatch *m, Injections *out)
{
    const QueryPattern *p = &s->query->patterns[m->pattern_index];
    Injection in = {
        .because = {UINT32_MAX, 0},
        .grammar = grammar_of_match(s, m),
        .pattern = m->pattern_index,
        .transparent = p->transparent,
    };
    for (uint16_t i = 0; in.grammar && i < m->capture_count; i++) {
        TSNode node = m->captures[i].node;
        widen(&in.because, node);
        if (m->captures[i].index != s->query->injection_content)
            continue;
        if (!in.n_ranges) {
            TSNode parent = ts_node_parent(node);
            widen(&in.because, ts_node_is_null(parent) ? node : parent);
            in.place.start = ts_node_start_byte(node);
            in.at = ts_node_start_point(node);
        }
        in.place.end = ts_node_end_byte(node);
        add_content(&in, node, p->include_children);
    }
    if (in.n_ranges)
        vec_push(out, in);
}

/* Outer before inner, of several for one place the last pattern's first. */
static int compare(const void *va, const void *vb)
{
    const Injection *a = va, *b = vb;
    if (a->place.start != b->place.start)
        return a->place.start < b->place.start ? -1 : 1;
    if (a->place.end != b->place.end)
        return a->place.end > b->place.end ? -1 : 1;
    return a->pattern > b->pattern ? -1 : a->pattern < b->pattern;
}

static void keep_first_of_overlapping(Injections *v)
{
    size_t kept = 0;
    uint32_t end = 0;
    for (size_t i = 0; i < v->n; i++) {
        if (v->p[i].place.start < end) {
            free(v->p[i].ranges);
            continue;
        }
        end = v->p[i].place.end;
        v->p[kept++] = v->p[i];
    }
    v->n = kept;
}

static bool stop_asked(TSQueryCursorState *state)
{
    return parse_run_ended(state->payload);
}

void injections_find(ParseRun *run, const Layer *l, size_t base, Stretch where, Injections *out)
{
    const Query *q = &l->grammar->injections;
    if (!q->ts || q->injection_content == UINT32_MAX)
        return;
    Search s = {.query = q, .text = {.snap = run->snap, .base = base}};
    s.by_pattern = NEW_ARRAY(const Grammar *, q->n_patterns);
    TSQueryCursor *cursor = ts_query_cursor_new();
    ts_query_cursor_set_byte_range(cursor, where.start, where.end);
    TSQueryCursorOptions options = {.payload = run, .progress_callback = stop_asked};
    ts_query_cursor_exec_with_options(cursor, q->ts, ts_tree_root_node(l->tree), &options);
    TSQueryMatch m;
    while (!parse_run_stopped(run) && ts_query_cursor_next_match(cursor, &m))
        if (query_holds(q, &m, &s.text))
            add_match(&s, &m, out);
    ts_query_cursor_delete(cursor);
    node_text_deinit(&s.text);
    free(s.by_pattern);
    if (out->n)
        qsort(out->p, out->n, sizeof *out->p, compare);
    keep_first_of_overlapping(out);
}

void injections_deinit(Injections *v)
{
    VEC_EACH (Injection, in, v)
        free(in->ranges);
    vec_deinit(v);
}
