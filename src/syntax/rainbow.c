#include "syntax/rainbow.h"
#include "base/mem.h"
#include "syntax/capture.h"

enum {
    COLOURS = 3,
    FIRST_CHILDREN = 8, // where the bracket stands that opens a node, if one does
};

typedef struct {
    TSTreeCursor at;
    size_t base;
    Range want;
    size_t depth;
    Marks *out;
} Walk;

static uint16_t capture_of(size_t depth)
{
    static const char *const names[COLOURS] = {"bracket.1", "bracket.2", "bracket.3"};
    return capture_intern(str_c(names[depth % COLOURS]));
}

/* 1 for a token that opens, as "(", "${" and "((" do, -1 for one that closes. */
static int direction(TSNode n)
{
    if (ts_node_is_named(n))
        return 0;
    const char *type = ts_node_type(n);
    size_t len = strlen(type);
    if (len == 0 || len > 2)
        return 0;
    if (strchr("([{", type[len - 1]))
        return 1;
    return strchr(")]}", type[0]) ? -1 : 0;
}

static Range place_of(const Walk *w, TSNode n)
{
    return (Range){w->base + ts_node_start_byte(n), w->base + ts_node_end_byte(n)};
}

/* Count the bracket, and mark it where it is wanted. */
static void take(Walk *w, TSNode n, int dir)
{
    Range at = place_of(w, n);
    w->depth -= dir < 0 && w->depth > 0;
    if (at.start < at.end && at.start < w->want.end && at.end > w->want.start)
        vec_push(w->out, (Mark){at.start, at.end, UINT16_MAX, capture_of(w->depth)});
    w->depth += dir > 0;
}

/* To the first child that has to do with what is wanted, past the brackets before it. */
static bool descend(Walk *w)
{
    if (!ts_tree_cursor_goto_first_child(&w->at))
        return false;
    for (int i = 0; i < FIRST_CHILDREN; i++) {
        TSNode n = ts_tree_cursor_current_node(&w->at);
        if (place_of(w, n).end > w->want.start)
            return true;
        int dir = direction(n);
        if (dir)
            take(w, n, dir);
        if (!ts_tree_cursor_goto_next_sibling(&w->at))
            break;
    }
    ts_tree_cursor_goto_parent(&w->at);
    uint32_t from = (uint32_t)(w->want.start - w->base);
    return ts_tree_cursor_goto_first_child_for_byte(&w->at, from) >= 0;
}

/* To the next node in the order of the text that is not below this one. */
static bool next(Walk *w)
{
    while (!ts_tree_cursor_goto_next_sibling(&w->at))
        if (!ts_tree_cursor_goto_parent(&w->at))
            return false;
    return true;
}

void rainbow_add(const TSTree *tree, size_t base, Range want, Marks *out)
{
    Walk w = {ts_tree_cursor_new(ts_tree_root_node(tree)), base, want, 0, out};
    for (bool more = true; more;) {
        TSNode n = ts_tree_cursor_current_node(&w.at);
        Range at = place_of(&w, n);
        if (at.start >= want.end)
            break;
        int dir = direction(n);
        if (dir)
            take(&w, n, dir);
        more = (!dir && at.end > want.start && descend(&w)) || next(&w);
    }
    ts_tree_cursor_delete(&w.at);
}
