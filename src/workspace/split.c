#include "workspace/split.h"

Split *split_new(Group *g)
{
    Split *s = NEW(Split);
    s->group = g;
    s->weight = SPLIT_WEIGHT;
    return s;
}

void split_free(Split *root)
{
    if (!root)
        return;
    VEC_EACH (Split *, kid, &root->kids)
        split_free(*kid);
    vec_deinit(&root->kids);
    free(root);
}

Split *split_find(Split *root, const Group *g)
{
    if (root->kids.n == 0)
        return root->group == g ? root : NULL;
    VEC_EACH (Split *, kid, &root->kids) {
        Split *found = split_find(*kid, g);
        if (found)
            return found;
    }
    return NULL;
}

static void collect(const Split *s, Group *out[GROUPS_MAX], size_t *n)
{
    if (s->kids.n == 0 && *n < GROUPS_MAX)
        out[(*n)++] = s->group;
    VEC_EACH (Split *, kid, &s->kids)
        collect(*kid, out, n);
}

size_t split_groups(const Split *root, Group *out[GROUPS_MAX])
{
    size_t n = 0;
    collect(root, out, &n);
    return n;
}

static bool is_across(Side side)
{
    return side == SIDE_LEFT || side == SIDE_RIGHT;
}

static bool is_before(Side side)
{
    return side == SIDE_LEFT || side == SIDE_UP;
}

static size_t index_of(const Split *parent, const Split *kid)
{
    size_t i = 0;
    while (parent->kids.p[i] != kid)
        i++;
    return i;
}

// `fresh` takes the place of `old` in the tree.
static void put_for(Split **root, Split *old, Split *fresh)
{
    fresh->parent = old->parent;
    fresh->weight = old->weight;
    if (old->parent)
        old->parent->kids.p[index_of(old->parent, old)] = fresh;
    else
        *root = fresh;
}

static bool all_equal(const Split *s)
{
    VEC_EACH (Split *, kid, &s->kids)
        if ((*kid)->weight != s->kids.p[0]->weight)
            return false;
    return true;
}

static void insert(Split *parent, size_t at, Split *kid)
{
    kid->parent = parent;
    vec_insert(&parent->kids, at, kid);
}

// An inner node in place of a leaf, which becomes its only kid.
static Split *wrap(Split **root, Split *leaf, bool columns)
{
    Split *s = split_new(NULL);
    s->columns = columns;
    put_for(root, leaf, s);
    leaf->weight = SPLIT_WEIGHT;
    insert(s, 0, leaf);
    return s;
}

void split_add(Split **root, Split *leaf, Group *g, Side side)
{
    Split *s = leaf->parent, *fresh = split_new(g);
    if (!s || s->columns != is_across(side))
        s = wrap(root, leaf, is_across(side));
    else if (!all_equal(s))
        leaf->weight = MAX(1, leaf->weight / 2);
    fresh->weight = leaf->weight;
    insert(s, index_of(s, leaf) + !is_before(side), fresh);
}

// A node with one kid is no division: the kid goes up, and its kids too if they are divided alike.
static void unwrap(Split **root, Split *s)
{
    Split *kid = s->kids.p[0], *parent = s->parent;
    put_for(root, s, kid);
    vec_clear(&s->kids);
    split_free(s);
    if (kid->kids.n == 0 || !parent || parent->columns != kid->columns)
        return;
    size_t at = index_of(parent, kid);
    int64_t sum = 0;
    VEC_EACH (Split *, k, &kid->kids)
        sum += (*k)->weight;
    vec_remove(&parent->kids, at, 1);
    VEC_EACH (Split *, k, &kid->kids) {
        (*k)->weight = (int)MAX(1, (int64_t)(*k)->weight * kid->weight / sum);
        insert(parent, at++, *k);
    }
    vec_clear(&kid->kids);
    split_free(kid);
}

void split_remove(Split **root, Split *leaf)
{
    Split *s = leaf->parent;
    BUG_ON(!s);
    vec_remove(&s->kids, index_of(s, leaf), 1);
    split_free(leaf);
    if (s->kids.n == 1)
        unwrap(root, s);
}

void split_even(Split *s)
{
    VEC_EACH (Split *, kid, &s->kids)
        (*kid)->weight = SPLIT_WEIGHT;
}
