#include "syntax/layer.h"
#include "base/mem.h"
#include "syntax/structure.h"

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
    structure_free(l->structure);
    free(l);
}

static Layer *layer_copy(const Layer *l)
{
    Layer *copy = layer_new(l->grammar, ts_tree_copy(l->tree));
    copy->edited = l->edited;
    copy->touched = l->touched;
    copy->grown = l->grown;
    copy->rows_grown = l->rows_grown;
    copy->structure = structure_ref(l->structure);
    vec_reserve(&copy->inner, l->inner.n);
    VEC_EACH (const InnerLayer, inner, &l->inner) {
        layer_ref(inner->layer);
        vec_push(&copy->inner, *inner);
    }
    return copy;
}

/* What `s` is after the edit; it grows by what is done within it or at its end. */
static void edit_stretch(Stretch *s, const TSInputEdit *e)
{
    uint32_t grown = e->new_end_byte - e->old_end_byte; // modulo 2^32, as are the sums
    if (e->start_byte > s->end)
        return;
    bool before = e->old_end_byte <= s->start;
    s->start = before ? s->start + grown : MIN(s->start, e->start_byte);
    s->end = e->old_end_byte <= s->end ? s->end + grown : e->new_end_byte;
}

/* Make one inner layer follow; false if the edit cuts through its border and its tree is worth
 * nothing more. */
static bool edit_inner(InnerLayer *inner, const TSInputEdit *e)
{
    Stretch was = inner->place;
    edit_stretch(&inner->because, e);
    if (e->start_byte > was.end)
        return true;
    if (e->old_end_byte <= was.start) {
        inner->at = edit_move_point(e, inner->at);
        edit_stretch(&inner->place, e);
        return true;
    }
    if (e->start_byte < was.start || e->old_end_byte > was.end)
        return false;
    TSInputEdit own = edit_from(e, was.start, inner->at);
    layer_edit(&inner->layer, &own);
    edit_stretch(&inner->place, e);
    return true;
}

static void touch(Layer *l, const TSInputEdit *e)
{
    if (l->edited)
        edit_stretch(&l->touched, e);
    else
        l->touched = (Stretch){e->start_byte, e->new_end_byte};
    l->touched.start = MIN(l->touched.start, e->start_byte);
    l->touched.end = MAX(l->touched.end, e->new_end_byte);
    l->grown += e->new_end_byte - e->old_end_byte;
    l->rows_grown += e->new_end_point.row - e->old_end_point.row;
    l->edited = true;
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
    touch(l, e);
    size_t kept = 0;
    for (size_t i = 0; i < l->inner.n; i++) {
        if (edit_inner(&l->inner.p[i], e))
            l->inner.p[kept++] = l->inner.p[i];
        else
            layer_free(l->inner.p[i].layer);
    }
    l->inner.n = kept;
}

size_t layer_find_inner(const Layer *l, uint32_t off)
{
    size_t lo = 0, hi = l->inner.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (l->inner.p[mid].place.end <= off)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

const Layer *layer_at(const Layer *l, size_t off, size_t *base)
{
    *base = 0;
    for (;;) {
        size_t i = layer_find_inner(l, (uint32_t)(off - *base));
        if (i == l->inner.n || *base + l->inner.p[i].place.start > off)
            return l;
        *base += l->inner.p[i].place.start;
        l = l->inner.p[i].layer;
    }
}
