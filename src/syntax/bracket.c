#include "base/mem.h"
#include "syntax/follow.h"
#include "syntax/language.h"

enum {
    SCAN_BYTES_MAX = 1 << 18, // how far brackets are looked for where no tree helps
    SIBLINGS_MAX = 4096,      // how many neighbours are asked before the last one is
};

/* A bracket and its like. */
typedef struct {
    char from, to; // the one looked from, the one looked for
    bool forward;
} Pair;

static int byte_at(const Snap *s, size_t off)
{
    char c;
    return snap_read(s, off, &c, 1) == 1 ? (unsigned char)c : -1;
}

static bool pair_of(const Language *l, int byte, Pair *out)
{
    for (const char *p = l && l->pairs ? l->pairs : ""; *p; p += 2) {
        bool forward = byte == p[0];
        *out = forward ? (Pair){p[0], p[1], true} : (Pair){p[1], p[0], false};
        if (byte == out->from)
            return true;
    }
    return false;
}

static bool is_token(TSNode n, char c)
{
    const char *type = ts_node_type(n);
    return !ts_node_is_named(n) && type[0] == c && type[1] == '\0';
}

/* Walk from a bracket among its parent's children to the one that closes or opens it. */
static bool find_sibling(TSTreeCursor *at, Pair p, TSNode *found)
{
    int depth = 0;
    for (int i = 0; i < SIBLINGS_MAX; i++) {
        if (p.forward ? !ts_tree_cursor_goto_next_sibling(at)
                      : !ts_tree_cursor_goto_previous_sibling(at))
            return false;
        *found = ts_tree_cursor_current_node(at);
        depth += is_token(*found, p.from);
        if (is_token(*found, p.to) && depth-- == 0)
            return true;
    }
    // The brackets of a list with thousands of elements are at its ends.
    ts_tree_cursor_goto_parent(at);
    if (p.forward ? !ts_tree_cursor_goto_last_child(at) : !ts_tree_cursor_goto_first_child(at))
        return false;
    *found = ts_tree_cursor_current_node(at);
    return is_token(*found, p.to);
}

/* The partner of the bracket `token`, by the tree. */
static bool find_in_tree(TSNode token, Pair p, uint32_t *start)
{
    TSNode parent = ts_node_parent(token), found;
    if (ts_node_is_null(parent))
        return false;
    TSTreeCursor at = ts_tree_cursor_new(parent);
    bool ok = ts_tree_cursor_goto_first_child_for_byte(&at, ts_node_start_byte(token)) >= 0 &&
              ts_node_eq(ts_tree_cursor_current_node(&at), token) && find_sibling(&at, p, &found);
    ts_tree_cursor_delete(&at);
    *start = ok ? ts_node_start_byte(found) : 0;
    return ok;
}

/* Count brackets from `off` to the one that makes them even, within `limit`. */
static bool find_in_text(const Snap *s, size_t off, Pair p, Range limit, size_t *other)
{
    size_t reach = SCAN_BYTES_MAX;
    size_t from = p.forward ? off + 1 : MAX(limit.start, off - MIN(off, reach));
    size_t to = p.forward ? MIN(limit.end, off + reach) : off;
    AUTO(buf) Buf bytes = BUF_INIT;
    if (from < to)
        snap_add_to(s, from, to, &bytes);
    size_t depth = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        size_t at = p.forward ? i : bytes.n - 1 - i;
        depth += bytes.p[at] == p.from;
        if (bytes.p[at] == p.to && depth-- == 0) {
            *other = from + at;
            return true;
        }
    }
    return false;
}

/* Ask the tree about the bracket at `off`.  Without an answer *limit says how far it is worth to
 * look on: a string or a comment is not left. */
static bool ask_tree(const Syntax *x, size_t off, Pair p, Range *limit, size_t *other)
{
    const Cover *c = &x->cover;
    if (off < c->origin)
        return false;
    size_t base, was = edits_unmap_start(&c->edits, off - c->origin);
    if (was >= c->n || edits_map_start(&c->edits, was) + c->origin != off)
        return false; // typed since
    const Layer *l = layer_at(x->layer, was, &base);
    uint32_t found, at = (uint32_t)(was - base);
    TSNode node = ts_node_descendant_for_byte_range(ts_tree_root_node(l->tree), at, at + 1);
    if (!is_token(node, p.from)) {
        if (c->partial) // it may be cut
            return false;
        limit->start = edits_map_start(&c->edits, base + ts_node_start_byte(node));
        limit->end = edits_map_end(&c->edits, base + ts_node_end_byte(node));
        return false;
    }
    if (!find_in_tree(node, p, &found))
        return false;
    *other = edits_map_start(&c->edits, base + found) + c->origin;
    return true;
}

bool syntax_match_bracket(Syntax *x, const Text *t, size_t off, size_t *other)
{
    const Snap *now = text_now(t);
    Pair p;
    if (!pair_of(x->language, byte_at(now, off), &p))
        return false;
    syntax_follow(x, t);
    Range limit = {0, snap_size(now)};
    if (x->layer && ask_tree(x, off, p, &limit, other) && byte_at(now, *other) == p.to)
        return true;
    return find_in_text(now, off, p, limit, other);
}
