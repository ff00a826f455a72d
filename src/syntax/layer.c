#include "syntax/layer.h"
#include "base/mem.h"

#include <stdatomic.h>

Layer *layer_new(const Grammar *grammar, TSTree *tree)
{
    Layer *l = NEW(Layer);
    atomic_init(&l->refs, 1);
    l->grammar = grammar;
    l->tree = tree;
    return l;
}

Layer *layer_ref(Layer *l)
{
    atomic_fetch_add(&l->refs, 1);
    return l;
}

void layer_free(Layer *l)
{
    if (!l || atomic_fetch_sub(&l->refs, 1) > 1)
        return;
    VEC_EACH (InnerLayer, inner, &l->inner)
        layer_free(inner->layer);
    vec_deinit(&l->inner);
    ts_tree_delete(l->tree);
    free(l);
}

static Layer *layer_copy(const Layer *l)
{
    Layer *copy = layer_new(l->grammar, ts_tree_copy(l->tree));
    copy->edited = l->edited;
    vec_reserve(&copy->inner, l->inner.n);
    VEC_EACH (const InnerLayer, inner, &l->inner) {
        layer_ref(inner->layer);
        vec_push(&copy->inner, *inner);
    }
    return copy;
}

/* Make one inner layer follow; false if the edit cuts through its border and its tree is worth
 * nothing more. */
static bool edit_inner(InnerLayer *inner, const TSInputEdit *e)
{
    if (e->start_byte > inner->end)
        return true;
    uint32_t grown = e->new_end_byte - e->old_end_byte; // modulo 2^32, as are the sums
    if (e->old_end_byte <= inner->start) {
        inner->at = edit_move_point(e, inner->at);
        inner->start += grown;
        inner->end += grown;
        return true;
    }
    if (e->start_byte < inner->start || e->old_end_byte > inner->end)
        return false;
    TSInputEdit own = edit_from(e, inner->start, inner->at);
    layer_edit(&inner->layer, &own);
    inner->end += grown;
    return true;
}

void layer_edit(Layer **where, const TSInputEdit *e)
{
    Layer *l = *where;
    if (atomic_load(&l->refs) > 1) {
        Layer *copy = layer_copy(l);
        layer_free(l);
        *where = l = copy;
    }
    ts_tree_edit(l->tree, e);
    l->edited = true;
    size_t kept = 0;
    for (size_t i = 0; i < l->inner.n; i++) {
        if (edit_inner(&l->inner.p[i], e))
            l->inner.p[kept++] = l->inner.p[i];
        else
            layer_free(l->inner.p[i].layer);
    }
    l->inner.n = kept;
}
