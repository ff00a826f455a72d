#include "base/mem.h"
#include "syntax/follow.h"
#include "syntax/language.h"

enum {
    TEXT_BYTES_MAX = 1 << 16, // how far brackets are looked for without a tree, on each side
    CHILDREN_MAX = 64,        // nodes with more are asked for their first and last ones only
};

/* The smallest range found so far that is larger than `have`. */
typedef struct {
    const Snap *now;
    Range have, best;
    bool found;
} Search;

static void offer(Search *s, size_t start, size_t end)
{
    bool larger =
        start <= s->have.start && end >= s->have.end && end - start > s->have.end - s->have.start;
    if (!larger || (s->found && end - start >= s->best.end - s->best.start))
        return;
    s->best = (Range){start, end};
    s->found = true;
}

static char byte_at(const Snap *s, size_t off)
{
    char c = '\0';
    return snap_read(s, off, &c, 1) == 1 ? c : '\0';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Does a part of a word, as in "partOfWord" and "part_of_word", begin between a and b? */
static bool part_begins(char a, char b)
{
    return a == '_' || b == '_' || (is_upper(b) && !is_upper(a));
}

static void offer_word(Search *s)
{
    enum { WORD_MAX = 256 };
    size_t start, end;
    snap_word_at(s->now, s->have.start, &start, &end);
    if (start == end || !is_word_byte(byte_at(s->now, start)) || end < s->have.end)
        return;
    offer(s, start, end);
    size_t a = s->have.start, b = s->have.end;
    if (end - start > WORD_MAX || (a == b && byte_at(s->now, a) == '_'))
        return;
    while (a > start && !part_begins(byte_at(s->now, a - 1), byte_at(s->now, a)))
        a--;
    while (b < end && (b == a || !part_begins(byte_at(s->now, b - 1), byte_at(s->now, b))))
        b++;
    offer(s, a, b);
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/* What stands between quotes. */
static void offer_unquoted(Search *s, size_t start, size_t end)
{
    size_t n = 0;
    while (n < 3 && start + n < end && is_quote(byte_at(s->now, start + n)) &&
           byte_at(s->now, start + n) == byte_at(s->now, end - 1 - n))
        n++;
    if (n == 2 || end - start < 2 * n)
        n = 1;
    if (n)
        offer(s, start + n, end - n);
}

/* Where the nodes of a layer are now. */
typedef struct {
    Search *search;
    const Syntax *x;
    size_t base;
    const char *pairs;
} Place;

static Range range_of(const Place *p, TSNode n)
{
    const Cover *c = &p->x->cover;
    size_t start = edits_map_start(&c->edits, p->base + ts_node_start_byte(n));
    size_t end = edits_map_end(&c->edits, p->base + ts_node_end_byte(n));
    return (Range){start + c->origin, MAX(start, end) + c->origin};
}

/* The other one of its pair if the node is a bracket: positive for an opening one. */
static int partner_of(const Place *p, TSNode n)
{
    const char *type = ts_node_type(n), *at = strchr(p->pairs, type[0]);
    if (ts_node_is_named(n) || !type[0] || type[1] || !at)
        return 0;
    return (at - p->pairs) % 2 == 0 ? at[1] : -at[-1];
}

/* Brackets among the children of `n` around what is selected. */
static void offer_brackets(const Place *p, TSNode n)
{
    Range open = {0}, have = p->search->have;
    int want = 0;
    uint32_t count = ts_node_child_count(n);
    for (uint32_t i = 0; i < count; i++) {
        if (count > CHILDREN_MAX && i > 0 && i + 1 < count)
            continue;
        TSNode child = ts_node_child(n, i);
        int partner = partner_of(p, child);
        Range at = partner ? range_of(p, child) : have;
        if (partner > 0 && at.end <= have.start) {
            open = at;
            want = partner;
        } else if (partner < 0 && at.start >= have.end && ts_node_type(child)[0] == want) {
            offer(p->search, open.end, at.start);
            offer(p->search, open.start, at.end);
            return;
        }
    }
}

/* Nodes of one layer, from the smallest around what is selected on. */
static void offer_nodes(const Place *p, const Layer *l, Range was)
{
    TSNode n = ts_node_descendant_for_byte_range(
        ts_tree_root_node(l->tree), (uint32_t)(was.start - p->base), (uint32_t)(was.end - p->base));
    for (; !ts_node_is_null(n) && !p->search->found; n = ts_node_parent(n)) {
        Range r = range_of(p, n);
        offer_brackets(p, n);
        if (strstr(ts_node_type(n), "string") || strstr(ts_node_type(n), "char"))
            offer_unquoted(p->search, r.start, r.end);
        if (ts_node_is_named(n) && r.start < r.end)
            offer(p->search, r.start, r.end);
    }
}

/* The layers around the place, the innermost first. */
static void offer_layers(const Place *p, const Layer *l, Range was)
{
    size_t i = layer_find_inner(l, (uint32_t)(was.start - p->base));
    if (i < l->inner.n && p->base + l->inner.p[i].place.start <= was.start &&
        p->base + l->inner.p[i].place.end >= was.end) {
        Place inner = *p;
        inner.base += l->inner.p[i].place.start;
        offer_layers(&inner, l->inner.p[i].layer, was);
    }
    offer_nodes(p, l, was);
}

static bool offer_tree(Search *s, Syntax *x)
{
    if (!x || !x->layer || s->have.start < x->cover.origin)
        return false;
    size_t origin = x->cover.origin;
    Range was = {edits_unmap_start(&x->cover.edits, s->have.start - origin),
                 edits_unmap_end(&x->cover.edits, s->have.end - origin)};
    was.end = MAX(was.end, was.start);
    if (was.end > x->cover.n)
        return false;
    const char *pairs = x->language->pairs;
    Place p = {s, x, 0, pairs ? pairs : ""};
    offer_layers(&p, x->layer, was);
    return true;
}

/* From `off` back to the opening bracket of `pairs` that nothing before off closes. */
static bool find_opener(const char *text, size_t off, const char *pairs, size_t *at, char *want)
{
    int depth[8] = {0};
    for (size_t i = off; i-- > 0;) {
        const char *p = text[i] ? strchr(pairs, text[i]) : NULL;
        size_t kind = p ? (size_t)(p - pairs) / 2 : 0;
        if (!p || kind >= ARRAY_LEN(depth))
            continue;
        if ((p - pairs) % 2)
            depth[kind]++;
        else if (depth[kind]-- == 0) {
            *at = i;
            *want = p[1];
            return true;
        }
    }
    return false;
}

/* Brackets around what is selected, by counting. */
static void offer_text_brackets(Search *s, const char *pairs)
{
    size_t from = s->have.start - MIN(s->have.start, (size_t)TEXT_BYTES_MAX);
    size_t to = MIN(snap_size(s->now), s->have.end + TEXT_BYTES_MAX), open;
    AUTO(buf) Buf text = BUF_INIT;
    char want;
    if (from < to)
        snap_add_to(s->now, from, to, &text);
    if (!find_opener(text.p, s->have.start - from, pairs, &open, &want))
        return;
    int depth = 0;
    for (size_t i = s->have.end - from; i < text.n; i++) {
        depth += text.p[i] == text.p[open];
        if (text.p[i] == want && depth-- == 0) {
            offer(s, from + open + 1, from + i);
            offer(s, from + open, from + i + 1);
            return;
        }
    }
}

/* The lines, without the indent and with it. */
static void offer_lines(Search *s)
{
    size_t start = snap_line_start(s->now, s->have.start, SIZE_MAX), first = start;
    size_t end = snap_line_end(s->now, s->have.end, SIZE_MAX);
    while (first < s->have.start &&
           (byte_at(s->now, first) == ' ' || byte_at(s->now, first) == '\t'))
        first++;
    offer(s, first, end);
    offer(s, start, MIN(end + 1, snap_size(s->now)));
}

bool syntax_expand(Syntax *x, const Text *t, size_t *start, size_t *end)
{
    if (x)
        syntax_follow(x, t);
    Search s = {.now = text_now(t), .have = {*start, *end}};
    offer_word(&s);
    if (!offer_tree(&s, x)) {
        const char *pairs = x ? language_pairs(x->language) : "()[]{}";
        offer_text_brackets(&s, *pairs ? pairs : "()[]{}");
        offer_lines(&s);
    }
    offer(&s, 0, snap_size(s.now));
    if (!s.found)
        return false;
    *start = s.best.start;
    *end = s.best.end;
    return true;
}
