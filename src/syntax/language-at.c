// Which language a place of a text is written in.
#include "syntax/follow.h"
#include "syntax/language.h"

/* The first of those that a grammar serves; NULL for one of parts, like regular expressions. */
static const Language *language_of(const Syntax *x, const Grammar *g)
{
    if (x->language->grammar && strcmp(x->language->grammar, g->name) == 0)
        return x->language;
    for (const Language *const *l = language_all(); *l; l++)
        if ((*l)->grammar && strcmp((*l)->grammar, g->name) == 0)
            return *l;
    return NULL;
}

const Language *syntax_language_at(Syntax *x, const Text *t, size_t off)
{
    const Language *found = x->language;
    syntax_follow(x, t);
    const Cover *c = &x->cover;
    if (!x->layer || off < c->origin)
        return found;
    size_t at = edits_unmap_start(&c->edits, off - c->origin), base = 0;
    const Layer *l = x->layer;
    while (at < c->n) {
        size_t i = layer_find_inner(l, (uint32_t)(at - base));
        if (i == l->inner.n || base + l->inner.p[i].place.start > at)
            break;
        base += l->inner.p[i].place.start;
        l = l->inner.p[i].layer;
        const Language *inner = language_of(x, l->grammar);
        found = inner ? inner : found;
    }
    return found;
}
