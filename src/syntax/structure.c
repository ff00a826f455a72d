#include "syntax/structure.h"
#include "base/mem.h"

#include <stdatomic.h>

/* One search. */
typedef struct {
    ParseRun *run;
    const Layer *layer;
    Stretch where;
    NodeText text;
} Survey;

static Structure *make(void)
{
    Structure *s = NEW(Structure);
    atomic_init(&s->refs, 1);
    return s;
}

Structure *structure_ref(Structure *s)
{
    if (s)
        atomic_fetch_add(&s->refs, 1);
    return s;
}

void structure_free(Structure *s)
{
    if (!s || atomic_fetch_sub(&s->refs, 1) > 1)
        return;
    vec_deinit(&s->folds);
    vec_deinit(&s->symbols);
    free(s);
}

/* Order, outer before inner. */
static int compare(const StructureItem *a, const StructureItem *b)
{
    if (a->at.start != b->at.start)
        return a->at.start < b->at.start ? -1 : 1;
    if (a->at.end != b->at.end)
        return a->at.end > b->at.end ? -1 : 1;
    if (a->inner.start != b->inner.start)
        return a->inner.start < b->inner.start ? -1 : 1;
    return a->pattern > b->pattern ? -1 : a->pattern < b->pattern;
}

static int compare_items(const void *a, const void *b)
{
    return compare(a, b);
}

static bool stop_asked(TSQueryCursorState *state)
{
    return parse_run_ended(state->payload);
}

static Str capture_name(const Query *q, uint32_t index)
{
    uint32_t n;
    const char *p = ts_query_capture_name_for_id(q->ts, index, &n);
    return str_n(p, n);
}

static bool is_blank(Str s)
{
    return str_trim(s).n == 0;
}

/* Is the node the first one of its row? */
static bool is_first_of_row(Survey *s, TSNode node)
{
    char lead[512];
    size_t col = ts_node_start_point(node).column, end = s->text.base + ts_node_start_byte(node);
    return col <= sizeof lead &&
           is_blank(str_n(lead, snap_read(s->run->snap, end - col, lead, col)));
}

/* The token that ends a node or its body, and stays in sight when it begins a row. */
static TSNode closer_of(TSNode node, TSNode named_closer)
{
    if (!ts_node_is_null(named_closer))
        return named_closer;
    for (uint32_t n; (n = ts_node_child_count(node)); node = ts_node_child(node, n - 1)) {
        const char *field = ts_node_field_name_for_child(node, n - 1);
        if (!field || strcmp(field, "body") != 0) {
            TSNode last = ts_node_child(node, n - 1);
            return ts_node_is_named(last) ? (TSNode){0} : last;
        }
    }
    return (TSNode){0};
}

/* The end of the row before that of `node`. */
static void end_before_row_of(StructureItem *item, TSNode node)
{
    TSPoint p = ts_node_start_point(node);
    item->end_row = p.row - 1;
    item->inner.end = ts_node_start_byte(node) - p.column - 1;
}

static SyntaxFoldKind fold_kind(Str capture)
{
    return str_eq(capture, STR("fold.comment"))   ? FOLD_COMMENT
           : str_eq(capture, STR("fold.imports")) ? FOLD_IMPORTS
                                                  : FOLD_BLOCK;
}

static void add_fold(Survey *s, TSNode node, TSNode closer, SyntaxFoldKind kind,
                     StructureItems *out)
{
    TSPoint start = ts_node_start_point(node), end = ts_node_end_point(node);
    Stretch at = {ts_node_start_byte(node), ts_node_end_byte(node)};
    StructureItem item = {
        .at = at,
        .inner = at,
        .row = start.row,
        .end_row = end.row,
        .kind = kind,
    };
    closer = closer_of(node, closer);
    if (end.row > start.row && end.column == 0) {
        item.end_row--;
        item.inner.end--;
    } else if (!ts_node_is_null(closer) && ts_node_start_point(closer).row > start.row &&
               is_first_of_row(s, closer)) {
        end_before_row_of(&item, closer);
    }
    if (item.end_row > item.row || kind != FOLD_BLOCK)
        vec_push(out, item);
}

static void add_fold_match(Survey *s, const Query *q, const TSQueryMatch *m, StructureItems *out)
{
    TSNode closer = {0};
    for (uint16_t i = 0; i < m->capture_count; i++)
        if (str_eq(capture_name(q, m->captures[i].index), STR("close")))
            closer = m->captures[i].node;
    for (uint16_t i = 0; i < m->capture_count; i++) {
        Str name = capture_name(q, m->captures[i].index);
        if (str_starts(name, STR("fold")))
            add_fold(s, m->captures[i].node, closer, fold_kind(name), out);
    }
}

static void add_symbol_match(Survey *s, const Query *q, const TSQueryMatch *m, StructureItems *out)
{
    (void)s;
    StructureItem item = {.pattern = m->pattern_index};
    bool whole = false;
    for (uint16_t i = 0; i < m->capture_count; i++) {
        TSNode node = m->captures[i].node;
        Str name = capture_name(q, m->captures[i].index);
        Stretch at = {ts_node_start_byte(node), ts_node_end_byte(node)};
        if (str_eq(name, STR("name"))) {
            item.inner = at;
        } else if (str_starts(name, STR("definition."))) {
            item.at = at;
            item.kind = symbol_kind_named(str_from(name, strlen("definition.")));
            item.row = ts_node_start_point(node).row;
            item.end_row = ts_node_end_point(node).row;
            whole = true;
        }
    }
    if (whole && item.inner.start < item.inner.end)
        vec_push(out, item);
}

/* Only what has to do with s->where; the rest is known already. */
static bool meets(const StructureItem *item, Stretch where)
{
    return item->at.start < where.end && item->at.end > where.start;
}

/* What the query finds in s->where, in order. */
static void find(Survey *s, GrammarQuery which, StructureItems *out)
{
    const Query *q = grammar_query(s->layer->grammar, which);
    if (!q)
        return;
    TSQueryCursor *cursor = ts_query_cursor_new();
    TSQueryCursorOptions options = {.payload = s->run, .progress_callback = stop_asked};
    ts_query_cursor_set_byte_range(cursor, s->where.start, s->where.end);
    ts_query_cursor_exec_with_options(cursor, q->ts, ts_tree_root_node(s->layer->tree), &options);
    TSQueryMatch m;
    while (!parse_run_stopped(s->run) && ts_query_cursor_next_match(cursor, &m)) {
        if (!query_holds(q, &m, &s->text))
            continue;
        if (which == GRAMMAR_FOLDS)
            add_fold_match(s, q, &m, out);
        else
            add_symbol_match(s, q, &m, out);
    }
    ts_query_cursor_delete(cursor);
    if (out->n)
        qsort(out->p, out->n, sizeof *out->p, compare_items);
}

/* Leave out what does not meet `where` and what stands there twice. */
static void keep_new(StructureItems *v, Stretch where)
{
    size_t kept = 0;
    for (size_t i = 0; i < v->n; i++) {
        const StructureItem *item = &v->p[i], *last = kept ? &v->p[kept - 1] : NULL;
        bool twice = last && last->at.start == item->at.start && last->at.end == item->at.end &&
                     last->inner.start == item->inner.start;
        if (!twice && meets(item, where))
            v->p[kept++] = *item;
    }
    v->n = kept;
}

/* `item`, which stands behind all that was edited in `old`, as it is now. */
static StructureItem moved(const StructureItem *item, const Layer *old)
{
    StructureItem m = *item;
    m.at.start += old->grown;
    m.at.end += old->grown;
    m.inner.start += old->grown;
    m.inner.end += old->grown;
    m.row += old->rows_grown;
    m.end_row += old->rows_grown;
    return m;
}

/* Lay the old items that `where` (in the old text) has nothing to do with and the new ones
 * together. */
static void merge(const StructureItems *was, const Layer *old, Stretch where, StructureItems *fresh,
                  StructureItems *out)
{
    size_t next = 0;
    vec_reserve(out, was->n + fresh->n);
    VEC_EACH (const StructureItem, item, was) {
        if (meets(item, where))
            continue;
        StructureItem m = item->at.start >= where.end ? moved(item, old) : *item;
        while (next < fresh->n && compare(&fresh->p[next], &m) < 0)
            vec_push(out, fresh->p[next++]);
        vec_push(out, m);
    }
    while (next < fresh->n)
        vec_push(out, fresh->p[next++]);
}

static void set_parents(StructureItems *v)
{
    uint32_t up = NO_PARENT;
    for (uint32_t i = 0; i < v->n; i++) {
        StructureItem *item = &v->p[i];
        while (up != NO_PARENT &&
               (v->p[up].at.end < item->at.end || v->p[up].at.end <= item->at.start ||
                (v->p[up].at.start == item->at.start && v->p[up].at.end == item->at.end)))
            up = v->p[up].parent;
        item->parent = up;
        up = i;
    }
}

/* One of the lists. */
static void survey(Survey *s, GrammarQuery which, const Layer *old, const StructureItems *was,
                   StructureItems *out)
{
    StructureItems fresh = {0};
    find(s, which, &fresh);
    keep_new(&fresh, s->where);
    if (was) {
        uint32_t end = s->where.end == UINT32_MAX ? UINT32_MAX : s->where.end - old->grown;
        merge(was, old, (Stretch){s->where.start, end}, &fresh, out);
        vec_deinit(&fresh);
    } else {
        *out = fresh;
    }
    set_parents(out);
}

static bool has_capture(const Query *q, Str name)
{
    uint32_t n = q ? ts_query_capture_count(q->ts) : 0;
    for (uint32_t i = 0; i < n; i++)
        if (str_eq(capture_name(q, i), name))
            return true;
    return false;
}

bool structure_is_known(const Grammar *g)
{
    return grammar_query(g, GRAMMAR_FOLDS) || grammar_query(g, GRAMMAR_OUTLINE);
}

Structure *structure_new(ParseRun *run, const Layer *l, size_t base, const Layer *old,
                         Stretch where)
{
    const Structure *was = old ? old->structure : NULL;
    Survey s = {run, l, was ? where : (Stretch){0, UINT32_MAX}, {.snap = run->snap, .base = base}};
    Structure *made = make();
    made->has_folds = grammar_query(l->grammar, GRAMMAR_FOLDS) != NULL;
    made->names_inner = has_capture(grammar_query(l->grammar, GRAMMAR_OUTLINE), STR("inner"));
    survey(&s, GRAMMAR_FOLDS, old, was ? &was->folds : NULL, &made->folds);
    survey(&s, GRAMMAR_OUTLINE, old, was ? &was->symbols : NULL, &made->symbols);
    node_text_deinit(&s.text);
    return made;
}

static bool inner_has_any(const Layer *l)
{
    VEC_EACH (const InnerLayer, inner, &l->inner)
        if (inner->layer->structure || inner_has_any(inner->layer))
            return true;
    return false;
}

/* Of a layer that begins at byte `start` and row `row`. */
static void add_items(const StructureItems *v, uint32_t start, uint32_t row, StructureItems *out)
{
    const Layer shift = {.grown = start, .rows_grown = row};
    VEC_EACH (const StructureItem, item, v)
        vec_push(out, moved(item, &shift));
}

/* Where a layer begins in the whole. */
typedef struct {
    uint32_t byte, row;
} Origin;

/* `named`: its symbols count, as those of a script in a page, but not those of a text in a string.
 */
static void collect(const Layer *l, bool named, Origin at, Structure *out)
{
    const Structure *own = l->structure;
    if (own)
        add_items(&own->folds, at.byte, at.row, &out->folds);
    if (own && named)
        add_items(&own->symbols, at.byte, at.row, &out->symbols);
    named = named && own && own->names_inner;
    VEC_EACH (const InnerLayer, inner, &l->inner) {
        Origin place = {at.byte + inner->place.start, at.row + inner->at.row};
        collect(inner->layer, named, place, out);
    }
}

Structure *structure_of_all(const Layer *l)
{
    if (!inner_has_any(l))
        return structure_ref(l->structure);
    Structure *all = make();
    all->has_folds = l->structure && l->structure->has_folds;
    collect(l, true, (Origin){0, 0}, all);
    if (all->folds.n)
        qsort(all->folds.p, all->folds.n, sizeof *all->folds.p, compare_items);
    if (all->symbols.n)
        qsort(all->symbols.p, all->symbols.n, sizeof *all->symbols.p, compare_items);
    set_parents(&all->folds);
    set_parents(&all->symbols);
    return all;
}

size_t structure_find(const StructureItems *v, size_t off)
{
    size_t lo = 0, hi = v->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (v->p[mid].at.start < off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
