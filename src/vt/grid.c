#include "vt/grid.h"

#include "base/bug.h"
#include "base/mem.h"

static const Cell plain;

static Line *line_new(int cols)
{
    Line *r = NEW(Line);
    vt_line_reserve(r, cols);
    return r;
}

static void line_free(Line *r)
{
    vt_line_deinit(r);
    free(r);
}

void vt_grid_init(Grid *g, int rows, int cols)
{
    *g = (Grid){.rows = NEW_ARRAY(Line *, (size_t)rows), .nrows = rows, .cols = cols};
    for (int i = 0; i < rows; i++)
        g->rows[i] = line_new(cols);
}

void vt_grid_deinit(Grid *g)
{
    for (int i = 0; i < g->nrows; i++)
        line_free(g->rows[i]);
    free(g->rows);
    *g = (Grid){0};
}

/* Rows [top, bottom) up by one. */
static void rotate_up(Grid *g, int top, int bottom)
{
    Line *first = g->rows[top];
    memmove(g->rows + top, g->rows + top + 1, (size_t)(bottom - top - 1) * sizeof first);
    g->rows[bottom - 1] = first;
}

static void rotate_down(Grid *g, int top, int bottom)
{
    Line *last = g->rows[bottom - 1];
    memmove(g->rows + top + 1, g->rows + top, (size_t)(bottom - top - 1) * sizeof last);
    g->rows[top] = last;
}

void vt_grid_scroll(Grid *g, int top, int bottom, int n, const Cell *blank, History *keep)
{
    BUG_ON(top < 0 || bottom > g->nrows || top >= bottom);
    n = CLAMP(n, top - bottom, bottom - top);
    for (; n > 0; n--) {
        if (keep)
            vt_history_push(keep, g->rows[top]);
        vt_line_clear(g->rows[top], g->cols, blank);
        rotate_up(g, top, bottom);
    }
    for (; n < 0; n++) {
        vt_line_clear(g->rows[bottom - 1], g->cols, blank);
        rotate_down(g, top, bottom);
    }
}

void vt_grid_crop(Grid *g, int rows, int cols)
{
    Grid new;
    vt_grid_init(&new, rows, cols);
    for (int i = 0; i < MIN(rows, g->nrows); i++) {
        vt_line_cut(g->rows[i], cols);
        vt_line_append(new.rows[i], g->rows[i], 0, g->rows[i]->used);
        new.rows[i]->wraps = g->rows[i]->wraps &&cols == g->cols;
        new.rows[i]->marks = g->rows[i]->marks;
    }
    vt_grid_deinit(g);
    *g = new;
}

void vt_history_deinit(History *h)
{
    for (size_t i = 0; i < h->alloc; i++)
        vt_line_deinit(&h->ring[i]);
    free(h->ring);
}

void vt_history_clear(History *h)
{
    vt_history_deinit(h);
    h->ring = NULL;
    h->alloc = h->start = h->n = 0;
}

static void grow(History *h)
{
    // start is 0 until the ring has its full size
    size_t alloc = MIN(h->cap, MAX(h->alloc * 2, (size_t)64));
    h->ring = xrealloc(h->ring, alloc, sizeof *h->ring);
    memset(h->ring + h->alloc, 0, (alloc - h->alloc) * sizeof *h->ring);
    h->alloc = alloc;
}

void vt_history_push(History *h, const Line *r)
{
    h->pushed++;
    if (h->cap == 0)
        return;
    if (h->n == h->cap) {
        h->start = (h->start + 1) % h->alloc;
        h->n--;
    } else if (h->n == h->alloc) {
        grow(h);
    }
    Line *to = &h->ring[(h->start + h->n++) % h->alloc];
    vt_line_clear(to, to->cap, &plain);
    // Short rows that follow a long one in the ring do not pay for it.
    if (to->cap > 4 * r->used + 64)
        vt_line_deinit(to), *to = (Line){0};
    vt_line_reserve(to, r->used);
    vt_line_append(to, r, 0, r->used);
    to->wraps = r->wraps;
    to->marks = r->marks;
}

Line *vt_history_get(const History *h, size_t i)
{
    return i >= 1 && i <= h->n ? &h->ring[(h->start + h->n - i) % h->alloc] : NULL;
}

Line vt_history_take(History *h)
{
    BUG_ON(h->n == 0);
    Line *newest = vt_history_get(h, 1);
    Line out = *newest;
    *newest = (Line){0};
    h->n--;
    h->pushed--;
    return out;
}
