// Moving what the screen shows already, instead of sending it again.
#include "tty/paint.h"
#include "base/mem.h"

enum {
    SCROLL_COST = 24, // bytes of the sequences
    SHIFT_MIN = 24,   // differing cells of a row from which a look is worth it
    SHIFT_MAX = 8,    // columns of a shift that is looked for
    SHIFT_COST = 22,
};

// Part of the screen in which rows moved: new row r was row r + by.
typedef struct {
    int top, bottom; // [top, bottom)
    int by;
} Scroll;

typedef struct {
    int top, bottom; // rows that differ, [top, bottom)
    int left, right; // columns that differ in any of them
} Damage;

static Damage find_damage(const Painter *p, const Surface *s)
{
    Damage d = {.top = s->rows, .left = s->cols};
    for (int row = 0; row < s->rows; row++) {
        if (!p->changed[row])
            continue;
        int l = 0, r = s->cols;
        while (l < r && !paint_differs(p, s, row, l))
            l++;
        while (r > l && !paint_differs(p, s, row, r - 1))
            r--;
        d.top = MIN(d.top, row);
        d.bottom = row + 1;
        d.left = MIN(d.left, l);
        d.right = MAX(d.right, r);
    }
    return d;
}

/* Hash of the cells [left, right) of a row, 0 if they are all alike. */
static uint64_t hash_row(const Surface *s, int row, int left, int right)
{
    uint64_t h = 14695981039346656037u;
    const Cell *first = surface_at(s, row, left);
    bool varied = false;
    for (int col = left; col < right; col++) {
        const Cell *c = surface_at(s, row, col);
        uint64_t text;
        memcpy(&text, c->text, sizeof text);
        h = (h ^ text ^ (uint64_t)c->style.fg << 32 ^ c->style.bg ^ c->style.attrs) *
            1099511628211u;
        varied = varied || memcmp(c->text, first->text, sizeof c->text) != 0;
    }
    return varied ? h | 1 : 0;
}

/* By how many rows did most of n rows move?  0 if hardly any did. */
static int vote(const uint64_t *now, const uint64_t *old, int n)
{
    AUTO(free) int *votes = NEW_ARRAY(int, (size_t)n * 2);
    int most = PAINT_SCROLL_MIN - 1, by = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; now[i] && j < n; j++)
            if (j != i && now[i] == old[j] && ++votes[j - i + n] > most) {
                most = votes[j - i + n];
                by = j - i;
            }
    return by;
}

static Scroll find_scroll(const Painter *p, const Surface *s, const Damage *d)
{
    int n = d->bottom - d->top;
    AUTO(free) uint64_t *now = NEW_ARRAY(uint64_t, (size_t)n);
    AUTO(free) uint64_t *old = NEW_ARRAY(uint64_t, (size_t)n);
    for (int i = 0; i < n; i++) {
        now[i] = hash_row(s, d->top + i, d->left, d->right);
        old[i] = hash_row(p->shown, d->top + i, d->left, d->right);
    }
    Scroll m = {.top = d->bottom, .by = vote(now, old, n)};
    for (int i = MAX(0, -m.by); m.by && i < n - MAX(0, m.by); i++)
        if (now[i] && now[i] == old[i + m.by]) {
            m.top = MIN(m.top, d->top + i + MIN(0, m.by));
            m.bottom = d->top + i + MAX(0, m.by) + 1;
        }
    return m;
}

static int cells_to_send(const Painter *p, const Surface *s, int row, int from)
{
    int n = 0;
    for (int col = 0; col < s->cols; col++)
        n +=
            !surface_cell_eq(s, surface_at(s, row, col), p->shown, surface_at(p->shown, from, col));
    return n;
}

static bool scroll_pays(const Painter *p, const Surface *s, const Scroll *m)
{
    int without = 0, with = SCROLL_COST;
    for (int row = m->top; row < m->bottom; row++) {
        int from = row + m->by;
        bool inside = from >= m->top && from < m->bottom;
        without += cells_to_send(p, s, row, row);
        with += inside ? cells_to_send(p, s, row, from) : s->cols;
    }
    return with < without - without / 4;
}

static void forget(Painter *p, int row, int col, int ncols)
{
    for (int i = 0; i < ncols; i++)
        surface_at(p->shown, row, col + i)->width = PAINT_UNKNOWN;
}

static void scroll_shown(Painter *p, const Scroll *m)
{
    size_t stride = (size_t)p->shown->cols * sizeof(Cell);
    int n = m->bottom - m->top - abs(m->by);
    int from = m->by > 0 ? m->top + m->by : m->top, to = m->by > 0 ? m->top : m->top - m->by;
    memmove(surface_at(p->shown, to, 0), surface_at(p->shown, from, 0), (size_t)n * stride);
    int bare = m->by > 0 ? m->bottom - m->by : m->top;
    for (int i = 0; i < abs(m->by); i++)
        forget(p, bare + i, 0, p->shown->cols);
}

bool paint_scroll(Painter *p, const Surface *s)
{
    if (!p->caps->scroll)
        return false;
    Damage d = find_damage(p, s);
    Scroll m = find_scroll(p, s, &d);
    if (!m.by || !scroll_pays(p, s, &m))
        return false;
    buf_addf(&p->out, "\033[%d;%dr\033[%d%c\033[r", m.top + 1, m.bottom, abs(m.by),
             m.by > 0 ? 'S' : 'T');
    p->row = p->col = 0;
    scroll_shown(p, &m);
    return true;
}

typedef struct {
    int row, from, to; // cells [from, to)
} Span;

/* Cells that would still differ if what is shown moved right by `by` in the span (left if
 * negative); counts up to `limit`. */
static int differing_after(const Painter *p, const Surface *s, Span x, int by, int limit)
{
    int n = 0, row = x.row, from = x.from, to = x.to;
    for (int col = from; col < to && n < limit; col++) {
        int old = col - by;
        n += old < from || old >= to ||
             !surface_cell_eq(s, surface_at(s, row, col), p->shown, surface_at(p->shown, row, old));
    }
    return n;
}

static bool all_narrow(const Surface *s, int row, int from, int to)
{
    for (int col = from; col < to; col++)
        if (surface_at(s, row, col)->width != 1)
            return false;
    return true;
}

/* Insert `by` cells at `from` and take as many away before `to`, or the other way round, so that
 * what stands beyond stays. */
static void shift_cells(Painter *p, int row, int from, int to, int by)
{
    int n = abs(by);
    paint_move(p, row, by > 0 ? to - n : from);
    buf_addf(&p->out, "\033[%dP", n);
    paint_move(p, row, by > 0 ? from : to - n);
    buf_addf(&p->out, "\033[%d@", n);
    Cell *c = surface_at(p->shown, row, from);
    size_t rest = (size_t)(to - from - n) * sizeof *c;
    memmove(by > 0 ? c + n : c, by > 0 ? c : c + n, rest);
    forget(p, row, by > 0 ? from : to - n, n);
}

void paint_shift(Painter *p, const Surface *s, int row)
{
    int from = 0, to = s->cols, differing = 0;
    if (!p->caps->insert)
        return;
    while (from < to && !paint_differs(p, s, row, from))
        from++;
    while (to > from && !paint_differs(p, s, row, to - 1))
        to--;
    for (int col = from; col < to; col++)
        differing += paint_differs(p, s, row, col);
    if (differing < SHIFT_MIN || !all_narrow(s, row, from, s->cols) ||
        !all_narrow(p->shown, row, from, s->cols))
        return;
    int best = 0, least = differing - SHIFT_COST;
    for (int by = -SHIFT_MAX; by <= SHIFT_MAX; by++) {
        int n = by ? differing_after(p, s, (Span){row, from, to}, by, least) : least;
        if (n < least) {
            least = n;
            best = by;
        }
    }
    if (best)
        shift_cells(p, row, from, to, best);
}
