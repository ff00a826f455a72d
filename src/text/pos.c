// Bytes to display columns and back, by walking the clusters of a line.  Plain ASCII, one cell a
// byte, is crossed at the speed of reading it; what is far from the line's start is walked to from
// the last place that is noted.
#include "base/mem.h"
#include "base/width.h"
#include "text/col-search.h"

#include <limits.h>

enum {
    NEAR = 4096,            // bytes and cells that are walked
    MEASURE_MAX = 64 << 10, // what one question may cost; about bytes
    COL_MAX = INT_MAX / 2,
    // Bytes; where clusters have no end that could be noted, what lies behind counts as plain
    // ASCII.
    WALK_MAX = 128 << 10,
    LOOK_AGAIN = 512, // bytes after which a plain run is looked for again
    WORTH_IT = 64,    // bytes of a run
};

void cluster_walk_init(ClusterWalk *w, const Snap *s, size_t off)
{
    w->s = s;
    w->off = off;
    w->at = w->n = 0;
}

// Have a whole cluster in the window, wherever the text has one.
static void fill(ClusterWalk *w)
{
    if (w->n - w->at >= WIDTH_CLUSTER_MAX)
        return;
    size_t kept = w->n - w->at;
    memmove(w->buf, w->buf + w->at, kept);
    w->at = 0;
    w->n = kept + snap_read(w->s, w->off + kept, w->buf + kept, sizeof w->buf - kept);
}

bool cluster_walk_next(ClusterWalk *w, Str *cluster, int *cells)
{
    fill(w);
    Str rest = str_n(w->buf + w->at, w->n - w->at);
    if (rest.n == 0)
        return false;
    size_t n = rest.p[0] == '\r' && rest.n > 1 && rest.p[1] == '\n'
                   ? 2
                   : width_cluster(rest, AMBIGUOUS_CELLS, cells);
    *cluster = str_upto(rest, n);
    w->at += n;
    w->off += n;
    return true;
}

static bool ends_line(Str cluster)
{
    return cluster.p[cluster.n - 1] == '\n';
}

static int advance(int col, Str cluster, int cells, int tab_size)
{
    return cluster.p[0] == '\t' ? col + tab_size - col % tab_size : col + cells;
}

// Clusters one after the other, plain ones many at once.
typedef struct {
    ClusterWalk clusters;
    SnapWalk bytes;
    size_t look; // where to look for a plain run next
} ColWalk;

static ColWalk col_walk(const Snap *s, size_t line)
{
    ColWalk w = {.bytes = snap_walk(s, false), .look = line};
    cluster_walk_init(&w.clusters, s, line);
    return w;
}

static void auto_col_walk(ColWalk *w)
{
    snap_walk_deinit(&w->bytes);
}

// Cross up to `most` bytes that are a cell each; returns how many.  Not the last one of a run,
// which may have an accent behind it.
static size_t skip_plain(ColWalk *w, size_t most)
{
    size_t start = w->clusters.off, n = 0;
    if (start < w->look)
        return 0;
    while (n < most) {
        Str s = str_upto(snap_walk_from(&w->bytes, start + n), most - n);
        size_t run = cells_plain(s);
        n += run;
        if (run == 0 || run < s.n)
            break;
    }
    n = n > WORTH_IT ? n - 1 : 0;
    w->look = start + n + LOOK_AGAIN;
    if (n)
        cluster_walk_init(&w->clusters, w->clusters.s, start + n);
    return n;
}

// A place to walk from: the line's start, or one close before `end` and column `want`.
static ColPlace place_before(const Snap *s, size_t line, size_t end, int want, int tab_size)
{
    if (end - line <= NEAR || want <= NEAR)
        return (ColPlace){.off = line};
    AUTO(col_ask) ColAsk ask = col_ask(s->bank, tab_size, MEASURE_MAX);
    ColPlace at = col_search(&ask, &s->tree, line, end, (size_t)want);
    if (at.guess)
        __atomic_store_n(&s->bank->cols_wanted, tab_size, __ATOMIC_RELAXED);
    return at;
}

int snap_col(const Snap *s, size_t line, size_t off, int tab_size)
{
    ColPlace from = place_before(s, line, MAX(off, line), COL_MAX, tab_size);
    if (off > from.off && off - from.off > WALK_MAX)
        return (int)MIN(from.col + (off - from.off), (size_t)COL_MAX);
    AUTO(col_walk) ColWalk w = col_walk(s, from.off);
    Str cluster;
    int col = (int)from.col, cells = 0;
    while (w.clusters.off < off) {
        col += (int)skip_plain(&w, off - w.clusters.off);
        if (!cluster_walk_next(&w.clusters, &cluster, &cells) || ends_line(cluster) ||
            w.clusters.off > off)
            break;
        col = advance(col, cluster, cells, tab_size);
    }
    return col;
}

size_t snap_off_of_col(const Snap *s, size_t line, int want, int tab_size)
{
    size_t end = want > NEAR ? snap_line_end(s, line, SIZE_MAX) : line;
    ColPlace from = place_before(s, line, end, want, tab_size);
    AUTO(col_walk) ColWalk w = col_walk(s, from.off);
    Str cluster;
    int col = (int)from.col, cells = 0;
    size_t at = from.off;
    if (end > from.off + WALK_MAX && want - (int)from.col > WALK_MAX)
        return MIN(from.off + ((size_t)want - from.col), end);
    while (col < want) {
        col += (int)skip_plain(&w, (size_t)(want - col));
        at = w.clusters.off;
        if (!cluster_walk_next(&w.clusters, &cluster, &cells) || ends_line(cluster))
            break;
        int next = advance(col, cluster, cells, tab_size);
        // inside a wide one: the nearer side
        if (next > want && want - col < next - want)
            break;
        col = next;
        at = w.clusters.off;
    }
    return at;
}

int snap_cols_wanted(const Snap *s)
{
    return __atomic_load_n(&s->bank->cols_wanted, __ATOMIC_RELAXED);
}

// Whole blocks of a run that are known to be part of one line.
static bool measure_run(ColAsk *ask, const Piece *p)
{
    Blocks *b = ask->bank->blocks;
    bool all = true;
    for (size_t i = p->off / BLOCK_BYTES; i < b->n && i * BLOCK_BYTES < p->off + p->nbytes; i++)
        if (blocks_in_line(b, i))
            all &= !col_sum_block(ask, i).guess;
    return all;
}

static bool measure_tree(ColAsk *ask, const Tree *t)
{
    if (__atomic_load_n(&t->nl, __ATOMIC_RELAXED) == 0)
        return !col_sum_tree(ask, t).guess;
    bool all = true;
    const Node *n = t->node;
    for (size_t i = 0; i < n->n; i++) {
        const Piece *p = &n->piece[i];
        if (n->level)
            all &= measure_tree(ask, &n->kid[i]);
        else if (!p->mem && __atomic_load_n(&p->nl, __ATOMIC_RELAXED) != 0)
            all &= measure_run(ask, p);
        else if (__atomic_load_n(&p->nl, __ATOMIC_RELAXED) == 0)
            all &= !col_sum_piece(ask, p, 0, p->nbytes).guess;
    }
    return all;
}

bool snap_measure_cols(const Snap *s, int tab_size, size_t budget)
{
    AUTO(col_ask) ColAsk ask = col_ask(s->bank, tab_size, budget);
    if (s->tree.node && !measure_tree(&ask, &s->tree))
        return false;
    __atomic_store_n(&s->bank->cols_wanted, 0, __ATOMIC_RELAXED);
    return true;
}
