#include "base/mem.h"
#include "syntax/fold-text.h"
#include "syntax/follow.h"
#include "syntax/structure.h"

/* Where rows of the parsed text are now. */
typedef struct {
    Syntax *x;
    const Snap *now;
} Rows;

static size_t row_of(const Rows *r, size_t off, size_t row)
{
    return r->x->cover.edits.n ? snap_row_at(r->now, MIN(off, snap_size(r->now))).n : row;
}

static SyntaxFold fold_of(const Rows *r, const StructureItem *item)
{
    const Edits *edits = &r->x->cover.edits;
    return (SyntaxFold){
        .row = row_of(r, edits_map_start(edits, item->inner.start), item->row),
        .end_row = row_of(r, edits_map_end(edits, item->inner.end), item->end_row),
        .kind = item->kind,
    };
}

static bool goes_on(const StructureItem *a, const StructureItem *b)
{
    return a->kind == b->kind && b->row == a->end_row + 1;
}

/* Does a neighbour just before v->p[i] fold together with it? */
static bool is_continuation(const StructureItems *v, size_t i)
{
    enum { LOOK_BACK = 4 }; // an import may have folds inside
    if (v->p[i].kind == FOLD_BLOCK)
        return false;
    for (size_t k = i; k-- > 0 && i - k <= LOOK_BACK;)
        if (goes_on(&v->p[k], &v->p[i]))
            return true;
    return false;
}

/* The fold that begins with item i; rows of comments and of imports fold as one. */
static SyntaxFold whole_fold(const Rows *r, const StructureItems *v, size_t i)
{
    enum { RUN_MAX = 4096 };
    const StructureItem *last = &v->p[i];
    SyntaxFold fold = fold_of(r, last);
    if (last->kind == FOLD_BLOCK)
        return fold;
    for (size_t k = i + 1; k < v->n && k - i < RUN_MAX && v->p[k].row <= last->end_row + 1; k++)
        if (goes_on(last, &v->p[k]))
            last = &v->p[k];
    fold.end_row = MAX(fold_of(r, last).end_row, fold.row);
    return fold;
}

static size_t first_item(const Syntax *x, const Snap *now, size_t row)
{
    size_t was = edits_unmap_start(&x->cover.edits, snap_row_start(now, row));
    return structure_find(&x->structure->folds, was);
}

static void add_by_tree(const Rows *r, size_t first, size_t last, SyntaxFolds *out)
{
    const StructureItems *v = &r->x->structure->folds;
    size_t n = out->n;
    for (size_t i = first_item(r->x, r->now, first); i < v->n; i++) {
        if (is_continuation(v, i))
            continue;
        SyntaxFold fold = whole_fold(r, v, i);
        if (fold.row >= last)
            break;
        bool again = out->n > n && vec_last(out).row >= fold.row;
        if (fold.end_row > fold.row && fold.row >= first && !again)
            vec_push(out, fold);
    }
}

bool syntax_has_folds(const Syntax *x)
{
    return x && x->structure && x->structure->has_folds;
}

static int compare_folds(const void *va, const void *vb)
{
    const SyntaxFold *a = va, *b = vb;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->end_row > b->end_row ? -1 : a->end_row < b->end_row;
}

/* In order and one a row, the largest. */
static void settle(SyntaxFolds *out, size_t from)
{
    size_t kept = from;
    if (out->n > from)
        qsort(out->p + from, out->n - from, sizeof *out->p, compare_folds);
    for (size_t i = from; i < out->n; i++)
        if (kept == from || out->p[kept - 1].row != out->p[i].row)
            out->p[kept++] = out->p[i];
    out->n = kept;
}

void syntax_folds(Syntax *x, const Text *t, int tab_size, size_t first, size_t last,
                  SyntaxFolds *out)
{
    const Snap *now = text_now(t);
    size_t from = out->n;
    if (x)
        syntax_follow(x, t);
    if (syntax_has_folds(x))
        add_by_tree(&(Rows){x, now}, first, last, out);
    else
        folds_by_indent(now, tab_size, first, last, out);
    folds_by_region(now, first, last, out);
    settle(out, from);
}

static bool holds(const SyntaxFold *f, size_t row)
{
    return f->row <= row && row <= f->end_row && f->end_row > f->row;
}

/* The fold that is shown for the row item k begins in: the first one there that hides anything. */
static bool fold_of_row_of(const Rows *r, const StructureItems *v, size_t k, SyntaxFold *out)
{
    size_t first = k;
    while (first > 0 && v->p[first - 1].row == v->p[k].row)
        first--;
    for (; first <= k; first++) {
        if (is_continuation(v, first))
            continue;
        *out = whole_fold(r, v, first);
        if (out->end_row > out->row)
            return true;
    }
    return false;
}

/* The innermost one by the tree. */
static bool around_by_tree(const Rows *r, size_t row, SyntaxFold *out)
{
    enum { LOOK_BACK = 8192 }; // rows of comments that fold as one
    const StructureItems *v = &r->x->structure->folds;
    size_t i = first_item(r->x, r->now, row + 1);
    for (size_t k = i; k-- > 0 && i - k < LOOK_BACK;) {
        bool shown = fold_of_row_of(r, v, k, out);
        if (shown && holds(out, row))
            return true;
        if (v->p[k].kind == FOLD_BLOCK || shown)
            break; // no run goes on here
    }
    for (uint32_t up = i ? (uint32_t)i - 1 : NO_PARENT; up != NO_PARENT; up = v->p[up].parent)
        if (fold_of_row_of(r, v, up, out) && holds(out, row))
            return true;
    return false;
}

bool syntax_fold_around(Syntax *x, const Text *t, int tab_size, size_t row, SyntaxFold *out)
{
    const Snap *now = text_now(t);
    SyntaxFold region;
    if (x)
        syntax_follow(x, t);
    bool found = syntax_has_folds(x) ? around_by_tree(&(Rows){x, now}, row, out)
                                     : fold_by_indent_around(now, tab_size, row, out);
    if (!fold_by_region_around(now, row, &region))
        return found;
    bool inner = !found || region.row > out->row ||
                 (region.row == out->row && region.end_row > out->end_row);
    if (inner)
        *out = region;
    return true;
}
